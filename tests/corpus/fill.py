"""Fill a blank as a county clerk does: seeded, varied, into controls, empty cells, over underscores, ticks in boxes."""

from __future__ import annotations

import random

from documents.package import Package
from documents.values import Value
from documents.wml import Element, text_of, w
from tests.corpus.forms import Ask, Form, Rows, take_marks
from tests.corpus.paper import el, run
from tests.corpus.returns import Return, RowSpot, Spot, parent_of
from tests.corpus.truth import Answer, Line, Lines, Truth
from tests.corpus.values import make

TICKS = "☑√■✓✔"


def fill(form: Form, rng: random.Random, *, empty: bool = False) -> Return:
    """A return of `form`, filled by chance; `empty`: nothing is filled in."""
    package = Package(dict(form.parts))
    marks = take_marks(package.tree(package.main))
    made = Return(form, package, rng, Truth(), marks=marks)
    _fields(made, empty=empty)
    for number, grid in enumerate(form.grids):
        made.truth.tables.append(Lines(grid.columns))
        _rows(made, number, grid, empty=empty)
    return made


def _fields(made: Return, *, empty: bool) -> None:
    labels = list(made.form.labels.values())
    for each, label in zip(made.form.asks, list(dict.fromkeys(labels)), strict=True):
        spot = _spot(made, each, label)
        made.spots.append(spot)
        made.truth.fields[label] = spot.answer
        if each.wish.maker == "prefilled":
            name = made.form.unit[0]
            spot.answer.take(name, *made.form.unit)
            spot.runs = spot.holder.findall(f".//{w('r')}")
        elif not empty and made.rng.random() >= each.blank:
            write(made, spot)


def _spot(made: Return, each: Ask, label: str) -> Spot:
    answer = Answer(label, each.wish.maker)
    marks = made.marks
    name = marks.get(f"label:{each.tag or label}", [None])[0]
    if each.tag:
        return Spot(each, answer, "control", marks[f"tag:{each.tag}"][0], label=name)
    if f"sdt:{label}" in marks:
        return Spot(each, answer, "control", marks[f"sdt:{label}"][0], label=name)
    if f"ask:{label}" in marks:
        return Spot(each, answer, "cell", marks[f"ask:{label}"][0], label=name)
    if f"boxes:{label}" in marks:
        return Spot(each, answer, "boxes", marks[f"boxes:{label}"][0], label=name)
    return Spot(each, answer, "gap", marks[f"gap:{label}"][0], label=name)


def _rows(made: Return, number: int, grid: Rows, *, empty: bool) -> None:
    elements = made.marks[f"row:{grid.key}"]
    count = len(elements) if grid.every else made.rng.randint(grid.fewest, len(elements))
    columns = {mark[5:]: found for mark, found in made.marks.items() if mark.startswith("cell:")}
    for at, element in enumerate(elements):
        spots = {}
        inside = set(element.iter())
        for each, label in zip(grid.asks, grid.columns, strict=True):
            holder = next(found for found in columns[each.tag or label] if found in inside)
            spots[label] = Spot(each, Answer(label, each.wish.maker), "control" if each.tag else "cell", holder)
        row = RowSpot(element, number, spots)
        made.rows.append(row)
        if at < count and not empty:
            fill_row(made, row)


def fill_row(made: Return, row: RowSpot) -> None:
    """Fill a row by chance and put it among the truth's, where it stands among the filled ones."""
    grid = made.form.grids[row.grid]
    for at, (label, spot) in enumerate(row.spots.items()):
        if at == 0 or made.rng.random() >= grid.asks[at].blank:
            write(made, spot)
        spot.answer.label = label
    row.line = Line({label: spot.answer for label, spot in row.spots.items()})
    if grid.every:
        serial = next(each for each in made.marks["serial"] if parent_of(each) is row.element)
        row.line.fixed = {grid.fixed[0]: text_of(serial)}
    before = [each for each in made.rows[: made.rows.index(row)] if each.grid == row.grid and each.line is not None]
    made.truth.tables[row.grid].rows.insert(len(before), row.line)


def write(made: Return, spot: Spot) -> None:
    """Answer one question by chance."""
    rng = made.rng
    if spot.ask.wish.maker == "unit":
        text = rng.choice(made.form.unit)
        spot.answer.take(text, *dict.fromkeys((text, *made.form.unit)))
    else:
        text, value = make(spot.ask.wish, rng)
        spot.answer.take(text, *_values(value))
    if spot.how == "boxes":
        tick(spot, rng.choice(TICKS))
    elif spot.how == "gap":
        write_gap(spot, rng.choice(("over", "between", "underlined")))
    else:
        spot.type(spot.answer.text)


def _values(value: Value) -> tuple[Value, ...]:
    return (value,)


def write_gap(spot: Spot, style: str) -> None:
    """Over the underscores, between them, or underlined in their place."""
    gap, text = text_of_run(spot.holder), spot.answer.text
    if "_" not in gap or style == "over":
        spot.type(text)
    elif style == "between":
        spot.type(f"__{text}{'_' * max(2, len(gap) - len(text) - 2)}")
    else:
        spot.type(f"  {text}  ", el("u", val="single"))


def tick(spot: Spot, sign: str) -> None:
    """Put `sign` in place of the box of every chosen option."""
    value = spot.answer.values[0]
    chosen = value if isinstance(value, list) else [value]
    spot.type("  ".join((sign if each in chosen else "□") + each for each in spot.ask.wish.options))


def text_of_run(element: Element) -> str:
    """The text of one run."""
    return "".join(each.text or "" for each in element.iter(w("t")))


def word_run(text: str) -> Element:
    """A plain run."""
    return run(text)
