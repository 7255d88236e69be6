"""Mails that came in and bring no form: a person reads them, deals with them, and notes how."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.wiring import services
from tracking import audit, progress
from tracking.clock import business_now
from tracking.models import IncomingMail
from web.access import act, actor, came_from, staff_page
from web.downloads import attachment
from web.forms import NoteForm
from web.views.common import page_number
from workflows import reviewing


@require_safe
@staff_page
def mails(request: HttpRequest) -> HttpResponse:
    """Mails that wait for a person, newest last."""
    page = progress.mails_for_a_person(page_number(request))
    rows = [(mail, NoteForm(auto_id=f"mail-{mail.pk}-%s")) for mail in page]
    return render(request, "web/mails.html", {"page": page, "rows": rows})


@require_safe
@staff_page
def raw(request: HttpRequest, pk: int) -> HttpResponse:
    """The message as it came, for a mail program; only ever as a download."""
    found = get_object_or_404(IncomingMail, pk=pk)
    data = services().store.get(found.object_key)
    audit.record(actor(request), "download", found, business_now())
    return attachment(data, f"{found.subject or found.pk}.eml")


@require_POST
@staff_page
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Note how the mail was dealt with; it no longer waits."""
    found, form = get_object_or_404(IncomingMail, pk=pk), NoteForm(request.POST)
    act(
        request,
        form,
        lambda: reviewing.settle_mail(found, form.cleaned_data["note"], actor(request), business_now()),
        _("Noted: the mail is dealt with."),
    )
    return redirect(came_from(request) or "mails")
