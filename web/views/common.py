"""What several pages need."""

from __future__ import annotations

from typing import TypeVar
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from tracking.models import Batch, Job
from tracking.progress import PAGE
from workflows import steps
from workflows.services import Services

Row = TypeVar("Row", bound=Model)


def page_number(request: HttpRequest, parameter: str = "page") -> int:
    """The page of a list that is asked for; 1 when the address says something else."""
    text = request.GET.get(parameter, "1")
    return int(text) if text.isascii() and text.isdigit() else 1


def paged(found: QuerySet[Row], request: HttpRequest, parameter: str) -> Page[Row]:
    """The page of `found` that is asked for; `parameter` tells the lists of one address apart."""
    return Paginator(found, PAGE).get_page(page_number(request, parameter))


def zone_of(batch: Batch) -> ZoneInfo:
    """The time zone in which the batch's moments are shown and typed."""
    return ZoneInfo(batch.context["zone"])


def run_now(services: Services, jobs: list[Job]) -> None:
    """Do these jobs at once rather than wait for the worker; what cannot be done now stays a job."""
    for job in jobs:
        steps.run(services, job.pk)
