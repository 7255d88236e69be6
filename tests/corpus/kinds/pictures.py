"""Ambiguous: what a person has to see is in a picture."""

from __future__ import annotations

import struct
import zlib

from lxml import etree

from documents.wml import Element, P
from tests.corpus.kinds.odd_documents import DRAWING, RELATIONSHIP
from tests.corpus.kinds.registry import ambiguous
from tests.corpus.paper import el
from tests.corpus.returns import Return, Spot, parent_of

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_EMU = 914400  # an inch in English Metric Units (ECMA-376-1, 20.1.2.1)
_NAME = "word/media/shot.png"


def _png() -> bytes:
    """A grey picture of 8 by 8 (RFC 2083)."""
    pieces = [
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + b"\x80" * 8) * 8)),
        (b"IEND", b""),
    ]
    chunks = [struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in pieces]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _drawing(made: Return) -> Element:
    """A picture in the line, its file in the package."""
    made.package.parts[_NAME] = _png()
    types = made.package.tree("[Content_Types].xml")
    space = types.tag.rpartition("}")[0] + "}"
    if all(each.get("Extension") != "png" for each in types):
        types.insert(0, etree.Element(f"{space}Default", {"Extension": "png", "ContentType": "image/png"}))
    number = made.package.relate(made.package.main, "image", _NAME)
    size = f'cx="{_EMU}" cy="{_EMU}"'
    return etree.fromstring(
        f'<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        f' xmlns:a="{DRAWING.format("main")}" xmlns:wp="{DRAWING.format("wordprocessingDrawing")}"'
        f' xmlns:pic="{DRAWING.format("picture")}" xmlns:r="{RELATIONSHIP[1:-3]}">'
        f'<wp:inline><wp:extent {size}/><wp:docPr id="9" name="shot"/><a:graphic>'
        f'<a:graphicData uri="{DRAWING.format("picture")}"><pic:pic><pic:nvPicPr><pic:cNvPr id="9" name="shot"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{number}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"/>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


@ambiguous("a picture is loaded from another address")
def external_picture(made: Return) -> bool:
    root = made.package.tree("word/_rels/document.xml.rels")
    space = root.tag.rpartition("}")[0] + "}"
    etree.SubElement(
        root,
        f"{space}Relationship",
        {"Id": "rIdFar", "Type": _IMAGE, "Target": "http://pictures.example/stamp.png", "TargetMode": "External"},
    )
    blip = etree.Element(f"{{{DRAWING.format('main')}}}blip")
    blip.set(RELATIONSHIP.replace("}id", "}link"), "rIdFar")
    list(made.body.iter(P))[-1].append(el("r", el("drawing", blip)))
    return True


def _drawn(made: Return, spot: Spot | None) -> bool:
    """A picture takes the place of the answer."""
    if spot is None:
        return False
    old = spot.runs[0]
    parent_of(old).replace(old, el("r", _drawing(made)))
    spot.answer.doubt()
    return True


@ambiguous("a screenshot stands in place of the answers")
def screenshot(made: Return) -> bool:
    return _drawn(made, made.pick("long", "place", "bureau", "mobile", how=("cell",)))


@ambiguous("the answer is a signature picture")
def signature_picture(made: Return) -> bool:
    return _drawn(made, made.pick("name", how=("cell", "gap")))
