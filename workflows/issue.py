"""Issue a batch: decide everything in one transaction, leave the doing to jobs.

1. The campaign's forms are compiled, its templates tried; a fault stops the batch before anything is written.
2. One transaction freezes the form versions and the papers, makes an assignment for every unit that
   receives the batch or owes a form of it, its items, its notice, and one job `issue.render` a unit.
3. `issue.render` (workflows.papers) makes the unit's papers and its mail; `issue.deliver` sends it.

Issued again, a batch that exists is left as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from campaigns.spec import Batch as BatchSpec
from campaigns.spec import Campaign as Specification
from campaigns.variables import campaign_variables, file_name
from documents.identity import make_number
from messages.errors import CampaignError, NotFound
from messages.language import mark
from tracking import access, audit, states
from tracking.audit import Actor
from tracking.models import (
    Assignment,
    Batch,
    BatchPaper,
    Campaign,
    Dispatch,
    FormVersion,
    IssuedForm,
    Item,
    Unit,
)
from workflows import reminding
from workflows.dispatching import plan_messages
from workflows.forms import CompiledForm, compile_form, freeze
from workflows.library import files_of, specification_of
from workflows.services import Services
from workflows.trial import try_templates

LINK_OUTLIVES_DUE_TIME = timedelta(days=90)


@dataclass(frozen=True)
class Issued:
    """The batch, whether it is new, and the units that have no e-mail address."""

    batch: Batch
    new: bool
    without_address: list[Unit]


def campaign_named(code: str) -> Campaign:
    """The imported campaign of that code; NotFound."""
    campaign = Campaign.objects.filter(code=code).first()
    if campaign is None:
        raise NotFound(
            mark("no campaign “{code}” has been imported."),
            remedy=mark("Import its folder first: shoufa campaign import FOLDER."),
            code=code,
        )
    return campaign


def issue(services: Services, campaign: Campaign, batch_key: str, actor: Actor, now: datetime) -> Issued:
    """Issue the batch `batch_key` of the campaign.

    Errors: CampaignError, DocumentError, TemplateError, NotFound, StoreUnavailable; nothing is issued then.
    """
    existing = _issued_before(campaign, batch_key)
    if existing:
        return existing
    specification = specification_of(services, campaign)
    planned = specification.batch(batch_key)
    due_at = specification.due_at(planned)
    if due_at is None:
        raise CampaignError(
            mark("the batch “{key}” has no due time."),
            place="campaign.toml: batches",
            remedy=mark("Write due = 2026-05-10T17:00:00 in it."),
            key=batch_key,
        )
    files = files_of(services, campaign)
    compiled = [compile_form(specification, key, files) for key in planned.forms]
    try_templates(specification, planned, compiled, files)
    with transaction.atomic():
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        existing = _issued_before(campaign, batch_key)  # somebody else may have issued it meanwhile
        if existing:
            return existing
        batch = _write_batch(services, campaign, specification, planned, due_at, actor, now)
        for key in planned.papers:
            write_paper(batch, specification, key)
        _assign(batch, specification, planned, compiled, now)
        audit.record(actor, "issue", batch, now, units=batch.assignments.count())
    return Issued(batch, True, _without_address(batch))


def _issued_before(campaign: Campaign, batch_key: str) -> Issued | None:
    batch = Batch.objects.filter(campaign=campaign, key=batch_key, round=1).first()
    return Issued(batch, False, _without_address(batch)) if batch else None


def _without_address(batch: Batch) -> list[Unit]:
    units = Unit.objects.filter(assignments__batch=batch).prefetch_related("contacts")
    return [unit for unit in units if not unit.mail_address()]


def _write_batch(
    services: Services,
    campaign: Campaign,
    specification: Specification,
    planned: BatchSpec,
    due_at: datetime,
    actor: Actor,
    now: datetime,
) -> Batch:
    return Batch.objects.create(
        campaign=campaign,
        key=planned.key,
        title=planned.title,
        due_at=due_at,
        issued_at=now,
        issued_by_id=actor.user_id,
        context=batch_context(services, specification, planned),
        reminder_plan=reminding.plan_to_json(specification),
    )


def batch_context(services: Services, specification: Specification, planned: BatchSpec) -> dict[str, Any]:
    """What the papers and mails of the batch may name, and what its mails are made with."""
    units = Unit.objects.prefetch_related("aliases")
    return {
        "variables": campaign_variables(specification, planned, units),
        "subject": specification.about.subject,
        "zone": specification.about.timezone,
        "domain": services.office.domain,
    }


def write_paper(batch: Batch, specification: Specification, key: str) -> None:
    """Add the paper to the batch, or bring it up to date, as the campaign's files now are."""
    paper = specification.paper(key)
    source = batch.campaign.files.get(name=paper.file)
    name = file_name(paper.attach_as, batch.context["variables"], place=f"campaign.toml: papers.{key}.attach_as")
    BatchPaper.objects.update_or_create(
        batch=batch, key=key, defaults={"object_key": source.object_key, "attachment_name": name}
    )


def _assign(
    batch: Batch,
    specification: Specification,
    planned: BatchSpec,
    compiled: Sequence[CompiledForm],
    now: datetime,
) -> None:
    units = list(Unit.objects.all())
    owing = {entry.form.key: {unit.pk for unit in specification.owers(entry.form, units)} for entry in compiled}
    owers = set().union(*owing.values())
    receivers = {unit.pk for unit in specification.receivers(planned, units)} | owers
    assignments = _write_assignments(batch, [unit for unit in units if unit.pk in receivers], owers)
    for entry in compiled:
        form = freeze(batch.campaign, entry)
        _owe(form, [a for a in assignments if a.unit_id in owing[entry.form.key]], batch.due_at, now)
    plan_messages(assignments, Dispatch.Kind.NOTICE, "0", now)
    reminding.arm_batch(batch, now)


def _write_assignments(batch: Batch, units: Sequence[Unit], owers: Collection[int]) -> list[Assignment]:
    expires = batch.due_at + LINK_OUTLIVES_DUE_TIME
    fresh = []
    for unit in units:
        link_hash = access.hash_of(access.link_token(batch, unit, 1))
        fresh.append(
            # the code is made of the row's number, which is known only when the row is there
            Assignment(
                batch=batch,
                unit=unit,
                status=states.OWED if unit.pk in owers else states.INFORMED,
                link_hash=link_hash,
                subject_code=link_hash[:24],
                link_expires_at=expires,
            )
        )
    assignments = Assignment.objects.bulk_create(fresh)
    for assignment in assignments:
        assignment.subject_code = f"{assignment.pk:05d}"
    Assignment.objects.bulk_update(assignments, ["subject_code"])
    return assignments


def _owe(form: FormVersion, assignments: Sequence[Assignment], due_at: datetime, now: datetime) -> None:
    items = Item.objects.bulk_create(
        Item(assignment=assignment, form=form, form_key=form.key, due_at=due_at, changed_at=now)
        for assignment in assignments
    )
    number_forms(items, form)


def number_forms(items: Sequence[Item], form: FormVersion) -> None:
    """Give each item a numbered blank of the version `form`, to be rendered for its unit."""
    issued = IssuedForm.objects.bulk_create(
        IssuedForm(item=item, form=form, number=f"new-{item.pk}-{form.pk}") for item in items
    )
    for entry in issued:
        entry.number = make_number(entry.pk)
    IssuedForm.objects.bulk_update(issued, ["number"])
