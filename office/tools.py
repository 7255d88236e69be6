"""Everything that reading needs from other programs, in one hand."""

from __future__ import annotations

from office import archives, pages
from office.libreoffice import SECONDS, LibreOffice
from office.pages import Page


class OfficeTools:
    """What documents.tools.Tools asks for, by LibreOffice, bsdtar and the extra `ocr`; each may be missing."""

    def __init__(self, libreoffice: str = "soffice", bsdtar: str = "bsdtar", seconds: float = SECONDS) -> None:
        self.libreoffice = libreoffice  # the command
        self._converter = LibreOffice(libreoffice, seconds)
        self.bsdtar = bsdtar

    def to_docx(self, data: bytes, kind: str) -> bytes:
        """A file that LibreOffice opens (kind: doc, odt, rtf, html, xml) as .docx."""
        return self._converter.convert(data, kind, "docx")

    def words(self, data: bytes) -> list[Page]:
        """The pages of a PDF with the words that it holds as text."""
        return pages.words(data)

    def recognise(self, data: bytes, kind: str) -> list[Page]:  # noqa: ARG002 — the program looks for itself
        """The pages of a picture or PDF with the words that are seen on them."""
        return pages.recognise(data)

    def unpack(self, data: bytes, kind: str) -> list[tuple[str, bytes]]:  # noqa: ARG002 — the program looks for itself
        """The files of a RAR or 7z archive."""
        return archives.unpack(data, self.bsdtar)

    def close(self) -> None:
        """End the LibreOffice that is kept warm."""
        self._converter.close()
