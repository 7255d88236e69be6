"""The workbook of read files: values as values, doubts coloured and explained, nothing a formula."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from documents.forms import FieldSpec, FieldType, FormModel, TableSpec
from documents.reading import FieldReading, Reading, RowReading, TableReading
from documents.reasons import Reason
from documents.rollup import write_readings
from documents.rollup.words import STATUSES, VERDICTS
from documents.values import Value
from messages import language

NAME, COUNT = FieldSpec("name", "姓名", FieldType.NAME), FieldSpec("count", "次数", FieldType.INTEGER)
COLUMNS = (FieldSpec("place", "地点"), FieldSpec("sum", "金额", FieldType.DECIMAL))
MODEL = FormModel("form", "登记表", (NAME, COUNT), (TableSpec("rows", "明细/表", COLUMNS),))
DOUBT = Reason("name_unusual")
YELLOW, RED = "FFFFF2CC", "FFF8CBAD"


@pytest.fixture(autouse=True)
def _english() -> None:
    language.activate("en")


def answer(spec: FieldSpec, value: Value, raw: str = "", *reasons: Reason) -> FieldReading:
    return FieldReading(spec.key, spec.label, spec.type, value, raw or str(value), _status(value, reasons), reasons)


def _status(value: Value, reasons: tuple[Reason, ...]) -> Any:
    return "review" if reasons else "blank" if value is None else "ok"


def line(place: str, total: Value, *reasons: Reason) -> RowReading:
    raw = {"地点": place, "金额": "" if total is None else str(total)}
    return RowReading({"地点": place, "金额": total}, raw, "review" if reasons else "ok", reasons, "t0r1")


def rows(*lines: RowReading, reasons: tuple[Reason, ...] = (), nil: bool = False) -> TableReading:
    doubtful = reasons or any(each.reasons for each in lines)
    return TableReading("rows", ("地点", "金额"), "review" if doubtful else "ok", lines, reasons, nil)


def opened(*readings: tuple[str, Reading]) -> tuple[Any, Any]:
    answers, table = openpyxl.load_workbook(io.BytesIO(write_readings(MODEL, readings))).worksheets
    return answers, table


def shown(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def test_sheets_have_the_forms_own_words() -> None:
    answers, table = opened()
    assert (answers.title, table.title) == ("Answers", "明细 表")
    assert [cell.value for cell in answers[1]] == ["File", "Verdict", "Reasons", "姓名", "次数"]
    assert [cell.value for cell in table[1]] == ["File", "Place", "Status", "Reasons", "地点", "金额"]


def test_a_row_for_every_file_and_every_row() -> None:
    fields = (answer(NAME, "张三"), answer(COUNT, 10, "10次"))
    good = Reading("accepted", fields=fields, tables=(rows(line("甲", 1.5), line("乙", None)),))
    answers, table = opened(("a.docx", good), ("b.docx", Reading("rejected", (Reason("empty"),))))
    assert shown(answers) == [
        ["a.docx", "Accepted", None, "张三", 10],
        ["b.docx", "Unusable", Reason("empty").message(), None, None],
    ]
    place = "table 1, row 2"
    assert shown(table) == [["a.docx", place, "Read", None, "甲", 1.5], ["a.docx", place, "Read", None, "乙", None]]
    assert answers["B2"].fill.fill_type is None
    assert answers["B3"].fill.fgColor.rgb == RED
    assert answers["B3"].comment.text == Reason("empty").message()


def test_what_is_in_doubt_is_coloured_and_says_why() -> None:
    fields = (answer(NAME, "张三（代）", "", DOUBT), answer(COUNT, None, "约十次", Reason("number_vague")))
    doubtful = Reading("review", (Reason("comments"),), fields, (rows(line("甲", 2, Reason("total_row"))),))
    answers, table = opened(("a.docx", doubtful))
    assert shown(answers)[0][1:] == ["A person must look", Reason("comments").message(), "张三（代）", "约十次"]
    for cell, reason in (("B2", "comments"), ("D2", "name_unusual"), ("E2", "number_vague")):
        assert answers[cell].fill.fgColor.rgb == YELLOW
        assert answers[cell].comment.text == Reason(reason).message()
    assert shown(table)[0][2:] == ["To be checked", Reason("total_row").message(), "甲", 2]
    assert {table[cell].fill.fgColor.rgb for cell in ("C2", "E2", "F2")} == {YELLOW}
    assert table["C2"].comment.text == Reason("total_row").message()


def test_what_is_said_of_a_whole_table_has_a_line() -> None:
    missing = Reading("review", tables=(rows(reasons=(Reason("required_table_empty"),)),))
    nothing = Reading("accepted", tables=(rows(nil=True),))
    _, table = opened(("a.docx", missing), ("b.docx", nothing))
    first, second = shown(table)
    assert first == ["a.docx", None, "To be checked", Reason("required_table_empty").message(), None, None]
    assert second == ["b.docx", None, "Read", "The table says that there is nothing to report.", None, None]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_starts_as_a_formula_stays_text(start: str) -> None:
    text = start + "1+1|' /C calc'!A0"
    reading = Reading("accepted", fields=(answer(NAME, text),), tables=(rows(line(text, 1)),))
    answers, table = opened((start + "a.docx", reading))
    for cell in (answers["A2"], answers["D2"], table["E2"]):
        assert cell.data_type in ("s", "inlineStr")
        assert cell.value.startswith(start if start != "\r" else "_x000D_")  # as Excel writes it itself
        assert cell.quotePrefix  # also after somebody has edited it


def test_lists_and_long_texts_fit() -> None:
    fields = (answer(NAME, ["甲", "乙"]), answer(COUNT, "长" * 40_000))
    answers, _ = opened(("a.docx", Reading("accepted", fields=fields)))
    assert answers["D2"].value == "甲、乙"
    assert len(answers["E2"].value) == 32_767
    assert answers["E2"].value.endswith(" … (cut)")


def test_what_no_xml_can_hold_is_left_out() -> None:
    odd = "甲\x00\ud800\uffff乙"
    reading = Reading("review", (), (answer(NAME, odd, "", Reason("residue", {"text": odd})),))
    answers, _ = opened((odd, reading))
    assert (answers["A2"].value, answers["D2"].value) == ("甲乙", "甲乙")
    assert "甲乙" in answers["D2"].comment.text


def test_many_reasons_do_not_break_a_comment() -> None:
    reasons = tuple(Reason("residue", {"text": "字" * 900}) for _ in range(50))
    answers, _ = opened(("a.docx", Reading("review", reasons)))
    assert len(answers["B2"].comment.text) <= 1000


def test_the_same_readings_give_the_same_bytes() -> None:
    readings = [("a.docx", Reading("review", (DOUBT,), (answer(NAME, "张", "", DOUBT),)))]
    assert write_readings(MODEL, readings) == write_readings(MODEL, readings)


def test_every_verdict_and_status_has_a_word() -> None:
    assert VERDICTS.keys() == {"accepted", "review", "rejected"}
    assert STATUSES.keys() == {"ok", "review", "blank"}
