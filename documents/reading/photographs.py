"""Photographs that the form asks for: one picture in the cell that says so needs no person."""

from __future__ import annotations

from collections.abc import Iterator

from documents.blanks.labels import is_photo
from documents.blanks.slots import BlankRow, BlankTable
from documents.content.parts import Content, Table
from documents.reading.form import Form
from documents.wml import label_key

_LONGEST = 30  # characters of a cell that says nothing else
_PICTURE = ("picture", "")
Place = tuple[int, int, int]  # table, row, grid column


def photographs(content: Content, form: Form) -> list[str]:
    """What the blank prints, as labels, where the return has its photographs; none where it has other pictures too."""
    more = content.signs[_PICTURE] - form.blank.content.signs[_PICTURE]
    if more <= 0:
        return []
    asked = dict(_asked(form))
    known = set(asked.values()) - {""}
    found = []
    for place, text, pictures in _cells(content):
        if pictures == 1 and (text in known or (not text and place in asked)):
            found.append(text or asked[place])
    return found if len(found) == more else []


def _cells(content: Content) -> Iterator[tuple[Place, str, int]]:
    tables = (block for block in content.body if isinstance(block, Table))
    for row in (row for table in tables for row in table.rows):
        for cell in row.cells:
            yield (row.table, row.number, cell.column), label_key(cell.text), cell.pictures


def _asked(form: Form) -> Iterator[tuple[Place, str]]:
    """The cells for a photograph with their words: one that asks for it, and an empty one beside or below that."""
    for table in form.blank.lines:
        if isinstance(table, BlankTable):
            above: set[int] = set()  # grid columns
            for row in table.rows:
                here = dict(_in_row(row, above))
                yield from (((row.row.table, row.row.number, column), text) for column, text in here.items())
                above = {column for column, text in here.items() if text}


def _in_row(row: BlankRow, above: set[int]) -> Iterator[tuple[int, str]]:
    beside = False
    for pattern, cell in zip(row.cells, row.row.cells, strict=True):
        text = label_key(cell.text)
        free = not pattern.slots and not cell.continues and not cell.pictures
        asks = free and len(text) <= _LONGEST and is_photo(text)
        if asks or (free and not text and (beside or cell.column in above)):
            yield cell.column, text
        beside = asks
