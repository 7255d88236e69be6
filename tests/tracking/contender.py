"""What each of several processes does at one database; test_contention starts them."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.db import transaction
from django.db.models import F

from tracking import outbox
from tracking.models import BusinessClock, Job

ROUNDS = 100


def prepare() -> int:
    """Make the tables, a counter at 0 and the jobs."""
    call_command("migrate", verbosity=0)
    BusinessClock.objects.update_or_create(pk=1, defaults={"offset_seconds": 0})
    for number in range(ROUNDS):
        outbox.enqueue("step", str(number))
    return ROUNDS


def count() -> int:
    """Read the counter, then write it, in one transaction, so often; how often."""
    for _ in range(ROUNDS):
        with transaction.atomic():
            counter = BusinessClock.objects.get(pk=1)
            counter.offset_seconds += 1
            counter.save()
    return ROUNDS


def finish() -> int:
    """Claim and finish every job that is to be had, each of which raises the counter; how many it had."""
    finished = 0
    for job_id in Job.objects.order_by("pk").values_list("pk", flat=True):
        claim = outbox.claim(job_id, timedelta(minutes=5))
        if claim:
            with outbox.finishing(claim):
                BusinessClock.objects.filter(pk=1).update(offset_seconds=F("offset_seconds") + 1)
            finished += 1
    return finished


def total() -> int:
    """What the counter says."""
    return BusinessClock.objects.get(pk=1).offset_seconds
