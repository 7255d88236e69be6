"""Which field of a reader's model is which place of the form: by label, as anybody would tell them apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from documents.forms import FormModel, TableSpec
from tests.blind.draft import Form, Slot, Table

Place = str | tuple[str, int, str]  # a slot, or a matrix's table, row and column


@dataclass
class Pairing:
    """Model keys to places. `asked`: answers that the form asks for (a column counts once), `known`: those paired."""

    fields: dict[str, Place] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: int = 0
    known: int = 0


def plain(label: str) -> str:
    """A label without spaces, signs and the number of its repetition."""
    return re.sub(r"[\W_]+", "", re.sub(r" \(\d+\)$", "", label))


def pair(model: FormModel, form: Form) -> Pairing:
    """Pairs fields by tag or bookmark, then by label, repeated labels in the order of the form."""
    pairing = Pairing()
    slots = _in_order(form)
    rules: tuple[Callable[[str, str, Slot], bool], ...] = (
        lambda key, label, slot: key == slot.name,
        lambda key, label, slot: label in [plain(each) for each in slot.labels] and _only(label, slots),
        lambda key, label, slot: label in [plain(each) for each in slot.labels],
        lambda key, label, slot: any(
            len(one) > 2 and (one in label or label in one) and len(label) > 2 for one in map(plain, slot.labels)
        ),
    )
    for rule in rules:
        for each in model.fields:
            taken = set(pairing.fields.values())
            if each.key in pairing.fields:
                continue
            found = next(
                (slot for slot in slots if slot.name not in taken and rule(each.key, plain(each.label), slot)), None
            )
            if found is not None:
                pairing.fields[each.key] = found.name
    _pair_tables(model, form, pairing)
    _pair_cells(model, form, pairing)
    firm = [each.name for each in slots if not each.loose]
    pairing.asked = len(firm) + sum(len(each.asked) for each in form.tables)
    pairing.known = len([each for each in firm if each in pairing.fields.values()]) + _known_columns(form, pairing)
    return pairing


def _only(label: str, slots: list[Slot]) -> bool:
    return sum(label in [plain(each) for each in slot.labels] for slot in slots) == 1


def _in_order(form: Form) -> list[Slot]:
    names = list(dict.fromkeys(each.get("{urn:blind}slot", "") for each in form.doc.find("//*[@b:slot]")))
    return sorted(form.slots, key=lambda each: names.index(each.name))


def _pair_tables(model: FormModel, form: Form, pairing: Pairing) -> None:
    for spec in model.tables:
        best: Table | None = None
        matched: dict[str, str] = {}
        for table in form.tables:
            if table.name in pairing.tables.values():
                continue
            columns = _columns(spec, table)
            if len(columns) > len(matched):
                best, matched = table, columns
        asked = {each.name for each in best.asked} if best else set()
        if best is not None and len(set(matched.values()) & asked) * 2 > len(asked):
            pairing.tables[spec.key] = best.name
            pairing.columns[spec.key] = matched


def _columns(spec: TableSpec, table: Table) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in spec.columns:
        label = plain(column.label)
        for each in table.columns:
            if each.name not in found.values() and label in [plain(one) for one in each.labels]:
                found[column.label] = each.name
                break
    return found


def _pair_cells(model: FormModel, form: Form, pairing: Pairing) -> None:
    """Fields of their own for the cells of a matrix: the label names row and column."""
    for table in form.tables:
        for each in model.fields:
            label = plain(each.label)
            for row, key in enumerate(table.keys):
                for column in table.asked:
                    rows = plain(key), plain(key.split("、")[-1])
                    if (
                        each.key not in pairing.fields
                        and any(one in label for one in rows)
                        and plain(column.labels[0]) in label
                    ):
                        pairing.fields[each.key] = (table.name, row, column.name)


def _known_columns(form: Form, pairing: Pairing) -> int:
    known = 0
    cells = [each for each in pairing.fields.values() if not isinstance(each, str)]
    for table in form.tables:
        paired = {
            name for key, one in pairing.columns.items() if pairing.tables[key] == table.name for name in one.values()
        }
        paired |= {column for name, _, column in cells if name == table.name}
        known += len(paired & {each.name for each in table.asked})
    return known
