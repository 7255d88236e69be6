"""Signs that the visible text is not the whole truth: revisions, comments, strikes, hidden text, pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from documents.package import OFFICE, Package
from documents.reading.looks import Styles, doubtful_styles, hides_lines, look
from documents.reasons import Reason
from documents.wml import TBL, TC, Element, squeeze, text_of, w

_SIGNS: dict[str, tuple[str, ...]] = {
    "tracked_changes": ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"),
    "comments": ("commentReference", "commentRangeStart"),
    "text_box": ("txbxContent",),
    "picture": ("drawing", "pict", "object"),
    "alt_chunk": ("altChunk", "subDoc"),
    "phonetic_guide": ("ruby",),
    "bound_data": ("dataBinding",),
}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_CODES = {w(name): code for code, names in _SIGNS.items() for name in names} | {_MATH: "formula"}
_RUN = w("r")
_LINE_PROPERTIES = (w("trPr"), w("pPr"))
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
    signs: Signs = Counter()
    for element in root.iter():
        tag = str(element.tag)
        if tag == _RUN:
            code = look(element, styles)
            if code:
                signs[code, squeeze(text_of(element))] += 1
        elif tag in _CODES:
            text = squeeze(text_of(element)) if _CODES[tag] == "text_box" else ""
            signs[_CODES[tag], text] += 1
        elif tag in _LINE_PROPERTIES:
            holder = element.getparent()
            text = squeeze(text_of(holder)) if holder is not None and hides_lines(element) else ""
            if text:
                signs["hidden_text", text] += 1
        elif tag == TBL and next(element.iterancestors(TC), None) is not None:
            signs["nested_table", ""] += 1
        elif tag in (w("instrText"), w("fldSimple")):
            code_text = (element.text or element.get(w("instr")) or "").strip()
            if code_text and not code_text.startswith("HYPERLINK"):
                signs["field_code", code_text] += 1
    return signs
