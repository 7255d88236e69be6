"""Repeating rows: vouched for when each cell's tag, its column's header and the type agree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.forms import FieldSpec, TableSpec
from documents.layout import RepeatingTable
from documents.reading.evidence import Context, answer_in, judge
from documents.reading.result import RowReading, TableReading, place_of
from documents.reasons import Reason
from documents.values import Value, is_nil
from documents.wml import Cell, Row, label_key, squeeze, text_of, whole

_TOTALS = re.compile(r"(?:合计|总计|小计|共计|总共|总数|累计|共(?=\d)):?\d*[个家处名人户条项]?")
_EXAMPLES = frozenset({"例", "示例", "样例", "例如", "举例", "填写示例"})


@dataclass
class _Draft:
    """A row while it is read: `structure` are doubts about the row, `doubts` those about its values."""

    row: Row
    values: dict[str, Value] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    structure: list[Reason] = field(default_factory=list)
    doubts: list[Reason] = field(default_factory=list)

    @property
    def filled(self) -> bool:
        return any(self.raw.values()) or any(each.code == "row_extra" for each in self.structure)

    @property
    def says_nil(self) -> bool:
        given = [text for text in self.raw.values() if text]
        return not self.structure and bool(given) and all(map(is_nil, given))

    def reading(self) -> RowReading:
        reasons = tuple(self.structure + self.doubts)
        return RowReading(self.values, self.raw, "review" if reasons else "ok", reasons, place_of(self.row))


@dataclass(frozen=True)
class _Frame:
    """The returned table's header beside the blank's: labels and column specifications by header cell."""

    spec: TableSpec
    blank: RepeatingTable
    header: Row
    labels: dict[Cell, str]
    columns: dict[Cell, FieldSpec]
    prompts: dict[str, tuple[str, str]]  # column key → the blank's text in the control and beside it
    fixed: dict[str, set[str]]  # label of a column without controls → the blank's texts in it
    serials: int  # the highest serial number that a row may carry


def read_table(spec: TableSpec, context: Context) -> tuple[TableReading, list[Row]]:
    """The reading of one table, and the rows whose whole text it claims."""
    blank = context.blank.repeating(spec.key)
    columns = tuple(each.label for each in spec.columns)
    frame = _frame(spec, blank, context) if blank is not None else None
    if frame is None:
        missing = Reason("table_missing", {"headers": "、".join(columns)})
        return TableReading(spec.key, columns, "review", reasons=(missing,)), []
    rows = _region(frame, context)
    headers = [frame.header, *_repeated_headers(frame, context)]
    drafts = [draft for draft in (_read_row(row, frame, context) for row in rows) if draft.filled]
    if len(drafts) == 1 and drafts[0].says_nil:
        return TableReading(spec.key, columns, "ok", nil=True), headers + rows
    _doubt_twins(drafts)
    readings = tuple(draft.reading() for draft in drafts)
    empty = not readings and any(each.required for each in spec.columns)
    reasons = (Reason("required_table_empty"),) if empty else ()
    doubtful = empty or any(each.status == "review" for each in readings)
    return TableReading(spec.key, columns, "review" if doubtful else "ok", readings, reasons), headers + rows


def _doubt_twins(drafts: list[_Draft]) -> None:
    """A row that says the same as one before it was perhaps copied and never changed."""
    seen: set[tuple[str, ...]] = set()
    for draft in drafts:
        texts = tuple(map(squeeze, draft.raw.values()))
        if any(texts) and texts in seen:
            draft.structure.append(Reason("duplicate_row"))
        seen.add(texts)


def _frame(spec: TableSpec, blank: RepeatingTable, context: Context) -> _Frame | None:
    """Find the row with the blank's headers, in whatever order."""
    wanted = sorted(label_key(label) for _, label in blank.headers)
    by_label = {label_key(each.label): each for each in spec.columns}
    for line in context.returned.lines:
        if isinstance(line, Row) and len(line.cells) == len(wanted):
            labels = dict(context.returned.headers(line))
            if sorted(map(label_key, labels.values())) == wanted:
                columns = {
                    cell: by_label[label_key(label)] for cell, label in labels.items() if label_key(label) in by_label
                }
                return _Frame(
                    spec,
                    blank,
                    line,
                    labels,
                    columns,
                    _prompts(blank, context),
                    _fixed(blank),
                    _rows_below(line, context),
                )
    return None


def _prompts(blank: RepeatingTable, context: Context) -> dict[str, tuple[str, str]]:
    return {
        control.tag.partition(".")[2]: (text_of(control.element), context.blank.text(control.container))
        for control in blank.prototype.values()
    }


def _rows_below(header: Row, context: Context) -> int:
    lines = context.returned.lines
    return sum(isinstance(each, Row) and each.table == header.table for each in lines) - header.number - 1


def _fixed(blank: RepeatingTable) -> dict[str, set[str]]:
    free = [(cell, label) for cell, label in blank.headers if cell.column not in blank.prototype]
    return {
        label_key(label): {
            squeeze(text_of(under.element)) for row in blank.rows if (under := row.at(cell.column)) is not None
        }
        for cell, label in free
    }


def _region(frame: _Frame, context: Context) -> list[Row]:
    """The rows below the header that are not the form's own (a repeated header, a line of remarks)."""
    ours = _own_texts(frame.blank, context) | {squeeze(text_of(frame.header.element))}
    singles = {control.row for control in context.returned.controls if "." not in control.tag}
    return [
        line
        for line in context.returned.lines
        if isinstance(line, Row)
        and line.table == frame.header.table
        and line.number > frame.header.number
        and line not in singles
        and squeeze(text_of(line.element)) not in ours
    ]


def _repeated_headers(frame: _Frame, context: Context) -> list[Row]:
    header = squeeze(text_of(frame.header.element))
    return [
        line
        for line in context.returned.lines
        if isinstance(line, Row)
        and (line.table, squeeze(text_of(line.element))) == (frame.header.table, header)
        and line is not frame.header
    ]


def _own_texts(blank: RepeatingTable, context: Context) -> set[str]:
    return {
        squeeze(text_of(line.element))
        for line in context.blank.lines
        if isinstance(line, Row) and line.table == blank.header.table and line not in blank.rows
    } - {""}


def _read_row(row: Row, frame: _Frame, context: Context) -> _Draft:
    draft = _Draft(row)
    if [(cell.column, cell.span) for cell in row.cells] != [(cell.column, cell.span) for cell in frame.header.cells]:
        numbers = {"found": str(len(row.cells)), "expected": str(len(frame.header.cells))}
        draft.structure.append(Reason("row_shape", numbers))
    if any(cell.merged for cell in row.cells):
        draft.structure.append(Reason("merged_cells"))
    draft.raw = {each.label: "" for each in frame.spec.columns}
    texts = []
    for cell in row.cells:
        above = frame.header.at(cell.column)
        column = frame.columns.get(above) if above is not None else None
        if column is not None:
            _read_cell(cell, column, frame, context, draft)
        else:
            _read_fixed(cell, frame.labels[above] if above is not None else "", frame, draft)
        texts.append(squeeze(text_of(cell.element)))
    _judge(draft, frame.spec, context)
    first = next((text for text in texts if text and not text.isdigit()), "")
    if _TOTALS.fullmatch(first):
        draft.structure.append(Reason("total_row"))
    if first.partition(":")[0] in _EXAMPLES:
        draft.structure.append(Reason("example_row"))
    return draft


def _read_fixed(cell: Cell, label: str, frame: _Frame, draft: _Draft) -> None:
    """A column without controls, such as serial numbers: the blank's own texts or a number belong here."""
    text = squeeze(text_of(cell.element))
    own = frame.fixed.get(label_key(label), set())
    numbered = any(own) and all(each.isdigit() for each in own if each)
    serial = numbered and 1 <= whole(text) <= frame.serials
    if text and text not in own and not serial:
        draft.structure.append(Reason("row_extra", {"label": label, "text": text[:100]}))


def _read_cell(cell: Cell, column: FieldSpec, frame: _Frame, context: Context, draft: _Draft) -> None:
    """Add the cell's text to the draft, with the doubts about its place."""
    controls = context.returned.inside.get(cell.element, [])
    tag = f"{frame.spec.key}.{column.key}"
    prompt, beside = frame.prompts[column.key]
    outside = context.returned.text(cell.element)
    raw = ""
    for control in controls:
        text, doubts = answer_in(control, prompt, context)
        draft.structure += doubts
        if control.tag != tag:
            draft.structure.append(Reason("column_disagrees", {"label": column.label}))
        raw = "\n".join(filter(None, (raw, text)))
    if len(controls) > 1:
        draft.structure.append(Reason("several_answers", {"count": str(len(controls))}))
    own = {"", squeeze(beside)} if controls else {"", squeeze(beside), squeeze(prompt), squeeze(prompt + beside)}
    if squeeze(outside) not in own:
        draft.structure.append(Reason("outside_control" if controls else "tag_missing"))
        raw = "\n".join(filter(None, (raw, outside)))
    draft.raw[column.label] = "\n".join(filter(None, (draft.raw[column.label], raw)))


def _judge(draft: _Draft, spec: TableSpec, context: Context) -> None:
    for column in spec.columns:
        draft.values[column.label], doubts = judge(draft.raw[column.label], column, context)
        draft.doubts += doubts
