"""What a person decides: accept, correct, send back, place, exempt; and what becomes of doubtful messages.

Every decision names who and when; a correction stands beside what was read, never over it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from documents.forms import FieldType, FormModel
from documents.values import parse_value
from messages.errors import NotAllowed
from messages.language import mark
from tracking import access, audit, ledger, outbox
from tracking.audit import Actor
from tracking.models import Answer, Assignment, Dispatch, IncomingMail, Item, Reply
from tracking.states import (
    BOUNCED,
    FAILED,
    HELD_FOR_PERSON,
    NO_ADDRESS,
    PREPARING,
    READY,
    REVIEW,
    SENT,
    SUPERSEDED,
    UNKNOWN,
)
from workflows import filing, reminding
from workflows.dispatching import make_again, plan_message, send_again


@transaction.atomic
def accept(reply: Reply, actor: Actor, now: datetime) -> None:
    """Accept the reply as it stands, corrections included; the unit gets a receipt.

    Errors: NotAllowed when it is not the newest version or its item is not waiting for a decision.
    """
    item = _current_item(reply)
    item = ledger.item_event(item, "accept", actor, now, reply=reply.pk)
    Reply.objects.filter(pk=reply.pk).update(accepted_by=actor.user_id, accepted_at=now)
    reply.answers.filter(confirmed_at=None).update(confirmed_by=actor.user_id, confirmed_at=now)
    plan_message(item.assignment, Dispatch.Kind.RECEIPT, f"reply-{reply.pk}", now)
    reminding.arm(item.assignment, now)


@transaction.atomic
def reopen(reply: Reply, actor: Actor, now: datetime, reason: str) -> None:
    """Take an acceptance back; the item is in review again."""
    ledger.item_event(_current_item(reply), "reopen", actor, now, reason=_needed(reason))
    Reply.objects.filter(pk=reply.pk).update(accepted_by=None, accepted_at=None)


@transaction.atomic
def correct(answer: Answer, text: str, actor: Actor, now: datetime) -> Answer:
    """Write what a person says the value is; empty text means that the answer is blank.

    The text is brought into the canonical form of the field's type; NotAllowed when it has none.
    """
    parsed = parse_value(text, FieldType(answer.type), _choices(answer))
    if parsed.problem:
        raise NotAllowed(
            mark("“{written}” is not a value for “{label}”."),
            remedy=mark("Write it in the form that this field has, or send the form back."),
            written=text,
            label=answer.label,
        )
    if _current_item(answer.reply).status != REVIEW:
        raise NotAllowed(
            mark("this reply is not in review."),
            remedy=mark("Take the acceptance back first, or open the newest version."),
        )
    held = Answer.objects.select_for_update().get(pk=answer.pk)
    old = held.final_value
    held.corrected, held.corrected_value = True, parsed.value
    held.confirmed_by_id, held.confirmed_at = actor.user_id, now
    held.save(update_fields=["corrected", "corrected_value", "confirmed_by", "confirmed_at"])
    audit.record(actor, "correct", held, now, key=held.key, row=held.row, old=old, new=parsed.value)
    return held


def _choices(answer: Answer) -> tuple[str, ...]:
    item = answer.reply.item
    if item is None:
        return ()
    model = FormModel.from_json(item.form.model)
    if not answer.table:
        return next((field.choices for field in model.fields if field.key == answer.key), ())
    columns = next((table.columns for table in model.tables if table.key == answer.table), ())
    return next((column.choices for column in columns if column.label == answer.key), ())


@transaction.atomic
def read_again(reply: Reply, actor: Actor, now: datetime) -> None:
    """Have the file read once more, when a converter has come or the reader has learnt; what people wrote stays.

    Errors: NotAllowed when it is not the newest version or its item is not in review. A person decides all the same.
    """
    if _current_item(reply).status != REVIEW:
        raise NotAllowed(
            mark("this reply is not in review."),
            remedy=mark("Take the acceptance back first, or open the newest version."),
        )
    outbox.enqueue("collect.read", f"{reply.pk}:{reply.readings}", reply=reply.pk)
    audit.record(actor, "read_again", reply, now)


@transaction.atomic
def send_back(reply: Reply, reason: str, due_at: datetime, actor: Actor, now: datetime) -> None:
    """Send the form back to its unit with a reason and a new due time; reminders start anew.

    Errors: NotAllowed without a reason, with a due time that has passed, or when the state does not allow it.
    """
    if due_at <= now:
        raise NotAllowed(mark("the new due time has already passed."), remedy=mark("Choose a later one."))
    item = ledger.item_event(_current_item(reply), "send_back", actor, now, reply=reply.pk, reason=_needed(reason))
    ledger.new_due_time(item, due_at, actor, now, reason=reason.strip())
    Reply.objects.filter(pk=reply.pk).update(accepted_by=None, accepted_at=None)
    round_ = item.assignment.dispatches.filter(
        kind=Dispatch.Kind.SENT_BACK, occasion__startswith=f"reply-{reply.pk}-"
    ).count()
    plan_message(item.assignment, Dispatch.Kind.SENT_BACK, f"reply-{reply.pk}-{round_ + 1}", now)
    reminding.arm(item.assignment, now)


@transaction.atomic
def place(reply: Reply, item: Item, actor: Actor, now: datetime) -> Reply:
    """Say whose reply a held file is; it is then read as usual. The same file already there stays the one."""
    held = Reply.objects.select_for_update().get(pk=reply.pk)
    if held.state != HELD_FOR_PERSON:
        raise NotAllowed(mark("this file has already been placed."))
    if item.reply and item.reply.sha256 == held.sha256:
        return ledger.reply_moves(held, SUPERSEDED, actor, now)
    audit.record(actor, "place", held, now, item=item.pk)
    return filing.attach(held, item, actor, now)


@transaction.atomic
def set_aside(reply: Reply, reason: str, actor: Actor, now: datetime) -> None:
    """A held file that is no reply (a photo of the notice, a greeting); its bytes are kept."""
    audit.record(actor, "set_aside", reply, now, reason=_needed(reason))
    ledger.reply_moves(reply, SUPERSEDED, actor, now)


@transaction.atomic
def exempt(item: Item, reason: str, actor: Actor, now: datetime) -> None:
    """The unit need not return this form."""
    item = ledger.item_event(item, "exempt", actor, now, reason=_needed(reason))
    reminding.arm(item.assignment, now)


@transaction.atomic
def require(item: Item, reason: str, actor: Actor, now: datetime) -> None:
    """The unit has to return this form after all."""
    item = ledger.item_event(item, "require", actor, now, reason=_needed(reason))
    reminding.arm(item.assignment, now)


@transaction.atomic
def new_due_time(item: Item, due_at: datetime, reason: str, actor: Actor, now: datetime) -> None:
    """Grant one unit another due time (延期)."""
    ledger.new_due_time(item, due_at, actor, now, reason=_needed(reason))
    reminding.arm(item.assignment, now)


@transaction.atomic
def send_message_again(dispatch: Dispatch, actor: Actor, now: datetime) -> None:
    """Send a message again that failed, bounced, had no address, or whose fate is unknown.

    The same Message-ID is used, so that a mail program can tell that it is the same message.
    """
    if dispatch.state == UNKNOWN:
        state = READY  # the very same bytes
    elif dispatch.state in (FAILED, NO_ADDRESS, BOUNCED):
        state = PREPARING  # the address may have been corrected: made anew
    else:
        raise NotAllowed(mark("this message is not waiting for a decision."))
    moved = ledger.dispatch_moves(dispatch, state, actor, now, attempts=dispatch.attempts + 1)
    (make_again if state == PREPARING else send_again)(moved)


@transaction.atomic
def message_arrived(dispatch: Dispatch, actor: Actor, now: datetime) -> None:
    """The unit says that it has the message whose fate was unknown."""
    ledger.dispatch_moves(dispatch, SENT, actor, now, sent_at=now)


@transaction.atomic
def revoke_link(assignment: Assignment, actor: Actor, now: datetime) -> None:
    """Make the unit's link worthless; the next mail carries a new one."""
    access.revoke(assignment)
    audit.record(actor, "revoke_link", assignment, now, generation=assignment.link_generation)


def _current_item(reply: Reply) -> Item:
    """The item of the newest version, locked: a version that comes meanwhile waits for the decision."""
    item = Item.objects.select_for_update().filter(pk=reply.item_id or 0).first()
    if item is None or item.reply_id != reply.pk:
        raise NotAllowed(
            mark("this is not the newest version of the reply."),
            remedy=mark("Decide on the newest version."),
        )
    return item


def _needed(reason: str) -> str:
    if not reason.strip():
        raise NotAllowed(mark("a reason is missing."), remedy=mark("Write it; the unit will read it."))
    return reason.strip()


@transaction.atomic
def settle_mail(mail: IncomingMail, note: str, actor: Actor, now: datetime) -> None:
    """A person has dealt with a mail that brings no form; the note says how."""
    held = IncomingMail.objects.select_for_update().get(pk=mail.pk)
    if held.settled_at:
        raise NotAllowed(mark("this mail has already been dealt with."))
    held.settled_at, held.settled_by_id = now, actor.user_id
    held.save(update_fields=["settled_at", "settled_by"])
    audit.record(actor, "settle_mail", held, now, note=_needed(note))
