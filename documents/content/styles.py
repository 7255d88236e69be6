"""What a document's styles give to text (ISO/IEC 29500-1, 17.7): looks that raise doubts, and automatic numbers."""

from __future__ import annotations

from collections.abc import Iterable

from documents.content.looks import PLAIN, TOGGLES, Look, look_of
from documents.content.style_sheet import StyleSheet
from documents.wml import VAL, Element, w, whole

DEFAULT = ""  # stands for the default paragraph style
_BASED_ON, _RPR, _PPR, _NUMBERS, _NUMBER_ID = w("basedOn"), w("rPr"), w("pPr"), w("numPr"), w("numId")
_CONDITION = w("tblStylePr")
_LONGEST = 50  # styles based on each other; Word itself allows eleven


class Styles:
    """Looks and numbering by style id, worked out for the styles that a document uses."""

    def __init__(self, sheets: Iterable[StyleSheet]) -> None:
        self.general = PLAIN  # where no style is named
        self._sheets = list(sheets)
        self._looks: dict[str, Look] = {}
        self._numbered: dict[str, bool] = {}
        self._conditions: dict[str, list[Element]] = {}
        for sheet in self._sheets:
            if sheet.general is not None:
                self.general = self.general or _doubts(look_of(sheet.general))

    def under(self, lower: Look, name: str) -> Look:
        """`lower`, the look that a wider holder gives, with the style `name` nearer to the text."""
        upper = self._looks.get(name)
        if upper is None:
            look: dict[str, str] = {}
            for each in reversed(self._chain(name)):
                properties = each.find(_RPR)
                if properties is not None:
                    look.update(look_of(properties))
            upper = self._looks[name] = look if self.general else _doubts(look)
        return over(lower, upper) if upper else lower

    def numbered(self, name: str) -> bool:
        """Whether the paragraph style gives its paragraphs an automatic number."""
        known = self._numbered.get(name)
        if known is None:
            found = (each.find(f"{_PPR}/{_NUMBERS}") for each in self._chain(name))
            known = self._numbered[name] = gives_number(next((each for each in found if each is not None), None))
        return known

    def conditions(self, name: str) -> list[Element]:
        """The conditional formats (w:tblStylePr) of the table style, nearest last."""
        known = self._conditions.get(name)
        if known is None:
            known = [each for style in reversed(self._chain(name)) for each in style.iterchildren(_CONDITION)]
            self._conditions[name] = known
        return known

    def _chain(self, name: str) -> list[Element]:
        """The style and those that it is based on, nearest first; a circle ends somewhere."""
        chain: list[Element] = []
        style = self._style(name)
        while style is not None and len(chain) < _LONGEST:
            chain.append(style)
            based = style.find(_BASED_ON)
            name = based.get(VAL, "") if based is not None else DEFAULT
            style = self._style(name) if name != DEFAULT else None
        return chain

    def _style(self, name: str) -> Element | None:
        found = (sheet.default if name == DEFAULT else sheet.style(name) for sheet in reversed(self._sheets))
        return next((each for each in found if each is not None), None)


def over(lower: Look, upper: Look) -> Look:
    """Two style levels together: the nearer one decides, but a toggle that either has on stays on."""
    if not lower:
        return upper
    kept = {name: lower[name] for name in TOGGLES if lower.get(name)}
    return {**lower, **upper, **kept}


def gives_number(numbers: Element | None) -> bool:
    """Whether w:numPr gives a number: w:numId 0 takes it away (17.9.18)."""
    if numbers is None:
        return False
    found = numbers.find(_NUMBER_ID)
    return found is None or whole(found.get(VAL, ""), 1) != 0


def _doubts(look: Look) -> Look:
    return look if any(look.values()) else PLAIN
