"""Roll-ups hold exactly the accepted answers, as values and never as formulas."""

from __future__ import annotations

import io
import time

import docx
import openpyxl
import pytest

from documents.rollup import RollupRow, RollupSheet, write_docx, write_xlsx
from messages import language

ROWS: tuple[RollupRow, ...] = (
    RollupRow("东山县团委", ("张三", 10, None, ["学校", "企业"]), "东山.docx", "2016-05-09 10:00", "自动"),
    RollupRow("西山县团委", ("=1+1", 3.5, "@x\n第二行", "13800000001"), "-a.docx", "2016-05-10 09:30", "办公室"),
)
SHEET = RollupSheet("名单/一", ("姓名", "次数", "备注", "类别"), ROWS)
SHOWN: list[list[str | int | float | None]] = [
    ["Unit", "姓名", "次数", "备注", "类别", "File", "Received at", "Accepted by"],
    ["东山县团委", "张三", 10, None, "学校、企业", "东山.docx", "2016-05-09 10:00", "自动"],
    ["西山县团委", "=1+1", 3.5, "@x\n第二行", "13800000001", "-a.docx", "2016-05-10 09:30", "办公室"],
]


@pytest.fixture(autouse=True)
def _english() -> None:
    language.activate("en")


def test_excel_holds_the_answers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([SHEET, SHEET], "名单汇总")))
    assert book.sheetnames == ["名单 一", "名单 一 (2)"]
    sheet = book.worksheets[0]
    assert [[cell.value or None for cell in row] for row in sheet.iter_rows()] == SHOWN
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert sheet.freeze_panes == "B2" and book.properties.title == "名单汇总"


def test_word_holds_the_answers() -> None:
    document = docx.Document(io.BytesIO(write_docx([SHEET], "名单汇总")))
    assert [each.text for each in document.paragraphs[:2]] == ["名单汇总", "名单/一"]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["" if value is None else str(value) for value in row] for row in SHOWN]
    section = document.sections[0]
    assert section.page_width is not None and section.page_height is not None
    assert section.page_width > section.page_height
    assert "tblHeader" in document.tables[0].rows[0]._tr.xml


def test_the_same_answers_give_the_same_bytes() -> None:
    assert write_xlsx([SHEET], "t") == write_xlsx([SHEET], "t")
    assert write_docx([SHEET], "t") == write_docx([SHEET], "t")


def test_what_excel_cannot_hold() -> None:
    long = RollupRow("甲", ("长" * 40_000, 10**17))
    sheet = RollupSheet("", ("文", "数"), (long,))
    read = openpyxl.load_workbook(io.BytesIO(write_xlsx([sheet], "t"))).worksheets[0]
    assert read.title == "1" and read["C2"].value == str(10**17)
    text = str(read["B2"].value)
    assert len(text) == 32_767 and text.endswith("(cut; the whole text is in the Word table)")


def test_an_empty_sheet_and_long_titles() -> None:
    empty = [RollupSheet("很长的标题" * 10, ("列",), ()) for _ in range(2)]
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(empty, "t")))
    assert len(set(book.sheetnames)) == 2 and max(map(len, book.sheetnames)) == 31
    assert len(docx.Document(io.BytesIO(write_docx(empty, "t"))).tables) == 2


def test_control_characters_do_not_break_word() -> None:
    odd = RollupSheet("t\x0b", ("列",), (RollupRow("甲\x00", ("乙\x0b",)),))
    assert docx.Document(io.BytesIO(write_docx([odd], "t"))).tables[0].rows[1].cells[1].text == "乙"


def test_time_grows_with_the_rows_and_not_with_their_square() -> None:
    big = RollupSheet("t", ("a", "b", "c"), tuple(RollupRow("甲", (1, "x", None)) for _ in range(3000)))
    start = time.perf_counter()
    write_docx([big], "t")
    assert time.perf_counter() - start < 10
