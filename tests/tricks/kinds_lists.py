"""Rows and columns that were moved, cut, pasted, merged and renamed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.tricks.kinds import kind
from tests.tricks.markup import Element, cell, paragraph, pieces, run, visible, w
from tests.tricks.slots import BLANK, Listing, Paper, Row

Handle = Callable[[Paper, Listing, list[Row], Random], bool]


def listed(name: str, least: int = 2) -> Callable[[Handle], Handle]:
    """A kind on one table with at least so many filled rows that no kind has changed yet."""

    def keep(handle: Handle) -> Handle:
        @kind(f"rows, {name}")
        def change(paper: Paper, rng: Random) -> bool:
            found = [each for each in paper.lists if len(each.filled) >= least]
            found = [each for each in found if not any(s.touched for r in each.rows for s in r.slots)]
            if not found:
                return False
            listing = rng.choice(found)
            if not handle(paper, listing, listing.filled, rng):
                return False
            for line in listing.rows:
                for slot in line.slots:
                    slot.touched = True
            return True

        return handle

    return keep


def unlike(listing: Listing, rng: Random) -> tuple[int, int] | None:
    """Two columns whose types tell them apart."""
    types = [each.type for each in listing.rows[0].slots]
    firm = {"mobile", "email", "date", "name", "choice", "integer", "decimal"}
    found = [(a, b) for a in range(len(types)) for b in range(len(types)) if types[a] != types[b]]
    found = [(a, b) for a, b in found if {types[a], types[b]} & firm and {types[a], types[b]} != {"integer", "decimal"}]
    return rng.choice(found) if found else None


def cells(line: Element) -> list[Element]:
    """The cells of a row."""
    return line.findall(w("tc"))


@listed("one column slipped down")
def slipped(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """The answers of a column stand one row lower; the first is empty."""
    column = rng.randrange(len(rows[0].slots))
    spare = [each for each in listing.rows if not each.filled]
    if not spare:
        return False
    words = [each.slots[column].written for each in rows]
    for line, moved in zip([*rows, spare[0]], ["", *words], strict=True):
        line.slots[column].write(run(moved) if moved else "")
        line.look()
    spare[0].slots[column].written = words[-1]
    return True


@listed("one column slipped down over a part", 3)
def slipped_part(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """From the second row on a column slipped into the row below the last."""
    column = rng.randrange(len(rows[0].slots))
    spare = [each for each in listing.rows if not each.filled]
    if not spare:
        return False
    words = [each.slots[column].written for each in rows]
    for line, moved in zip([*rows[1:], spare[0]], ["", *words[1:]], strict=True):
        line.slots[column].write(run(moved) if moved else "")
        line.look()
    spare[0].slots[column].written = words[-1]
    return True


@listed("two columns exchanged, headers left")
def columns_exchanged(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """The answers of two columns of different types stand in each other's."""
    pair = unlike(listing, rng)
    if pair is None:
        return False
    for line in rows:
        one, other = line.slots[pair[0]], line.slots[pair[1]]
        first, second = one.written, other.written
        one.write(run(second) if second else "")
        other.write(run(first) if first else "")
        line.look()
    return True


@listed("two cells of one row exchanged")
def cells_exchanged(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """In one row only."""
    pair = unlike(listing, rng)
    if pair is None:
        return False
    line = rng.choice(rows)
    one, other = line.slots[pair[0]], line.slots[pair[1]]
    first, second = one.written, other.written
    one.write(run(second) if second else "")
    other.write(run(first) if first else "")
    line.look()
    return True


def _rename(listing: Listing, at: int, words: str) -> None:
    place = cells(listing.header)[at]
    texts = list(place.iter(w("t")))
    texts[0].text = words
    for each in texts[1:]:
        each.text = ""


@listed("two headers exchanged")
def headers_exchanged(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """Only the headers."""
    pair = unlike(listing, rng)
    if pair is None:
        return False
    first = 1 if listing.serial or rows[0].fixed else 0
    names = [visible(each) for each in cells(listing.header)]
    _rename(listing, first + pair[0], names[first + pair[1]])
    _rename(listing, first + pair[1], names[first + pair[0]])
    for line in rows:
        line.look()
    return True


OTHER = {
    "手机号码": "家庭电话",
    "责任人": "分管领导",
    "联系人": "备用联系人",
    "姓名": "推荐人",
    "报到日期": "离开日期",
    "开工日期": "竣工日期",
    "总投资（万元）": "总投资（亿元）",
    "单价（元）": "单价（万元）",
    "数量（件）": "数量（箱）",
    "编制数": "超编数",
    "受理件数": "未受理件数",
    "办结件数": "未办结件数",
}


@listed("header renamed to mean another thing")
def renamed(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """The column asks for something else now."""
    names = [visible(each) for each in cells(listing.header)]
    found = [at for at, name in enumerate(names) if name in OTHER]
    if not found:
        return False
    at = rng.choice(found)
    _rename(listing, at, OTHER[names[at]])
    for line in rows:
        line.look()
    return True


@listed("header has last year before it")
def last_year(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """A column of last year's."""
    first = 1 if listing.serial or rows[0].fixed else 0
    at = first + rng.randrange(len(rows[0].slots))
    _rename(listing, at, "上年" + visible(cells(listing.header)[at]))
    for line in rows:
        line.look()
    return True


@listed("column without header put in")
def column_put_in(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """Rows got one more cell than the header, in the middle."""
    at = rng.randrange(1, len(cells(listing.header)))
    for line in rows:
        line.element.insert(list(line.element).index(cells(line.element)[at]), pieces(cell(paragraph(run("是"))))[0])
        line.look()
    return True


@listed("column cut out")
def column_cut(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """Header and cells of a column are gone."""
    first = 1 if listing.serial or rows[0].fixed else 0
    column = rng.randrange(len(rows[0].slots))
    listing.header.remove(cells(listing.header)[first + column])
    for line in listing.rows:
        line.element.remove(cells(line.element)[first + column])
        line.slots[column].written, line.slots[column].truth = "", BLANK
    return True


@listed("header of a column cut out only")
def header_cut(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """The header row has one cell less: every header after it stands one to the left."""
    at = rng.randrange(1, len(cells(listing.header)) - 1)
    listing.header.remove(cells(listing.header)[at])
    for line in rows:
        line.look()
    return True
