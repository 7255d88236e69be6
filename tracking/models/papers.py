"""What went out and what is owed: assignments (报送任务), items (应报件), messages, reminders (催办)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from tracking import states
from tracking.models.campaigns import Batch, FormVersion
from tracking.models.units import Unit


class Assignment(models.Model):
    """One unit in one batch: the row on the board. `status` is derived from its items by the ledger."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    status = models.CharField(max_length=16, choices=list(states.ITEM_LABELS.items()), default=states.INFORMED)
    subject_code = models.CharField(max_length=24, unique=True)  # without its check character
    link_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of the token in the unit's link
    link_generation = models.PositiveIntegerField(default=1)  # one more revokes the link before
    link_expires_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True)  # the next moment of its reminder plan; null: none any more

    class Meta:
        ordering = ["unit__code"]
        constraints = [models.UniqueConstraint(fields=["batch", "unit"], name="unit_once_a_batch")]
        indexes = [models.Index(fields=["batch", "status"]), models.Index(fields=["remind_at"])]

    def __str__(self) -> str:
        return f"{self.unit} · {self.batch}"


class Item(models.Model):
    """One form that an assignment owes."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="items")
    form = models.ForeignKey(FormVersion, models.PROTECT, related_name="items")
    form_key = models.CharField(max_length=40)
    due_at = models.DateTimeField(db_index=True)
    status = models.CharField(max_length=16, choices=list(states.ITEM_LABELS.items()), default=states.OWED)
    reply = models.ForeignKey("tracking.Reply", models.PROTECT, null=True, related_name="+")  # the current one
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["assignment", "form_key"], name="form_once_an_assignment")]
        indexes = [models.Index(fields=["status", "due_at"])]

    def __str__(self) -> str:
        return f"{self.form.title} · {self.assignment.unit}"


class IssuedForm(models.Model):
    """The blank as one unit got it: which version for which item; `number` is printed on it."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="issued")
    form = models.ForeignKey(FormVersion, models.PROTECT, related_name="+")
    number = models.CharField(max_length=24, unique=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "form"], name="version_once_an_item")]

    def __str__(self) -> str:
        return self.number


class IssuedCopy(models.Model):
    """The bytes of an issued blank; an amendment that changes what is printed on it adds another copy."""

    issued = models.ForeignKey(IssuedForm, models.PROTECT, related_name="copies")
    sha256 = models.CharField(max_length=64, db_index=True)
    object_key = models.CharField(max_length=200)

    class Meta:
        ordering = ["-id"]  # the newest first
        constraints = [models.UniqueConstraint(fields=["issued", "sha256"], name="copy_once")]

    def __str__(self) -> str:
        return f"{self.issued} {self.sha256[:12]}"


class Dispatch(models.Model):
    """One outgoing message; `occasion` tells which of its kind (an amendment, a reminder step, a reply)."""

    class Kind(models.TextChoices):
        """Why the message is sent."""

        NOTICE = "notice"
        CORRECTION = "correction"
        REMINDER = "reminder"
        ARRIVED = "arrived"
        RECEIPT = "receipt"
        SENT_BACK = "sent_back"

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="dispatches")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    occasion = models.CharField(max_length=40)
    message_id = models.CharField(max_length=120, unique=True)
    to = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=12, choices=list(states.DISPATCH_LABELS.items()), default=states.PREPARING)
    object_key = models.CharField(max_length=200, blank=True)  # the message as it goes out
    dotted_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    answer = models.CharField(max_length=500, blank=True)  # the mail server's, or what is wrong
    journal_at = models.DateTimeField(null=True)  # when the journal mailbox showed that it had gone out
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "kind", "occasion"], name="one_message_an_occasion")
        ]
        indexes = [models.Index(fields=["state"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"


class Reminder(models.Model):
    """One chasing of one assignment: by mail, by phone, or noted as a paper copy that came."""

    class Kind(models.TextChoices):
        """How it was chased."""

        MAIL = "mail"
        PHONE = "phone"
        PAPER = "paper"

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    step = models.CharField(max_length=40)  # "-3", "0", "+1", … or the moment of a phone call
    moment = models.DateTimeField()
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="reminders")
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["moment", "id"]
        constraints = [models.UniqueConstraint(fields=["assignment", "kind", "step"], name="one_reminder_a_step")]

    def __str__(self) -> str:
        return f"{self.kind} {self.step}"
