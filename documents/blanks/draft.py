"""A blank while its fields are being found: lines and cells as parts, and what their gaps turn out to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from documents.blanks.boxes import allows_several
from documents.blanks.gaps import Gap, Part, cut
from documents.blanks.labels import BLANK_UNIT, is_label, is_number, is_serial, unit_type, words
from documents.blanks.places import row_controls
from documents.blanks.slots import Side
from documents.blanks.types import choices_of, infer_type
from documents.content.parts import Cell, Content, Control, Paragraph, Row
from documents.forms import FieldType
from documents.wml import squeeze

_FACT = re.compile(r"[^：:]{1,20}[：:]\s*\S")  # 单位：万元
_LONGEST_CAPTION = 40
_ROOMY_LINES = 3  # paragraphs of an empty cell
_ROOMY_SPAN = 3  # grid columns of an answer that has its row to itself


@dataclass(eq=False)
class DraftParagraph:
    """A paragraph outside tables."""

    paragraph: Paragraph
    parts: list[Part]

    @property
    def asks(self) -> bool:
        """Whether it has a gap."""
        return any(isinstance(part, Gap) for part in self.parts)


@dataclass(eq=False)
class DraftCell:
    """A table cell; `label_of` says that its text labels another cell, `grid` that a grid has it."""

    cell: Cell
    parts: list[Part]
    label_of: bool = False
    in_grid: bool = False

    @property
    def gaps(self) -> list[Gap]:
        """Its gaps in order."""
        return [part for part in self.parts if isinstance(part, Gap)]

    @property
    def words(self) -> str:
        """The form's own words in it, squeezed."""
        return squeeze("".join(part for part in self.parts if isinstance(part, str)))

    @property
    def is_open(self) -> bool:
        """Whether it is there to be filled as a whole: empty, or one gap and no other word."""
        return not self.cell.continues and len(self.gaps) < 2 and not self.words

    @cached_property
    def is_label(self) -> bool:
        """Whether its text can be a label."""
        return not self.gaps and is_label(self.cell.text)

    @property
    def is_void(self) -> bool:
        """Whether it is crossed out: a dash or slash where nothing is to be filled."""
        return not self.gaps and not any(char.isalnum() for char in self.words) and bool(self.words)

    @cached_property
    def is_serial(self) -> bool:
        """Whether it holds only a row's number."""
        return not self.gaps and is_serial(self.cell.text)

    @cached_property
    def is_number(self) -> bool:
        """Whether it holds only a row's number or a figure that the form states itself."""
        return not self.gaps and is_number(self.cell.text)

    def ask(self) -> Gap:
        """The gap of an open cell, made where the cell is empty."""
        if not self.gaps:
            self.parts = [Gap(self.cell.text, "room")]
        return self.gaps[0]

    def is_roomy(self, columns: int) -> bool:
        """Whether it is tall, or wide and alone with its label, in a table of `columns` grid columns."""
        tall = len(self.cell.blocks) >= _ROOMY_LINES
        return tall or (self.cell.span >= _ROOMY_SPAN and self.cell.column <= 1 and self.cell.span >= columns - 1)


@dataclass(eq=False)
class DraftRow:
    """A table row."""

    row: Row
    cells: list[DraftCell]

    def at(self, column: int) -> DraftCell | None:
        """The cell that covers grid column `column`."""
        return next((one for one in self.cells if one.cell.column <= column < one.cell.column + one.cell.span), None)


@dataclass(eq=False)
class DraftTable:
    """A table, the words before it that may be its caption, and the whole line right before it."""

    rows: list[DraftRow]
    caption: str = ""
    above: str = ""

    @cached_property
    def columns(self) -> int:
        """The number of its grid columns."""
        return max((each.cell.column + each.cell.span for row in self.rows for each in row.cells), default=0)

    @cached_property
    def _roots(self) -> dict[DraftCell, DraftCell]:
        roots: dict[DraftCell, DraftCell] = {}
        for number, row in enumerate(self.rows):
            for each in row.cells:
                above = self.rows[number - 1].at(each.cell.column) if each.cell.continues and number else None
                roots[each] = roots[above] if above is not None else each
        return roots

    def root(self, cell: DraftCell) -> DraftCell:
        """The cell itself, or where the vertical merge that it goes on begins."""
        return self._roots[cell]

    def label(self, cell: DraftCell) -> str:
        """The words of the label that the cell, or the merged one it belongs to, shows; "" for none."""
        root = self.root(cell)
        return words(root.cell.text) if root.is_label else ""


DraftLine = DraftParagraph | DraftTable


def draft_of(content: Content) -> list[DraftLine]:
    """The body's lines, cut into words and gaps."""
    lines: list[DraftLine] = []
    for block in content.body:
        if isinstance(block, Paragraph):
            lines.append(DraftParagraph(block, cut(block)))
        else:
            lines.append(DraftTable([_row(row) for row in block.rows], _caption(lines), _line_above(lines)))
    return lines


def _row(row: Row) -> DraftRow:
    around = row_controls(row)
    return DraftRow(row, [DraftCell(cell, _parts(cell, around)) for cell in row.cells])


def _parts(cell: Cell, around: tuple[Control, ...]) -> list[Part]:
    """The parts of a cell; blanks before a unit are filled together with it, a table inside is left alone."""
    if any(not isinstance(block, Paragraph) for block in cell.blocks):
        return [cell.text]
    return [Gap(cell.text, "prompt")] if BLANK_UNIT.fullmatch(cell.text) else cut(cell, around)


def _caption(lines: list[DraftLine]) -> str:
    """The last line of words alone before a table; lines to be filled in may stand between."""
    for line in reversed(lines):
        if not isinstance(line, DraftParagraph):
            break
        text = line.paragraph.text
        filled_in = any(isinstance(part, Gap) for part in line.parts) or _FACT.search(text) is not None
        if text.strip() and not filled_in:
            return words(text) if len(squeeze(text)) <= _LONGEST_CAPTION else ""
    return ""


def _line_above(lines: list[DraftLine]) -> str:
    """The last line before a table that shows something, if it is words alone."""
    last = next((each for each in reversed(lines) if _shows(each)), None)
    return last.paragraph.text if isinstance(last, DraftParagraph) and not last.asks else ""


def _shows(line: DraftLine) -> bool:
    return not isinstance(line, DraftParagraph) or bool(line.paragraph.text.strip())


def name(gap: Gap, label: str, side: Side, *, behind: str = "", roomy: bool = False, context: str = "") -> None:
    """Say what a gap asks: its type by its own look, its control, its label, the unit behind it."""
    gap.label, gap.side = label or "/".join(gap.choices), side
    kinds = gap.control.kinds if gap.control is not None else frozenset()
    gap.type = infer_type(label, kinds, roomy=roomy)
    if gap.kind == "boxes":
        gap.type = FieldType.CHOICES if allows_several(label + context) else FieldType.CHOICE
    elif gap.kind == "date":
        gap.type = FieldType.DATE
    elif gap.kind == "moment":
        gap.type = FieldType.TEXT
    elif choices_of(label, gap.control):
        gap.type, gap.choices = FieldType.CHOICE, choices_of(label, gap.control)
    elif gap.type in (FieldType.TEXT, FieldType.LONG_TEXT) and "大写" not in label:  # which are no digits
        gap.type = unit_type(gap.text if gap.kind == "prompt" else behind) or gap.type


def gaps_of(lines: list[DraftLine]) -> Iterator[Gap]:
    """Every gap in reading order."""
    for parts in containers_of(lines):
        yield from (part for part in parts if isinstance(part, Gap))


def containers_of(lines: list[DraftLine]) -> Iterator[list[Part]]:
    """The parts of every paragraph and cell in reading order."""
    for line in lines:
        if isinstance(line, DraftParagraph):
            yield line.parts
        else:
            yield from (cell.parts for row in line.rows for cell in row.cells)
