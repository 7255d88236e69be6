"""Amend a running batch: a new due time, a corrected notice or form; one correction to each unit it concerns.

1. The campaign's folder is imported again; running batches do not change by that.
2. Amending compares it with what the batch was issued with, and takes over what is different.
3. Every unit gets one correction with the new papers. Replies to the earlier form stay valid, and a unit
   whose item is accepted need not return the new form.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from campaigns.spec import Batch as BatchSpec
from campaigns.spec import Campaign as Specification
from messages.errors import NotAllowed
from messages.language import mark
from tracking import audit, ledger
from tracking.audit import Actor
from tracking.models import Batch, Dispatch, FormVersion, Item, Unit
from tracking.states import ACCEPTED, EXEMPT
from workflows import reminding
from workflows.dispatching import plan_messages
from workflows.forms import CompiledForm, compile_form, freeze
from workflows.issue import LINK_OUTLIVES_DUE_TIME, batch_context, number_forms, write_paper
from workflows.library import files_of, specification_of
from workflows.services import Services
from workflows.trial import try_templates

MOST_NAMED = 10  # units or papers in one sentence


def amend(services: Services, batch: Batch, reason: str, actor: Actor, now: datetime) -> Batch:
    """Take over what the campaign's folder now says of this batch.

    Errors: NotAllowed when nothing is different, when the reason is missing, or when the folder gives the batch
    other papers, forms or units than it was issued with; CampaignError, DocumentError.
    """
    if not reason.strip():
        raise NotAllowed(mark("a reason is missing."), remedy=mark("Write it; the unit will read it."))
    specification = specification_of(services, batch.campaign)
    planned = specification.batch(batch.key)
    due_at = specification.due_at(planned) or batch.due_at
    files = files_of(services, batch.campaign)
    compiled = [compile_form(specification, key, files) for key in planned.forms]
    try_templates(specification, planned, compiled, files)
    with transaction.atomic():
        held = Batch.objects.select_for_update().select_related("campaign").get(pk=batch.pk)
        _refuse_other_concerns(held, specification, planned)
        before = _state(held)
        context = batch_context(services, specification, planned)
        held.context = context | {"reason": reason.strip()}
        held.reminder_plan = reminding.plan_to_json(specification)
        for key in planned.papers:
            write_paper(held, specification, key)
        _new_forms(held, compiled)
        _new_due_times(held, due_at, actor, now, reason)
        held.title, held.due_at = planned.title, due_at
        if _state(held) == before:
            raise NotAllowed(
                mark("nothing in the campaign's folder differs from what was issued."),
                remedy=mark("Change the files or the due time, import the folder, then amend."),
            )
        held.amendment += 1
        held.save()
        audit.record(actor, "amend", held, now, reason=reason.strip(), amendment=held.amendment)
        _correct_everyone(held, now)
    return held


def _refuse_other_concerns(batch: Batch, specification: Specification, planned: BatchSpec) -> None:
    """NotAllowed when papers, forms or units have come or gone: an amendment corrects, it issues nothing new."""
    units = list(Unit.objects.all())
    owed: dict[str, set[str]] = {key: set() for key in planned.forms}
    for key, code in Item.objects.filter(assignment__batch=batch).values_list("form_key", "assignment__unit__code"):
        owed.setdefault(key, set()).add(code)
    for key, codes in owed.items():
        owers = specification.owers(specification.form(key), units) if key in planned.forms else []
        _refuse_difference(batch, f"forms.{key}", codes, {unit.code for unit in owers})
    issued = set(batch.assignments.values_list("unit__code", flat=True))
    received = {unit.code for unit in specification.receivers(planned, units)}
    _refuse_difference(batch, "receive", issued, received.union(*owed.values()))
    _refuse_difference(batch, "papers", set(batch.papers.values_list("key", flat=True)), set(planned.papers))


def _refuse_difference(batch: Batch, key: str, issued: set[str], planned: set[str]) -> None:
    differing = sorted(issued ^ planned)
    if differing:
        raise NotAllowed(
            mark("“{key}” is not as the batch was issued; these have come or gone: {names}."),
            place=f"campaign.toml: batches ({batch.key})",
            remedy=mark(
                "Put it back and amend; issue another batch for what is new, exempt units that need not answer."
            ),
            key=key,
            names=", ".join(differing[:MOST_NAMED]) + (" …" if len(differing) > MOST_NAMED else ""),
        )


def _state(batch: Batch) -> tuple[object, ...]:
    """What a correction would tell: papers, forms, due time, the texts that papers name."""
    items = Item.objects.filter(assignment__batch=batch).order_by("pk").values_list("form_id", "due_at")
    papers = batch.papers.values_list("key", "object_key", "attachment_name")
    return (list(papers), list(items), batch.due_at, batch.context["variables"])


def _new_forms(batch: Batch, compiled: list[CompiledForm]) -> None:
    for entry in compiled:
        form = freeze(batch.campaign, entry)
        open_items = Item.objects.filter(assignment__batch=batch, form_key=form.key)
        changed = list(open_items.exclude(status__in=(ACCEPTED, EXEMPT)).exclude(form=form))
        _take_form(changed, form)


def _take_form(items: list[Item], form: FormVersion) -> None:
    number_forms(items, form)
    for item in items:
        item.form = form
    Item.objects.bulk_update(items, ["form"])


def _new_due_times(batch: Batch, due_at: datetime, actor: Actor, now: datetime, reason: str) -> None:
    """Items whose due time was the batch's; a due time that one unit was granted stays when it is later."""
    items = Item.objects.filter(assignment__batch=batch).exclude(status__in=(ACCEPTED, EXEMPT)).exclude(due_at=due_at)
    changed = items.filter(Q(due_at=batch.due_at) | Q(due_at__lt=due_at))
    ledger.new_due_times(list(changed.values_list("pk", flat=True)), due_at, actor, now, reason)


def _correct_everyone(batch: Batch, now: datetime) -> None:
    expires = batch.due_at + LINK_OUTLIVES_DUE_TIME
    batch.assignments.filter(link_expires_at__lt=expires).update(link_expires_at=expires)
    plan_messages(batch.assignments.select_related("batch"), Dispatch.Kind.CORRECTION, str(batch.amendment), now)
    reminding.arm_batch(batch, now)
