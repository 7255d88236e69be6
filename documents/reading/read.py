"""One returned file against the blank that was issued: a verdict, values with evidence, and reasons."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from documents.forms import FormModel
from documents.identity import identity_of, printed_numbers
from documents.intake import Kind, check_docx, sniff
from documents.layout import Layout
from documents.package import Package
from documents.reading.doubts import document_doubts
from documents.reading.evidence import Context
from documents.reading.fields import read_field
from documents.reading.looks import doubtful_styles
from documents.reading.residue import Claims, body_residue, margin_residue
from documents.reading.result import Expected, FieldReading, Reading, TableReading
from documents.reading.tables import read_table
from documents.reasons import Reason, Rejection
from documents.values import is_nil
from documents.wml import Element, Row, label_key, squeeze, text_of

_UNUSABLE = {
    Kind.EMPTY: "empty",
    Kind.ENCRYPTED: "encrypted",
    Kind.ZIP: "archive_inside",
    Kind.ARCHIVE: "archive_kind",
    Kind.OLE: "not_word",
    Kind.TEXT: "not_word",
    Kind.UNKNOWN: "not_word",
}


def read(model: FormModel, blank: bytes, returned: bytes, expected: Expected) -> Reading:
    """The reading of `returned`, an answer to `blank` whose model is `model`.

    A file that cannot be read gets a verdict too. Raises Rejection only when `blank` itself cannot be opened.
    """
    kind = sniff(returned)
    if kind in _UNUSABLE:
        return Reading("rejected", (Reason(_UNUSABLE[kind]),))
    if kind != Kind.DOCX:
        return Reading("review", (Reason("converter_missing", {"kind": kind.value}),))
    form = Package.open(blank)
    try:
        package = check_docx(returned)
    except Rejection as rejection:
        return Reading("rejected", (rejection.reason,), quarantined=rejection.quarantined)
    tags = [each.key for each in model.fields]
    tags += [f"{table.key}.{column.key}" for table in model.tables for column in table.columns]
    context = Context(Layout.of(form, tags), Layout.of(package, tags), expected, doubtful_styles(package))
    if not _is_ours(model, context.returned):
        return Reading("rejected", (Reason("not_our_form"),))
    return _read(model, context, form, package)


def _is_ours(model: FormModel, returned: Layout) -> bool:
    """Whether any tag or label of the form is in the file."""
    if returned.controls:
        return True
    labels = {label_key(each.label) for each in model.fields}
    labels |= {label_key(column.label) for table in model.tables for column in table.columns}
    containers = [each.element for line in returned.lines for each in (line.cells if isinstance(line, Row) else [line])]
    texts = [label_key(text_of(container)) for container in containers]
    return any(text in labels or text.partition(":")[0] in labels for text in texts)


def _read(model: FormModel, context: Context, form: Package, package: Package) -> Reading:
    fields, claimed = _read_fields(model, context)
    tables, rows = _read_tables(model, context)
    single = {each.element for each in context.blank.controls if "." not in each.tag}
    reasons = [
        *_number_doubts(package, context.expected),
        *document_doubts(package, form),
        *margin_residue(package, form),
        *body_residue(
            Claims(context.returned, claimed, rows),
            Claims(context.blank, single, _blank_rows(model, context)),
        ),
    ]
    given = [each for each in fields if _is_given(each, context)]
    nil = _is_nil(given, tables)
    if nil and not tables:
        fields = [_as_nil(each) if each in given or not each.raw else each for each in fields]
    nothing = not given and not any(each.rows or each.nil for each in tables)
    if nothing and not reasons and not _structural(fields, tables):
        return Reading("rejected", (Reason("blank_returned"),), tuple(fields), tuple(tables))
    statuses = [each.status for each in fields] + [each.status for each in tables]
    doubtful = bool(reasons) or "review" in statuses
    return Reading("review" if doubtful else "accepted", tuple(reasons), tuple(fields), tuple(tables), nil)


def _structural(fields: list[FieldReading], tables: list[TableReading]) -> bool:
    """Whether an empty answer is in doubt for another reason than being required."""
    reasons = [
        *chain.from_iterable(each.reasons for each in fields),
        *chain.from_iterable(t.reasons for t in tables),
    ]
    return any(each.code not in ("required_blank", "required_table_empty") for each in reasons)


def _read_fields(model: FormModel, context: Context) -> tuple[list[FieldReading], set[Element]]:
    readings, claimed = [], set()
    for spec in model.fields:
        reading, elements = read_field(spec, context)
        readings.append(reading)
        claimed.update(elements)
    return readings, claimed


def _read_tables(model: FormModel, context: Context) -> tuple[list[TableReading], set[Row]]:
    readings, claimed = [], set()
    for spec in model.tables:
        reading, rows = read_table(spec, context)
        readings.append(reading)
        claimed.update(rows)
    return readings, claimed


def _blank_rows(model: FormModel, context: Context) -> set[Row]:
    tables = [context.blank.repeating(each.key) for each in model.tables]
    return {row for table in tables if table is not None for row in (table.header, *table.rows)}


def _number_doubts(package: Package, expected: Expected) -> list[Reason]:
    """The form number is one witness for the whole file: none of its places may say another one."""
    if not expected.form_number:
        return []
    found = identity_of(package)
    numbers = {found.property, found.bookmark, *printed_numbers(package)} - {None}
    others = sorted(str(each) for each in numbers - {expected.form_number})
    if others:
        return [Reason("other_form", {"found": "、".join(others), "expected": expected.form_number})]
    return [] if numbers else [Reason("number_missing", {"expected": expected.form_number})]


def _is_given(field: FieldReading, context: Context) -> bool:
    """Whether the unit wrote something there: more than the blank's own text."""
    own = [text_of(each.element) for each in context.blank.tagged(field.key)]
    return bool(field.raw) and squeeze(field.raw) not in map(squeeze, own)


def _as_nil(field: FieldReading) -> FieldReading:
    return replace(field, value=None, status="blank", reasons=())


def _is_nil(given: list[FieldReading], tables: list[TableReading]) -> bool:
    """Whether the form says that there is nothing to report: all its tables do, or all its given answers."""
    if tables:
        return all(each.nil for each in tables)
    return bool(given) and all(
        is_nil(each.raw) and all(reason.code == "nil_answer" for reason in each.reasons) for each in given
    )
