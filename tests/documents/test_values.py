"""Canonical values: what is certain is taken, what is not is named."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from documents.forms import FieldType
from documents.reasons import CATALOGUE
from documents.values import is_nil, parse_value
from documents.values.parse import _doubt
from documents.values.unanswered import is_plain, unanswered

CERTAIN = [
    ("name", "张三", "张三"),
    ("name", "张 三", "张三"),
    ("name", " 张　三丰 ", "张三丰"),
    ("name", "欧阳小明", "欧阳小明"),
    ("name", "__张三__", "张三"),
    ("integer", "_0_", 0),
    ("unit", "_教育局_", "教育局"),
    ("name", "阿依古丽·买买提", "阿依古丽·买买提"),
    ("post", "组织部 部长", "组织部 部长"),
    ("mobile", "138 0000 0001", "13800000001"),
    ("mobile", "+86-138-0000-0001", "13800000001"),
    ("mobile", "１３８００００　０００１", "13800000001"),
    ("mobile", "（0086）13800000001", "13800000001"),
    ("landline", "0573-82520001", "0573-82520001"),
    ("landline", "（0573）82520001", "0573-82520001"),
    ("landline", "057382520001", "0573-82520001"),
    ("landline", "+86 573 82520001", "0573-82520001"),
    ("landline", "010 60000001", "010-60000001"),
    ("landline", "82520001", "82520001"),
    ("email", "a.b@city.example", "a.b@city.example"),
    ("email", "ａ＠city.example", "a@city.example"),
    ("integer", "10次", 10),
    ("integer", "共91人次", 91),
    ("integer", "１，２３４ 人", 1234),
    ("decimal", "3.50元", 3.5),
    ("percentage", "85%", 85.0),
    ("percentage", "百分之12.5", 12.5),
    ("percentage", "85", 85.0),
    ("percentage", "０％", 0.0),
    ("date", "2016.5.10", "2016-05-10"),
    ("date", "2016-05-10", "2016-05-10"),
    ("date", "2016/5/10", "2016-05-10"),
    ("date", "２０１６年５月１０日", "2016-05-10"),
    ("date", "2016年5月10日（星期二）", "2016-05-10"),
    ("date", "20160510", "2016-05-10"),
    ("date", "二〇一六年五月十日", "2016-05-10"),
    ("date", "二○一六年十二月三十一日", "2016-12-31"),
    ("date", "二〇一六年十月二十日", "2016-10-20"),
    ("unit", "东山县团委", "东山县团委"),
    ("place", "学院路\n2号", "学院路\n2号"),
    ("text", " 甲 \n\n 乙 ", "甲\n乙"),
    ("long_text", "走访了3个村。\n13800000001", "走访了3个村。\n13800000001"),
    ("text", "　", None),
    ("mobile", "____", None),
]
DOUBTFUL = [
    ("name", "张三、李四", "name_several"),
    ("name", "张三 李四", "name_several"),
    ("name", "张三李四", "name_several"),
    ("name", "张三（组长）", "name_several"),
    ("name", "张三书记", "name_with_post"),
    ("name", "书记", "name_unusual"),
    ("name", "王家村", "name_unusual"),
    ("name", "城东", "name_unusual"),
    *[
        ("name", word, "name_unusual")
        for word in ("高中", "党员", "温州", "计划", "何时", "万元", "付款", "都是", "安徽省")
    ],
    ("name", "13800000001", "name_unusual"),
    ("name", "张三四五", "name_unusual"),
    ("name", "张三\n李四", "several_lines"),
    ("post", "张三", "post_with_name"),
    ("post", "13800000001", "looks_like_other"),
    ("unit", "a@city.example", "looks_like_other"),
    ("place", "123", "looks_like_other"),
    ("text", "0573-82520001", "looks_like_other"),
    ("mobile", "1380000001", "mobile_wrong"),
    ("mobile", "13800000001 13900000001", "mobile_wrong"),
    ("mobile", "13800000001（与微信同号）", "mobile_wrong"),
    ("mobile", "0573-82520001", "mobile_wrong"),
    ("landline", "13800000001", "landline_wrong"),
    ("landline", "0573-82520001转8001", "landline_wrong"),
    ("landline", "010-6000001", "landline_wrong"),
    ("email", "a@city", "email_wrong"),
    ("email", "a..b@city.example", "email_wrong"),
    ("email", "a@city.example; b@city.example", "email_wrong"),
    ("integer", "约91人", "number_vague"),
    ("integer", "10余次", "number_vague"),
    ("integer", "3万", "number_wrong"),
    ("integer", "1.5", "number_wrong"),
    ("integer", "-3", "number_wrong"),
    ("integer", "10-12", "number_wrong"),
    ("integer", "1 0", "number_wrong"),
    ("integer", "12,34", "number_wrong"),
    ("integer", "1234567890123456", "number_wrong"),
    ("decimal", "3.5万元", "number_wrong"),
    ("percentage", "0.85", "percentage_unclear"),
    ("percentage", "120", "percentage_unclear"),
    ("percentage", "近90%", "number_vague"),
    ("percentage", "八成", "number_wrong"),
    ("date", "5月10日", "date_without_year"),
    ("date", "16.5.10", "date_without_year"),
    ("date", "今年5月", "date_without_year"),
    ("date", "2016.2.30", "date_wrong"),
    ("date", "2016年5月", "date_wrong"),
    ("date", "2016.5.10-2016.5.12", "date_wrong"),
    ("date", "3016.5.10", "date_wrong"),
    ("date", "二〇一六年十三月一日", "date_wrong"),
    ("date", "二〇一六年一二月一日", "date_wrong"),
    ("text", "同上", "elsewhere"),
    ("long_text", "详见附件2", "elsewhere"),
    ("place", "待定", "elsewhere"),
    ("name", "张三等", "name_unusual"),
    ("mobile", "1380000000٣", "mobile_wrong"),
    ("email", "_a@city.example", "email_wrong"),
    ("text", "/", "dash"),
    ("text", "此表作废", "void_note"),
    ("text", "东山县东山县", "repeated_text"),
    ("text", "\ufffd", "symbol"),
    ("date", "2016-5-1 0", "date_wrong"),
    ("date", "2016 05 10", "date_wrong"),
    ("date", "二〇一六年五月十 一日", "date_wrong"),
    ("mobile", "1380000000 1", "mobile_wrong"),
    ("mobile", "1380000000(1)", "mobile_wrong"),
    ("landline", "8252000-1", "landline_wrong"),
    ("landline", "0573-8252000-12", "landline_wrong"),
    ("place", "示范路1号 13800000001", "looks_like_other"),
    ("text", "第一中学 138-0000-0001", "looks_like_other"),
    ("unit", "东山县团委a@city.example", "looks_like_other"),
    ("unit", "å¼ ä¸‰", "symbol"),
    ("place", "张三", "looks_like_other"),
    ("place", "龙伟", "looks_like_other"),
    ("place", "示范路1号）（周末请打办公电话", "note"),
    ("place", "艾力·库尔班", "looks_like_other"),
    ("post", "艾力·库尔班 组织部干事", "post_with_name"),
    ("name", "艾力·库尔班陶春", "name_several"),
    ("long_text", "办了三件实事\n（审核人：张三）", "note"),
    ("long_text", "办了三件实事\n如有疑问请致电办公室。", "note"),
    ("long_text", "办了三件实事）", "note"),
    ("long_text", "办了三件实事\n单位盖章：", "note"),
    ("post", "主任：张三", "note"),
    ("post", "拟任部长", "unsure"),
    ("place", "示范路1号？", "unsure"),
    ("text", "填表人：张三", "note"),
    ("text", "（单位盖章）", "note"),
    ("text", "应为第二批", "void_note"),
    ("text", "第\uf06c批", "symbol"),
    ("post", "部\u0336长\u0336", "symbol"),
]
POSTS = [
    "办公室主任",
    "团委副书记、组织部部长",
    "宣传部长",
    "团区委办公室副主任",
    "团县委办公室工作人员",
    "团委 书记",
    "车间主任",
    "党建办 主任",
    "团委常委、书记",
    "高中部主任",
    "副主任科员",
    "书记助理",
    "村主任兼文书",
    "团总支书记（兼）",
    "教务处副主任",
    "街道党工委委员、武装部部长",
]
POSTS_WITH_NAMES = [
    "张三 主任",
    "张 三 主任",
    "张三主任",
    "欧阳小明书记",
    "张三团委书记",
    "办公室主任张三",
    "办公室主任 张 三",
    "组织部张三",
    "网格员李四",
    "主任（张三）",
    "李四、主任",
]
ODD_SIGNS = [
    ("integer", "91①"),
    ("integer", "10²"),
    ("integer", "⒈2"),
    ("integer", "⑴0"),
    ("decimal", "3.5₁"),
    ("percentage", "8㊄%"),
    ("date", "2016.5.1①"),
    ("mobile", "1380000000①"),
    ("landline", "8252000①"),
    ("email", "aⅱ@city.example"),
    ("name", "张㆔"),
    ("post", "主任①"),
    ("place", "示范路1号②"),
]
NO_ANSWERS = [
    *("XXX", "？", "（空）", "N/A", "请填写", "×××", "某某中学", "XX路1号", "***", "空白", "此处填写", "缺", "?？?"),
]
ELSEWHERE = [
    *("暂缺", "不清楚", "待定", "同嘉善", "联系人待定", "不变", "见上表", "与上行相同", "同第3行", "无变化", "后补"),
    *("（略）", "暂未确定", "沿用去年", "见名册", "待确认", "同县团委"),
]
ORDINARY = [
    *("同心村", "同福路1号", "同济大学", "同心社区团支部", "见龙社区", "示例第一中学团委", "样板读书会", "第一批"),
    *("示范一社区第一网格", "工业园2号", "学院路2号"),
]
OPTIONS = ("学校", "村（社区）", "企业")
TICKS = [
    ("choice", "学校", "学校"),
    ("choice", "村(社区)", "村（社区）"),
    ("choice", "☑学校 □村（社区） □企业", "学校"),
    ("choice", "√学校□村（社区）□企业", "学校"),
    ("choice", "□学校 □村（社区） ■企业", "企业"),
    ("choice", "□学校 □村（社区） □企业", None),
    ("choices", "☑学校 □村（社区） ☒企业", ["学校", "企业"]),
    ("choices", "企业、学校", ["学校", "企业"]),
    ("choices", "学校", ["学校"]),
]
NO_TICKS = [
    ("choice", "☑学校 □村（社区） ☑企业", "choice_several"),
    ("choice", "☑学校", "choice_wrong"),
    ("choice", "小学", "choice_wrong"),
    ("choice", "学校√ 村（社区）□ 企业□", "choice_wrong"),
    ("choice", "×学校 □村（社区） □企业", "choice_wrong"),
    ("choices", "学校、学校", "choice_wrong"),
]


@pytest.mark.parametrize(("kind", "raw", "value"), CERTAIN)
def test_what_is_certain_is_taken(kind: str, raw: str, value: object) -> None:
    parsed = parse_value(raw, FieldType(kind))
    assert (parsed.value, parsed.problem) == (value, None)
    assert type(parsed.value) is type(value)


@pytest.mark.parametrize(("kind", "raw", "problem"), DOUBTFUL)
def test_what_is_doubtful_is_named(kind: str, raw: str, problem: str) -> None:
    assert parse_value(raw, FieldType(kind)).problem == problem


@pytest.mark.parametrize("raw", POSTS)
def test_a_post_alone_is_taken(raw: str) -> None:
    assert parse_value(raw, FieldType.POST).problem is None


@pytest.mark.parametrize("raw", POSTS_WITH_NAMES)
def test_a_post_with_a_name_is_not(raw: str) -> None:
    assert parse_value(raw, FieldType.POST).problem == "post_with_name"


@pytest.mark.parametrize(("kind", "raw"), ODD_SIGNS)
def test_a_sign_that_looks_like_a_digit_is_none(kind: str, raw: str) -> None:
    assert parse_value(raw, FieldType(kind)).problem == "odd_sign"


@pytest.mark.parametrize("kind", [FieldType.TEXT, FieldType.PLACE, FieldType.LONG_TEXT])
@pytest.mark.parametrize("raw", ["XXX", "？", "（空）", "N/A", "请填写"])
def test_a_placeholder_is_no_answer_in_any_type(kind: FieldType, raw: str) -> None:
    assert parse_value(raw, kind).problem == "no_answer"


@pytest.mark.parametrize("raw", NO_ANSWERS)
def test_a_placeholder_is_no_answer(raw: str) -> None:
    assert parse_value(raw, FieldType.TEXT).problem == "no_answer"


@pytest.mark.parametrize("raw", ELSEWHERE)
def test_what_refers_elsewhere_or_is_put_off_is_no_answer(raw: str) -> None:
    assert parse_value(raw, FieldType.TEXT).problem == "elsewhere"


@pytest.mark.parametrize("raw", ORDINARY)
def test_ordinary_words_that_only_begin_alike_are_answers(raw: str) -> None:
    assert parse_value(raw, FieldType.PLACE).problem is None


def test_a_report_may_speak_of_what_is_open() -> None:
    assert parse_value("走访3个村，其余时间待定；某些村尚未联系。", FieldType.LONG_TEXT).problem is None
    assert parse_value("待定", FieldType.LONG_TEXT).problem == "elsewhere"


def test_an_option_may_be_a_word_that_is_no_answer_elsewhere() -> None:
    assert parse_value("不清楚", FieldType.CHOICE, ("清楚", "不清楚")).value == "不清楚"
    assert parse_value("☑尚未完成 □改为下月", FieldType.CHOICE, ("尚未完成", "改为下月")).value == "尚未完成"
    assert parse_value("同上", FieldType.CHOICE, OPTIONS).problem == "elsewhere"


@pytest.mark.parametrize(("kind", "raw", "value"), TICKS)
def test_ticks(kind: str, raw: str, value: object) -> None:
    parsed = parse_value(raw, FieldType(kind), OPTIONS)
    assert (parsed.value, parsed.problem) == (value, None)


@pytest.mark.parametrize(("kind", "raw", "problem"), NO_TICKS)
def test_unclear_ticks(kind: str, raw: str, problem: str) -> None:
    assert parse_value(raw, FieldType(kind), OPTIONS).problem == problem


@pytest.mark.parametrize(("raw", "nil"), [("无", True), (" 无。", True), ("暂无", True), ("无锡", False), ("", False)])
def test_nothing_to_report(raw: str, nil: bool) -> None:
    assert is_nil(raw) is nil


ANY = st.text("0123456789 .-+()（）,，张三李王无约万次人%年月日〇一二十□☑、@a\n＿\u200b\u00ad", max_size=16)


@given(ANY, st.sampled_from(FieldType))
def test_any_text_gives_a_value_or_a_known_problem(raw: str, kind: FieldType) -> None:
    parsed = parse_value(raw, kind, OPTIONS)
    assert parsed.problem is None or parsed.problem in CATALOGUE


@given(ANY, st.sampled_from(FieldType))
def test_a_canonical_value_reads_as_itself(raw: str, kind: FieldType) -> None:
    parsed = parse_value(raw, kind, OPTIONS)
    if parsed.problem is None and parsed.value is not None and kind != FieldType.PERCENTAGE:
        text = "、".join(parsed.value) if isinstance(parsed.value, list) else str(parsed.value)
        assert parse_value(text, kind, OPTIONS).value == parsed.value


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)), st.sampled_from("-./、"))
def test_every_date_is_read_in_every_style(day: datetime.date, mark: str) -> None:
    styles = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}{mark}{day.month}{mark}{day.day}",
        f"{day.year} {mark} {day.month:02d} {mark} {day.day:02d}",
        f"{day:%Y%m%d}",
    ]
    assert {parse_value(text, FieldType.DATE).value for text in styles} == {day.isoformat()}


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sets(st.integers(1, 8)), st.sampled_from("- \u3000"))
def test_separators_never_change_a_mobile(number: str, breaks: set[int], mark: str) -> None:
    written = "".join(mark + digit if place in breaks else digit for place, digit in enumerate(number))
    assert parse_value(written, FieldType.MOBILE).value == number


@given(st.integers(0, 10**14), st.sampled_from(["", "次", "人次", " 个", "件"]), st.sampled_from(["", "共", "合计"]))
def test_counts_with_their_unit(count: int, unit: str, lead: str) -> None:
    assume(re.fullmatch(r"1[3-9]\d{9}|(\d+)\1{3}", str(count)) is None)  # a mobile number, a number written four times
    assert parse_value(f"{lead}{count}{unit}", FieldType.INTEGER).value == count
    assert parse_value(f"{lead}{count:,}{unit}", FieldType.INTEGER).value == count


@given(
    st.text("作废以此为准更正撤回有误应改勘订消取同上见附待定暂缺不详清楚知道明确适用未后补报尚时无请填输入选择点击某错概可能也许好像拟或"
            "空白保密测试删勿划算掉除去行此重复写误用持样依参考仿比差原来致和与次维老子"
            "约近将超过足至少左右下多余几到照旧沿变化略甲乙县村1", max_size=8)
)  # fmt: skip
def test_what_is_plain_has_no_doubt_that_was_not_looked_for(text: str) -> None:
    if is_plain(text):
        for kind in (FieldType.TEXT, FieldType.PLACE, FieldType.LONG_TEXT, FieldType.POST):
            assert unanswered(text, kind) is None and _doubt(text, text, kind) is None
