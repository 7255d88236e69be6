"""Look for what is due and has no job, and make the job; beat calls it, and so may anybody at any time.

1. Messages held while no mail server was set, now that one is.
2. Messages that were decided, made or half sent and whose job is gone.
3. Replies stored and never read.
4. Bytes of mails without a row (a receiver that died between the two).
Every job has a unique key, so that two of these at once decide nothing twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from tracking import audit, ledger, outbox
from tracking.models import Dispatch, IncomingMail, Job, Reply
from tracking.states import DOTTED, HELD, JOB_READY, JOB_RUNNING, READY, STORED
from workflows import collecting
from workflows.dispatching import JOBS, send_again
from workflows.services import Services

AT_ONCE = 500
ORPHANED_AFTER = timedelta(minutes=5)


def reconcile(services: Services, now: datetime) -> dict[str, int]:
    """Make the jobs that are missing; returns how many of each sort."""
    return {
        "released": release_held(services, now),
        "messages": _messages_without_job(),
        "replies": _replies_without_job(),
    }


def release_held(services: Services, now: datetime) -> int:
    """Messages that waited for a mail server, when there is one."""
    if services.smtp is None:
        return 0
    held = list(Dispatch.objects.filter(state=HELD)[:AT_ONCE])
    for dispatch in held:
        send_again(
            ledger.dispatch_moves(dispatch, READY, audit.system("reconcile"), now, attempts=dispatch.attempts + 1)
        )
    return len(held)


def _messages_without_job() -> int:
    open_jobs = Job.objects.filter(
        state__in=(JOB_READY, JOB_RUNNING),
        payload__dispatch=OuterRef("pk"),
        name__in=["issue.deliver", *JOBS.values()],
    )
    decided_before = timezone.now() - ORPHANED_AFTER
    waiting = Dispatch.objects.filter(state__in=(READY, DOTTED), created_at__lt=decided_before)
    lost = list(waiting.exclude(Exists(open_jobs))[:AT_ONCE])
    for dispatch in lost:
        outbox.enqueue("issue.deliver", f"{dispatch.pk}:lost-{dispatch.attempts}", dispatch=dispatch.pk)
    return len(lost)


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
