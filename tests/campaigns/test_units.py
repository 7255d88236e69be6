"""The units' Excel sheet: what is read and what is refused, by cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.errors import InvalidUnits
from campaigns.units import COLUMNS, KINDS, UnitRow, parse_units_rows, read_units_xlsx
from messages.errors import ImportFileError
from tests.campaigns.conftest import HEADER, ROWS


def refused(*rows: list[object], header: list[str] = HEADER) -> list[str]:
    with pytest.raises(ImportFileError) as caught:
        parse_units_rows([header, *rows])
    return str(caught.value).split("\n")


def test_a_sheet(units_xlsx: bytes) -> None:
    units = read_units_xlsx(units_xlsx)
    assert [unit.kind for unit in units] == ["city", "county", "county", "group", "team"]
    assert units[1] == UnitRow(
        code="330402",
        name="甲区委员会",
        parent_code="330400",
        kind="county",
        aliases=("甲区", "甲"),
        email="a@county.example",
        contact_post="办公室",
        phone="",
    )
    assert units[2].email == ""
    assert [unit.short for unit in units[1:4]] == ["甲区", "乙县", "第一联谊片"]


def test_only_three_columns_are_needed_and_blank_rows_are_skipped() -> None:
    rows: list[list[object]] = [
        [],
        [None, None],
        ["类别", "单位代码", "单位名称"],
        ["", None, " "],
        ["其他", 7.0, " 丙 "],
        ["其他", "8"],
    ]
    with pytest.raises(InvalidUnits, match="C6 单位名称: The name is missing"):
        parse_units_rows(rows)
    (unit,) = parse_units_rows(rows[:-1])
    assert (unit.code, unit.name, unit.kind, unit.email) == ("7", "丙", "other", "")


def test_header_faults() -> None:
    assert refused(header=["单位代码", "单位名称", "传真", "单位代码"]) == [
        "units.xlsx: 类别: This column is missing. The first row names the columns: "
        "单位代码、单位名称、上级代码、类别、简称、邮箱、联系人职务、电话.",
        "units.xlsx: A1: The column “单位代码” is unknown or stands twice. The first row names the columns: "
        "单位代码、单位名称、上级代码、类别、简称、邮箱、联系人职务、电话.",
        "units.xlsx: C1: The column “传真” is unknown or stands twice. The first row names the columns: "
        "单位代码、单位名称、上级代码、类别、简称、邮箱、联系人职务、电话.",
    ]


def test_an_empty_sheet() -> None:
    with pytest.raises(InvalidUnits, match="单位代码: This column is missing"):
        parse_units_rows([])


def test_every_wrong_cell_is_named() -> None:
    assert refused(["a b", "", None, "乡", None, "x@y"], ["2", "乙", "9", "其他"]) == [
        "units.xlsx: A2 单位代码: Found “a b”. A code has letters, digits and -, at most 40.",
        "units.xlsx: B2 单位名称: The name is missing.",
        "units.xlsx: D2 类别: Found “乡”. Allowed: 市、县（市、区）、联谊片、机关部室、镇街、其他.",
        "units.xlsx: F2 邮箱: Found “x@y”. "
        "Write one e-mail address such as office@city.example, or leave the cell empty.",
        "units.xlsx: C3 上级代码: No unit has the code “9”. Write the code of another row, or leave the cell empty.",
    ]


def test_a_text_that_no_column_takes_is_named() -> None:
    name, alias, email = "甲" * 301, "乙" * 301, f"{'a' * 250}@city.example"
    at_most = "At most {} characters.".format
    assert refused(["1", name, None, "市", f"短；{alias}", email, "丙" * 300]) == [
        f"units.xlsx: B2 单位名称: Found “{name[:30]}…”. {at_most(300)}",
        f"units.xlsx: E2 简称: Found “{alias[:30]}…”. {at_most(300)}",
        f"units.xlsx: F2 邮箱: Found “{email[:30]}…”. {at_most(254)}",
    ]


def test_a_repeated_code() -> None:
    assert refused(["1", "甲", None, "其他"], ["1", "乙", None, "其他"]) == [
        "units.xlsx: A3 单位代码: The code “1” stands already in row 2. Every unit has a code of its own."
    ]


def test_a_cycle_is_reported_for_its_members_only() -> None:
    rows: list[list[object]] = [["1", "甲", "2", "其他"], ["2", "乙", "1", "其他"], ["3", "丙", "1", "其他"]]
    assert [line.split(": ")[1] for line in refused(*rows)] == ["C2 上级代码", "C3 上级代码"]


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x05\x06" + bytes(18)])
def test_another_file(data: bytes) -> None:
    with pytest.raises(InvalidUnits, match="not an Excel workbook"):
        read_units_xlsx(data, "list.xls")


@given(st.permutations(range(len(HEADER))))
def test_columns_may_stand_in_any_order(order: list[int]) -> None:
    sheet: list[list[object]] = [[*HEADER], *ROWS]
    shuffled = [[row[index] for index in order] for row in sheet]
    assert parse_units_rows(shuffled) == parse_units_rows(sheet)


cells = st.none() | st.integers() | st.floats() | st.booleans() | st.text(max_size=8)
likely = st.sampled_from([*COLUMNS, *KINDS, "1", "2", "a@b.example"])


@given(st.lists(st.lists(cells | likely, max_size=9), max_size=8), st.booleans())
def test_any_sheet_is_read_or_refused(rows: list[list[object]], with_header: bool) -> None:
    sheet: list[list[object]] = [[*HEADER], *rows] if with_header else rows
    try:
        units = parse_units_rows(sheet)
    except InvalidUnits as error:
        assert all(fault.place.startswith("units.xlsx: ") for fault in error.faults)
    else:
        codes = {unit.code for unit in units}
        assert len(codes) == len(units)
        assert all(unit.kind in KINDS.values() and unit.parent_code in codes | {""} for unit in units)
