"""The outbox: the only writer of jobs. The database is the queue; Celery only makes a job happen sooner.

1. A workflow adds a job under a unique key, in the transaction that decides it.
2. The relay publishes it after commit; a job that stays unclaimed is published again.
3. A worker claims it by compare-and-set: the fence goes up by one, the lease starts.
4. What the job changes is written in one transaction with its completion, which holds only while the
   fence is still the claim's own: a worker that was taken for dead cannot finish what another has begun.
5. A job whose lease has run out may be claimed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from messages.errors import NotAllowed, NotFound
from messages.language import mark
from tracking.models import Job
from tracking.states import JOB_DONE, JOB_FAILED, JOB_READY, JOB_RUNNING

REPUBLISH_AFTER = timedelta(seconds=15)  # a published job that nobody claimed may have been lost by the broker
LONGEST_PAUSE = timedelta(minutes=30)


class LeaseLostError(Exception):
    """Another worker has taken the job over; what this one did is rolled back."""


@dataclass(frozen=True)
class Claim:
    """The right to do one job until `leased_until`; `fence` tells this claim from every other."""

    job_id: int
    name: str
    key: str
    payload: dict[str, Any]
    attempts: int
    fence: int


def enqueue(name: str, key: str, run_after: datetime | None = None, **payload: Any) -> Job:
    """Add the job `name` under `key`; the one that is already there under that key is left as it is."""
    now = timezone.now()
    job, _ = Job.objects.get_or_create(
        key=f"{name}:{key}",
        defaults={"name": name, "payload": payload, "run_after": run_after or now, "created_at": now},
    )
    return job


def enqueue_many(name: str, payloads: Mapping[str, dict[str, Any]]) -> None:
    """Add the job `name` under each key with its payload; those that are already there are left as they are."""
    now = timezone.now()
    jobs = [
        Job(key=f"{name}:{key}", name=name, payload=payload, run_after=now, created_at=now)
        for key, payload in payloads.items()
    ]
    Job.objects.bulk_create(jobs, ignore_conflicts=True)


def _free(now: datetime) -> Q:
    return Q(state=JOB_READY, run_after__lte=now) | Q(state=JOB_RUNNING, leased_until__lt=now)


def due(limit: int) -> list[tuple[int, str]]:
    """Up to `limit` jobs (id, name) that should be published now, oldest first."""
    now = timezone.now()
    stale = Q(published_at__isnull=True) | Q(published_at__lt=now - REPUBLISH_AFTER)
    return list(Job.objects.filter(_free(now) & stale).order_by("id").values_list("id", "name")[:limit])


def mark_published(job_ids: list[int]) -> None:
    """These jobs have been handed to the broker."""
    Job.objects.filter(pk__in=job_ids).update(published_at=timezone.now())


def claim(job_id: int, lease: timedelta, task_id: str = "") -> Claim | None:
    """Take the job for `lease`; None when it is done, not due yet, or somebody else's."""
    now = timezone.now()
    with transaction.atomic():  # so that the fence that is read is the one that was written
        taken = Job.objects.filter(_free(now), pk=job_id).update(
            state=JOB_RUNNING,
            fence=F("fence") + 1,
            attempts=F("attempts") + 1,
            leased_until=now + lease,
            task_id=task_id,
        )
        if not taken:
            return None
        job = Job.objects.get(pk=job_id)
    return Claim(job.pk, job.name, job.key, job.payload, job.attempts, job.fence)


def _held(held: Claim) -> Any:
    return Job.objects.filter(pk=held.job_id, fence=held.fence, state=JOB_RUNNING)


def confirm(held: Claim) -> None:
    """LeaseLostError unless the claim still holds; locks the job's row until the transaction ends."""
    if not _held(held).select_for_update().exists():
        raise LeaseLostError(held.key)


@contextmanager
def finishing(held: Claim) -> Iterator[None]:
    """One transaction for what the job changes and for its completion; LeaseLostError rolls both back."""
    with transaction.atomic():
        confirm(held)
        yield
        _held(held).update(state=JOB_DONE, finished_at=timezone.now(), leased_until=None, error="")


def push_back(held: Claim, reason: str, pause: timedelta | None = None) -> None:
    """Try the job again after `pause` (by default longer with each attempt, at most half an hour)."""
    wait = pause or min(timedelta(seconds=2 ** min(held.attempts, 12)), LONGEST_PAUSE)
    _held(held).update(
        state=JOB_READY, run_after=timezone.now() + wait, published_at=None, leased_until=None, error=reason
    )


def fail(held: Claim, reason: str) -> None:
    """Give the job up until a person asks for it again."""
    _held(held).update(state=JOB_FAILED, finished_at=timezone.now(), leased_until=None, error=reason)


def again(job_id: int) -> None:
    """A person asks for a failed job once more; NotFound, or NotAllowed when it has not failed."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        raise NotFound(mark("there is no job {job_id}."), job_id=job_id)
    if not Job.objects.filter(pk=job_id, state=JOB_FAILED).update(
        state=JOB_READY, attempts=0, run_after=timezone.now(), published_at=None, error="", finished_at=None
    ):
        raise NotAllowed(mark("job {job_id} has not failed."), job_id=job_id)


def let_rest(job_id: int) -> None:
    """A failed job in whose place another one has been added: it is done with."""
    Job.objects.filter(pk=job_id, state=JOB_FAILED).update(state=JOB_DONE)
