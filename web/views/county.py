"""The page of one unit: no account, only its link; made for a phone and for people who seldom see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.wiring import services
from messages.errors import Unavailable
from tracking import access, progress
from tracking.clock import business_now
from tracking.models import Assignment, BatchPaper, IssuedForm, Item, Reply
from tracking.states import SENT_BACK
from web import limiter, selectors
from web.access import open_page
from web.downloads import attachment
from web.forms import UploadForm, members
from web.views.common import run_now, zone_of
from workflows import collecting
from workflows.answering import reason_of
from workflows.papers import DOCX, blank_name, paper_for

UnitView = Callable[..., HttpResponse]


@dataclass(frozen=True)
class OwedForm:
    """One form as its unit sees it: 督办 state, the blank, what came, why it went back."""

    item: Item
    due: str
    blank: IssuedForm | None
    versions: list[Reply]
    sent_back_because: str


@dataclass(frozen=True)
class Received:
    """A file with what was read in it."""

    reply: Reply
    answers: selectors.Answers


def unit_page(view: UnitView) -> UnitView:
    """A page behind a unit's link: unknown, revoked and expired links get the same 404, and few tries."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: int) -> HttpResponse:
        if limiter.must_wait(request):
            return limiter.wait_page(request)
        assignment = access.assignment_of(token, business_now())
        if assignment is None:
            limiter.was_wrong(request)
            raise Http404
        with timezone.override(zone_of(assignment.batch)):
            return view(request, token, assignment, **kwargs)

    return open_page(guarded)


@require_http_methods(["GET", "HEAD", "POST"])
@unit_page
def county(request: HttpRequest, token: str, assignment: Assignment) -> HttpResponse:
    """What the unit owes; take its files and show at once what was read in them."""
    items = assignment.items.select_related("form").order_by("pk")
    if request.method != "POST":
        return _page(request, token, assignment, UploadForm(items))
    form = UploadForm(items, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, token, assignment, form, status=422)
    try:
        replies = collecting.upload(
            services(),
            assignment,
            form.cleaned_data["item"],
            members(form.cleaned_data["files"]),
            business_now(),
        )
    except Unavailable:
        form.add_error(None, _("The files could not be stored just now. Please try again in some minutes."))
        return _page(request, token, assignment, form, status=503)
    run_now(services(), collecting.jobs_of(replies))
    messages.success(request, _("Files received: {count}.").format(count=len(replies)))
    new = ",".join(str(reply.pk) for reply in replies)
    return redirect(f"{reverse('county', args=[token])}?new={new}#received")


def _page(
    request: HttpRequest, token: str, assignment: Assignment, form: UploadForm, status: int = 200
) -> HttpResponse:
    now = business_now()
    just_now = {int(pk) for pk in request.GET.get("new", "").split(",") if pk.isascii() and pk.isdigit()}
    replies = list(assignment.replies.select_related("item__form").order_by("-version", "-pk"))
    nearly = progress.nearly_due_before(assignment.batch, now)
    owed = [
        _owed(item, replies, progress.due_state(item, now, nearly)) for item in assignment.items.select_related("form")
    ]
    context = {
        "token": token,
        "here": reverse("county", args=[token]),
        "assignment": assignment,
        "batch": assignment.batch,
        "contact": assignment.batch.context["variables"]["contact"],
        "owed": owed,
        "received": [Received(reply, selectors.answers_of(reply)) for reply in replies if reply.pk in just_now],
        "current": [Received(reply, selectors.answers_of(reply)) for reply in replies if _is_current(reply)],
        "unplaced": [reply for reply in replies if reply.item is None],
        "papers": assignment.batch.papers.all(),
        "form": form,
    }
    return render(request, "web/county.html", context, status=status)


def _is_current(reply: Reply) -> bool:
    return reply.item is not None and reply.item.reply_id == reply.pk


def _owed(item: Item, replies: list[Reply], due: str) -> OwedForm:
    versions = [reply for reply in replies if reply.item_id == item.pk]
    current = next((reply for reply in versions if reply.pk == item.reply_id), None)
    because = reason_of(current) if current and item.status == SENT_BACK else ""
    blank = item.issued.filter(form=item.form).exclude(object_key="").first()
    return OwedForm(item, due, blank, versions, because)


@require_safe
@unit_page
def blank(_request: HttpRequest, _token: str, assignment: Assignment, pk: int) -> HttpResponse:
    """The blank form that was made for this unit."""
    found = get_object_or_404(
        IssuedForm.objects.select_related("form").exclude(object_key=""), pk=pk, item__assignment=assignment
    )
    return attachment(services().store.get(found.object_key), blank_name(assignment, found), DOCX)


@require_safe
@unit_page
def paper(_request: HttpRequest, _token: str, assignment: Assignment, pk: int) -> HttpResponse:
    """A paper of the batch as it was made for this unit."""
    found = get_object_or_404(BatchPaper, pk=pk, batch=assignment.batch)
    made = paper_for(services(), assignment, found)
    return attachment(made.data, made.filename, DOCX)
