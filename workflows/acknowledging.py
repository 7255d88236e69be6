"""Tell a unit that something of it has arrived and waits for a person, by whichever way it sent it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tracking.models import Dispatch, Reply
from tracking.states import HELD_FOR_PERSON
from workflows.dispatching import plan_message
from workflows.filing import Arrival

UNNUMBERED = "unnumbered"  # why a file is held: it carries no number of ours
HELD, REPLY = "held", "reply"  # occasions: files that nobody has placed, one file that was read


def acknowledge_reply(reply: Reply, now: datetime) -> None:
    """The file was read and a person must look. Who brought it for the unit, as staff do, needs no mail."""
    if reply.item and reply.source != Reply.Source.PILE:
        plan_message(reply.item.assignment, Dispatch.Kind.ARRIVED, f"{REPLY}-{reply.pk}", now)


def acknowledge_held(replies: Sequence[Reply], arrival: Arrival) -> None:
    """Files of one delivery that wait to be placed: one message. An automatic answer is never answered (RFC 3834).

    A scan beside the form itself is not told of: the form gets its own message.
    """
    held = [reply for reply in replies if reply.state == HELD_FOR_PERSON]
    about = arrival.about or next((reply.assignment for reply in held if reply.assignment), None)
    if about and any(reply.item and reply.assignment_id == about.pk for reply in replies):
        held = [reply for reply in held if not _is_beside(reply)]
    if held and about and arrival.source != Reply.Source.PILE and not arrival.automatic:
        plan_message(about, Dispatch.Kind.ARRIVED, f"{HELD}-{held[0].pk}", arrival.received_at)


def _is_beside(reply: Reply) -> bool:
    """Whether nothing speaks against the file but that it carries no number."""
    return [note["conflict"] for note in reply.matched_by if "conflict" in note] == [UNNUMBERED]


def held_with(reply: Reply) -> list[Reply]:
    """The files that came together with this one and wait, or waited, to be placed."""
    together = Reply.objects.filter(source=reply.source, received_at=reply.received_at, origin=reply.origin)
    together = together.filter(mail=reply.mail_id, item=None) if reply.mail_id else together.filter(item=None)
    return list(together.order_by("pk")) or [reply]
