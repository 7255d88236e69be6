"""Signs that the visible text is not the whole truth: revisions, comments, strikes, hidden text, pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from documents.package import OFFICE, Package
from documents.reasons import Reason
from documents.wml import TBL, TC, VAL, Element, P, is_on, squeeze, text_of, w, whole

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
_TINY = 8  # half points
_NEARLY_WHITE = re.compile("(?:[Ff][0-9A-Fa-f]){3}")
Styles = dict[str, str]  # style id → struck_text | hidden_text
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
    main = package.main
    signs = signs_in(package.tree(main), doubtful_styles(package))
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
            code = _look(element, styles)
            if code:
                signs[code, squeeze(text_of(element))] += 1
        elif tag in _CODES:
            text = squeeze(text_of(element)) if _CODES[tag] == "text_box" else ""
            signs[_CODES[tag], text] += 1
        elif tag == TBL and next(element.iterancestors(TC), None) is not None:
            signs["nested_table", ""] += 1
        elif tag in (w("instrText"), w("fldSimple")):
            code_text = (element.text or element.get(w("instr")) or "").strip()
            if code_text and not code_text.startswith("HYPERLINK"):
                signs["field_code", code_text] += 1
    return signs


def _look(run: Element, styles: Styles) -> str:
    """struck_text or hidden_text when the run's visible text looks so, else ""."""
    if not squeeze(text_of(run)):
        return ""
    properties = run.find(w("rPr"))
    own = _effect(properties)
    if own or (properties is not None and properties.find(w("vanish")) is not None):
        return own
    paragraph = next(run.iterancestors(P), None)
    names = [
        properties.find(w("rStyle")) if properties is not None else None,
        paragraph.find(f"{w('pPr')}/{w('pStyle')}") if paragraph is not None else None,
    ]
    return next((styles[name.get(VAL, "")] for name in names if name is not None and name.get(VAL) in styles), "")


def _effect(properties: Element | None) -> str:
    if properties is None:
        return ""
    for name in ("strike", "dstrike", "vanish"):
        toggle = properties.find(w(name))
        if toggle is not None and is_on(toggle):
            return "hidden_text" if name == "vanish" else "struck_text"
    color, size = properties.find(w("color")), properties.find(w("sz"))
    if color is not None and _NEARLY_WHITE.fullmatch(color.get(VAL, "")):
        return "hidden_text"
    tiny = size is not None and whole(size.get(VAL, ""), _TINY + 1) <= _TINY
    return "hidden_text" if tiny else ""


def doubtful_styles(package: Package) -> Styles:
    """The paragraph and character styles that strike out or hide, also through their basedOn chain."""
    own: dict[str, str] = {}
    parent: dict[str, str] = {}
    for part in package.related(package.main, "styles"):
        for style in package.tree(part).iter(w("style")):
            name = style.get(w("styleId"), "")
            own[name] = _effect(style.find(w("rPr")))
            based = style.find(w("basedOn"))
            parent[name] = based.get(VAL, "") if based is not None else ""
    found: Styles = {}
    for name in own:
        seen, at = {name}, name
        while not own.get(at) and parent.get(at, "") not in ("", *seen):
            at = parent[at]
            seen.add(at)
        if own.get(at):
            found[name] = own[at]
    return found
