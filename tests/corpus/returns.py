"""A filled form as people hand it back: its document, where each answer stands, and what it truly says."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from documents.package import Package
from documents.values import Value
from documents.wml import BODY, TC, TR, Element, P, w
from tests.corpus.forms import Ask, Form
from tests.corpus.paper import run
from tests.corpus.truth import Answer, Line, Lines, Truth

How = Literal["control", "cell", "gap", "boxes"]


@dataclass(eq=False)
class Spot:
    """Where one answer stands: `holder` is the control, the cell or the run of underscores or boxes."""

    ask: Ask
    answer: Answer
    how: How
    holder: Element
    runs: list[Element] = field(default_factory=list)  # what was typed
    label: Element | None = None  # the label's cell or run
    touched: bool = False

    @property
    def cell(self) -> Element | None:
        """The cell around it."""
        return self.holder if self.holder.tag == TC else next(self.holder.iterancestors(TC), None)

    @property
    def row(self) -> Element | None:
        """The table row around it."""
        return next(self.holder.iterancestors(TR), None)

    def type(self, text: str, *look: Element) -> None:
        """Put `text` there in place of what was typed; the truth is not changed."""
        new = run(text, *look)
        if self.how == "control":
            put_into_control(self.holder, new)
        elif self.runs:
            parent = self.runs[0].getparent()
            assert parent is not None
            parent.insert(parent.index(self.runs[0]), new)
            for old in self.runs:
                parent_of(old).remove(old)
        elif self.how == "cell":
            paragraph = self.holder.find(P)
            assert paragraph is not None
            paragraph.append(new)
        else:
            parent_of(self.holder).replace(self.holder, new)
        self.runs = [new]

    def retype(self, text: str, *values: Value) -> None:
        """Other words for the answer; `values` are the right readings of them."""
        self.type(text)
        self.answer.take(text, *values)

    def restyle(self, text: str) -> None:
        """The same answer in other words."""
        self.retype(text, *self.answer.values)


@dataclass(eq=False)
class RowSpot:
    """A repeating row in the document and, when it is filled, its line of the truth."""

    element: Element
    grid: int
    spots: dict[str, Spot]
    line: Line | None = None


@dataclass(eq=False)
class Return:
    """One returned form that can still be changed; `finish` changes the finished bytes, in order."""

    form: Form
    package: Package
    rng: random.Random
    truth: Truth
    spots: list[Spot] = field(default_factory=list)
    rows: list[RowSpot] = field(default_factory=list)
    marks: dict[str, list[Element]] = field(default_factory=dict)
    finish: list[Callable[[bytes], bytes]] = field(default_factory=list)
    expects_number: bool = True
    used_tables: set[int] = field(default_factory=set)

    @property
    def root(self) -> Element:
        """The root of the main document."""
        return self.package.tree(self.package.main)

    @property
    def body(self) -> Element:
        """The body of the main document."""
        found = self.root.find(BODY)
        assert found is not None
        return found

    def save(self) -> bytes:
        """The bytes that come back."""
        data = self.package.save()
        for step in self.finish:
            data = step(data)
        return data

    def lives(self, element: Element) -> bool:
        """Whether the element is still in the document."""
        return element is self.root or any(each is self.root for each in element.iterancestors())

    def every(self) -> Iterator[Spot]:
        """All answers' places, of single answers and rows, that are still in the document."""
        yield from (spot for spot in self.spots if self.lives(spot.holder) or any(map(self.lives, spot.runs)))
        for row in self.rows:
            if self.lives(row.element):
                yield from (each for each in row.spots.values() if self.lives(each.holder))

    def filled(self, *makers: str, how: tuple[How, ...] = (), single: bool = False) -> list[Spot]:
        """Untouched places with an answer of these sorts (none: of any sort but what the sender filled in)."""
        return [
            spot
            for spot in self.every()
            if not spot.touched
            and not spot.answer.blank
            and not spot.answer.unsure
            and (spot.ask.wish.maker in makers if makers else spot.ask.wish.maker != "prefilled")
            and (not how or spot.how in how)
            and not (single and spot not in self.spots)
        ]

    def pick(self, *makers: str, how: tuple[How, ...] = (), single: bool = False) -> Spot | None:
        """One of `filled`, from now on touched; None when there is none."""
        found = self.filled(*makers, how=how, single=single)
        if not found:
            return None
        spot = self.rng.choice(found)
        spot.touched = True
        return spot

    def empties(self) -> list[Spot]:
        """Places of single answers without an answer, untouched."""
        return [spot for spot in self.spots if spot.answer.blank and not spot.touched and self.lives(spot.holder)]

    def filled_rows(self, grid: int | None = None) -> list[RowSpot]:
        """Filled rows that are still there and of which nothing was changed."""
        return [
            row
            for row in self.rows
            if row.line is not None
            and self.lives(row.element)
            and (grid is None or row.grid == grid)
            and not any(spot.touched for spot in row.spots.values())
        ]

    def grid(self, *, repeating: bool = True) -> int | None:
        """The number of a table whose rows repeat and that no change was made to; it counts as changed from now."""
        numbers = [
            number
            for number, each in enumerate(self.form.grids)
            if number not in self.used_tables and not (repeating and each.every)
        ]
        if not numbers:
            return None
        number = self.rng.choice(numbers)
        self.used_tables.add(number)
        return number

    def rows_of(self, grid: int) -> list[RowSpot]:
        """The rows of a table that are still there, filled or not, in order."""
        return [row for row in self.rows if row.grid == grid and self.lives(row.element)]

    def empty_rows(self, grid: int) -> list[RowSpot]:
        """Those of them that nobody filled, and in which one still can: their controls are where they were."""
        return [
            row
            for row in self.rows_of(grid)
            if row.line is None and all(self.lives(each.holder) for each in row.spots.values())
        ]

    def header(self, grid: int) -> Element:
        """The header row of a table."""
        return self.marks[f"header:{self.form.grids[grid].key}"][0]

    def headers(self, grid: int) -> dict[str, Element]:
        """The header cells of a table's answers by column."""
        cells = list(self.header(grid).iter(TC))
        marked = {
            mark[5:]: each
            for mark, found in self.marks.items()
            if mark.startswith("head:")
            for each in found
            if each in cells
        }
        return {label: marked[label] for label in self.form.grids[grid].columns if label in marked}

    def append(self, *blocks: Element) -> None:
        """Blocks after everything else."""
        for block in blocks:
            self.body[-1].addprevious(block)

    def forget(self, row: RowSpot) -> None:
        """A row goes: from the document and from the truth."""
        parent_of(row.element).remove(row.element)
        if row.line is not None:
            self.truth.tables[row.grid].rows.remove(row.line)

    def copy_row(self, row: RowSpot) -> RowSpot:
        """A copy of an empty row after it, as Word makes it."""
        twin = copy.deepcopy(row.element)
        row.element.addnext(twin)
        was, now = list(row.element.iter()), list(twin.iter())
        spots = {
            label: Spot(spot.ask, Answer(label, spot.ask.wish.maker), spot.how, now[was.index(spot.holder)])
            for label, spot in row.spots.items()
        }
        made = RowSpot(twin, row.grid, spots)
        self.rows.insert(self.rows.index(row) + 1, made)
        return made


def parent_of(element: Element) -> Element:
    """The parent, which is there."""
    parent = element.getparent()
    assert parent is not None
    return parent


def put_into_control(sdt: Element, new: Element) -> None:
    """Type into a control: Word takes the prompt and its mark away."""
    properties, content = sdt.find(w("sdtPr")), sdt.find(w("sdtContent"))
    assert properties is not None and content is not None
    for flag in properties.findall(w("showingPlcHdr")):
        properties.remove(flag)
    paragraph = content.find(P)
    home = paragraph if paragraph is not None else content
    for old in home.findall(w("r")):
        home.remove(old)
    home.append(new)


def line_table(columns: tuple[str, ...]) -> Lines:
    """A table of the truth without rows."""
    return Lines(columns)
