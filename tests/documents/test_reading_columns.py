"""Tables whose columns slipped, moved or were headed twice, and answers that two hands wrote."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence

import pytest
from lxml import etree

from documents.blanks import model_from_blank
from documents.reading import Expected, Reading, read
from documents.wml import TBL, TC, TR, Element, P, T, w
from tests.documents import build

HEADER = ("项目名称", "投入资金（万元）", "完成时间", "负责人", "参加人数", "服务人次")
ROWS = (
    ("读书角改造", "3.5", "2016年5月", "张三", "12", "共30人次"),
    ("健身步道", "12", "2016年6月", "李四", "8", "共41人次"),
    ("敬老服务", "0.8", "2016年9月", "王小明", "25", "共52人次"),
)


def form(rows: Sequence[Sequence[str]] = (), header: Sequence[str] = HEADER) -> bytes:
    body = [*rows, *[[""] * len(header)] * (6 - len(rows))]
    return build.document(
        build.paragraph("项目清单"), build.table(("填报单位", "东山县团委" if rows else "")), build.table(header, *body)
    )


BLANK = form()
MODEL = model_from_blank(BLANK, "columns", "项目清单")


def reading_of(data: bytes) -> Reading:
    return read(MODEL, BLANK, data, Expected(unit_names=build.UNITS))


def shifted(column: int, by: int) -> list[list[str]]:
    """The rows with one column a row further down or up."""
    rows = [list(row) for row in ROWS]
    texts = [row[column] for row in rows]
    longer = [*rows, [""] * len(HEADER)] if by > 0 else [[""] * len(HEADER), *rows]
    moved = ["", *texts] if by > 0 else [*texts, ""]
    return [
        [text if at != column else new for at, text in enumerate(row)] for row, new in zip(longer, moved, strict=True)
    ]


def turned(order: Sequence[int], *, answers: bool = True) -> bytes:
    rows = [[row[at] for at in order] for row in ROWS] if answers else ROWS
    return form(rows, [HEADER[at] for at in order])


def test_rows_are_read() -> None:
    reading = reading_of(form(ROWS))
    assert reading.verdict == "accepted"
    assert [row.values["服务人次"] for row in reading.tables[0].rows] == [30, 41, 52]


@pytest.mark.parametrize("column", range(len(HEADER)))
@pytest.mark.parametrize("by", [1, -1])
def test_no_row_is_vouched_for_where_a_column_slipped(column: int, by: int) -> None:
    (table,) = reading_of(form(shifted(column, by))).tables
    assert {row.status for row in table.rows} == {"review"}


@pytest.mark.parametrize(
    "order", [(1, 0, 2, 3, 4, 5), (2, 1, 0, 3, 4, 5), (1, 2, 3, 0, 4, 5), (5, 0, 1, 2, 3, 4), (0, 3, 2, 1, 4, 5)]
)
def test_columns_that_their_answers_tell_apart_may_stand_in_any_order(order: Sequence[int]) -> None:
    reading = reading_of(turned(order))
    assert reading.verdict == "accepted"
    assert [row.values for row in reading.tables[0].rows] == [
        row.values for row in reading_of(form(ROWS)).tables[0].rows
    ]


@pytest.mark.parametrize("order", [(1, 0, 2, 3, 4, 5), (2, 1, 0, 3, 4, 5), (0, 1, 2, 3, 5, 4), (0, 4, 2, 3, 1, 5)])
def test_headers_that_moved_without_their_answers_are_doubted(order: Sequence[int]) -> None:
    (table,) = reading_of(turned(order, answers=False)).tables
    assert {row.status for row in table.rows} == {"review"}


def tables(root: Element) -> list[Element]:
    return list(root.iter(TBL))


def edited(edit: Callable[[Element], None], blank: bytes, data: bytes) -> Reading:
    model = model_from_blank(blank, "edited", "")
    return read(model, blank, build.change(data, edit), Expected(unit_names=build.UNITS))


def tall(rows: Sequence[Sequence[str]] = ()) -> bytes:
    """A list with a header of two rows."""
    body = [(str(at + 1), *(rows[at] if at < len(rows) else ("", "", ""))) for at in range(5)]
    table = build.table(("序号", "姓名", "联系方式"), ("", "", "手机", "邮箱"), *body)
    first, second, *_ = (row.findall(TC) for row in table.findall(TR))
    for above, below in zip(first[:2], second[:2], strict=True):
        for cell, merge in ((above, "restart"), (below, "continue")):
            cell.insert(0, etree.Element(w("tcPr")))
            etree.SubElement(cell[0], w("vMerge"), {w("val"): merge})
    first[2].insert(0, etree.Element(w("tcPr")))
    etree.SubElement(first[2][0], w("gridSpan"), {w("val"): "2"})
    return build.document(build.paragraph("花名册"), table, build.paragraph("特此报送。"))


def header_in_the_merged_cell_again(root: Element) -> None:
    rows = tables(root)[0].findall(TR)
    again = copy.deepcopy(rows[0])
    for merge in again.iter(w("vMerge")):
        merge.set(w("val"), "continue")
    rows[3].addnext(again)


def header_of_two_rows_again(root: Element) -> None:
    rows = tables(root)[0].findall(TR)
    for row in (rows[1], rows[0]):
        rows[3].addnext(copy.deepcopy(row))


@pytest.mark.parametrize("edit", [header_of_two_rows_again, header_in_the_merged_cell_again])
def test_a_header_of_two_rows_may_come_again(edit: Callable[[Element], None]) -> None:
    people = (("张三", "13800000001", "a@city.example"), ("李四", "13800000002", "b@city.example"))
    reading = edited(edit, tall(), tall((*people, ("王小明", "13800000003", "c@city.example"))))
    assert (reading.verdict, len(reading.tables[0].rows)) == ("accepted", 3)


def upper_headers_exchanged(root: Element) -> None:
    one, other = (cell.find(f".//{T}") for cell in tables(root)[0].findall(f".//{TC}")[:2])
    assert one is not None
    assert other is not None
    one.text, other.text = other.text, one.text


def test_headers_of_the_upper_row_that_changed_places_are_doubted() -> None:
    reading = edited(upper_headers_exchanged, tall(), tall([("张三", "13800000001", "a@city.example")]))
    assert reading.verdict == "review"
    assert {row.status for row in reading.tables[0].rows} == {"review"}


def one_hand(root: Element) -> None:
    _second_run(root, "FF0000", "FF0000")


def two_hands(root: Element) -> None:
    _second_run(root, "000000", "FF0000")


def _second_run(root: Element, *colours: str) -> None:
    cell = tables(root)[0].findall(f".//{TC}")[1]
    for each in cell.findall(P):
        cell.remove(each)
    paragraph = etree.SubElement(cell, P)
    for text, colour in zip(("第一中学", "　城东书屋"), colours, strict=True):
        run = build.paragraph(text)[0]
        etree.SubElement(etree.SubElement(run, w("rPr")), w("color"), {w("val"): colour})
        run.insert(0, run[-1])
        paragraph.append(run)


@pytest.mark.parametrize(("edit", "verdict"), [(one_hand, "accepted"), (two_hands, "review")])
def test_words_in_another_colour_behind_an_answer_are_another_answer(
    edit: Callable[[Element], None], verdict: str
) -> None:
    blank = build.document(build.table(("学堂名称", "", "联系人", "")))
    data = build.document(build.table(("学堂名称", "甲", "联系人", "张三")))
    assert edited(edit, blank, data).verdict == verdict
