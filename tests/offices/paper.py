"""A form written in a few lines of text, parsed into paragraphs and tables with the slots that a person fills.

`# title`, `H: header`, `F: footer`, `%` page break, `<<`, `==`, `>>` tables side by side, `| a | b |` a row of cells.
In a row: `<` joins the cell to its left, `^` to the one above, `//` begins a paragraph, `!v` sets the text upright.
`|*5|` repeats a row five times as a list (`@#` counts), `|=|` is one row of a matrix.
`{label:kind:blank}` is a slot (`a=b` are other names of the label, `a/b` its two header rows), `{@column:text}` print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_SLOT = re.compile(r"\{(@?)([^{}:]+):([^{}:]*)(?::([^{}]*))?\}")
_BOX = re.compile("□|（ ）")


@dataclass(eq=False)
class Slot:
    """One place for an answer. `group`: the list or matrix that it belongs to, with its row; None: a single field."""

    label: str
    kind: str
    blank: str = ""
    printed: bool = False
    group: int | None = None
    row: int = 0
    cell: int = -1  # slots with the same number share a cell or a paragraph
    at: tuple[int, int, int] = (-1, -1, -1)  # paragraph, start, end: set when the form is built

    @property
    def names(self) -> list[str]:
        """The label and its other names."""
        return self.label.split("=")

    @property
    def options(self) -> list[str]:
        """The texts behind the boxes, or before them where the first one is not at the start."""
        parts = [each.strip(" _　；;、：") for each in _BOX.split(self.blank)]
        return parts[1:] if _BOX.match(self.blank) else parts[:-1]

    @property
    def boxes(self) -> list[int]:
        """Where a tick is put: on a box, or between brackets."""
        return [found.start() + len(found[0]) // 2 for found in _BOX.finditer(self.blank)]


@dataclass
class Para:
    """A paragraph: printed text and slots in their order."""

    pieces: list[str | Slot]
    style: str = ""


@dataclass
class Cell:
    """A cell of the grid with what it is joined to."""

    blocks: list[Block]
    span: int = 1
    merge: str = ""  # "restart", "continue"
    upright: bool = False


@dataclass
class Grid:
    """A table of rows of cells; `plain`: without lines, it only sets tables side by side."""

    rows: list[list[Cell]]
    plain: bool = False
    lists: set[int] = field(default_factory=set)  # numbers of the rows that repeat


Block = Para | Grid


@dataclass
class Paper:
    """A parsed form."""

    name: str
    blocks: list[Block]
    slots: list[Slot]
    header: str = ""
    footer: str = ""


class _Parser:
    def __init__(self) -> None:
        self.slots: list[Slot] = []
        self.groups = 0
        self.cells = 0

    def para(self, text: str, style: str = "", group: int | None = None, row: int = 0) -> Para:
        pieces: list[str | Slot] = []
        end = 0
        for found in _SLOT.finditer(text):
            if found.start() > end:
                pieces.append(text[end : found.start()])
            label, kind, blank = found[2], found[3], found[4] or ""
            printed = bool(found[1])
            slot = Slot(label, "printed" if printed else kind, kind if printed else blank, printed, group, row)
            slot.cell = self.cells
            self.slots.append(slot)
            pieces.append(slot)
            end = found.end()
        if end < len(text) or not pieces:
            pieces.append(text[end:])
        return Para(pieces, style)

    def cell(self, text: str, group: int | None, row: int) -> Cell:
        self.cells += 1
        upright = text.startswith("!v")
        parts = text.removeprefix("!v").split("//")
        return Cell([self.para(part.strip(" "), "cell", group, row) for part in parts], upright=upright)

    def grid(self, lines: list[str]) -> Grid:
        grid = Grid([])
        group = None
        row = 0
        for line in lines:
            repeat, body = _row_kind(line)
            texts = [each.strip(" ") for each in body.strip().strip("|").split("|")]
            if not repeat:
                group, row = None, 0
            elif group is None:
                self.groups += 1
                group = self.groups
            for _ in range(repeat or 1):
                row += 1
                if repeat:
                    grid.lists.add(len(grid.rows))
                numbered = [re.sub("@#", str(row), text) for text in texts]
                grid.rows.append(self.row(numbered, group, row))
        _join_upwards(grid)
        return grid

    def row(self, texts: list[str], group: int | None, row: int) -> list[Cell]:
        cells: list[Cell] = []
        for text in texts:
            if text == "<":
                cells[-1].span += 1
            elif text == "^":
                cells.append(Cell([Para([""], "cell")], merge="continue"))
            else:
                cells.append(self.cell(text, group, row))
        return cells

    def blocks(self, lines: list[str]) -> Iterator[Block]:
        at = 0
        while at < len(lines):
            line = lines[at]
            if line.startswith("<<"):
                end = lines.index(">>", at)
                yield Grid([[Cell(list(self.blocks(part))) for part in _parts(lines[at + 1 : end])]], plain=True)
                at = end
            elif line.startswith("|"):
                end = next((i for i in range(at, len(lines)) if not lines[i].startswith("|")), len(lines))
                yield self.grid(lines[at:end])
                at = end - 1
            else:
                self.cells += 1
                style = {"#": "title", "%": "page", "-": "line"}.get(line[:1], "")
                yield self.para(line[1:].strip(" ") if style else line, style)
            at += 1


def _row_kind(line: str) -> tuple[int, str]:
    found = re.match(r"\|(\*(\d+)|=)\|", line)
    if found is None:
        return 0, line
    return int(found[2] or 1), line[found.end() - 1 :]


def _parts(lines: list[str]) -> Iterator[list[str]]:
    start = 0
    for number, line in enumerate([*lines, "=="]):
        if line == "==":
            yield lines[start:number]
            start = number + 1


def _join_upwards(grid: Grid) -> None:
    """Give the uppermost cell of each upward join its mark, and the joined ones its width."""
    for number, row in enumerate(grid.rows):
        column = 0
        for cell in row:
            if cell.merge == "continue":
                above = _at(grid.rows[number - 1], column)
                above.merge = above.merge or "restart"
                cell.span = above.span
            column += cell.span


def _at(row: list[Cell], column: int) -> Cell:
    for cell in row:
        if column <= 0:
            return cell
        column -= cell.span
    raise IndexError(column)


def parse(name: str, text: str) -> Paper:
    """The form that `text` describes."""
    parser = _Parser()
    header = footer = ""
    lines = []
    for line in text.strip("\n").split("\n"):
        if line.startswith("H:"):
            header = line[2:].strip()
        elif line.startswith("F:"):
            footer = line[2:].strip()
        else:
            lines.append(line)
    return Paper(name, list(parser.blocks(lines)), parser.slots, header, footer)
