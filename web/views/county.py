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
from documents.intake import Member
from messages.errors import Unavailable
from tracking import access, progress
from tracking.clock import business_now
from tracking.models import Assignment, BatchPaper, IssuedForm, Item, Reply
from tracking.states import SENT_BACK
from web import limiter, selectors
from web.access import open_page
from web.downloads import attachment
from web.forms import UploadForm, members
from web.views.common import paged, run_now, zone_of
from workflows import collecting
from workflows.answering import reason_of
from workflows.papers import DOCX, blank_name, paper_for

UnitView = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Received:
    """A file with what was read in it."""

    reply: Reply
    answers: selectors.Answers


@dataclass(frozen=True)
class OwedForm:
    """One form as its unit sees it: 督办 state, the blank, the newest file, why it went back."""

    item: Item
    due: str
    blank: IssuedForm | None
    current: Received | None
    sent_back_because: str


def unit_page(view: UnitView) -> UnitView:
    """A page behind a unit's link: unknown, revoked and expired links get the same 404, and few tries."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: int) -> HttpResponse:
        assignment = access.assignment_of(token, business_now())
        if assignment is None:
            if limiter.must_wait(request):
                return limiter.wait_page(request)
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
        replies = _take(request, assignment, form.cleaned_data["item"], members(form.cleaned_data["files"]))
    except Unavailable:
        form.add_error(None, _("The files could not be stored just now. Please try again in some minutes."))
        return _page(request, token, assignment, form, status=503)
    run_now(services(), collecting.quick_jobs_of(replies))
    new = ",".join(str(reply.pk) for reply in replies)
    return redirect(f"{reverse('county', args=[token])}?new={new}#received")


def _take(request: HttpRequest, assignment: Assignment, item: Item | None, files: list[Member]) -> list[Reply]:
    """Take the files in: at once, or by a job when another program has to open one of them."""
    if collecting.takes_long(files):
        collecting.upload_later(services(), assignment, item, files, business_now())
        messages.success(
            request, _("The files are safe. Opening them takes a moment; load this page again to see them.")
        )
        return []
    replies = collecting.upload(services(), assignment, item, files, business_now())
    messages.success(request, _("Files received: {count}.").format(count=len(replies)))
    for reply in replies:
        if reply.item and reply.assignment_id != assignment.pk:
            said = _("“{file}” carries the number of another form of ours, and was filed there.")
            messages.info(request, said.format(file=reply.file_name))
    return replies


def _page(
    request: HttpRequest, token: str, assignment: Assignment, form: UploadForm, status: int = 200
) -> HttpResponse:
    now = business_now()
    nearly = progress.nearly_due_before(assignment.batch, now)
    replies = assignment.replies.select_related("item__form").order_by("-received_at", "-pk")
    context = {
        "token": token,
        "here": reverse("county", args=[token]),
        "assignment": assignment,
        "batch": assignment.batch,
        "contact": assignment.batch.context["variables"]["contact"],
        "owed": [
            _owed(item, progress.due_state(item, now, nearly))
            for item in assignment.items.select_related("form", "reply__item__form")
        ],
        "received": [_received(reply) for reply in replies.filter(pk__in=_just_now(request))],
        "files": paged(replies, request, "files"),
        "papers": assignment.batch.papers.all(),
        "form": form,
    }
    return render(request, "web/county.html", context, status=status)


def _just_now(request: HttpRequest) -> list[int]:
    """The replies that the last upload brought, as many as a page shows."""
    given = request.GET.get("new", "").split(",")
    return [int(pk) for pk in given if pk.isascii() and pk.isdigit()][: progress.PAGE]


def _received(reply: Reply) -> Received:
    return Received(reply, selectors.answers_of(reply))


def _owed(item: Item, due: str) -> OwedForm:
    because = reason_of(item.reply) if item.reply and item.status == SENT_BACK else ""
    blank = item.issued.filter(form=item.form, copies__isnull=False).first()
    return OwedForm(item, due, blank, _received(item.reply) if item.reply else None, because)


@require_safe
@unit_page
def blank(_request: HttpRequest, _token: str, assignment: Assignment, pk: int) -> HttpResponse:
    """The blank form that was made for this unit, as it was last made."""
    found = get_object_or_404(IssuedForm.objects.select_related("form"), pk=pk, item__assignment=assignment)
    copy = found.copies.first()
    if copy is None:
        raise Http404
    return attachment(services().store.get(copy.object_key), blank_name(assignment, found), DOCX)


@require_safe
@unit_page
def paper(_request: HttpRequest, _token: str, assignment: Assignment, pk: int) -> HttpResponse:
    """A paper of the batch as it was made for this unit."""
    found = get_object_or_404(BatchPaper, pk=pk, batch=assignment.batch)
    made = paper_for(services(), assignment, found)
    return attachment(made.data, made.filename, DOCX)
