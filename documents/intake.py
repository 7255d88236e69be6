"""What a file is, by its bytes and never by its name, and whether it may be opened at all."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from documents.archive import entry_name, read_entries
from documents.package import OFFICE, Package
from documents.reasons import Rejection
from documents.wml import DOCUMENT


class Kind(StrEnum):
    """The kinds of files that counties send."""

    DOCX = "docx"
    DOC = "doc"
    OLE = "ole"
    ENCRYPTED = "encrypted"
    ODT = "odt"
    RTF = "rtf"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    BMP = "bmp"
    TIFF = "tiff"
    WEBP = "webp"
    HEIC = "heic"
    ZIP = "zip"
    ARCHIVE = "archive"
    HTML = "html"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF8", Kind.GIF),
    (b"BM", Kind.BMP),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"Rar!\x1a\x07", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
)
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<meta|<\?xml[^>]*>\s*<html|MIME-Version:)", re.IGNORECASE)
_JUNK = re.compile(r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$|desktop\.ini$|~\$)", re.IGNORECASE)
_NAME_LIMIT = 200
_STRICT_DOCUMENT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}document"


@dataclass(frozen=True)
class Member:
    """One file of an archive: a safe relative name (as evidence and for display) and its bytes."""

    name: str
    data: bytes


def sniff(data: bytes) -> Kind:
    """The kind of the file `data`."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    if data.startswith(_OLE_MAGIC):
        return _sniff_ole(data)
    kinds = (
        *((data.startswith(magic), kind) for magic, kind in _MAGIC),
        (data[:4] == b"RIFF" and data[8:12] == b"WEBP", Kind.WEBP),
        (data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"), Kind.HEIC),
        (b"%PDF-" in data[:1024], Kind.PDF),
        (_HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:1024]) is not None, Kind.HTML),
        (not data, Kind.EMPTY),
        (_is_text(data), Kind.TEXT),
    )
    return next((kind for matches, kind in kinds if matches), Kind.UNKNOWN)


def _sniff_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Kind.DOCX if b"word/" in data or b"[Content_Types].xml" in data[:200] else Kind.ZIP
    if "[Content_Types].xml" in names:
        return Kind.DOCX if any(name.startswith("word/") for name in names) else Kind.UNKNOWN
    if "mimetype" in names and b"application/vnd.oasis.opendocument.text" in data[:200]:
        return Kind.ODT
    return Kind.UNKNOWN if "mimetype" in names else Kind.ZIP


def _sniff_ole(data: bytes) -> Kind:
    """Stream names in a compound file's directory ([MS-CFB] 2.6.1) tell Word from an encrypted package."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Kind.ENCRYPTED
    if "WordDocument".encode("utf-16-le") not in data:
        return Kind.OLE
    header = data[512:524]  # where writers put the FIB; bit 0x0100 of its flags is fEncrypted ([MS-DOC] 2.5.2)
    encrypted = header[:2] == b"\xec\xa5" and len(header) == 12 and header[11] & 0x01
    return Kind.ENCRYPTED if encrypted else Kind.DOC


def _is_text(data: bytes) -> bool:
    if b"\0" in data:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def unpack(data: bytes, name: str) -> list[Member]:
    """The files of the zip `data`, which came as `name`, in its order; archives inside stay packed.

    Names are UTF-8 or GBK, cleaned of paths that lead elsewhere, and unique. Raises Rejection (place: `name`)
    when the archive exceeds a limit, is damaged or is no zip.
    """
    if sniff(data) in (Kind.ARCHIVE, Kind.EMPTY):
        raise Rejection("empty" if not data else "archive_kind", place=name)
    try:
        entries = read_entries(data)
    except Rejection as error:
        raise Rejection(error.code, quarantined=error.quarantined, place=name, **error.reason.params) from error
    members: list[Member] = []
    taken: set[str] = set()
    for info, content in entries:
        safe = safe_name(entry_name(info))
        if _JUNK.search(safe):
            continue
        members.append(Member(_unique(safe, taken), content))
    return members


def safe_name(name: str) -> str:
    """`name` as a relative path without drives, `..`, control characters or separators of other systems."""
    pieces = re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", name).replace("\\", "/").split("/")
    kept = [re.sub(r'[:*?"<>|]', "_", piece).strip() for piece in pieces if piece.strip() not in ("", ".", "..")]
    if kept and re.fullmatch(r"[A-Za-z]_", kept[0]):
        kept = kept[1:]
    return "/".join(kept)[-_NAME_LIMIT:].lstrip("/") or "file"


def _unique(name: str, taken: set[str]) -> str:
    stem, suffix = posixpath.splitext(name)
    count = 1
    while name in taken:
        count += 1
        name = f"{stem} ({count}){suffix}"
    taken.add(name)
    return name


def check_docx(data: bytes) -> Package:
    """Open a .docx from outside within all limits.

    Raises Rejection: damaged, archive_* (size, ratio, entries, overlap), xml_doctype, xml_depth, macros,
    active_content, external_template, strict_format, not_word.
    """
    package = Package.open(data)
    lowered = [name.lower() for name in package.parts]
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in lowered):
        raise Rejection("macros", quarantined=True)
    if any("/activex/" in name or (name.startswith("word/embeddings/") and name.endswith(".bin")) for name in lowered):
        raise Rejection("active_content", quarantined=True)
    for name in package.xml_names():
        package.tree(name)
    for part in package.xml_names():
        if part.endswith(".rels") and any(
            each.get("Type") == OFFICE + "attachedTemplate" and each.get("TargetMode") == "External"
            for each in package.tree(part)
        ):
            raise Rejection("external_template")
    root = package.tree(package.main).tag
    if root != DOCUMENT:
        raise Rejection("strict_format" if root == _STRICT_DOCUMENT else "not_word")
    return package
