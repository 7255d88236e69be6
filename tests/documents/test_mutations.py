"""Further ways in which forms come back; each would be read wrongly, so none may be accepted."""

from __future__ import annotations

import copy

import pytest
from lxml import etree

from documents.identity import Identity, make_number, stamp
from documents.package import Package
from documents.reading import Expected, Reading, read
from documents.wml import BODY, Element, P, T, w
from tests.documents import build
from tests.documents.edits import Edit, first, typed_run

NUMBER = make_number(79)
MODEL = build.model()
BLANK = stamp(build.blank(), Identity(NUMBER))
GOOD = build.fill(BLANK)
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"


def reading_of(data: bytes) -> Reading:
    return read(MODEL, BLANK, data, Expected(NUMBER, build.UNITS))


def run_of(root: Element, tag: str) -> Element:
    found = first(root, tag).find(f".//{w('r')}")
    assert found is not None
    return found


def look_of(root: Element, tag: str) -> Element:
    """The (new) run properties of an answer."""
    properties = etree.Element(w("rPr"))
    run_of(root, tag).insert(0, properties)
    return properties


def cell_of(root: Element, tag: str) -> Element:
    return next(first(root, tag).iterancestors(w("tc")))


def properties_of(element: Element, name: str) -> Element:
    found = element.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        element.insert(0, found)
    return found


def another_text_for_other_programs(root: Element) -> None:
    run = run_of(root, "officer_mobile")
    choices = etree.Element(f"{{{MARKUP}}}AlternateContent")
    run.addprevious(choices)
    etree.SubElement(choices, f"{{{MARKUP}}}Choice", Requires="w14").append(run)
    etree.SubElement(choices, f"{{{MARKUP}}}Fallback").append(typed_run("13900000009"))


def turned_round_by_an_element(root: Element) -> None:
    run = run_of(root, "visits")
    turned = etree.Element(w("bdo"), {w("val"): "rtl"})
    run.addprevious(turned)
    turned.append(run)


def turned_round_by_a_character(root: Element) -> None:
    build.type_into(first(root, "visits"), "\u202e01\u202c")


def filled_with_nothing(root: Element) -> None:
    fill = etree.SubElement(look_of(root, "remarks"), f"{{{WORD_2010}}}textFill")
    etree.SubElement(fill, f"{{{WORD_2010}}}noFill")


def pressed_together(root: Element) -> None:
    etree.SubElement(look_of(root, "remarks"), w("spacing"), {w("val"): "-200"})


def in_a_symbol_font(root: Element) -> None:
    """Digits then show as pictures; Chinese characters would still be shown by another font."""
    etree.SubElement(look_of(root, "officer_mobile"), w("rFonts"), {w("ascii"): "Wingdings", w("hAnsi"): "Wingdings"})


def struck_by_characters(root: Element) -> None:
    build.type_into(first(root, "officer_post"), "部\u0336长\u0336")


def a_private_character(root: Element) -> None:
    build.type_into(first(root, "remarks"), "第\uf06c批")


def hidden_below_a_merged_cell(root: Element) -> None:
    etree.SubElement(properties_of(cell_of(root, "officer_name"), "tcPr"), w("vMerge"), {w("val"): "restart"})
    etree.SubElement(properties_of(cell_of(root, "officer_post"), "tcPr"), w("vMerge"))


def hidden_beside_a_merged_cell(root: Element) -> None:
    etree.SubElement(properties_of(cell_of(root, "points.name"), "tcPr"), w("hMerge"), {w("val"): "restart"})
    etree.SubElement(properties_of(cell_of(root, "points.address"), "tcPr"), w("hMerge"))


def off_the_page(root: Element) -> None:
    paragraph = next(first(root, "remarks").iterancestors(P))
    etree.SubElement(properties_of(paragraph, "pPr"), w("ind"), {w("left"): "20000"})


def in_a_frame(root: Element) -> None:
    paragraph = next(first(root, "remarks").iterancestors(P))
    etree.SubElement(properties_of(paragraph, "pPr"), w("framePr"), {w("x"): "0", w("y"): "0"})


def numbered_by_word(root: Element) -> None:
    paragraph = next(first(root, "visits").iterancestors(P))
    etree.SubElement(properties_of(paragraph, "pPr"), w("numPr"))


def second_table_of_rows(root: Element) -> None:
    table = next(first(root, "points.name").iterancestors(w("tbl")))
    table.addnext(copy.deepcopy(table))
    build.type_into(build.controls(root, "points.name")[3], "城西社区")


def table_row_deleted_under_tracking(root: Element) -> None:
    row = next(first(root, "points.name").iterancestors(w("tr")))
    etree.SubElement(properties_of(row, "trPr"), w("del"), {w("author"): "x"})


def row_added_to_the_single_answers(root: Element) -> None:
    table = next(first(root, "remarks").iterancestors(w("tbl")))
    table.append(build.table(("备用联络员", "李四"))[1])


def second_paragraph_below_an_answer(root: Element) -> None:
    cell_of(root, "officer_mobile").append(build.paragraph("13900000009"))


def answer_of_another_control_pasted(root: Element) -> None:
    twin = copy.deepcopy(first(root, "officer_name"))
    build.type_into(twin, "李四")
    next(first(root, "remarks").iterancestors(P)).append(twin)


def whole_form_twice(root: Element) -> None:
    body = root.find(BODY)
    assert body is not None
    for block in [copy.deepcopy(each) for each in body if each.tag != w("sectPr")]:
        body.insert(len(body) - 1, block)


def header_row_deleted(root: Element) -> None:
    row = next(first(root, "points.name").iterancestors(w("tr")))
    above = row.getprevious()
    assert above is not None
    above.getparent().remove(above)  # type: ignore[union-attr]


def header_texts_swapped(root: Element) -> None:
    one, two = (next(each for each in root.iter(T) if each.text == label) for label in ("地址", "联系点名称"))
    one.text, two.text = two.text, one.text


def tag_in_capitals(root: Element) -> None:
    tag = first(root, "officer_name").find(f"{w('sdtPr')}/{w('tag')}")
    assert tag is not None
    tag.set(w("val"), "OFFICER_NAME")


MUTATIONS: list[Edit] = [
    another_text_for_other_programs,
    turned_round_by_an_element,
    turned_round_by_a_character,
    filled_with_nothing,
    pressed_together,
    in_a_symbol_font,
    struck_by_characters,
    a_private_character,
    hidden_below_a_merged_cell,
    hidden_beside_a_merged_cell,
    off_the_page,
    in_a_frame,
    numbered_by_word,
    second_table_of_rows,
    table_row_deleted_under_tracking,
    row_added_to_the_single_answers,
    second_paragraph_below_an_answer,
    answer_of_another_control_pasted,
    whole_form_twice,
    header_row_deleted,
    header_texts_swapped,
    tag_in_capitals,
]


@pytest.mark.parametrize("edit", MUTATIONS, ids=[each.__name__ for each in MUTATIONS])
def test_a_form_changed_so_is_never_accepted(edit: Edit) -> None:
    assert reading_of(build.change(GOOD, edit)).verdict != "accepted"


WRITTEN = [
    *[("officer_name", text) for text in ("张总", "王姐", "李医生", "陈老师傅", "张三 男", "联络员张三", "张三等2人")],
    *[("officer_mobile", text) for text in ("138OOOOOOO1", "13800000001-2", "1380000000１①", "13800000001/2")],
    *[("officer_tel", text) for text in ("8252000-8", "0573-82520001/2", "82520001（总机）", "8001")],
    *[("started_on", text) for text in ("5/10/2016", "2016.5.10起", "2016年5月中旬", "2016-5-31日前", "2016.5.1.0")],
    *[("visits", text) for text in ("5+5", "10~12", "十次", "1O", "10次/月", "每月10次", "10（预计）", "10人/次")],
    *[
        ("remarks", text)
        for text in ("以下空白", "备注：手机号有误", "应为第二批", "第一批改为第二批", "同左", "？？？")
    ],
    *[("unit", text) for text in ("东山县团委（代）", "西山县团委", "东山县团委、西山县团委")],
    *[("officer_post", text) for text in ("主任？", "拟任部长", "暂定主任", "可能是主任", "主任/科长?")],
]


@pytest.mark.parametrize(("key", "text"), WRITTEN)
def test_an_answer_written_so_is_never_accepted(key: str, text: str) -> None:
    assert reading_of(build.fill(GOOD, {key: text}, ())).verdict != "accepted"


ROWS_WRITTEN = [
    ("以下空白", "", ""),
    ("注：以上均已确认", "", ""),
    ("说明：另有3处", "", ""),
    ("共2个", "", ""),
    ("合计：2", "", ""),
    ("总数", "2", ""),
    ("同上", "", ""),
    ("……", "", ""),
    ("填表人：张三", "", ""),
    ("（单位盖章）", "", ""),
    ("联系人张三", "城西路5号", "13800000005 13800000006"),
]


@pytest.mark.parametrize("row", ROWS_WRITTEN, ids=[row[0] for row in ROWS_WRITTEN])
def test_a_row_that_is_none_is_never_accepted(row: tuple[str, str, str]) -> None:
    assert reading_of(build.fill(BLANK, rows=(*build.ROWS, row))).verdict != "accepted"


def in_the_styles(data: bytes, kind: str, mark: str, look: str) -> bytes:
    """`data` with a look in its default paragraph style or in the style of its tables."""
    package = Package.open(data)
    styles = package.tree(package.related(package.main, "styles")[0])
    style = etree.SubElement(styles, w("style"), {w("type"): kind, w("styleId"): "Other", w(mark): "1"})
    etree.SubElement(etree.SubElement(style, w("rPr")), w(look))
    if kind == "table":
        for table in package.tree(package.main).iter(w("tbl")):
            etree.SubElement(properties_of(table, "tblPr"), w("tblStyle"), {w("val"): "Other"})
    return package.save()


@pytest.mark.parametrize(("kind", "mark"), [("paragraph", "default"), ("table", "customStyle")])
@pytest.mark.parametrize("look", ["vanish", "strike"])
def test_a_style_that_no_run_names_is_seen(kind: str, mark: str, look: str) -> None:
    assert reading_of(in_the_styles(GOOD, kind, mark, look)).verdict != "accepted"


def test_a_look_of_the_whole_document_is_seen() -> None:
    package = Package.open(GOOD)
    styles = package.tree(package.related(package.main, "styles")[0])
    defaults = properties_of(properties_of(properties_of(styles, "docDefaults"), "rPrDefault"), "rPr")
    etree.SubElement(defaults, w("strike"))
    assert reading_of(package.save()).verdict != "accepted"
