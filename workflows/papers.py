"""Make what goes to one unit: its papers, its numbered forms, and the mail that carries them.

The step `issue.render`. Bytes go into the store before the rows that name them; run again it makes the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from campaigns.variables import file_name, unit_variables
from documents.identity import Identity, stamp
from documents.rendering.render import render
from mail.message import Attachment
from storage.keys import content_key, sha256
from tracking import outbox
from tracking.models import Assignment, BatchPaper, Dispatch, IssuedCopy, IssuedForm, Item
from tracking.outbox import Claim
from workflows import letters, sending
from workflows.services import Services

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class MadeForm:
    """A blank for one unit, its bytes stored under `key`."""

    issued: IssuedForm
    key: str
    data: bytes


def render_papers(services: Services, claim: Claim, now: datetime) -> None:
    """Make the papers, the forms and the mail of one notice or correction.

    Errors: TemplateError naming template, variable and unit; StoreUnavailable.
    """
    dispatch = Dispatch.objects.select_related("assignment__batch__campaign", "assignment__unit").get(
        pk=claim.payload["dispatch"]
    )
    assignment = dispatch.assignment
    papers = [paper_for(services, assignment, paper) for paper in assignment.batch.papers.all()]
    forms = [_form(services, assignment, item) for item in _open_items(assignment)]
    attachments = papers + [Attachment(blank_name(assignment, made.issued), made.data, DOCX) for made in forms]
    letter = letters.notice(dispatch, [attachment.filename for attachment in attachments], services)
    made = sending.make(services, dispatch, letter, attachments, now)
    with outbox.finishing(claim):
        for form in forms:
            IssuedCopy.objects.get_or_create(
                issued=form.issued, sha256=sha256(form.data), defaults={"object_key": form.key}
            )
        sending.made(services, dispatch, made, claim.name, now)


def _open_items(assignment: Assignment) -> list[Item]:
    return list(assignment.items.exclude(status__in=("accepted", "exempt")).select_related("form"))


def context_of(assignment: Assignment) -> dict[str, Any]:
    """What a template may name for this unit."""
    return {**assignment.batch.context["variables"], **unit_variables(assignment.unit)}


def paper_for(services: Services, assignment: Assignment, paper: BatchPaper) -> Attachment:
    """The paper as this unit gets it, stored. Errors: TemplateError, StoreUnavailable."""
    data = render(
        services.store.get(paper.object_key),
        context_of(assignment),
        place=f"{paper.attachment_name} · {assignment.unit.code} {assignment.unit.name}",
    )
    services.store.put(content_key("papers", data, ".docx"), data, DOCX)
    return Attachment(paper.attachment_name, data, DOCX)


def _form(services: Services, assignment: Assignment, item: Item) -> MadeForm:
    issued = IssuedForm.objects.select_related("form").get(item=item, form=item.form)
    blank = render(
        services.store.get(issued.form.object_key),
        context_of(assignment),
        place=f"{issued.form.title} · {assignment.unit.code} {assignment.unit.name}",
    )
    data = stamp(blank, Identity(issued.number))
    key = content_key("papers", data, ".docx")
    services.store.put(key, data, DOCX)
    return MadeForm(issued, key, data)


def blank_name(assignment: Assignment, issued: IssuedForm) -> str:
    """The file name of a blank as this unit gets it."""
    name = file_name(issued.form.file_name, context_of(assignment), place="campaign.toml: forms.attach_as")
    return name if PurePath(name).suffix else f"{name}.docx"
