"""A person's name under a label that asks for none, where the answer that should name a person does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from documents.forms import FieldType, FormModel
from documents.reading.fields import Read
from documents.reading.result import RowReading, TableReading
from documents.reasons import Reason
from documents.values import Value, asks_for_person, person_like
from documents.wml import label_key, squeeze

_OTHER = Reason("looks_like_other")
_key = lru_cache(maxsize=1024)(label_key)


def doubt_strangers(
    read: Sequence[Read], tables: Sequence[TableReading], model: FormModel
) -> tuple[Sequence[Read], Sequence[TableReading]]:
    """The readings, with the reason looks_like_other on both answers that may have changed places."""
    texts = {each.reading.key: (each.reading.label, each.reading.value) for each in read if _is_text(each)}
    crossed = _crossed(texts)
    fields = [_doubted(each) if each.reading.key in crossed else each for each in read]
    columns = {
        table.key: [each.label for each in table.columns if each.type == FieldType.TEXT] for table in model.tables
    }
    return fields, [_table(table, columns[table.key]) for table in tables]


def _is_text(each: Read) -> bool:
    return each.given and each.reading.type == FieldType.TEXT


def _crossed(texts: Mapping[str, tuple[str, Value]]) -> set[str]:
    """The keys of the names that no label asks for and of the persons that no name answers; empty but for both."""
    given = {key: (label, squeeze(value)) for key, (label, value) in texts.items() if isinstance(value, str)}
    missing = {key for key, (label, flat) in given.items() if asks_for_person(_key(label)) and not _names(flat)}
    if not missing:
        return set()
    strange = {key for key, (label, flat) in given.items() if not asks_for_person(_key(label)) and person_like(flat)}
    return missing | strange if strange else set()


def _names(flat: str) -> bool:
    """Whether a text begins with what may be a person's name."""
    return any(person_like(flat[:size]) for size in (2, 3, 4))


def _doubted(each: Read) -> Read:
    reading = replace(each.reading, status="review", reasons=(*each.reading.reasons, _OTHER))
    return replace(each, reading=reading)


def _table(table: TableReading, columns: Iterable[str]) -> TableReading:
    labels = list(columns)
    if not any(asks_for_person(_key(label)) for label in labels):
        return table
    rows = tuple(_row(row, labels) for row in table.rows)
    return replace(table, rows=rows, status="review" if any(row.status == "review" for row in rows) else table.status)


def _row(row: RowReading, labels: Sequence[str]) -> RowReading:
    if not _crossed({label: (label, row.values[label]) for label in labels}):
        return row
    return replace(row, status="review", reasons=(*row.reasons, _OTHER))
