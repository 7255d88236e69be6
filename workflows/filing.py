"""File one returned file: bytes, row, version, and the job that reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction

from documents.intake import Member
from storage.keys import content_key, sha256
from tracking import audit, ledger, outbox
from tracking.audit import Actor
from tracking.models import Assignment, Batch, IncomingMail, Item, Reply
from tracking.states import EXEMPT, HELD_FOR_PERSON, STORED, SUPERSEDED
from workflows.services import Services


@dataclass(frozen=True)
class Arrival:
    """A file as it came: its name, bytes, way, who or where from, when (business time)."""

    name: str
    data: bytes
    source: Reply.Source
    origin: str
    received_at: datetime
    mail: IncomingMail | None = None


def keep(services: Services, file: Member) -> Member:
    """Store the bytes of a file; call it before any row names them, outside of a transaction."""
    services.store.put(content_key("replies", file.data, PurePath(file.name).suffix), file.data)
    return file


def file_reply(
    arrival: Arrival,
    assignment: Assignment | None,
    item: Item | None,
    batch: Batch | None,
    matched_by: Sequence[dict[str, Any]],
    actor: Actor,
) -> Reply:
    """The reply that this file is; the one already there when the same file has come for the same item.

    Its bytes are in the store already (`keep`). Without an item it is held for a person.
    """
    key = content_key("replies", arrival.data, PurePath(arrival.name).suffix)
    digest = sha256(arrival.data)
    batch = assignment.batch if assignment else batch
    with transaction.atomic():
        reply, new = Reply.objects.get_or_create(
            fingerprint=_fingerprint(item, assignment, batch, arrival),
            defaults={
                "batch": batch,
                "assignment": assignment,
                "mail": arrival.mail,
                "sha256": digest,
                "object_key": key,
                "file_name": PurePath(arrival.name).name[:255] or "unnamed",
                "source": arrival.source,
                "origin": arrival.origin[:254],
                "received_at": arrival.received_at,
                "state": HELD_FOR_PERSON,
                "matched_by": list(matched_by),
            },
        )
        if not new:
            audit.record(actor, "same_file_again", reply, arrival.received_at, origin=arrival.origin)
            return reply
        audit.record(actor, "file_arrived", reply, arrival.received_at, sha256=digest, file=reply.file_name)
        if item:
            reply = attach(reply, item, actor, arrival.received_at)
    return reply


def _fingerprint(item: Item | None, assignment: Assignment | None, batch: Batch | None, arrival: Arrival) -> str:
    digest = sha256(arrival.data)
    if item:
        return f"item:{item.pk}:{digest}"
    if assignment:
        return f"assignment:{assignment.pk}:{digest}"
    # nobody knows whose it is: two senders may well send the same words
    return f"batch:{batch.pk if batch else ''}:{sha256(arrival.origin.encode())[:16]}:{digest}"


def attach(reply: Reply, item: Item, actor: Actor, now: datetime) -> Reply:
    """Make the reply the newest version for `item` and have it read; in the caller's transaction.

    Returns the reply as it now stands. Earlier versions are superseded and kept. A unit that was exempt and
    answers all the same is required again.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.status == EXEMPT:
        item = ledger.item_event(item, "require", actor, now, reason="a reply has come")
    earlier = list(item.replies.exclude(state=SUPERSEDED))
    version = max((other.version for other in item.replies.all()), default=0) + 1
    for other in earlier:
        ledger.reply_moves(other, SUPERSEDED, actor, now)
    moved = ledger.reply_moves(
        reply,
        STORED,
        actor,
        now,
        item=item,
        assignment=item.assignment,
        batch=item.assignment.batch,
        fingerprint=f"item:{item.pk}:{reply.sha256}",
        version=version,
        late=reply.received_at > item.due_at,
    )
    ledger.item_event(item, "arrive", actor, now, reply=reply.pk)
    outbox.enqueue("collect.read", f"{moved.pk}:{moved.readings}", reply=moved.pk)
    return moved
