"""The board of one batch: who has answered and who has not, and what is done for the whole batch."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.wiring import services
from tracking import audit, progress
from tracking.clock import business_now
from tracking.models import Batch, RollUp
from tracking.states import ITEM_LABELS, ITEM_STATUSES
from web import selectors
from web.access import actor, attempt, say_errors, staff_page
from web.downloads import attachment
from web.forms import PileForm, ReasonForm, members
from web.views.common import page_number, run_now, zone_of
from workflows import amending, collecting, rolling_up

FILTERS = (progress.OVERDUE, progress.NEARLY_DUE, *ITEM_LABELS)
FILES = {"xlsx": rolling_up.XLSX, "docx": rolling_up.DOCX}


def _batch(pk: int) -> Batch:
    return get_object_or_404(Batch.objects.select_related("campaign"), pk=pk)


@require_safe
@staff_page
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Figures on top; then a row a unit (or, with ?view=forms, a row an item), narrowed by ?show=."""
    batch = _batch(pk)
    now = business_now()
    show = request.GET.get("show", "")
    show = show if show in FILTERS else ""
    context = {
        "batch": batch,
        "now": now,
        "zone": batch.context["zone"],
        "figures": progress.figures(batch, now),
        "show": show,
        "filters": [(key, "due" if key in progress.DUE_LABELS else "item") for key in FILTERS],
        "pile": PileForm(),
        "rollup": batch.rollups.first(),
    }
    if request.GET.get("view") == "forms":
        return render(request, "web/board_forms.html", context | _by_form(request, batch, now))
    page = progress.rows(batch, now, show, page_number(request))
    rows = selectors.board_rows(batch, page, now)
    return render(request, "web/board.html", context | {"page": page, "rows": rows})


def _by_form(request: HttpRequest, batch: Batch, now: datetime) -> dict[str, object]:
    form, show = request.GET.get("form", ""), request.GET.get("show", "")
    page = selectors.items_of(batch, form, show if show in ITEM_STATUSES else "", page_number(request))
    nearly = progress.nearly_due_before(batch, now)
    return {
        "page": page,
        "cells": [selectors.ItemCell(item, progress.due_state(item, now, nearly)) for item in page],
        "form_key": form,
        "forms": selectors.form_counts(batch),
        "statuses": ITEM_STATUSES,
    }


@require_POST
@staff_page
def drop_pile(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in the files that staff bring and read them at once."""
    batch = _batch(pk)
    form = PileForm(request.POST, request.FILES)
    if not form.is_valid():
        say_errors(request, form)
        return redirect("board", pk)
    files, origin = members(form.cleaned_data["files"]), form.cleaned_data["origin"]
    if collecting.takes_long(files):
        collecting.drop_pile_later(services(), batch, files, origin, actor(request), business_now())
        messages.success(
            request, _("The files are safe. Opening them takes a moment; load this page again to see them.")
        )
        return redirect("board", pk)
    replies = collecting.drop_pile(services(), batch, files, origin, actor(request), business_now())
    run_now(services(), collecting.quick_jobs_of(replies))
    messages.success(request, _("Files taken in: {count}.").format(count=len(replies)))
    return redirect("board", pk)


@require_POST
@staff_page
def roll_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Make both roll-up files of what is accepted now."""
    batch = _batch(pk)
    job = rolling_up.ask(batch, actor(request), business_now())
    run_now(services(), [job])
    job.refresh_from_db()
    if job.state == "done":
        messages.success(request, _("The roll-up is ready to be downloaded."))
    else:
        messages.info(request, _("The roll-up is being made. Load the page again in a moment."))
    return redirect("board", pk)


@require_safe
@staff_page
def roll_up_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """One file of a roll-up."""
    found = get_object_or_404(RollUp.objects.select_related("batch"), pk=pk)
    key = found.xlsx_key if kind == "xlsx" else found.docx_key
    day = found.made_at.astimezone(zone_of(found.batch))
    name = _("{title} roll-up {day}").format(title=found.batch.title, day=f"{day:%Y-%m-%d %H%M}")
    data = services().store.get(key)
    audit.record(actor(request), "rollup_downloaded", found, business_now(), kind=kind)
    return attachment(data, f"{name}.{kind}", FILES[kind])


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over what the campaign's folder now says; every unit gets one correction with the reason."""
    batch = _batch(pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: amending.amend(services(), batch, form.cleaned_data["reason"], actor(request), business_now()),
    ):
        messages.success(request, _("The batch is amended; every unit gets one correction."))
        return redirect("board", pk)
    status = 422 if form.is_bound else 200
    return render(request, "web/amend.html", {"batch": batch, "form": form}, status=status)
