"""One unit in one batch: what it owes, what it sent, what it was sent, and what staff do about it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracking import progress
from tracking.clock import business_now
from tracking.models import Assignment, Item
from tracking.states import EXEMPT, ITEM_EVENTS
from web import selectors
from web.access import act, actor, staff_page
from web.forms import DueTimeForm, NoteForm, ReasonForm
from web.views.common import page_number, paged, zone_of
from workflows import reminding, reviewing


@require_safe
@staff_page
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one unit in one batch."""
    found = get_object_or_404(Assignment.objects.select_related("batch", "unit"), pk=pk)
    now = business_now()
    nearly = progress.nearly_due_before(found.batch, now)
    items = found.items.select_related("form", "reply")
    with timezone.override(zone_of(found.batch)):
        rows = [
            {
                "cell": selectors.ItemCell(item, progress.due_state(item, now, nearly)),
                "exempt": item.status == EXEMPT,
                "may_exempt": item.status in ITEM_EVENTS["exempt"][0],
                "may_paper": item.status in ITEM_EVENTS["paper"][0],
                "reason": ReasonForm(auto_id=f"reason-{item.pk}-%s"),
                "note": NoteForm(auto_id=f"paper-{item.pk}-%s"),
                "due": DueTimeForm(auto_id=f"due-{item.pk}-%s", initial={"due_at": item.due_at}),
            }
            for item in items
        ]
        context = {
            "assignment": found,
            "batch": found.batch,
            "zone": found.batch.context["zone"],
            "now": now,
            "rows": rows,
            "replies": paged(
                found.replies.select_related("item__form").order_by("item_id", "-version", "-pk"), request, "replies"
            ),
            "dispatches": paged(found.dispatches.order_by("-pk"), request, "messages"),
            "reminders": paged(found.reminders.select_related("by").order_by("-moment", "-pk"), request, "reminders"),
            "history": selectors.history(found, page_number(request)),
            "call": NoteForm(auto_id="call-%s"),
        }
        return render(request, "web/assignment.html", context)


@require_POST
@staff_page
def phone_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a phone call."""
    found = get_object_or_404(Assignment, pk=pk)
    form = NoteForm(request.POST)
    act(
        request,
        form,
        lambda: reminding.note_phone_call(found, form.cleaned_data["note"], actor(request), business_now()),
        _("The phone call is noted."),
    )
    return redirect("assignment", pk)


@require_POST
@staff_page
def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the unit's link worthless."""
    found = get_object_or_404(Assignment.objects.select_related("batch", "unit"), pk=pk)
    reviewing.revoke_link(found, actor(request), business_now())
    messages.success(request, _("The old link no longer works; the next message carries a new one."))
    return redirect("assignment", pk)


def _of_item(request: HttpRequest, item: Item, form: Form, action: Callable[[], object], done: str) -> HttpResponse:
    """Do what a form about one item asks for; back to the unit's page."""
    act(request, form, action, done)
    return redirect("assignment", item.assignment_id)


def _item(pk: int) -> Item:
    return get_object_or_404(Item.objects.select_related("assignment__batch"), pk=pk)


@require_POST
@staff_page
def paper_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the signed paper copy has come."""
    item, form = _item(pk), NoteForm(request.POST)
    return _of_item(
        request,
        item,
        form,
        lambda: reminding.note_paper_copy(item, form.cleaned_data["note"], actor(request), business_now()),
        _("The paper copy is noted and counts as the reply."),
    )


@require_POST
@staff_page
def exempt(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit need not return the form."""
    item, form = _item(pk), ReasonForm(request.POST)
    return _of_item(
        request,
        item,
        form,
        lambda: reviewing.exempt(item, form.cleaned_data["reason"], actor(request), business_now()),
        _("The unit need not return this form."),
    )


@require_POST
@staff_page
def require(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit has to return the form after all."""
    item, form = _item(pk), ReasonForm(request.POST)
    return _of_item(
        request,
        item,
        form,
        lambda: reviewing.require(item, form.cleaned_data["reason"], actor(request), business_now()),
        _("The unit has to return this form again."),
    )


@require_POST
@staff_page
def due_time(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant the unit another due time."""
    item = _item(pk)
    with timezone.override(zone_of(item.assignment.batch)):
        form = DueTimeForm(request.POST)
        return _of_item(
            request,
            item,
            form,
            lambda: reviewing.new_due_time(
                item, form.cleaned_data["due_at"], form.cleaned_data["reason"], actor(request), business_now()
            ),
            _("The new due time is set."),
        )
