"""The units' Excel sheet → rows; every fault names its cell.

The header row is in Chinese, its columns in any order; rows without any text are skipped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from campaigns.errors import Fault, InvalidUnits
from messages.language import mark

MAX_ROWS = 100_000
COLUMNS: Mapping[str, str] = {
    "单位代码": "code",
    "单位名称": "name",
    "上级代码": "parent_code",
    "类别": "kind",
    "简称": "aliases",
    "邮箱": "email",
    "联系人职务": "contact_post",
    "电话": "phone",
}
REQUIRED = ("单位代码", "单位名称", "类别")
KINDS: Mapping[str, str] = {
    "市": "city",
    "县（市、区）": "county",
    "联谊片": "group",
    "机关部室": "team",
    "镇街": "town",
    "其他": "other",
}
_KIND_OF = {unicodedata.normalize("NFKC", name): kind for name, kind in KINDS.items()}
LONGEST = {"单位名称": 300, "简称": 300, "邮箱": 254, "联系人职务": 300, "电话": 300}  # characters; of each 简称
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
_ALIAS_BREAK = re.compile(r"[;；,，、\n]")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as the sheet gives it; `kind` is one of KINDS' values, "" stands for an empty cell."""

    code: str
    name: str
    parent_code: str
    kind: str
    aliases: tuple[str, ...]
    email: str
    contact_post: str
    phone: str

    @property
    def short(self) -> str:
        """The name for tables and file names: the first 简称, else the name."""
        return self.aliases[0] if self.aliases else self.name


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where a field's column stands, so that a fault can name its cell."""

    file: str
    column_of: Mapping[str, int]  # header text → index from 0

    def place(self, header: str, row: int) -> str:
        return f"{self.file}: {get_column_letter(self.column_of[header] + 1)}{row} {header}"


def read_units_xlsx(data: bytes, file: str = "units.xlsx") -> list[UnitRow]:
    """The first sheet of an .xlsx file → its units. Errors: InvalidUnits (an ImportFileError)."""
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        fault = Fault(
            file,
            mark("This is not an Excel workbook."),
            mark("Save the list as “Excel workbook (.xlsx)”."),
        )
        raise InvalidUnits([fault]) from error
    try:
        return parse_units_rows(book.worksheets[0].iter_rows(values_only=True), file)
    finally:
        book.close()


def parse_units_rows(rows: Iterable[Sequence[object]], file: str = "units.xlsx") -> list[UnitRow]:
    """Rows of cells, the header row first → units in the order of the sheet.

    A unit without an e-mail address is allowed. Errors: InvalidUnits with a fault for each wrong cell,
    each unknown or circular 上级代码 and each repeated 单位代码.
    """
    numbered = (
        (number, cells)
        for number, row in enumerate(islice(rows, MAX_ROWS), start=1)
        if any(cells := [_text(value) for value in row])
    )
    sheet = _header(numbered, file)
    faults: list[Fault] = []
    units: dict[int, UnitRow] = {}
    for number, cells in numbered:
        texts = {name: cells[index] if index < len(cells) else "" for name, index in sheet.column_of.items()}
        faults += _cell_faults(sheet, number, texts)
        faults += _length_faults(sheet, number, texts)
        units[number] = _unit(texts)
    faults += _tree_faults(sheet, units)
    if faults:
        raise InvalidUnits(faults)
    return list(units.values())


def _header(numbered: Iterator[tuple[int, list[str]]], file: str) -> _Sheet:
    _, cells = next(numbered, (0, []))
    column_of = {text: index for index, text in enumerate(cells) if text in COLUMNS}
    values = {"columns": "、".join(COLUMNS)}
    allowed = mark("The first row names the columns: {columns}.")
    faults = [
        Fault(f"{file}: {name}", mark("This column is missing."), allowed, values)
        for name in REQUIRED
        if name not in column_of
    ]
    faults += [
        Fault(
            f"{file}: {get_column_letter(index + 1)}1",
            mark("The column “{found}” is unknown or stands twice."),
            allowed,
            values | {"found": text},
        )
        for index, text in enumerate(cells)
        if text and column_of.get(text) != index
    ]
    if faults:
        raise InvalidUnits(faults)
    return _Sheet(file, column_of)


def _text(value: object) -> str:
    """A cell as text; Excel keeps 330402 as a number, sometimes as 330402.0."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _unit(texts: Mapping[str, str]) -> UnitRow:
    aliases = (alias.strip() for alias in _ALIAS_BREAK.split(texts.get("简称", "")))
    return UnitRow(
        code=texts["单位代码"],
        name=texts["单位名称"],
        parent_code=texts.get("上级代码", ""),
        kind=_kind(texts["类别"]),
        aliases=tuple(dict.fromkeys(filter(None, aliases))),
        email=texts.get("邮箱", ""),
        contact_post=texts.get("联系人职务", ""),
        phone=texts.get("电话", ""),
    )


def _kind(text: str) -> str:
    # Half-width brackets are as good as full-width ones.
    return _KIND_OF.get(unicodedata.normalize("NFKC", text), "")


def _cell_faults(sheet: _Sheet, row: int, texts: Mapping[str, str]) -> Iterator[Fault]:
    found = mark("Found “{found}”.")
    if not _CODE.fullmatch(texts["单位代码"]):
        yield Fault(
            sheet.place("单位代码", row),
            found,
            mark("A code has letters, digits and -, at most 40."),
            {"found": texts["单位代码"]},
        )
    if not texts["单位名称"]:
        yield Fault(sheet.place("单位名称", row), mark("The name is missing."))
    if not _kind(texts["类别"]):
        yield Fault(
            sheet.place("类别", row),
            found,
            mark("Allowed: {names}."),
            {"found": texts["类别"], "names": "、".join(KINDS)},
        )
    email = texts.get("邮箱", "")
    if email and not _EMAIL.fullmatch(email):
        yield Fault(
            sheet.place("邮箱", row),
            found,
            mark("Write one e-mail address such as office@city.example, or leave the cell empty."),
            {"found": email},
        )


def _length_faults(sheet: _Sheet, row: int, texts: Mapping[str, str]) -> Iterator[Fault]:
    for header, longest in LONGEST.items():
        text = texts.get(header, "")
        for part in _ALIAS_BREAK.split(text) if header == "简称" else [text]:
            if len(part) > longest:
                values = {"found": f"{part[:30]}…", "longest": longest}
                yield Fault(
                    sheet.place(header, row), mark("Found “{found}”."), mark("At most {longest} characters."), values
                )


def _tree_faults(sheet: _Sheet, units: Mapping[int, UnitRow]) -> Iterator[Fault]:
    row_of: dict[str, int] = {}
    for row, unit in units.items():
        first = row_of.setdefault(unit.code, row)
        if unit.code and first != row:
            yield Fault(
                sheet.place("单位代码", row),
                mark("The code “{found}” stands already in row {row}."),
                mark("Every unit has a code of its own."),
                {"found": unit.code, "row": first},
            )
    for row, unit in units.items():
        if not unit.parent_code:
            continue
        values = {"found": unit.parent_code}
        if unit.parent_code not in row_of:
            yield Fault(
                sheet.place("上级代码", row),
                mark("No unit has the code “{found}”."),
                mark("Write the code of another row, or leave the cell empty."),
                values,
            )
        elif _is_own_ancestor(unit, units, row_of):
            yield Fault(
                sheet.place("上级代码", row),
                mark("The unit stands above itself through “{found}”."),
                mark("Mend the superior codes so that they end at a unit without one."),
                values,
            )


def _is_own_ancestor(unit: UnitRow, units: Mapping[int, UnitRow], row_of: Mapping[str, int]) -> bool:
    seen: set[str] = set()
    above = unit.parent_code
    while above in row_of and above not in seen:
        if above == unit.code:
            return True
        seen.add(above)
        above = units[row_of[above]].parent_code
    return False
