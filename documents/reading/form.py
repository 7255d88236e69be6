"""The compiled blank made ready for comparison: squeezed once, and kept as long as the blank is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import takewhile

from documents.blanks.slots import Blank, BlankParagraph, BlankRow, BlankTable, Grid, Pattern, Piece, Slot
from documents.content.parts import Cell, Content, Paragraph, Span, Table
from documents.reading.matching import squeezed
from documents.wml import label_key, squeeze

_CACHED = 64
_FIELD_MARK = "SFF_"  # what documents.identity puts around the controls


@dataclass(frozen=True, eq=False)
class Outline:
    """One container of the blank: its squeezed pieces; `key` is its text as a label when it holds no slot."""

    pieces: tuple[Piece, ...]
    slots: tuple[Slot, ...]
    key: str
    prompts: tuple[str, ...] = ()  # of the slots, squeezed
    numbered: bool = False
    merged: tuple[bool, bool] = (False, False)

    @property
    def is_void(self) -> bool:
        """Whether it shows nothing and asks for nothing."""
        return not self.slots and not self.key

    @cached_property
    def texts(self) -> list[str]:
        """Its fixed text, for what is missing."""
        return [label_key(each) for each in self.pieces if isinstance(each, str) and label_key(each)]


@dataclass(frozen=True, eq=False)
class FormRow:
    """A row of single answers or of fixed text; `anchor`: (cell, key) of the first fixed text in it, or None."""

    cells: tuple[Outline, ...]
    anchor: tuple[int, str] | None

    @property
    def is_void(self) -> bool:
        """Whether nothing is lost when it is left out."""
        return all(each.is_void for each in self.cells)


@dataclass(frozen=True, eq=False)
class FormGrid:
    """A header row with its repeating rows; `between` are fixed rows among them: an example, a note, a header again."""

    grid: Grid
    header: tuple[str, ...]  # its cells as labels
    rows: tuple[tuple[Outline, ...], ...]
    between: frozenset[tuple[str, ...]]
    merged: frozenset[int]  # cells that are merged downwards in the blank

    @property
    def is_matrix(self) -> bool:
        """Whether its rows have labels of their own."""
        return any(
            spec is not None and number < len(row) and not row[number].slots and row[number].key
            for row in self.rows
            for number, spec in enumerate(self.grid.columns)
        )


FormLine = FormRow | FormGrid


@dataclass(frozen=True, eq=False)
class FormTable:
    """A table of the blank; `keys` are its fixed texts, by which it is found again."""

    lines: tuple[FormLine, ...]
    keys: frozenset[str]


@dataclass(frozen=True, eq=False)
class Form:
    """A blank made ready: stretches[i] are the paragraphs before tables[i], the last stretch those after all."""

    blank: Blank
    stretches: tuple[tuple[Outline, ...], ...]
    tables: tuple[FormTable, ...]
    tags: frozenset[str]  # of all its controls, those of rows too
    marks: dict[str, str] = field(default_factory=dict)  # bookmark → tag
    aliases: dict[str, str] = field(default_factory=dict)  # tag → alias
    titles: frozenset[str] = frozenset()  # the aliases, squeezed
    keys: frozenset[str] = frozenset()  # every fixed text, as a label
    labels: frozenset[str] = frozenset()  # of all its slots
    titles_above: frozenset[str] = frozenset()  # paragraphs that label the answer below them


@lru_cache(maxsize=_CACHED)
def form_of(blank: Blank) -> Form:
    """The blank made ready for comparison."""
    stretches: list[list[Outline]] = [[]]
    tables = []
    for line in blank.lines:
        if isinstance(line, BlankTable):
            tables.append(_table(line))
            stretches.append([])
        else:
            outline = _outline(line.pattern, line.paragraph.numbered)
            if not outline.is_void:
                stretches[-1].append(outline)
    marks, aliases = _controls(blank.content)
    tags = {slot.tag for slot in _slots(blank)} - {""}
    keys = {key for table in tables for key in table.keys}
    keys |= {
        key
        for stretch in stretches
        for outline in stretch
        for key in (outline.texts if outline.slots else [outline.key])
    }
    return Form(
        blank,
        tuple(map(tuple, stretches)),
        tuple(tables),
        frozenset(tags),
        {mark: tag for mark, tag in marks.items() if tag in tags},
        {tag: alias for tag, alias in aliases.items() if tag in tags},
        frozenset(squeeze(alias) for tag, alias in aliases.items() if tag in tags) - {""},
        frozenset(keys),
        frozenset(label_key(slot.spec.label) for slot in _slots(blank)),
        frozenset(label_key(slot.spec.label) for slot in _slots(blank) if slot.side == "above"),
    )


def _slots(blank: Blank) -> list[Slot]:
    found = []
    for line in blank.lines:
        patterns = [line.pattern] if isinstance(line, BlankParagraph) else [c for row in line.rows for c in row.cells]
        found += [slot for pattern in patterns for slot in pattern.slots]
    return found


def _outline(pattern: Pattern, numbered: bool, merged: tuple[bool, bool] = (False, False)) -> Outline:
    slots = pattern.slots
    prompts = tuple(squeeze(slot.prompt) for slot in slots)
    key = "" if slots else label_key(pattern.fixed)
    return Outline(squeezed(pattern.pieces), slots, key, prompts, numbered, merged)


def _cells(row: BlankRow) -> tuple[Outline, ...]:
    return tuple(
        _outline(pattern, _is_numbered(cell), (cell.merged, cell.continues))
        for pattern, cell in zip(row.cells, row.row.cells, strict=True)
    )


def _is_numbered(cell: Cell) -> bool:
    return any(isinstance(each, Paragraph) and each.numbered for each in cell.blocks)


def _table(table: BlankTable) -> FormTable:
    lines: list[FormLine] = []
    keys: set[str] = set()
    number = 0
    while number < len(table.rows):
        row = table.rows[number]
        if row.role == "header" and row.grid is not None:
            rows = _extent(table.rows[number + 1 :], row.grid)
            made = _grid(row, (*_above(table.rows[:number]), *rows))
            keys.update(made.header)
            lines.append(made)
            number += len(rows) + 1
            continue
        cells = _cells(row)
        keys.update(text for cell in cells for text in (cell.texts if cell.slots else [cell.key]))
        lines.append(FormRow(cells, next(((at, c.key) for at, c in enumerate(cells) if c.key), None)))
        number += 1
    return FormTable(tuple(lines), frozenset(keys - {""}))


def _above(rows: tuple[BlankRow, ...]) -> tuple[BlankRow, ...]:
    """The rows right above a header row that are part of it: several cells, and no answer among them."""
    part = takewhile(
        lambda row: row.role == "fixed" and len(row.cells) > 1 and not any(cell.slots for cell in row.cells),
        reversed(rows),
    )
    return tuple(part)


def _extent(rows: tuple[BlankRow, ...], grid: Grid) -> tuple[BlankRow, ...]:
    """The rows up to the last one that repeats for `grid`."""
    last = max((number for number, row in enumerate(rows) if row.role == "repeating" and row.grid is grid), default=-1)
    return rows[: last + 1]


def _grid(header: BlankRow, rows: tuple[BlankRow, ...]) -> FormGrid:
    repeating = [row for row in rows if row.role == "repeating"]
    between = {tuple(label_key(cell.text) for cell in row.row.cells) for row in rows if row.role != "repeating"}
    merged = {at for row in repeating for at, cell in enumerate(row.row.cells) if cell.merged}
    texts = tuple(label_key(cell.text) for cell in header.row.cells)
    grid = header.grid
    assert grid is not None  # noqa: S101 - a header row belongs to one
    return FormGrid(grid, texts, tuple(_cells(row) for row in repeating), frozenset(between), frozenset(merged))


def _controls(content: Content) -> tuple[dict[str, str], dict[str, str]]:
    """The bookmarks around the blank's tagged controls, and the controls' aliases."""
    marks: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for span in _spans(content):
        for control in span.controls:
            if control.tag:
                aliases.setdefault(control.tag, control.alias)
                marks.update((name, control.tag) for name in span.bookmarks if name.startswith(_FIELD_MARK))
    return marks, aliases


def _spans(content: Content) -> list[Span]:
    found: list[Span] = []
    for block in content.body:
        if isinstance(block, Table):
            found += [span for row in block.rows for cell in row.cells for span in cell.spans]
        else:
            found += block.spans
    return found
