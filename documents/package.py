"""A .docx file as parts and relationships (ISO/IEC 29500-2), opened within limits."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from lxml import etree

from documents.archive import MEGABYTE, Limits, read_entries, write_zip
from documents.reasons import Rejection

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_XML_LIMIT = 20 * MEGABYTE
_TEXT_LIMIT = 10 * MEGABYTE
_TAG_LIMIT = 1_200_000  # a table of 2,000 rows and 10 columns has some 800,000
_LIMITS = Limits(total=80 * MEGABYTE)
_ENCODING = re.compile(rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)""")
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<|\xff\xfe|\xfe\xff|\0<)")
_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"gb2312", b"gbk", b"gb18030", b"iso-8859-1"}
RELATIONSHIP_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def parse_xml(data: bytes, place: str = "") -> etree._Element:
    """The root of one XML part.

    Raises Rejection: damaged, xml_doctype, xml_depth (256 levels), archive_size (text or elements without measure).
    """
    check_size(data, place)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if b"<!DOCTYPE" in data:  # its entities may be what is wrong
            raise Rejection("xml_doctype", quarantined=True, place=place) from error
        message = str(error).lower()
        if "depth" in message:
            raise Rejection("xml_depth", quarantined=True, place=place) from error
        if "huge" in message:  # libxml2's limit for one text: 10 million bytes
            raise _too_large(place, _TEXT_LIMIT) from error
        raise Rejection("damaged", place=place) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Rejection("xml_doctype", quarantined=True, place=place)
    if len(data) > _TEXT_LIMIT and sum(len(piece) for piece in root.itertext()) > _TEXT_LIMIT:
        raise _too_large(place, _TEXT_LIMIT)
    return root


def check_size(data: bytes, place: str) -> None:
    """Bounds the memory of an XML part's tree (some 200 bytes an element) before it is built. Raises Rejection."""
    if len(data) > _XML_LIMIT or (len(data) > _TAG_LIMIT and data.count(b"<") > _TAG_LIMIT):
        raise _too_large(place, _XML_LIMIT)
    encoding = _ENCODING.match(data, 0, 200)
    if encoding is not None and encoding[1].lower() not in _ENCODINGS:  # in others "<" may be another byte
        raise Rejection("damaged", place=place)
    if _BEGINNING.match(data) is None:
        raise Rejection("damaged", place=place)


def has_doctype(data: bytes) -> bool:
    """Whether an XML part, which is not parsed, declares a document type."""
    return b"!" in data and b"<!DOCTYPE" in data  # the first, a single byte, is found ten times as fast


def _too_large(place: str, limit: int) -> Rejection:
    return Rejection("archive_size", quarantined=True, place=place, limit=str(limit // MEGABYTE))


def default_namespace(uri: str, **prefixed: str) -> dict[str, str]:
    """An nsmap with `uri` as the default namespace; lxml's stubs know no None key."""
    return cast("dict[str, str]", {None: uri, **prefixed})


@dataclass(frozen=True)
class Relationship:
    """One relationship of a part; `target` is a part name, or an address when it is external."""

    id: str
    type: str
    target: str
    external: bool


class Package:
    """The parts of one .docx: name → bytes, with XML parts parsed on demand and written back by `save`."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self._trees: dict[str, etree._Element] = {}

    @classmethod
    def open(cls, data: bytes) -> Package:
        """Unpack `data`. Raises Rejection when it is no zip, exceeds a limit or has no main document."""
        entries = read_entries(data, _LIMITS)
        parts = {info.filename.lstrip("/"): content for info, content in entries}
        if len(parts) < len(entries):  # two parts of one name: programs differ in which one they show
            raise Rejection("archive_overlap", quarantined=True)
        package = cls(parts)
        if package.main not in parts:
            raise Rejection("not_word")
        return package

    @property
    def main(self) -> str:
        """The name of the main document part."""
        found = [each.target for each in self.relationships("") if each.type == OFFICE + "officeDocument"]
        return found[0] if found else "word/document.xml"

    def xml_names(self) -> list[str]:
        """The names of all XML parts, sorted."""
        return sorted(name for name in self.parts if name.lower().endswith((".xml", ".rels")))

    def tree(self, name: str) -> etree._Element:
        """The root element of part `name`; changes to it are kept. Raises KeyError, Rejection."""
        if name not in self._trees:
            self._trees[name] = parse_xml(self.parts[name], name)
        return self._trees[name]

    def add(self, name: str, root: etree._Element, content_type: str) -> None:
        """Add or replace the XML part `name` and declare its content type."""
        self.parts[name] = b""
        self._trees[name] = root
        types = self.tree("[Content_Types].xml")
        for override in types.iter(_TYPES + "Override"):
            if override.get("PartName") == "/" + name:
                override.set("ContentType", content_type)
                return
        etree.SubElement(types, _TYPES + "Override", PartName="/" + name, ContentType=content_type)

    def relationships(self, part: str) -> list[Relationship]:
        """The relationships of `part` ("" is the package itself), targets resolved to part names."""
        name = _rels_name(part)
        if name not in self.parts:
            return []
        found = []
        for each in self.tree(name).iter(_RELATIONS + "Relationship"):
            external = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            if not external:
                target = _resolved(part, target)
            found.append(Relationship(each.get("Id", ""), each.get("Type", ""), target, external))
        return found

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship of type OFFICE + `kind` from `part` to part `target`; returns its id."""
        taken = {each.id for each in self.relationships(part)}
        free = next(f"rIdSF{n}" for n in range(1, len(taken) + 2) if f"rIdSF{n}" not in taken)
        name = _rels_name(part)
        if name not in self.parts:
            self.parts[name] = b""
            self._trees[name] = etree.Element(_RELATIONS + "Relationships", nsmap=default_namespace(_RELATIONS[1:-1]))
        etree.SubElement(self.tree(name), _RELATIONS + "Relationship", Id=free, Type=OFFICE + kind, Target="/" + target)
        return free

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts present that `part` relates to by type OFFICE + `kind`."""
        return [
            each.target
            for each in self.relationships(part)
            if each.type == OFFICE + kind and not each.external and each.target in self.parts
        ]

    def save(self) -> bytes:
        """The package as bytes: content types first, then sorted, with fixed dates (same in, same out)."""
        for name, root in self._trees.items():
            self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        order = sorted(self.parts, key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name))
        return write_zip((name, self.parts[name]) for name in order)


@lru_cache(maxsize=1024)  # the same few in every file, and asked for several times
def _resolved(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _rels_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")
