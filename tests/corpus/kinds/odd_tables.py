"""Ambiguous: something is wrong with the rows and columns of a register."""

from __future__ import annotations

import copy
import itertools

from documents.wml import TC, Element, P, w
from tests.corpus.kinds.registry import ambiguous
from tests.corpus.paper import cell, el, row
from tests.corpus.returns import Return, RowSpot, Spot, parent_of
from tests.corpus.values import mobile, name


def filled_row(made: Return, *, more: int = 1) -> RowSpot | None:
    """A filled row of a repeating table that has at least `more` of them; the table counts as changed."""
    grid = made.grid()
    rows = made.filled_rows(grid) if grid is not None else []
    return made.rng.choice(rows) if len(rows) >= more else None


def touch(spots: list[Spot], *, doubt: bool = True) -> None:
    """Nothing else happens to these answers; `doubt`: none of them may be vouched for."""
    for spot in spots:
        spot.touched = True
        if doubt:
            spot.answer.doubt()


def doubt_row(row_spot: RowSpot) -> None:
    """No answer of the row may be vouched for."""
    touch(list(row_spot.spots.values()))


def _cells(row_spot: RowSpot) -> list[Element]:
    """The cells of the answers in a row."""
    return [found for each in row_spot.spots.values() if (found := each.cell) is not None]


def _type_row(made: Return, *texts: str) -> bool:
    """An empty row of the table gets texts that are no answer."""
    grid = made.grid()
    empty = made.empty_rows(grid) if grid is not None else []
    if not empty or not made.filled_rows(grid):
        return False
    spots = list(empty[0].spots.values())
    for spot, text in zip(spots, texts, strict=False):
        if text:
            spot.type(text)
    touch(spots, doubt=False)
    return True


@ambiguous("a row of totals")
def total_row(made: Return) -> bool:
    return _type_row(made, made.rng.choice(("合计", "合 计", "小计", "总计")), "共5人")


@ambiguous("the example is left in as a row")
def example_row(made: Return) -> bool:
    return _type_row(made, made.rng.choice(("例：张三", "（例）李四", "示例")), "某某单位")


@ambiguous("a row of dashes")
def row_of_dashes(made: Return) -> bool:
    return _type_row(made, "—", "—", "—", "—", "—", "—")


@ambiguous("a row that says that nothing follows")
def nothing_follows_row(made: Return) -> bool:
    return _type_row(made, made.rng.choice(("以下空白", "（以下无）", "无")))


@ambiguous("a row of slashes")
def row_of_slashes(made: Return) -> bool:
    return _type_row(made, "/", "/", "/", "/", "/")


@ambiguous("a row with column numbers below the header")
def row_of_numbers(made: Return) -> bool:
    return _type_row(made, "1", "2", "3", "4", "5", "6")


@ambiguous("a row for a town over the whole width, above its people")
def subheading_row(made: Return) -> bool:
    chosen = filled_row(made)
    if chosen is None:
        return False
    width = len([each for each in chosen.element if each.tag == TC])
    chosen.element.addprevious(row(cell("罗星街道", span=width)))
    return True


@ambiguous("a remark over the whole width among the rows")
def remark_row_inside(made: Return) -> bool:
    chosen = filled_row(made)
    if chosen is None:
        return False
    width = len([each for each in chosen.element if each.tag == TC])
    chosen.element.addnext(row(cell("以上人员均已审核，下一行起为新增", span=width)))
    return True


@ambiguous("two persons in one row, on two lines of each cell")
def two_in_a_row(made: Return) -> bool:
    chosen = filled_row(made)
    if chosen is None:
        return False
    for spot in chosen.spots.values():
        if not spot.answer.blank:
            other = {"name": name(made.rng), "mobile": mobile(made.rng)}.get(spot.ask.wish.maker, spot.answer.text)
            spot.type(f"{spot.answer.text}\n{other}")
    doubt_row(chosen)
    return True


@ambiguous("a row's answers are shifted by a column")
def row_shifted(made: Return) -> bool:
    chosen = filled_row(made)
    if chosen is None:
        return False
    spots = list(chosen.spots.values())
    if len({each.ask.wish.maker for each in spots if not each.answer.blank}) < 3:
        return False
    texts = [each.answer.text for each in spots]
    for spot, text in zip(spots, ["", *texts[:-1]], strict=True):
        spot.type(text)
    doubt_row(chosen)
    return True


@ambiguous("two cells of a row are merged")
def cells_merged_in_row(made: Return) -> bool:
    chosen = filled_row(made)
    if chosen is None:
        return False
    one, other = _cells(chosen)[:2]
    if one.getnext() is not other:
        return False
    for block in other.findall(P):
        one.append(block)
    one[0].append(el("gridSpan", val=2))
    parent_of(other).remove(other)
    doubt_row(chosen)
    return True


@ambiguous("equal answers of two rows are merged down the column")
def cells_merged_down(made: Return) -> bool:
    grid = made.grid()
    rows = made.filled_rows(grid) if grid is not None else []
    pairs = [(one, two) for one, two in itertools.pairwise(rows) if one.element.getnext() is two.element]
    if not pairs:
        return False
    upper, lower = made.rng.choice(pairs)
    label = made.rng.choice(list(upper.spots)[1:])
    top, below = upper.spots[label], lower.spots[label]
    if top.answer.blank or top.how != "cell":
        return False
    top.holder[0].append(el("vMerge", val="restart"))
    below.holder[0].append(el("vMerge", val="continue"))
    below.type("")
    touch([top, below], doubt=False)
    below.answer.take(top.answer.text, *top.answer.values)
    return True


@ambiguous("a row is pasted from Excel into one cell, tabs between the answers")
def row_in_one_cell(made: Return) -> bool:
    return _gathered(made, "\t")


@ambiguous("a row's answers stand in its first cell, spaces between them")
def row_in_first_cell(made: Return) -> bool:
    return _gathered(made, "  ")


def _gathered(made: Return, gap: str) -> bool:
    chosen = filled_row(made)
    if chosen is None or not all(made.lives(each.holder) for each in chosen.spots.values()):
        return False
    first, *rest = chosen.spots.values()
    first.type(gap.join(each.answer.text for each in chosen.spots.values()))
    for spot in rest:
        spot.type("")
    doubt_row(chosen)
    return True


@ambiguous("all rows are pasted into one row, line under line")
def rows_in_one_row(made: Return) -> bool:
    grid = made.grid()
    rows = made.filled_rows(grid) if grid is not None else []
    if len(rows) < 2:
        return False
    for label, spot in rows[0].spots.items():
        spot.type("\n".join(each.spots[label].answer.text for each in rows))
    for each in rows[1:]:
        for spot in each.spots.values():
            spot.type("")
    for each in rows:
        doubt_row(each)
    made.truth.held = True
    return True


@ambiguous("the same person is in the table twice")
def row_twice_in_register(made: Return) -> bool:
    chosen = filled_row(made)
    if chosen is None or chosen.line is None:
        return False
    chosen.element.addnext(copy.deepcopy(chosen.element))
    lines = made.truth.tables[chosen.grid].rows
    lines.insert(lines.index(chosen.line), chosen.line)
    touch(list(chosen.spots.values()), doubt=False)
    return True


@ambiguous("a row is struck out")
def row_struck(made: Return) -> bool:
    chosen = filled_row(made)
    if chosen is None:
        return False
    for spot in chosen.spots.values():
        if not spot.answer.blank:
            spot.type(spot.answer.text, el("strike"))
    doubt_row(chosen)
    return True


@ambiguous("a row was deleted with changes tracked")
def row_deleted_tracked(made: Return) -> bool:
    chosen = filled_row(made)
    if chosen is None:
        return False
    properties = chosen.element.find(w("trPr"))
    if properties is None:
        properties = el("trPr")
        chosen.element.insert(0, properties)
    properties.append(el("del", id=41, author="审核", date="2016-05-10T09:00:00Z"))
    doubt_row(chosen)
    return True


@ambiguous("a row was inserted with changes tracked")
def row_inserted_tracked(made: Return) -> bool:
    chosen = filled_row(made)
    if chosen is None:
        return False
    properties = chosen.element.find(w("trPr"))
    if properties is None:
        properties = el("trPr")
        chosen.element.insert(0, properties)
    change = {"author": "审核", "date": "2016-05-10T09:00:00Z"}
    properties.append(el("ins", id=42, **change))
    for number, typed in enumerate(chosen.element.findall(f".//{P}/{w('r')}"), 430):
        parent_of(typed).replace(typed, inserted := el("ins", id=number, **change))
        inserted.append(typed)
    doubt_row(chosen)
    return True


@ambiguous("a serial number is overwritten by a word")
def serial_overwritten(made: Return) -> bool:
    chosen = filled_row(made)
    serials = [
        each for each in made.marks.get("serial", []) if chosen is not None and parent_of(each) is chosen.element
    ]
    if not serials:
        return False
    next(serials[0].iter(w("t"))).text = made.rng.choice(("备用", "新增", "删", "1*"))
    return True


@ambiguous("ditto marks down a column")
def ditto_column(made: Return) -> bool:
    grid = made.grid()
    rows = made.filled_rows(grid) if grid is not None else []
    label = next(
        (
            label
            for label, spot in (rows[0].spots.items() if rows else ())
            if spot.ask.wish.maker in ("bureau", "place", "post", "work")
        ),
        "",
    )
    if len(rows) < 2 or not label:
        return False
    above = rows[0].spots[label].answer
    for each in rows[1:]:
        each.spots[label].retype("同上", *above.values)
        touch([each.spots[label]], doubt=False)
        each.spots[label].answer.doubt()
    return True
