"""The walk inside paragraphs: runs, text, symbols, fields, revisions, comments, bookmarks, drawings."""

from __future__ import annotations

import re
from functools import partial

from documents.content.alternatives import ALTERNATIVES, DRAWING, DRAWN, MATH, SYMBOLS, TEXT_PATH, VML, glyph_of
from documents.content.fields import Field
from documents.content.looks import RUN_PROPERTIES, is_doubtful
from documents.content.parts import Paragraph, Span
from documents.content.story import Close, Rule, Story, skip
from documents.content.symbols import UNREADABLE
from documents.wml import Element, T, squeeze, text_of, w, whole

_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
_TRPR, _RUBY = w("trPr"), w("ruby")
_RPR, _ID, _NAME, _KIND, _FORM_DATA = w("rPr"), w("id"), w("name"), w("fldCharType"), w("ffData")
_BOOKMARK_START, _BOOKMARK_END, _DELETED_TEXT = w("bookmarkStart"), w("bookmarkEnd"), w("delText")
_REVISIONS = frozenset({w("ins"), w("del"), w("moveTo"), w("moveFrom")})
_FIRST_COLUMN, _LAST_COLUMN = w("colFirst"), w("colLast")
_GUIDE = w("rt")
_WORDS = re.compile("[0-9]{2}|[\\u3400-\\u9fff\\uf900-\\ufaff\\U00020000-\\U0003ffff]")
_OURS = "SFF_"  # bookmarks of answers: an empty one is kept


def _skip(_: Story, __: Element) -> Close:
    """Properties, and what is no visible text."""
    return skip


def _run(story: Story, _: Element) -> None:
    story.format = story.plain


def _run_properties(story: Story, element: Element) -> Close:
    """All of them together; most leave the run as plain as it was."""
    doubtful = bool(story.look) or story.shaded
    each = element[0] if len(element) else None
    while each is not None:
        name = each.tag
        if name in RUN_PROPERTIES:
            doubtful = doubtful or is_doubtful(name, *each.items())
        elif name in _REVISIONS:
            INLINE[name](story, each)
        each = each.getnext()
    if doubtful:
        story.format = story.format_of(element)
    return skip


def _text(story: Story, element: Element) -> None:
    text = element.text
    if text:
        story.show(text.replace("\n", " ") if "\n" in text else text, by_font=True)


def _fixed(text: str) -> Rule:
    def rule(story: Story, _: Element) -> None:
        story.show(text)

    return rule


def _symbol(story: Story, element: Element) -> None:
    story.show(glyph_of(element))


def _automatic(story: Story, element: Element) -> None:
    """A date or page number that the program fills in (17.3.3)."""
    if not (story.margin and element.tag == w("pgNum")):
        story.object("field_code", str(element.tag).rpartition("}")[2])
        story.show(UNREADABLE)


def _mark(story: Story, code: str) -> Close:
    """What stands in the element carries this sign."""
    kept = story.around.signs
    story.around.sign((*kept, code))
    return partial(story.around.sign, kept)


def _turned(story: Story, _: Element) -> Close:
    return _mark(story, "turned_text")


def _inserted(story: Story, element: Element) -> Close | None:
    parent = element.getparent()
    if parent is not None and parent.tag in (_RPR, _TRPR):  # the mark of a paragraph, or a whole row
        _revised_line(story, parent)
        return None
    story.object("tracked_changes")
    return _mark(story, "tracked_changes")


def _deleted(story: Story, element: Element) -> Close | None:
    parent = element.getparent()
    if parent is not None and parent.tag in (_RPR, _TRPR):
        _revised_line(story, parent)
        return None
    story.object("tracked_changes", squeeze("".join(each.text or "" for each in element.iter(_DELETED_TEXT, T))))
    for each in element.iter(_BOOKMARK_START, _BOOKMARK_END):
        INLINE[each.tag](story, each)
    return skip


def _revised_line(story: Story, properties: Element) -> None:
    story.object("tracked_changes")
    if properties.tag == _TRPR:
        story.sign_row("tracked_changes")


def _formula(story: Story, _: Element) -> Close:
    story.object("formula")
    return _mark(story, "formula")


def _ruby(story: Story, element: Element) -> Close:
    """A phonetic guide: its base is the text; whoever reads the answer decides about the sign.

    A guide that says more than how the base is spoken is words above the line.
    """
    guide = "".join(text_of(each) for each in element.findall(_GUIDE))
    words = _WORDS.search(guide) is not None or not text_of(element).strip()
    if next(element.iterancestors(_RUBY), None) is None:
        story.count("phonetic_guide", text_of(element))
    kept, form = story.around.signs, story.format
    if words and story.count("raised_text", guide):
        story.around.sign((*kept, "raised_text"))

    def close() -> None:
        story.around.sign(kept)
        story.format = form

    return close


def _picture(story: Story, element: Element) -> Close:
    story.object("picture")
    if story.in_cell and story.cell is not None and _stands_in_line(element):
        story.cell.pictures += 1
    return story.keep_format()


def _stands_in_line(element: Element) -> bool:
    """Whether it is one picture from a file that stands among the letters, so that it covers nothing."""
    if element.tag == w("object"):
        return False
    if element.tag == w("drawing"):
        return [each.tag for each in element] == [_INLINE] and len(list(element.iter(_PIC))) == 1
    shapes = [each.getparent() for each in element.iter(VML + "imagedata")]
    return len(shapes) == 1 and shapes[0] is not None and "absolute" not in shapes[0].get("style", "absolute")


def _drawn_text(story: Story, element: Element) -> Close:
    """A paragraph of DrawingML, or WordArt of VML: text in a shape."""
    text = element.get("string") or "".join(each.text or "" for each in element.iter(DRAWING + "t"))
    if text:
        story.box([Paragraph([Span(text)])])
    return skip


def _object(code: str) -> Rule:
    def rule(story: Story, _: Element) -> None:
        story.object(code)

    return rule


def _field_char(story: Story, element: Element) -> None:
    kind = element.get(_KIND)
    if kind == "begin":
        story.around.open_field(Field(element.find(_FORM_DATA)))
    elif kind == "separate":
        story.separate_field()
    elif kind == "end":
        story.end_field()


def _field_code(story: Story, element: Element) -> None:
    field, code = story.around.innermost_field(), element.text or ""
    if field is not None and not field.separated:
        field.codes.append(code)
    elif code.strip():
        story.object("field_code", " ".join(code.split()))


def _simple_field(story: Story, element: Element) -> Close:
    story.around.open_field(Field(None, [element.get(w("instr"), "")]))
    story.separate_field()
    return story.end_field


def _bookmark_start(story: Story, element: Element) -> None:
    name, number = element.get(_NAME, ""), element.get(_ID, "")
    if name[:1] == "_" or not story.around.takes_bookmark(number):  # _GoBack, _Toc…: Word's own
        return
    first = element.get(_FIRST_COLUMN)
    columns = (whole(first), whole(element.get(_LAST_COLUMN, first))) if first else None
    story.around.open_bookmark(number, story.opened(name, columns))


def _bookmark_end(story: Story, element: Element) -> None:
    number = element.get(_ID, "")
    opened = story.around.bookmark(number)
    if opened is not None:
        story.leave_empty(opened, keep=opened.name.startswith(_OURS))
        story.around.close_bookmark(number)


def _comment(story: Story, element: Element) -> None:
    story.object("comments", story.comments.get(element.get(_ID, ""), ""))


def _comment_start(story: Story, element: Element) -> None:
    _comment(story, element)
    story.around.open_comment(element.get(_ID, ""))


def _comment_end(story: Story, element: Element) -> None:
    story.around.close_comment(element.get(_ID, ""))


def _note(story: Story, _: Element) -> None:
    story.touch("footnotes")


_REVISED = ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr")  # …Change: as they were before
_SILENT = ("rt", "delInstrText", "tabs", "tblPrEx", *(name + "Change" for name in _REVISED))
INLINE: dict[str, Rule] = {
    **{w(name): _skip for name in _SILENT},
    w("r"): _run,
    MATH + "r": _run,
    _RPR: _run_properties,
    T: _text,
    MATH + "t": _text,
    w("tab"): _fixed("\t"),
    w("ptab"): _fixed("\t"),
    w("br"): _fixed("\n"),
    w("cr"): _fixed("\n"),
    w("noBreakHyphen"): _fixed("-"),
    **dict.fromkeys(SYMBOLS, _symbol),
    **{w(name + size): _automatic for name in ("day", "month", "year") for size in ("Short", "Long")},
    w("pgNum"): _automatic,
    w("ins"): _inserted,
    w("moveTo"): _inserted,
    w("del"): _deleted,
    w("moveFrom"): _deleted,
    _DELETED_TEXT: _deleted,
    w("bdo"): _turned,
    w("dir"): _turned,
    _RUBY: _ruby,
    MATH + "oMath": _formula,
    **dict.fromkeys(DRAWN, _picture),
    w("contentPart"): _object("picture"),
    DRAWING + "p": _drawn_text,
    TEXT_PATH: _drawn_text,
    w("altChunk"): _object("alt_chunk"),
    w("subDoc"): _object("alt_chunk"),
    **ALTERNATIVES,
    w("fldChar"): _field_char,
    w("instrText"): _field_code,
    w("fldSimple"): _simple_field,
    _BOOKMARK_START: _bookmark_start,
    _BOOKMARK_END: _bookmark_end,
    w("commentReference"): _comment,
    w("commentRangeStart"): _comment_start,
    w("commentRangeEnd"): _comment_end,
    w("footnoteReference"): _note,
    w("endnoteReference"): _note,
}  # fmt: skip
