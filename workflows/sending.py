"""Send one message so that every doubt about it is seen (reliability: the protocol of the final dot).

1. The message is made once and stored; `ready`.
2. It is handed to the mail server up to its last line; then `dotted` is committed.
3. The final dot, the server's 250, `sent`.
4. A death before the dot, or a 4xx: `ready` again. `dotted` without a 250: after a while the journal mailbox is
   asked; found there it is `sent`, else `unknown`, which is never sent again without a person's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

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
from tracking.states import DOTTED, FAILED, HELD, NO_ADDRESS, PREPARING, READY, SENT, UNKNOWN
from workflows.dispatching import send_again
from workflows.letters import Letter
from workflows.services import Services


def make(
    services: Services, dispatch: Dispatch, letter: Letter, attachments: Sequence[Attachment], now: datetime
) -> str:
    """Compose and store the message; returns its object key, "" when the unit has no address."""
    address = dispatch.assignment.unit.mail_address()
    if not address:
        return ""
    raw = compose(
        OutgoingMail(
            message_id=dispatch.message_id,
            sender=services.office.address,
            sender_name=services.office.name,
            to=(address,),
            subject=letter.subject,
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
    Dispatch.objects.filter(pk=dispatch.pk).update(to=address, subject=letter.subject)
    return key


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


def made(services: Services, dispatch: Dispatch, key: str, source: str, now: datetime) -> str:
    """The message made as `key` is ready, held or without an address; in the caller's transaction.

    Returns the state. What is ready gets its job `issue.deliver`.
    """
    dispatch.refresh_from_db()
    if dispatch.state != PREPARING:
        return dispatch.state
    state = READY if services.smtp else HELD
    ledger.dispatch_moves(dispatch, state if key else NO_ADDRESS, audit.system(source), now, object_key=key)
    if key and state == READY:
        send_again(dispatch)
    return state if key else NO_ADDRESS


def deliver(services: Services, claim: Claim, now: datetime) -> None:
    """Send the message of the job, or settle what an earlier attempt has left open.

    Errors: MailUnavailable, StoreUnavailable (tried again later).
    """
    dispatch = Dispatch.objects.get(pk=claim.payload["dispatch"])
    if dispatch.state == DOTTED:
        settle(services, claim, dispatch, now)
    elif dispatch.state == READY and services.smtp is None:
        with outbox.finishing(claim):
            ledger.dispatch_moves(dispatch, HELD, audit.system(claim.name), now)
    elif dispatch.state == READY:
        _hand_over(services, claim, dispatch, now)
    else:
        with outbox.finishing(claim):
            pass


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
        with outbox.finishing(claim):
            ledger.dispatch_moves(dispatch, SENT, audit.system(claim.name), now, sent_at=now, answer=sent.reply[:500])


def _not_sent(claim: Claim, dispatch: Dispatch, error: NotSent, now: datetime) -> None:
    """Surely not sent: ready again after a while, or failed for good and shown."""
    dispatch.refresh_from_db()
    actor = audit.system(claim.name)
    with transaction.atomic():
        outbox.confirm(claim)
        if not error.temporary:
            ledger.dispatch_moves(dispatch, FAILED, actor, now, answer=error.reply[:500])
        elif dispatch.state == DOTTED:
            ledger.dispatch_moves(dispatch, READY, actor, now, answer=error.reply[:500])
        if error.temporary:
            outbox.push_back(claim, str(error))
        else:
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
    actor = audit.system(claim.name)
    if dispatch.journal_at:
        with outbox.finishing(claim):
            ledger.dispatch_moves(
                dispatch,
                SENT,
                actor,
                now,
                sent_at=now,
                answer=translate(mark("Found in the journal mailbox.")),
            )
    elif timezone.now() - dispatch.dotted_at < services.doubt:
        outbox.push_back(claim, "waiting for the journal", services.doubt)
    else:
        with outbox.finishing(claim):
            ledger.dispatch_moves(
                dispatch,
                UNKNOWN,
                actor,
                now,
                answer=translate(mark("The connection broke after the message and before the server's answer.")),
            )
