"""Every status and every allowed change of it, as data. Pure.

An item's way: owed → received → accepted, or through review, or sent back and returned again.
"""

from __future__ import annotations

from collections.abc import Iterable

from messages.errors import NotAllowed
from messages.language import mark

OWED = "owed"
RECEIVED = "received"
REVIEW = "review"
ACCEPTED = "accepted"
SENT_BACK = "sent_back"
EXEMPT = "exempt"
INFORMED = "informed"  # an assignment that owes nothing

ITEM_STATUSES = (OWED, RECEIVED, REVIEW, ACCEPTED, SENT_BACK, EXEMPT)
ITEM_LABELS = {
    OWED: mark("Owed"),
    RECEIVED: mark("Received"),
    REVIEW: mark("In review"),
    ACCEPTED: mark("Accepted"),
    SENT_BACK: mark("Sent back"),
    EXEMPT: mark("Exempt"),
    INFORMED: mark("For information"),
}

_ANSWERED = (OWED, RECEIVED, REVIEW, ACCEPTED, SENT_BACK)
# event → (statuses that it may start from, status that it leads to)
ITEM_EVENTS: dict[str, tuple[tuple[str, ...], str]] = {
    "arrive": (_ANSWERED, RECEIVED),  # a reply, or a newer version of one, has been stored
    "vouch": ((RECEIVED,), ACCEPTED),  # the reader vouches for every value
    "doubt": ((RECEIVED,), REVIEW),  # the reader asks a person
    "refuse": ((RECEIVED,), SENT_BACK),  # the file is unusable
    "accept": ((REVIEW,), ACCEPTED),  # a person accepts
    "reopen": ((ACCEPTED,), REVIEW),  # a person takes the acceptance back
    "send_back": ((RECEIVED, REVIEW, ACCEPTED), SENT_BACK),  # a person sends it back, with a reason
    "paper": ((OWED, REVIEW, SENT_BACK), ACCEPTED),  # a signed paper copy has come
    "exempt": ((OWED, RECEIVED, REVIEW, SENT_BACK), EXEMPT),
    "require": ((EXEMPT,), OWED),
}

# outgoing messages
PREPARING = "preparing"  # its papers are being made
HELD = "held"  # no SMTP server is set
NO_ADDRESS = "no_address"
READY = "ready"
DOTTED = "dotted"  # committed just before the final dot: from here on it may have gone out
SENT = "sent"
UNKNOWN = "unknown"  # the dot went out, no answer came, the journal does not know it
FAILED = "failed"
BOUNCED = "bounced"
DROPPED = "dropped"  # what it asks for has been settled before it went out
DISPATCH_LABELS = {
    PREPARING: mark("Being made"),
    HELD: mark("Held: no mail server is set"),
    NO_ADDRESS: mark("No e-mail address"),
    READY: mark("Ready"),
    DOTTED: mark("Awaiting the mail server's answer"),
    SENT: mark("Sent"),
    UNKNOWN: mark("Unknown whether it was sent"),
    FAILED: mark("Failed"),
    BOUNCED: mark("Bounced"),
    DROPPED: mark("No longer needed"),
}
DISPATCH_MOVES: dict[str, tuple[str, ...]] = {
    PREPARING: (READY, HELD, NO_ADDRESS, FAILED, DROPPED),
    HELD: (PREPARING, DROPPED),  # made anew: the sender's address is known only with the mail server
    NO_ADDRESS: (PREPARING, DROPPED),
    READY: (DOTTED, FAILED, HELD, DROPPED),
    DOTTED: (SENT, READY, FAILED, UNKNOWN, BOUNCED),
    SENT: (BOUNCED,),
    UNKNOWN: (SENT, READY, BOUNCED),
    FAILED: (PREPARING,),
    BOUNCED: (PREPARING,),
    DROPPED: (),
}

# replies
STORED = "stored"  # bytes and row are there, not read yet
HELD_FOR_PERSON = "held"  # nobody knows yet whose it is
READ = "read"
SUPERSEDED = "superseded"
REPLY_LABELS = {
    STORED: mark("Stored"),
    HELD_FOR_PERSON: mark("Waiting for a person to place it"),
    READ: mark("Read"),
    SUPERSEDED: mark("Superseded by a newer version"),
}
REPLY_MOVES: dict[str, tuple[str, ...]] = {
    STORED: (READ, SUPERSEDED),
    HELD_FOR_PERSON: (STORED, SUPERSEDED),
    READ: (SUPERSEDED, READ),
    SUPERSEDED: (),
}

# incoming mails: what each turned out to be
MAIL_FILED = "filed"
MAIL_JOURNAL = "journal"
MAIL_AUTOMATIC = "automatic"
MAIL_BOUNCE = "bounce"
MAIL_BOUNCE_LATER = "bounce_temporary"
MAIL_BOUNCE_UNMATCHED = "bounce_unmatched"
MAIL_NO_FILE = "no_file"
MAIL_LABELS = {
    MAIL_FILED: mark("Brought files"),
    MAIL_JOURNAL: mark("Copy of our own message"),
    MAIL_AUTOMATIC: mark("Automatic answer"),
    MAIL_BOUNCE: mark("Delivery failure"),
    MAIL_BOUNCE_LATER: mark("Delivery delayed"),
    MAIL_BOUNCE_UNMATCHED: mark("Delivery failure of an unknown message"),
    MAIL_NO_FILE: mark("Brings no form"),
}
MAILS_FOR_A_PERSON = (MAIL_NO_FILE, MAIL_BOUNCE_UNMATCHED)

# jobs
JOB_READY = "ready"
JOB_RUNNING = "running"
JOB_DONE = "done"
JOB_FAILED = "failed"
JOB_LABELS = {
    JOB_READY: mark("Waiting"),
    JOB_RUNNING: mark("Running"),
    JOB_DONE: mark("Done"),
    JOB_FAILED: mark("Failed"),
}


def after(event: str, status: str) -> str:
    """The status of an item in `status` after `event`; NotAllowed when the event may not happen there."""
    starts, end = ITEM_EVENTS[event]
    if status not in starts:
        raise NotAllowed(
            mark("an item that is “{status}” cannot take the step “{event}”."),
            remedy=mark("Load the page again: somebody else may have dealt with it."),
            status=status,
            event=event,
        )
    return end


def may_move(moves: dict[str, tuple[str, ...]], old: str, new: str) -> None:
    """NotAllowed unless `moves` lets a thing go from `old` to `new`."""
    if new not in moves[old]:
        raise NotAllowed(mark("“{old}” cannot become “{new}”."), old=old, new=new)


_WORST_FIRST = (SENT_BACK, REVIEW, OWED, RECEIVED, ACCEPTED, EXEMPT)


def of_assignment(items: Iterable[str]) -> str:
    """The status of an assignment with items in these statuses: the one that most needs somebody."""
    found = set(items)
    return next((status for status in _WORST_FIRST if status in found), INFORMED)
