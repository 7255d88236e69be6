"""What the mail room takes in and gives out: messages as plain values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from messages.errors import ShoufaError
from messages.language import mark

Tls = Literal["none", "starttls", "ssl"]
"""How a session with a mail server is encrypted: not at all, after a plain greeting, or from the start."""

OWN_HEADER = "X-Shoufa-Message"
"""Names the dispatch in every message that Shoufa sends; a message that carries it is our own."""

MIME_TYPE = re.compile(r"[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+")


class UnsendableMail(ShoufaError):
    """A message that must not be sent as it stands: an unsafe header, address or attachment name."""

    kind = mark("Mail")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file: its name without a folder, its bytes, its MIME type."""

    filename: str
    data: bytes
    content_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """One message to send.

    `message_id` is the whole `<left@right>` and is fixed before the first attempt; `sender`, `to` and
    `reply_to` are bare addresses; `html` is a complete document, or empty for a message of text only;
    `headers` are further headers with values of one line.
    """

    message_id: str
    sender: str
    sender_name: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    reply_to: str = ""
    auto_submitted: str = "auto-generated"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bounce:
    """A delivery failure: who was not reached, the Message-ID that failed, and whether for good.

    `recipients` are bare addresses and may be empty; `message_id` is `<left@right>` or empty.
    """

    recipients: tuple[str, ...]
    message_id: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """One received message, as far as it could be read.

    Addresses are bare and in lower case; `recipients` are those of the headers and of the delivery.
    `in_reply_to` and `references` are Message-IDs `<left@right>`, nearest ancestor first; those of
    forwarded messages follow. `date` is aware, or None where the header says nothing usable.
    `is_automatic` is true for auto-replies, receipts and bounces; `is_own` for what we sent ourselves.
    """

    message_id: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    date: datetime | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    text: str
    attachments: tuple[Attachment, ...]
    is_automatic: bool
    is_own: bool
    bounce: Bounce | None
