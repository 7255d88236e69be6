"""What several pages need."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpRequest

from tracking.models import Batch, Job
from workflows import steps
from workflows.services import Services


def page_number(request: HttpRequest) -> int:
    """The page of a list that is asked for; 1 when the address says something else."""
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() else 1


def zone_of(batch: Batch) -> ZoneInfo:
    """The time zone in which the batch's moments are shown and typed."""
    return ZoneInfo(batch.context["zone"])


def run_now(services: Services, jobs: list[Job]) -> None:
    """Do these jobs at once rather than wait for the worker; what cannot be done now stays a job."""
    for job in jobs:
        steps.run(services, job.pk)
