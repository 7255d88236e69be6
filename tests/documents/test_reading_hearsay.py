"""Answers that speak of other answers: a correction in a remark makes the corrected answer doubtful."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from documents.blanks import model_from_blank
from documents.reading import Expected, Reading, read
from documents.values import holds_person_apart
from tests.documents import build

PAIRS = (("填报单位", "联络员姓名"), ("联系手机", "电子邮箱"), ("走访人数", "活动日期"), ("备注", "工作单位"))
HEADER = ("姓名", "手机号码", "树种", "负责人员", "备注")
ANSWERS = {
    "填报单位": "东山县团委",
    "联络员姓名": "张三",
    "联系手机": "13800000001",
    "电子邮箱": "a@city.example",
    "走访人数": "12",
    "活动日期": "2016年5月10日",
    "备注": "第一批",
    "工作单位": "东山县团委",
    "情况说明": "组织走访30人次，更换路灯12盏。",
}
ROWS = (("王小明", "13800000002", "香樟", "李建国", "第一批"), ("赵小红", "13800000003", "银杏", "陈国强", "第二批"))


def form(given: dict[str, str] | None = None, rows: Sequence[Sequence[str]] = ()) -> bytes:
    answers = given or {}
    pairs = [[piece for label in pair for piece in (label, answers.get(label, ""))] for pair in PAIRS]
    return build.document(
        build.paragraph("联系点情况表"),
        build.table(*pairs),
        build.table(("情况说明", answers.get("情况说明", ""))),
        build.table(HEADER, *rows, *[[""] * len(HEADER)] * (5 - len(rows))),
    )


BLANK = form()
MODEL = model_from_blank(BLANK, "hearsay", "联系点情况表")


def reading_of(given: dict[str, str] | None = None, rows: Sequence[Sequence[str]] = ROWS) -> Reading:
    return read(MODEL, BLANK, form(ANSWERS | (given or {}), rows), Expected(unit_names=build.UNITS))


def vouched(reading: Reading) -> int:
    rows = [row for table in reading.tables for row in table.rows]
    return sum(each.status == "ok" for each in reading.fields) + sum(each.status == "ok" for each in rows)


CORRECTIONS = [
    "姓名应为王芳。",
    "人数填错，实为21。",
    "经核对，联系手机改为13900000000",
    "手机换了，新号13900000000",
    "联系手机 13900000000",
    "联络员有变动，请联系王芳。",
    "本表为草稿，正式稿另报。",
    "人数写错了，是21人",
    "联络员更换为王芳",
    "手机停用",
    "已离职",
    "请勿使用",
    "走访人数21人。",
    "活动日期：2016年5月11日",
    "邮箱b@city.example",
]
REPORTS = [
    "组织走访30人次。",
    "改变工作作风，提高服务水平。",
    "更换路灯12盏，修改方案2次。",
    "走访人数12人，反响不错。",
    "起草稿件3篇，另报送信息5条。",
    "联系手机13800000001",
    "部分单位更换设备3台。",
    "2016年5月11日开展活动。",
]


@pytest.mark.parametrize("text", CORRECTIONS)
@pytest.mark.parametrize("label", ["备注", "情况说明"])
def test_nothing_is_vouched_for_beside_a_correction(label: str, text: str) -> None:
    assert vouched(reading_of({label: text})) == 0


@pytest.mark.parametrize("text", REPORTS)
def test_ordinary_reports_are_no_corrections(text: str) -> None:
    assert reading_of({"情况说明": f"今年以来工作有序推进。{text}"}).verdict == "accepted"


def test_a_correction_in_a_row_is_heard() -> None:
    rows = [(*ROWS[0][:-1], "手机停用"), ROWS[1]]
    assert vouched(reading_of(rows=rows)) == 0


@pytest.mark.parametrize("text", ["以上数据均为2025年数据", "武原街道", "本月无异常"])
def test_a_row_with_one_answer_among_full_ones_is_doubted(text: str) -> None:
    (table,) = reading_of(rows=[ROWS[0], (text, "", "", "", ""), ROWS[1]]).tables
    assert table.rows[1].status == "review"


def test_a_name_in_the_place_of_a_thing_is_doubted() -> None:
    (table,) = reading_of(rows=[(*ROWS[0][:2], "李建国", "香樟", ""), ROWS[1]]).tables
    assert [row.status for row in table.rows] == ["review", "ok"]


@pytest.mark.parametrize("text", ["李建国", "21人", "2016年5月10日"])
def test_a_report_that_is_only_a_name_a_count_or_a_date_is_doubted(text: str) -> None:
    (report,) = (each for each in reading_of({"情况说明": text}).fields if each.label == "情况说明")
    assert report.status == "review"


def test_a_name_before_a_unit_and_post_is_doubted() -> None:
    assert holds_person_apart("工作单位及职务", "李卫国 武原街道办事处团委书记")
    assert not holds_person_apart("工作单位及职务", "武原街道办事处 团委书记")
    assert not holds_person_apart("参加人员", "李卫国 团委书记")
