"""Benign: rows, columns, lines and controls are not where they were, and nothing is unclear."""

from __future__ import annotations

import copy
import itertools

from documents.package import Package
from documents.wml import TC, Element, P, text_of, w
from tests.corpus.fill import fill_row, text_of_run, write_gap
from tests.corpus.forms import take_marks
from tests.corpus.kinds.registry import benign
from tests.corpus.paper import el, para, run
from tests.corpus.returns import Return, Spot, parent_of


@benign("adds thirty empty rows")
def extra_empty_rows(made: Return) -> bool:
    grid = made.grid()
    empty = made.empty_rows(grid) if grid is not None else []
    for _ in range(30 if empty else 0):
        made.copy_row(empty[-1])
    return bool(empty)


@benign("copies an empty row and fills more rows than the form had")
def extra_filled_rows(made: Return) -> bool:
    grid = made.grid()
    if grid is None:
        return False
    rows = made.rows_of(grid)
    empty = made.empty_rows(grid)
    if not empty:
        return False
    copies = [made.copy_row(empty[-1]) for _ in range(4)]
    serials = made.form.grids[grid].fixed
    for number, each in enumerate(copies, len(rows) + 1):
        if serials and (text := next(each.element.iter(w("t")), None)) is not None:
            text.text = str(number)
    for each in [*empty, *copies]:
        fill_row(made, each)
    return True


@benign("deletes the rows that stayed empty")
def empty_rows_deleted(made: Return) -> bool:
    grid = made.grid()
    empty = made.empty_rows(grid) if grid is not None else []
    for each in empty:
        made.forget(each)
    return bool(empty)


@benign("leaves an empty row between filled ones")
def empty_row_between(made: Return) -> bool:
    grid = made.grid()
    empty = made.empty_rows(grid) if grid is not None else []
    filled = [each for each in made.rows_of(grid) if each.line is not None] if grid is not None else []
    if not empty or len(filled) < 2:
        return False
    filled[0].element.addnext(empty[0].element)
    made.rows.remove(empty[0])
    made.rows.insert(made.rows.index(filled[0]) + 1, empty[0])
    return True


@benign("sorts the rows of a register in another way")
def register_sorted(made: Return) -> bool:
    grid = made.grid()
    if grid is None or made.form.grids[grid].fixed:
        return False
    rows = made.filled_rows(grid)
    lead = any(each.find(f".//{w('vMerge')}") is not None for each in (row.element for row in rows))
    if len(rows) < 2 or lead:
        return False
    first, second = rows[0], rows[1]
    first.element.addprevious(second.element)
    lines = made.truth.tables[grid].rows
    assert first.line is not None and second.line is not None
    one, other = lines.index(first.line), lines.index(second.line)
    lines.insert(one, lines.pop(other))  # another row may stand between the two
    at, to = made.rows.index(first), made.rows.index(second)
    made.rows.insert(at, made.rows.pop(to))
    return True


@benign("repeats the header row in the middle of the table, for the next page")
def header_repeated(made: Return) -> bool:
    grid = made.grid()
    rows = made.rows_of(grid) if grid is not None else []
    if grid is None or len(rows) < 2:
        return False
    header = copy.deepcopy(made.header(grid))
    for merge in header.iter(w("vMerge")):
        merge.set(w("val"), "continue")
    rows[len(rows) // 2 - 1].element.addnext(header)
    return True


@benign("moves a whole column, header and cells, to another place")
def columns_reordered(made: Return) -> bool:
    grid = made.grid()
    if grid is None or made.root.find(f".//{w('vMerge')}") is not None:
        return False
    header = made.header(grid)
    cells = [each for each in header if each.tag == TC]
    first = 1 if made.form.grids[grid].fixed else 0
    if len(cells) - first < 2 or any(each.find(f"{w('tcPr')}/{w('gridSpan')}") is not None for each in cells):
        return False
    at, to = made.rng.sample(range(first, len(cells)), 2)
    for row in [header, *(each.element for each in made.rows_of(grid))]:
        found = [each for each in row if each.tag == TC]
        one, other = found[at], found[to]
        marker = el("tc")
        row.replace(one, marker)
        row.replace(other, one)
        row.replace(marker, other)
    return True


def _signoff(made: Return) -> Element | None:
    """The sign-off line that still has several answers in it."""
    lines = [each for each in made.marks.get("signoff", []) if made.lives(each) and len(_parts(made, each)) > 1]
    return lines[0] if lines else None


def _parts(made: Return, line: Element) -> list[list[Element]]:
    """The runs of a sign-off line by answer: label and gap."""
    spots = [each for each in made.spots if each.label is not None and each.label.getparent() is line]
    gaps = {id(each.label): (each.runs or [each.holder]) for each in spots}
    return [[each.label, *gaps[id(each.label)]] for each in spots if each.label is not None]


@benign("the sign-off line flows over several lines")
def signoff_in_paragraphs(made: Return) -> bool:
    line = _signoff(made)
    if line is None:
        return False
    for runs in reversed(_parts(made, line)[1:]):
        line.addnext(el("p", *runs))
    return True


@benign("the sign-off line is broken by a line break")
def signoff_with_line_break(made: Return) -> bool:
    line = _signoff(made)
    if line is None:
        return False
    label = _parts(made, line)[1][0]
    label.insert(0, el("br"))
    return True


@benign("the sign-off line is written in another order")
def signoff_reordered(made: Return) -> bool:
    line = _signoff(made)
    if line is None:
        return False
    parts = _parts(made, line)
    kept = line.find(w("pPr"))
    for child in list(line):
        if child is not kept:
            line.remove(child)
    for number, runs in enumerate([parts[-1], *parts[:-1]]):
        if number:
            line.append(run("    "))
        line.extend(runs)
    return True


@benign("writes two lines of a paragraph form in one")
def lines_joined(made: Return) -> bool:
    lines = [each for each in made.marks.get("line", []) if made.lives(each)]
    pairs = [
        (one, two) for one, two in itertools.pairwise(lines) if one.getnext() is two and two.find(w("pPr")) is None
    ]
    if not pairs:
        return False
    one, two = made.rng.choice(pairs)
    one.append(run("    "))
    one.extend([each for each in two if each.tag != w("pPr")])
    parent_of(two).remove(two)
    return True


def _unwrap(sdt: Element) -> None:
    content = sdt.find(w("sdtContent"))
    assert content is not None
    parent = parent_of(sdt)
    at = parent.index(sdt)
    parent[at : at + 1] = list(content)


@benign("types the answer beside the control, which goes on showing its prompt")
def typed_beside_the_prompt(made: Return) -> bool:
    spot = made.pick("mobile", "name", "email", "date", "count", how=("control",), single=True)
    if spot is None:
        return False
    return _beside(made, spot, empty=False)


@benign("types the answer beside the control and empties the control")
def typed_beside_an_empty_control(made: Return) -> bool:
    spot = made.pick("mobile", "name", "email", "date", "count", how=("control",), single=True)
    return spot is not None and _beside(made, spot, empty=True)


def _beside(made: Return, spot: Spot, *, empty: bool) -> bool:
    content, properties = spot.holder.find(w("sdtContent")), spot.holder.find(w("sdtPr"))
    assert content is not None and properties is not None
    paragraph = content.find(P)
    home = paragraph if paragraph is not None else content
    typed = spot.runs[0]
    for child in home.findall(w("r")):
        home.remove(child)
    if not empty:
        prompt = _prompt(made, spot)
        properties.append(el("showingPlcHdr"))
        home.append(run(prompt, el("color", val="808080")))
    elif paragraph is None:
        home.append(el("r"))
    after = spot.holder if paragraph is None else None
    if after is not None:
        after.addnext(typed)
    else:
        spot.holder.addnext(el("p", typed))
    return True


def _prompt(made: Return, spot: Spot) -> str:
    """What the blank's control shows."""
    blank = Package(dict(made.form.parts))
    mark = f"tag:{spot.ask.tag}" if spot.ask.tag else f"sdt:{spot.answer.label}"
    return text_of(take_marks(blank.tree(blank.main))[mark][0])


@benign("deletes the control and types into the cell")
def control_deleted(made: Return) -> bool:
    spot = made.pick("mobile", "name", "email", "date", "count", how=("control",), single=True)
    if spot is None:
        return False
    typed = spot.runs[0]
    parent = parent_of(spot.holder)
    at = parent.index(spot.holder)
    parent[at : at + 1] = [typed if parent.tag == P else el("p", typed)]
    return True


@benign("an option of a drop-down list is typed by hand")
def option_typed_into_cell(made: Return) -> bool:
    spot = made.pick("choice", how=("control",))
    if spot is None:
        return False
    _unwrap(spot.holder)
    return True


@benign("the answer over the underscores is longer than they were")
def answers_over_underscores(made: Return) -> bool:
    spots = [each for each in made.filled(how=("gap",)) if "_" in text_of_run(each.holder)]
    for spot in spots:
        spot.touched = True
        write_gap(spot, "over")
    return bool(spots)


@benign("writes 以下空白 below the last row")
def blank_below(made: Return) -> bool:
    grid = made.grid()
    rows = made.rows_of(grid) if grid is not None else []
    if not rows or parent_of(rows[-1].element).getparent() is not made.body:
        return False
    parent_of(rows[-1].element).addnext(para("（以下空白）", align="center"))
    return True


@benign("numbers the rows anew after deleting one")
def rows_renumbered(made: Return) -> bool:
    grid = made.grid()
    rows = made.filled_rows(grid) if grid is not None else []
    if grid is None or len(rows) < 2 or not made.form.grids[grid].fixed:
        return False
    made.forget(rows[0])
    for number, each in enumerate(made.rows_of(grid), 1):
        next(each.element.iter(w("t"))).text = str(number)
    return True


@benign("deletes a filled row of a register without renumbering")
def filled_row_deleted(made: Return) -> bool:
    grid = made.grid()
    rows = made.filled_rows(grid) if grid is not None else []
    if len(rows) < 2:
        return False
    made.forget(rows[0])
    return True
