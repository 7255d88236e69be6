"""Word-processor files that another program has to convert: looked into first, and made plain for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from email import message_from_bytes

from documents.archive import MEGABYTE, Limits, read_entries
from documents.compound import Compound
from documents.kinds import Kind
from documents.package import parse_xml
from documents.reasons import Rejection

_LARGEST = 50 * MEGABYTE  # of an RTF file, whose pictures are written out as text
_LARGEST_PAGE = 10 * MEGABYTE
_ODT = Limits(total=80 * MEGABYTE)
_VBA = {"Macros", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA"}
_OBJECT = re.compile(rb"\\obj(?:data|update|autlink|link|ocx|html)\b")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_GB = {"gb2312": "gb18030", "gbk": "gb18030"}  # the standard that contains both
_BOM = b"\xef\xbb\xbf"
_MACROS = b'macrosPresent="yes"'


def prepared(data: bytes, kind: Kind) -> tuple[bytes, str]:
    """What the converter is given, and its kind for it; `kind` is one of documents.kinds.CONVERTED.

    Raises Rejection for what no other program may open: damaged, macros, active_content, archive_*, xml_*.
    """
    return _PREPARE[kind](data)


def _doc(data: bytes) -> tuple[bytes, str]:
    paths = [entry.path for entry in Compound(data).entries.values()]
    if any(path.rpartition("/")[2] in _VBA for path in paths):
        raise Rejection("macros", quarantined=True)
    if any(path.startswith("ObjectPool/") for path in paths):
        raise Rejection("active_content", quarantined=True)
    return data, "doc"


def _odt(data: bytes) -> tuple[bytes, str]:
    entries = read_entries(data, _ODT)
    if any(info.filename.startswith(("Basic/", "Scripts/")) for info, _ in entries):
        raise Rejection("macros", quarantined=True)
    for info, content in entries:
        if info.filename in ("content.xml", "styles.xml"):
            parse_xml(content, info.filename)
    return data, "odt"


def _rtf(data: bytes) -> tuple[bytes, str]:
    _check_size(data, _LARGEST)
    if _OBJECT.search(data):
        raise Rejection("active_content", quarantined=True)
    return data, "rtf"


def _word_xml(data: bytes) -> tuple[bytes, str]:
    root = parse_xml(data)
    if _MACROS in data:
        raise Rejection("macros", quarantined=True)
    return data, "fodt" if "opendocument" in str(root.tag) else "xml"


def _mhtml(data: bytes) -> tuple[bytes, str]:
    """The page of a web archive (RFC 2557) without what goes with it."""
    _check_size(data, _LARGEST)
    try:  # the old parser of headers: the new one stumbles over broken ones
        parts = message_from_bytes(data).walk()
        part = next((each for each in parts if each.get_content_type() == "text/html"), None)
        content = part.get_payload(decode=True) if part is not None else None
        charset = part.get_content_charset("") if part is not None else ""
    except (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise Rejection("damaged") from error
    if not isinstance(content, bytes):
        raise Rejection("damaged")
    return _html(content, charset)


def _html(data: bytes, charset: str = "") -> tuple[bytes, str]:
    """The page in UTF-8 that says so, because converters guess differently."""
    _check_size(data, _LARGEST_PAGE)
    named = _CHARSET.search(data[:4096])
    text = _decoded(data, charset or (named[1].decode("ascii") if named else ""))
    return _BOM + _CHARSET.sub(b"charset=utf-8", text.encode()), "html"


def _decoded(data: bytes, charset: str) -> str:
    if data.startswith(_BOM):
        return data[len(_BOM) :].decode("utf-8", "replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    charset = charset.lower()
    for encoding in (_GB.get(charset, charset), "utf-8"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")


def _check_size(data: bytes, limit: int) -> None:
    if len(data) > limit:
        raise Rejection("archive_size", quarantined=True, limit=str(limit // MEGABYTE))


_PREPARE: Mapping[Kind, Callable[[bytes], tuple[bytes, str]]] = {
    Kind.DOC: _doc,
    Kind.ODT: _odt,
    Kind.RTF: _rtf,
    Kind.HTML: _html,
    Kind.MHTML: _mhtml,
    Kind.WORD_XML: _word_xml,
}
