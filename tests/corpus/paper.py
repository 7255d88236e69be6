"""WordprocessingML by the piece: runs, paragraphs, cells, rows, tables, content controls, whole documents."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from lxml import etree

from documents.package import Package
from documents.wml import Element, w

MARK = "sf"  # an attribute that tells the corpus where answers go; blanks and returns do not have it
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TOKENS = re.compile("([\n\t])")


def el(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """<w:name w:…="…"> with these children."""
    made = etree.Element(w(name), {w(key.rstrip("_")): str(value) for key, value in attributes.items()})
    made.extend(children)
    return made


def text_pieces(text: str) -> list[Element]:
    """w:t, w:br and w:tab for a text with \\n and \\t."""
    pieces = []
    for token in _TOKENS.split(text):
        if token == "\n":
            pieces.append(el("br"))
        elif token == "\t":
            pieces.append(el("tab"))
        elif token:
            piece = el("t")
            piece.text = token
            piece.set(XML_SPACE, "preserve")
            pieces.append(piece)
    return pieces


def run(text: str, *look: Element, mark: str = "") -> Element:
    """A run in the given look (children of w:rPr)."""
    made = el("r", *([el("rPr", *look)] if look else []), *text_pieces(text))
    if mark:
        made.set(MARK, mark)
    return made


def para(*pieces: str | Element, align: str = "", mark: str = "", look: Sequence[Element] = ()) -> Element:
    """A paragraph of runs and controls."""
    made = el("p", *([el("pPr", el("jc", val=align))] if align else []))
    made.extend(run(piece, *look) if isinstance(piece, str) else piece for piece in pieces)
    if mark:
        made.set(MARK, mark)
    return made


def cell(*content: str | Element, width: int = 1500, span: int = 1, merge: str = "", mark: str = "") -> Element:
    """A cell of paragraphs; a str or run is a paragraph. `merge`: "restart" or "continue" of a vertical merge."""
    properties = el("tcPr", el("tcW", w=width * span, type="dxa"))
    if span > 1:
        properties.append(el("gridSpan", val=span))
    if merge:
        properties.append(el("vMerge", val=merge))
    blocks = [piece if not isinstance(piece, str) and piece.tag != w("r") else para(piece) for piece in content]
    made = el("tc", properties, *(blocks or [para()]))
    if mark:
        made.set(MARK, mark)
    return made


def row(*cells: str | Element, mark: str = "") -> Element:
    """A table row; a str is a cell with this text."""
    made = el("tr", *(cell(each) if isinstance(each, str) else each for each in cells))
    if mark:
        made.set(MARK, mark)
    return made


def table(widths: Sequence[int], rows: Iterable[Element]) -> Element:
    """A table with borders."""
    borders = el(
        "tblBorders",
        *(el(side, val="single", sz=4) for side in ("top", "left", "bottom", "right", "insideH", "insideV")),
    )
    grid = el("tblGrid", *(el("gridCol", w=width) for width in widths))
    return el("tbl", el("tblPr", el("tblW", w=sum(widths), type="dxa"), borders), grid, *rows)


def control(tag: str, alias: str, prompt: str, *kind: Element, block: bool = False, mark: str = "") -> Element:
    """A rich-text content control that shows its prompt; `kind` is a child of w:sdtPr such as w:date."""
    properties = el("sdtPr", el("alias", val=alias), el("tag", val=tag), el("showingPlcHdr"), *kind)
    shown = run(prompt, el("color", val="808080"))
    made = el("sdt", properties, el("sdtContent", para(shown) if block else shown))
    if mark:
        made.set(MARK, mark)
    return made


def dropdown(options: Sequence[str]) -> Element:
    """The w:sdtPr child of a drop-down list."""
    made = el("dropDownList")
    for option in options:
        etree.SubElement(made, w("listItem"), {w("displayText"): option, w("value"): option})
    return made


def document(*blocks: Element, footer: str = "") -> bytes:
    """A .docx with these blocks, the same bytes every time."""
    made: Any = docx.Document()
    body = made.element.body
    ending = [para()] if blocks and blocks[-1].tag == w("tbl") else []  # as Word ends every document
    for block in (*blocks, *ending):
        body.find(w("sectPr")).addprevious(block)
    if footer:
        made.sections[0].footer.paragraphs[0].text = footer
    out = io.BytesIO()
    made.save(out)
    return Package.open(out.getvalue()).save()
