"""How text looks on paper: struck out, hidden, too small or too pale to read, raised like the sign of a note.

A look is a mapping of run properties (ISO/IEC 29500-1, 17.3.2) that matter here: the property's name → the reason code
that it gives, "" when it says that the text is plain in this respect. "narrow" and "wide" hold symbol fonts instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from documents.content.effects import TEXT_FILL, fills, is_clear
from documents.content.symbols import symbol_font
from documents.wml import VAL, Element, is_on, w, whole

Look = Mapping[str, str]
Attributes = Mapping[str, str]
PLAIN: Look = {}
NARROW, WIDE, UNDERLINE = "narrow", "wide", "underline"
STYLE = "style"
_NO_CODES = (NARROW, WIDE, UNDERLINE, STYLE)  # properties whose value is no reason code

_TINY = 8  # half points
_SQUEEZED = 33  # per cent of a character's width
_FLAT = 100  # twentieths of a point: an exact height that shows no line
_NEAR = 48  # of 255, in each of red, green and blue: no eye tells two such colours apart on paper
_RAISED = 6  # half points above or below the line; less only levels two fonts
_CROWDED = 60  # twentieths of a point by which characters are pushed into each other
_BEYOND = 10000  # twentieths of a point: an indent that leaves the page
_WHITE, _BLACK = "FFFFFF", "000000"
_PALE_THEME = frozenset({"background1", "background2", "light1", "light2"})
_DARK_THEME = frozenset({"text1", "dark1"})
_RGB = re.compile("[0-9A-Fa-f]{6}")
_NAMED = {"black": _BLACK, "white": _WHITE, "yellow": "FFFF00", "darkBlue": "000080", "darkGray": "808080"}
_COLOR, _SHD, _HIGHLIGHT = w("color"), w("shd"), w("highlight")
_THEME_COLOR, _THEME_SHADE = w("themeColor"), w("themeShade")
_FILL, _THEME_FILL, _PATTERN_COLOR = w("fill"), w("themeFill"), w("color")
_ASCII, _ANSI, _EAST = w("ascii"), w("hAnsi"), w("eastAsia")

COLORS = frozenset({"color", "textFill"})  # properties that say in which colour text is set
TOGGLES = ("strike", "dstrike", "vanish", "specVanish")  # each style level may only switch them on (17.7.3)


def look_of(properties: Element) -> dict[str, str]:
    """The look that run properties (w:rPr) give by themselves, without styles."""
    look: dict[str, str] = {}
    for each in properties:
        name = each.tag
        if name in _RULES:
            look.update(_said(name, *each.items()))
        elif name == TEXT_FILL:
            colors = fills(each)
            pale = bool(colors) and all(near(color, _WHITE) for color in colors)
            look["textFill"] = "hidden_text" if pale or is_clear(each) else ""
    return look


def codes(look: Look) -> tuple[str, ...]:
    """The reason codes that a look gives, sorted."""
    return tuple(sorted({code for name, code in look.items() if code and name not in _NO_CODES}))


@lru_cache(maxsize=4096)  # a document repeats a few dozen of them, and looking one up takes a quarter of the time
def _said(name: str, *attributes: tuple[str, str]) -> Look:
    return _RULES[name](dict(attributes))


def _toggle(name: str, code: str) -> Callable[[Attributes], Look]:
    def rule(attributes: Attributes) -> Look:
        return {name: code if attributes.get(VAL) not in ("false", "0", "off") else ""}

    return rule


def _color(attributes: Attributes) -> Look:
    pale = attributes.get(_THEME_COLOR) in _PALE_THEME and not _is_dark(attributes.get(_THEME_SHADE, ""))
    pale = pale or near(attributes.get(VAL, ""), _WHITE)
    return {"color": "hidden_text" if pale else ""}


def _is_dark(shade: str) -> bool:
    """Whether this much of white (00 to FF, 17.3.2.6) is another colour to the eye."""
    return re.fullmatch("[0-9A-Fa-f]{2}", shade) is not None and int(shade, 16) < int(_WHITE[:2], 16) - _NEAR


def _at_most(name: str, limit: int) -> Callable[[Attributes], Look]:
    def rule(attributes: Attributes) -> Look:
        return {name: "hidden_text" if whole(attributes.get(VAL, "").rstrip("%"), limit + 1) <= limit else ""}

    return rule


def _spacing(attributes: Attributes) -> Look:
    value = attributes.get(VAL, "")
    return {"spacing": "hidden_text" if value.startswith("-") and whole(value[1:]) >= _CROWDED else ""}


def _aligned(attributes: Attributes) -> Look:
    return {"vertAlign": "raised_text" if attributes.get(VAL) in ("superscript", "subscript") else ""}


def _position(attributes: Attributes) -> Look:
    return {"position": "raised_text" if whole(attributes.get(VAL, "").lstrip("-")) >= _RAISED else ""}


def _underline(attributes: Attributes) -> Look:
    return {UNDERLINE: "" if attributes.get(VAL) in (None, "none") else "1"}


def _style(attributes: Attributes) -> Look:
    return {STYLE: attributes.get(VAL, "")}


def _fonts(attributes: Attributes) -> Look:
    look = {}
    narrow, wide = [attributes[each] for each in (_ASCII, _ANSI) if each in attributes], attributes.get(_EAST)
    if narrow:
        look[NARROW] = next(filter(None, map(symbol_font, narrow)), "")
    if wide is not None:
        look[WIDE] = symbol_font(wide)
    return look


_RULES: dict[str, Callable[[Attributes], Look]] = {
    w("rStyle"): _style,
    w("strike"): _toggle("strike", "struck_text"),
    w("dstrike"): _toggle("dstrike", "struck_text"),
    w("vanish"): _toggle("vanish", "hidden_text"),
    w("specVanish"): _toggle("specVanish", "hidden_text"),
    w("rtl"): _toggle("rtl", "turned_text"),
    _COLOR: _color,
    w("sz"): _at_most("sz", _TINY),
    w("w"): _at_most("w", _SQUEEZED),
    w("spacing"): _spacing,
    w("vertAlign"): _aligned,
    w("position"): _position,
    w("u"): _underline,
    w("rFonts"): _fonts,
}


RUN_PROPERTIES = frozenset({*_RULES, TEXT_FILL})


@lru_cache(maxsize=4096)
def is_doubtful(name: str, *attributes: tuple[str, str]) -> bool:
    """Whether the run property `name` with these attributes may leave its run other than plain."""
    return name == TEXT_FILL or any(_RULES[name](dict(attributes)).values())


def hides_line(property_: Element) -> bool:
    """Whether one row or paragraph property (a child of w:trPr, w:pPr) leaves what stands there unseen."""
    rule = _LINE_RULES.get(property_.tag)
    return rule is not None and rule(property_)


def _is_beyond(indent: Element) -> bool:
    return any(whole(indent.get(side, "").lstrip("-")) >= _BEYOND for side in _SIDES)


def _is_flat(rule: str, size: str) -> Callable[[Element], bool]:
    def check(element: Element) -> bool:
        return element.get(rule) == "exact" and whole(element.get(size, ""), _FLAT + 1) <= _FLAT

    return check


_SIDES = (w("left"), w("start"), w("firstLine"))
_LINE_RULES: dict[str, Callable[[Element], bool]] = {
    w("hidden"): is_on,
    w("ind"): _is_beyond,
    w("trHeight"): _is_flat(w("hRule"), VAL),
    w("spacing"): _is_flat(w("lineRule"), w("line")),
}
LINE_PROPERTIES = frozenset(_LINE_RULES)


def shades(properties: Element | None) -> frozenset[str]:
    """The colours behind the text that the properties of a run, paragraph, cell or table give; none for paper."""
    if properties is None:
        return frozenset()
    marked = properties.find(_HIGHLIGHT)
    if marked is not None:
        return frozenset({_NAMED.get(marked.get(VAL, ""), "")})
    shading = properties.find(_SHD)
    if shading is None or shading.get(VAL) == "nil":
        return frozenset()
    pattern = shading.get(_PATTERN_COLOR, "") if shading.get(VAL) != "clear" else ""
    colors = {each for each in (shading.get(_FILL, ""), pattern) if _RGB.fullmatch(each)}
    solid = shading.get(VAL) == "solid" and not _RGB.fullmatch(pattern)
    if solid or shading.get(_THEME_FILL) in _DARK_THEME:
        colors.add(_BLACK)
    return frozenset(colors)


def inks(properties: Element | None) -> list[str]:
    """The colours of a run's text, a text effect's too; text without a colour is black."""
    if properties is None:
        return [_BLACK]
    color, effect = properties.find(_COLOR), properties.find(TEXT_FILL)
    own = color.get(VAL, "") if color is not None else ""
    found = [each for each in (own, *(fills(effect) if effect is not None else ())) if _RGB.fullmatch(each)]
    return found or [_BLACK]


@lru_cache(maxsize=1024)
def near(one: str, other: str) -> bool:
    """Whether no eye tells the two colours (RRGGBB) apart; False for what is no colour."""
    if not (_RGB.fullmatch(one) and _RGB.fullmatch(other)):
        return False
    return all(abs(a - b) <= _NEAR for a, b in zip(bytes.fromhex(one), bytes.fromhex(other), strict=True))
