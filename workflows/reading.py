"""Read one reply: what its fields say, whether we vouch for it, and what follows.

The step `collect.read`. What a person has confirmed or corrected is never overwritten by a later reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from documents.forms import FormModel
from documents.identity import Found
from documents.intake import unpack
from documents.kinds import ARCHIVES, Kind, sniff
from documents.reading import Expected, Reading
from documents.reasons import Reason, Rejection
from documents.returned import read_returned
from documents.tools import Tools
from documents.values import is_nil
from messages.errors import NotFound
from messages.language import mark
from storage.keys import sha256
from tracking import audit, ledger, outbox
from tracking.calendar_table import calendar
from tracking.deadlines import add_working_days
from tracking.models import Dispatch, IssuedForm, Item, Reply
from tracking.outbox import Claim
from tracking.states import READ, RECEIVED, SUPERSEDED
from workflows import reminding
from workflows.acknowledging import acknowledge_reply
from workflows.answers import against_corrections, answers_before, reasons_to_json, write_answers
from workflows.converting import kept_tools
from workflows.dispatching import plan_message
from workflows.evidence import identity_in
from workflows.filing import SENT_BACK_BEFORE
from workflows.services import Services

EVENTS = {"accepted": "vouch", "review": "doubt", "rejected": "refuse"}
BEST = ("rejected", "review", "accepted")
DAYS_TO_MEND = 2  # working days for a form that was sent back, when the due time leaves fewer


def read_reply(services: Services, claim: Claim, now: datetime) -> None:
    """Read the file, write its answers, move its item, decide the mail that tells the unit."""
    reply = Reply.objects.select_related("item__assignment__unit", "item__assignment__batch").get(
        pk=claim.payload["reply"]
    )
    item = reply.item
    assert item is not None  # noqa: S101 — only filed replies have the job
    data = services.store.get(reply.object_key)
    tools = kept_tools(services)
    issued = issued_form(item, identity_in(data, tools))
    model = FormModel.from_json(issued.form.model)
    refused = archive_refused(data, reply.file_name, tools)
    if refused:
        reading = refused
    elif sniff(data) is Kind.TEXT and is_nil(_first_line(data)):
        reading = nil_reading(model, data.decode("utf-8", "replace"))
    else:
        reading = _best_reading(services, issued, model, data, tools)
    reading = against_corrections(_whatever_its_number(reading), reply)
    with outbox.finishing(claim):
        held = Item.objects.select_for_update().get(pk=item.pk)  # a newer version waits until this one is settled
        reply.refresh_from_db()
        if reply.accepted_at:
            return  # what was accepted stands, however it would be read now
        write_answers(reply, reading, model)
        if reply.state != SUPERSEDED:
            _conclude(reply, held, reading, claim.name, now)


def _best_reading(services: Services, issued: IssuedForm, model: FormModel, data: bytes, tools: Tools) -> Reading:
    """The file read against each copy of its blank: an amendment may have changed what is printed on it."""
    copies = list(issued.copies.all())
    same = [copy for copy in copies if copy.sha256 == sha256(data)]  # the blank itself came back
    expected = Expected(issued.number, issued.item.assignment.unit.known_names(), answers_before(issued.item))
    readings = [
        read_returned(model, services.store.get(copy.object_key), data, expected, tools) for copy in same or copies
    ]
    return max(readings, key=lambda reading: (BEST.index(reading.verdict), -len(_said_of_the_file(reading))))


def _whatever_its_number(reading: Reading) -> Reading:
    """Which item a file answers was decided before it was read, by a person where its number disagrees: who looks."""
    codes = {reason.code for reason in reading.reasons}
    return replace(reading, verdict="review") if reading.verdict == "rejected" and codes == {"other_form"} else reading


def archive_refused(data: bytes, name: str, tools: Tools) -> Reading | None:
    """Why an archive that came could not be unpacked (it was filed whole); None for what can be."""
    if sniff(data) not in ARCHIVES:
        return None
    try:
        unpack(data, name, tools)
    except Rejection as error:
        return Reading("rejected", (error.reason,), quarantined=error.quarantined)
    return None


def _first_line(data: bytes) -> str:
    return data.decode("utf-8", "replace").strip().partition("\n")[0]


def nil_reading(model: FormModel, words: str) -> Reading:
    """A unit that says it has nothing to report: accepted, unless it says more or the form wants answers."""
    reasons = [Reason("required_blank") for field in model.fields if field.required][:1]
    more = words.strip().partition("\n")[2].strip()
    if more:
        reasons.append(Reason("residue", {"text": more[:200]}))
    return Reading("review" if reasons else "accepted", tuple(reasons), nil=True)


def issued_form(item: Item, found: Found) -> IssuedForm:
    """The blank that was filled in: the one whose number the file carries, else the item's newest. NotFound."""
    numbers = [number for number in (found.printed, found.property, found.bookmark) if number]
    made = item.issued.filter(copies__isnull=False).select_related("form", "item__assignment__unit").distinct()
    issued = made.filter(number__in=numbers).first() or made.order_by("-pk").first()
    if issued is None:
        raise NotFound(
            mark("the blank of this form has not been made yet."),
            place=str(item),
            remedy=mark("Mend what keeps it from being made, then do this job again."),
        )
    return issued


def _conclude(reply: Reply, item: Item, reading: Reading, source: str, now: datetime) -> None:
    actor = audit.system(source)
    before = [reason for reason in reply.reasons if reason["code"] == SENT_BACK_BEFORE]
    ledger.reply_moves(
        reply,
        READ,
        actor,
        now,
        verdict=reading.verdict,
        nil=reading.nil,
        reasons=before + reasons_to_json(_said_of_the_file(reading)),
        readings=reply.readings + 1,
    )
    if item.status != RECEIVED or item.reply_id != reply.pk:
        return
    verdict = "review" if before and reading.verdict == "accepted" else reading.verdict
    item = ledger.item_event(item, EVENTS[verdict], actor, now, reply=reply.pk)
    if verdict == "accepted":
        Reply.objects.filter(pk=reply.pk).update(accepted_at=now)
        plan_message(item.assignment, Dispatch.Kind.RECEIPT, f"reply-{reply.pk}", now)
    elif verdict == "review":
        acknowledge_reply(reply, now)
    elif verdict == "rejected":
        ledger.new_due_time(item, time_to_mend(item, now), actor, now, reason="sent back unread")
        plan_message(item.assignment, Dispatch.Kind.SENT_BACK, f"reply-{reply.pk}-1", now)
    reminding.arm(item.assignment, now)


def _said_of_the_file(reading: Reading) -> list[Reason]:
    """Why the file goes back; or why a person must look, at the file or at one of its tables as a whole."""
    if reading.verdict == "rejected":
        return list(reading.reasons)
    said = list(reading.reasons)
    said += [reason for table in reading.tables for reason in table.reasons if reason not in reading.reasons]
    return said


def time_to_mend(item: Item, now: datetime) -> datetime:
    """The due time of a form that is sent back: the present one, or two working days from now if that is later."""
    zone = ZoneInfo(item.assignment.batch.context["zone"])
    day = add_working_days(now.astimezone(zone).date(), DAYS_TO_MEND, calendar())
    return max(item.due_at, datetime.combine(day, item.due_at.astimezone(zone).timetz()))


def sentences(reasons: Iterable[Mapping[str, Any]]) -> list[str]:
    """Stored reasons as sentences in the current language."""
    return [Reason(reason["code"], reason["params"]).message() for reason in reasons]
