"""What the pairing of a returned document with its form finds: answers in their places, rows, and what is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.blanks.slots import Slot
from documents.content.parts import Cell
from documents.reading.containers import Container, Line
from documents.reading.form import FormGrid, Outline
from documents.reading.matching import Match, Region, match


@dataclass(eq=False, slots=True)  # made for every answer; frozen it takes three times as long
class Placed:
    """Where one slot's text was found. `labelled`: its label stands where the blank has it."""

    slot: Slot
    prompt: str
    outline: Outline
    container: Container
    region: Region
    sure: bool
    labelled: bool

    @property
    def merged(self) -> bool:
        """Whether its cell was merged downwards, or is no longer."""
        source = self.container.source
        return isinstance(source, Cell) and (source.merged, source.continues) != self.outline.merged


@dataclass(frozen=True, eq=False)
class GridRows:
    """The rows of one grid: `columns` gives the index in the blank's header for each cell of the returned one."""

    form: FormGrid
    columns: tuple[int, ...]
    header: Line
    lines: list[Line]


@dataclass(eq=False)
class Pairing:
    """The result: `residue` is text of the return that the blank does not have, `missing` the blank's that is gone.

    `notes` are whole paragraphs of the blank that are gone; `left` are the rows whose text is residue.
    """

    placed: list[Placed] = field(default_factory=list)
    grids: dict[str, GridRows] = field(default_factory=dict)
    residue: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)

    def place(self, outline: Outline, container: Container, found: Match, *, labelled: bool = True) -> None:
        """Note where the outline's slots are in the container."""
        for slot, prompt, region in zip(outline.slots, outline.prompts, found.regions, strict=True):
            # what stands before the slot in its own container has been found with it
            known = labelled or slot.side == "before"
            self.placed.append(Placed(slot, prompt, outline, container, region, found.sure, known))

    def put(self, outline: Outline, container: Container, *, labelled: bool = True) -> None:
        """Pair the outline with the container, or note what one has and the other not."""
        if not outline.slots:
            if outline.key != container.key:
                self.lose(outline.texts)
                self.leave([container.key])
            return
        found = match(outline.pieces, container)
        if found is None:
            self.lose(outline.texts)
            self.leave([container.key])
        else:
            self.place(outline, container, found, labelled=labelled)

    def leave(self, texts: Sequence[str]) -> None:
        """Text of the return that is no part of the form."""
        self.residue += [text for text in texts if text]

    def lose(self, texts: Sequence[str]) -> None:
        """Text of the form that is not in the return."""
        self.missing += [text for text in texts if text]


def fits(outline: Outline, container: Container) -> bool:
    """Whether the container can be the outline's: the same text, or the outline's with answers."""
    if not outline.slots:
        return outline.key == container.key
    return match(outline.pieces, container) is not None
