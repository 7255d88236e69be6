"""Open both roll-up files and hold them against what the counties wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import docx
from openpyxl import load_workbook

from cli.demo.rosters import COLUMNS, FIELDS, Roster
from messages.errors import NotAllowed
from messages.language import mark

Line = tuple[str, ...]
_Table = list[list[str]]


def prove(xlsx: Path, word: Path, accepted: Mapping[str, Roster]) -> None:
    """Both files hold exactly the rosters of `accepted` (unit's name → what it wrote), no more and no less.

    NotAllowed with the lines that are missing or too many.
    """
    for path, tables in ((xlsx, _of_excel(xlsx)), (word, _of_word(word))):
        officers: set[Line] = {(unit, *roster.values().values()) for unit, roster in accepted.items()}
        points: set[Line] = {(unit, *point) for unit, roster in accepted.items() for point in roster.points}
        _compare(path, _lines(tables, FIELDS.values()), officers)
        _compare(path, _lines(tables, COLUMNS.values()), points)


def _of_excel(path: Path) -> list[_Table]:
    book = load_workbook(path, read_only=True)
    try:
        return [[[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book]
    finally:
        book.close()


def _of_word(path: Path) -> list[_Table]:
    tables = docx.Document(str(path)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def _lines(tables: Iterable[_Table], columns: Iterable[str]) -> list[Line]:
    """Of the table with these columns: unit and values of each row."""
    wanted = tuple(columns)
    for head, *rows in tables:
        if set(wanted) <= set(head):
            return [(row[0], *(row[head.index(column)] for column in wanted)) for row in rows]
    return []


def _compare(path: Path, found: list[Line], expected: set[Line]) -> None:
    missing, extra = expected - set(found), set(found) - expected
    if missing or extra or len(found) != len(expected):
        raise NotAllowed(
            mark("the roll-up is not what was accepted; missing: {missing}; too many: {extra}."),
            place=str(path),
            missing=sorted(missing),
            extra=sorted(extra) or len(found) - len(expected),
        )
