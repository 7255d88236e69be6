"""Write what was read as answers, and leave alone what a person has written or confirmed.

1. Read again, a reply keeps every answer that a person has touched, and a table as a whole where one of its cells was.
2. A newer version is read as it stands; where it says something else than a person's correction of the version
   before, a person looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Q

from documents.forms import FormModel
from documents.reading import FieldReading, Reading, TableReading
from documents.reasons import Reason
from documents.values import Value
from tracking.models import Answer, Item, Reply
from tracking.states import ACCEPTED

BY_HAND = Q(corrected=True) | Q(confirmed_at__isnull=False)
CORRECTED_BEFORE = "corrected_before"


def write_answers(reply: Reply, reading: Reading, model: FormModel) -> None:
    """The answers of `reply` as they were read now; in the caller's transaction."""
    touched = set(reply.answers.filter(BY_HAND).values_list("table", "key"))
    tables = {table for table, _ in touched if table}
    reply.answers.exclude(BY_HAND).exclude(table__in=tables).delete()
    Answer.objects.bulk_create(
        Answer(reply=reply, **fields)
        for fields in _answers(reading, model)
        if fields["table"] not in tables and (fields["table"], fields["key"]) not in touched
    )


def against_corrections(reading: Reading, reply: Reply) -> Reading:
    """The reading, in doubt where it differs from what a person wrote into the version before."""
    corrected = _corrections_before(reply)
    if not corrected or reading.verdict == "rejected":
        return reading
    fields = tuple(_field_against(field, corrected) for field in reading.fields)
    tables = tuple(_table_against(table, corrected) for table in reading.tables)
    is_silent = not fields and not tables  # a mail that only says 无
    if (fields, tables) == (reading.fields, reading.tables) and not is_silent:
        return reading
    more = (Reason(CORRECTED_BEFORE, {"value": _shown(corrected[0])}),) if is_silent else ()
    return replace(reading, verdict="review", reasons=(*reading.reasons, *more), fields=fields, tables=tables)


def answers_before(item: Item) -> dict[str, Value]:
    """The unit's last accepted answers to the same form in another batch, by key; two queries."""
    assignment = item.assignment
    earlier = Item.objects.filter(assignment__unit=assignment.unit_id, form_key=item.form_key, status=ACCEPTED)
    earlier = earlier.filter(assignment__batch__campaign=assignment.batch.campaign_id, reply__isnull=False)
    last = earlier.exclude(pk=item.pk).order_by("-assignment__batch__issued_at", "-pk").first()
    if last is None:
        return {}
    return {answer.key: answer.final_value for answer in Answer.objects.filter(reply=last.reply_id, table="")}


def _corrections_before(reply: Reply) -> list[Answer]:
    """The corrections of earlier versions that are a person's last word on their field or table."""
    by_hand = Answer.objects.filter(BY_HAND, reply__item=reply.item_id, reply__version__lt=reply.version)
    last: dict[tuple[str, str], int] = {}
    found = list(by_hand.order_by("-reply__version", "row").values_list("pk", "table", "key", "reply__version"))
    for _, table, key, version in found:
        last.setdefault((table, key), version)
    newest = [pk for pk, table, key, version in found if last[table, key] == version]
    return list(Answer.objects.filter(pk__in=newest, corrected=True))


def _field_against(field: FieldReading, corrected: Iterable[Answer]) -> FieldReading:
    for answer in corrected:
        if not answer.table and answer.key == field.key and answer.corrected_value != field.value:
            reason = Reason(CORRECTED_BEFORE, {"value": _shown(answer)})
            return replace(field, status="review", reasons=(*field.reasons, reason))
    return field


def _table_against(table: TableReading, corrected: Iterable[Answer]) -> TableReading:
    for answer in corrected:
        if answer.table == table.key and answer.corrected_value not in [
            row.values.get(answer.key) for row in table.rows
        ]:
            reason = Reason(CORRECTED_BEFORE, {"value": _shown(answer)})
            return replace(table, status="review", reasons=(*table.reasons, reason))
    return table


def _shown(answer: Answer) -> str:
    value = answer.corrected_value
    text = "、".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)
    return text[:200]


def _answers(reading: Reading, model: FormModel) -> Iterator[dict[str, Any]]:
    for position, field in enumerate(reading.fields):
        yield _answer(field) | {"position": position}
    for table in reading.tables:
        spec = next(spec for spec in model.tables if spec.key == table.key)
        yield from _table_answers(table, {column.label: str(column.type) for column in spec.columns})


def _answer(field: FieldReading) -> dict[str, Any]:
    return {
        "table": "",
        "row": 0,
        "key": field.key,
        "label": field.label,
        "type": str(field.type),
        "value": field.value,
        "raw": field.raw,
        "status": field.status,
        "reasons": reasons_to_json(field.reasons),
        "place": field.place,
    }


def _table_answers(table: TableReading, types: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(table.rows):
        for position, label in enumerate(table.columns):
            yield {
                "table": table.key,
                "row": number,
                "key": label,
                "label": label,
                "type": types.get(label, "text"),
                "position": position,
                "value": row.values.get(label),
                "raw": row.raw.get(label, ""),
                "status": row.status,
                "reasons": reasons_to_json(row.reasons),
                "place": row.place,
            }


def reasons_to_json(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Codes and what fills their sentences; the sentence is made when somebody looks, in that person's language."""
    return [{"code": reason.code, "params": dict(reason.params)} for reason in reasons]
