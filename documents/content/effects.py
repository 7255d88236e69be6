"""Word's text effects (MS-DOCX 2.6.1.21, w14:textFill): in which colours a run is filled, and whether one is seen."""

from __future__ import annotations

from documents.wml import Element, whole

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
TEXT_FILL = W14 + "textFill"
_NO_FILL, _VAL = W14 + "noFill", W14 + "val"
_RGB, _SCHEME = W14 + "srgbClr", W14 + "schemeClr"
_ALPHA, _FACTOR, _OFFSET = W14 + "alpha", W14 + "lumMod", W14 + "lumOff"
_GREYS = {"bg1": 255, "bg2": 255, "lt1": 255, "lt2": 255, "tx1": 0, "dk1": 0}  # as the theme of an office has them
_WHOLE = 100_000  # a thousandth of a per cent is the unit
_CLEAR = 80_000  # as transparent as this nobody sees it


def is_clear(effect: Element) -> bool:
    """Whether the text effect leaves nothing of the letters: no fill, or one that is transparent."""
    colors = list(effect.iter(_RGB, _SCHEME))
    clear = colors and all(whole(_part(each, _ALPHA, "")) >= _CLEAR for each in colors)
    return bool(clear) or effect.find(_NO_FILL) is not None


def fills(effect: Element) -> list[str]:
    """The colours (RRGGBB) of the text effect; "" for one that only the theme knows."""
    return [_color(each) for each in effect.iter(_RGB, _SCHEME)]


def _color(color: Element) -> str:
    value = color.get(_VAL, "")
    if color.tag == _RGB:
        return value
    if value not in _GREYS:
        return ""
    factor, offset = whole(_part(color, _FACTOR, ""), _WHOLE), whole(_part(color, _OFFSET, ""))
    grey = min(255, _GREYS[value] * factor // _WHOLE + 255 * offset // _WHOLE)
    return f"{grey:02X}" * 3


def _part(color: Element, name: str, default: str) -> str:
    found = color.find(name)
    return found.get(_VAL, default) if found is not None else default
