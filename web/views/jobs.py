"""What is decided and not yet done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracking import progress
from tracking.clock import business_now
from tracking.states import JOB_LABELS
from web.access import actor, came_from, staff_page
from web.views.common import page_number
from workflows import retrying


@require_safe
@staff_page
def jobs(request: HttpRequest) -> HttpResponse:
    """Jobs by state, and how often each Celery task was asked for."""
    state = request.GET.get("state", "")
    state = state if state in JOB_LABELS else ""
    page = progress.jobs(state, page_number(request))
    context = {"page": page, "state": state, "states": list(JOB_LABELS), "counts": progress.task_counts()}
    return render(request, "web/jobs.html", context)


@require_POST
@staff_page
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a failed job once more."""
    retrying.again(pk, actor(request), business_now())
    messages.success(request, _("The job is tried again."))
    return redirect(came_from(request) or "jobs")
