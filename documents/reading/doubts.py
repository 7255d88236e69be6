"""Signs that the visible text is not the whole truth: revisions, comments, strikes, hidden text, pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from documents.package import OFFICE, Package
from documents.reading.looks import Styles, doubtful_styles, hides_lines, look
from documents.reasons import Reason
from documents.wml import TBL, TC, TR, VAL, Element, P, T, squeeze, text_of, w

_SIGNS: dict[str, tuple[str, ...]] = {
    "tracked_changes": ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"),
    "comments": ("commentReference", "commentRangeStart"),
    "text_box": ("txbxContent", "framePr"),
    "picture": ("drawing", "pict", "object"),
    "alt_chunk": ("altChunk", "subDoc"),
    "phonetic_guide": ("ruby",),
    "turned_text": ("bdo", "dir"),
    "bound_data": ("dataBinding",),
}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_CODES = {w(name): code for code, names in _SIGNS.items() for name in names} | {_MATH: "formula"}
_RUN = w("r")
_LINE_PROPERTIES = (w("trPr"), w("pPr"))
_FIELD_CODES = (w("instrText"), w("fldSimple"))
_MERGES = (w("vMerge"), w("hMerge"))
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
Signs = Counter[tuple[str, str]]  # (code, text it is about)


def document_doubts(returned: Package, blank: Package) -> list[Reason]:
    """Every sign in the returned document that the blank does not have."""
    found = _signs(returned) - _signs(blank)
    reasons = {code: Reason(code, {"text": text} if code == "footnotes" else {}) for code, text in found}
    return [reasons[code] for code in sorted(reasons)]


def local_doubts(element: Element, styles: Styles) -> list[Reason]:
    """The signs inside one answer."""
    return [Reason(code) for code in sorted({code for code, _ in signs_in(element, styles)})]


def _signs(package: Package) -> Signs:
    main, styles = package.main, doubtful_styles(package)
    signs = signs_in(package.tree(main), styles)
    for kind in ("header", "footer"):
        for part in package.related(main, kind):
            signs.update(signs_in(package.tree(part), styles))
    for kind in ("footnotes", "endnotes"):
        for part in package.related(main, kind):
            texts = [squeeze(text_of(note)) for note in package.tree(part)]
            signs.update(("footnotes", text) for text in texts if text)
    for name in package.xml_names():
        if name.endswith(".rels"):
            signs.update(("external_link", target) for target in _external(package, name))
    return signs


def _external(package: Package, rels: str) -> Iterator[str]:
    for each in package.tree(rels):
        if each.get("TargetMode") == "External" and each.get("Type") != OFFICE + "hyperlink":
            yield each.get("Target", "")


def signs_in(root: Element, styles: Styles) -> Signs:
    """The signs below `root`, each with the text that tells two of a kind apart."""
    return Counter(sign for element in root.iter() if (sign := _sign(element, styles))[0])


def _sign(element: Element, styles: Styles) -> tuple[str, str]:
    """The code and text of the sign that `element` is; the code is "" for none."""
    tag, code, text = str(element.tag), "", ""
    if tag == _RUN:
        code, text = look(element, styles), squeeze(text_of(element))
    elif tag in _CODES:
        code = _CODES[tag]
        text = squeeze(text_of(element)) if code == "text_box" else ""
    elif tag == T and _TURNED.search(element.text or ""):
        code = "turned_text"
    elif tag == TBL and next(element.iterancestors(TC), None) is not None:
        code = "nested_table"
    elif tag in _FIELD_CODES:
        text = (element.text or element.get(w("instr")) or "").strip()
        code = "field_code" if text and not text.startswith("HYPERLINK") else ""
    elif _covers(element):
        holder = element if tag == _CHOICES else next(element.iterancestors(TR, TC, P))
        text = squeeze(text_of(holder))
        code = "hidden_text" if text else ""
    return code, text


def _covers(element: Element) -> bool:
    """Whether the text around `element` is not what every program shows: no height, a cell merged away, a choice."""
    if element.tag in _LINE_PROPERTIES:
        return hides_lines(element)
    return element.tag == _CHOICES or (element.tag in _MERGES and element.get(VAL) != "restart")
