"""What a returned form shows beyond its text: looks that hide or strike out, margins, rows that say the same."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from lxml import etree

from documents.identity import Identity, make_number, stamp
from documents.package import Package
from documents.reading import Expected, Reading, read
from documents.wml import Element, P, text_of, w
from tests.documents import build
from tests.documents.edits import Edit, first, typed_run

NUMBER = make_number(78)
MODEL = build.model()
BLANK = stamp(build.blank(), Identity(NUMBER))
GOOD = build.fill(BLANK)
Look = Callable[[Element], None]


def reading_of(data: bytes, blank: bytes = BLANK) -> Reading:
    return read(MODEL, blank, data, Expected(NUMBER, build.UNITS))


def codes(reading: Reading) -> set[str]:
    everywhere = [reading.reasons, *(each.reasons for each in reading.fields), *(t.reasons for t in reading.tables)]
    everywhere += [row.reasons for table in reading.tables for row in table.rows]
    return {reason.code for reasons in everywhere for reason in reasons}


def effect(name: str, **attributes: str) -> Look:
    """A run property with these attributes."""

    def put(run: Element) -> None:
        properties = run.find(w("rPr"))
        if properties is None:
            properties = etree.Element(w("rPr"))
            run.insert(0, properties)
        etree.SubElement(properties, w(name), {w(key): value for key, value in attributes.items()})

    return put


def shading(holder: str, fill: str, val: str = "clear", color: str = "auto") -> Look:
    """A shading of the run's paragraph, cell or table."""
    names = {"p": "pPr", "tc": "tcPr", "tbl": "tblPr"}

    def put(run: Element) -> None:
        element = next(run.iterancestors(w(holder)))
        properties = element.find(w(names[holder]))
        if properties is None:
            properties = etree.Element(w(names[holder]))
            element.insert(0, properties)
        etree.SubElement(properties, w("shd"), {w("val"): val, w("color"): color, w("fill"): fill})

    return put


def both(*looks: Look) -> Look:
    def put(run: Element) -> None:
        for each in looks:
            each(run)

    return put


def run_of(root: Element, tag: str = "remarks") -> Element:
    found = first(root, tag).find(f".//{w('r')}")
    assert found is not None
    return found


UNSEEN: list[tuple[str, Look, str]] = [
    ("superscript", effect("vertAlign", val="superscript"), "raised_text"),
    ("subscript", effect("vertAlign", val="subscript"), "raised_text"),
    ("raised", effect("position", val="10"), "raised_text"),
    ("lowered", effect("position", val="-8"), "raised_text"),
    ("squeezed to 1 %", effect("w", val="1"), "hidden_text"),
    ("squeezed to 5 %", effect("w", val="5%"), "hidden_text"),
    ("theme white", effect("color", val="auto", themeColor="background1"), "hidden_text"),
    ("pale grey", effect("color", val="E8E8E8"), "hidden_text"),
    ("black on a black run", effect("shd", val="clear", color="auto", fill="000000"), "hidden_text"),
    ("black on black highlight", effect("highlight", val="black"), "hidden_text"),
    ("black on a black paragraph", shading("p", "000000"), "hidden_text"),
    ("black on a black cell", shading("tc", "0A0A0A"), "hidden_text"),
    ("black on a black table", shading("tbl", "000000"), "hidden_text"),
    ("black on a solid pattern", shading("tc", "FFFFFF", "solid", "000000"), "hidden_text"),
    ("black on a solid pattern of no colour", shading("tc", "auto", "solid"), "hidden_text"),
    ("black on the theme's text colour", effect("shd", val="clear", fill="auto", themeFill="text1"), "hidden_text"),
    ("red on red", both(effect("color", val="C00000"), shading("tc", "C81010")), "hidden_text"),
]
SEEN: list[tuple[str, Look]] = [
    ("baseline", effect("vertAlign", val="baseline")),
    ("not raised", effect("position", val="0")),
    ("levelled with another font", effect("position", val="-2")),
    ("a little closer", effect("spacing", val="-12")),
    ("a little wider", effect("spacing", val="20")),
    ("narrow type", effect("w", val="80")),
    ("grey", effect("color", val="808080")),
    ("theme text", effect("color", val="000000", themeColor="text1")),
    ("yellow highlight", effect("highlight", val="yellow")),
    ("highlight taken off", both(effect("highlight", val="none"), shading("tc", "D9D9D9"))),
    ("on grey", shading("tc", "D9D9D9")),
    ("on no colour", shading("p", "auto")),
    ("shading that is none", shading("tc", "000000", "nil")),
    ("red on yellow", both(effect("color", val="C00000"), shading("tc", "FFFF00"))),
    ("nearest shading counts", both(shading("tc", "000000"), shading("p", "FFFFFF"))),
]


@pytest.mark.parametrize(("look", "code"), [each[1:] for each in UNSEEN], ids=[each[0] for each in UNSEEN])
def test_a_look_that_takes_text_away_is_seen(look: Look, code: str) -> None:
    reading = reading_of(build.change(GOOD, lambda root: look(run_of(root))))
    assert reading.verdict == "review" and code in codes(reading)


@pytest.mark.parametrize("look", [each[1] for each in SEEN], ids=[each[0] for each in SEEN])
def test_a_look_that_leaves_text_readable_is_harmless(look: Look) -> None:
    assert reading_of(build.change(GOOD, lambda root: look(run_of(root)))).verdict == "accepted"


def hidden_row(root: Element) -> None:
    row = next(first(root, "points.name").iterancestors(w("tr")))
    properties = etree.Element(w("trPr"))
    etree.SubElement(properties, w("hidden"))
    row.insert(0, properties)


def row_without_height(root: Element) -> None:
    row = next(first(root, "points.name").iterancestors(w("tr")))
    properties = etree.Element(w("trPr"))
    etree.SubElement(properties, w("trHeight"), {w("val"): "20", w("hRule"): "exact"})
    row.insert(0, properties)


def line_without_height(root: Element) -> None:
    paragraph = next(first(root, "remarks").iterancestors(P))
    properties = etree.Element(w("pPr"))
    etree.SubElement(properties, w("spacing"), {w("line"): "20", w("lineRule"): "exact"})
    paragraph.insert(0, properties)


@pytest.mark.parametrize("edit", [hidden_row, row_without_height, line_without_height])
def test_a_line_that_nobody_sees_on_paper_is_seen(edit: Edit) -> None:
    reading = reading_of(build.change(GOOD, edit))
    assert reading.verdict == "review" and "hidden_text" in codes(reading)


def test_a_row_that_is_not_hidden_after_all_is_harmless() -> None:
    def edit(root: Element) -> None:
        hidden_row(root)
        for toggle in root.iter(w("hidden")):
            toggle.set(w("val"), "0")

    assert reading_of(build.change(GOOD, edit)).verdict == "accepted"


def in_the_footer(data: bytes, edit: Edit) -> bytes:
    package = Package.open(data)
    edit(package.tree(package.related(package.main, "footer")[0]))
    return package.save()


def drawing(root: Element) -> None:
    etree.SubElement(root, P).append(typed_run("", "rPr"))
    etree.SubElement(etree.SubElement(root[-1], w("r")), w("drawing"))


def struck_number(root: Element) -> None:
    run = next(each for each in root.iter(w("r")) if NUMBER in text_of(each))
    effect("strike")(run)


def hidden_number(root: Element) -> None:
    run = next(each for each in root.iter(w("r")) if NUMBER in text_of(each))
    effect("vanish")(run)


def tracked_in_the_footer(root: Element) -> None:
    inserted = etree.SubElement(etree.SubElement(root, P), w("ins"), {w("author"): "x"})
    inserted.append(typed_run(""))


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (drawing, "picture"),
        (struck_number, "struck_text"),
        (hidden_number, "hidden_text"),
        (tracked_in_the_footer, "tracked_changes"),
    ],
)
def test_a_sign_in_the_margin_is_seen(edit: Edit, code: str) -> None:
    reading = reading_of(in_the_footer(GOOD, edit))
    assert reading.verdict == "review" and code in codes(reading)


def test_what_the_blank_has_in_its_margin_is_its_own() -> None:
    blank = in_the_footer(BLANK, drawing)
    assert reading_of(build.fill(blank), blank).verdict == "accepted"


def row_codes(*rows: tuple[str, str, str]) -> list[list[str]]:
    reading = reading_of(build.fill(BLANK, rows=rows))
    return [[each.code for each in row.reasons] for row in reading.tables[0].rows]


def test_the_same_row_twice_is_seen() -> None:
    assert row_codes(build.ROWS[0], build.ROWS[1], build.ROWS[0]) == [["duplicate_row"], [], ["duplicate_row"]]


def test_the_same_row_with_another_number_to_call_is_seen() -> None:
    one, other = build.ROWS[0], build.ROWS[1]
    assert row_codes(one, other, (*one[:2], "13800000009")) == [[], [], []]  # two words alone may come twice


@pytest.mark.parametrize("words", ["上年同期", "其中：", "同比", "小计"])
def test_a_row_that_compares_is_no_answer(words: str) -> None:
    one, other = build.ROWS[0], build.ROWS[1]
    assert "total_row" in row_codes(one, other, (words, *other[1:]))[-1]


def test_rows_beside_a_remark_between_them_are_doubted() -> None:
    one, other = build.ROWS[0], build.ROWS[1]
    assert row_codes(one, ("2025年情况如下", "", ""), other) == [
        ["neighbour_in_doubt"],
        ["note", "neighbour_in_doubt"],
        ["neighbour_in_doubt"],
    ]


def test_the_same_row_is_known_however_it_is_spaced() -> None:
    spaced = ("城东 社区", "城东街道１号", "13800000002")
    assert "duplicate_row" in codes(reading_of(build.fill(BLANK, rows=(build.ROWS[0], spaced))))


def test_rows_that_differ_in_one_column_are_two() -> None:
    other = (*build.ROWS[0][:2], "13800000009")
    assert reading_of(build.fill(BLANK, rows=(build.ROWS[0], other))).verdict == "accepted"


def test_empty_rows_are_no_twins() -> None:
    def edit(root: Element) -> None:
        row = next(build.controls(root, "points.name")[2].iterancestors(w("tr")))
        row.addnext(copy.deepcopy(row))

    assert reading_of(build.change(GOOD, edit)).verdict == "accepted"
