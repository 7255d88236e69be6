"""Where answers go in a blank: containers (paragraphs, cells) as fixed text and slots, rows that repeat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from documents.content.parts import Content, Paragraph, Row
from documents.forms import FieldSpec, FormModel, TableSpec

Side = Literal["before", "left", "above", ""]


@dataclass(frozen=True, eq=False)
class Slot:
    """The place of one answer. `prompt` is the blank's own text there ("____", "年 月 日", "□男 □女", "请填写").

    Where a tagged control wraps several paragraphs or cells, each of them holds a slot of the same key.
    Two slots touch only where a control says so, or where the second one's prompt is a date's "年 月 日".
    """

    spec: FieldSpec
    prompt: str = ""
    tag: str = ""  # of the content control that holds it; "" when there is none
    side: Side = ""  # where its label stands
    prefilled: bool = False  # `prompt` is an answer that the sender already put there
    around: tuple[str, ...] = ()  # the tags of the blank's controls around its whole row, which are no answers
    option: str = ""  # what a tick in this cell means, where each cell of a row is one option of the same field


Piece = str | Slot  # a str is fixed text of the blank as it stands there


@dataclass(frozen=True, eq=False)
class Pattern:
    """One container of the blank: its pieces in order; () for an empty one."""

    pieces: tuple[Piece, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots among its pieces."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))

    @property
    def fixed(self) -> str:
        """Its fixed text without the slots."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))


@dataclass(frozen=True, eq=False)
class Grid:
    """Rows below a header row. `columns`: by index of the header's cells; None where it asks for nothing.

    A row of a matrix has its row label as fixed text in a column that has a spec: the label is that column's value.
    """

    spec: TableSpec
    columns: tuple[FieldSpec | None, ...]
    labels: tuple[str, ...]  # the header's texts, unique, by the same index


@dataclass(frozen=True, eq=False)
class BlankParagraph:
    """A paragraph outside tables."""

    paragraph: Paragraph
    pattern: Pattern


@dataclass(frozen=True, eq=False)
class BlankRow:
    """A table row: `cells` by index of row.cells; header and repeating rows belong to a grid.

    "repeating": its answers are a row of the grid. "fixed" may also be an example or a note between those rows.
    """

    row: Row
    cells: tuple[Pattern, ...]
    role: Literal["fixed", "header", "repeating"] = "fixed"
    grid: Grid | None = None


@dataclass(frozen=True, eq=False)
class BlankTable:
    """A table of the body with its rows in order; a grid's rows stand together, its header row before them."""

    rows: tuple[BlankRow, ...]


@dataclass(frozen=True, eq=False)
class Blank:
    """A compiled blank: its content, what it asks for, and its lines with the slots in place."""

    content: Content
    model: FormModel
    lines: tuple[BlankParagraph | BlankTable, ...] = ()
    slots: dict[str, Slot] = field(default_factory=dict)  # single answers by key
    doubled: frozenset[str] = frozenset()  # tags that several of its controls have, so that they name no answer


Lines = tuple[BlankParagraph | BlankTable, ...]


def slots_of(lines: Lines) -> Iterator[Slot]:
    """Every slot, those of repeating rows too, in reading order."""
    for line in lines:
        if isinstance(line, BlankParagraph):
            yield from line.pattern.slots
        else:
            for row in line.rows:
                for cell in row.cells:
                    yield from cell.slots


def single_slots(lines: Lines, model: FormModel) -> dict[str, Slot]:
    """The slots of single fields by key; of a control around several paragraphs the first."""
    specs = {each.key: each for each in model.fields}
    found: dict[str, Slot] = {}
    for slot in slots_of(lines):
        if slot.spec is specs.get(slot.spec.key):
            found.setdefault(slot.spec.key, slot)
    return found
