"""Tagged controls as slots in the blank's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from documents.blanks.places import Place, Places, RepeatingRows
from documents.blanks.slots import (
    Blank,
    BlankParagraph,
    BlankRow,
    BlankTable,
    Grid,
    Pattern,
    Piece,
    Side,
    Slot,
    single_slots,
)
from documents.content.parts import Block, Cell, Content, Control, Paragraph, Row
from documents.forms import FieldSpec, FormModel, TableSpec
from documents.wml import label_key
from messages.errors import DocumentError
from messages.language import mark

_WORD = re.compile(r"[^\W_]")
Specs = dict[Control, tuple[FieldSpec, Side]]
Owned = dict[Cell, tuple[FieldSpec, Side]]  # cells that a control around their whole row makes answers
Roles = Mapping[Row, tuple[Literal["header", "repeating"], Grid]]


def place_tagged(content: Content, model: FormModel) -> Blank:
    """The blank with a slot for every field of `model` at the control of its tag. Raises DocumentError."""
    places = Places.of(content)
    singles = {each.key: each for each in model.fields}
    specs: Specs = {each.control: (singles[each.tag], _side(places, each, singles[each.tag]))
             for each in places.tagged if each.tag in singles}  # fmt: skip
    roles: dict[Row, tuple[Literal["header", "repeating"], Grid]] = {}
    lost = singles.keys() - {spec.key for spec, _ in specs.values()}
    for table in model.tables:
        rows = places.repeating(table.key)
        columns = _columns(rows, table) if rows is not None else {}
        if rows is None or len(columns) < len(table.columns):
            lost |= {table.key}
            continue
        grid = Grid(table, tuple(columns.get(number) for number in range(len(rows.labels))), tuple(rows.labels))
        roles[rows.header] = ("header", grid)
        roles |= dict.fromkeys(rows.rows, ("repeating", grid))
        specs |= _cells(places, table)
    if lost:
        raise no_place(model, sorted(lost))
    owned = {cell: specs.pop(control) for control, cell in places.owners.items() if control in specs}
    lines = tuple(_line(block, specs, roles, owned) for block in content.body)
    return Blank(content, model, lines, single_slots(lines, model))


def no_place(model: FormModel, keys: list[str]) -> DocumentError:
    """The error for fields of a model that its blank does not have."""
    return DocumentError(
        mark("The blank has no place for “{tag}”."),
        place=model.key,
        remedy=mark("Compile the form again from this very file."),
        tag=", ".join(keys),
    )


def _side(places: Places, place: Place, spec: FieldSpec) -> Side:
    """Where the label that the model took is printed."""
    printed = places.labels(place)
    for side in ("before", "left", "above"):
        if label_key(printed[side]) == label_key(spec.label):
            return side
    return ""


def _columns(rows: RepeatingRows, table: TableSpec) -> dict[int, FieldSpec]:
    """The table's columns by index of the header's cells."""
    known = {each.key: each for each in table.columns}
    tags = {position: place.tag.partition(".")[2] for position, place in rows.prototype.items()}
    return {position: known[key] for position, key in tags.items() if key in known}


def _cells(places: Places, table: TableSpec) -> Specs:
    """The controls of repeating rows, whose labels stand above them in the header."""
    known = {f"{table.key}.{each.key}": each for each in table.columns}
    return {each.control: (known[each.tag], "above") for each in places.tagged if each.tag in known}


def _line(block: Block, specs: Specs, roles: Roles, owned: Owned) -> BlankParagraph | BlankTable:
    if isinstance(block, Paragraph):
        return BlankParagraph(block, _pattern(block, specs))
    return BlankTable(tuple(_row(row, specs, roles, owned) for row in block.rows))


def _row(row: Row, specs: Specs, roles: Roles, owned: Owned) -> BlankRow:
    cells = tuple(_whole(cell, *owned[cell]) if cell in owned else _pattern(cell, specs) for cell in row.cells)
    if row not in roles:
        return BlankRow(row, cells)
    role, grid = roles[row]
    return BlankRow(row, cells, role, grid)


def _whole(cell: Cell, spec: FieldSpec, side: Side) -> Pattern:
    """A cell that a control around its whole row makes an answer; the control names no place, the label does."""
    return Pattern((Slot(spec, cell.text, "", side, around=tuple(each.tag for each in cell.controls if each.tag)),))


def _pattern(container: Paragraph | Cell, specs: Specs) -> Pattern:
    """The container's text cut into fixed text and what its controls show."""
    around = container.controls if isinstance(container, Cell) else ()
    outer = _known(around, specs)
    if outer is not None:
        return Pattern((_piece(outer, container.text, specs, around),))
    texts: list[tuple[Control | None, str]] = []
    for span in container.spans:
        control = _known(span.controls, specs)
        if texts and texts[-1][0] is control:
            texts[-1] = (control, texts[-1][1] + span.text)
        else:
            texts.append((control, span.text))
    return Pattern(tuple(_piece(control, text, specs, around) for control, text in _joined(texts) if control or text))


def _known(controls: tuple[Control, ...], specs: Specs) -> Control | None:
    """The outermost control that is a field's."""
    return next((each for each in controls if each in specs), None)


def _joined(texts: list[tuple[Control | None, str]]) -> Iterator[tuple[Control | None, str]]:
    """A control that goes on behind a line break takes the break with it, so that it stays one slot."""
    held: tuple[Control | None, str] | None = None
    for number, (control, text) in enumerate(texts):
        following = texts[number + 1][0] if number + 1 < len(texts) else None
        if held is not None and (control is held[0] or (control is None and text == "\n" and following is held[0])):
            held = (held[0], held[1] + text)
            continue
        if held is not None:
            yield held
            held = None
        if control is None:
            yield control, text
        else:
            held = (control, text)
    if held is not None:
        yield held


def _piece(control: Control | None, text: str, specs: Specs, around: tuple[Control, ...]) -> Piece:
    if control is None:
        return text
    spec, side = specs[control]
    tags = tuple(each.tag for each in around if each.tag and each is not control)
    return Slot(spec, text, control.tag, side, not control.prompts and bool(_WORD.search(text)), tags)
