"""Sign-off dates: what they are called where only 年 月 日 is printed, and what else their cell asks for."""

from __future__ import annotations

import pytest

from documents.blanks.dates import date_of
from documents.wml import Element
from tests.documents.drawing import C, asked, grid, line, model_of

DAY = "      年   月   日"
NAMED = ("姓名", "")
CASES: dict[str, tuple[list[Element], list[str]]] = {
    "a seal and a date beside an opinion": (
        [grid(NAMED, ("单位意见", f"（盖章）\n{DAY}"))],
        ["姓名:name", "单位意见:long_text", "单位意见日期:date"],
    ),
    "room and a date beside an opinion to be sealed": (
        [grid(NAMED, ("单位意见（盖章）", f"\n\n\n{DAY}"))],
        ["姓名:name", "单位意见（盖章）:long_text", "单位意见盖章日期:date"],
    ),
    "only a date beside an opinion to be sealed": (
        [grid(NAMED, ("单位意见（盖章）", DAY))],
        ["姓名:name", "单位意见（盖章）:date"],
    ),
    "a seal and a date beside a seal": (
        [grid(NAMED, ("单位盖章", f"（盖章）\n{DAY}"))],
        ["姓名:name", "单位盖章日期:date"],
    ),
    "a signature and a date beside a signature": (
        [grid(NAMED, ("负责人签字", f"（签字）\n{DAY}"))],
        ["姓名:name", "负责人签字:name", "负责人签字日期:date"],
    ),
    "a seal and a date alone": ([grid(NAMED, (C(f"（盖章）\n{DAY}", 2),))], ["姓名:name", "盖章日期:date"]),
    "a signature and a date alone": ([grid(NAMED, (C(f"（签字）{DAY}", 2),))], ["姓名:name", "签字日期:date"]),
    "a date alone": ([grid(NAMED, (C(DAY, 2),))], ["姓名:name", "年月日:date"]),
    "a seal in the line before": ([line("（单位盖章）"), line(DAY)], ["盖章日期:date"]),
    "a name in the line before": ([line("东山县团委"), line(DAY)], ["年月日:date"]),
    "opinions beside each other": (
        [grid(("村意见", f"\n（盖章）\n{DAY}", "镇意见（不少于10字）", f"\n（盖章）\n{DAY}"))],
        ["村意见:long_text", "村意见日期:date", "镇意见（不少于10字）:long_text", "镇意见日期:date"],
    ),
    "opinions below their labels": (
        [grid(("村（社区）意见", "镇意见"), (f"\n\n（盖章）\n{DAY}", f"\n\n（盖章）\n{DAY}"))],
        ["村（社区）意见:long_text", "村意见日期:date", "镇意见:long_text", "镇意见日期:date"],
    ),
    "who fills in the form": ([line("填表人：            年   月   日")], ["填表人:name", "填表日期:date"]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_sign_off_asks_for(case: str) -> None:
    blocks, expected = CASES[case]
    assert asked(model_of(*blocks)) == expected


@pytest.mark.parametrize(
    ("owner", "label"),
    [
        ("单位意见", "单位意见日期"),
        ("单位意见（盖章）", "单位意见盖章日期"),
        ("学院意见（不少于50字）", "学院意见日期"),
        ("填报单位", "填报日期"),
        ("填表日期", ""),
        ("", ""),
        ("一二三四五" * 5, ""),
    ],
)
def test_how_a_date_is_called(owner: str, label: str) -> None:
    assert date_of(owner) == label
