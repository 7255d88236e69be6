"""Words that take an answer back or refer elsewhere, counts in another measure, answers that a label never has."""

from __future__ import annotations

import pytest

from documents.forms import FieldType
from documents.values import exceeds_whole, is_unusual, no_person, parse_value, unit_differs
from documents.wml import squeeze


@pytest.mark.parametrize(
    "raw",
    [
        "（填错）南塘村夜校",
        "南塘村夜校（作废）",
        "删除",
        "此行取消",
        "已撤销",
        "勿用",
        "南塘村夜校，不算",
        "划掉",
        "[重复]南塘村",
        "误填",
    ],
)
def test_an_answer_that_is_taken_back_is_none(raw: str) -> None:
    assert parse_value(raw, FieldType.TEXT).problem == "void_note"


@pytest.mark.parametrize(
    "raw", ["计划生育协会", "区划地名办公室", "重复利用示范点", "无效合同清理组", "删繁就简读书会", "第三算盘协会"]
)
def test_a_name_with_such_a_word_is_an_answer(raw: str) -> None:
    assert parse_value(raw, FieldType.TEXT).problem is None


def test_a_report_may_speak_of_what_was_deleted() -> None:
    assert parse_value("对不良信息及时删除，取消违规活动两场", FieldType.LONG_TEXT).problem is None


@pytest.mark.parametrize(
    "raw",
    [
        "与上次相同",
        "与上年一致",
        "和去年一样",
        "同上次",
        "同前",
        "参照上年执行",
        "按原来",
        "跟以前一样",
        "上季度同",
        "按去年填",
        "保持不变",
    ],
)
def test_a_reference_to_another_time_is_no_answer(raw: str) -> None:
    for kind in (FieldType.TEXT, FieldType.PLACE, FieldType.UNIT, FieldType.POST):
        assert parse_value(raw, kind).problem == "elsewhere"


@pytest.mark.parametrize("raw", ["上海市大同中学", "前进胡同", "上林大同路1号", "参照物设计社", "按摩推拿服务站"])
def test_a_name_that_begins_alike_is_an_answer(raw: str) -> None:
    assert parse_value(raw, FieldType.TEXT).problem is None


@pytest.mark.parametrize("unit", [*"处册间辆台张幅座栋段种类股届本套口期", "学时", "课时", "批次", "场次", "分钟"])
def test_every_measure_word_may_follow_a_count(unit: str) -> None:
    assert parse_value(f"12{unit}", FieldType.INTEGER).value == 12


@pytest.mark.parametrize(
    ("label", "text"),
    [
        *(
            ("值班人数", "276天"),
            ("参加人数", "3场"),
            ("活动次数", "91人"),
            ("活动次数", "91人次"),
            ("服务天数", "5人"),
        ),
        *(
            ("受益户数", "12人"),
            ("发表篇数", "5小时"),
            ("图书数量", "276天"),
            ("志愿者数", "5次"),
            ("人数（人）", "3次"),
        ),
        *(("总投资（万元）", "12500元"), ("参加人数（必填）", "3次"), ("服务人次", "5场"), ("学生总数", "12小时")),
    ],
)
def test_another_measure_is_seen(label: str, text: str) -> None:
    assert unit_differs(label.replace("（", "(").replace("）", ")"), text)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        *(
            ("值班人数", "276人"),
            ("参加人数", "30名"),
            ("服务人数", "共91人次"),
            ("活动次数", "3场"),
            ("服务天数", "5日"),
        ),
        *(("受益户数", "12户"), ("发表篇数", "5篇"), ("图书数量", "300册"), ("点位数", "5处"), ("人数（必填）", "5人")),
        *(
            ("报名人数（男）", "5人"),
            ("参加人数", "30"),
            ("课时数", "12学时"),
            ("面积（单位:亩）", "12.5亩"),
            ("单位数", "3家"),
        ),
        *(
            ("用工人数（人）", "5名"),
            ("专家数", "3位"),
            ("车辆数", "3台"),
            ("年龄", "35岁"),
            ("村数", "3个"),
            ("次数", "3"),
        ),
        *(("人数（全年）", "5人"), ("单价（元/吨）", "12元"), ("培训场次", "3次"), ("家庭人口数", "4口")),
    ],
)
def test_the_same_measure_by_another_word_is_none(label: str, text: str) -> None:
    assert not unit_differs(label.replace("（", "(").replace("）", ")"), text)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        *(("承租人", "2022年5月11日"), ("项目名称", "2022-05-11"), ("办理期限", "张建国"), ("完成时间", "李娜")),
        *(("活动时间", "王小明"), ("性别", "张三"), ("实施单位", "2022.5.11")),
    ],
)
def test_an_answer_that_its_label_never_has_is_unusual(label: str, text: str) -> None:
    assert is_unusual(label, text)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        *(
            ("承租人", "张三"),
            ("完成时间", "2022年5月"),
            ("活动时间", "周三下午"),
            ("办理期限", "长期"),
            ("活动时间", "常态化"),
        ),
        *(("活动时间", "周末"), ("项目名称", "2022年读书节"), ("备注", "2022-05-11"), ("活动时间", "黄昏")),
    ],
)
def test_an_answer_that_its_label_may_have_is_not(label: str, text: str) -> None:
    assert not is_unusual(label, text)


def test_a_sentence_may_come_again_in_a_longer_report_but_no_paragraph() -> None:
    paragraphs = [f"第{number}季度走访青年。及时回应大家的意见建议。" for number in "一二三四"]
    assert parse_value("\n".join(paragraphs), FieldType.LONG_TEXT).problem is None
    assert parse_value("\n".join([*paragraphs, paragraphs[1]]), FieldType.LONG_TEXT).problem == "repeated_text"
    assert parse_value("".join(paragraphs), FieldType.LONG_TEXT).problem == "repeated_text"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("综合股股长（请领导审定）", "note"),
        ("县团委（代县民政局填）", "note"),
        ("办公室主任（此栏由市局填写）", "note"),
        ("人民路3号（旧址），现已搬迁", "note"),
        ("副科长（补：____）", "placeholder_left"),
        ("副科长→科长", "two_texts"),
        ("夏令营\n或读书会", "looks_like_other"),
        ("见背面", "elsewhere"),
        ("接下页", "elsewhere"),
        ("县图书馆（已并入新塍镇卫生院）", "note"),
        ("146（其中女73）", "note"),
        ("31（月均）", "note"),
        ("镇人民政府待核", "elsewhere"),
        ("情况如下\n区统计局", "looks_like_other"),
        ("2026年13月1日", "date_wrong"),
    ],
)
def test_what_is_said_about_an_answer_is_seen(raw: str, problem: str) -> None:
    assert parse_value(raw, FieldType.TEXT).problem == problem


@pytest.mark.parametrize(
    "raw",
    ["镇长（代理）", "办公室主任（主持工作）", "人民路3号（原第二中学内）", "调研员（保留待遇）", "团委书记（兼）"],
)
def test_brackets_may_belong_to_an_answer(raw: str) -> None:
    assert parse_value(raw, FieldType.TEXT).problem is None


def test_a_place_that_was_moved_is_no_answer() -> None:
    assert parse_value("人民路3号，现已搬迁至解放路", FieldType.PLACE).problem == "note"
    assert parse_value("同意，请办公室办理", FieldType.TEXT).problem is None


def test_two_addresses_are_two_answers() -> None:
    assert parse_value("水月亭西路336号；中山东路88号", FieldType.PLACE).problem == "two_texts"
    assert parse_value("水月亭西路336号、338号", FieldType.PLACE).problem is None


@pytest.mark.parametrize("text", ["县水利局", "张三主任", "张三（代）"])
def test_what_is_no_person_is_seen(text: str) -> None:
    assert no_person(squeeze(text)) is not None


@pytest.mark.parametrize("text", ["张三", "张三、李四", "各村书记", "教育局和卫生院", "团员青年"])
def test_persons_may_be_several(text: str) -> None:
    assert no_person(text) is None


def test_a_question_back_is_no_report() -> None:
    assert parse_value("这里填什么？", FieldType.LONG_TEXT).problem == "unsure"


@pytest.mark.parametrize("tick", ["🗹", "✅", "☑"])
def test_ticks_of_newer_fonts_are_ticks(tick: str) -> None:
    assert parse_value(f"{tick}是　□否", FieldType.CHOICE, ("是", "否"), "□是　□否").value == "是"


def test_a_report_may_go_on_elsewhere() -> None:
    assert parse_value("（接下页）", FieldType.LONG_TEXT).problem == "elsewhere"
    assert parse_value("旧址已搬迁，接下来请各村报名。", FieldType.LONG_TEXT).problem is None


@pytest.mark.parametrize("raw", ["371  372", "371 372", "763，764，765", "1，234"])
def test_numbers_apart_are_not_one(raw: str) -> None:
    assert parse_value(raw, FieldType.INTEGER).problem == "number_wrong"


def test_thousands_are_parted_by_latin_commas() -> None:
    assert parse_value("1,234人", FieldType.INTEGER).value == 1234
    assert parse_value("１，２３４", FieldType.INTEGER).value == 1234


@pytest.mark.parametrize(
    ("label", "share", "more"),
    [("党员比例(%)", 101.0, True), ("覆盖率", 100.0, False), ("同比增长(%)", 120.0, False), ("完成率", 820.0, True)],
)
def test_a_share_is_at_most_the_whole(label: str, share: float, more: bool) -> None:
    assert exceeds_whole(label, share) is more


@pytest.mark.parametrize(
    ("raw", "type"),
    [
        ("原科长", FieldType.POST),
        ("拟任主任", FieldType.POST),
        ("不是县团委", FieldType.UNIT),
        ("前科长", FieldType.POST),
    ],
)
def test_what_was_or_may_be_is_unsure(raw: str, type: FieldType) -> None:  # noqa: A002 - the reader's own word
    assert parse_value(raw, type).problem == "unsure"


@pytest.mark.parametrize("raw", ["原料科科长", "前台主管", "前进街道干事"])
def test_a_post_may_begin_alike(raw: str) -> None:
    assert parse_value(raw, FieldType.POST).problem is None


def test_a_sentence_is_no_place() -> None:
    assert parse_value("走访困难家庭9户，送去学习用品。", FieldType.PLACE).problem == "looks_like_other"
    assert parse_value("人民路3号，2楼。", FieldType.PLACE).problem is None


def test_a_second_name_behind_a_long_one_is_seen() -> None:
    assert parse_value("古丽娜尔·阿不都拉段晓欣", FieldType.NAME).problem == "name_several"
    assert parse_value("古丽娜尔·阿不都热合曼", FieldType.NAME).problem is None
