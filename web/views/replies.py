"""One returned file: what was read, and what a person decides."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.wiring import services
from messages.errors import StoreUnavailable
from storage.protocol import ObjectMissing
from tracking import audit, progress
from tracking.clock import business_now
from tracking.models import Answer, Reply
from tracking.states import HELD_FOR_PERSON, ITEM_EVENTS
from web import placing, selectors
from web.access import act, actor, attempt, staff_page
from web.document import arranged
from web.downloads import attachment
from web.forms import CorrectionForm, DueTimeForm, PlaceForm, ReasonForm
from web.views.common import page_number, run_now, zone_of
from workflows import collecting, reviewing, showing
from workflows.reading import time_to_mend


def _reply(pk: int) -> Reply:
    related = ("batch", "item__form", "item__assignment__batch", "assignment__unit", "accepted_by", "mail")
    return get_object_or_404(Reply.objects.select_related(*related), pk=pk)


@require_safe
@staff_page
def review_queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits for a person, oldest first."""
    page = progress.waiting_replies(page=page_number(request))
    return render(request, "web/review.html", {"page": page, "doubtful": selectors.doubtful_labels(page)})


@require_safe
@staff_page
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """A reply with everything that was read."""
    return _page(request, _reply(pk))


def _page(request: HttpRequest, found: Reply, form: DueTimeForm | None = None) -> HttpResponse:
    """The page of a reply; `form` is one that was sent with something wrong in it."""
    now = business_now()
    item, batch = found.item, found.batch
    is_current = item is not None and item.reply_id == found.pk
    status = item.status if item and is_current else ""
    zone = zone_of(batch) if batch else timezone.get_default_timezone()
    with timezone.override(zone):
        if form is None and item:
            form = DueTimeForm(initial={"due_at": time_to_mend(item, now)})
        context = {
            "reply": found,
            "item": item,
            "batch": batch,
            "is_current": is_current,
            "answers": selectors.answers_of(found),
            "history": selectors.corrections(found),
            **_file_shown(request, found),
            "versions": item.replies.order_by("-version") if item else (),
            "may_accept": status in ITEM_EVENTS["accept"][0],
            "may_send_back": status in ITEM_EVENTS["send_back"][0],
            "may_reopen": status in ITEM_EVENTS["reopen"][0],
            "send_back": form,
            "reason": ReasonForm(auto_id="other-%s"),
            **_places(request, found),
            "here": reverse("reply", args=[found.pk]),
        }
        return render(request, "web/reply.html", context, status=422 if form and form.is_bound else 200)


def _file_shown(request: HttpRequest, found: Reply) -> dict[str, object]:
    """The returned file beside its answers: its content, ?part= of it, and the picture that it is."""
    try:
        data = services().store.get(found.object_key)
        content = showing.content_shown(services(), data)
    except (StoreUnavailable, ObjectMissing):
        return {"document": None, "picture": False}  # the answers can be looked at all the same
    part = page_number(request, "part")
    document = arranged(content, found.answers.all(), found.reasons, part) if content else None
    return {"document": document, "picture": bool(showing.picture_type(data))}


def _places(request: HttpRequest, found: Reply) -> dict[str, object]:
    """Where a held file may belong; the unit's name or code that was searched for is in ?unit=."""
    if found.state != HELD_FOR_PERSON:
        return {"is_held": False}
    unit = request.GET.get("unit", "").strip()
    return {
        "is_held": True,
        "unit": unit,
        "suggested": placing.suggested(found),
        "called": placing.called(found.batch, unit),
        "most": placing.MOST_FOUND,
    }


@require_safe
@staff_page
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The returned file, byte for byte; only ever as a download."""
    found = _reply(pk)
    data = services().store.get(found.object_key)
    audit.record(actor(request), "download", found, business_now())
    return attachment(data, found.file_name)


@require_safe
@staff_page
def picture(_request: HttpRequest, pk: int) -> HttpResponse:
    """A returned picture, to be seen in its place; by its bytes one of the kinds that can do nothing else."""
    data = services().store.get(_reply(pk).object_key)
    content_type = showing.picture_type(data)
    if not content_type:
        raise Http404
    return HttpResponse(data, content_type=content_type)


@require_POST
@staff_page
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the reply as it stands."""
    reviewing.accept(_reply(pk), actor(request), business_now())
    messages.success(request, _("Accepted; the unit gets a receipt."))
    return redirect("reply", pk)


@require_POST
@staff_page
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the file read once more."""
    found = _reply(pk)
    reviewing.read_again(found, actor(request), business_now())
    run_now(services(), collecting.quick_jobs_of([found]))
    messages.success(request, _("The file is read again; what people wrote stays."))
    return redirect("reply", pk)


@require_POST
@staff_page
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an acceptance back."""
    found, form = _reply(pk), ReasonForm(request.POST)
    act(
        request,
        form,
        lambda: reviewing.reopen(found, actor(request), business_now(), form.cleaned_data["reason"]),
        _("The acceptance is taken back; the form is in review again."),
    )
    return redirect("reply", pk)


@require_POST
@staff_page
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the form back with a reason and a new due time."""
    found = _reply(pk)
    zone = zone_of(found.batch) if found.batch else timezone.get_default_timezone()
    with timezone.override(zone):
        form = DueTimeForm(request.POST)
        done = attempt(
            form,
            lambda: reviewing.send_back(
                found,
                form.cleaned_data["reason"],
                form.cleaned_data["due_at"],
                actor(request),
                business_now(),
            ),
        )
    if not done:
        return _page(request, found, form)
    messages.success(request, _("Sent back; the unit is told the reason and the new due time."))
    return redirect("reply", pk)


@require_POST
@staff_page
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what an answer is; empty text means that it is blank."""
    answer = get_object_or_404(Answer.objects.select_related("reply__item__form"), pk=pk)
    form = CorrectionForm(request.POST)
    act(
        request,
        form,
        lambda: reviewing.correct(answer, form.cleaned_data["text"], actor(request), business_now()),
        _("“{label}” is corrected.").format(label=answer.label),
    )
    return redirect(f"{reverse('reply', args=[answer.reply_id])}#answer-{answer.pk}")


@require_POST
@staff_page
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whose a held file is, and have it read."""
    found = _reply(pk)
    form = PlaceForm(placing.placeable(found.batch), request.POST)

    def place_and_read() -> None:
        placed = reviewing.place(found, form.cleaned_data["item"], actor(request), business_now())
        placed.refresh_from_db()
        run_now(services(), collecting.quick_jobs_of([placed]))

    act(request, form, place_and_read, _("The file is placed."))
    return redirect("reply", pk)


@require_POST
@staff_page
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """A held file that is no reply."""
    found, form = _reply(pk), ReasonForm(request.POST)
    act(
        request,
        form,
        lambda: reviewing.set_aside(found, form.cleaned_data["reason"], actor(request), business_now()),
        _("The file is set aside; its bytes are kept."),
    )
    return redirect("reply", pk)
