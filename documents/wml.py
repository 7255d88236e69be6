"""WordprocessingML (ISO/IEC 29500-1, clause 17): names, visible text, controls and the table grid."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from lxml import etree

Element = etree._Element
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def w(name: str) -> str:
    """`name` in the WordprocessingML namespace, as lxml spells it."""
    return f"{{{W}}}{name}"


DOCUMENT, BODY, P, T, TBL, TR, TC, SDT = (
    w("document"), w("body"), w("p"), w("t"), w("tbl"), w("tr"), w("tc"), w("sdt"),
)  # fmt: skip
VAL = w("val")
UNREADABLE = "\ufffd"  # stands for a symbol (w:sym) whose meaning depends on its font

_FIXED = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
    w("sym"): UNREADABLE,
}
_SILENT = {
    w("sdtPr"), w("pPr"), w("rPr"), w("tblPr"), w("tblGrid"), w("trPr"), w("tcPr"), w("del"), w("moveFrom"),
    w("instrText"), w("rt"), w("txbxContent"), w("softHyphen"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


def text_of(node: Element, skip: Collection[Element] = (), hole: str = "") -> str:
    """The visible text below `node`, `hole` for each element in `skip`, \\n for paragraphs and breaks.

    Deleted and moved-away text, field codes, phonetic guides and text boxes are not part of it.
    """
    pieces: list[str] = []
    _collect(node, skip, hole, pieces)
    return _INVISIBLE.sub("", "".join(pieces))


def _collect(node: Element, skip: Collection[Element], hole: str, pieces: list[str]) -> None:
    for child in node:
        tag = child.tag
        if tag == T:
            pieces.append(child.text or "")
        elif child in skip:
            pieces.append(hole)
        elif tag in _SILENT:
            continue
        elif tag in _FIXED:
            pieces.append(_FIXED[str(tag)])
        else:
            if tag == P and pieces:
                pieces.append("\n")
            _collect(child, skip, hole, pieces)


def xml_text(text: str) -> str:
    """`text` without the characters that XML 1.0 (2.2) cannot hold."""
    return _NOT_XML.sub("", text)


def squeeze(text: str) -> str:
    """`text` for comparison: full width to half width (NFKC), without any white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def label_key(text: str) -> str:
    """A label for comparison: squeezed, without the colon at its end."""
    return squeeze(text).rstrip(":")


def tag_of(control: Element) -> str:
    """The w:tag of a content control, "" when it has none."""
    return _property(control, "tag")


def alias_of(control: Element) -> str:
    """The w:alias (title) of a content control, "" when it has none."""
    return _property(control, "alias")


def shows_placeholder(control: Element) -> bool:
    """Whether the control says that its text is only the prompt."""
    found = control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")
    return found is not None and is_on(found)


def _property(control: Element, name: str) -> str:
    found = control.find(f"{w('sdtPr')}/{w(name)}")
    return found.get(VAL, "") if found is not None else ""


def is_on(toggle: Element) -> bool:
    """The value of an on/off element (17.17.4)."""
    return toggle.get(VAL, "true") not in ("false", "0", "off")


@dataclass(eq=False)
class Cell:
    """A table cell: its element, first grid column, span, and whether it goes on a vertical merge."""

    element: Element
    column: int
    span: int
    merged: bool
    continues: bool


@dataclass(eq=False)
class Row:
    """A table row; `table` and `number` count from 0 in the document and in the table."""

    element: Element
    table: int
    number: int
    cells: list[Cell] = field(default_factory=list)

    def at(self, column: int) -> Cell | None:
        """The cell that covers grid column `column`."""
        return next((cell for cell in self.cells if cell.column <= column < cell.column + cell.span), None)


@dataclass(eq=False)
class Paragraph:
    """A paragraph outside tables; `number` counts from 0."""

    element: Element
    number: int


def lines_of(body: Element) -> list[Paragraph | Row]:
    """The paragraphs and top-level table rows below `body`, in reading order."""
    lines: list[Paragraph | Row] = []
    paragraphs = tables = 0
    for block in _descend(body, (P, TBL)):
        if block.tag == P:
            lines.append(Paragraph(block, paragraphs))
            paragraphs += 1
            continue
        for number, row in enumerate(_descend(block, (TR,))):
            lines.append(Row(row, tables, number, list(_cells(row))))
        tables += 1
    return lines


def _descend(node: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
    """Elements of the wanted kinds, through wrappers such as controls, w:ins or w:customXml."""
    for child in node:
        if child.tag in wanted:
            yield child
        elif child.tag not in _SILENT:
            yield from _descend(child, wanted)


def _cells(row: Element) -> Iterator[Cell]:
    column = _count(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0)
    for tc in _descend(row, (TC,)):
        width = _count(tc.find(f"{w('tcPr')}/{w('gridSpan')}"), 1)
        merge = tc.find(f"{w('tcPr')}/{w('vMerge')}")
        yield Cell(tc, column, width, merge is not None, merge is not None and merge.get(VAL) != "restart")
        column += width


def _count(element: Element | None, default: int) -> int:
    return whole(element.get(VAL, ""), default) if element is not None else default


def whole(text: str, default: int = 0) -> int:
    """The number that up to nine ASCII digits write; `default` for anything else."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else default
