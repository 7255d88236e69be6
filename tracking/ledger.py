"""The ledger: the only writer of the status of items, assignments, replies and messages.

Every change goes through a table of tracking.states and leaves an audit entry in the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from tracking import audit, states
from tracking.audit import Actor
from tracking.models import Assignment, Dispatch, Item, Reply


@transaction.atomic
def item_event(item: Item, event: str, actor: Actor, at: datetime, **detail: Any) -> Item:
    """Apply `event` to the item and what follows from it to its assignment.

    Returns the item as it now stands; NotAllowed when its status does not take the event.
    `detail` (reason, reply, …) goes into the audit entry; a `reply` id becomes the item's current reply.
    """
    held = Item.objects.select_for_update().get(pk=item.pk)
    old = held.status
    held.status = states.after(event, old)
    held.changed_at = at
    if "reply" in detail:
        held.reply_id = detail["reply"]
    held.save(update_fields=["status", "changed_at", "reply"])
    audit.record(actor, event, held, at, old=old, new=held.status, **detail)
    derive_assignment(held.assignment, actor, at)
    return held


def new_due_time(item: Item, due_at: datetime, actor: Actor, at: datetime, reason: str) -> None:
    """Give the item another due time; the audit entry keeps the old one and `reason`."""
    new_due_times([item.pk], due_at, actor, at, reason)


@transaction.atomic
def new_due_times(item_ids: Collection[int], due_at: datetime, actor: Actor, at: datetime, reason: str) -> None:
    """`new_due_time` for these items."""
    held = Item.objects.select_for_update().filter(pk__in=item_ids)
    new = due_at.isoformat()
    entries = [(item, {"old": item.due_at.isoformat(), "new": new, "reason": reason}) for item in held]
    Item.objects.filter(pk__in=item_ids).update(due_at=due_at)
    audit.record_each(actor, "new_due_time", entries, at)


def derive_assignment(assignment: Assignment, actor: Actor, at: datetime) -> None:
    """Write the assignment's status as its items now give it; in the caller's transaction.

    The row is locked first, so that of two items that change at once the later one sees both.
    """
    held = Assignment.objects.select_for_update().get(pk=assignment.pk)
    old, held.status = held.status, states.of_assignment(held.items.values_list("status", flat=True))
    if held.status != old:
        held.save(update_fields=["status"])
        audit.record(actor, "assignment_status", held, at, old=old, new=held.status)


@transaction.atomic
def dispatch_moves(dispatch: Dispatch, state: str, actor: Actor, at: datetime, **fields: Any) -> Dispatch:
    """Move an outgoing message to `state` and write `fields` of it; NotAllowed when it may not go there."""
    held = Dispatch.objects.select_for_update().get(pk=dispatch.pk)
    states.may_move(states.DISPATCH_MOVES, held.state, state)
    old, held.state = held.state, state
    for name, value in fields.items():
        setattr(held, name, value)
    held.save(update_fields=["state", *fields])
    audit.record(actor, f"message_{state}", held, at, old=old, kind=held.kind, answer=fields.get("answer", ""))
    return held


@transaction.atomic
def reply_moves(reply: Reply, state: str, actor: Actor, at: datetime, **fields: Any) -> Reply:
    """Move a reply to `state` and write `fields` of it; NotAllowed when it may not go there."""
    held = Reply.objects.select_for_update().get(pk=reply.pk)
    states.may_move(states.REPLY_MOVES, held.state, state)
    old, held.state = held.state, state
    for name, value in fields.items():
        setattr(held, name, value)
    held.save(update_fields=["state", *fields])
    audit.record(actor, f"reply_{state}", held, at, old=old, sha256=held.sha256, verdict=held.verdict)
    return held
