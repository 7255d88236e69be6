"""Campaigns (工作), their forms (表单) in frozen versions, and batches (批次)."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Campaign(models.Model):
    """One piece of work, as its campaign.toml said when it was last imported."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)  # SHA-256 over the names and bytes of its files
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class CampaignFile(models.Model):
    """One file of the campaign's folder; its bytes are in the object store."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="files")
    name = models.CharField(max_length=300)
    object_key = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["campaign", "name"], name="file_name_once_a_campaign")]

    def __str__(self) -> str:
        return self.name


class FormVersion(models.Model):
    """A blank form as it was frozen when issued; `model` is documents.forms.FormModel as JSON."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="form_versions")
    key = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    file_name = models.CharField(max_length=300)
    object_key = models.CharField(max_length=200)
    model = models.JSONField()

    class Meta:
        ordering = ["campaign", "key", "number"]
        constraints = [models.UniqueConstraint(fields=["campaign", "key", "number"], name="form_version_once")]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"


class Batch(models.Model):
    """One issuing of papers; `context` is what its templates and mails may name, frozen when issued."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="batches")
    key = models.CharField(max_length=40)
    round = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=300)
    due_at = models.DateTimeField(db_index=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    amendment = models.PositiveIntegerField(default=0)  # 0 as first issued; each correction adds one
    context = models.JSONField()
    reminder_plan = models.JSONField()

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["campaign", "key", "round"], name="batch_once")]

    def __str__(self) -> str:
        return self.title


class BatchPaper(models.Model):
    """A paper that goes with a batch (the notice), as it was when issued or last amended."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="papers")
    key = models.CharField(max_length=40)
    attachment_name = models.CharField(max_length=300)
    object_key = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["batch", "key"], name="paper_once_a_batch")]

    def __str__(self) -> str:
        return self.attachment_name
