"""How a run looks on paper: struck out, hidden, too small or too pale to read, raised like the sign of a note."""

from __future__ import annotations

import re

from documents.package import Package
from documents.wml import TBL, TC, VAL, Element, P, is_on, squeeze, text_of, w, whole

Styles = dict[str, str]  # style id → struck_text | hidden_text | raised_text | symbol
_TINY = 8  # half points
_NARROW = 33  # per cent of a character's width
_FLAT = 100  # twentieths of a point: an exact height that shows no line
_NEAR = 48  # of 255, in each of red, green and blue: no eye tells two such colours apart on paper
_WHITE, _BLACK = "FFFFFF", "000000"
_PALE_THEME = frozenset({"background1", "background2", "light1", "light2"})
_DARK_THEME = frozenset({"text1", "dark1"})
_RGB = re.compile("[0-9A-Fa-f]{6}")
_NAMED = {"black": _BLACK, "white": _WHITE, "yellow": "FFFF00", "darkBlue": "000080", "darkGray": "808080"}
_SYMBOL_FONT = re.compile(r"(?:wingdings|webdings|symbol|marlett)(?: [23])?", re.IGNORECASE)
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_RAISED = 6  # half points above or below the line; less only levels two fonts
_CROWDED = 60  # twentieths of a point by which characters are pushed into each other
_BEYOND = 10000  # twentieths of a point: an indent that leaves the page
_DEFAULTS = ""  # stands among the styles for what holds where no style is named
_HOLDERS = {P: "pPr", TC: "tcPr", TBL: "tblPr"}


def look(run: Element, styles: Styles) -> str:
    """The code of the doubt in how the run's visible text looks, "" for none."""
    if not squeeze(text_of(run)):
        return ""
    properties = run.find(w("rPr"))
    own = _effect(properties) or _unseen(run, properties)
    if own or (properties is not None and properties.find(w("vanish")) is not None):
        return own
    return next((styles[name] for name in _style_names(run, properties) if name in styles), "")


def _style_names(run: Element, properties: Element | None) -> list[str]:
    """The ids of the styles that form the run, nearest first (17.7.2)."""
    found = [properties.find(w("rStyle")) if properties is not None else None]
    for holder in run.iterancestors(P, TBL):
        found.append(holder.find(f"{w('pPr')}/{w('pStyle')}" if holder.tag == P else f"{w('tblPr')}/{w('tblStyle')}"))
    return [*(each.get(VAL, "") for each in found if each is not None), _DEFAULTS]


def hides_lines(properties: Element) -> bool:
    """Whether row or paragraph properties (w:trPr, w:pPr) hide what stands there, leave it no height or push it off."""
    hidden = properties.find(w("hidden"))
    if hidden is not None and is_on(hidden):
        return True
    indent = properties.find(w("ind"))
    sides = [indent.get(w(side), "") for side in ("left", "start", "firstLine")] if indent is not None else []
    if any(whole(each.lstrip("-")) >= _BEYOND for each in sides):
        return True
    height, spacing = properties.find(w("trHeight")), properties.find(w("spacing"))
    return any(
        found is not None and found.get(w(rule)) == "exact" and whole(found.get(w(size), ""), _FLAT + 1) <= _FLAT
        for found, rule, size in ((height, "hRule", "val"), (spacing, "lineRule", "line"))
    )


def _effect(properties: Element | None) -> str:
    if properties is None:
        return ""
    for name, code in (("strike", "struck_text"), ("dstrike", "struck_text"), ("vanish", "hidden_text")):
        toggle = properties.find(w(name))
        if toggle is not None and is_on(toggle):
            return code
    checks = (
        (_is_unreadable(properties), "hidden_text"),
        (_has_symbol_font(properties), "symbol"),
        (_is_raised(properties), "raised_text"),
    )
    return next((code for found, code in checks if found), "")


def _is_unreadable(properties: Element) -> bool:
    color = properties.find(w("color"))
    if color is not None and (color.get(w("themeColor")) in _PALE_THEME or _near(color.get(VAL, ""), _WHITE)):
        return True
    if _at_most(properties, "sz", _TINY) or _at_most(properties, "w", _NARROW) or _is_crowded(properties):
        return True
    return properties.find(f"{_W14}textFill/{_W14}noFill") is not None


def _has_symbol_font(properties: Element) -> bool:
    fonts = properties.find(w("rFonts"))
    return fonts is not None and any(_SYMBOL_FONT.fullmatch(str(each)) for each in fonts.attrib.values())


def _is_raised(properties: Element) -> bool:
    aligned, position = properties.find(w("vertAlign")), properties.find(w("position"))
    raised = aligned is not None and aligned.get(VAL) in ("superscript", "subscript")
    return raised or (position is not None and whole(position.get(VAL, "").lstrip("-")) >= _RAISED)


def _at_most(properties: Element, name: str, limit: int) -> bool:
    found = properties.find(w(name))
    return found is not None and whole(found.get(VAL, "").rstrip("%"), limit + 1) <= limit


def _is_crowded(properties: Element) -> bool:
    spacing = properties.find(w("spacing"))
    value = spacing.get(VAL, "") if spacing is not None else ""
    return value.startswith("-") and whole(value[1:]) >= _CROWDED


def _unseen(run: Element, properties: Element | None) -> str:
    """hidden_text when the run's colour is nearly that of what lies behind it; text without a colour is black."""
    color = properties.find(w("color")) if properties is not None else None
    own = color.get(VAL, "") if color is not None else ""
    own = own if _RGB.fullmatch(own) else _BLACK
    return "hidden_text" if any(_near(own, behind) for behind in _behind(run, properties)) else ""


def _behind(run: Element, properties: Element | None) -> set[str]:
    """The colours of the nearest shading or highlight behind the run; none when there is only paper."""
    marked = properties.find(w("highlight")) if properties is not None else None
    if marked is not None:
        return {_NAMED.get(marked.get(VAL, ""), "")}
    holders = [properties]
    holders += [each.find(w(_HOLDERS[str(each.tag)])) for each in run.iterancestors(*_HOLDERS)]
    for holder in holders:
        shading = holder.find(w("shd")) if holder is not None else None
        if shading is not None and shading.get(VAL) != "nil":
            pattern = shading.get(w("color"), "") if shading.get(VAL) != "clear" else ""
            colors = {each for each in (shading.get(w("fill"), ""), pattern) if _RGB.fullmatch(each)}
            solid = shading.get(VAL) == "solid" and not _RGB.fullmatch(pattern)
            if solid or shading.get(w("themeFill")) in _DARK_THEME:
                colors.add(_BLACK)
            if colors:
                return colors
    return set()


def _near(one: str, other: str) -> bool:
    if not (_RGB.fullmatch(one) and _RGB.fullmatch(other)):
        return False
    return all(abs(a - b) <= _NEAR for a, b in zip(bytes.fromhex(one), bytes.fromhex(other), strict=True))


def doubtful_styles(package: Package) -> Styles:
    """The styles with such a look, also through their basedOn chain, and "" for the look without any style."""
    own: dict[str, str] = {}
    parent: dict[str, str] = {}
    for part in package.related(package.main, "styles"):
        root = package.tree(part)
        general = _effect(root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"))
        own[_DEFAULTS] = own.get(_DEFAULTS) or general
        for style in root.iter(w("style")):
            name = style.get(w("styleId"), "")
            own[name] = _effect(style.find(w("rPr")))
            based = style.find(w("basedOn"))
            parent[name] = based.get(VAL, "") if based is not None else ""
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
                own[_DEFAULTS] = own[_DEFAULTS] or own[name]
    found: Styles = {}
    for name in own:
        seen, at = {name}, name
        while not own.get(at) and parent.get(at, "") not in ("", *seen):
            at = parent[at]
            seen.add(at)
        if own.get(at):
            found[name] = own[at]
    return found
