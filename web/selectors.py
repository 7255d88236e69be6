"""What pages show, read at once for a whole page and arranged in rows. Nothing here writes or decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, QuerySet

from tracking import progress
from tracking.models import (
    Answer,
    Assignment,
    AuditEntry,
    Batch,
    Dispatch,
    FormVersion,
    Item,
    Reminder,
    Reply,
)
from tracking.states import ITEM_STATUSES

HOME_PAGE = 10
HISTORY_PAGE = 30
MISSING = frozenset({"required_blank", "required_table_empty", "field_missing"})  # codes of documents.reasons
CARRIERS = (Dispatch.Kind.NOTICE, Dispatch.Kind.CORRECTION)  # messages that carry the papers


@dataclass(frozen=True)
class ItemCell:
    """One item on the board with its 督办 state ("" when it is neither nearly due nor overdue)."""

    item: Item
    due: str


@dataclass(frozen=True)
class BoardRow:
    """One assignment on the board."""

    assignment: Assignment
    notice: Dispatch | None
    items: Sequence[ItemCell]
    reminders: int
    last: AuditEntry | None


def board_rows(batch: Batch, found: Iterable[Assignment], now: datetime) -> list[BoardRow]:
    """The rows of one page of tracking.progress.rows."""
    assignments = list(found)
    nearly = progress.nearly_due_before(batch, now)
    last = last_events(assignments)
    return [
        BoardRow(
            assignment,
            _notice(assignment),
            [ItemCell(item, progress.due_state(item, now, nearly)) for item in assignment.items.all()],
            sum(reminder.kind != Reminder.Kind.PAPER for reminder in assignment.reminders.all()),
            last.get(assignment.pk),
        )
        for assignment in assignments
    ]


def _notice(assignment: Assignment) -> Dispatch | None:
    carriers = [message for message in assignment.dispatches.all() if message.kind in CARRIERS]
    return carriers[-1] if carriers else None


def _things_of(assignments: Iterable[Assignment]) -> dict[tuple[str, int], int]:
    """(thing, id) → assignment id for everything whose events belong to these assignments."""
    things: dict[tuple[str, int], int] = {}
    for assignment in assignments:
        things["assignment", assignment.pk] = assignment.pk
        things.update({("item", item.pk): assignment.pk for item in assignment.items.all()})
        things.update({("dispatch", message.pk): assignment.pk for message in assignment.dispatches.all()})
    return things


def _entries_of(things: Iterable[tuple[str, int]]) -> QuerySet[AuditEntry]:
    ids: dict[str, list[int]] = {}
    for thing, pk in things:
        ids.setdefault(thing, []).append(pk)
    chosen = Q(pk__in=[])
    for thing, pks in ids.items():
        chosen |= Q(thing=thing, thing_id__in=pks)
    return AuditEntry.objects.filter(chosen)


def last_events(assignments: Iterable[Assignment]) -> dict[int, AuditEntry]:
    """Assignment id → the newest event of it, its items and its messages; two queries.

    The derived status says nothing that its cause, one entry before, does not say better.
    """
    things = _things_of(assignments)
    newest = (
        _entries_of(things)
        .exclude(event="assignment_status")
        .order_by()
        .values("thing", "thing_id")
        .annotate(newest=Max("pk"))
    )
    entries = AuditEntry.objects.filter(pk__in=[row["newest"] for row in newest]).order_by("pk")
    return {things[entry.thing, entry.thing_id]: entry for entry in entries}


def history(assignment: Assignment, page: int) -> Page[AuditEntry]:
    """Everything that happened to the assignment, its items, messages and replies, newest first."""
    things = list(_things_of([assignment]))
    things += [("reply", pk) for pk in assignment.replies.values_list("pk", flat=True)]
    return Paginator(_entries_of(things).order_by("-pk"), HISTORY_PAGE).get_page(page)


@dataclass(frozen=True)
class FormCounts:
    """How many items of one form are in each status, in the order of ITEM_STATUSES."""

    key: str
    title: str
    counts: Sequence[tuple[str, int]]


def form_counts(batch: Batch) -> list[FormCounts]:
    """One row a form of the batch."""
    found = (
        Item.objects.filter(assignment__batch=batch)
        .order_by("form_key")
        .values("form_key", "status")
        .annotate(items=Count("pk"))
    )
    table: dict[str, dict[str, int]] = {}
    for row in found:
        table.setdefault(row["form_key"], {})[row["status"]] = row["items"]
    forms = FormVersion.objects.filter(items__assignment__batch=batch).order_by("number").distinct()
    titles = dict(forms.values_list("key", "title"))
    return [
        FormCounts(key, titles[key], [(status, counts.get(status, 0)) for status in ITEM_STATUSES])
        for key, counts in table.items()
    ]


def items_of(batch: Batch, form_key: str, status: str, page: int) -> Page[Item]:
    """The items of the batch by unit; "" for every form or status."""
    found = Item.objects.filter(assignment__batch=batch).select_related("form", "reply", "assignment__unit")
    if form_key:
        found = found.filter(form_key=form_key)
    if status:
        found = found.filter(status=status)
    return Paginator(found.order_by("form_key", "assignment__unit__code"), progress.PAGE).get_page(page)


@dataclass(frozen=True)
class AnswerRow:
    """One row of a table; the reader judges a row as a whole, so the doubt and its reasons are the row's."""

    answers: Sequence[Answer]
    reasons: Sequence[dict[str, Any]]
    doubtful: bool


@dataclass(frozen=True)
class AnswerTable:
    """A table of a reply: its key, its column labels, its rows."""

    label: str
    columns: Sequence[str]
    rows: Sequence[AnswerRow]


@dataclass(frozen=True)
class Answers:
    """All answers of a reply: single fields, tables, and how many are missing or to be checked."""

    fields: Sequence[Answer]
    tables: Sequence[AnswerTable]
    missing: int
    doubtful: int


def is_missing(answer: Answer) -> bool:
    """Whether the answer is required and was left empty."""
    codes = {reason["code"] for reason in answer.reasons}
    return answer.final_value is None and not answer.corrected and bool(codes & MISSING)


def needs_check(answer: Answer) -> bool:
    """Whether a person has to look at the answer and none has."""
    return answer.status == "review" and answer.confirmed_at is None and not is_missing(answer)


def answers_of(reply: Reply) -> Answers:
    """The answers of `reply` as its page shows them."""
    answers = list(reply.answers.select_related("confirmed_by"))
    fields = sorted((answer for answer in answers if not answer.table), key=lambda answer: answer.position)
    rows: dict[str, dict[int, list[Answer]]] = {}
    for answer in answers:
        if answer.table:
            rows.setdefault(answer.table, {}).setdefault(answer.row, []).append(answer)
    labels = _table_labels(reply)
    tables = [_table(labels.get(key, key), found) for key, found in rows.items()]
    return Answers(
        fields,
        tables,
        sum(is_missing(answer) for answer in fields),
        sum(needs_check(answer) for answer in fields) + sum(row.doubtful for table in tables for row in table.rows),
    )


def corrections(reply: Reply) -> dict[int, list[AuditEntry]]:
    """Answer id → what people corrected in it, oldest first; one query."""
    answers = reply.answers.filter(corrected=True).values("pk")
    found: dict[int, list[AuditEntry]] = {}
    for entry in AuditEntry.objects.filter(thing="answer", event="correct", thing_id__in=answers).order_by("pk"):
        found.setdefault(entry.thing_id, []).append(entry)
    return found


def doubtful_labels(replies: Iterable[Reply]) -> dict[int, list[str]]:
    """Reply id → the labels of the answers that a person has to look at; one query."""
    waiting = Answer.objects.filter(
        reply__in=[reply.pk for reply in replies], status="review", confirmed_at=None
    ).order_by("table", "row", "position")
    found: dict[int, list[str]] = {}
    for reply, label in waiting.values_list("reply", "label"):
        labels = found.setdefault(reply, [])
        if label not in labels:
            labels.append(label)
    return found


def _table_labels(reply: Reply) -> dict[str, str]:
    if reply.item is None:
        return {}
    return {table["key"]: table["label"] for table in reply.item.form.model["tables"]}


def _table(label: str, found: dict[int, list[Answer]]) -> AnswerTable:
    rows = [sorted(found[number], key=lambda answer: answer.position) for number in sorted(found)]
    return AnswerTable(
        label,
        [answer.label for answer in rows[0]],
        [AnswerRow(row, row[0].reasons, any(needs_check(answer) for answer in row)) for row in rows],
    )
