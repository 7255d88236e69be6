"""What characters of the symbol fonts show: the ticks and boxes of forms as Unicode, anything else unreadable."""

from __future__ import annotations

import re

UNREADABLE = "\ufffd"  # stands for a character whose meaning depends on its font

_SYMBOL_FONT = re.compile(r"(?:wingdings|webdings|symbol|marlett)(?: [23])?", re.IGNORECASE)
_PRIVATE = range(0xF000, 0xF100)  # where Word keeps the 256 characters of a symbol font
# the characters by their place in the font, as Unicode 7.0 named them (L2/12-368); heavy and shaded forms as the plain
_GLYPHS: dict[str, dict[int, str]] = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x78: "☒",
        0xA1: "○", 0xA4: "◉", 0xA8: "□", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□",
    },
    "webdings": {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"},
    "symbol": {0xB4: "×", 0xB7: "•", 0xD6: "√"},
}  # fmt: skip


def symbol_font(name: str) -> str:
    """The symbol font that `name` means, in lower case; "" for a font of ordinary characters."""
    return name.lower() if _SYMBOL_FONT.fullmatch(name) else ""


def glyph(font: str, code: int) -> str:
    """What character `code` of `font` (any font's name) shows; UNREADABLE when it is not known."""
    symbolic = symbol_font(font)
    if symbolic:
        return _GLYPHS.get(symbolic, {}).get(code - _PRIVATE.start if code in _PRIVATE else code, UNREADABLE)
    known = 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE or 0x10000 <= code < 0xF0000
    return chr(code) if known else UNREADABLE


def in_fonts(text: str, narrow: str, wide: str) -> str:
    """What `text` shows where `narrow` is the symbol font of Latin and `wide` that of Chinese characters ("" none).

    A Chinese character that stands in a symbol font stays as it is: programs differ in what they show there.
    """
    return "".join(glyph(narrow, ord(char)) if narrow and _is_narrow(char) else _wide(char, wide) for char in text)


def _is_narrow(char: str) -> bool:
    return (" " < char < "\u0100" and char != "\u00a0") or ord(char) in _PRIVATE


def _wide(char: str, wide: str) -> str:
    return glyph(wide, ord(char)) if wide and ord(char) in _PRIVATE else char
