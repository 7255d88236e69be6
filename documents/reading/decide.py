"""From readings and doubts to a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from documents.forms import NUMBER_TYPES, OPEN_TYPES, FieldType, FormModel
from documents.reading.crossing import Given, are_crossed, is_crowded
from documents.reading.fields import Read
from documents.reading.result import FieldReading, Reading, RowReading, TableReading
from documents.reasons import Reason
from documents.values import is_nil, names_and_calls
from documents.wml import label_key

_MISSING = frozenset({"required_blank", "required_table_empty"})
_DOUBTED, _NEIGHBOUR = Reason("document_in_doubt"), Reason("neighbour_in_doubt")
_SPREADS = frozenset({"void_note", "struck_text", "repeated_text", "several_answers"})  # so of other answers too
_ALIKE = {FieldType.MOBILE: FieldType.PHONE, FieldType.LANDLINE: FieldType.PHONE, FieldType.CHOICES: FieldType.CHOICE}
_NO_DOUBT = frozenset({*_MISSING, "nil_answer", "document_in_doubt"})  # of the answer's words or its place


def decide(read: Sequence[Read], tables: Sequence[TableReading], doubts: Sequence[Reason], model: FormModel) -> Reading:
    """The reading as a whole. Where the document itself is in doubt nothing in it is vouched for."""
    given = [each.reading for each in read if each.given]
    nil = _is_nil(given, tables)
    fields = [each.reading for each in read]
    if nil and not tables:
        fields = [_as_nil(each.reading) if each.given or not each.reading.raw else each.reading for each in read]
    nothing = not given and not any(each.rows or each.nil for each in tables)
    if nothing and not doubts and not _structural(fields, tables):
        return Reading("rejected", (Reason("blank_returned"),), tuple(fields), tuple(tables))
    if doubts or _SPREADS & _codes(fields, tables):
        fields = [_doubted(each) for each in fields]
        tables = [_doubted_table(each) for each in tables]
    elif any(reason.code not in _NO_DOUBT for each in fields for reason in each.reasons):
        fields = _beside_doubts(fields)
    fields, tables = _crossing(fields, tables, model)
    statuses = [each.status for each in fields] + [each.status for each in tables]
    doubtful = bool(doubts) or "review" in statuses
    return Reading("review" if doubtful else "accepted", tuple(doubts), tuple(fields), tuple(tables), nil)


def _codes(fields: Sequence[FieldReading], tables: Sequence[TableReading]) -> set[str]:
    found = {reason.code for each in fields for reason in each.reasons}
    return found | {reason.code for table in tables for row in table.rows for reason in row.reasons}


def _family(each: FieldReading) -> FieldType:
    return _ALIKE.get(each.type, each.type)


def _is_open(kind: FieldType) -> bool:
    """Whether the answer to another question could stand there and look right."""
    return kind in OPEN_TYPES or kind in NUMBER_TYPES


def _beside_doubts(fields: Sequence[FieldReading]) -> list[FieldReading]:
    """What a doubtful answer may have been meant for: by its type anything, or what stands in the same line."""
    times = Counter(map(_family, fields))
    lines = {each.place for each in fields if any(reason.code not in _NO_DOUBT for reason in each.reasons)} - {""}
    return [
        _beside(each) if _is_open(each.type) or times[_family(each)] > 1 or each.place in lines else each
        for each in fields
    ]


def _beside(each: FieldReading) -> FieldReading:
    """An answer that the type does not tie to its place, when another one may have been meant for it."""
    if each.status == "review":
        return each
    return replace(each, status="review", reasons=(*each.reasons, _NEIGHBOUR))


def _crossing(
    fields: list[FieldReading], tables: Sequence[TableReading], model: FormModel
) -> tuple[list[FieldReading], Sequence[TableReading]]:
    """Doubt answers that may hold another's, where that one is missing or looks wrong."""
    rows = [row for table in tables for row in table.rows]
    gaps = any(each.status == "blank" for each in fields) or any(None in row.values.values() for row in rows)
    crossed = are_crossed([_given(each) for each in fields])
    fields = [
        _beside(each) if (gaps and _is_crowded(each)) or (crossed and each.type in OPEN_TYPES) else each
        for each in fields
    ]
    types = {spec.key: {each.label: each.type for each in spec.columns} for spec in model.tables}
    tables = [_crossed_rows(table, types[table.key], gaps) for table in tables]
    if not _codes(fields, tables) - _NO_DOUBT:
        return fields, tables
    fields = [_beside(each) if each.status == "blank" else each for each in fields]
    return fields, [_gaps_doubted(table) for table in tables]


def _is_crowded(each: FieldReading) -> bool:
    """Whether an answer may hold another's beside its own; not where its label asks for a name and a number."""
    return is_crowded(_given(each)) and not names_and_calls(label_key(each.label), each.raw)


def _given(each: FieldReading) -> Given:
    return each.type, each.value, each.raw


def _crossed_rows(table: TableReading, types: Mapping[str, FieldType], gaps: bool) -> TableReading:
    given = [_given_row(row, types) for row in table.rows]
    return _rows_doubted(table, [are_crossed(each) or (gaps and any(map(is_crowded, each))) for each in given])


def _gaps_doubted(table: TableReading) -> TableReading:
    """What is missing in a row may stand in an answer that is in doubt."""
    return _rows_doubted(table, [None in row.values.values() for row in table.rows])


def _rows_doubted(table: TableReading, doubted: Sequence[bool]) -> TableReading:
    rows = tuple(
        replace(row, status="review", reasons=(*row.reasons, _NEIGHBOUR)) if doubt and row.status == "ok" else row
        for row, doubt in zip(table.rows, doubted, strict=True)
    )
    doubtful = any(row.status == "review" for row in rows)
    return replace(table, rows=rows, status="review" if doubtful else table.status)


def _given_row(row: RowReading, types: Mapping[str, FieldType]) -> list[Given]:
    return [(kind, row.values[label], row.raw[label]) for label, kind in types.items()]


def _doubted(each: FieldReading) -> FieldReading:
    if each.status == "review":
        return each
    return replace(each, status="review", reasons=(*each.reasons, _DOUBTED))


def _doubted_table(table: TableReading) -> TableReading:
    rows = tuple(
        row if row.status == "review" else replace(row, status="review", reasons=(*row.reasons, _DOUBTED))
        for row in table.rows
    )
    reasons = table.reasons if table.reasons or rows else (_DOUBTED,)
    return replace(table, status="review", rows=rows, reasons=reasons)


def _structural(fields: Sequence[FieldReading], tables: Sequence[TableReading]) -> bool:
    """Whether an empty answer is in doubt for another reason than being required."""
    reasons = chain(
        chain.from_iterable(each.reasons for each in fields), chain.from_iterable(each.reasons for each in tables)
    )
    return any(each.code not in _MISSING for each in reasons)


def _as_nil(field: FieldReading) -> FieldReading:
    return replace(field, value=None, status="blank", reasons=())


def _is_nil(given: Sequence[FieldReading], tables: Sequence[TableReading]) -> bool:
    """Whether the form says that there is nothing to report: all its tables do, or all its given answers."""
    if tables:
        return all(each.nil for each in tables)
    return bool(given) and all(
        is_nil(each.raw) and all(reason.code == "nil_answer" for reason in each.reasons) for each in given
    )
