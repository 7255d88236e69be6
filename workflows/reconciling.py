"""Look for what is due and has no job, and make the job; beat calls it, and so may anybody at any time.

1. Messages held while no mail server was set, now that one is.
2. Messages that were decided, made or half sent and whose job is gone.
3. Replies stored and never read.
The receiver, when it starts, adopts bytes of mails without a row (it died between the two).
Every job has a unique key, so that two of these at once decide nothing twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from tracking import audit, ledger, outbox
from tracking.models import Dispatch, IncomingMail, Job, Reply
from tracking.states import DOTTED, HELD, JOB_FAILED, JOB_READY, JOB_RUNNING, PREPARING, READY, STORED
from workflows import collecting
from workflows.dispatching import JOBS, make_again
from workflows.services import Services

AT_ONCE = 500
ORPHANED_AFTER = timedelta(minutes=5)


def reconcile(services: Services, now: datetime) -> dict[str, int]:
    """Make the jobs that are missing; returns how many of each sort."""
    return {
        "released": release_held(services, now),
        "messages": _messages_without_job(now),
        "replies": _replies_without_job(),
    }


def release_held(services: Services, now: datetime) -> int:
    """Messages that waited for a mail server, when there is one; they are made anew with its sender's address."""
    if services.smtp is None:
        return 0
    held = list(Dispatch.objects.filter(state=HELD)[:AT_ONCE])
    return sum(_release(dispatch, now) for dispatch in held)


@transaction.atomic
def _release(dispatch: Dispatch, now: datetime) -> bool:
    held = Dispatch.objects.select_for_update().filter(pk=dispatch.pk, state=HELD).first()
    if held:
        moved = ledger.dispatch_moves(held, PREPARING, audit.system("reconcile"), now, attempts=held.attempts + 1)
        make_again(moved)
    return held is not None


def _messages_without_job(now: datetime) -> int:
    """A job that has failed is there: it waits for a person."""
    made = [*set(JOBS.values())]
    lost = _lost((PREPARING,), made, (JOB_READY, JOB_RUNNING, JOB_FAILED), now)
    lost += _lost((READY, DOTTED), ["issue.deliver"], (JOB_READY, JOB_RUNNING), now)
    for dispatch in lost:
        name = JOBS[Dispatch.Kind(dispatch.kind)] if dispatch.state == PREPARING else "issue.deliver"
        outbox.enqueue(name, f"{dispatch.pk}:lost-{dispatch.attempts}", dispatch=dispatch.pk)
    return len(lost)


def _lost(states: Sequence[str], names: Sequence[str], job_states: Sequence[str], now: datetime) -> list[Dispatch]:
    dispatch = Cast(KT("payload__dispatch"), BigIntegerField())  # PostgreSQL compares no JSON with a number
    jobs = Job.objects.filter(state__in=job_states, name__in=names).annotate(dispatch=dispatch)
    waiting = Dispatch.objects.filter(state__in=states, created_at__lt=now - ORPHANED_AFTER)
    return list(waiting.exclude(Exists(jobs.filter(dispatch=OuterRef("pk"))))[:AT_ONCE])


def _replies_without_job() -> int:
    unread = Reply.objects.filter(state=STORED)[:AT_ONCE]
    return sum(_read_again(reply) for reply in unread)


def _read_again(reply: Reply) -> bool:
    key = f"{reply.pk}:{reply.readings}"
    before = Job.objects.filter(key=f"collect.read:{key}").exists()
    if not before:
        outbox.enqueue("collect.read", key, reply=reply.pk)
    return not before


def adopt_orphans(services: Services, now: datetime) -> int:
    """Mails whose bytes are stored and whose row is missing; returns how many were taken in."""
    known = set(IncomingMail.objects.values_list("object_key", flat=True))
    adopted = 0
    for stored in services.store.list("incoming/"):
        if stored.key not in known:
            collecting.receive_mail(services, services.store.get(stored.key), "reconcile", now)
            adopted += 1
    return adopted
