"""Check boxes with other words behind them, gaps of their own, times with hours, units printed in cells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from documents.blanks import model_from_blank
from documents.reading import Expected, Reading, read
from documents.wml import Element
from tests.documents import build
from tests.documents.drawing import C, U, asked, control, grid, line, model_of

Runs = Sequence[str | U | Element]


def reading_of(blank: Runs, returned: Runs) -> Reading:
    data = form(line(*blank))
    return read(model_from_blank(data, "k", "t"), data, form(line(*returned), "张三"), Expected())


def form(block: Element, name: str = "") -> bytes:
    return build.document(build.paragraph("登记表"), block, build.table(("姓名", name)))


def values_of(reading: Reading) -> dict[str, object]:
    return {each.key: each.value for each in reading.fields if each.key != "姓名" and each.value is not None}


ASKED = {
    "住宿：□需要 □不需要；用餐：□是 □否": ["住宿:choice(需要/不需要)", "用餐:choice(是/否)"],
    "住宿：□需要 □不需要，用餐：□是 □否": ["住宿:choice(需要/不需要)", "用餐:choice(是/否)"],
    "性别：□男 □女 年龄：____岁": ["性别:choice(男/女)", "年龄:integer"],
    "性别：□男 □女 年 龄（周岁）：____": ["性别:choice(男/女)", "年龄（周岁）:integer"],
    "是否党员：□是 □否；入党时间：____": ["是否党员:choice(是/否)", "入党时间:text"],
    "附件：□身份证 □其他材料。联系人：____": ["附件:choice(身份证/其他材料)", "联系人:name"],
    "有无宗教信仰：□有（请注明____） □无    备注：____": ["有无宗教信仰:choice(有/无)", "备注:text"],
    "病史：□有（说明：____） □无": ["病史:choice(有/无)"],
    "病史：□有，说明：____ □无 电话：____": ["病史:choice(有/无)", "电话:phone"],
    "子女：□有____人 □无": ["子女:choice(有/无)"],
    "交通：□自驾（车牌号：   ） □高铁（车次：   ）": ["交通:choice(自驾/高铁)"],
    "类别：□甲 □乙 □其他（   ） 电话：____": ["类别:choice(甲/乙/其他)", "电话:phone"],
    "婚否：□是 □否 年龄____ 住宿：□是 □否": ["婚否:choice(是/否)", "年龄:integer", "住宿:choice(是/否)"],
    "到达时间：   月   日   时": ["到达时间:text"],
    "到达时间：   年  月  日  时  分": ["到达时间:text"],
    "时间：__月__日__时至__月__日__时": ["时间:text"],
    "活动时间：____年__月__日__时——__时": ["活动时间:text"],
    "时间：____年__月__日至__月__日": ["时间:text"],
    "时间：____年__月__日至____年__月__日": ["时间:date", "时间:date"],
    "集合时间：__时__分": ["集合时间:text"],
    "病史：有□（说明：____） 无□ 电话：____": ["病史:choice(有/无)", "电话:phone"],
    "人数：□男：   □女：   ": ["人数:choice(男/女)"],
    "□党员 □团员 民族：  籍贯：": ["党员/团员:choice(党员/团员)", "民族:text", "籍贯:place"],
    "比赛时间：    年    月    日    午    时": ["比赛时间:text"],
    "填报日期：    年  月  日    时间：____": ["填报日期:date", "时间:text"],
}


@pytest.mark.parametrize("text", ASKED)
@pytest.mark.parametrize("cell", [False, True])
def test_what_a_line_asks_for(text: str, cell: bool) -> None:
    assert asked(model_of(grid((C(text, 2),), ("姓名", "")) if cell else line(text))) == [
        *ASKED[text],
        *(["姓名:name"] if cell else []),
    ]


@pytest.mark.parametrize("text", ["须知：□已阅。请签字；□未阅：见附件 ", "□甲：乙丙 □丁；戊"])
def test_no_option_is_a_sentence(text: str) -> None:
    options = [choice for each in model_of(line(text)).fields for choice in each.choices]
    assert not [each for each in options if set(each) & set("；;。：:")]


READ: list[tuple[str, str, dict[str, object]]] = [
    ("住宿：□需要 □不需要；用餐：□是 □否", "住宿：□需要 ☑不需要；用餐：☑是 □否", {"住宿": "不需要", "用餐": "是"}),
    ("性别：□男 □女 年龄：____岁", "性别：□男 ☑女 年龄：35岁", {"性别": "女", "年龄": 35}),
    ("病史：□有（说明：____） □无", "病史：□有（说明：____） ☑无", {"病史": "无"}),
    ("类别：□甲 □乙 □其他：______", "类别：□甲 □乙 ☑其他：青年", {"类别": "其他"}),
    ("病史：□有（说明：____） □无", "病史：□有（说明：____） □无", {}),
    ("类别：□甲 □乙 □其他：______", "类别：☑甲 □乙 □其他：______", {"类别": "甲"}),
    ("类别：□甲 □乙 □其他（   ）", "类别：□甲 ☑乙 □其他（ ）", {"类别": "乙"}),
    ("到达时间：   月   日   时", "到达时间：5月6日9时", {"到达时间": "5月6日9时"}),
    ("到达时间：   月   日   时", "到达时间：   月   日   时", {}),
    (
        "时间：__月__日__时至__月__日__时",
        "时间：5月6日9时至5月7日10时",
        {"时间": "5月6日9时至5月7日10时"},
    ),
]


@pytest.mark.parametrize(("blank", "returned", "values"), READ)
def test_returns_are_read(blank: str, returned: str, values: dict[str, object]) -> None:
    reading = reading_of([blank], [returned])
    assert (reading.verdict, values_of(reading)) == ("accepted", values)


DOUBTED = [
    ("类别：□甲 □乙 □其他：______", "类别：□甲 □乙 □其他：青年"),
    ("类别：□甲 □乙 □其他：______", "类别：☑甲 □乙 □其他：青年"),
    ("类别：□甲 □乙 □其他（   ）", "类别：□甲 □乙 □其他（青年）"),
    ("病史：□有（说明：____） □无", "病史：□有（说明：过敏） ☑无"),
    ("子女：□有____人 □无", "子女：□有2人 ☑无"),
    ("病史：有□（说明：____） 无□", "病史：有☑（说明：过敏） 无□"),
    ("交通：□自驾（车牌号：   ） □高铁（车次：   ）", "交通：□自驾（车牌号：A12345） □高铁（车次：   ）"),
]


@pytest.mark.parametrize(("blank", "returned"), DOUBTED)
def test_words_in_the_gap_of_an_option_are_for_a_person(blank: str, returned: str) -> None:
    reading = reading_of([blank], [returned])
    assert reading.verdict == "review"
    assert reading.fields[0].status == "review"


def test_underlined_blanks_behind_an_option_are_its_gap() -> None:
    blank: Runs = ["类别：□甲 □乙 □其他", U("        ")]
    assert values_of(reading_of(blank, ["类别：□甲 ☑乙 □其他", U("        ")])) == {"类别": "乙"}
    assert reading_of(blank, ["类别：□甲 ☑乙 □其他", U("青年")]).verdict == "review"


def test_a_control_behind_an_option_stays_a_field() -> None:
    blocks = line("类别：□甲 □乙 □其他：", control("点击填写"))
    assert asked(model_of(blocks)) == ["类别:choice(甲/乙/其他)", "其他:text"]


@pytest.mark.parametrize(
    ("label", "prompt", "answer", "value"),
    [
        ("投入资金", "      万元", "3.5万元", 3.5),
        ("投入资金", "____万元", "  3.5  万元", 3.5),
        ("活动面积", "   平方米", "120平方米", 120),
        ("服务情况", "   人次", "共91人次", 91),
        ("参加人数", "   人", "12人", 12),
        ("投入资金", "      万元", "      万元", None),
    ],
)
def test_a_unit_printed_in_a_cell_is_the_forms_own(label: str, prompt: str, answer: str, value: float | None) -> None:
    blank, returned = (form(grid((label, text)), name) for text, name in ((prompt, ""), (answer, "张三")))
    reading = read(model_from_blank(blank, "k", "t"), blank, returned, Expected())
    assert (reading.verdict, reading.fields[0].value) == ("accepted", value)


def test_units_in_the_rows_of_a_table() -> None:
    def drawn(*sums: str) -> bytes:
        rows = [("" if each == "   万元" else "读书角", each) for each in sums]
        return form(grid(("项目名称", "投入资金"), *rows), "张三")

    blank, returned = drawn("   万元", "   万元"), drawn("3.5万元", "   万元")
    reading = read(model_from_blank(blank, "k", "t"), blank, returned, Expected())
    assert [row.values for row in reading.tables[0].rows] == [{"项目名称": "读书角", "投入资金": 3.5}]
