"""File one returned file: bytes, row, version, and the job that reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction

from documents.intake import Member
from documents.kinds import sniff
from storage.keys import content_key, sha256
from tracking import audit, ledger, outbox
from tracking.audit import Actor
from tracking.models import Assignment, Batch, IncomingMail, Item, Reply
from tracking.states import EXEMPT, HELD_FOR_PERSON, SENT_BACK, STORED, SUPERSEDED
from workflows.services import Services

SENT_BACK_BEFORE = "sent_back_before"  # the reader may vouch for such a file, a person looks all the same


@dataclass(frozen=True)
class Arrival:
    """How files came: the way, who or where from, when (business time).

    `about` is the assignment that the way itself speaks for, whatever the files say; who sent them is told there.
    """

    source: Reply.Source
    origin: str
    received_at: datetime
    mail: IncomingMail | None = None
    about: Assignment | None = None
    automatic: bool = False


def keep(services: Services, file: Member) -> Member:
    """Store the bytes of a file; call it before any row names them, outside of a transaction."""
    services.store.put(reply_key(file), file.data)
    return file


def reply_key(file: Member) -> str:
    """Where the store keeps a file that came back."""
    return content_key("replies", file.data, PurePath(file.name).suffix)


@transaction.atomic
def file_reply(
    file: Member,
    arrival: Arrival,
    assignment: Assignment | None,
    item: Item | None,
    batch: Batch | None,
    notes: Sequence[dict[str, Any]],
    actor: Actor,
) -> Reply:
    """The reply that this file is; the one already there when nothing new has come.

    Its bytes are in the store already (`keep`). Without an item it is held for a person. A file that came
    before, and was superseded or sent back since, is a version of its own: it is the unit's last word.
    """
    digest = sha256(file.data)
    batch = assignment.batch if assignment else batch
    place = _place(item, assignment, batch, arrival)
    if item:
        item = Item.objects.select_for_update().get(pk=item.pk)
    before = Reply.objects.filter(fingerprint__startswith=f"{place}:{digest}:").order_by("-pk").first()
    if before and _nothing_new(before, item, arrival):
        audit.record(actor, "same_file_again", before, arrival.received_at, origin=arrival.origin)
        return before
    times = Reply.objects.filter(fingerprint__startswith=f"{place}:{digest}:").count()
    reply = Reply.objects.create(
        fingerprint=f"{place}:{digest}:{times}",
        batch=batch,
        assignment=assignment,
        mail=arrival.mail,
        sha256=digest,
        object_key=reply_key(file),
        file_name=PurePath(file.name).name[:255] or "unnamed",
        kind=sniff(file.data),
        source=arrival.source,
        origin=arrival.origin[:254],
        received_at=arrival.received_at,
        state=HELD_FOR_PERSON,
        matched_by=list(notes),
    )
    audit.record(actor, "file_arrived", reply, arrival.received_at, sha256=digest, file=reply.file_name)
    return attach(reply, item, actor, arrival.received_at) if item else reply


def _place(item: Item | None, assignment: Assignment | None, batch: Batch | None, arrival: Arrival) -> str:
    """Where a file belongs, as far as it is known; the same bytes there are the same file."""
    if item:
        return f"item:{item.pk}"
    if assignment:
        return f"assignment:{assignment.pk}"
    # nobody knows whose it is: two senders may well send the same words
    return f"batch:{batch.pk if batch else ''}:{sha256(arrival.origin.encode())[:16]}"


def _nothing_new(before: Reply, item: Item | None, arrival: Arrival) -> bool:
    if item is None or _same_message(before.mail, arrival.mail):
        return True
    return item.reply_id == before.pk and item.status != SENT_BACK


def _same_message(one: IncomingMail | None, other: IncomingMail | None) -> bool:
    """One message that came by two ways, or twice."""
    return bool(one and other and one.message_id and one.message_id == other.message_id)


def attach(reply: Reply, item: Item, actor: Actor, now: datetime) -> Reply:
    """Make the reply a version for `item`, and have it read when it is the newest; in the caller's transaction.

    Returns the reply as it now stands. What was received later stays in force; what was received earlier is
    superseded and kept. A unit that was exempt and answers all the same is required again.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    others = list(item.replies.exclude(pk=reply.pk))
    is_older = any(_received(other) > _received(reply) for other in others)
    moved = ledger.reply_moves(
        reply,
        SUPERSEDED if is_older else STORED,
        actor,
        now,
        item=item,
        assignment=item.assignment,
        batch=item.assignment.batch,
        version=max((other.version for other in others), default=0) + 1,
        late=reply.received_at > item.due_at,
        fingerprint=_fingerprint_at(item, reply),
    )
    if is_older:
        return moved
    if item.status == SENT_BACK and any(other.sha256 == reply.sha256 for other in others):
        moved.reasons = [{"code": SENT_BACK_BEFORE, "params": {}}]
        moved.save(update_fields=["reasons"])
    if item.status == EXEMPT:
        item = ledger.item_event(item, "require", actor, now, reason="a reply has come")
    for other in others:
        if other.state != SUPERSEDED:
            ledger.reply_moves(other, SUPERSEDED, actor, now)
    ledger.item_event(item, "arrive", actor, now, reply=reply.pk)
    outbox.enqueue("collect.read", f"{moved.pk}:{moved.readings}", reply=moved.pk)
    return moved


def _received(reply: Reply) -> tuple[datetime, int]:
    return reply.received_at, reply.mail_id or 0


def _fingerprint_at(item: Item, reply: Reply) -> str:
    if reply.fingerprint.startswith(f"item:{item.pk}:"):
        return reply.fingerprint
    times = item.replies.filter(sha256=reply.sha256).exclude(pk=reply.pk).count()
    return f"item:{item.pk}:{reply.sha256}:{times}"
