"""What reading needs from other programs, as a protocol that `office` fulfils without knowing of it."""

from __future__ import annotations

from typing import NoReturn, Protocol

from messages.errors import Unavailable
from messages.language import mark

Box = tuple[float, float, float, float]  # left, top, right, bottom, in any unit, from the page's upper left corner
Word = tuple[Box, str]
Page = tuple[tuple[float, float], list[Word], list[list[Box]]]  # width and height; words; the cells of each table


class Tools(Protocol):
    """Each method raises Unavailable when its program is not installed, and ConversionFailed when it fails or hangs.

    Of that, Damaged, TooLarge and PasswordNeeded say why. Kinds are the values of documents.kinds.Kind.
    """

    def to_docx(self, data: bytes, kind: str) -> bytes:
        """A word-processor file of another kind as .docx."""
        ...

    def words(self, data: bytes) -> list[Page]:
        """The pages of a PDF with the words that it holds as text."""
        ...

    def recognise(self, data: bytes, kind: str) -> list[Page]:
        """The pages of a picture, or of a PDF of pictures, with the words that are seen on them."""
        ...

    def unpack(self, data: bytes, kind: str) -> list[tuple[str, bytes]]:
        """The files of an archive that is no zip: name, bytes; no more than a limited number and size."""
        ...


class _NoTools:
    """No other program at all."""

    def to_docx(self, data: bytes, kind: str) -> bytes:
        _missing(data, kind)

    def words(self, data: bytes) -> list[Page]:
        _missing(data, "pdf")

    def recognise(self, data: bytes, kind: str) -> list[Page]:
        _missing(data, kind)

    def unpack(self, data: bytes, kind: str) -> list[tuple[str, bytes]]:
        _missing(data, kind)


def _missing(_data: bytes, kind: str) -> NoReturn:
    raise Unavailable(mark("no converter is installed."), place=kind)


NO_TOOLS: Tools = _NoTools()
