"""Make and store the short mails: reminders, receipts, and forms sent back. `issue.deliver` sends them."""

from __future__ import annotations

from datetime import datetime

from tracking import outbox
from tracking.models import AuditEntry, Dispatch, Reply
from tracking.outbox import Claim
from tracking.states import PREPARING
from workflows import letters, sending
from workflows.acknowledging import HELD, held_with
from workflows.advice import UNREAD
from workflows.reading import sentences
from workflows.services import Services

MOST_DOUBTS = 8  # in one mail


def _dispatch(claim: Claim) -> Dispatch:
    return Dispatch.objects.select_related("assignment__batch", "assignment__unit").get(pk=claim.payload["dispatch"])


def make_reminder(services: Services, claim: Claim, now: datetime) -> None:
    """The step `remind.send`: the mail of one reminder step, dropped when there is nothing to remind of any more."""
    dispatch = _dispatch(claim)
    if dispatch.state != PREPARING or not sending.drop_if_settled(claim, dispatch, now):
        _make(services, claim, dispatch, letters.reminder(dispatch, services, now), now)


def make_answer(services: Services, claim: Claim, now: datetime) -> None:
    """The step `review.answer`: the receipt, the word that a person looks, or the form sent back with its reason."""
    dispatch = _dispatch(claim)
    occasion, pk = dispatch.occasion.split("-")[:2]
    reply = Reply.objects.select_related("item__form").get(pk=int(pk))
    if dispatch.kind == Dispatch.Kind.RECEIPT:
        letter = letters.receipt(dispatch, reply, services)
    elif dispatch.kind == Dispatch.Kind.SENT_BACK:
        letter = letters.sent_back(dispatch, reply, reason_of(reply), services)
    elif occasion == HELD:
        letter = letters.placing(dispatch, held_with(reply), services)
    else:
        letter = letters.checking(dispatch, reply, _doubts(reply), services)
    _make(services, claim, dispatch, letter, now)


def _doubts(reply: Reply) -> list[str]:
    """What a person has to look at: the doubts about the file, and the labels of the answers in doubt."""
    unread = [reason for reason in reply.reasons if reason["code"] in UNREAD]
    if unread:
        return sentences(unread[:1])
    labels = reply.answers.filter(status="review").order_by("table", "position").values_list("label", flat=True)
    return list(dict.fromkeys([*sentences(reply.reasons), *labels]))[:MOST_DOUBTS]


def reason_of(reply: Reply) -> str:
    """Why the reply was sent back: what a person wrote, else what the reader found."""
    sent_back = AuditEntry.objects.filter(thing="item", thing_id=reply.item_id or 0, event="send_back")
    entry = sent_back.first()
    if entry and entry.detail.get("reply") == reply.pk:
        return str(entry.detail["reason"])
    return "\n".join(sentences(reply.reasons))


def _make(services: Services, claim: Claim, dispatch: Dispatch, letter: letters.Letter, now: datetime) -> None:
    message = sending.make(services, dispatch, letter, (), now)
    with outbox.finishing(claim):
        sending.made(services, dispatch, message, claim.name, now)
