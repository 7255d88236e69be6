"""One part of the document while it is walked: where text goes, how it looks, and what is left in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import groupby
from operator import itemgetter

from documents.content.around import Around, Opened
from documents.content.fields import Field
from documents.content.formats import PLAIN_FORMAT, Format, format_of
from documents.content.looks import Look
from documents.content.parts import Block, Cell, Content, Control, Paragraph, Row, Span
from documents.content.styles import DEFAULT, Styles
from documents.content.symbols import UNREADABLE, in_fonts
from documents.wml import Element, squeeze, w

_SHD, _HIGHLIGHT = w("shd"), w("highlight")
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_NO_TEXT = f"{UNREADABLE}\ue000-\uf8ff\U000f0000-\U0010fffd"  # and what only a font of its own shows
_SYMBOL = re.compile(f"[{_NO_TEXT}]")
_ODD = re.compile(f"[{_INVISIBLE}\u2028\u2029{_NO_TEXT}]")
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile("[\u2028\u2029]")
_OBJECTS = frozenset({"comments", "field_code", "bound_data"})  # counted once where they stand, not by their text

Close = Callable[[], None]
Rule = Callable[["Story", Element], Close | None]  # what an element means; how it ends, or `skip`
Rules = Mapping[str, Rule]  # by the names of elements


def skip() -> None:
    """What a rule answers when nothing that stands in the element is to be walked, or the rule has walked it."""


class Story:
    """The state of a walk; what the part shows goes to `blocks` and `found`."""

    def __init__(
        self,
        found: Content,
        styles: Styles,
        comments: Mapping[str, str],
        root: Element,
        rules: Rules,
        *,
        margin: bool,
    ) -> None:
        self.found, self.styles, self.comments, self.rules, self.margin = found, styles, comments, rules, margin
        self.shaded = next(root.iter(_SHD, _HIGHLIGHT), None) is not None
        self.around = Around(root)
        self.blocks: list[Block] = []
        self.rows: list[Row] | None = None
        self.row: Row | None = None
        self.cells: list[Cell] | None = None
        self.cell: Cell | None = None
        self.paragraph: Paragraph | None = None
        self.stray = False  # text stood outside any paragraph, and `paragraph` was made for it
        self.table = -1  # number of the table around
        self.conditions: Mapping[Element, Look] | None = None  # what its style gives to its cells, where that matters
        self.grid_column = 0  # first free one of the row
        self.inside = 0  # cells and boxes around
        self.in_cell = False
        self.look = self.base = styles.general  # that styles give here, and around the paragraph
        self.chosen: list[Element] = []  # of the alternatives around
        self.framed: Paragraph | None = None  # the last one that says that it stands in a frame
        self.behind: frozenset[str] = frozenset()  # colours behind the text
        self.format = self.plain = self.format_of(None)  # of this run, and of a run without properties
        self._default: tuple[Look | None, Look, Format, bool] = (None, self.look, self.plain, False)
        self._paragraphs = self._tables = self._shown = 0
        self._pieces: list[tuple[tuple[tuple[Control, ...], tuple[str, ...], tuple[str, ...], bool], str]] = []
        self._waiting: list[Opened] = []
        self._form_fields: dict[Field, Opened] = {}

    def finish(self) -> None:
        """The part ends, and with it what was left open."""
        while self.around.fields:
            self.around.deeper = 0
            self.end_field()
        self.end()

    # controls and bookmarks

    def opened(self, name: str = "", columns: tuple[int, int] | None = None) -> Opened:
        """Something begins that leaves an empty span in its place when it ends without text (`leave_empty`)."""
        opened = Opened(self._shown, len(self._pieces), self.paragraph, name, columns)
        if self.paragraph is None:
            self._waiting.append(opened)
        return opened

    def leave_empty(self, opened: Opened, *, keep: bool = True) -> None:
        """What began with `opened` ends; without `keep` it leaves nothing."""
        if opened.place is None:
            self._waiting.remove(opened)
        elif opened.shown == self._shown and keep:
            marks = (*self.around.marks, False)
            if not marks[0] and not marks[1]:  # a bookmark of other columns than this
                return
            self._shown += 1
            if opened.place is self.paragraph:
                self._pieces.append((marks, ""))
            else:
                opened.place.spans.append(Span("", *marks))

    def text_since(self, opened: Opened) -> str:
        """What the open paragraph has shown since `opened` began, where it began there."""
        begun = opened.pieces if opened.place is self.paragraph else 0
        return "".join([text for _, text in self._pieces[begun:]])

    # paragraphs

    def begin(self, paragraph: Paragraph) -> None:
        """A paragraph begins; it is in `blocks` from now on."""
        if not self.inside:
            paragraph.number = self._paragraphs
            self._paragraphs += 1
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
        pieces, spans = self._pieces, self.paragraph.spans
        self.paragraph, self.stray = None, False
        if not pieces:
            return
        self._pieces = []
        if len(pieces) == 1:
            marks, text = pieces[0]
            spans.append(Span(text, *marks))
        else:
            for marks, group in groupby(pieces, itemgetter(0)):
                spans.append(Span("".join([text for _, text in group]), *marks))
        for span in spans:
            if span.signs:
                for code in frozenset(span.signs) - _OBJECTS:
                    self.count(code, span.text)

    def new_line(self) -> None:
        """A paragraph inside the open one: a new line of it."""
        if self._pieces:
            self.show("\n")

    def next_table(self) -> int:
        """The number of a table of the body that begins."""
        self._tables += 1
        return self._tables - 1

    def interrupt(self) -> Close:
        """Leave the open paragraph for a block that stands in it; the answer goes on in it afterwards."""
        if self.stray:
            self.end()
        kept = self.paragraph, self._pieces, self.format
        self.paragraph, self._pieces = None, []

        def resume() -> None:
            self.end()
            self.paragraph, self._pieces, self.format = kept

        return resume

    def aside(self) -> tuple[list[Block], Close]:
        """A place of its own, a text box: its blocks; the paragraph around goes on afterwards."""
        kept, signs = (self.blocks, self.rows, self.cells, self.in_cell), self.around.signs
        if self.paragraph is not None and "hidden_text" in self.paragraph.signs:  # its line is; the box is not
            self.around.sign(tuple([each for each in signs if each != "hidden_text"]))
        resume = self.interrupt()
        blocks: list[Block] = []
        self.blocks, self.rows, self.cells, self.in_cell = blocks, None, None, False
        self.inside += 1

        def leave() -> None:
            resume()
            self.around.sign(signs)
            self.inside -= 1
            self.blocks, self.rows, self.cells, self.in_cell = kept

        return blocks, leave

    def keep_format(self) -> Close:
        """The run goes on as it was after what stands in it."""
        kept = self.format

        def close() -> None:
            self.format = kept

        return close

    def sign_row(self, code: str) -> None:
        """The row that is open carries this sign, and so does all that stands in it."""
        if self.row is not None:
            self.row.signs += (code,)
            self.around.sign((*self.around.signs, code))

    def box(self, paragraphs: list[Paragraph]) -> None:
        """Text that stands beside the text around it."""
        self.found.boxes.extend(paragraphs)
        if self.count("text_box", "".join([each.text for each in paragraphs])):
            self.touch("text_box")

    # text

    def show(self, text: str, *, by_font: bool = False) -> None:
        """Visible text in the format of the run; `by_font`: what it shows depends on the run's fonts."""
        if self.around.fields and not self._is_result(text):
            return
        controls, names, signs = self.around.marks
        form = self.format
        if form is not PLAIN_FORMAT:
            signs += form.codes
            if by_font and (form.narrow or form.wide):
                text = in_fonts(text, form.narrow, form.wide)
        if _ODD.search(text):
            if _SYMBOL.search(text):
                signs += ("symbol",)
            if _TURNED.search(text):
                signs += ("turned_text",)
            text = _UNSEEN.sub("", _LINE_END.sub("\n", text))
        if len(signs) > 1:
            signs = tuple(dict.fromkeys(signs))
        if text:
            if self.paragraph is None:
                self.begin(Paragraph([]))
                self.stray = True
            self._shown += 1
            self._pieces.append(((controls, names, signs, form.underlined), text))

    def _is_result(self, text: str) -> bool:
        """Whether text inside fields is shown as it stands; else it is kept with the field that decides."""
        for each in self.around.fields:
            if each.separated and each.shown is not None:
                each.result.append(text)
                return False
        return True

    def format_of(self, properties: Element | None) -> Format:
        """The format of a run with these properties (w:rPr) here."""
        return format_of(properties, self.look, self.styles, self.behind if self.shaded else None)

    def default_style(self, paragraph: Paragraph) -> None:
        """Text from here on stands in `paragraph`, which names no style."""
        self.base = self.look
        if self.look is self._default[0] and not self.shaded:
            _, self.look, self.plain, paragraph.numbered = self._default
        else:
            self.style(self.look, DEFAULT)
            paragraph.numbered = self.styles.numbered(DEFAULT)
            self._default = self.base, self.look, self.plain, paragraph.numbered

    def style(self, wider: Look, name: str) -> None:
        """Text from here on stands under the style `name` within what gives the look `wider`."""
        self.look = self.styles.under(wider, name)
        self.plain = self.format_of(None) if self.look or self.shaded else PLAIN_FORMAT

    # signs

    def touch(self, code: str) -> None:
        """A sign that is counted elsewhere touches the open paragraph."""
        if self.paragraph is not None and code not in self.paragraph.signs:
            self.paragraph.signs += (code,)

    def count(self, code: str, text: str) -> bool:
        """A sign that is about `text`, and none where that shows nothing; returns whether it does."""
        flat = squeeze(text)
        if flat:
            self.found.signs[(code, flat)] += 1
        return bool(flat)

    def object(self, code: str, text: str = "") -> None:
        """A sign that is no text: it counts for the document and touches the open paragraph."""
        self.found.signs[(code, text)] += 1
        self.touch(code)

    # fields

    def separate_field(self) -> None:
        """The innermost field's code is complete; its result begins."""
        field = self.around.innermost_field()
        if field is not None and not field.separated:
            self._resolve(field)

    def end_field(self) -> None:
        """The innermost field ends."""
        field = self.around.innermost_field()
        if field is None:
            self.around.deeper = max(0, self.around.deeper - 1)
            return
        if not field.separated:
            self._resolve(field)
            self._beside(field, field.text_of_code())
        if field.shown is not None:
            surplus, field.shown = field.surplus(), None
            self._beside(field, surplus)
        if field in self._form_fields:
            self.leave_empty(self._form_fields.pop(field))
        self.around.close_field()

    def _resolve(self, field: Field) -> None:
        shown = field.resolve(self.margin)
        self.around.changed()
        if field.sign:
            self.object(field.sign, field.code)
        if field.control is not None:
            self._form_fields[field] = self.opened()
        if shown:
            self.show(shown)
        field.shown = shown

    def _beside(self, field: Field, text: str) -> None:
        """Text that a field shows beside its result or without one."""
        if text:
            field.sign = "field_code"
            self.around.changed()
            self.show(text)
