"""Business time: real time plus an offset that is stored, so that a demo or a training can move it.

It is read at the entry of a workflow and passed down; leases and the audit trail use real time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from django.utils import timezone

from tracking.models import BusinessClock


def business_now() -> datetime:
    """The present business time, aware, UTC."""
    clock = BusinessClock.objects.filter(pk=1).first()
    return timezone.now() + timedelta(seconds=clock.offset_seconds if clock else 0)


def move_to(moment: datetime) -> None:
    """Make `moment` (aware) the present business time; it may be a part of a second later, never earlier."""
    offset = ceil((moment - timezone.now()).total_seconds())
    BusinessClock.objects.update_or_create(pk=1, defaults={"offset_seconds": offset})


def reset() -> None:
    """Business time is real time again."""
    BusinessClock.objects.all().delete()
