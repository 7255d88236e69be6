"""Reads for the board: who has answered, who has not, what waits for a person. Nothing here writes.

Every list is paged; counts are made by the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, Sum

from messages.language import mark
from tracking import deadlines
from tracking.calendar_table import calendar
from tracking.models import Assignment, Batch, Dispatch, IncomingMail, Item, Job, Reminder, Reply
from tracking.states import (
    ACCEPTED,
    BOUNCED,
    EXEMPT,
    FAILED,
    HELD,
    HELD_FOR_PERSON,
    JOB_READY,
    MAILS_FOR_A_PERSON,
    NO_ADDRESS,
    OWED,
    RECEIVED,
    REVIEW,
    SENT_BACK,
    SUPERSEDED,
    UNKNOWN,
)

OVERDUE = "overdue"
NEARLY_DUE = "nearly_due"
DUE_LABELS = {OVERDUE: mark("Overdue"), NEARLY_DUE: mark("Nearly due")}
TO_CHASE = (OWED, SENT_BACK)
IN_DOUBT = (HELD, NO_ADDRESS, UNKNOWN, FAILED, BOUNCED)  # messages that wait for a person
PAGE = 50


@dataclass(frozen=True)
class Figures:
    """Counts of one batch: events (issued, sent, replies, sent_back, reminders) and items as they stand now."""

    units: int
    issued: int
    sent: int
    owed: int
    replies: int
    received: int
    accepted: int
    review: int
    sent_back: int  # how often a form went back
    waiting_return: int  # items that are sent back and not returned yet
    nearly_due: int
    overdue: int
    exempt: int
    reminders: int
    held: int  # files that nobody could place
    doubtful_messages: int


def figures(batch: Batch, now: datetime) -> Figures:
    """The batch's counts at `now`."""
    items = Item.objects.filter(assignment__batch=batch)
    due = Q(status__in=TO_CHASE)
    counts = items.aggregate(
        owed=Count("pk", filter=~Q(status=EXEMPT)),
        received=Count("pk", filter=Q(status=RECEIVED)),
        accepted=Count("pk", filter=Q(status=ACCEPTED)),
        review=Count("pk", filter=Q(status=REVIEW)),
        waiting_return=Count("pk", filter=Q(status=SENT_BACK)),
        exempt=Count("pk", filter=Q(status=EXEMPT)),
        overdue=Count("pk", filter=due & Q(due_at__lt=now)),
        nearly_due=Count("pk", filter=due & Q(due_at__gte=now, due_at__lt=nearly_due_before(batch, now))),
    )
    messages = Dispatch.objects.filter(assignment__batch=batch)
    notices = messages.filter(kind=Dispatch.Kind.NOTICE)
    replies = Reply.objects.filter(batch=batch)
    return Figures(
        units=batch.assignments.count(),
        issued=notices.count(),
        sent=notices.filter(sent_at__isnull=False).count(),
        replies=replies.count(),
        sent_back=messages.filter(kind=Dispatch.Kind.SENT_BACK).count(),
        reminders=Reminder.objects.filter(assignment__batch=batch, kind=Reminder.Kind.MAIL).count(),
        held=replies.filter(state=HELD_FOR_PERSON).count(),
        doubtful_messages=messages.filter(state__in=IN_DOUBT).count(),
        **counts,
    )


def nearly_due_before(batch: Batch, now: datetime) -> datetime:
    """What is due before this moment is nearly due: at most one working day is left."""
    return deadlines.nearly_due_before(now, calendar(), ZoneInfo(batch.context["zone"]))


def due_state(item: Item, now: datetime, nearly: datetime) -> str:
    """OVERDUE, NEARLY_DUE or "" for an item that is still to be chased; `nearly` from nearly_due_before."""
    if item.status not in TO_CHASE or item.due_at >= nearly:
        return ""
    return OVERDUE if item.due_at < now else NEARLY_DUE


def rows(batch: Batch, now: datetime, show: str = "", page: int = 1, size: int = PAGE) -> Page[Assignment]:
    """One page of the board: assignments by the code of their unit, what is shown of each fetched at once.

    `show` narrows to a status, OVERDUE or NEARLY_DUE; "" shows all.
    """
    found = _narrowed(batch.assignments.all(), batch, now, show)
    found = found.select_related("unit").prefetch_related(
        "items__form", "items__reply", "dispatches", "reminders", "unit__contacts"
    )
    return Paginator(found.order_by("unit__code"), size).get_page(page)


def _narrowed(found: QuerySet[Assignment], batch: Batch, now: datetime, show: str) -> QuerySet[Assignment]:
    if show == OVERDUE:
        return found.filter(items__status__in=TO_CHASE, items__due_at__lt=now).distinct()
    if show == NEARLY_DUE:
        until = nearly_due_before(batch, now)
        return found.filter(items__status__in=TO_CHASE, items__due_at__gte=now, items__due_at__lt=until).distinct()
    return found.filter(status=show) if show else found


def waiting_replies(batch: Batch | None = None, page: int = 1, size: int = PAGE) -> Page[Reply]:
    """Replies that wait for a person: in review or not placed yet, oldest first."""
    waiting = Q(state=HELD_FOR_PERSON) | Q(item__status=REVIEW) & ~Q(state=SUPERSEDED)
    found = Reply.objects.filter(waiting).select_related("item__form", "assignment__unit", "batch")
    if batch:
        found = found.filter(batch=batch)
    return Paginator(found.order_by("received_at", "pk"), size).get_page(page)


def doubtful_messages(batch: Batch | None = None, page: int = 1, size: int = PAGE) -> Page[Dispatch]:
    """Messages that did not surely go out and wait for a person."""
    found = Dispatch.objects.filter(state__in=IN_DOUBT).select_related("assignment__unit", "assignment__batch")
    if batch:
        found = found.filter(assignment__batch=batch)
    return Paginator(found.order_by("pk"), size).get_page(page)


def mails_for_a_person(page: int = 1, size: int = PAGE) -> Page[IncomingMail]:
    """Mails that bring no form, or tell of a failure of no known message, and that nobody has settled; newest last."""
    found = IncomingMail.objects.filter(outcome__in=MAILS_FOR_A_PERSON, settled_at=None)
    found = found.select_related("assignment__unit", "assignment__batch")
    return Paginator(found.order_by("received_at", "pk"), size).get_page(page)


def jobs(state: str = "", page: int = 1, size: int = PAGE) -> Page[Job]:
    """Jobs, newest first."""
    found = Job.objects.filter(state=state) if state else Job.objects.all()
    return Paginator(found.order_by("-pk"), size).get_page(page)


def hindered_jobs(page: int = 1, size: int = PAGE) -> Page[Job]:
    """Jobs that were tried in vain and are tried again by themselves, newest first."""
    return Paginator(Job.objects.filter(state=JOB_READY).exclude(error="").order_by("-pk"), size).get_page(page)


@dataclass(frozen=True)
class TaskCount:
    """How often the Celery task `name` had a job, how many are done, and with how many attempts."""

    name: str
    jobs: int
    done: int
    attempts: int


def task_counts() -> Sequence[TaskCount]:
    """Per task, by name."""
    found = (
        Job.objects.values("name")
        .annotate(jobs=Count("pk"), done=Count("pk", filter=Q(state="done")), attempts=Sum("attempts"))
        .order_by("name")
    )
    return [TaskCount(row["name"], row["jobs"], row["done"], row["attempts"]) for row in found]


def unsettled_jobs() -> int:
    """Jobs that are waiting or running now."""
    return Job.objects.filter(state__in=("ready", "running")).count()
