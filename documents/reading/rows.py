"""The rows of a returned table beside those of the blank's, in order and in time that grows with their number."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from documents.reading.containers import Line
from documents.reading.form import FormGrid, FormLine, FormRow, FormTable
from documents.reading.pairing import GridRows, Pairing, fits

_WINDOW = 40  # rows among which one without a fixed text of its own is looked for
Index = dict[tuple[int, str], list[int]]


def pair_rows(table: FormTable, lines: Sequence[Line], out: Pairing) -> None:
    """Pair every row of the table with one of `lines`, and give the rows below a header to its grid."""
    _Pairs(table, lines, out).run()


def columns_of(header: tuple[str, ...], keys: Sequence[str]) -> tuple[int, ...] | None:
    """For each cell of a returned header its index in the blank's; None when it is not that header."""
    if tuple(keys) == header:
        return tuple(range(len(header)))
    if len(keys) != len(header) or len(set(header)) < len(header) or set(keys) != set(header) or "" in header:
        return None
    return tuple(header.index(key) for key in keys)


class _Pairs:
    def __init__(self, table: FormTable, lines: Sequence[Line], out: Pairing) -> None:
        self.units = [each for each in table.lines if isinstance(each, FormGrid) or not each.is_void]
        self.lines, self.out = lines, out
        self.lost: list[FormLine] = []  # since the last pair
        self.over: list[Line] = []

    @cached_property
    def index(self) -> Index:
        """The rows by the place and text of each cell; most tables are in order and never ask."""
        found: Index = defaultdict(list)
        for number, line in enumerate(self.lines):
            for cell, key in enumerate(line.keys):
                if key:
                    found[cell, key].append(number)
        return found

    def run(self) -> None:
        at = 0
        for number, unit in enumerate(self.units):
            found = self._find(unit, at)
            if found is None:
                self.lost.append(unit)
                continue
            self.over += self.lines[at:found]
            self._settle()
            if isinstance(unit, FormGrid):
                at = self._grid(unit, found, self.units[number + 1 : number + 2])
            else:
                self._pair(unit, self.lines[found])
                at = found + 1
        self.over += self.lines[at:]
        self._settle()

    def _find(self, unit: FormLine, at: int) -> int | None:
        """The first row from `at` on that is the unit."""
        if at < len(self.lines) and _is(unit, self.lines[at]):
            return at
        anchor = (0, unit.header[0]) if isinstance(unit, FormGrid) else unit.anchor
        if isinstance(unit, FormGrid):
            return next((n for n in range(at, len(self.lines)) if _is(unit, self.lines[n])), None)
        if anchor is not None:
            places = self.index.get(anchor, [])
            return next((n for n in places[bisect_left(places, at) :] if _is(unit, self.lines[n])), None)
        if all(not cell.texts for cell in unit.cells):
            return None  # any row could be it
        return next((n for n in range(at, min(at + _WINDOW, len(self.lines))) if _is(unit, self.lines[n])), None)

    def _pair(self, unit: FormRow, line: Line) -> None:
        for number, outline in enumerate(unit.cells):
            if outline.slots:
                self.out.put(outline, line.cell(number))

    def _grid(self, unit: FormGrid, found: int, following: Sequence[FormLine]) -> int:
        """Take the rows below the header up to what follows the grid in the blank; the number after them."""
        header = self.lines[found]
        columns = columns_of(unit.header, header.keys)
        end = next(
            (
                n
                for n in range(found + 1, len(self.lines))
                if any(_ends(each, unit, self.lines[n]) for each in following)
            ),
            len(self.lines),
        )
        if columns is not None:
            self.out.grids[unit.grid.spec.key] = GridRows(unit, columns, header, list(self.lines[found + 1 : end]))
        return end

    def _settle(self) -> None:
        """Pair by their place alone the rows between two pairs, where they are as many; else they are over."""
        over = [line for line in self.over if not line.is_empty]
        lost = [unit for unit in self.lost if isinstance(unit, FormRow)]
        alike = len(over) == len(lost) == len(self.lost)
        if alike and all(len(line.cells) == len(unit.cells) for line, unit in zip(over, lost, strict=True)):
            for unit, line in zip(lost, over, strict=True):
                self._pair_changed(unit, line)
        else:
            for line in over:
                self.out.left.append(line)
                self.out.leave(line.texts)
            for each in self.lost:
                texts = each.header if isinstance(each, FormGrid) else [t for cell in each.cells for t in cell.texts]
                self.out.lose(list(texts))
        self.lost, self.over = [], []

    def _pair_changed(self, unit: FormRow, line: Line) -> None:
        labelled = False
        for number, outline in enumerate(unit.cells):
            if not outline.slots and outline.key:
                labelled = line.keys[number] == outline.key
            self.out.put(outline, line.cell(number), labelled=labelled)


def _is(unit: FormLine, line: Line) -> bool:
    if isinstance(unit, FormGrid):
        return columns_of(unit.header, line.keys) is not None
    if len(unit.cells) != len(line.cells):
        return False
    if unit.anchor is not None and line.keys[unit.anchor[0]] != unit.anchor[1]:
        return False
    return all(map(fits, unit.cells, line.cells))


def _ends(unit: FormLine, grid: FormGrid, line: Line) -> bool:
    """Whether the row is what follows the grid; a row without any text of its own has to look different."""
    if isinstance(unit, FormRow) and len(unit.cells) == len(grid.header) and not any(c.texts for c in unit.cells):
        return False
    return _is(unit, line)
