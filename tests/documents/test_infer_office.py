"""Habits of office forms: boxes that take words or several ticks, frames below headings, subheadings, turned tables."""

from __future__ import annotations

import pytest

from documents.blanks import model_from_blank
from documents.forms import FieldType
from documents.reading import Expected, read
from documents.values import parse_value
from documents.wml import Element
from tests.documents import build
from tests.documents.drawing import C, asked, grid, line, model_of

LIST = grid(("姓名", "职务"), (C("一、党组织成员", 2),), ("", ""), ("", ""), (C("二、村委会成员", 2),), ("", ""))
TURNED = grid(("项目", "主要负责人", "联络员"), ("姓名", "", ""), ("职务", "", ""), ("手机", "", ""))

CASES: dict[str, tuple[list[Element], list[str]]] = {
    "subheadings among the rows of a list": ([line("名册"), LIST], ["名册[姓名:name, 职务:post]"]),
    "another table below a joined row": (
        [grid(("姓名", "职务"), ("", ""), ("", ""), (C("二、意见", 2),), (C("\n\n\n", 2),))],
        ["意见:long_text", "表1[姓名:name, 职务:post]"],
    ),
    "persons side by side": (
        [line("联系人"), TURNED],
        [
            *("主要负责人姓名:name", "联络员姓名:name", "主要负责人职务:post", "联络员职务:post"),
            *("主要负责人手机:mobile", "联络员手机:mobile"),
        ],
    ),
    "rows of persons": (
        [line("表"), grid(("", "姓名", "手机"), ("负责人", "", ""), ("联络员", "", ""))],
        ["表[项目:text, 姓名:text, 手机:text]"],
    ),
    "a frame below its heading": ([line("申报书"), line("二、主要事迹"), grid((C("\n\n"),))], ["主要事迹:long_text"]),
    "a frame with a hint": (
        [line("二、创业经历"), grid(("填写说明：请按时间顺序填写，不超过500字。",))],
        ["创业经历:long_text"],
    ),
    "a frame with a place to sign": (
        [line("三、推荐单位意见"), grid(("\n签字：________",))],
        ["推荐单位意见:long_text", "签字:name"],
    ),
    "a frame that only says something": ([line("须知"), grid(("请各单位按时报送。",))], []),
    "numbers of lines in a cell": ([grid(("意见建议", C("1.\n2.\n3.")))], ["意见建议:long_text"]),
    "a box before 中": (
        [line("请在□中打“√”。"), line("组别：□青年 □中年 □老年")],
        ["组别:choice(青年/中年/老年)"],
    ),
    "rows that are rated": (
        [grid(("项目", "优秀", "良好", "一般"), ("作风", "", "", ""), ("能力", "", "", ""))],
        ["作风:choice(优秀/良好/一般)", "能力:choice(优秀/良好/一般)"],
    ),
    "rows that count by degree": (
        [grid(("项目", "优秀", "人数"), ("作风", "", ""), ("能力", "", ""))],
        ["表1[项目:text, 优秀:text, 人数:integer]"],
    ),
    "brackets behind options": ([grid(("是否匿名", "是（ ） 否（ ）"))], ["是否匿名:choice(是/否)"]),
    "brackets behind questions": ([line("姓名（ ） 电话（ ）")], ["姓名:name", "电话:phone"]),
    "a line to sign on and a date": (
        [line("法定代表人（签字）：________    年  月  日")],
        ["法定代表人（签字）:name", "法定代表人签字日期:date"],
    ),
    "a date whose year is a line": ([line("填报日期：____年__月__日")], ["填报日期:date"]),
    "a sentence around boxes": ([line("本人□参加　□不参加校庆活动。")], ["本人:choice(参加/不参加)"]),
    "an option that says more": ([line("态度：□同意 □不同意但保留意见")], ["态度:choice(同意/不同意但保留意见)"]),
}


@pytest.mark.parametrize("case", CASES)
def test_is_found(case: str) -> None:
    blocks, expected = CASES[case]
    assert asked(model_of(*blocks)) == expected


SEVERAL = {
    "致困原因：□疾病 □上学 □灾害": True,
    "服务意向：□社区 □环保 □助老": True,
    "参会方式：□线上 □线下 □混合": False,
    "调剂意愿：□服从 □不服从 □均可": False,
    "培训需求：□强烈 □一般 □没有": False,
    "培训需求（单选）：□党建 □财务 □写作": False,
    "是否有需求：□是 □否": False,
}


@pytest.mark.parametrize("text", SEVERAL)
def test_a_label_may_ask_for_several(text: str) -> None:
    assert (model_of(line(text)).fields[0].type == FieldType.CHOICES) == SEVERAL[text]


NOTES = {
    "注：1.本表一式两份；2.参加项目可多选。": [True, False],
    "注：以上各项均可多选。": [True, True],
    "除注明可多选外，均为单选。": [False, False],
    "注：未注明可多选的为单选。": [False, False],
}


@pytest.mark.parametrize("note", NOTES)
def test_a_note_may_allow_several(note: str) -> None:
    boxes = grid(("参加项目", "□跳远 □跳高 □跑步"), ("组别", "□青年 □中年 □老年"))
    found = [each.type == FieldType.CHOICES for each in model_of(boxes, line(note)).fields]
    assert found == NOTES[note]


WORDS = {  # prompt, what is returned: the option, or the problem
    ("□病假 □事假 □其他：____", "□病假 □事假 ☑其他：陪护"): "其他",
    ("□病假 □事假 □其他____", "□病假 □事假 ☑其他__陪护__"): "其他",
    ("□病假 □事假 □其他（    ）", "□病假 □事假 ☑其他（陪护）"): "其他",
    ("□病假 □事假 □其他____", "☑病假 □事假 □其他____"): "病假",
    ("□病假 □事假 □其他____", "□病假 □事假 □其他陪护"): None,
    ("□病假 □事假 □其他____", "☑病假 □事假 □其他陪护"): None,
    ("□病假 □事假 □其他____", "□病假 □事假 ☑其他：无"): None,
    ("□病假 □事假 □其他____", "□病假 □事假 ☑其他：病假"): None,
    ("□病假 □事假 □其他____", "□病假 □事假 ☑其他：待定"): None,
    ("□病假 □事假 □其他", "□病假 □事假 ☑其他陪护"): None,
}


@pytest.mark.parametrize(("prompt", "typed"), WORDS)
def test_words_behind_an_option(prompt: str, typed: str) -> None:
    value, problem = parse_value(typed, FieldType.CHOICE, ("病假", "事假", "其他"), prompt)
    expected = WORDS[prompt, typed]
    assert (problem == "choice_wrong") if expected is None else ((value, problem) == (expected, None))


def test_rows_below_subheadings_are_read() -> None:
    def drawn(*people: tuple[str, str]) -> bytes:
        first, second = people
        return build.document(
            build.paragraph("名册"),
            grid(
                ("姓名", "职务"),
                (C("一、党组织成员", 2),),
                first,
                ("", ""),
                (C("二、村委会成员", 2),),
                second,
            ),
        )

    blank = drawn(("", ""), ("", ""))
    reading = read(model_from_blank(blank, "k", "t"), blank, drawn(("张三", "书记"), ("李四", "主任")), Expected())
    assert reading.verdict == "accepted"
    assert [row.values["姓名"] for row in reading.tables[0].rows] == ["张三", "李四"]


RATED: dict[
    tuple[str, ...], tuple[str | None, str | None]
] = {  # the cells of a row: the option, and the code of the doubt
    ("√", "", ""): ("优秀", None),
    ("", "", "✔"): ("一般", None),
    ("", "良好", ""): ("良好", None),
    ("", "", ""): (None, None),
    ("√", "√", ""): (None, "choice_several"),
    ("", "优秀", ""): (None, "choice_wrong"),
    ("", "○", ""): (None, "choice_wrong"),
    ("√", "×", "×"): (None, "choice_wrong"),
}


def rated(cells: tuple[str, ...], heads: tuple[str, ...] = ("优秀", "良好", "一般")) -> bytes:
    return build.document(build.paragraph("测评表"), grid(("项目", *heads), ("作风", *cells), ("能力", "√", "", "")))


@pytest.mark.parametrize("cells", RATED)
def test_a_tick_means_the_words_above_it(cells: tuple[str, ...]) -> None:
    blank = build.document(
        build.paragraph("测评表"),
        grid(("项目", "优秀", "良好", "一般"), ("作风", "", "", ""), ("能力", "", "", "")),
    )
    model = model_from_blank(blank, "k", "t")
    reading = read(model, blank, rated(cells), Expected())
    value, code = RATED[cells]
    assert [reason.code for reason in reading.fields[0].reasons][:1] == ([code] if code else [])
    assert code or reading.fields[0].value == value
    assert reading.verdict == ("review" if code else "accepted")
    assert read(model, blank, rated(cells, ("良好", "优秀", "一般")), Expected()).verdict == "review"


def test_no_return_of_a_blank_that_asks_for_nothing_is_sent_back() -> None:
    blank = build.document(build.paragraph("Notice to all."))
    model = model_from_blank(blank, "k", "t")
    reading = read(model, blank, build.document(build.paragraph("Notice to all. 张三")), Expected())
    assert (model.fields, model.tables) == ((), ())
    assert (reading.verdict, [each.code for each in reading.reasons]) == ("review", ["form_asks_nothing"])
