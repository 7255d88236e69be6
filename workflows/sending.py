"""Send one message so that every doubt about it is seen (reliability: the protocol of the final dot).

1. The message is made once and stored; `ready`.
2. It is handed to the mail server up to its last line; then `dotted` is committed.
3. The final dot, the server's 250, `sent`.
4. A death before the dot, or a 4xx: `ready` again. `dotted` without a 250: after a while the journal mailbox is
   asked; found there it is `sent`, else `unknown`, which is never sent again without a person's word.
5. A reminder is looked at before it is made and before it is sent: it is dropped when there is nothing to chase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mail.addresses import verp
from mail.compose import compose
from mail.message import Attachment, OutgoingMail
from mail.send import NotSent, OutcomeUnknown, send
from messages.language import mark, translate
from storage.keys import content_key
from tracking import audit, ledger, outbox
from tracking.models import Dispatch
from tracking.outbox import Claim
from tracking.states import (
    BOUNCED,
    DISPATCH_MOVES,
    DOTTED,
    DROPPED,
    FAILED,
    HELD,
    NO_ADDRESS,
    PREPARING,
    READY,
    SENT,
    UNKNOWN,
)
from workflows import reminding
from workflows.dispatching import send_again
from workflows.letters import Letter
from workflows.services import Services

LONGEST_SUBJECT = 1000  # characters; a subject may name more than one line of the campaign


@dataclass(frozen=True)
class Made:
    """A message as it was composed and stored under `key`; `to` and `key` are "" when the unit has no address."""

    to: str
    subject: str
    key: str


def make(
    services: Services, dispatch: Dispatch, letter: Letter, attachments: Sequence[Attachment], now: datetime
) -> Made:
    """Compose and store the message; no row is written."""
    address = dispatch.assignment.unit.mail_address()
    subject = letter.subject[:LONGEST_SUBJECT]
    if not address:
        return Made("", subject, "")
    raw = compose(
        OutgoingMail(
            message_id=dispatch.message_id,
            sender=services.office.address,
            sender_name=services.office.name,
            to=(address,),
            subject=subject,
            text=letter.text(),
            html=letter.html(),
            attachments=tuple(attachments),
            reply_to=_reply_to(services, dispatch),
            headers=_thread(dispatch),
        ),
        now,
    )
    key = content_key("outgoing", raw, ".eml")
    services.store.put(key, raw, "message/rfc822")
    return Made(address, subject, key)


def _reply_to(services: Services, dispatch: Dispatch) -> str:
    """A sub-address that names the assignment, where the provider delivers those."""
    if not services.office.subaddresses:
        return ""
    local, _, domain = services.office.address.partition("@")
    return verp(local, domain, dispatch.assignment.subject_code.lower())


def _thread(dispatch: Dispatch) -> dict[str, str]:
    """Reminders and receipts stand below the notice in the unit's mailbox."""
    first = dispatch.assignment.dispatches.filter(kind=Dispatch.Kind.NOTICE).first()
    if first is None or first.pk == dispatch.pk:
        return {}
    return {"In-Reply-To": first.message_id, "References": first.message_id}


def made(services: Services, dispatch: Dispatch, message: Made, source: str, now: datetime) -> str:
    """The message that was made is ready, held or without an address; in the caller's transaction.

    Returns the state. What is ready gets its job `issue.deliver`.
    """
    dispatch.refresh_from_db()
    if dispatch.state != PREPARING:
        return dispatch.state
    state = (READY if services.smtp else HELD) if message.key else NO_ADDRESS
    ledger.dispatch_moves(
        dispatch,
        state,
        audit.system(source),
        now,
        to=message.to,
        subject=message.subject,
        object_key=message.key,
    )
    if state == READY:
        send_again(dispatch)
    return state


def drop_if_settled(claim: Claim, dispatch: Dispatch, now: datetime) -> bool:
    """Drop a reminder that is not to go out any more and finish its job; False when it is still wanted."""
    settled = reminding.is_settled(dispatch)
    if settled:
        _finish(claim, dispatch, DROPPED, now)
    return settled


def _finish(claim: Claim, dispatch: Dispatch, state: str, now: datetime, **fields: Any) -> None:
    """Move the message and finish the job; what has moved on meanwhile (a bounce came) stays as it is."""
    with outbox.finishing(claim):
        held = Dispatch.objects.select_for_update().get(pk=dispatch.pk)
        if state in DISPATCH_MOVES[held.state]:
            ledger.dispatch_moves(held, state, audit.system(claim.name), now, **fields)


def deliver(services: Services, claim: Claim, now: datetime) -> None:
    """Send the message of the job, or settle what an earlier attempt has left open.

    Errors: MailUnavailable, StoreUnavailable (tried again later).
    """
    dispatch = Dispatch.objects.select_related("assignment").get(pk=claim.payload["dispatch"])
    if dispatch.state == DOTTED:
        settle(services, claim, dispatch, now)
    elif dispatch.state != READY:
        with outbox.finishing(claim):
            pass
    elif services.smtp is None:
        _finish(claim, dispatch, HELD, now)
    elif not drop_if_settled(claim, dispatch, now):
        _hand_over(services, claim, dispatch, now)


def _hand_over(services: Services, claim: Claim, dispatch: Dispatch, now: datetime) -> None:
    assert services.smtp is not None  # noqa: S101 — the caller looked
    raw = services.store.get(dispatch.object_key)

    def before_dot() -> None:
        with transaction.atomic():
            outbox.confirm(claim)
            ledger.dispatch_moves(
                dispatch,
                DOTTED,
                audit.system(claim.name),
                now,
                dotted_at=timezone.now(),
                journal_at=None,  # what the journal showed of an earlier attempt proves nothing of this one
                attempts=dispatch.attempts + 1,
            )

    try:
        sent = send(
            services.smtp,
            raw,
            services.office.address,
            [dispatch.to],
            before_dot,
            journal=services.office.journal,
        )
    except NotSent as error:
        _not_sent(claim, dispatch, error, now)
    except OutcomeUnknown as error:
        outbox.push_back(claim, str(error), services.doubt)
    else:
        _finish(claim, dispatch, SENT, now, sent_at=now, answer=sent.reply[:500])


def _not_sent(claim: Claim, dispatch: Dispatch, error: NotSent, now: datetime) -> None:
    """Surely not sent: ready again after a while, or failed for good and shown."""
    actor = audit.system(claim.name)
    with transaction.atomic():
        outbox.confirm(claim)
        held = Dispatch.objects.select_for_update().get(pk=dispatch.pk)
        if error.temporary and held.state == DOTTED:
            ledger.dispatch_moves(held, READY, actor, now, answer=error.reply[:500])
        if error.temporary or held.state == BOUNCED:  # the next attempt finds the bounce, and has nothing to do
            outbox.push_back(claim, str(error))
        else:
            ledger.dispatch_moves(held, FAILED, actor, now, answer=error.reply[:500])
            outbox.fail(claim, str(error))


def seen_in_journal(message_id: str, now: datetime) -> None:
    """Our own message has come back from the journal mailbox: it went out, also when its fate was unknown.

    In the caller's transaction. One that is awaiting its answer is settled by its own job.
    """
    seen = Dispatch.objects.select_for_update().filter(message_id=message_id, journal_at=None).first()
    if seen is None:
        return
    Dispatch.objects.filter(pk=seen.pk).update(journal_at=timezone.now())
    if seen.state == UNKNOWN:
        answer = translate(mark("Found in the journal mailbox."))
        ledger.dispatch_moves(seen, SENT, audit.system("collect.sort"), now, sent_at=now, answer=answer)


def settle(services: Services, claim: Claim, dispatch: Dispatch, now: datetime) -> None:
    """A message whose dot may have gone out: `sent` when the journal knows it, after a while `unknown`."""
    assert dispatch.dotted_at is not None  # noqa: S101 — written with the state
    if dispatch.journal_at:
        _finish(claim, dispatch, SENT, now, sent_at=now, answer=translate(mark("Found in the journal mailbox.")))
    elif timezone.now() - dispatch.dotted_at < services.doubt:
        outbox.push_back(claim, "waiting for the journal", services.doubt)
    else:
        broken = translate(mark("The connection broke after the message and before the server's answer."))
        _finish(claim, dispatch, UNKNOWN, now, answer=broken)
