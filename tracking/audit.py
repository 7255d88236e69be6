"""The audit trail: written in the same transaction as the change that it tells of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from tracking.models import AuditEntry


@dataclass(frozen=True)
class Actor:
    """Who acts, and through what: `name` is a user name, a unit's code or "system"."""

    name: str
    source: str  # web, cli, mail, or the name of a Celery task
    user_id: int | None = None


def system(source: str) -> Actor:
    """The actor of a step that no person takes."""
    return Actor("system", source)


def record(actor: Actor, event: str, thing: models.Model, at: datetime, **detail: Any) -> None:
    """Add one entry; `at` is business time, real time is taken here."""
    AuditEntry.objects.create(
        at=timezone.now(),
        business_at=at,
        actor=actor.name,
        source=actor.source,
        event=event,
        thing=thing._meta.model_name or "",
        thing_id=thing.pk,
        detail=detail,
    )
