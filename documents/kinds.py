"""What a file is, by its bytes and never by its name."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Mapping
from enum import StrEnum

from documents import compound
from documents.archive import crowded
from documents.compound import Compound
from documents.reasons import Rejection


class Kind(StrEnum):
    """The kinds of files that counties send."""

    DOCX = "docx"
    DOC = "doc"  # Word's binary format, which WPS calls .wps too
    ODT = "odt"
    RTF = "rtf"
    HTML = "html"
    MHTML = "mhtml"
    WORD_XML = "xml"  # one XML file: Word 2003's, or a flat OpenDocument text
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    OLE = "ole"
    ENCRYPTED = "encrypted"
    PDF = "pdf"
    OFD = "ofd"
    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    BMP = "bmp"
    TIFF = "tiff"
    WEBP = "webp"
    HEIC = "heic"
    AVIF = "avif"
    ZIP = "zip"
    RAR = "rar"
    SEVEN_ZIP = "7z"
    ARCHIVE = "archive"  # of another kind
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


CONVERTED = frozenset({Kind.DOC, Kind.ODT, Kind.RTF, Kind.HTML, Kind.MHTML, Kind.WORD_XML})
PICTURES = frozenset(
    {Kind.PNG, Kind.JPEG, Kind.GIF, Kind.BMP, Kind.TIFF, Kind.WEBP, Kind.HEIC, Kind.AVIF}
)  # fmt: skip
ARCHIVES = frozenset({Kind.ZIP, Kind.RAR, Kind.SEVEN_ZIP, Kind.ARCHIVE})
REFUSED: Mapping[Kind, str] = {  # what is no form whoever opens it, with the reason's code
    Kind.EMPTY: "empty",
    Kind.ENCRYPTED: "encrypted",
    Kind.ZIP: "archive_inside",
    Kind.RAR: "archive_kind",
    Kind.SEVEN_ZIP: "archive_kind",
    Kind.ARCHIVE: "archive_kind",
    Kind.OLE: "not_word",
    Kind.SPREADSHEET: "spreadsheet",
    Kind.PRESENTATION: "presentation",
    Kind.TEXT: "not_word",
    Kind.UNKNOWN: "not_word",
}

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF8", Kind.GIF),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"Rar!\x1a\x07", Kind.RAR),
    (b"7z\xbc\xaf\x27\x1c", Kind.SEVEN_ZIP),
    (b"\x1f\x8b", Kind.ARCHIVE),  # gzip
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ\0", Kind.ARCHIVE),
)
_BRANDS = {  # of an ISO base media file (ISO/IEC 14496-12, 4.3)
    b"heic": Kind.HEIC, b"heix": Kind.HEIC, b"heim": Kind.HEIC, b"heis": Kind.HEIC, b"hevc": Kind.HEIC,
    b"hevx": Kind.HEIC, b"mif1": Kind.HEIC, b"msf1": Kind.HEIC, b"avif": Kind.AVIF, b"avis": Kind.AVIF,
}  # fmt: skip
_OPEN_DOCUMENT = (
    (b"application/vnd.oasis.opendocument.text", Kind.ODT),
    (b"application/vnd.oasis.opendocument.spreadsheet", Kind.SPREADSHEET),
    (b"application/vnd.oasis.opendocument.presentation", Kind.PRESENTATION),
)
_LOOK = 4096  # bytes at the start of a text that are looked at
_BOM, _WIDE_BOMS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
_MHTML_BODY = re.compile(rb"^Content-Type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table)\b", re.I | re.S
)
_WORD_XML = re.compile(rb"<(?:\w+:)?(?:wordDocument|document)\b[^>]*(?:/word/2003/wordml|opendocument:xmlns:office)")
_ENCRYPTED_DOC = 0x0100  # of the flags at byte 10 of the FIB ([MS-DOC] 2.5.2)
_ENTRY_ENCRYPTED = 0x1


def sniff(data: bytes) -> Kind:
    """The kind of the file `data`."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    if data.startswith(compound.MAGIC):
        return _sniff_compound(data)
    return _by_magic(data) or _by_text(data)


def _by_magic(data: bytes) -> Kind | None:
    kinds = (
        *((data.startswith(magic), kind) for magic, kind in _MAGIC),
        (data[4:8] == b"ftyp", _BRANDS.get(data[8:12], Kind.UNKNOWN)),
        (data[:4] == b"RIFF" and data[8:12] == b"WEBP", Kind.WEBP),
        (data[:2] == b"BM" and data[6:10] == bytes(4), Kind.BMP),  # the reserved words of a bitmap's header
        (b"%PDF-" in data[:1024], Kind.PDF),
        (not data, Kind.EMPTY),
    )
    return next((kind for matches, kind in kinds if matches), None)


def _by_text(data: bytes) -> Kind:
    start = data[:_LOOK].removeprefix(_BOM)
    if start.startswith(_WIDE_BOMS):
        start = start.decode("utf-16", "ignore").encode()
    if _MHTML.match(start) and _MHTML_BODY.search(start):
        return Kind.MHTML
    if _HTML.match(start):
        return Kind.HTML
    if _WORD_XML.search(start):
        return Kind.WORD_XML
    return Kind.TEXT if _is_text(data) else Kind.UNKNOWN


def _is_text(data: bytes) -> bool:
    if data.startswith(_WIDE_BOMS):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in data:
        return False
    else:
        encodings = ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _sniff_zip(data: bytes) -> Kind:
    if not crowded(data):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return _zip_kind(archive, data)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, struct.error):
            pass  # torn; names may still say what it was
    return Kind.DOCX if b"word/" in data or b"[Content_Types].xml" in data[:200] else Kind.ZIP


def _zip_kind(archive: zipfile.ZipFile, data: bytes) -> Kind:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        folders = {name.partition("/")[0].lower() for name in names if "/" in name}
        kinds = (("word", Kind.DOCX), ("xl", Kind.SPREADSHEET), ("ppt", Kind.PRESENTATION))
        return next((kind for folder, kind in kinds if folder in folders), Kind.UNKNOWN)
    if "mimetype" in names:
        return _open_document(archive, data)
    return Kind.OFD if "OFD.xml" in names else Kind.ZIP


def _open_document(archive: zipfile.ZipFile, data: bytes) -> Kind:
    kind = next((kind for mime, kind in _OPEN_DOCUMENT if mime in data[:200]), Kind.UNKNOWN)
    try:
        with archive.open("META-INF/manifest.xml") as manifest:
            return Kind.ENCRYPTED if b"encryption-data" in manifest.read(1 << 20) else kind
    except (KeyError, EOFError):
        return kind


def _sniff_compound(data: bytes) -> Kind:
    try:
        file = Compound(data)
    except Rejection:  # torn; the names still say what it was
        names = {name for name in ("EncryptedPackage", "WordDocument") if name.encode("utf-16-le") in data}
        return {"EncryptedPackage": Kind.ENCRYPTED, "WordDocument": Kind.DOC}.get(min(names, default=""), Kind.OLE)
    names = set(file.entries)
    if "EncryptedPackage" in names:
        return Kind.ENCRYPTED
    if "WordDocument" in names:
        start = file.start("WordDocument", 12)
        encrypted = len(start) == 12 and int.from_bytes(start[10:12], "little") & _ENCRYPTED_DOC
        return Kind.ENCRYPTED if encrypted else Kind.DOC
    if names & {"Workbook", "Book"}:
        return Kind.SPREADSHEET
    return Kind.PRESENTATION if "PowerPoint Document" in names else Kind.OLE
