"""Dates of one form or row that begin and end something: the end does not lie before the beginning."""

from __future__ import annotations

import pytest

from documents.blanks import model_from_blank
from documents.reading import Expected, Reading, read
from documents.wml import Element
from tests.documents import build
from tests.documents.drawing import grid, line


def reading_of(blank: Element, returned: Element) -> Reading:
    data, back = (
        build.document(build.paragraph("登记表"), block, grid(("姓名", name)))
        for block, name in ((blank, ""), (returned, "张三"))
    )
    return read(model_from_blank(data, "k", "t"), data, back, Expected())


def doubts(reading: Reading) -> list[str]:
    return [each.label for each in reading.fields if "date_contradicts" in [reason.code for reason in each.reasons]]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("开始日期", "结束日期"),
        ("起始时间", "终止时间"),
        ("入学时间", "毕业时间"),
        ("报到日期", "离会日期"),
        ("项目立项时间", "项目结题时间"),
        ("开工日期", "竣工日期"),
        ("开始日期", "结题日期"),
    ],
)
def test_an_end_before_its_beginning_is_doubted(first: str, last: str) -> None:
    blank = grid((first, ""), (last, ""))
    assert doubts(reading_of(blank, grid((first, "2016年5月9日"), (last, "2016年5月6日")))) == [first, last]
    assert doubts(reading_of(blank, grid((first, "2016年9月"), (last, "2015.7")))) in ([first, last], [])
    right = reading_of(blank, grid((first, "2016年5月6日"), (last, "2016年5月6日")))
    assert (right.verdict, doubts(right)) == ("accepted", [])


@pytest.mark.parametrize(
    ("first", "last"), [("出生日期", "填表日期"), ("开始日期", "填表日期"), ("活动开始日期", "报名结束日期")]
)
def test_dates_of_different_things_are_no_pair(first: str, last: str) -> None:
    blank = grid((first, ""), (last, ""))
    assert doubts(reading_of(blank, grid((first, "2016年5月9日"), (last, "2016年5月6日")))) == []


def test_two_dates_in_one_line_are_a_pair() -> None:
    blank = line("培训时间：    年  月  日至    年  月  日")
    wrong = reading_of(blank, line("培训时间：2016年5月9日至2016年5月6日"))
    assert doubts(wrong) == ["培训时间", "培训时间"]
    assert reading_of(blank, line("培训时间：2016年5月6日至2016年5月9日")).verdict == "accepted"


def test_an_answer_that_runs_backwards_is_doubted() -> None:
    blank = grid(("起止时间", ""))
    assert doubts(reading_of(blank, grid(("起止时间", "2016年5月9日至5月6日")))) == ["起止时间"]
    assert reading_of(blank, grid(("起止时间", "2016年5月6日至5月9日"))).verdict == "accepted"


def test_only_the_row_that_runs_backwards_is_doubted() -> None:
    head = ("姓名", "开始日期", "结束日期")
    rows = (("李四", "2016-05-06", "2016-05-09"), ("王五", "2016-05-09", "2016-05-06"))
    (table,) = reading_of(grid(head, ("", "", ""), ("", "", "")), grid(head, *rows)).tables
    assert [[reason.code for reason in row.reasons] for row in table.rows] == [[], ["date_contradicts"]]
    assert [row.status for row in table.rows] == ["ok", "review"]


@pytest.mark.parametrize(("part", "more"), [("31", True), ("30", False)])
def test_a_part_is_at_most_its_whole(part: str, more: bool) -> None:
    labels = ("参加人数", "其中：党员（人）")
    reading = reading_of(grid((labels[0], ""), (labels[1], "")), grid((labels[0], "30人"), (labels[1], part)))
    codes = [[reason.code for reason in each.reasons] for each in reading.fields[:2]]
    assert codes == ([["part_exceeds"]] * 2 if more else [[], []])
