"""Inferred fields as a campaign confirms them: its types, requirements and options in the inferred places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from documents.blanks.overrides import FieldOverride
from documents.blanks.placing import no_place
from documents.blanks.slots import (
    Blank,
    BlankParagraph,
    BlankRow,
    BlankTable,
    Grid,
    Lines,
    Pattern,
    Piece,
    single_slots,
)
from documents.forms import FieldSpec, FieldType, FormModel, TableSpec
from documents.wml import label_key
from messages.errors import DocumentError
from messages.language import mark


def confirm(model: FormModel, overrides: Mapping[str, FieldOverride]) -> FormModel:
    """The inferred `model` with what a campaign says by label, columns as “table.column” or by their header alone.

    Raises DocumentError for a label that the blank does not have.
    """
    known = {label_key(name): override for name, override in overrides.items()}
    used: set[str] = set()
    fields = tuple(_spec(each, known, (each.key,), used) for each in model.fields)
    tables = tuple(_table(each, known, used) for each in model.tables)
    absent = [name for name in overrides if label_key(name) not in used]
    if absent:
        labels = [*(each.key for each in model.fields), *(each.key for each in model.tables)]
        raise DocumentError(
            mark("The campaign names “{tag}”, but the blank has no field with this label."),
            place=model.key,
            remedy=mark("Write the label as the blank prints it; its labels are: {known}."),
            tag=", ".join(absent),
            known=", ".join(labels) or "–",
        )
    return replace(model, fields=fields, tables=tables)


def _table(table: TableSpec, known: Mapping[str, FieldOverride], used: set[str]) -> TableSpec:
    columns = tuple(_spec(each, known, (f"{table.key}.{each.key}", each.key), used) for each in table.columns)
    used |= {label_key(table.key)} & known.keys()
    return replace(table, columns=columns)


def _spec(spec: FieldSpec, known: Mapping[str, FieldOverride], names: tuple[str, ...], used: set[str]) -> FieldSpec:
    name = next((label_key(each) for each in names if label_key(each) in known), None)
    if name is None:
        return spec
    used.add(name)
    said = known[name]
    if said.label and label_key(said.label) != label_key(spec.label):
        raise DocumentError(
            mark("The campaign calls “{tag}” “{title}”, but the blank prints “{printed}”."),
            remedy=mark("Leave the label out, or write it as the blank prints it."),
            tag=spec.key,
            title=said.label,
            printed=spec.label,
        )
    kind = said.type or (FieldType.CHOICE if said.choices and not spec.choices else spec.type)
    options = kind in (FieldType.CHOICE, FieldType.CHOICES)
    choices = (said.choices or spec.choices) if options else ()
    return FieldSpec(spec.key, spec.label, kind, said.required, choices)


def with_model(blank: Blank, model: FormModel) -> Blank:
    """The inferred `blank` with the specs of its frozen `model`. Raises DocumentError when a field has no place."""
    specs = {each.key: each for each in model.fields}
    tables = {each.key: each for each in model.tables}
    lost = specs.keys() - {each.key for each in blank.model.fields}
    grids = {}
    for table in blank.model.tables:
        wanted = tables.get(table.key)
        if wanted is not None and [each.key for each in wanted.columns] == [each.key for each in table.columns]:
            grids[table.key] = wanted
    lost |= tables.keys() - grids.keys()
    if lost:
        raise no_place(model, sorted(lost))
    lines = _Placing(specs, grids).lines(blank.lines)
    return replace(blank, model=model, lines=lines, slots=single_slots(lines, model))


class _Placing:
    """One pass over the lines of a blank that puts the model's specs where the inferred ones are."""

    def __init__(self, specs: Mapping[str, FieldSpec], tables: Mapping[str, TableSpec]) -> None:
        self._specs = specs
        self._tables = tables
        self._grids: dict[Grid, Grid | None] = {}

    def lines(self, lines: Lines) -> Lines:
        return tuple(
            BlankParagraph(line.paragraph, self._pattern(line.pattern, None))
            if isinstance(line, BlankParagraph)
            else BlankTable(tuple(self._row(row) for row in line.rows))
            for line in lines
        )

    def _row(self, row: BlankRow) -> BlankRow:
        grid = self._grid(row.grid) if row.grid is not None else None
        inside = row.grid if row.role == "repeating" else None
        cells = tuple(self._pattern(each, inside) for each in row.cells)
        return BlankRow(row.row, cells, row.role if grid is not None else "fixed", grid)

    def _grid(self, grid: Grid) -> Grid | None:
        if grid not in self._grids:
            spec = self._tables.get(grid.spec.key)
            columns = {each.key: each for each in spec.columns} if spec is not None else {}
            found = tuple(columns.get(each.key) if each is not None else None for each in grid.columns)
            self._grids[grid] = Grid(spec, found, grid.labels) if spec is not None else None
        return self._grids[grid]

    def _pattern(self, pattern: Pattern, grid: Grid | None) -> Pattern:
        return Pattern(tuple(self._piece(each, grid) for each in pattern.pieces))

    def _piece(self, piece: Piece, grid: Grid | None) -> Piece:
        if isinstance(piece, str):
            return piece
        specs = self._specs
        if grid is not None:
            placed = self._grid(grid)
            specs = {each.key: each for each in placed.spec.columns} if placed is not None else {}
        spec = specs.get(piece.spec.key)
        return replace(piece, spec=spec) if spec is not None else piece.prompt
