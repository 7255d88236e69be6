"""The roll-up as an Excel workbook, written row by row."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from documents.rollup.sheet import RollupSheet, cells_of
from documents.rollup.workbook import sheet_name, width_of, workbook, write_cell
from messages.language import mark, translate

_LOOKED_AT = 200  # rows that decide how wide a column is


def write_xlsx(sheets: Sequence[RollupSheet], title: str) -> bytes:
    """A workbook with one sheet a table: frozen headers, numbers as numbers, every text (`=1+1` too) as text.

    A text above Excel's 32,767 characters is cut, and says so.
    """
    out = io.BytesIO()
    with workbook(out, title) as book:
        header = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        names: set[str] = set()
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet_name(sheet.title, names)), sheet, header, body)
    return out.getvalue()


def _write_sheet(target: Any, sheet: RollupSheet, header: Any, body: Any) -> None:
    headers = sheet.headers()
    shown = [headers, *map(cells_of, sheet.rows[:_LOOKED_AT])]
    for column, texts in enumerate(zip(*shown, strict=True)):
        target.set_column(column, column, width_of(texts))
    target.freeze_panes(1, 1)
    target.repeat_rows(0)
    for column, text in enumerate(headers):
        target.write_string(0, column, text, header)
    cut = translate(mark(" … (cut; the whole text is in the Word table)"))
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(cells_of(row)):
            write_cell(target, number, column, value, body, cut)
    if sheet.rows:
        target.autofilter(0, 0, len(sheet.rows), len(headers) - 1)
