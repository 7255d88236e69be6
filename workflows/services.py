"""What the workflows are handed: the object store, the mail servers, the office's own addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from documents.tools import Tools
from mail.imap import Mailbox
from mail.send import SmtpServer
from storage.protocol import ObjectStore


@dataclass(frozen=True)
class Office:
    """The sender: `address` receives the replies; "" where mail is not set up."""

    name: str
    address: str
    journal: str  # second recipient of every message, whose mailbox proves what went out; "" for none
    public_url: str  # without a trailing slash; "" when units cannot reach the pages
    subaddresses: bool  # the provider delivers office+code@ to office@

    @property
    def domain(self) -> str:
        """The part after @, for Message-IDs."""
        return self.address.partition("@")[2] or "shoufa.invalid"


@dataclass(frozen=True)
class Services:
    """Built by config.wiring, once a process."""

    store: ObjectStore
    smtp: SmtpServer | None  # None: mails are held and shown
    mailbox: Mailbox | None  # the IMAP mailbox that replies come to; None: the built-in receiver only
    office: Office
    tools: Tools  # what opens files that are no .docx; NO_TOOLS where nothing is installed
    lease: timedelta  # longer than any job takes
    doubt: timedelta  # how long to wait for the journal before a message's fate is called unknown
