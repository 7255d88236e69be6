"""What a person expects of a form beside what the model has: fields and columns found again by their labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from documents.forms import FieldSpec, FormModel, TableSpec
from tests.offices.paper import Paper, Slot

_KINDS: dict[str, str] = {
    "name": "name names",
    "post": "post text",
    "mobile": "mobile",
    "landline": "landline",
    "phone": "phone mobile landline",
    "email": "email",
    "integer": "integer score year",
    "decimal": "decimal integer percentage score",
    "percentage": "percentage decimal",
    "date": "date month monthday",
    "choice": "choice choices yesno text tickcol",
    "choices": "choice choices yesno text",
    "unit": "unit company school street town village office bank",
    "place": "place",
}


@dataclass
class Match:
    """Where the model keeps each expected answer: field numbers by slot, columns by (group, label)."""

    fields: dict[Slot, int] = field(default_factory=dict)
    tables: dict[int, int] = field(default_factory=dict)  # group → the model's table
    columns: dict[tuple[int, str], str] = field(default_factory=dict)  # → the model's column label
    unmapped: list[str] = field(default_factory=list)
    wrong_types: list[str] = field(default_factory=list)


def plain(label: str) -> str:
    """A label without spaces, punctuation and the number of its repetition."""
    text = re.sub(r" \(\d+\)$", "", label)
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def short(label: str) -> str:
    """A label also without what is in brackets."""
    return plain(re.sub(r"\([^()]*\)", "", unicodedata.normalize("NFKC", label))) or plain(label)


def match(paper: Paper, model: FormModel) -> Match:
    """The expectations of `paper` in `model`."""
    found = Match()
    groups = sorted({slot.group for slot in paper.slots if slot.group is not None})
    for group in groups:
        _match_table(paper, model, group, found)
    loose = [slot for slot in paper.slots if _is_loose(paper, slot, found)]
    names = {slot: _names(paper, slot) for slot in loose}
    numbers = _assign([names[slot] for slot in loose], [each.label for each in model.fields])
    for slot, number in zip(loose, numbers, strict=True):
        if number is None:
            found.unmapped.append(f"{names[slot][0]} ({slot.kind})")
        else:
            found.fields |= dict.fromkeys(_ticks(paper, slot), number)
            _check_type(found, slot, model.fields[number])
    return found


def _is_loose(paper: Paper, slot: Slot, found: Match) -> bool:
    """Whether a field of its own may keep the answer: rows of a list without a table are missed by column."""
    if slot.printed or slot.group in found.tables:
        return False
    if slot.kind == "tickcol":
        return slot is _ticks(paper, slot)[0]
    if slot.group is None or _row_labels(paper, slot):
        return True
    rows = {each.row for each in paper.slots if each.group == slot.group}
    if len(rows) == 1:
        return True
    if slot.row == min(rows):
        found.unmapped.append(f"{slot.label} (column, {slot.kind})")
    return False


def _ticks(paper: Paper, slot: Slot) -> list[Slot]:
    """The slots of a row of which one is ticked; of another slot itself."""
    if slot.kind != "tickcol":
        return [slot]
    row = [each for each in paper.slots if (each.group, each.row) == (slot.group, slot.row)]
    return [each for each in row if each.kind == "tickcol"]


def _row_labels(paper: Paper, slot: Slot) -> list[str]:
    """The printed label of a row of a matrix; the number of a row of a list is none."""
    row = [each for each in paper.slots if (each.group, each.row, each.printed) == (slot.group, slot.row, True)]
    return [each.blank for each in row if not each.blank.isdigit()]


def _names(paper: Paper, slot: Slot) -> list[str]:
    if slot.group is None:
        return slot.names
    row = _row_labels(paper, slot)
    if slot.kind == "tickcol":
        return row
    return [f"{row[0]}{slot.names[0]}", f"{slot.names[0]}{row[0]}"] if row else slot.names


def _match_table(paper: Paper, model: FormModel, group: int, found: Match) -> None:
    slots = [slot for slot in paper.slots if slot.group == group]
    first = [slot for slot in slots if slot.row == slots[0].row]
    asked = [slot for slot in first if not slot.printed]
    best: tuple[int, int, list[int | None]] | None = None
    for number, table in enumerate(model.tables):
        if number in found.tables.values():
            continue
        columns = _columns(first, table)
        score = sum(column is not None for slot, column in zip(first, columns, strict=True) if not slot.printed)
        if best is None or score > best[0]:
            best = score, number, columns
    if best is None or best[0] * 2 < len(asked):
        _share_table(paper, group, [slot.label for slot in first], found)
        return
    _, number, columns = best
    found.tables[group] = number
    for slot, column in zip(first, columns, strict=True):
        if column is not None:
            spec = model.tables[number].columns[column]
            found.columns[group, slot.label] = spec.label
            if not slot.printed:
                _check_type(found, slot, spec)
        elif not slot.printed:
            found.unmapped.append(f"{slot.label} (column, {slot.kind})")


def _share_table(paper: Paper, group: int, labels: list[str], found: Match) -> None:
    """Rows below a subheading of the same list are kept in the table of the rows above it."""
    for other, number in list(found.tables.items()):
        slots = [slot for slot in paper.slots if slot.group == other]
        if [slot.label for slot in slots if slot.row == slots[0].row] == labels:
            found.tables[group] = number
            found.columns |= {(group, label): column for (at, label), column in found.columns.items() if at == other}


def _columns(slots: Sequence[Slot], table: TableSpec) -> list[int | None]:
    names = [[each for name in slot.names for each in (name, name.split("/")[-1])] for slot in slots]
    return _assign(names, [each.label for each in table.columns])


def _assign(wanted: Sequence[Sequence[str]], labels: Sequence[str]) -> list[int | None]:
    """For each list of names the number of a label that is left: the same words first, then shorter, then a part."""
    taken: dict[int, int] = {}

    def pass_over(
        fits: Callable[[str, str], bool], names_of: Callable[[Sequence[str]], Sequence[str]], alone: bool
    ) -> None:
        for number, names in enumerate(wanted):
            if number in taken:
                continue
            free = [
                at
                for at, label in enumerate(labels)
                if at not in taken.values() and any(fits(name, label) for name in names_of(names))
            ]
            if free and (len(free) == 1 or not alone):
                taken[number] = free[0]

    pass_over(lambda name, label: plain(name) == plain(label), lambda names: names[:1], alone=False)
    pass_over(lambda name, label: plain(name) == plain(label), lambda names: names, alone=False)
    pass_over(lambda name, label: short(name) == short(label), lambda names: names, alone=False)
    pass_over(_ends_alike, lambda names: names, alone=True)
    pass_over(_part, lambda names: names, alone=True)
    return [taken.get(number) for number in range(len(wanted))]


def _ends_alike(name: str, label: str) -> bool:
    return plain(label).endswith(plain(name)) or plain(label).startswith(plain(name))


def _part(name: str, label: str) -> bool:
    return len(plain(name)) > 1 and plain(name) in plain(label)


def _check_type(found: Match, slot: Slot, spec: FieldSpec) -> None:
    allowed = _KINDS.get(spec.type.value)
    if allowed is not None and slot.kind not in allowed.split():
        found.wrong_types.append(f"{slot.names[0]}: {slot.kind} taken as {spec.type.value}")
