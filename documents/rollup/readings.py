"""Read files as an Excel workbook for a person: what is in doubt is coloured, and a comment says why."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from documents.forms import FormModel, TableSpec, unique_labels
from documents.reading import FieldReading, Reading, RowReading, TableReading
from documents.reading.result import say_place
from documents.reasons import Reason
from documents.rollup.words import STATUSES, VERDICTS
from documents.rollup.workbook import as_cell, sheet_name, width_of, workbook, write_cell
from documents.wml import xml_text
from messages.language import mark, translate

_YELLOW, _RED = "#FFF2CC", "#F8CBAD"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_COMMENT_LIMIT = 1000  # characters; the list of reasons beside it is whole
_LINE_HEIGHT, _COMMENT_WIDTH, _COMMENT_LETTERS = 18, 320, 24  # pixels, pixels, letters in a line


@dataclass(frozen=True)
class _Cell:
    """A cell: its value, its colour ("" for none), and the reasons that its comment gives."""

    value: str | int | float = ""
    colour: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class _Sheet:
    title: str
    headers: tuple[str, ...]
    rows: list[tuple[_Cell, ...]] = field(default_factory=list)


def write_readings(model: FormModel, readings: Iterable[tuple[str, Reading]]) -> bytes:
    """The workbook of the readings of files (by name, in this order) that answer the form `model`.

    The first sheet has a row a file: verdict, reasons, the single answers. Each table of the form has a sheet with
    its rows. Texts stay texts, also those that start as a formula does.
    """
    known = list(readings)
    sheets = [_answers(model, known), *(_rows_of(table, known) for table in model.tables)]
    out = io.BytesIO()
    with workbook(out, model.title) as book:
        looks = _Looks(book)
        names: set[str] = set()
        for sheet in sheets:
            _write(book.add_worksheet(sheet_name(sheet.title, names)), sheet, looks)
    return out.getvalue()


def _answers(model: FormModel, readings: Sequence[tuple[str, Reading]]) -> _Sheet:
    labels = unique_labels([each.label for each in model.fields])
    headers = (translate(mark("File")), translate(mark("Verdict")), translate(mark("Reasons")), *labels)
    sheet = _Sheet(translate(mark("Answers")), headers)
    for name, reading in readings:
        given = {each.key: each for each in reading.fields}
        fields = (_field_cell(given.get(spec.key)) for spec in model.fields)
        sheet.rows.append((_Cell(name), _verdict(reading), _Cell(_said(reading.reasons)), *fields))
    return sheet


def _verdict(reading: Reading) -> _Cell:
    colour = {"review": _YELLOW, "rejected": _RED}.get(reading.verdict, "")
    return _Cell(translate(VERDICTS[reading.verdict]), colour, reading.reasons)


def _field_cell(reading: FieldReading | None) -> _Cell:
    """The value; of an answer in doubt without a proposal, what is written there."""
    if reading is None:
        return _Cell()
    if reading.status != "review":
        return _Cell(as_cell(reading.value))
    return _Cell(as_cell(reading.value if reading.value is not None else reading.raw), _YELLOW, reading.reasons)


def _rows_of(spec: TableSpec, readings: Sequence[tuple[str, Reading]]) -> _Sheet:
    columns = tuple(each.label for each in spec.columns)
    own = (mark("File"), mark("Place"), mark("Status"), mark("Reasons"))
    sheet = _Sheet(spec.label or spec.key, (*map(translate, own), *columns))
    for name, reading in readings:
        for table in reading.tables:
            if table.key == spec.key:
                sheet.rows.extend(_table_rows(name, table, columns))
    return sheet


def _table_rows(name: str, table: TableReading, columns: Sequence[str]) -> Iterable[tuple[_Cell, ...]]:
    """A line for the table itself when something is to be said of it, then its rows."""
    if table.reasons or table.nil:
        said = _said(table.reasons) or translate(mark("The table says that there is nothing to report."))
        nothing = (_Cell() for _ in columns)
        yield (_Cell(name), _Cell(), _status(table.status, table.reasons), _Cell(said), *nothing)
    for row in table.rows:
        head = (_Cell(name), _Cell(say_place(row.place)), _status(row.status, row.reasons), _Cell(_said(row.reasons)))
        yield (*head, *(_row_cell(row, column) for column in columns))


def _row_cell(row: RowReading, column: str) -> _Cell:
    value = row.values.get(column)
    if row.status == "ok":
        return _Cell(as_cell(value))
    return _Cell(as_cell(value if value is not None else row.raw.get(column)), _YELLOW)


def _status(status: str, reasons: tuple[Reason, ...]) -> _Cell:
    return _Cell(translate(STATUSES[status]), _YELLOW if status == "review" else "", reasons)


def _said(reasons: Iterable[Reason]) -> str:
    return "\n".join(each.message() for each in reasons)


class _Looks:
    """The formats of the workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self.header = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1})
        self._book = book
        self._made: dict[tuple[str, bool], Any] = {}

    def of(self, cell: _Cell) -> Any:
        """The format of the cell. A text that starts as a formula stays one also when it is edited in Excel."""
        quoted = isinstance(cell.value, str) and cell.value.startswith(_FORMULA_STARTS)
        if (cell.colour, quoted) not in self._made:
            look = {"text_wrap": True, "valign": "top", "quote_prefix": quoted}
            if cell.colour:
                look |= {"bg_color": cell.colour, "border": 1, "border_color": "#BFBFBF"}
            self._made[cell.colour, quoted] = self._book.add_format(look)
        return self._made[cell.colour, quoted]


def _write(target: Any, sheet: _Sheet, looks: _Looks) -> None:
    lines = [sheet.headers, *([cell.value for cell in row] for row in sheet.rows)]
    for column, texts in enumerate(zip(*lines, strict=True)):
        target.set_column(column, column, width_of(texts))
    target.freeze_panes(1, 1)
    target.repeat_rows(0)
    for column, text in enumerate(sheet.headers):
        target.write_string(0, column, text, looks.header)
    cut = translate(mark(" … (cut)"))
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            write_cell(target, number, column, cell.value, looks.of(cell), cut)
            if cell.reasons:
                _comment(target, number, column, _said(cell.reasons)[:_COMMENT_LIMIT])
    if sheet.rows:
        target.autofilter(0, 0, len(sheet.rows), len(sheet.headers) - 1)


def _comment(target: Any, row: int, column: int, text: str) -> None:
    text = xml_text(text)
    lines = sum(1 + len(line) // _COMMENT_LETTERS for line in text.split("\n"))
    target.write_comment(row, column, text, {"width": _COMMENT_WIDTH, "height": (lines + 1) * _LINE_HEIGHT})
