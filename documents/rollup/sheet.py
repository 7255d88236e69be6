"""What a roll-up holds, whichever program opens it."""

from __future__ import annotations

from dataclasses import dataclass

from documents.rollup.workbook import as_cell
from documents.values import Value
from messages.language import mark, translate


@dataclass(frozen=True)
class RollupRow:
    """One row of answers, in the sheet's column order, and where it comes from (texts as they are shown)."""

    unit: str
    values: tuple[Value, ...]
    file_name: str = ""
    received_at: str = ""
    accepted_by: str = ""


@dataclass(frozen=True)
class RollupSheet:
    """One table of a form: its title, the labels of its columns, and the rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[RollupRow, ...]

    def headers(self) -> list[str]:
        """The unit, the columns, and where the row comes from; in the current language."""
        provenance = (mark("File"), mark("Received at"), mark("Accepted by"))
        return [translate(mark("Unit")), *self.columns, *map(translate, provenance)]


def cells_of(row: RollupRow) -> list[str | int | float]:
    """The row as its cells: lists joined by 、, blanks empty."""
    return [row.unit, *map(as_cell, row.values), row.file_name, row.received_at, row.accepted_by]
