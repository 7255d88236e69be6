"""Messages that did not surely go out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracking import progress
from tracking.clock import business_now
from tracking.models import Dispatch
from web.access import actor, came_from, staff_page
from web.views.common import page_number
from workflows import reviewing


@require_safe
@staff_page
def doubtful(request: HttpRequest) -> HttpResponse:
    """Messages that wait for a person's word."""
    page = progress.doubtful_messages(page=page_number(request))
    return render(request, "web/messages.html", {"page": page})


@require_POST
@staff_page
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a message again under its Message-ID."""
    reviewing.send_message_again(get_object_or_404(Dispatch, pk=pk), actor(request), business_now())
    messages.success(request, _("The message is sent again."))
    return redirect(came_from(request) or "messages")


@require_POST
@staff_page
def arrived(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit says that it has the message."""
    reviewing.message_arrived(get_object_or_404(Dispatch, pk=pk), actor(request), business_now())
    messages.success(request, _("Noted: the message has arrived."))
    return redirect(came_from(request) or "messages")
