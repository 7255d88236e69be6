"""Days and hours in answers: what was left out, and what contradicts itself."""

from __future__ import annotations

import pytest

from documents.forms import FieldType
from documents.values import parse_value
from documents.values.times import as_day, is_before

HOURS = "    年  月  日  时  分"
FINE = (
    "2016年5月6日 星期五|2016年5月6日（周五）上午9时|2016-05-06 星期五|2016年5月6日9时30分|2016年5月6日至5月9日"
    "|2016年5月6日-9日|2016.5.6-5.9|2016.05.06-2016.06.01|2015年9月至2016年7月|2015-09-2016-07|2016-05-09"
    "|2016年12月28日至1月3日|9月至6月|5月6日-8日|12月30日至1月2日|2016年5月9日上午9时至11时|2015年9月至今|每周一至周五"
    "|5月6日时间另行通知|2016年月度计划|人生日时刻表|2016年5月6日下午2点|5月6日|2016年度|上午8:30-11:30|2016年5月-6月"
)
LEFT_OUT = (
    "2016年5月6日__时|2016年5月6日  时|2016年5月6日9时  分|2016年5月  日"
    "|2016年  月|5月__日|2016年5月6日__时__分|__年5月6日"
)
WRONG = (
    "2016年5月6日 星期一|2016年5月6日（周一）|2016-05-06 星期天|2016.5.6（星期四）上午"
    "|2016年5月9日至5月6日|2016年5月9日-6日"
    "|2016.5.9-5.6|2016.06.01-2016.05.06|2016年7月至2015年9月|2016-07-2015-09|5月9日至6日|5月9日—5月6日"
    "|2016年5月9日（周一）上午9时至5月6日"
)


@pytest.mark.parametrize("text", FINE.split("|"))
def test_times_that_are_whole_and_in_order(text: str) -> None:
    assert parse_value(text, FieldType.TEXT).problem is None


@pytest.mark.parametrize("text", LEFT_OUT.split("|"))
def test_a_part_that_was_left_out_is_doubted(text: str) -> None:
    found = parse_value(text, FieldType.TEXT, prompt=HOURS)
    assert found.problem == "time_incomplete"
    assert parse_value(text.rstrip("_"), FieldType.DATE).problem is not None


@pytest.mark.parametrize("text", ["年5月6日9时0分", "2016年月6日9时0分", "20年5月6日9时0分", "2016年5月6日9时分"])
def test_what_the_form_asks_for_has_to_be_there(text: str) -> None:
    assert parse_value(text, FieldType.TEXT, prompt="20  年  月  日  时  分").problem == "time_incomplete"


@pytest.mark.parametrize(
    "text", ["2016年5月6日9时30分", "2016年5月6日", "二〇一六年五月六日九时", "5月6日上午9时", "时间待定"]
)
def test_what_needs_no_more(text: str) -> None:
    assert parse_value(text, FieldType.TEXT, prompt=HOURS).problem in (None, "elsewhere")


@pytest.mark.parametrize("text", WRONG.split("|"))
def test_what_contradicts_itself_is_doubted(text: str) -> None:
    assert parse_value(text, FieldType.TEXT).problem == "date_contradicts"


def test_a_doubtful_date_proposes_its_day() -> None:
    assert parse_value("2016年5月6日 星期五", FieldType.DATE) == ("2016-05-06", None)
    assert parse_value("2016年5月6日 星期一", FieldType.DATE) == ("2016-05-06", "date_contradicts")
    assert parse_value("2016年5月6日（星期一）", FieldType.DATE) == ("2016-05-06", "date_contradicts")
    assert parse_value("2016年5月6日__时", FieldType.DATE) == ("2016-05-06", "time_incomplete")
    assert parse_value("2016年5月__日", FieldType.DATE) == ("2016年5月__日", "time_incomplete")


def test_days_are_compared_as_far_as_they_are_known() -> None:
    assert as_day("2016年5月6日") == (2016, 5, 6)
    assert as_day("2016-05-06") == (2016, 5, 6)
    assert as_day("2016年5月") == as_day("2016.05") == (2016, 5)
    assert as_day("去年") is None
    assert is_before((2016, 5), (2016, 6, 1))
    assert not is_before((2016, 5), (2016, 5, 1))
