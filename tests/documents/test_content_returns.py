"""Signs of a return that its blank shares or does not: diagonals, photographs, inner tables."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from lxml import etree

from documents.blanks import model_from_blank
from documents.identity import Identity, make_number, stamp
from documents.reading import Expected, Reading, read
from documents.wml import VAL, Element, text_of, w
from tests.documents import build
from tests.documents.drawing import C, grid, line
from tests.documents.edits import Edit, first

NUMBER = make_number(79)


def reading_of(blank: bytes, returned: bytes) -> Reading:
    return read(model_from_blank(blank, "form", "表"), blank, returned, Expected(NUMBER, build.UNITS))


def codes(reading: Reading) -> set[str]:
    everywhere = [reading.reasons, *(each.reasons for each in reading.fields), *(t.reasons for t in reading.tables)]
    everywhere += [row.reasons for table in reading.tables for row in table.rows]
    return {reason.code for reasons in everywhere for reason in reasons}


def cross(cell: Element) -> None:
    """A diagonal through a cell."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = etree.Element(w("tcPr"))
        cell.insert(0, properties)
    etree.SubElement(etree.SubElement(properties, w("tcBorders")), w("tl2br"), {VAL: "single", w("sz"): "4"})


def cells(root: Element) -> list[Element]:
    return list(root.iter(w("tc")))


def type_in(cell: Element, text: str) -> None:
    """An answer in the cell's last paragraph."""
    cell.findall(w("p"))[-1].append(line(text)[0])


def type_in_each(root: Element, typed: dict[int, str]) -> None:
    for at, text in typed.items():
        type_in(cells(root)[at], text)


# diagonals


def test_an_answer_that_a_diagonal_strikes_out_is_doubted() -> None:
    blank = stamp(build.blank(), Identity(NUMBER))
    good = build.fill(blank)
    model = build.model()

    def edit(root: Element) -> None:
        cross(next(first(root, "remarks").iterancestors(w("tc"))))

    assert read(model, blank, good, Expected(NUMBER, build.UNITS)).verdict == "accepted"
    crossed = read(model, blank, build.change(good, edit), Expected(NUMBER, build.UNITS))
    assert crossed.verdict == "review" and "struck_text" in codes(crossed)


CORNER = build.document(
    line("统计表"),
    grid(("月份\n项目", "走访次数", "慰问人数"), ("一月", "", ""), ("二月", "", ""), ("三月", "", "")),
    line("填报人："),
)


def test_a_diagonal_that_splits_the_corner_of_a_header_is_the_blanks_own() -> None:
    blank = stamp(build.change(CORNER, lambda root: cross(cells(root)[0])), Identity(NUMBER))

    def edit(root: Element) -> None:
        for number, text in ((4, "10"), (5, "20"), (7, "3"), (8, "4")):
            type_in(cells(root)[number], text)

    filled = build.change(blank, edit)
    assert reading_of(blank, filled).verdict == "accepted"
    crossed = reading_of(blank, build.change(filled, lambda root: cross(cells(root)[10])))  # an empty cell
    assert crossed.verdict == "accepted"


# photographs

DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/"
INLINE = f'<wp:{{0}} xmlns:wp="{DRAWN}wordprocessingDrawing"><pic:pic xmlns:pic="{DRAWN}picture"/></wp:{{0}}>'
OLD = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="{}"><v:imagedata/></v:shape>'


def put_picture(cell: Element, holder: str = "drawing", xml: str = INLINE.format("inline"), *, instead: bool) -> None:
    """A picture in the cell's first paragraph, behind its words or instead of them."""
    first, *others = cell.findall(w("p"))
    if instead:
        for each in (*first, *others):
            parent = each.getparent()
            assert parent is not None
            parent.remove(each)
    etree.SubElement(etree.SubElement(first, w("r")), w(holder)).append(etree.fromstring(xml))


def photographed(root: Element, holder: str = "drawing", xml: str = INLINE.format("inline"), *, instead: bool) -> None:
    put_picture(cells(root)[4], holder, xml, instead=instead)


def card(photo: str, beside: tuple[str | C, ...] = ()) -> bytes:
    """A form with a cell for a photograph: the fifth."""
    last = C(photo, down=not beside)
    rows = (("姓名", "", "性别", "", last, *beside), ("民族", "", "籍贯", "", C("", up=not beside), *beside))
    return stamp(build.document(line("登记表"), grid(*rows, ("简介", C("", 4 + len(beside))))), Identity(NUMBER))


def filled(blank: bytes, edit: Edit) -> bytes:
    """The card with its answers, and what `edit` does to it."""

    def fill(root: Element) -> None:
        open_ones = {"姓名": "张三", "性别": "男", "民族": "汉族", "籍贯": "浙江嘉兴", "简介": "在基层工作。"}
        found = cells(root)
        for label, cell in pairwise(found):
            if text_of(label) in open_ones:
                type_in(cell, open_ones[text_of(label)])
        edit(root)

    return build.change(blank, fill)


@pytest.mark.parametrize("photo", ["照片", "二寸照片", "照\n片", "贴相片处", "（一寸免冠证件照）"])
@pytest.mark.parametrize("instead", [True, False])
def test_the_photograph_that_a_form_asks_for_needs_no_person(photo: str, instead: bool) -> None:
    blank = card(photo)
    assert reading_of(blank, filled(blank, lambda _: None)).verdict == "accepted"
    for holder, xml in (("drawing", INLINE.format("inline")), ("pict", OLD.format("width:80pt;height:100pt"))):
        done = filled(blank, partial(photographed, holder=holder, xml=xml, instead=instead))
        assert codes(reading_of(blank, done)) == set() and reading_of(blank, done).verdict == "accepted"


def test_a_photograph_beside_its_words() -> None:
    blank = card("照片", ("",))
    done = filled(blank, lambda root: put_picture(cells(root)[5], instead=False))
    assert reading_of(blank, done).verdict == "accepted"


def two(root: Element) -> None:
    put_picture(cells(root)[4], instead=False)
    put_picture(cells(root)[4], instead=False)


def with_words(root: Element) -> None:
    put_picture(cells(root)[4], instead=True)
    type_in(cells(root)[4], "李四")


def elsewhere_too(root: Element) -> None:
    put_picture(cells(root)[4], instead=False)
    put_picture(cells(root)[6], instead=False)


OTHER_PICTURES: dict[str, Edit] = {
    "two": two,
    "with words": with_words,
    "elsewhere too": elsewhere_too,
    "elsewhere": lambda root: put_picture(cells(root)[3], instead=False),
    "over the text": lambda root: put_picture(cells(root)[4], xml=INLINE.format("anchor"), instead=False),
    "over the text, of old": lambda root: put_picture(
        cells(root)[4], "pict", OLD.format("position:absolute;width:9pt"), instead=False
    ),
    "a chart": lambda root: put_picture(cells(root)[4], xml=INLINE.format("inline").replace("pic:", "x:").replace(
        "xmlns:pic", "xmlns:x").replace("/picture", "/chart"), instead=False),
    "an object": lambda root: put_picture(cells(root)[4], "object", OLD.format(""), instead=False),
}  # fmt: skip


@pytest.mark.parametrize("edit", OTHER_PICTURES.values(), ids=OTHER_PICTURES)
def test_any_other_picture_is_for_a_person(edit: Edit) -> None:
    blank = card("照片")
    reading = reading_of(blank, filled(blank, edit))
    assert reading.verdict == "review" and "picture" in codes(reading)


def test_no_picture_is_asked_for_where_the_form_says_nothing() -> None:
    blank = card("")
    reading = reading_of(blank, filled(blank, lambda root: put_picture(cells(root)[4], instead=False)))
    assert reading.verdict == "review" and "picture" in codes(reading)


# tables in cells

PAIRS = build.document(
    line("登记表"),
    grid(("单位", ""), ("联系人", C((grid(("姓名", ""), ("电话", "")),))), ("备注", "")),
)
LIST = build.document(
    line("登记表"),
    grid(("单位", ""), (C((grid(("姓名", "电话", "职务"), ("", "", ""), ("", "", "")),), 2),)),
)


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (PAIRS, {1: "东山县团委", 5: "张三", 7: "13800000001", 9: "第一批"}),
        (PAIRS, {5: "张三"}),
        (PAIRS, {3: "张三 13800000001"}),  # below the inner table
        (LIST, {1: "东山县团委", 6: "张三", 7: "13800000001", 8: "干事"}),
        (LIST, {1: "东山县团委", 6: "组织部干事"}),
    ],
)
def test_what_was_typed_into_a_table_in_a_cell_is_never_lost(form: bytes, typed: dict[int, str]) -> None:
    blank = stamp(form, Identity(NUMBER))
    reading = reading_of(blank, build.change(blank, partial(type_in_each, typed=typed)))
    assert reading.verdict == "review" and codes(reading) & {"nested_table", "residue"}
    assert all(each.status != "ok" for each in reading.fields)


def test_a_table_in_a_cell_that_nobody_touched_is_the_blanks_own() -> None:
    blank = stamp(PAIRS, Identity(NUMBER))
    done = build.change(blank, partial(type_in_each, typed={1: "东山县团委", 9: "第一批"}))
    assert reading_of(blank, done).verdict == "accepted"


def test_controls_in_a_table_in_a_cell_are_read() -> None:
    inner = build.table(("姓名", build.control("a", "姓名")), ("电话", build.control("b", "电话")))
    blank = stamp(build.document(line("登记表"), grid(("联系人", C((inner,))))), Identity(NUMBER))

    def edit(root: Element) -> None:
        build.type_into(first(root, "a"), "张三")
        build.type_into(first(root, "b"), "13800000001")

    reading = reading_of(blank, build.change(blank, edit))
    assert reading.verdict == "accepted" and [each.value for each in reading.fields] == ["张三", "13800000001"]
