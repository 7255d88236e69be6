"""What keeps the house running: jobs (待办), the audit trail, the calendar table, the clock, roll-ups."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from messages.errors import NotAllowed
from messages.language import mark
from tracking import states
from tracking.models.campaigns import Batch


class Job(models.Model):
    """A side effect that has been decided and not yet done; `key` makes it unique, `fence` its claims."""

    name = models.CharField(max_length=40)  # also the name of its Celery task
    key = models.CharField(max_length=120, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=list(states.JOB_LABELS.items()), default=states.JOB_READY)
    attempts = models.PositiveIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    run_after = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    task_id = models.CharField(max_length=64, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "run_after"]),
            models.Index(fields=["state", "leased_until"]),
        ]

    def __str__(self) -> str:
        return self.key


class AppendOnly(models.QuerySet["AuditEntry"]):
    """Refuses what would change history."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Always NotAllowed."""
        raise NotAllowed(mark("the audit trail is never changed."))

    def delete(self) -> NoReturn:
        """Always NotAllowed."""
        raise NotAllowed(mark("the audit trail is never deleted."))


class AuditEntry(models.Model):
    """Who did what to which thing, when, from where. Real time, append-only."""

    at = models.DateTimeField(db_index=True)
    business_at = models.DateTimeField()
    actor = models.CharField(max_length=150)  # a user name, a unit's code, or "system"
    source = models.CharField(max_length=60)  # web, cli, mail, or the Celery task's name
    event = models.CharField(max_length=40)
    thing = models.CharField(max_length=20)
    thing_id = models.PositiveBigIntegerField()
    detail = models.JSONField(default=dict)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["thing", "thing_id"])]

    def __str__(self) -> str:
        return f"{self.event} {self.thing} {self.thing_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; NotAllowed for one that is already there."""
        if not self._state.adding:
            raise NotAllowed(mark("the audit trail is never changed."))
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Always NotAllowed."""
        raise NotAllowed(mark("the audit trail is never deleted."))


class CalendarDay(models.Model):
    """The office's own word on one day, above the published calendar."""

    day = models.DateField(unique=True)
    working = models.BooleanField()
    note = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {'+' if self.working else '-'}"


class BusinessClock(models.Model):
    """How far business time is ahead of real time, in seconds (for demos and training); one row."""

    offset_seconds = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.offset_seconds:+d} s"


class RollUp(models.Model):
    """All accepted answers of a batch, as two files made at `made_at` (business time)."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="rollups")
    made_at = models.DateTimeField()
    xlsx_key = models.CharField(max_length=200)
    docx_key = models.CharField(max_length=200)
    accepted = models.PositiveIntegerField()  # items in it
    state = models.CharField(max_length=64)  # SHA-256 over what was accepted then

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.batch} {self.made_at:%Y-%m-%d}"


class SignInLink(models.Model):
    """A link that signs one member of staff in once; only its token's SHA-256 is stored."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user} {self.expires_at:%H:%M}"
