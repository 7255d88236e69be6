"""Forms without a single control: read by labels and places, and doubted wherever one of them is not the blank's."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence

import pytest
from lxml import etree

from documents.blanks import model_from_blank
from documents.package import Package
from documents.reading import Expected, Reading, read
from documents.wml import TBL, TC, TR, Element, P, T, text_of, w
from tests.documents import build

TITLE, NOTE, SIGN_OFF = "联系点情况表", "说明：请于月底前报送。", "填表人：________  填表日期：    年  月  日"
PAIRS = (("填报单位", "联系人姓名"), ("手机号码", "职务"), ("走访次数", "地址"))
HEADER = ("序号", "姓名", "工作单位", "手机号码")
SINGLES = {
    "填报单位": "东山县团委",
    "联系人姓名": "张三",
    "手机号码": "13800000001",
    "职务": "组织部干事",
    "走访次数": "10次",
    "地址": "城东街道1号",
    "填表人": "李四",
    "填表日期": "2016年5月10日",
}
ROWS = (("王小明", "第一中学", "13800000002"), ("赵小红", "城东社区", "13800000003"))
VALUES = SINGLES | {"走访次数": 10, "填表日期": "2016-05-10"}


def form(singles: dict[str, str] | None = None, rows: Sequence[Sequence[str]] = (), count: int = 4) -> bytes:
    """The blank, or the form filled."""
    given = singles or {}
    pairs = [[piece for label in pair for piece in (label, given.get(label, ""))] for pair in PAIRS]
    body = [(str(n + 1), *(rows[n] if n < len(rows) else ("", "", ""))) for n in range(count)]
    who, day = given.get("填表人", "________"), given.get("填表日期", "    年  月  日")
    return build.document(
        build.paragraph(TITLE),
        build.table(*pairs),
        build.paragraph(NOTE),
        build.table(HEADER, *body),
        build.paragraph(f"填表人：{who}  填表日期：{day}"),
    )


BLANK = form()
MODEL = model_from_blank(BLANK, "plain", TITLE)
GOOD = form(SINGLES, ROWS)
EXPECTED = Expected(unit_names=build.UNITS)


def reading_of(data: bytes, expected: Expected = EXPECTED) -> Reading:
    return read(MODEL, BLANK, data, expected)


def codes(reading: Reading) -> set[str]:
    everywhere = [reading.reasons, *(each.reasons for each in reading.fields), *(t.reasons for t in reading.tables)]
    everywhere += [row.reasons for table in reading.tables for row in table.rows]
    return {reason.code for reasons in everywhere for reason in reasons}


def values(reading: Reading) -> dict[str, object]:
    return {each.label: each.value for each in reading.fields}


def vouched(reading: Reading) -> set[str]:
    return {each.label for each in reading.fields if each.status == "ok"}


Edit = Callable[[Element], None]


def tables(root: Element) -> list[Element]:
    return list(root.iter(TBL))


def paragraph_with(root: Element, text: str) -> Element:
    return next(each for each in root.iter(P) if text in text_of(each))


def set_text(holder: Element, text: str) -> None:
    first, *rest = holder.iter(T)
    first.text = text
    for each in rest:
        each.text = ""


def edited(edit: Edit, data: bytes = GOOD) -> Reading:
    return reading_of(build.change(data, edit))


def test_a_form_without_controls_is_accepted() -> None:
    reading = reading_of(GOOD)
    assert (reading.verdict, codes(reading)) == ("accepted", set())
    assert values(reading) == VALUES
    assert [tuple(row.values.values()) for row in reading.tables[0].rows] == [tuple(row) for row in ROWS]
    assert reading.fields[0].place == "t0r0c1"


def test_a_blank_form_without_controls_goes_back() -> None:
    assert [each.code for each in reading_of(BLANK).reasons] == ["blank_returned"]


# what people do and nothing is lost by


def sign_off_on_two_lines(root: Element) -> None:
    line = paragraph_with(root, "填表人")
    line.addnext(build.paragraph("填表日期：2016年5月10日"))
    set_text(line, "填表人：李四")


def sign_off_turned_round(root: Element) -> None:
    set_text(paragraph_with(root, "填表人"), "填表日期：2016年5月10日  填表人：李四")


def underscores_kept(root: Element) -> None:
    set_text(paragraph_with(root, "填表人"), "填表人：__李四____  填表日期：2016 年 5 月 10 日")


def empty_paragraphs(root: Element) -> None:
    for table in tables(root):
        table.addprevious(build.paragraph(" "))


def empty_rows_added(root: Element) -> None:
    table = tables(root)[1]
    table.append(build.table(("", "", "", ""))[1])
    table.append(build.table(("6", "", "", ""))[1])


def rows_deleted(root: Element) -> None:
    table = tables(root)[1]
    for row in table.findall(TR)[3:]:
        table.remove(row)


def columns_moved(root: Element) -> None:
    for row in tables(root)[1].iter(TR):
        row.append(row[1])


def header_again(root: Element) -> None:
    rows = tables(root)[1].findall(TR)
    rows[1].addnext(copy.deepcopy(rows[0]))


def note_gone(root: Element) -> None:
    note = paragraph_with(root, NOTE)
    note.getparent().remove(note)  # type: ignore[union-attr]


def labels_stretched(root: Element) -> None:
    for text in root.iter(T):
        text.text = {"职务": "职　　务", "姓名": "姓 名：", "地址": "地 址:"}.get(text.text or "", text.text)


def nothing_follows(root: Element) -> None:
    tables(root)[1].addnext(build.paragraph("（以下空白）"))


BENIGN = [
    *(sign_off_on_two_lines, sign_off_turned_round, underscores_kept, empty_paragraphs, empty_rows_added, rows_deleted),
    *(columns_moved, header_again, note_gone, labels_stretched, nothing_follows),
]


@pytest.mark.parametrize("edit", BENIGN, ids=[each.__name__ for each in BENIGN])
def test_what_loses_nothing_is_accepted(edit: Edit) -> None:
    reading = edited(edit)
    assert (reading.verdict, codes(reading)) == ("accepted", set())
    assert values(reading) == VALUES and len(reading.tables[0].rows) == 2
    assert reading.tables[0].rows[0].values["工作单位"] == "第一中学"


# what would be read wrongly


def label_of_another_year(root: Element) -> None:
    next(each for each in root.iter(T) if each.text == "走访次数").text = "去年走访次数"


def answer_typed_into_the_label(root: Element) -> None:
    next(each for each in root.iter(T) if each.text == "职务").text = "职务 部长"


def row_inserted(root: Element) -> None:
    tables(root)[0].findall(TR)[0].addnext(build.table(("备用联系人", "李四", "电话", "1"))[1])


def rows_exchanged(root: Element) -> None:
    rows = tables(root)[0].findall(TR)
    rows[0].addprevious(rows[2])


def row_deleted(root: Element) -> None:
    table = tables(root)[0]
    table.remove(table.findall(TR)[1])


def labels_exchanged(root: Element) -> None:
    one, two = (next(each for each in root.iter(T) if each.text == label) for label in ("地址", "职务"))
    one.text, two.text = two.text, one.text


def cells_joined(root: Element) -> None:
    row = tables(root)[0].findall(TR)[1]
    row.remove(row.findall(TC)[2])


def table_split(root: Element) -> None:
    table = tables(root)[1]
    second = copy.deepcopy(table)
    table.addnext(second)
    table.addnext(build.paragraph(""))
    table.remove(table.findall(TR)[2])
    second.remove(second.findall(TR)[1])


def form_twice(root: Element) -> None:
    for block in list(root[0])[:-1]:
        root[0].insert(len(root[0]) - 1, copy.deepcopy(block))


def words_below(root: Element) -> None:
    paragraph_with(root, "填表人").addnext(build.paragraph("手机号码以微信为准"))


def words_between(root: Element) -> None:
    tables(root)[1].addprevious(build.paragraph("第二行的手机号码已停用"))


def title_of_another_year(root: Element) -> None:
    set_text(paragraph_with(root, TITLE), "2015年联系点情况表")


def column_inserted(root: Element) -> None:
    for row in tables(root)[1].iter(TR):
        row.insert(2, build.table(("备注",))[1][0])


def row_moved_right(root: Element) -> None:
    row = tables(root)[1].findall(TR)[1]
    row.insert(1, row[-1])


def two_rows_in_one(root: Element) -> None:
    cells = tables(root)[1].findall(TR)[1].findall(TC)
    for cell, text in ((cells[1], "王小明"), (cells[2], "城西社区")):
        cell.append(build.paragraph(text))


def boundary_gone(root: Element) -> None:
    set_text(paragraph_with(root, "填表人"), "填表人：李四，填表日期：见填表日期：2016年5月10日")


MISREAD = [
    *(label_of_another_year, answer_typed_into_the_label, row_inserted, rows_exchanged, row_deleted, labels_exchanged),
    *(cells_joined, table_split, form_twice, words_below, words_between, title_of_another_year, column_inserted),
    *(row_moved_right, two_rows_in_one, boundary_gone),
]


@pytest.mark.parametrize("edit", MISREAD, ids=[each.__name__ for each in MISREAD])
def test_what_could_be_misread_is_not_accepted(edit: Edit) -> None:
    reading = edited(edit)
    assert reading.verdict == "review"
    right = all(values(reading)[label] == VALUES[label] for label in vouched(reading))
    assert right


def test_nothing_is_vouched_for_in_a_document_in_doubt() -> None:
    reading = edited(words_below)
    assert vouched(reading) == set() and "document_in_doubt" in codes(reading)
    assert values(reading) == VALUES
    assert {row.status for row in reading.tables[0].rows} == {"review"}


WRITTEN = [
    *[
        ("职务", "13800000009"),
        ("职务", "张三"),
        ("地址", "王小明"),
        ("地址", "东山县团委"),
        ("填报单位", "西山县团委"),
    ],
    *[("填报单位", "城东街道1号"), ("地址", "城东街道1号（更正）"), ("地址", "甲"), ("职务", "组织部干事    张三")],
    *[
        ("职务", "{{post}}"),
        ("地址", "#N/A"),
        ("职务", "部长✓"),
        ("地址", "城东街道1号或城西街道2号"),
        ("职务", "手机号码"),
    ],
    *[("走访次数", "10 12"), ("走访次数", "1O"), ("走访次数", "12121212"), ("手机号码", "l3800000001")],
    *[("填表日期", "5月10日"), ("填表人", "李四书记"), ("地址", "城东街道1号 李小四")],
]


@pytest.mark.parametrize(("label", "text"), WRITTEN)
def test_words_of_another_kind_are_doubted(label: str, text: str) -> None:
    reading = reading_of(form(SINGLES | {label: text}, ROWS))
    assert reading.verdict == "review" and label not in vouched(reading)


def test_free_text_beside_an_answer_in_doubt_is_not_vouched_for() -> None:
    reading = reading_of(form(SINGLES | {"手机号码": "城东街道1号", "地址": "示范路2号"}, ROWS))
    assert "地址" not in vouched(reading) and "填表日期" in vouched(reading)


@pytest.mark.parametrize("text", ["合计", "例：王小明", "同上", "无", "姓名"])
def test_a_row_that_is_none_is_doubted(text: str) -> None:
    assert reading_of(form(SINGLES, (*ROWS, (text, "", "")))).verdict == "review"


def test_a_row_without_its_first_answer_may_be_shifted() -> None:
    assert "row_gap" in codes(reading_of(form(SINGLES, (*ROWS, ("", "第二中学", "13800000004")))))


def test_what_is_known_is_a_witness() -> None:
    odd = form(SINGLES | {"联系人姓名": "库尔班"}, ROWS)
    assert reading_of(odd).verdict == "review"
    key = next(each.key for each in MODEL.fields if each.label == "联系人姓名")
    known = Expected(unit_names=build.UNITS, known={key: "库尔班"})
    assert reading_of(odd, known).verdict == "accepted"
    exchanged = Expected(unit_names=build.UNITS, known={key: "李四", "填表人": "张三"})
    assert "looks_like_other" in codes(reading_of(GOOD, exchanged))


def test_a_file_with_other_labels_is_not_the_form() -> None:
    other = build.document(build.table(("会议名称", "例会"), ("会议地点", "三楼")), build.paragraph("会议记录"))
    assert [each.code for each in reading_of(other).reasons] == ["not_our_form"]


def test_the_form_in_a_picture_is_looked_at() -> None:
    def only_a_picture(root: Element) -> None:
        for block in list(root[0])[:-1]:
            root[0].remove(block)
        drawn = build.paragraph("")
        etree.SubElement(etree.SubElement(drawn, w("r")), w("drawing"))
        root[0].insert(0, drawn)

    package = Package.open(GOOD)
    only_a_picture(package.tree(package.main))
    assert reading_of(package.save()).verdict in ("review", "rejected")
