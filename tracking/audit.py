"""The audit trail: written in the same transaction as the change that it tells of."""

from __future__ import annotations

from collections.abc import Iterable
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
    _entry(actor, event, thing, at, detail).save()


def record_each(actor: Actor, event: str, things: Iterable[tuple[models.Model, dict[str, Any]]], at: datetime) -> None:
    """`record` for many things at once, each with its own detail."""
    AuditEntry.objects.bulk_create(_entry(actor, event, thing, at, detail) for thing, detail in things)


def _entry(actor: Actor, event: str, thing: models.Model, at: datetime, detail: dict[str, Any]) -> AuditEntry:
    return AuditEntry(
        at=timezone.now(),
        business_at=at,
        actor=actor.name,
        source=actor.source,
        event=event,
        thing=thing._meta.model_name or "",
        thing_id=thing.pk,
        detail=detail,
    )
