"""WordprocessingML (ISO/IEC 29500-1, clause 17): names, visible text, and text made comparable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

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
    found = control.find(f"{w('sdtPr')}/{w('tag')}")
    return found.get(VAL, "") if found is not None else ""


def is_on(toggle: Element) -> bool:
    """The value of an on/off element (17.17.4)."""
    return toggle.get(VAL, "true") not in ("false", "0", "off")


def whole(text: str, default: int = 0) -> int:
    """The number that up to nine ASCII digits write; `default` for anything else."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else default
