"""What came back: incoming mails, replies (报送件) in all their versions, answers (字段值)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from tracking import states
from tracking.models.campaigns import Batch
from tracking.models.papers import Assignment, Item


class IncomingMail(models.Model):
    """A message as it arrived; `outcome` says what it turned out to be."""

    sha256 = models.CharField(max_length=64, unique=True)
    object_key = models.CharField(max_length=200)
    source = models.CharField(max_length=60)  # "smtp", or mailbox, UIDVALIDITY and UID
    received_at = models.DateTimeField()
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=500, blank=True, db_index=True)
    outcome = models.CharField(max_length=24, choices=list(states.MAIL_LABELS.items()), blank=True)
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="mails")  # as far as it is known
    settled_at = models.DateTimeField(null=True)  # when a person dealt with what brings no form
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["outcome", "settled_at"])]

    def __str__(self) -> str:
        return self.subject or self.sha256


class MailboxCursor(models.Model):
    """How far one IMAP mailbox has been read."""

    mailbox = models.CharField(max_length=254, unique=True)  # user@host/folder
    uidvalidity = models.PositiveBigIntegerField(default=0)
    last_uid = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.mailbox


class Reply(models.Model):
    """One returned file. Its bytes are in the object store under their SHA-256 and never change."""

    class Source(models.TextChoices):
        """How it came."""

        MAIL = "mail"
        UPLOAD = "upload"
        PILE = "pile"

    fingerprint = models.CharField(max_length=160, unique=True)  # whose it is, SHA-256, and which time it came back
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="replies")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="replies")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="replies")
    mail = models.ForeignKey(IncomingMail, models.PROTECT, null=True, related_name="replies")
    sha256 = models.CharField(max_length=64, db_index=True)
    object_key = models.CharField(max_length=200)
    file_name = models.CharField(max_length=255)
    kind = models.CharField(max_length=12, blank=True)  # documents.intake.Kind by its bytes; "" before that was noted
    source = models.CharField(max_length=8, choices=Source.choices)
    origin = models.CharField(max_length=254, blank=True)  # sender's address, or what staff wrote of the pile
    received_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=list(states.REPLY_LABELS.items()), default=states.STORED)
    matched_by = models.JSONField(default=list)  # names of the evidence that agreed, or the conflicts
    verdict = models.CharField(max_length=12, blank=True)
    nil = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    readings = models.PositiveIntegerField(default=0)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-received_at", "-id"]
        indexes = [models.Index(fields=["state"]), models.Index(fields=["item", "version"])]

    def __str__(self) -> str:
        return self.file_name


class Conversion(models.Model):
    """What another program made of a file, by the file's SHA-256; made once for all readings.

    `object_key` names it in the object store; "" when the program failed, and `problem` says how.
    """

    sha256 = models.CharField(max_length=64)
    way = models.CharField(max_length=12)  # to_docx, words, recognise: the methods of documents.tools.Tools
    object_key = models.CharField(max_length=200, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()  # real time

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256", "way"], name="conversion_once")]

    def __str__(self) -> str:
        return f"{self.way} {self.sha256[:12]} {self.object_key or self.problem}"


class Answer(models.Model):
    """One field's value in a reply; a person's correction stands beside what was read, never over it."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="answers")
    table = models.CharField(max_length=100, blank=True)  # "" for a single field
    row = models.PositiveIntegerField(default=0)  # from 0 within its table
    key = models.CharField(max_length=100)
    label = models.CharField(max_length=1000)
    type = models.CharField(max_length=16)
    position = models.PositiveIntegerField(default=0)  # order on the form
    value = models.JSONField(null=True)
    raw = models.TextField(blank=True)
    status = models.CharField(max_length=8)  # ok, review, blank
    reasons = models.JSONField(default=list)
    place = models.CharField(max_length=200, blank=True)
    corrected = models.BooleanField(default=False)
    corrected_value = models.JSONField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["table", "row", "position"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "table", "row", "key"], name="one_answer_a_field"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.final_value}"

    @property
    def final_value(self) -> Any:
        """The canonical value in force: the person's where one corrected it, else the reader's."""
        return self.corrected_value if self.corrected else self.value
