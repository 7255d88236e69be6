"""Roll up: all accepted answers of a batch in one Excel and one Word file, each row with where it came from.

The step `rollup.build`. Only accepted items are in it, and of each only its current reply.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from documents.forms import FormModel, TableSpec
from documents.rollup import RollupRow, RollupSheet, write_docx, write_xlsx
from documents.values import Value
from messages.language import mark, translate
from storage.keys import content_key, sha256
from tracking import audit, outbox
from tracking.audit import Actor
from tracking.models import Answer, Batch, FormVersion, IssuedForm, Item, Job, RollUp
from tracking.outbox import Claim
from tracking.states import ACCEPTED
from workflows.services import Services

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def ask(batch: Batch, actor: Actor, now: datetime) -> Job:
    """Decide a roll-up of what is accepted now; asked again while nothing has changed, it is the same one."""
    accepted = Item.objects.filter(assignment__batch=batch, status=ACCEPTED)
    corrections = Answer.objects.filter(reply__batch=batch, corrected=True).order_by("-confirmed_at").first()
    latest = corrections.confirmed_at.isoformat() if corrections and corrections.confirmed_at else ""
    state = "-".join(f"{item.pk}.{item.reply_id}" for item in accepted.order_by("pk"))
    digest = sha256(f"{state}|{latest}".encode())
    changes = batch.rollups.exclude(state=digest).count()  # a state that has come back is rolled up anew
    audit.record(actor, "ask_rollup", batch, now)
    return outbox.enqueue("rollup.build", f"{batch.pk}:{changes}:{digest}", batch=batch.pk, state=digest)


def build(services: Services, claim: Claim, now: datetime) -> None:
    """Make both files of the batch and keep them."""
    batch = Batch.objects.select_related("campaign").get(pk=claim.payload["batch"])
    items = list(accepted_items(batch))
    sheets = list(_sheets(batch, items))
    xlsx, docx = write_xlsx(sheets, batch.title), write_docx(sheets, batch.title)
    xlsx_key, docx_key = content_key("rollups", xlsx, ".xlsx"), content_key("rollups", docx, ".docx")
    services.store.put(xlsx_key, xlsx, XLSX)
    services.store.put(docx_key, docx, DOCX)
    with outbox.finishing(claim):
        rollup = RollUp.objects.create(
            batch=batch,
            made_at=now,
            xlsx_key=xlsx_key,
            docx_key=docx_key,
            accepted=len(items),
            state=claim.payload["state"],
        )
        audit.record(audit.system(claim.name), "rollup_built", rollup, now, items=len(items))


def accepted_items(batch: Batch) -> Iterator[Item]:
    """The accepted items of the batch in the order of their units' codes."""
    return (
        Item.objects.filter(assignment__batch=batch, status=ACCEPTED)
        .select_related("assignment__unit", "reply__accepted_by")
        .prefetch_related("reply__answers")
        .order_by("assignment__unit__code", "pk")
        .iterator(chunk_size=500)
    )


def _sheets(batch: Batch, items: list[Item]) -> Iterator[RollupSheet]:
    for key, versions in _versions(batch).items():
        own = [item for item in items if item.form_key == key]
        models = [FormModel.from_json(form.model) for form in versions]
        yield _fields_sheet(batch, versions[0].title, models, own)
        tables: dict[str, list[TableSpec]] = {}
        for table in (table for model in models for table in model.tables):
            tables.setdefault(table.key, []).append(table)
        for specs in tables.values():
            yield _table_sheet(batch, specs, own)


def _versions(batch: Batch) -> dict[str, list[FormVersion]]:
    """The batch's forms by key, each in every version that a unit may have answered, newest first."""
    issued = IssuedForm.objects.filter(item__assignment__batch=batch)
    versions: dict[str, list[FormVersion]] = {}
    for form in FormVersion.objects.filter(pk__in=issued.values("form")).order_by("-pk"):
        versions.setdefault(form.key, []).append(form)
    return dict(reversed(versions.items()))


def _fields_sheet(batch: Batch, title: str, models: list[FormModel], items: list[Item]) -> RollupSheet:
    labels: dict[str, str] = {}
    for field in (field for model in models for field in model.fields):
        labels.setdefault(field.key, field.label)
    rows = []
    for item in items:
        found = {answer.key: answer for answer in _answers(item) if not answer.table}
        values = (found[key].final_value if key in found else None for key in labels)
        rows.append(_row(batch, item, tuple(values)))
    return RollupSheet(title, tuple(labels.values()), tuple(rows))


def _table_sheet(batch: Batch, versions: list[TableSpec], items: list[Item]) -> RollupSheet:
    """One table in all its versions, newest first; a column that only an older one has stands at the end."""
    table = versions[0]
    columns = tuple(dict.fromkeys(column.label for spec in versions for column in spec.columns))
    rows = []
    for item in items:
        lines: dict[int, dict[str, Value]] = {}
        for answer in _answers(item):
            if answer.table == table.key:
                lines.setdefault(answer.row, {})[answer.key] = answer.final_value
        for number in sorted(lines):
            rows.append(_row(batch, item, tuple(lines[number].get(label) for label in columns)))
    return RollupSheet(table.label, columns, tuple(rows))


def _answers(item: Item) -> list[Answer]:
    return list(item.reply.answers.all()) if item.reply else []


def _row(batch: Batch, item: Item, values: tuple[Value, ...]) -> RollupRow:
    reply, zone = item.reply, ZoneInfo(batch.context["zone"])
    if reply is None:
        return RollupRow(item.assignment.unit.name, values, translate(mark("paper copy")), "", "")
    by = reply.accepted_by.username if reply.accepted_by else translate(mark("read by program"))
    received = reply.received_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return RollupRow(item.assignment.unit.name, values, reply.file_name, received, by)
