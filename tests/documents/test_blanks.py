"""Compiled blanks: where each answer goes, and what a campaign may say about inferred fields."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.blanks import FieldOverride, compile_blank, model_from_blank
from documents.blanks.infer import infer
from documents.blanks.slots import Blank, BlankParagraph, BlankRow, BlankTable, Slot, slots_of
from documents.content import read_content
from documents.forms import FieldSpec, FieldType, FormModel, fields_json
from documents.intake import check_docx
from documents.reading import read
from documents.reading.result import Expected
from documents.wml import Element, w
from messages import language
from messages.errors import DocumentError
from tests.documents import build
from tests.documents.drawing import C, U, asked, check, control, form_field, grid, line, model_of

LIST = grid(("序号", "姓名", "手机"), ("1", "", ""), ("2", "", ""))
FORM = (line("填报单位："), grid(("联系人", "", "是否挂牌", "")), line("联系点"), LIST)


def compiled(*blocks: Element) -> Blank:
    data = build.document(*blocks)
    return compile_blank(data, model_from_blank(data, "k", "t"))


def rows_of(blank: Blank) -> list[BlankRow]:
    return [row for each in blank.lines if isinstance(each, BlankTable) for row in each.rows]


def test_a_tagged_blank_has_its_fields_at_their_controls() -> None:
    blank = compile_blank(build.blank(), build.model())
    check(blank, build.model())
    slot = blank.slots["officer_name"]
    assert (slot.tag, slot.side, slot.prompt, slot.prefilled) == ("officer_name", "left", "点击填写", False)
    repeating = [row for row in rows_of(blank) if row.role == "repeating"]
    assert len(repeating) == 3
    serial, name, *_ = repeating[1].cells
    assert (serial.pieces, [each.spec.key for each in name.slots]) == (("2",), ["name"])
    (header,) = [row for row in rows_of(blank) if row.role == "header"]
    assert header.grid is not None and header.grid is repeating[0].grid
    assert [each.key if each else None for each in header.grid.columns] == [None, "name", "address", "mobile"]
    assert header.grid.labels == ("序号", "联系点名称", "地址", "手机")


def test_a_blank_is_compiled_once() -> None:
    data = build.blank()
    assert compile_blank(data, build.model()) is compile_blank(data, build.model())


def test_a_control_around_paragraphs_or_cells() -> None:
    block = etree.Element(w("sdt"))
    properties = etree.SubElement(block, w("sdtPr"))
    etree.SubElement(properties, w("tag"), {w("val"): "story"})
    etree.SubElement(block, w("sdtContent")).extend([build.paragraph("第一段"), build.paragraph("第二段")])
    table = grid(("单位", ""), ("姓名", ""))
    cell = table[0][1]
    around = etree.Element(w("sdt"))
    etree.SubElement(etree.SubElement(around, w("sdtPr")), w("tag"), {w("val"): "unit"})
    cell.addprevious(around)
    etree.SubElement(around, w("sdtContent")).append(cell)
    blank = compiled(line("做法："), block, table)
    assert [(key, slot.prompt, slot.side, slot.prefilled) for key, slot in blank.slots.items()] == [
        ("story", "第一段", "above", True),
        ("unit", "", "left", False),
    ]
    second = blank.lines[2]
    assert isinstance(second, BlankParagraph)
    assert [each.spec.key for each in second.pattern.slots] == ["story"]


def test_a_control_inside_another_one_is_refused() -> None:
    outer = control("甲", tag="outer")
    outer[1].append(control("乙", tag="inner"))
    data = build.document(line("姓名：", outer))
    language.activate("en")
    known = {"outer": FieldOverride(), "inner": FieldOverride()}
    with pytest.raises(DocumentError, match="“inner” lies inside another one"):
        model_from_blank(data, "k", "t", known)


def test_a_bare_blank_whose_tags_are_not_ours_is_read_by_its_labels() -> None:
    table = grid(("姓名", C((control("填写", tag="name"),))), ("电话", C((control("填写", tag="name"),))))
    model = model_of(table)
    assert asked(model) == ["姓名:name", "电话:phone"]
    blank = compile_blank(build.document(table), model)
    assert {slot.tag for slot in blank.slots.values()} == {""}
    assert set(blank.doubled) == {"name"}


def test_a_stray_tag_does_not_hide_the_other_answers() -> None:
    title = line("标题：", control("标题", tag="title"))
    assert asked(model_of(title, grid(("姓名", ""), ("电话", "")))) == ["标题:text", "姓名:name", "电话:phone"]


def tags_of(*blocks: Element) -> list[tuple[str, str, str]]:
    """Key, label and tag of each field of a blank that came alone."""
    data = build.document(*blocks)
    model = model_from_blank(data, "k", "t")
    slots = compile_blank(data, model).slots
    return [(each.key, each.label, slots[each.key].tag) for each in model.fields]


def test_a_tagged_frame_below_its_heading_keeps_its_tag() -> None:
    frame = grid((C((control("填写", tag="story", alias="主要事迹"),)),))
    assert tags_of(line("一、主要事迹"), frame) == [("story", "主要事迹", "story")]


def test_tagged_controls_in_a_sentence_keep_their_tags() -> None:
    name, sex = control("填写", tag="name", alias="姓名"), control("填写", tag="sex", alias="性别")
    assert tags_of(line("兹有", name, "同志，性别", sex, "，前来报到。")) == [
        ("name", "姓名", "name"),
        ("sex", "性别", "sex"),
    ]


def test_a_control_that_no_words_name_has_its_title_or_tag() -> None:
    assert tags_of(line(control("填写", tag="name", alias="姓名"), "同志前来报到。")) == [("name", "姓名", "name")]


def test_a_matrix_of_tagged_cells_is_a_table_whose_cells_know_their_tags() -> None:
    cells = [[C((control("0", tag=f"{row}{column}"),)) for column in "xy"] for row in "ab"]
    block = grid(("项目", "次数", "人数"), ("走访", *cells[0]), ("宣讲", *cells[1]))
    data = build.document(block)
    model = model_from_blank(data, "k", "t")
    assert asked(model) == ["表1[项目:text, 次数:integer, 人数:integer]"]
    assert [slot.tag for slot in slots_of(compile_blank(data, model).lines)] == ["ax", "ay", "bx", "by"]


def test_the_options_of_a_tagged_list_on_a_bare_blank() -> None:
    choices = ("选择一项。", "男", "女")
    assert asked(model_of(line("性别：", control("选择一项。", "dropDownList", tag="sex", choices=choices)))) == [
        "性别:choice(男/女)"
    ]


def test_a_model_that_its_blank_has_no_place_for() -> None:
    language.activate("en")
    tagged = FormModel("roster", "t", (FieldSpec("absent", "甲"),))
    with pytest.raises(DocumentError, match=r"roster: The blank has no place for “absent”"):
        compile_blank(build.blank(), tagged)
    with pytest.raises(DocumentError, match="no place for “absent”"):
        compile_blank(build.document(*FORM), FormModel("roster", "t", tagged.fields, version=1))
    table = build.model().tables[0]
    with pytest.raises(DocumentError, match="no place for “points”"):
        compile_blank(build.document(LIST), FormModel("roster", "t", (), (table,)))


def test_where_inferred_answers_go() -> None:
    blank = compiled(
        line("姓名：____ 电话：", *form_field("FORMTEXT")),
        grid(("性别", "□男 □女"), ("单位意见", "\n\n（盖章）\n   年  月  日"), (C("主要事迹", 2),), (C("", 2),)),
        line("____年度", U("  ")),
    )
    shown = {key: (slot.prompt, slot.side) for key, slot in blank.slots.items()}
    assert shown == {
        "姓名": ("____", "before"),
        "电话": ("\u2002" * 5, "before"),
        "性别": ("□男 □女", "left"),
        "单位意见": ("\n\n", "left"),
        "单位意见日期": ("   年  月  日", ""),
        "主要事迹": ("", "above"),
        "年度": ("____", ""),
        "年度 (2)": ("  ", "before"),
    }


def test_a_unit_that_the_sender_filled_in() -> None:
    slot = compiled(grid(("填报单位", "东山县团委"), ("联系人", ""))).slots["填报单位"]
    assert (slot.prompt, slot.prefilled, slot.spec.type) == ("东山县团委", True, FieldType.UNIT)


def test_the_rows_of_a_matrix_keep_their_labels() -> None:
    blank = compiled(grid(("项目", "一季度", "二季度"), ("走访", "", ""), ("座谈", "", "")))
    header, *rows = rows_of(blank)
    assert header.grid is not None
    assert [each.key if each else None for each in header.grid.columns] == ["项目", "一季度", "二季度"]
    assert [row.cells[0].pieces for row in rows] == [("走访",), ("座谈",)]
    assert all(isinstance(row.cells[1].pieces[0], Slot) for row in rows)


def test_repeating_rows_are_marked_and_an_example_is_not() -> None:
    blank = compiled(grid(("序号", "姓名", "手机"), ("例", "张三", "13800000000"), ("1", "", ""), ("2", "", "")))
    assert [row.role for row in rows_of(blank)] == ["header", "fixed", "repeating", "repeating"]


def test_a_campaign_confirms_inferred_fields_by_label() -> None:
    overrides = {
        "联 系 人：": FieldOverride(required=True),
        "是否挂牌": FieldOverride(choices=("是", "否"), label="是否挂牌"),
        "联系点.手机": FieldOverride(FieldType.PHONE, required=True),
        "姓名": FieldOverride(FieldType.TEXT),
    }
    model = model_of(*FORM, overrides=overrides)
    assert asked(model) == [
        "填报单位:unit",
        "联系人:name",
        "是否挂牌:choice(是/否)",
        "联系点[姓名:text, 手机:phone]",
    ]
    assert [each.required for each in model.fields] == [False, True, False]
    assert [each.required for each in model.tables[0].columns] == [False, True]


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        (
            {"联系电话": FieldOverride()},
            "names “联系电话”, but the blank has no field with this label.*填报单位, 联系人",
        ),
        ({"officer_name": FieldOverride()}, "names “officer_name”"),
        ({"联系人": FieldOverride(label="联络员")}, "calls “联系人” “联络员”, but the blank prints “联系人”"),
    ],
)
def test_a_label_that_the_blank_does_not_have(overrides: dict[str, FieldOverride], said: str) -> None:
    language.activate("en")
    with pytest.raises(DocumentError, match=said):
        model_of(*FORM, overrides=overrides)


def test_the_model_says_by_which_rules_it_was_inferred() -> None:
    model = model_of(*FORM)
    stored = model.to_json()
    assert stored["version"] == model.version > 0
    assert FormModel.from_json(stored) == model


def test_what_shoufa_fields_prints() -> None:
    found = fields_json(model_of(*FORM))
    assert found["fields"][1] == {"key": "联系人", "label": "联系人", "type": "name", "required": False, "choices": []}
    (table,) = found["tables"]
    assert (table["key"], table["label"], [each["label"] for each in table["columns"]]) == (
        "联系点",
        "联系点",
        ["姓名", "手机"],
    )


PIECES = [
    *("", "", "", "    ", "姓名", "电话：", "合计", "1", "2.", "□男 □女", "是□ 否□", "年 月 日", "    年  月", "____"),
    *("（盖章）", "（  ）", "说明：", "例", "20", "/", "□其他：____", "  人", "（限50字）", "至", "照片", "填报单位"),
    *("东山县团委", "\t", "（可多选）□甲 □乙", "○", "□", "：", "_ _"),
    *("\n\n", "意见\n\n\n（盖章）\n年 月 日", "手机：\n邮箱：", "□甲\n□乙", "主要事迹：\n\n"),
]
TEXTS = st.one_of(st.sampled_from(PIECES), st.text("甲乙：:□☑（） \n_年月日人。1", max_size=12))


@st.composite
def tables(draw: st.DrawFn) -> Element:
    width = draw(st.integers(1, 5))
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        left, cells = width, []
        while left:
            span = draw(st.integers(1, left)) if draw(st.booleans()) else 1
            down, up = draw(st.sampled_from([(False, False)] * 4 + [(True, False), (False, True)]))
            cells.append(C(draw(TEXTS), span, down, up))
            left -= span
        rows.append(cells)
    return grid(*rows)


@settings(max_examples=60)
@given(st.lists(st.one_of(TEXTS.map(lambda text: line(text.replace("\n", " "))), tables()), max_size=5))
def test_whatever_the_form_its_text_stays_and_its_fields_have_places(blocks: list[Element]) -> None:
    model_of(*blocks)


def test_inference_takes_milliseconds() -> None:
    """A form of three pages: thirty pairs, three lists of ten rows, opinions, a sign-off."""
    blocks = [
        line("登记表"),
        grid(*[(f"项目{n}", "", f"电话{n}", "") for n in range(30)]),
        *[
            grid(("序号", "姓名", "手机", "单位", "备注"), *[(str(n), "", "", "", "") for n in range(10)])
            for _ in range(3)
        ],
        grid(*[(f"意见{n}", "\n\n（盖章）\n   年  月  日") for n in range(5)]),
        *[line("填表人：        联系电话：        填表日期：    年  月  日") for _ in range(20)],
    ]
    package = check_docx(build.document(*blocks))
    taken = []
    for _ in range(5):
        content = read_content(package)
        start = time.perf_counter()
        infer(content, "k", "t")
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.1  # it takes under 20 ms; other programs may be running


@pytest.mark.parametrize(
    "block",
    [
        grid(*[(C("组别", down=not n, up=n > 0), f"姓名{n}", "") for n in range(2000)]),
        grid((C("组别", down=True), "姓名", "手机"), *[(C("", up=True), "", "") for _ in range(2000)]),
        line("姓名： " * 3000),
        line("□甲" * 3000 + "：" * 3000 + "_ " * 3000),
        line(" " * 30000 + "年" + " " * 30000),
    ],
    ids=["merged labels", "merged rows", "labels", "marks", "blanks"],
)
def test_inference_stays_linear(block: Element) -> None:
    content = read_content(check_docx(build.document(block)))
    start = time.perf_counter()
    infer(content, "k", "t")
    assert time.perf_counter() - start < 3


REPORT = (
    *(line("工作报告"), line("一、基本情况"), line(), line("二、主要做法"), line("（可附页）"), line(), line()),
    *(line("三、打算"), line(), line("联系人："), line("联系电话：")),
)


@pytest.mark.parametrize("paragraphs", [1, 2, 4])
@pytest.mark.parametrize("room", [True, False])
def test_a_report_is_read_up_to_the_next_heading(paragraphs: int, room: bool) -> None:
    data = build.document(*REPORT)
    model = model_from_blank(data, "k", "t")
    texts = {label: [f"第{n}段写{label}的内容。" for n in range(paragraphs)] for label in ("甲", "乙")}
    gap = [line()] if room else []
    written = build.document(
        *(
            line("工作报告"),
            line("一、基本情况"),
            *map(line, texts["甲"]),
            *gap,
            line("二、主要做法"),
            line("（可附页）"),
        ),
        *(*gap, *map(line, texts["乙"]), line("三、打算"), *gap, line("联系人：张三"), line("联系电话：13800000001")),
    )
    reading = read(model, data, written, Expected())
    assert {each.label: (each.status, each.value) for each in reading.fields} == {
        "基本情况": ("ok", "\n".join(texts["甲"])),
        "主要做法": ("ok", "\n".join(texts["乙"])),
        "打算": ("blank", None),
        "联系人": ("ok", "张三"),
        "联系电话": ("ok", "13800000001"),
    }


def _around(tag: str, row: Element) -> Element:
    """A control with this tag around a whole row."""
    outer = control("", tag=tag)
    properties, content = outer[0], outer[1]
    for each in properties.findall(w("showingPlcHdr")):
        properties.remove(each)
    for each in list(content):
        content.remove(each)
    place = row.getparent()
    assert place is not None
    place.replace(row, outer)
    content.append(row)
    return outer


@pytest.mark.parametrize("tag", ["crew", "person", ""])
def test_a_control_around_a_row_of_controls_is_no_answer(tag: str) -> None:
    block = grid(
        ("姓名", "手机"),
        *[(C((control("点击填写", tag="crew.name"),)), C((control("点击填写", tag="crew.mobile"),))) for _ in range(2)],
    )
    for row in block.findall(w("tr"))[1:]:
        _around(tag, row)
    data = build.document(line("队员"), block)
    model = model_from_blank(data, "k", "t")
    assert [(each.key, [one.key for one in each.columns]) for each in model.tables] == [("crew", ["name", "mobile"])]
    check(compile_blank(data, model), model)

    def fill(root: Element) -> None:
        for each, text in zip(build.controls(root, "crew.name"), ("张三", "李四"), strict=True):
            build.type_into(each, text)
        for each, text in zip(build.controls(root, "crew.mobile"), ("13800000001", "13800000002"), strict=True):
            build.type_into(each, text)

    (table,) = read(model, data, build.change(data, fill), Expected()).tables
    assert [(row.status, dict(row.values)) for row in table.rows] == [
        ("ok", {"姓名": "张三", "手机": "13800000001"}),
        ("ok", {"姓名": "李四", "手机": "13800000002"}),
    ]


def test_a_control_around_a_row_of_pairs_leaves_the_fields_their_own_tags() -> None:
    block = grid(("姓名", C((control("点击填写", tag="name"),)), "电话", C((control("点击填写", tag="phone"),))))
    _around("row", block.findall(w("tr"))[0])
    model = model_of(block)
    assert asked(model) == ["姓名:name", "电话:phone"]
    assert [each.key for each in model.fields] == ["name", "phone"]


def test_a_tagged_control_around_a_row_with_one_open_cell_is_that_cells() -> None:
    block = grid(("姓名", ""), ("电话", C((control("点击填写", tag="phone"),))))
    _around("name", block.findall(w("tr"))[0])
    data = build.document(block)
    model = model_from_blank(data, "k", "t", {"name": FieldOverride(FieldType.NAME), "phone": FieldOverride()})
    assert [(each.key, each.label) for each in model.fields] == [("name", "姓名"), ("phone", "电话")]
    check(compile_blank(data, model), model)

    def fill(root: Element) -> None:
        cell = next(root.iter(w("tr"))).findall(w("tc"))[1]
        cell.append(build.paragraph("张三"))

    name, phone = read(model, data, build.change(data, fill), Expected()).fields
    assert (name.status, name.value, phone.status) == ("ok", "张三", "blank")


def test_a_control_around_a_row_without_others_leaves_its_label_a_label() -> None:
    block = grid(("姓名", ""), ("电话", ""))
    _around("person", block.findall(w("tr"))[0])
    assert asked(model_of(block)) == ["姓名:name", "电话:phone"]
