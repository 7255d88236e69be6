"""Ambiguous: not surely one date, one number, one percentage."""

from __future__ import annotations

from tests.corpus.kinds.words import one_of, typed, value_kind

value_kind(
    "date_without_year", "writes 5月10日", ("date",), lambda made, spot: one_of(made, "5月10日", "5.10", "05-10")
)
value_kind(
    "date_short_year",
    "writes 16.5.10",
    ("date",),
    lambda made, spot: one_of(made, "16.5.10", "16年5月10日", "'16/5/10"),
)
value_kind(
    "date_impossible",
    "writes a day that is not in the calendar",
    ("date",),
    lambda made, spot: one_of(made, "2016年2月30日", "2016.13.5", "2016-06-31"),
)
value_kind(
    "date_month_only",
    "writes only year and month",
    ("date",),
    lambda made, spot: one_of(made, "2016年5月", "2016.5", "2016年上半年"),
)
value_kind(
    "date_range",
    "writes a range of days",
    ("date",),
    lambda made, spot: one_of(made, "2016年5月10日至12日", "2016.5.10-5.12", "5月10日—6月2日"),
)
value_kind("date_two", "writes two dates", ("date",), lambda made, spot: "2016年5月10日、2016年6月1日")
value_kind("date_serial", "Excel turned the date into a serial number", ("date",), lambda made, spot: "42500")
value_kind(
    "date_by_month_name",
    "writes 5/10/2016",
    ("date",),
    lambda made, spot: one_of(made, "5/10/2016", "10.5.2016", "03-04-2016"),
)
value_kind(
    "count_vague",
    "writes 约91人",
    ("count",),
    lambda made, spot: one_of(made, "约91人", "90余人", "近百人", "91人左右", "几十", "100+", ">50", "不少于20"),
)
value_kind(
    "count_range",
    "writes 10-15",
    ("count",),
    lambda made, spot: one_of(made, "10-15", "10～15人", "10至15", "三五个"),
)
value_kind(
    "count_with_part",
    "writes 12（其中女性5）",
    ("count",),
    lambda made, spot: f"{typed(spot)}（{one_of(made, '其中女性5', '含上月3', '另有2个未统计')}）",
)
value_kind("count_sum", "writes 5+7", ("count",), lambda made, spot: one_of(made, "5+7", "5+7=12", "3×4"))
value_kind(
    "count_fraction", "autocorrect turned 1/2 into ½", ("count",), lambda made, spot: one_of(made, "½", "1.5", "3¼")
)
value_kind("count_two", "writes two numbers", ("count",), lambda made, spot: one_of(made, "10、12", "10 12", "10/12"))
value_kind("count_in_ten_thousands", "writes 1.2万", ("count",), lambda made, spot: one_of(made, "1.2万", "3万余"))
value_kind("count_with_circle", "sets a circled number", ("count",), lambda made, spot: one_of(made, "⑫", "12①", "⑴"))
value_kind(
    "count_as_grade",
    "writes a word where a number is asked",
    ("count",),
    lambda made, spot: one_of(made, "若干", "全部", "多次", "每周一次"),
)
value_kind(
    "percent_fraction",
    "writes a fraction where a percentage is asked",
    ("percent",),
    lambda made, spot: one_of(made, "0.85", "8/10", "八成", "90%以上", "85‰"),
)
value_kind("count_spelled", "writes 十二", ("count",), lambda made, spot: spot.answer.text + "（大写同）", keep=True)
