"""Chase what is owed, by the campaign's plan and Chinese working days.

1. Every assignment keeps the next moment of its plan (`remind_at`); beat asks only which have come.
2. What has come is sent once a step; of several missed moments only the last is sent.
3. A reply that a person has yet to look at pauses the chasing, an accepted one ends it, one that was sent
   back with a new due time starts it anew.
4. A reminder that has not gone out yet when the answer comes, or when the next step is there, is dropped.
5. Phone calls and signed paper copies are recorded beside the mails.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Min

from campaigns.spec import Campaign as Specification
from messages.errors import NotAllowed
from messages.language import mark
from tracking import audit, ledger
from tracking.audit import Actor
from tracking.calendar_table import calendar
from tracking.deadlines import Calendar, Moment, ReminderPlan, allowed_time, next_moment, reminder_moments
from tracking.models import Assignment, Batch, Dispatch, Item, Reminder
from tracking.states import OWED, SENT_BACK
from workflows.dispatching import plan_message

CHASED = (OWED, SENT_BACK)
AT_ONCE = 500  # assignments a tick


def plan_to_json(specification: Specification) -> dict[str, Any]:
    """The campaign's reminder plan as a batch keeps it."""
    plan = specification.reminders
    return {
        "before": list(plan.before),
        "on_due": plan.on_due,
        "after": list(plan.after),
        "then_every": plan.then_every,
        "at_most": plan.at_most,
        "send_at": plan.send_at.isoformat(),
        "quiet": [moment.isoformat() for moment in plan.quiet],
    }


def plan_from_json(data: Mapping[str, Any]) -> ReminderPlan:
    """The inverse of `plan_to_json`, as tracking.deadlines wants it."""
    start, end = data["quiet"]
    return ReminderPlan(
        before=tuple(data["before"]),
        on_due=data["on_due"],
        after=tuple(data["after"]),
        then_every=data["then_every"],
        at_most=data["at_most"],
        send_at=time.fromisoformat(data["send_at"]),
        quiet=(time.fromisoformat(start), time.fromisoformat(end)),
    )


def moments_of(assignment: Assignment) -> list[Moment]:
    """The moments of the plan around the first due time of what is still owed; none when nothing is."""
    due = assignment.items.filter(status__in=CHASED).order_by("due_at").values_list("due_at", flat=True).first()
    return [] if due is None else _moments(assignment.batch, due, calendar())


def _moments(batch: Batch, due: datetime, days: Calendar) -> list[Moment]:
    return reminder_moments(due, plan_from_json(batch.reminder_plan), days, ZoneInfo(batch.context["zone"]))


def arm(assignment: Assignment, now: datetime) -> None:
    """Write when the assignment is to be reminded next, seen from `now`."""
    coming = next_moment(moments_of(assignment), now)
    Assignment.objects.filter(pk=assignment.pk).update(remind_at=coming.at if coming else None)


def arm_batch(batch: Batch, now: datetime) -> None:
    """`arm` for every assignment of the batch; the plan is reckoned once for each due time."""
    chased = Item.objects.filter(assignment__batch=batch, status__in=CHASED).order_by()
    first = chased.values("assignment").annotate(due=Min("due_at"))
    days = calendar()
    batch.assignments.exclude(pk__in=first.values("assignment")).update(remind_at=None)
    for due in set(first.values_list("due", flat=True)):
        coming = next_moment(_moments(batch, due, days), now)
        concerned = batch.assignments.filter(pk__in=first.filter(due=due).values("assignment"))
        concerned.update(remind_at=coming.at if coming else None)


def is_settled(dispatch: Dispatch) -> bool:
    """Whether the message is a reminder of what nobody chases any more, or one that a newer one takes the place of."""
    if dispatch.kind != Dispatch.Kind.REMINDER:
        return False
    owed = dispatch.assignment.items.filter(status__in=CHASED)
    newer = dispatch.assignment.dispatches.filter(kind=Dispatch.Kind.REMINDER, pk__gt=dispatch.pk)
    return newer.exists() or not owed.exists()


def remind_due(now: datetime) -> int:
    """Decide every reminder whose moment has come; returns how many."""
    waiting = Assignment.objects.filter(remind_at__lte=now).order_by("remind_at").values_list("pk", flat=True)
    return sum(_remind(pk, now) for pk in list(waiting[:AT_ONCE]))


@transaction.atomic
def _remind(assignment_id: int, now: datetime) -> bool:
    assignment = Assignment.objects.select_for_update().select_related("batch").get(pk=assignment_id)
    if assignment.remind_at is None or assignment.remind_at > now or _is_quiet(assignment, now):
        return False
    past = [moment for moment in moments_of(assignment) if assignment.remind_at <= moment.at <= now]
    if past:
        _plan_reminder(assignment, past[-1], now)
    arm(assignment, now)
    return bool(past)


def _is_quiet(assignment: Assignment, now: datetime) -> bool:
    plan = plan_from_json(assignment.batch.reminder_plan)
    local = now.astimezone(ZoneInfo(assignment.batch.context["zone"]))
    return bool(allowed_time(local, plan.quiet, calendar()) != local)


def _plan_reminder(assignment: Assignment, moment: Moment, now: datetime) -> None:
    due = assignment.items.filter(status__in=CHASED).order_by("due_at").values_list("due_at", flat=True)[0]
    step = f"{moment.step}@{due.astimezone(ZoneInfo(assignment.batch.context['zone'])):%Y-%m-%dT%H%M}"
    dispatch = plan_message(assignment, Dispatch.Kind.REMINDER, step, now)
    _, new = Reminder.objects.get_or_create(
        assignment=assignment,
        kind=Reminder.Kind.MAIL,
        step=step,
        defaults={"moment": now, "dispatch": dispatch},
    )
    if new:
        audit.record(audit.system("remind"), "remind", assignment, now, step=step)


@transaction.atomic
def note_phone_call(assignment: Assignment, note: str, actor: Actor, now: datetime) -> Reminder:
    """Record that somebody phoned the unit. Errors: NotAllowed without a note."""
    return _by_hand(assignment, Reminder.Kind.PHONE, note, actor, now)


@transaction.atomic
def note_paper_copy(item: Item, note: str, actor: Actor, now: datetime) -> Item:
    """Record that the signed paper copy of the item has come: it counts as the reply.

    A file that had come before is no longer the item's current reply; nobody has accepted what it says.
    """
    _by_hand(item.assignment, Reminder.Kind.PAPER, note, actor, now)
    item = ledger.item_event(item, "paper", actor, now, reason=note, reply=None)
    arm(item.assignment, now)
    return item


def _by_hand(assignment: Assignment, kind: Reminder.Kind, note: str, actor: Actor, now: datetime) -> Reminder:
    if not note.strip():
        raise NotAllowed(mark("a note is missing."), remedy=mark("Write who said or brought what."))
    reminder = Reminder.objects.create(
        assignment=assignment,
        kind=kind,
        step=f"{kind}@{now.isoformat()}",
        moment=now,
        note=note.strip(),
        by_id=actor.user_id,
    )
    audit.record(actor, f"note_{kind}", assignment, now, note=note.strip())
    return reminder
