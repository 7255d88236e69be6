"""Issue a batch of an imported campaign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.spec import Batch as BatchSpec
from campaigns.spec import Campaign as Specification
from config.wiring import services
from tracking.clock import business_now
from tracking.models import Campaign, Unit
from web.access import actor, staff_page
from workflows.issue import issue
from workflows.library import specification_of


@dataclass(frozen=True)
class Planned:
    """What issuing a batch would do: who receives it, which units owe which form, who has no address."""

    batch: BatchSpec
    due_at: datetime | None
    units: Sequence[Unit]
    owing: Sequence[tuple[str, int]]  # the form's title, how many units owe it
    without_address: Sequence[Unit]


def _planned(specification: Specification, batch: BatchSpec, units: Sequence[Unit]) -> Planned:
    forms = [specification.form(key) for key in batch.forms]
    owers = {form.key: {unit.pk for unit in specification.owers(form, units)} for form in forms}
    receivers = {unit.pk for unit in specification.receivers(batch, units)}.union(*owers.values())
    concerned = [unit for unit in units if unit.pk in receivers]
    return Planned(
        batch,
        specification.due_at(batch),
        concerned,
        [(form.title, len(owers[form.key])) for form in forms],
        [unit for unit in concerned if not unit.mail_address()],
    )


def _open_batches(campaign: Campaign) -> tuple[Specification, list[Planned]]:
    specification = specification_of(services(), campaign)
    issued = set(campaign.batches.values_list("key", flat=True))
    units = list(Unit.objects.prefetch_related("contacts"))
    waiting = [batch for batch in specification.batches if batch.key not in issued]
    return specification, [_planned(specification, batch, units) for batch in waiting]


@require_safe
@staff_page
def to_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """The batches of a campaign that have not been issued."""
    campaign = get_object_or_404(Campaign, pk=pk)
    specification, planned = _open_batches(campaign)
    context = {"campaign": campaign, "planned": planned, "zone": specification.about.timezone}
    return render(request, "web/to_issue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def issue_batch(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Show what issuing the batch would do; do it when the button is pressed."""
    campaign = get_object_or_404(Campaign, pk=pk)
    if request.method == "POST":
        return _issue(request, campaign, key)
    existing = campaign.batches.filter(key=key).first()
    if existing:
        return redirect("board", existing.pk)
    specification, waiting = _open_batches(campaign)
    planned = next((each for each in waiting if each.batch.key == key), None)
    if planned is None:
        raise Http404
    papers = [specification.paper(each) for each in planned.batch.papers]
    context = {"campaign": campaign, "planned": planned, "papers": papers, "zone": specification.about.timezone}
    return render(request, "web/issue.html", context)


def _issue(request: HttpRequest, campaign: Campaign, key: str) -> HttpResponse:
    done = issue(services(), campaign, key, actor(request), business_now())
    if done.new:
        messages.success(request, _("Issued. The papers are being made and sent."))
    else:
        messages.info(request, _("This batch had already been issued; nothing was sent twice."))
    if done.without_address:
        names = "、".join(unit.name for unit in done.without_address)
        messages.warning(request, _("Units without an e-mail address: {names}").format(names=names))
    return redirect("board", done.batch.pk)
