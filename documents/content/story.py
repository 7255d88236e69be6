"""What is open while a part of the document is walked, and how visible text gets its marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from documents.content.fields import Field
from documents.content.looks import NARROW, PLAIN, STYLE, UNDERLINE, WIDE, Look, codes, ink, look_of, near, shades
from documents.content.parts import Block, Cell, Content, Control, Paragraph, Row, Span
from documents.content.styles import DEFAULT, Styles
from documents.content.symbols import UNREADABLE, in_fonts
from documents.wml import Element, squeeze, w

_OURS = "SFF_"  # bookmarks of answers: an empty one is kept in its place
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAKS = str.maketrans("\u2028\u2029", "\n\n")
_SHD, _HIGHLIGHT, _ID = w("shd"), w("highlight"), w("id")
_BOOKMARK_END, _COMMENT_END = w("bookmarkEnd"), w("commentRangeEnd")
_OBJECTS = frozenset({"comments", "field_code", "bound_data"})  # counted once where they stand, not by their text
_MOST = 64  # bookmarks or fields open at once; a form has a handful, and each costs time at every change


class Format(NamedTuple):
    """How a run looks: reason codes, underlined or not, symbol fonts of Latin and of Chinese characters."""

    codes: tuple[str, ...] = ()
    underlined: bool = False
    narrow: str = ""
    wide: str = ""


_PLAIN = Format()


class Marks(NamedTuple):
    """What a span carries besides its text."""

    controls: tuple[Control, ...]
    bookmarks: tuple[str, ...]
    signs: tuple[str, ...]
    underlined: bool


Rule = Callable[["Story", Element], None]


@dataclass(eq=False)
class Opened:
    """A control or bookmark that is open: where it began, and whether text has been shown since."""

    shown: int
    pieces: int
    place: Paragraph | None = None
    name: str = ""
    columns: tuple[int, int] | None = None  # a bookmark of some columns of a table


class Story:
    """One part (body, header, notes …) while it is walked; what it shows goes to `found`."""

    def __init__(
        self,
        found: Content,
        styles: Styles,
        comments: Mapping[str, str],
        rules: Mapping[str, Rule],
        root: Element,
        *,
        margin: bool,
    ) -> None:
        self.rules = rules
        self.found, self.styles, self.comments, self.margin = found, styles, comments, margin
        self.shaded = next(root.iter(_SHD, _HIGHLIGHT), None) is not None
        self.bookmark_ends = frozenset(each.get(_ID, "") for each in root.iter(_BOOKMARK_END))
        self.comment_ends = frozenset(each.get(_ID, "") for each in root.iter(_COMMENT_END))
        self.blocks: list[Block] = []
        self.rows: list[Row] | None = None
        self.cells: list[Cell] | None = None
        self.paragraph: Paragraph | None = None
        self.stray = False  # text stood outside any paragraph, and `paragraph` was made for it
        self.table = -1  # number of the table around
        self.grid_column = 0  # first free one of the row
        self.inside = 0  # cells and boxes around
        self.in_cell = False
        self.paragraphs = self.tables = 0
        self.look: Look = styles.general  # that styles give here
        self.behind: frozenset[str] = frozenset()  # colours behind the text
        self.format = self.plain = self.format_of(None)  # of this run, and of a run without properties
        self.controls: tuple[Control, ...] = ()
        self.signs: tuple[str, ...] = ()  # of the elements around
        self.bookmarks: dict[str, Opened] = {}
        self.commented: dict[str, None] = {}
        self.fields: list[Field] = []
        self.column = 0  # index of the cell in its row
        self._pieces: list[tuple[Marks, str]] = []
        self._around: tuple[tuple[Control, ...], tuple[str, ...], tuple[str, ...]] = ((), (), ())
        self._waiting: list[Opened] = []
        self._form_fields: dict[Field, Opened] = {}
        self._deeper = 0  # fields beyond those that are kept
        self._shown = 0

    def walk(self, node: Element) -> None:
        """Everything below `node` in reading order; an element without a rule only wraps what is in it."""
        rules = self.rules
        for child in node:
            rule = rules.get(child.tag)
            if rule is None:
                self.walk(child)
            else:
                rule(self, child)

    # what is around

    def refresh(self) -> None:
        """Work out anew what every text carries, after a control, bookmark, comment, field or sign has changed."""
        controls, signs = self.controls, self.signs
        if self.fields:
            controls += tuple(each.control for each in self.fields if each.control is not None)
            signs += tuple(each.sign for each in self.fields if each.sign)
            if not all(each.separated for each in self.fields):
                signs += ("hidden_text",)
        if self.commented:
            signs += ("comments",)
        names = tuple(
            each.name
            for each in self.bookmarks.values()
            if each.columns is None or each.columns[0] <= self.column <= each.columns[1]
        )
        self._around = (controls, names, signs)

    def mark(self, signs: tuple[str, ...]) -> None:
        """The signs of the elements around are these from here on."""
        if signs != self.signs:
            self.signs = signs
            self.refresh()

    def enter(self, control: Control) -> Opened:
        """A control begins."""
        self.controls += (control,)
        self.refresh()
        return self._opened("")

    def leave(self, opened: Opened) -> None:
        """The innermost control ends; an empty one leaves an empty span in its place."""
        self._close(opened)
        self.controls = self.controls[:-1]
        self.refresh()

    def open_bookmark(self, number: str, name: str, columns: tuple[int, int] | None) -> None:
        """A bookmark begins."""
        if len(self.bookmarks) < _MOST:
            self.bookmarks[number] = self._opened(name)
            self.bookmarks[number].columns = columns
            self.refresh()

    def close_bookmark(self, number: str) -> None:
        """A bookmark ends; an empty one of an answer leaves an empty span in its place."""
        opened = self.bookmarks.get(number)
        if opened is not None:
            self._close(opened, keep=opened.name.startswith(_OURS))
            del self.bookmarks[number]
            self.refresh()

    def _opened(self, name: str) -> Opened:
        opened = Opened(self._shown, len(self._pieces), self.paragraph, name)
        if self.paragraph is None:
            self._waiting.append(opened)
        return opened

    def _close(self, opened: Opened, *, keep: bool = True) -> None:
        if opened in self._waiting:
            self._waiting.remove(opened)
        if not keep or opened.shown != self._shown or opened.place is None:
            return
        marks = Marks(*self._around, False)
        self._shown += 1
        if opened.place is self.paragraph:
            self._pieces.append((marks, ""))
        else:
            opened.place.spans.append(Span("", *marks))

    # paragraphs

    def begin(self, paragraph: Paragraph) -> None:
        """A paragraph begins; it is in `blocks` from now on."""
        if not self.inside:
            paragraph.number = self.paragraphs
            self.paragraphs += 1
        self.blocks.append(paragraph)
        self.paragraph = paragraph
        if self._waiting:
            for each in self._waiting:
                each.place = paragraph
            self._waiting.clear()

    def end(self) -> None:
        """The open paragraph ends: what it shows becomes its spans."""
        if self.paragraph is None:
            return
        spans = self.paragraph.spans
        for marks, pieces in groupby(self._pieces, itemgetter(0)):
            spans.append(Span("".join(text for _, text in pieces), *marks))
        self._pieces = []
        self.paragraph, self.stray = None, False
        for span in spans:
            if span.signs:
                self._count(span)

    def _count(self, span: Span) -> None:
        text = squeeze(span.text)
        if text:
            for code in frozenset(span.signs) - _OBJECTS:
                self.found.signs[(code, text)] += 1

    def new_line(self) -> None:
        """A paragraph inside the open one: a new line of it."""
        if self._pieces:
            self.show("\n")

    def next_table(self) -> int:
        """The number of a table of the body that begins."""
        self.tables += 1
        return self.tables - 1

    def enter_column(self, column: int) -> None:
        """The cell of this index begins, for bookmarks of some columns only."""
        self.column = column
        if self.bookmarks:
            self.refresh()

    def hold(self) -> tuple[Paragraph | None, list[tuple[Marks, str]]]:
        """Leave the open paragraph for what stands in it; text that stood outside of paragraphs ends here."""
        if self.stray:
            self.end()
        held = self.paragraph, self._pieces
        self.paragraph, self._pieces = None, []
        return held

    def resume(self, held: tuple[Paragraph | None, list[tuple[Marks, str]]]) -> None:
        """Go on in the paragraph that was left."""
        self.end()
        self.paragraph, self._pieces = held

    @contextmanager
    def aside(self) -> Iterator[list[Block]]:
        """A place of its own, a text box: its blocks; the paragraph around goes on afterwards."""
        held, kept = self.hold(), (self.blocks, self.rows, self.cells, self.in_cell)
        self.blocks, self.rows, self.cells, self.in_cell = [], None, None, False
        self.inside += 1
        yield self.blocks
        self.resume(held)
        self.inside -= 1
        self.blocks, self.rows, self.cells, self.in_cell = kept

    def box(self, paragraphs: list[Paragraph]) -> None:
        """Text that stands beside the text around it."""
        self.found.boxes.extend(paragraphs)
        text = "".join(each.text for each in paragraphs)
        self.count("text_box", text)
        if squeeze(text):
            self.touch("text_box")

    def text_since(self, opened: Opened) -> str:
        """What the open paragraph has shown since `opened` began, where it began there."""
        begun = opened.pieces if opened.place is self.paragraph else 0
        return "".join(text for _, text in self._pieces[begun:])

    def finish(self) -> None:
        """The part ends, and with it what was left open."""
        while self.fields:
            self.end_field()
        self.end()

    # text

    def show(self, text: str, *, by_font: bool = False) -> None:
        """Visible text in the format of the run; `by_font`: what it shows depends on the run's fonts."""
        if self.fields and not self._is_result(text):
            return
        signs = self._around[2]
        form = self.format
        if form.codes:
            signs += form.codes
        if not text.isascii():
            if _UNSEEN.search(text):
                if _TURNED.search(text):
                    signs += ("turned_text",)
                text = _UNSEEN.sub("", text)
            text = text.translate(_BREAKS)
        if by_font and (form.narrow or form.wide):
            text = in_fonts(text, form.narrow, form.wide)
        if UNREADABLE in text:
            signs += ("symbol",)
        self._put(text, tuple(dict.fromkeys(signs)) if signs else (), form.underlined)

    def _put(self, text: str, signs: tuple[str, ...], underlined: bool) -> None:
        if not text:
            return
        if self.paragraph is None:
            self.begin(Paragraph([]))
            self.stray = True
        self._shown += 1
        self._pieces.append((Marks(self._around[0], self._around[1], signs, underlined), text))

    def _is_result(self, text: str) -> bool:
        """Whether text inside fields is shown as it stands; else it is kept with the field that decides."""
        for each in self.fields:
            if each.separated and each.shown is not None:
                each.result.append(text)
                return False
        return True

    def touch(self, code: str) -> None:
        """A sign that is counted elsewhere touches the open paragraph."""
        if self.paragraph is not None and code not in self.paragraph.signs:
            self.paragraph.signs += (code,)

    def count(self, code: str, text: str) -> None:
        """A sign that is about `text`, and none where that shows nothing."""
        flat = squeeze(text)
        if flat:
            self.found.signs[(code, flat)] += 1

    def object(self, code: str, text: str = "") -> None:
        """A sign that is no text: it counts for the document and touches the open paragraph."""
        self.found.signs[(code, text)] += 1
        self.touch(code)

    def format_of(self, properties: Element | None) -> Format:
        """The format of a run with these properties (w:rPr) here."""
        own = look_of(properties) if properties is not None else PLAIN
        style = own.get(STYLE, "")
        look = self.styles.under(self.look, style) if style else self.look
        look = {**look, **own} if look else own
        unseen = self.shaded and self._is_unseen(properties)
        if not unseen and not any(look.values()):
            return _PLAIN
        found = codes(look)
        if unseen and "hidden_text" not in found:
            found += ("hidden_text",)
        return Format(found, bool(look.get(UNDERLINE)), look.get(NARROW, ""), look.get(WIDE, ""))

    def _is_unseen(self, properties: Element | None) -> bool:
        """Whether the run's colour is nearly that of what lies behind it."""
        behind = shades(properties) or self.behind
        return bool(behind) and any(near(ink(properties), each) for each in behind)

    def style(self, name: str = DEFAULT) -> None:
        """Text from here on stands under this style as well."""
        self.look = self.styles.under(self.look, name)

    # fields

    def begin_field(self, field: Field) -> None:
        """A field begins with its code."""
        if len(self.fields) < _MOST:
            self.fields.append(field)
            self.refresh()
        else:
            self._deeper += 1

    def separate_field(self) -> None:
        """The innermost field's code is complete; its result begins."""
        if self.fields and not self._deeper and not self.fields[-1].separated:
            self._resolve(self.fields[-1])

    def end_field(self) -> None:
        """The innermost field ends."""
        if self._deeper or not self.fields:
            self._deeper = max(0, self._deeper - 1)
            return
        field = self.fields[-1]
        if not field.separated:
            self._resolve(field)
            self._beside(field, field.text_of_code())
        if field.shown is not None:
            surplus, field.shown = field.surplus(), None
            self._beside(field, surplus)
        if field.control is not None:
            self._close(self._form_fields.pop(field))
        self.fields.pop()
        self.refresh()

    def _resolve(self, field: Field) -> None:
        shown = field.resolve(self.margin)
        self.refresh()
        if field.sign:
            self.object(field.sign, field.code)
        if field.control is not None:
            self._form_fields[field] = self._opened("")
        if shown:
            self.show(shown)
        field.shown = shown

    def _beside(self, field: Field, text: str) -> None:
        """Text that a field shows beside its result or without one."""
        if text:
            field.sign = "field_code"
            self.refresh()
            self.show(text)
