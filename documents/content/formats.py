"""The format of a run: what its own look, its styles and what lies behind it make of its text."""

from __future__ import annotations

from typing import NamedTuple

from documents.content.looks import NARROW, STYLE, UNDERLINE, WIDE, Look, codes, inks, look_of, near, shades
from documents.content.styles import Styles
from documents.wml import Element


class Format(NamedTuple):
    """How a run looks: reason codes, underlined or not, symbol fonts of Latin and of Chinese characters."""

    codes: tuple[str, ...] = ()
    underlined: bool = False
    narrow: str = ""
    wide: str = ""


PLAIN_FORMAT = Format()


def format_of(properties: Element | None, look: Look, styles: Styles, behind: frozenset[str] | None) -> Format:
    """The format of a run with these properties (w:rPr) where styles give `look`.

    `behind` are the colours behind it; None where nothing in the part is shaded.
    """
    if properties is not None:
        own = look_of(properties)
        if STYLE in own:
            look = styles.under(look, own[STYLE])
        look = {**look, **own} if look else own
    unseen = behind is not None and _is_unseen(properties, behind)
    if not unseen and not any(look.values()):
        return PLAIN_FORMAT
    found = codes(look)
    if unseen and "hidden_text" not in found:
        found += ("hidden_text",)
    return Format(found, bool(look.get(UNDERLINE)), look.get(NARROW, ""), look.get(WIDE, ""))


def _is_unseen(properties: Element | None, behind: frozenset[str]) -> bool:
    """Whether the run's colour is nearly that of what lies behind it."""
    own = shades(properties) or behind
    return bool(own) and any(near(color, each) for color in inks(properties) for each in own)
