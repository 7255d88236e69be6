"""The roll-up as an Excel workbook, written row by row."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from documents.rollup.sheet import RollupSheet, cells_of
from messages.language import mark, translate

_SHEET_NAME_LIMIT = 31
_TEXT_LIMIT = 32_767  # characters in a cell
_EXACT = 10**15  # above it Excel's numbers lose digits
_CREATED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes for the same answers
_MIN_WIDTH, _MAX_WIDTH = 8, 48
_OPTIONS = {
    "constant_memory": True,
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_xlsx(sheets: Sequence[RollupSheet], title: str) -> bytes:
    """A workbook with one sheet a table: frozen headers, numbers as numbers, every text (`=1+1` too) as text.

    A text above Excel's 32,767 characters is cut, and says so.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": title, "created": _CREATED})
        header = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        names: set[str] = set()
        for sheet in sheets:
            _write_sheet(book.add_worksheet(_sheet_name(sheet.title, names)), sheet, header, body)
    return out.getvalue()


def _write_sheet(target: Any, sheet: RollupSheet, header: Any, body: Any) -> None:
    headers = sheet.headers()
    for column, width in enumerate(_widths(sheet, headers)):
        target.set_column(column, column, width)
    target.freeze_panes(1, 1)
    target.repeat_rows(0)
    for column, text in enumerate(headers):
        target.write_string(0, column, text, header)
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(cells_of(row)):
            if isinstance(value, str):
                target.write_string(number, column, _fitted(value), body)
            elif abs(value) < _EXACT:
                target.write_number(number, column, value, body)
            else:
                target.write_string(number, column, str(value), body)
    if sheet.rows:
        target.autofilter(0, 0, len(sheet.rows), len(headers) - 1)


def _fitted(text: str) -> str:
    if len(text.encode("utf-16-le")) // 2 <= _TEXT_LIMIT:
        return text
    note = translate(mark(" … (cut; the whole text is in the Word table)"))
    room = (_TEXT_LIMIT - len(note)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + note


def _widths(sheet: RollupSheet, headers: list[str]) -> list[int]:
    """Column widths in characters from the headers and the first rows; a Chinese character counts two."""
    widths = [_wide(text) for text in headers]
    for row in sheet.rows[:200]:
        widths = [max(width, _wide(str(value))) for width, value in zip(widths, cells_of(row), strict=True)]
    return [min(max(width + 2, _MIN_WIDTH), _MAX_WIDTH) for width in widths]


def _wide(text: str) -> int:
    return max((sum(2 if ord(char) > 0x2E7F else 1 for char in line) for line in text.split("\n")), default=0)


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel allows (31 characters, none of []:*?/\\) and that differs from those in `taken`."""
    base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip(" '") or "1"
    name, count = base[:_SHEET_NAME_LIMIT], 1
    while name.lower() in taken or name.lower() == "history":
        count += 1
        suffix = f" ({count})"
        name = base[: _SHEET_NAME_LIMIT - len(suffix)] + suffix
    taken.add(name.lower())
    return name
