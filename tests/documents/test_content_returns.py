"""Signs of a return that its blank shares or does not: diagonals, photographs, inner tables."""

from __future__ import annotations

from lxml import etree

from documents.blanks import model_from_blank
from documents.identity import Identity, make_number, stamp
from documents.reading import Expected, Reading, read
from documents.wml import VAL, Element, w
from tests.documents import build
from tests.documents.drawing import grid, line
from tests.documents.edits import first

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
