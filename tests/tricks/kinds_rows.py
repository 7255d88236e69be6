"""Rows that were pasted, merged, hidden, broken and typed elsewhere."""

from __future__ import annotations

import copy
from random import Random

from tests.tricks.kinds import twist
from tests.tricks.kinds_lists import cells, listed
from tests.tricks.markup import cell, paragraph, pieces, row, run, table, visible, w
from tests.tricks.people import answer
from tests.tricks.slots import BLANK, Listing, Paper, Row


@listed("row starts later by gridBefore")
def starts_later(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """The first cell is gone and its room left free: the others stand under their headers."""
    line = rng.choice(rows)
    if not listing.serial and not line.fixed:
        line.slots[0].written, line.slots[0].truth = "", BLANK
        line.element.remove(cells(line.element)[0])
        line.element.insert(0, pieces('<w:trPr><w:gridBefore w:val="1"/></w:trPr>')[0])
        return True
    return False


@listed("row starts later and hangs out")
def hangs_out(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """All cells stand one column to the right, and no answer is lost."""
    line = rng.choice(rows)
    line.element.insert(0, pieces('<w:trPr><w:gridBefore w:val="1"/></w:trPr>')[0])
    return True


@listed("first cell spans two, last one lost")
def spans(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """A wide cell pushes the others one to the right."""
    line = rng.choice(rows)
    cells(line.element)[0][0].append(pieces('<w:gridSpan w:val="2"/>')[0])
    line.element.remove(cells(line.element)[-1])
    line.look()
    return True


@listed("one value merged over three rows", 3)
def merged(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """The lower cells of the merged one still hold their own words, which nobody sees."""
    first = 1 if listing.serial or rows[0].fixed else 0
    column = rng.randrange(len(rows[0].slots))
    for number, line in enumerate(rows[:3]):
        start = ' w:val="restart"' if number == 0 else ""
        cells(line.element)[first + column][0].append(pieces(f"<w:vMerge{start}/>")[0])
        if number:
            line.look()
    rows[0].look()
    return True


def _between(name: str, words: str, look_after: bool) -> None:
    @listed(name)
    def change(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
        wide = len(cells(listing.header))
        rows[1].element.addprevious(pieces(row(cell(paragraph(run(words)), wide)))[0])
        if look_after:
            for line in rows[1:]:
                line.look()
        return True


_between("heading row between", "（二）第二批", False)
_between("of another county from here", "以下为青石县数据", True)
_between("void from here", "以下各行作废", True)
_between("last year from here", "2025年情况：", True)


def _line_put(name: str, first: str) -> None:
    @listed(name)
    def change(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
        again = copy.deepcopy(rows[0].element)
        for control in list(again.iter(w("sdt"))):
            for inner in list(control.iter(w("r"))):
                control.addprevious(inner)
            control.getparent().remove(control)  # type: ignore[union-attr]
        texts = list(again.iter(w("t")))
        texts[0].text = first
        rows[-1].element.addnext(again)
        return True


_line_put("subtotal below", "小计")
_line_put("average below", "平均")
_line_put("of which below", "其中：")
_line_put("sample below", "（示例）")
_line_put("last year's line below", "上年同期")
_line_put("crossed line below", "×")


@listed("row struck out")
def struck(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """All words of a row have a line through them."""
    line = rng.choice(rows)
    for each in line.slots:
        each.write(run(each.written, "<w:strike/>") if each.written else "")
    line.look()
    return True


@listed("row hidden")
def hidden(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """The row is hidden by its own property."""
    line = rng.choice(rows)
    line.element.insert(0, pieces("<w:trPr><w:hidden/></w:trPr>")[0])
    line.look()
    return True


@listed("row one twip high")
def flat(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """An exact height hides the row."""
    line = rng.choice(rows)
    line.element.insert(0, pieces('<w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>')[0])
    line.look()
    return True


@listed("one entry over two rows", 2)
def broken(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """The end of a long word stands in the row below, which is otherwise empty."""
    column = next((at for at, s in enumerate(rows[0].slots) if s.type in ("place", "text", "post", "email")), None)
    last = rows[-1]
    if column is None or len(last.slots[column].written) < 4:
        return False
    words = last.slots[column].written
    last.slots[column].write(run(words[:3]))
    copied = pieces(row("".join(cell(paragraph()) for _ in cells(listing.header))))[0]
    first = 1 if listing.serial or last.fixed else 0
    cells(copied)[first + column][1].extend(pieces(run(words[3:])))
    last.element.addnext(copied)
    last.look()
    return True


@listed("table stands twice, second differs")
def twice(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """A second copy below says something else in one cell."""
    again = copy.deepcopy(listing.element)
    texts = [each for each in again.iter(w("t")) if each.text == rows[0].slots[-1].written]
    if not texts:
        return False
    texts[0].text = twist(texts[0].text or "", rng)
    paper.end(paragraph(run("（续表）")))
    paper.body.insert(len(paper.body) - 1, again)
    for line in rows:
        line.look()
    return True


@listed("turned round")
def transposed(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """Headers at the left, one column for each entry."""
    lines = [[visible(each) for each in cells(line)] for line in (listing.header, *(r.element for r in rows))]
    turned = "".join(row("".join(cell(paragraph(run(each))) for each in line)) for line in zip(*lines, strict=True))
    listing.element.addnext(pieces(table(turned, len(lines)))[0])
    listing.element.getparent().remove(listing.element)  # type: ignore[union-attr]
    for line in rows:
        line.look()
    return True


@listed("reads from the right")
def from_right(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """The whole table is shown from right to left, its headers too."""
    listing.element[0].append(pieces("<w:bidiVisual/>")[0])
    return True


@listed("a row of other answers pasted over the header")
def over_header(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """A row stands above the header."""
    made = "".join(
        cell(paragraph(run(answer(s.type, rng)[0] if s.type != "choice" else "学校"))) for s in rows[0].slots
    )
    lead = cell(paragraph(run("0"))) if listing.serial or rows[0].fixed else ""
    listing.header.addprevious(pieces(row(lead + made))[0])
    return True


@listed("typed below the empty table")
def below(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """Rows as lines with tabs; the table stays empty."""
    for line in rows:
        words = "<w:r><w:tab/></w:r>".join(run(each.written) for each in line.slots)
        paper.end(paragraph(words))
        for each in line.slots:
            each.write("")
        line.look()
    return True
