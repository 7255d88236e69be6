"""Alternatives (ISO/IEC 29500-3, mc:AlternateContent): one is shown, and what the others would show is compared."""

from __future__ import annotations

from documents.content.story import Close, Rule, Story, skip
from documents.content.symbols import glyph
from documents.wml import Element, T, squeeze, w

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VML = "{urn:schemas-microsoft-com:vml}"
SYMBOLS = (w("sym"), "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx")
TEXT_PATH = VML + "textpath"
DRAWN = (w("drawing"), w("pict"), w("object"))
_TEXTS = (T, MATH + "t", DRAWING + "t", TEXT_PATH, *SYMBOLS)
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICE, _FALLBACK = _MC + "Choice", _MC + "Fallback"
_DEEPEST = 8  # alternatives in alternatives; a shape in a shape has two


def glyph_of(symbol: Element) -> str:
    """What a symbol shows (17.3.3.30; MS-DOCX 2.8, w16se:symEx)."""
    space = str(symbol.tag).partition("}")[0] + "}"
    try:
        code = int(symbol.get(space + "char", ""), 16)
    except ValueError:
        code = 0
    return glyph(symbol.get(space + "font", ""), code)


def _alternatives(story: Story, element: Element) -> Close:
    """One of the alternatives is shown, and programs differ in which; it is a doubt where their texts do."""
    choices = [each for each in element if each.tag in (_CHOICE, _FALLBACK)]
    if not choices or len(story.chosen) >= _DEEPEST:
        if choices:
            story.object("hidden_text")
        return skip
    story.chosen.append(next((each for each in choices if each.tag == _CHOICE), choices[0]))
    if any(_draws(each) for each in choices) and not _draws(story.chosen[-1]):
        story.object("picture")
    texts = {squeeze("".join(map(_shown_by, choice.iter(*_TEXTS)))) for choice in choices}
    kept = story.around.signs
    if len(texts) > 1 or (len(choices) == 1 and any(texts)):
        story.count("hidden_text", "".join(sorted(texts)))
        story.around.sign((*kept, "hidden_text"))

    def close() -> None:
        story.chosen.pop()
        story.around.sign(kept)

    return close


def _draws(choice: Element) -> bool:
    return next(choice.iter(*DRAWN), None) is not None


def _shown_by(element: Element) -> str:
    """What one element of `_TEXTS` shows."""
    if element.tag in SYMBOLS:
        return glyph_of(element)
    return element.get("string", "") if element.tag == TEXT_PATH else element.text or ""


def _alternative(story: Story, element: Element) -> Close | None:
    return None if story.chosen and story.chosen[-1] is element else skip


ALTERNATIVES: dict[str, Rule] = {
    _MC + "AlternateContent": _alternatives,
    _CHOICE: _alternative,
    _FALLBACK: _alternative,
}
