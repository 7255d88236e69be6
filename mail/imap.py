"""A mailbox at any provider, read by IMAP (RFC 3501) and left as it was found."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from imapclient import IMAPClient
from imapclient.exceptions import CapabilityError, IMAPClientError, LoginError

from mail.message import Tls
from messages.errors import MailUnavailable
from messages.language import mark


@dataclass(frozen=True, slots=True)
class Fetched:
    """One message of a mailbox: its UID, the UIDVALIDITY under which that holds, and its bytes."""

    uid: int
    uidvalidity: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A folder of an account. Nothing in it is changed, marked or deleted. `timeout` is in seconds."""

    host: str
    port: int = 993
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = "ssl"
    folder: str = "INBOX"
    timeout: float = 60.0

    def fetch_new(self, after_uid: int = 0, uidvalidity: int = 0) -> Iterator[Fetched]:
        """The messages with a UID above `after_uid`, oldest first, one in memory at a time.

        When the mailbox no longer has this `uidvalidity` (RFC 3501 §2.3.1.1) all messages come again,
        under the new one. Raises MailUnavailable.
        """
        with self._folder() as (client, validity):
            first = after_uid + 1 if validity == uidvalidity else 1
            # `n:*` always names at least the newest message, also when its UID is below n
            for uid in sorted(uid for uid in client.search(["UID", f"{first}:*"]) if uid >= first):
                raw = client.fetch([uid], ["BODY.PEEK[]"]).get(uid, {}).get(b"BODY[]")
                if raw is not None:  # else another program has deleted it meanwhile
                    yield Fetched(uid, validity, raw)

    def contains(self, message_id: str) -> bool:
        """Whether a message with this Message-ID (`<…>`) is in the folder. Raises MailUnavailable."""
        with self._folder() as (client, _):
            return bool(client.search(["HEADER", "Message-ID", message_id]))

    @contextmanager
    def _folder(self) -> Iterator[tuple[IMAPClient, int]]:
        """The opened folder, read-only, and its UIDVALIDITY."""
        try:
            with self._session() as client:
                chosen = client.select_folder(self.folder, readonly=True)
                yield client, int(chosen[b"UIDVALIDITY"])
        except (OSError, IMAPClientError) as error:
            raise self._unavailable(error) from error

    def _session(self) -> IMAPClient:
        """A signed-in session. 163 and 126 refuse clients that do not name themselves (RFC 2971)."""
        context = None if self.tls == "none" else ssl.create_default_context()
        client = IMAPClient(self.host, self.port, ssl=self.tls == "ssl", ssl_context=context, timeout=self.timeout)
        try:
            if self.tls == "starttls":
                client.starttls(context)
            client.login(self.user, self.password)
            if client.has_capability("ID"):
                client.id_({"name": "Shoufa", "version": "1", "vendor": "Shoufa"})
        except (OSError, IMAPClientError):
            client.shutdown()
            raise
        return client

    def _unavailable(self, error: Exception) -> MailUnavailable:
        if isinstance(error, LoginError):
            text = mark("The mailbox refused the user name or password: {reply}")
            remedy = mark(
                "Correct SHOUFA_IMAP_USER and SHOUFA_IMAP_PASSWORD; IMAP must be switched on in the mailbox, "
                "and QQ and 163 want an authorisation code instead of the password."
            )
        elif isinstance(error, ssl.SSLError | CapabilityError):
            text = mark("The mailbox does not offer what is needed for a safe session: {reply}")
            remedy = mark("Correct SHOUFA_IMAP_TLS (none, starttls or ssl) and SHOUFA_IMAP_PORT.")
        elif isinstance(error, IMAPClientError):
            text = mark("The mailbox does not open: {reply}")
            remedy = mark("Correct SHOUFA_IMAP_FOLDER, and see at the provider that programs may read it.")
        else:
            text = mark("The mailbox does not answer: {reply}")
            remedy = mark("Start the server, or correct SHOUFA_IMAP_HOST and SHOUFA_IMAP_PORT.")
        return MailUnavailable(
            text, place=f"{self.host}:{self.port}", remedy=remedy, reply=str(error) or type(error).__name__
        )
