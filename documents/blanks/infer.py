"""A blank without tags: its fields inferred from labels, gaps, empty cells and header rows."""

from __future__ import annotations

from collections import Counter

from documents.blanks.cells import name_cells, settle_colons
from documents.blanks.controls import key_of, name_controls
from documents.blanks.draft import DraftLine, DraftParagraph, DraftTable, draft_of, gaps_of
from documents.blanks.gaps import Gap, Part, with_unit_apart
from documents.blanks.grids import DraftGrid, find_grids
from documents.blanks.headings import open_headings
from documents.blanks.paragraphs import name_paragraphs
from documents.blanks.places import row_controls
from documents.blanks.several import open_choices
from documents.blanks.slots import Blank, BlankParagraph, BlankRow, BlankTable, Grid, Pattern, Piece, Slot, single_slots
from documents.blanks.types import is_own_unit
from documents.content.parts import Content
from documents.forms import FieldSpec, FieldType, FormModel, TableSpec, unique_labels

VERSION = 4  # of these rules; a rule that finds other fields in some blank counts it up


def infer(content: Content, key: str, title: str) -> Blank:
    """The blank with a slot for every answer that its text asks for.

    Keys are the tags of controls, elsewhere the printed labels, numbered where they repeat; nothing is required.
    """
    lines = draft_of(content)
    grids: dict[DraftTable, list[DraftGrid]] = {}
    for line in lines:
        if isinstance(line, DraftTable):
            settle_colons(line)
            grids[line] = find_grids(line)
            name_cells(line)
    name_paragraphs(lines)
    open_headings(lines)
    open_choices(lines)
    tables = _tables([grid for found in grids.values() for grid in found])
    in_grids = {gap for grid in tables for gaps in grid.columns.values() for gap in gaps}
    name_controls(lines, in_grids)
    fields = _fields(lines, in_grids)
    model = FormModel(key, title, tuple(fields), tuple(grid.spec for grid in tables.values()), VERSION)
    doubled = _doubled(lines, tables)
    built = tuple(
        _line(line, {each: tables[each] for each in grids[line]} if isinstance(line, DraftTable) else {}, doubled)
        for line in lines
    )
    return Blank(content, model, built, single_slots(built, model), doubled)


def _doubled(lines: list[DraftLine], tables: dict[DraftGrid, Grid]) -> frozenset[str]:
    """The tags that several controls of single answers have; rows may repeat the tags of their columns."""
    rows = {gap for grid in tables for gaps in grid.columns.values() for gap in gaps}
    controls = {gap.control for gap in gaps_of(lines) if gap.control is not None and gap not in rows and gap.spec}
    counts = Counter(each.tag for each in controls if each.tag)
    return frozenset(tag for tag, count in counts.items() if count > 1)


def _tables(grids: list[DraftGrid]) -> dict[DraftGrid, Grid]:
    """The grids as they will stand in the blank, keyed by what they are called."""
    labels = [grid.label or f"表{number}" for number, grid in enumerate(grids, start=1)]
    return {
        grid: _grid(grid, key, label) for grid, key, label in zip(grids, unique_labels(labels), labels, strict=True)
    }


def _grid(grid: DraftGrid, key: str, label: str) -> Grid:
    columns: list[FieldSpec | None] = []
    for number, text in enumerate(grid.labels):
        gaps = grid.columns.get(number, [])
        if gaps:
            columns.append(_column(gaps, text))
        else:
            columns.append(FieldSpec(text, text) if number in grid.row_labels else None)
    for number, spec in enumerate(columns):
        for gap in grid.columns.get(number, []):
            gap.spec = spec
    return Grid(TableSpec(key, label, tuple(spec for spec in columns if spec)), tuple(columns), tuple(grid.labels))


def _column(gaps: list[Gap], label: str) -> FieldSpec:
    """One column: the type that its gaps agree on, all options that they offer."""
    types = {gap.type for gap in gaps}
    choices = tuple(dict.fromkeys(choice for gap in gaps for choice in gap.choices))
    return FieldSpec(label, label, types.pop() if len(types) == 1 else FieldType.TEXT, False, choices)


def _fields(lines: list[DraftLine], in_grids: set[Gap]) -> list[FieldSpec]:
    """The single fields in reading order, each keyed by the tag of its control, else by its label."""
    gaps = list(gaps_of(lines))
    asked = [gap for gap in gaps if gap.label and gap not in in_grids and gap.first is None]
    tags = Counter(each.tag for each in {gap.control for gap in asked if gap.control is not None})
    keys = [tag if (tag := key_of(gap)) and tags[tag] == 1 else gap.label for gap in asked]
    for gap, key in zip(asked, unique_labels(keys), strict=True):
        own = gap.type == FieldType.TEXT and is_own_unit(gap.label)
        gap.spec = FieldSpec(key, gap.label, FieldType.UNIT if own else gap.type, False, gap.choices)
    for gap in gaps:
        gap.spec = gap.first.spec if gap.first is not None else gap.spec
    return [gap.spec for gap in asked if gap.spec is not None]


def _line(line: DraftLine, grids: dict[DraftGrid, Grid], doubled: frozenset[str]) -> BlankParagraph | BlankTable:
    if isinstance(line, DraftParagraph):
        return BlankParagraph(line.paragraph, _pattern(line.parts, doubled))
    headers = {draft.header: grid for draft, grid in grids.items()}
    repeating = {number: grid for draft, grid in grids.items() for number in draft.rows}
    rows = []
    for number, row in enumerate(line.rows):
        around = tuple(each.tag for each in row_controls(row.row) if each.tag)
        cells = tuple(_pattern(cell.parts, doubled, around) for cell in row.cells)
        if number in headers:
            rows.append(BlankRow(row.row, cells, "header", headers[number]))
        elif number in repeating:
            rows.append(BlankRow(row.row, cells, "repeating", repeating[number]))
        else:
            rows.append(BlankRow(row.row, cells))
    return BlankTable(tuple(rows))


def _pattern(parts: list[Part], doubled: frozenset[str], around: tuple[str, ...] = ()) -> Pattern:
    """The parts with named gaps as slots, the others as fixed text."""
    pieces: list[Piece] = []
    for part in (piece for each in parts for piece in with_unit_apart(each)):
        piece = _piece(part, doubled, around)
        if isinstance(piece, Slot):
            pieces.append(piece)
        elif piece and pieces and isinstance(pieces[-1], str):
            pieces[-1] += piece
        elif piece:
            pieces.append(piece)
    return Pattern(tuple(pieces))


def _piece(part: Part, doubled: frozenset[str], around: tuple[str, ...]) -> Piece:
    if isinstance(part, str):
        return part
    if part.spec is None:
        return part.text
    tag = part.control.tag if part.control is not None else ""
    if tag in doubled:
        tag, around = "", (*around, tag)
    return Slot(part.spec, part.text, tag, part.side, part.prefilled, around, part.option)
