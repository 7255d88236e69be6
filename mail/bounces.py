"""Delivery failures: RFC 3464 reports and what the world's mail servers write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message

from flufl.bounce import all_failures

from mail.headers import BROKEN, header, text
from mail.message import OWN_HEADER, Bounce

_DAEMONS = re.compile(r"^(mailer-daemon|mail-daemon|postmaster|mdaemon|bounces?)@", re.IGNORECASE)
_SUBJECT = re.compile(r"退信|退回|无法投递|投递失败|undeliver|delivery|failure|returned", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"^message-id:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
_ANY_ID = re.compile(r"<[^<>\s@]+@[^<>\s@]+>")
_LONGEST_COPY = 200_000


def bounce_of(message: Message, sender: str) -> Bounce | None:
    """The delivery failure that `message` reports, or None. `sender` is its bare From address.

    Only what a mail system sends is looked at, so that a person who quotes a failure does not cause one.
    """
    is_report = message.get_content_type() == "multipart/report"
    if not (is_report or from_mail_system(message, sender)):
        return None
    temporary, permanent = _failures(message)
    recipients = permanent or temporary
    failed = _failed_message_id(message)
    if not recipients and not (failed and not is_report and _SUBJECT.search(text(header(message, "subject")))):
        return None
    return Bounce(tuple(sorted(recipients)), failed, bool(permanent) or not temporary)


def from_mail_system(message: Message, sender: str) -> bool:
    """Whether a mail server wrote this: the null return path (RFC 5321 §4.5.5) or a daemon's address."""
    return header(message, "return-path").strip() == "<>" or bool(_DAEMONS.match(sender))


def _failures(message: Message) -> tuple[set[str], set[str]]:
    """Recipients that failed for now and for good."""
    try:
        found = all_failures(message)
    except BROKEN:
        return set(), set()
    temporary, permanent = ({address.decode("ascii", "replace").lower() for address in part} for part in found)
    return temporary - {""}, permanent - {""}


def _failed_message_id(message: Message) -> str:
    """The Message-ID of the message that came back: of its returned copy or headers, else of the thread."""
    for copy in _returned(message):
        found = _MESSAGE_ID.search(copy)
        if found:
            return found[1]
    thread = _ANY_ID.search(header(message, "in-reply-to") + header(message, "references"))
    return thread[0] if thread else ""


def _returned(message: Message) -> Iterator[str]:
    """The headers of a returned message, or texts that may quote them; a whole copy first."""
    texts = []
    for part in message.walk():
        if part is not message and (part.get(OWN_HEADER) or part.get("message-id")):
            yield f"Message-ID: {header(part, 'message-id')}"
        elif part.get_content_maintype() == "text":
            payload = part.get_payload(decode=True)
            texts.append(payload[:_LONGEST_COPY] if isinstance(payload, bytes) else b"")
    for payload in texts:
        yield payload.decode("ascii", "replace")
