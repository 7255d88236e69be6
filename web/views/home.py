"""The first page: what runs and what waits for a person."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracking import progress
from tracking.clock import business_now
from tracking.models import Batch, Campaign, Job
from tracking.states import JOB_FAILED
from web.access import staff_page
from web.selectors import HOME_PAGE
from web.views.common import page_number


@require_safe
@staff_page
def home(request: HttpRequest) -> HttpResponse:
    """Batches with their figures, newest first; what waits; campaigns to issue from."""
    now = business_now()
    batches = Batch.objects.select_related("campaign").order_by("-issued_at", "-pk")
    page = Paginator(batches, HOME_PAGE).get_page(page_number(request))
    return render(
        request,
        "web/home.html",
        {
            "now": now,
            "page": page,
            "batches": [(batch, progress.figures(batch, now)) for batch in page],
            "campaigns": Campaign.objects.all(),
            "replies": progress.waiting_replies(size=1).paginator.count,
            "messages_in_doubt": progress.doubtful_messages(size=1).paginator.count,
            "mails": progress.mails_for_a_person(size=1).paginator.count,
            "failed_jobs": Job.objects.filter(state=JOB_FAILED).count(),
        },
    )
