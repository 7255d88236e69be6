"""What a reading gives back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from documents.forms import FieldType
from documents.reasons import Reason
from documents.values import Value
from messages.language import mark, translate

Verdict = Literal["accepted", "review", "rejected"]
Status = Literal["ok", "review", "blank"]


@dataclass(frozen=True)
class Expected:
    """What is known before reading; "" and () mean: unknown, not checked.

    `known` are answers by key that another source gives (the roster, last year's form): an answer that agrees has a
    witness more; one that differs may be new, but not another field's known answer.
    """

    form_number: str = ""
    unit_names: tuple[str, ...] = ()
    known: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class FieldReading:
    """One answer. ok: vouched for; review: `value` is at most a proposal; blank: None, and not required."""

    key: str
    label: str
    type: FieldType
    value: Value
    raw: str
    status: Status
    reasons: tuple[Reason, ...] = ()
    place: str = ""  # "t0r3c1" or "p12", said by `say_place`


@dataclass(frozen=True)
class RowReading:
    """One filled row: canonical values and raw texts by column label."""

    values: Mapping[str, Value]
    raw: Mapping[str, str]
    status: Literal["ok", "review"]
    reasons: tuple[Reason, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class TableReading:
    """The filled rows of a table; `nil`: its only row says that there is nothing to report."""

    key: str
    columns: tuple[str, ...]
    status: Literal["ok", "review"]
    rows: tuple[RowReading, ...] = ()
    reasons: tuple[Reason, ...] = ()
    nil: bool = False


@dataclass(frozen=True)
class Reading:
    """A returned file's verdict. accepted: nothing in doubt; review: a person looks; rejected: goes back."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    fields: tuple[FieldReading, ...] = ()
    tables: tuple[TableReading, ...] = ()
    nil: bool = False
    quarantined: bool = False

    def to_json(self, file: str) -> dict[str, Any]:
        """The object that `shoufa read --json` prints for `file`, messages in the current language."""
        return {
            "file": file,
            "verdict": self.verdict,
            "reasons": _said(self.reasons),
            "fields": [_field_json(each) for each in self.fields],
            "tables": [_table_json(each) for each in self.tables],
        }


def _said(reasons: tuple[Reason, ...]) -> list[dict[str, str]]:
    return [each.to_json() for each in reasons]


def _field_json(each: FieldReading) -> dict[str, Any]:
    return {
        "key": each.key,
        "label": each.label,
        "type": each.type.value,
        "value": each.value,
        "raw": each.raw,
        "status": each.status,
        "reasons": _said(each.reasons),
        "place": say_place(each.place),
    }


def _table_json(table: TableReading) -> dict[str, Any]:
    return {
        "key": table.key,
        "columns": list(table.columns),
        "status": table.status,
        "reasons": _said(table.reasons),
        "rows": [
            {
                "status": row.status,
                "values": dict(row.values),
                "raw": dict(row.raw),
                "reasons": _said(row.reasons),
                "place": say_place(row.place),
            }
            for row in table.rows
        ],
    }


def say_place(place: str) -> str:
    """`place` for a person, in the current language, counted from 1; "" stays ""."""
    found = re.fullmatch(r"p(\d+)|t(\d+)r(\d+)(?:c(\d+))?", place)
    if found is None:
        return place
    paragraph, table, row, cell = (None if each is None else int(each) + 1 for each in found.groups())
    if paragraph is not None:
        return translate(mark("paragraph {number}"), number=paragraph)
    if cell is None:
        return translate(mark("table {table}, row {row}"), table=table, row=row)
    return translate(mark("table {table}, row {row}, cell {cell}"), table=table, row=row, cell=cell)
