"""What is set apart by its look alone: underlined, framed, coloured or bold words among others."""

from __future__ import annotations

from collections.abc import Iterable

from documents.content.parts import Paragraph
from documents.wml import VAL, Element, is_on, squeeze, text_of, w

_RUN, _RPR = w("r"), w("rPr")
_TOGGLES = frozenset({w("b"), w("i"), w("emboss"), w("imprint"), w("outline"), w("shadow")})
_VALUES = frozenset({w("u"), w("highlight"), w("em"), w("bdr"), w("color"), w("effect"), w("rStyle")})
_SHADING, _FILL = w("shd"), w("fill")
_NOTHING = frozenset({"", "none", "auto", "000000", "FFFFFF", "white", "nil"})
Stress = frozenset[tuple[str, str]]


def stresses(paragraphs: Iterable[Paragraph]) -> tuple[str, list[Stress]]:
    """The letters and digits of the paragraphs, and how each of them is set apart (ISO/IEC 29500-1, 17.3.2)."""
    letters: list[str] = []
    found: list[Stress] = []
    for paragraph in paragraphs:
        runs = paragraph.element.iter(_RUN) if paragraph.element is not None else ()
        for run in runs:
            shown = [char for char in squeeze(text_of(run)) if char.isalnum()]
            letters += shown
            found += [_stress(run.find(_RPR))] * len(shown)
    return "".join(letters), found


def _stress(properties: Element | None) -> Stress:
    return frozenset(_said(each) for each in properties if _counts(each)) if properties is not None else frozenset()


def _said(element: Element) -> tuple[str, str]:
    return str(element.tag), element.get(_FILL if element.tag == _SHADING else VAL, "")


def _counts(element: Element) -> bool:
    if element.tag in _TOGGLES:
        return is_on(element)
    return (element.tag in _VALUES or element.tag == _SHADING) and _said(element)[1] not in _NOTHING
