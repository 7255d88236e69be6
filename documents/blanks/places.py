"""The tagged controls of a blank: in which line and cell they stand, beside which label, below which header."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from documents.content.parts import Cell, Content, Control, Paragraph, Row, Span, Table
from documents.forms import unique_labels
from documents.wml import squeeze

Line = Paragraph | Row
_BUILT_IN = frozenset(
    [
        "docPartObj",
        "docPartList",
        "group",
        "citation",
        "bibliography",
        "equation",
        "repeatingSection",
        "repeatingSectionItem",
        "formText",
        "formCheckBox",
        "formDropDown",
    ]
)


@dataclass(frozen=True, eq=False)
class Place:
    """A control; `cell` is None outside tables, `inside` says that another tagged one encloses it."""

    control: Control
    line: Line
    cell: Cell | None
    inside: bool

    @property
    def tag(self) -> str:
        """The control's tag."""
        return self.control.tag

    @property
    def row(self) -> Row | None:
        """The table row that it stands in."""
        return self.line if isinstance(self.line, Row) else None

    @property
    def text(self) -> str:
        """What it shows in its paragraph or cell."""
        if self.cell is not None and self.control in self.cell.controls:
            return self.cell.text
        spans = spans_of(self.cell if self.cell is not None else self.line)
        return "".join(span.text for span in spans if self.control in span.controls)


@dataclass(eq=False)
class RepeatingRows:
    """Repeating rows: the header's texts made unique, the rows, and the first row's controls by header cell."""

    title: str
    header: Row
    labels: list[str]
    rows: list[Row]
    prototype: dict[int, Place]  # by index of the header's cells


@dataclass(eq=False)
class Places:
    """A blank's lines (paragraphs and top-level rows) and its controls, both in reading order."""

    lines: list[Line]
    tagged: list[Place] = field(default_factory=list)
    untagged: list[Place] = field(default_factory=list)
    groups: set[Control] = field(default_factory=set)  # around whole rows whose cells have controls of their own
    owners: dict[Control, Cell] = field(default_factory=dict)  # of controls around a whole row: its one open cell

    @classmethod
    def of(cls, content: Content) -> Places:
        """All controls of the body but Word's own and legacy form fields."""
        places = cls(list(_lines(content)))
        seen: set[Control] = set()
        for line in places.lines:
            if isinstance(line, Row):
                places._wrap(line)
            for cell in line.cells if isinstance(line, Row) else [None]:
                for chain in _chains(line, cell):
                    places._collect(chain, line, cell, seen)
        return places

    def _wrap(self, row: Row) -> None:
        """Tell the controls around a whole row that are a group of others from those that are its one open cell's."""
        around = row_controls(row)
        if not around:
            return
        inner = (each for cell in row.cells for chain in _chains(row, cell) for each in chain if each not in around)
        if any(each.tag and not is_built_in(each) for each in inner):
            self.groups.update(around)
            return
        cells = [cell for cell in row.cells if not squeeze(cell.text).strip("_") and not cell.continues]
        if len(cells) == 1:
            self.owners |= dict.fromkeys(around, cells[0])

    def _collect(self, chain: tuple[Control, ...], line: Line, cell: Cell | None, seen: set[Control]) -> None:
        inside = False
        for control in chain:
            if is_built_in(control) or control in self.groups:
                continue
            if control not in seen:
                seen.add(control)
                place = Place(control, line, self.owners.get(control, cell), inside)
                (self.tagged if control.tag else self.untagged).append(place)
            inside = inside or bool(control.tag)

    @cached_property
    def _numbers(self) -> dict[Line, int]:
        return {line: number for number, line in enumerate(self.lines)}

    def labels(self, place: Place) -> dict[str, str]:
        """What may be the control's label, by side: before it in its container, left of it, above it."""
        return {"before": self._before(place), "left": self._left(place), "above": self._above(place)}

    def _before(self, place: Place) -> str:
        """The last line of text between the control (or the start) before it and the control itself."""
        if place.cell is not None and place.control in place.cell.controls:
            return ""
        text = ""
        for span in spans_of(place.cell if place.cell is not None else place.line):
            if place.control in span.controls:
                return as_label(text.strip().rpartition("\n")[2])
            text = "" if self._is_tagged(span.controls) else text + span.text
        return ""

    def _left(self, place: Place) -> str:
        if place.row is None or place.cell is None:
            return ""
        position = place.row.cells.index(place.cell)
        return as_label(self._outside(place.row.cells[position - 1])) if position else ""

    def _above(self, place: Place) -> str:
        before = self.line_before(place.line)
        if place.cell is None or place.row is None:
            return as_label(self._outside(before)) if isinstance(before, Paragraph) else ""
        if not isinstance(before, Row) or before.table != place.row.table:
            return ""
        above = before.at(place.cell.column)
        return as_label(self._outside(above)) if above is not None else ""

    def line_before(self, line: Line) -> Line | None:
        """The line just before `line`."""
        number = self._numbers[line]
        return self.lines[number - 1] if number else None

    def header_text(self, row: Row, cell: Cell) -> str:
        """The printed text of one header cell; one that goes on a vertical merge has the text above it."""
        while cell.continues:
            above = self.line_before(row)
            found = above.at(cell.column) if isinstance(above, Row) and above.table == row.table else None
            if found is None or not isinstance(above, Row):
                break
            row, cell = above, found
        return as_label(self._outside(cell))

    def repeating(self, name: str) -> RepeatingRows | None:
        """The rows that hold the controls `name.*`; None when they are not below one header row."""
        ours = [each for each in self.tagged if each.tag.startswith(name + ".")]
        rows = list(dict.fromkeys(each.row for each in ours if each.row is not None))
        if not rows or len({row.table for row in rows}) > 1 or any(each.row is None for each in ours):
            return None
        header = self.line_before(rows[0])
        if not isinstance(header, Row) or header.table != rows[0].table:
            return None
        first = [each for each in ours if each.row is rows[0]]
        prototype: dict[int, Place] = {}
        for place in first:
            above = header.at(place.cell.column) if place.cell is not None else None
            position = header.cells.index(above) if above is not None else -1
            if position < 0 or position in prototype:
                return None
            prototype[position] = place
        if {each.tag for each in ours} != {each.tag for each in first}:
            return None
        labels = unique_labels([self.header_text(header, cell) for cell in header.cells])
        return RepeatingRows(self._title(header), header, labels, rows, prototype)

    def _title(self, header: Row) -> str:
        """The text above a header row: a row of one cell in its table, or the last paragraph before it."""
        line = self.line_before(header)
        while line is not None:
            if isinstance(line, Paragraph) or len(line.cells) == 1:
                text = self._outside(line if isinstance(line, Paragraph) else line.cells[0])
                if squeeze(text):
                    return as_label(text)
            line = self.line_before(line)
        return ""

    def _is_tagged(self, controls: tuple[Control, ...]) -> bool:
        return any(self._is_answer(each) for each in controls if each.tag)

    def _is_answer(self, control: Control) -> bool:
        return not (is_built_in(control) or control in self.groups or control in self.owners)

    def _outside(self, container: Paragraph | Cell) -> str:
        """The text of a paragraph or cell outside its tagged controls."""
        if isinstance(container, Cell) and self._is_tagged(container.controls):
            return ""
        return "".join(span.text for span in container.spans if not self._is_tagged(span.controls))


def is_built_in(control: Control) -> bool:
    """Whether it is Word's own (a page number, repeating rows) or a legacy form field, which has no tag."""
    return bool(control.kinds & _BUILT_IN)


def row_controls(row: Row) -> tuple[Control, ...]:
    """The controls around a whole row of several cells, or around more than that."""
    if len(row.cells) < 2:  # then it is the cell's
        return ()
    return tuple(each for each in row.cells[0].controls if all(each in cell.controls for cell in row.cells))


def spans_of(container: Line | Cell) -> list[Span]:
    """The spans of a paragraph or cell; of a row none."""
    return [] if isinstance(container, Row) else container.spans


def as_label(text: str) -> str:
    """A printed label: one line, without the colon at its end."""
    return " ".join(text.split()).rstrip(":：").rstrip()


def _lines(content: Content) -> Iterator[Line]:
    for block in content.body:
        if isinstance(block, Table):
            yield from block.rows
        else:
            yield block


def _chains(line: Line, cell: Cell | None) -> Iterator[tuple[Control, ...]]:
    """The controls around each piece of a paragraph or cell, outermost first."""
    if cell is not None:
        yield cell.controls
    for span in spans_of(cell if cell is not None else line):
        yield span.controls
