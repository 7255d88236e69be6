"""Decide a message to a unit; every message goes through here, whatever it says.

One message an occasion, with a Message-ID that is fixed before the first attempt, and one job that makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from mail.compose import make_message_id
from tracking import outbox
from tracking.models import Assignment, Dispatch

JOBS = {
    Dispatch.Kind.NOTICE: "issue.render",
    Dispatch.Kind.CORRECTION: "issue.render",
    Dispatch.Kind.REMINDER: "remind.send",
    Dispatch.Kind.ARRIVED: "review.answer",
    Dispatch.Kind.RECEIPT: "review.answer",
    Dispatch.Kind.SENT_BACK: "review.answer",
}


def plan_message(assignment: Assignment, kind: Dispatch.Kind, occasion: str, now: datetime) -> Dispatch:
    """Decide the message `kind` to the unit for `occasion`; the one already decided for it is left as it is."""
    dispatch, new = Dispatch.objects.get_or_create(
        assignment=assignment,
        kind=kind,
        occasion=occasion,
        defaults={"message_id": _message_id(assignment, kind, occasion), "created_at": now},
    )
    if new:
        outbox.enqueue(JOBS[kind], str(dispatch.pk), dispatch=dispatch.pk)
    return dispatch


def plan_messages(assignments: Iterable[Assignment], kind: Dispatch.Kind, occasion: str, now: datetime) -> None:
    """Decide one message to each unit, for an `occasion` that is new to all of them; in the caller's transaction."""
    dispatches = Dispatch.objects.bulk_create(
        Dispatch(
            assignment=assignment,
            kind=kind,
            occasion=occasion,
            message_id=_message_id(assignment, kind, occasion),
            created_at=now,
        )
        for assignment in assignments
    )
    outbox.enqueue_many(JOBS[kind], {str(dispatch.pk): {"dispatch": dispatch.pk} for dispatch in dispatches})


def _message_id(assignment: Assignment, kind: Dispatch.Kind, occasion: str) -> str:
    token = re.sub("[^a-z0-9.+-]", "-", f"{kind}.{assignment.pk}.{occasion}.{assignment.link_hash[:12]}".lower())
    return make_message_id(token, assignment.batch.context["domain"])


def make_again(dispatch: Dispatch) -> None:
    """One more job that makes the message (its unit has got an address)."""
    outbox.enqueue(JOBS[Dispatch.Kind(dispatch.kind)], f"{dispatch.pk}:{dispatch.attempts}", dispatch=dispatch.pk)


def send_again(dispatch: Dispatch) -> None:
    """One more job that sends the message that was made, with its Message-ID."""
    outbox.enqueue("issue.deliver", f"{dispatch.pk}:{dispatch.attempts}", dispatch=dispatch.pk)
