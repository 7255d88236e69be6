"""A part of styles (ISO/IEC 29500-1, 17.7) of which only the styles are parsed that a document uses.

Word's own styles are some 160 in 350 KB, and a form uses a handful of them: parsing all takes 5 ms, which is more than
all else in the file; cutting the part into its styles takes 0.4 ms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from lxml import etree

from documents.package import check_size, parse_xml
from documents.reasons import Rejection
from documents.wml import Element, W, w

_STYLE, _ID, _TYPE, _IS_DEFAULT = w("style"), w("styleId"), w("type"), w("default")
_GENERAL = f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"
_END, _ROOT_END = b"</w:style>", b"</w:styles>"
_START = re.compile(rb"""\s*<w:style ((?:[^<>]*\s)?)w:styleId=["']([^"'&]*)["']((?:\s[^<>]*[^<>/])?)>""")
_LATENT = re.compile(rb"<w:latentStyles\b.*</w:latentStyles>", re.DOTALL)  # a long list of names that nobody asks for
_ENCODINGS = ("UTF-8", "US-ASCII", "ASCII")


class StyleSheet:
    """The styles of one part by their ids, parsed when they are asked for. Raises Rejection for a broken part."""

    def __init__(self, data: bytes, place: str = "") -> None:
        check_size(data, place)
        self.default: Element | None = None  # the default paragraph style
        self._place = place
        self._opening = b""
        self._pieces: dict[bytes, bytes] = {}
        self._elements: dict[str, Element] = {}
        root = self._cut(data)
        if root is None:
            root = parse_xml(data, place)
            self._elements = {each.get(_ID, ""): each for each in root.iterchildren(_STYLE)}
            self._look_for_default(self._elements.values())
        self.general = root.find(_GENERAL)  # w:rPr of w:docDefaults

    def style(self, name: str) -> Element | None:
        """The style of this id."""
        if name not in self._elements:
            piece = self._pieces.get(name.encode())
            if piece is None:
                return None
            self._elements[name] = self._parsed(piece)
        return self._elements[name]

    def _cut(self, data: bytes) -> Element | None:
        """The root without styles, which stand in `_pieces` afterwards; None where that takes a parser.

        Without "!" there are no comments, CDATA sections and document types, so that "<w:style " begins a style.
        """
        if b"!" in data:
            return None
        *pieces, last = data.split(_END)
        if not pieces or last.strip() != _ROOT_END:
            return None
        head = pieces[0].partition(b"<w:style ")[0]
        pieces[0] = pieces[0][len(head) :]
        found = _named(pieces)
        if found is None:
            return None
        try:
            root = parse_xml(_LATENT.sub(b"", head) + _ROOT_END, self._place)
        except Rejection:  # something is around the styles, or broken
            return None
        encoding = root.getroottree().docinfo.encoding or _ENCODINGS[0]
        if encoding.upper() not in _ENCODINGS or [key for key, uri in root.nsmap.items() if uri == W] != ["w"]:
            return None
        self._pieces, default = found
        empty = etree.Element(root.tag, nsmap=cast("dict[str, str]", root.nsmap))
        self._opening = etree.tostring(empty).replace(b"/>", b">")
        self._look_for_default(map(self._parsed, default))
        return root

    def _parsed(self, piece: bytes) -> Element:
        return parse_xml(self._opening + piece + _END + _ROOT_END, self._place)[0]

    def _look_for_default(self, styles: Iterable[Element]) -> None:
        for each in styles:
            if each.get(_TYPE) == "paragraph" and each.get(_IS_DEFAULT) in ("1", "true", "on"):
                self.default = each


def _named(pieces: list[bytes]) -> tuple[dict[bytes, bytes], list[bytes]] | None:
    """The pieces by the ids of their styles, and the default ones; None when one is not a single style with an id."""
    named, default = {}, []
    for piece in pieces:
        found = _START.match(piece)
        if found is None:
            return None
        before, name, after = found.groups()
        named[name] = piece
        if b"w:default" in before or b"w:default" in after:
            default.append(piece)
    return named, default
