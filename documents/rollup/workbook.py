"""What every workbook of Shoufa is made with: texts that stay texts, names and widths that Excel allows."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import xlsxwriter

from documents.values import Value
from documents.wml import xml_text

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


@contextmanager
def workbook(out: io.BytesIO, title: str) -> Iterator[Any]:
    """A new workbook that is written to `out`, row by row; the same contents give the same bytes."""
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": title, "created": _CREATED})
        yield book


def as_cell(value: Value) -> str | int | float:
    """A value as one cell shows it: lists joined by 、, blanks empty."""
    if value is None:
        return ""
    return "、".join(value) if isinstance(value, list) else value


def write_cell(target: Any, row: int, column: int, value: str | int | float, look: Any, cut: str) -> None:
    """Numbers as numbers, every text (`=1+1` too) as text; a text that is too long ends with `cut`."""
    if value == "":
        target.write_blank(row, column, None, look)
    elif isinstance(value, str):
        target.write_string(row, column, _fitted(value, cut), look)
    elif abs(value) < _EXACT:
        target.write_number(row, column, value, look)
    else:
        target.write_string(row, column, str(value), look)


def _fitted(text: str, cut: str) -> str:
    text = xml_text(text)
    if len(text.encode("utf-16-le")) // 2 <= _TEXT_LIMIT:
        return text
    room = (_TEXT_LIMIT - len(cut)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + cut


def width_of(texts: Iterable[object]) -> int:
    """The width in characters of a column with these cells; a Chinese character counts two."""
    return min(max(max(map(_wide, map(str, texts)), default=0) + 2, _MIN_WIDTH), _MAX_WIDTH)


def _wide(text: str) -> int:
    return max((sum(2 if ord(char) > 0x2E7F else 1 for char in line) for line in text.split("\n")), default=0)


def sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel allows (31 characters, none of []:*?/\\) and that differs from those in `taken`."""
    base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip(" '") or "1"
    name, count = base[:_SHEET_NAME_LIMIT].rstrip(" '"), 1
    while name.lower() in taken or name.lower() == "history":
        count += 1
        suffix = f" ({count})"
        name = base[: _SHEET_NAME_LIMIT - len(suffix)] + suffix
    taken.add(name.lower())
    return name
