"""Repeating rows: vouched for when each cell's column header, its place in the row, its controls and the type agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, repeat

from documents.blanks.slots import Slot
from documents.forms import NUMBER_TYPES, OPEN_TYPES, PHONE_TYPES, FieldSpec, FieldType, TableSpec
from documents.reading.answers import Context, answer_in, judge
from documents.reading.containers import Container, Line
from documents.reading.form import FormGrid, Outline
from documents.reading.matching import match
from documents.reading.pairing import GridRows, Pairing, Placed
from documents.reading.result import RowReading, TableReading
from documents.reasons import Reason
from documents.values import Value, asks_for_time, is_nil, is_time_like
from documents.wml import label_key, squeeze

_CALLED = frozenset({*PHONE_TYPES, FieldType.EMAIL})
_TOTALS = re.compile(
    r"(?:合计|总计|小计|共计|总共|总数|累计|平均|共(?=\d)):?\d*[个家处名人户条项次元件]*"
    r"|(?:与|和|比)?(?:上年|去年|上期|上月|上季度?)(?:同期|同月|数)?|同期数?|其中:?|同比|环比|(?:增减|增长|变化)(?:数|额|率|情况)?"
)
_FEW = 2  # columns
_CROWDED = re.compile(r"[\t\n]|\s{3}")  # a whole row pasted into one cell
_NO_ROW = frozenset({"row_shape", "merged_cells", "note", "row_extra", "several_lines", "void_note"})
_REMARK = re.compile(r"(?:备?注|附注|说明|注意|备注说明)\d*:")
_EXAMPLES = re.compile(r"[(\[【]?(?:例|示例|样例|例如|举例|填写示例|范例|样表|填写样例)\d*[)\]】]?")
_WITH_EXAMPLE = re.compile(r"[(\[【](?:例|示例|样例|举例|范例)[)\]】].+|(?:例|例如|示例|样例|举例|范例):.+")


@dataclass
class _Draft:
    """A row while it is read: `structure` are doubts about the row, `doubts` those about its values."""

    line: Line
    values: dict[str, Value] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    slots: dict[str, Slot] = field(default_factory=dict)
    structure: list[Reason] = field(default_factory=list)
    doubts: list[Reason] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)  # columns whose text is the form's own

    @property
    def given(self) -> list[str]:
        """The texts that the unit wrote."""
        return [text for label, text in self.raw.items() if text and label not in self.labels]

    @property
    def filled(self) -> bool:
        return bool(self.given) or any(each.code == "row_extra" for each in self.structure)

    @property
    def says_nil(self) -> bool:
        return not self.structure and bool(self.given) and all(map(is_nil, self.given))

    def reading(self) -> RowReading:
        reasons = tuple({each.code + str(each.params): each for each in self.structure + self.doubts}.values())
        return RowReading(self.values, self.raw, "review" if reasons else "ok", reasons, self.line.place)


def read_grid(spec: TableSpec, pairing: Pairing, context: Context) -> TableReading:
    """The reading of one table."""
    columns = tuple(each.label for each in spec.columns)
    found = pairing.grids.get(spec.key)
    if found is None:
        missing = Reason("table_missing", {"headers": "、".join(columns)})
        return TableReading(spec.key, columns, "review", reasons=(missing,))
    rows = _Rows(spec, found, context)
    drafts = [draft for draft in (rows.read(line) for line in found.lines if rows.asks(line)) if draft.filled]
    pairing.lose(rows.unused())
    if len(drafts) == 1 and drafts[0].says_nil:
        return TableReading(spec.key, columns, "ok", nil=True)
    _doubt_twins(drafts, spec)
    for draft in drafts:
        rows.judge(draft)
        if draft.says_nil:
            draft.structure.append(Reason("nil_row"))
    _doubt_lone(drafts, len(columns))
    _doubt_around(drafts)
    readings = tuple(draft.reading() for draft in drafts)
    empty = not readings and any(each.required for each in spec.columns)
    reasons = (Reason("required_table_empty"),) if empty else ()
    doubtful = empty or any(each.status == "review" for each in readings)
    return TableReading(spec.key, columns, "review" if doubtful else "ok", readings, reasons)


def _doubt_lone(drafts: list[_Draft], width: int) -> None:
    """A row with a single answer is perhaps a subtitle or a remark, where another row is full or none is."""
    filled = [len([text for text in draft.raw.values() if text]) for draft in drafts]
    if width <= _FEW or not (len(drafts) == 1 or any(count > width // 2 for count in filled)):
        return
    for draft, count in zip(drafts, filled, strict=True):
        if count == 1 and not draft.labels:
            draft.structure.append(Reason("note"))


def _doubt_around(drafts: list[_Draft]) -> None:
    """A row that is no row of answers may say something of those below it, or go on the one above it."""
    codes = [{each.code for each in draft.structure} for draft in drafts]
    if any("row_gap" in found for found in codes):  # a column may have slipped
        start = 0
    else:
        start = next((at - 1 for at, found in enumerate(codes) if found & _NO_ROW), len(drafts))
    for draft in drafts[max(start, 0) :]:
        draft.structure.append(Reason("neighbour_in_doubt"))


def _doubt_twins(drafts: list[_Draft], spec: TableSpec) -> None:
    """Two rows that say the same, or the same but for one detail: one was perhaps copied and never changed."""
    types = {each.type for each in spec.columns}
    details = _CALLED | {FieldType.DATE} if types & _CALLED else _CALLED  # no one thing has two of them
    may_differ = [each.label for each in spec.columns if each.type in details]
    seen: dict[tuple[str, ...], _Draft] = {}
    for draft in drafts:
        for key in _twin_keys(draft, may_differ):
            other = seen.setdefault(key, draft)
            if other is not draft:
                other.structure.append(Reason("duplicate_row"))
                draft.structure.append(Reason("duplicate_row"))


def _twin_keys(draft: _Draft, may_differ: list[str]) -> Iterator[tuple[str, ...]]:
    texts = {label: squeeze(text) for label, text in draft.raw.items()}
    if any(texts.values()):
        yield ("", *texts.values())
    for label in may_differ:
        others = [text for other, text in texts.items() if other != label]
        if len(list(filter(None, others))) > _FEW:
            yield (label, *others)


class _Rows:
    """The rows of one grid, read cell by cell."""

    def __init__(self, spec: TableSpec, found: GridRows, context: Context) -> None:
        self.spec, self.found, self.context = spec, found, context
        form: FormGrid = found.form
        self.header = tuple(found.header.keys)
        self.moved = any(place != at for place, at in enumerate(found.columns))
        specs = [form.grid.columns[at] for at in found.columns]
        self.counts = [spec is not None and spec.type in NUMBER_TYPES for spec in specs]
        self.turned = self.moved and self._is_turned()
        self.spans = [cell.span for cell in found.header.row.cells]
        self.tags = context.form.tags
        self.matrix = {_row_key(row): row for row in form.rows} if form.is_matrix else {}
        self.used: set[tuple[str, ...]] = set()
        self.prototype = next((row for row in form.rows if len(row) == len(form.header)), ())
        self.fixed = [
            {row[number].key for row in form.rows if number < len(row)} | {""} for number in range(len(form.header))
        ]
        self.numbered = [len(texts) > 1 and all(each.isdigit() for each in texts if each) for texts in self.fixed]

    def _is_turned(self) -> bool:
        """Whether columns changed their order whose answers cannot tell that more than their headers moved."""
        columns, order = self.found.form.grid.columns, self.found.columns
        moved = [(at, place, spec) for place, at in enumerate(order) if place != at and (spec := columns[at])]
        return any(
            at > to and _are_alike(one, other) and (one.type in OPEN_TYPES or (at, to) == (there, place))
            for (at, place, one), (to, there, other) in combinations(moved, 2)
        )

    def _strays(self, draft: _Draft) -> bool:
        """Whether a column that moved holds no time where its label asks for one."""
        columns = self.found.form.grid.columns
        moved = [spec for place, at in enumerate(self.found.columns) if place != at and (spec := columns[at])]
        given = [draft.raw[each.label] for each in moved if _is_time(each)]
        return any(text and not is_time_like(squeeze(text)) for text in given)

    def _is_tagged(self, line: Line) -> bool:
        """Whether controls of the form stand in the row, which tell its columns apart."""
        spans = (span for container in line.cells for span in container.spans if span.controls)
        return any(control.tag in self.tags for span in spans for control in span.controls)

    def asks(self, line: Line) -> bool:
        """Whether the row may hold answers: it shows something, and no header or note of the form again."""
        keys = tuple(line.keys)
        return not line.is_empty and keys != self.header and keys not in self.found.form.between

    def unused(self) -> list[str]:
        """The labels of rows that the form has and the return has not."""
        return ["".join(key) for key in self.matrix if key not in self.used]

    def read(self, line: Line) -> _Draft:
        draft = _Draft(line, raw={each.label: "" for each in self.spec.columns})
        self._shape(draft)
        outlines = self._outlines(draft)
        header = self.found.header.row
        same = len(line.cells) == len(self.spans)
        for number, container in enumerate(line.cells):
            at = number
            if not same:
                above = header.at(line.row.cells[number].column)
                at = header.cells.index(above) if above is not None else -1
            if at >= 0 and self.found.columns[at] < len(outlines):
                self._cell(container, self.found.columns[at], outlines, draft)
            elif container.key:
                draft.structure.append(Reason("row_extra", {"label": "", "text": container.key[:100]}))
        self._first(draft)
        if self.moved and not self._is_tagged(line) and (self.turned or self._strays(draft)):
            draft.structure.append(Reason("form_reordered"))
        return draft

    def _shape(self, draft: _Draft) -> None:
        cells = draft.line.row.cells
        if [cell.span for cell in cells] != self.spans:
            numbers = {"found": str(len(cells)), "expected": str(len(self.spans))}
            draft.structure.append(Reason("row_shape", numbers))
        elif any(cell.merged and self.found.columns[at] not in self.found.form.merged for at, cell in enumerate(cells)):
            draft.structure.append(Reason("merged_cells"))

    def _outlines(self, draft: _Draft) -> tuple[Outline, ...]:
        """The blank's row for this one: any in a list, the one with its label in a matrix."""
        if not self.matrix:
            return self.prototype
        keys = {self.found.columns[at]: key for at, key in enumerate(draft.line.keys) if at < len(self.spans)}
        for labels, row in self.matrix.items():
            if all(keys.get(at) == outline.key for at, outline in enumerate(row) if outline.key):
                if labels in self.used:
                    draft.structure.append(Reason("duplicate_row"))
                self.used.add(labels)
                return row
        return self.prototype

    def _cell(self, container: Container, at: int, outlines: tuple[Outline, ...], draft: _Draft) -> None:
        outline = outlines[at]
        if outline.slots:
            self._answer(container, outline, draft)
            return
        spec = self.found.form.grid.columns[at]
        if self.matrix and spec is not None and container.key == outline.key:
            draft.raw[spec.label] = container.text.strip()
            draft.labels.add(spec.label)
            draft.slots[spec.label] = Slot(spec)
        elif container.key:
            self._own(container, at, draft)

    def _own(self, container: Container, at: int, draft: _Draft) -> None:
        """A column without answers, such as serial numbers: the blank's own texts or a number belong here."""
        text = container.key
        serial = self.numbered[at] and text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= len(self.found.lines)
        if text not in self.fixed[at] and not serial:
            label = self.found.form.grid.labels[at]
            draft.structure.append(Reason("row_extra", {"label": label, "text": text[:100]}))

    def _answer(self, container: Container, outline: Outline, draft: _Draft) -> None:
        """Add the cell's text to the draft, with the doubts about its place."""
        if not container.flat:
            if container.is_numbered and not outline.numbered:
                draft.structure.append(Reason("numbered_text"))
            return
        if len(outline.pieces) == 1 and len(container.spans) == 1:  # nothing but an answer, as in most cells
            whole = (0, len(container.flat))
            self._take(Placed(outline.slots[0], outline.prompts[0], outline, container, whole, True, True), draft)
            return
        found = match(outline.pieces, container)
        if found is None:
            slot = outline.slots[0]
            draft.slots.setdefault(slot.spec.label, slot)
            draft.raw[slot.spec.label] = container.text.strip()
            draft.structure.append(Reason("form_text_missing", {"text": "、".join(outline.texts)}))
            return
        if len(container.spans) > 1:
            controls = {control for span in container.spans for control in span.controls if control.tag in self.tags}
            if len(controls) > len(outline.slots):
                draft.structure.append(Reason("several_answers", {"count": str(len(controls))}))
        for slot, prompt, region in zip(outline.slots, outline.prompts, found.regions, strict=True):
            self._take(Placed(slot, prompt, outline, container, region, found.sure, labelled=True), draft)

    def _take(self, placed: Placed, draft: _Draft) -> None:
        """Add what stands in one slot; what an earlier slot of the column holds stands before it."""
        raw, doubts, astray = answer_in(placed, self.context)
        label = placed.slot.spec.label
        draft.structure += doubts
        if astray:
            draft.structure.append(Reason("column_disagrees", {"label": label}))
        draft.slots[label] = placed.slot
        before = draft.raw[label]
        draft.raw[label] = f"{before}\n{raw}" if before and raw else before or raw

    def judge(self, draft: _Draft) -> None:
        """The values of the row, and whether its first column was left out."""
        for column in self.spec.columns:
            label = column.label
            raw = draft.raw[label]
            if label in draft.labels:
                draft.values[label] = raw
                continue
            draft.values[label], doubts = judge(raw, draft.slots.get(label) or Slot(column), self.context)
            draft.doubts += doubts
        given = list(draft.raw.values())
        filled = [text for text in given if text]
        if len(given) > 1 and filled and not given[0]:
            draft.structure.append(Reason("row_gap"))
        if len(given) > _FEW and len(filled) == 1 and _CROWDED.search(filled[0].strip()):
            draft.structure.append(Reason("two_texts"))
        if len([text for text in filled if "\n" in text and "\n" in text.strip()]) > 1:
            draft.structure.append(Reason("several_lines"))

    def _words(self, line: Line) -> Iterator[str]:
        """The row's texts without those of number columns, where 共10 is an answer."""
        counts = self.counts if len(line.keys) == len(self.counts) else repeat(False)
        return (key for key, count in zip(line.keys, counts, strict=False) if not count)

    def _first(self, draft: _Draft) -> None:
        """Whether the row is one of totals or an example, by the first words in it."""
        first = next((key for key in self._words(draft.line) if key and not key.isdigit()), "")
        if _TOTALS.fullmatch(first) and not draft.labels:
            draft.structure.append(Reason("total_row"))
        if _REMARK.match(first):
            draft.structure.append(Reason("note"))
        words = [key for key in draft.line.keys if "例" in key or "样" in key]
        if any(_EXAMPLES.fullmatch(key) or _WITH_EXAMPLE.fullmatch(key) for key in words):
            draft.structure.append(Reason("example_row"))


def _are_alike(one: FieldSpec, other: FieldSpec) -> bool:
    """Whether an answer to one would pass as an answer to the other."""
    kinds = {one.type, other.type}
    if kinds <= OPEN_TYPES:
        return _is_time(one) == _is_time(other)
    return len(kinds) == 1 or kinds <= NUMBER_TYPES or (FieldType.PHONE in kinds and kinds <= PHONE_TYPES)


def _is_time(spec: FieldSpec) -> bool:
    return spec.type in OPEN_TYPES and asks_for_time(label_key(spec.label))


def _row_key(row: tuple[Outline, ...]) -> tuple[str, ...]:
    return tuple(outline.key for outline in row if outline.key)
