"""The town's post office: a real SMTP server on loopback that nothing leaves.

Mail for the office and its journal goes on to the office's own receiver; everything else is kept in a maildir
for each address, as a mail provider keeps it for the units. It is taken only when it has been handed on.
"""

from __future__ import annotations

import mailbox
import smtplib
from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Lock

from mail.receive import Receiver
from messages.errors import MailUnavailable
from messages.language import mark

LOOPBACK = "127.0.0.1"
DOMAIN = "post.example"
_PATIENCE = 30.0  # seconds a conversation may take
_OPENING = Lock()  # a maildir's folders are made one by one: no look from another thread may fall between


class PostOffice:
    """Serves on `port` between start() and stop(); `office` are the addresses of the office."""

    def __init__(self, folder: Path, port: int, office: Sequence[str], receiver_port: int) -> None:
        self.folder = folder
        self.port = port
        self._office = frozenset(office)
        self._receiver_port = receiver_port
        self._server = Receiver(LOOPBACK, port, lambda _address: True, self._take, hostname=DOMAIN)

    def start(self) -> None:
        """Listen; MailUnavailable when the port is taken."""
        self._server.start()

    def stop(self) -> None:
        """End; messages that are being taken are taken first."""
        self._server.stop()

    def box(self, address: str) -> Mailbox:
        """The mailbox of an address that is not the office's."""
        return Mailbox(self.folder / address, address, self.port)

    def _take(self, raw: bytes) -> None:
        """Hand on and keep one message that the server has received, its envelope in its first lines."""
        envelope = message_from_bytes(raw)
        recipients = [address.lower() for address in envelope.get_all("Delivered-To", [])]
        message = raw.partition(b"\r\n")[2] if raw.startswith(b"Return-Path:") else raw
        while message.startswith(b"Delivered-To:"):
            message = message.partition(b"\r\n")[2]
        sender = str(envelope.get("Return-Path", "")).strip("<>")
        ours = [address for address in recipients if address in self._office]
        if ours:
            with smtplib.SMTP(LOOPBACK, self._receiver_port, DOMAIN, timeout=_PATIENCE) as onward:
                onward.sendmail(sender, ours, message)
        for address in recipients:
            if address not in self._office:
                self.box(address).keep(message)


class Mailbox:
    """What one address has received and sent, kept between runs."""

    def __init__(self, folder: Path, address: str, port: int) -> None:
        self.address = address
        self._folder = folder
        self._port = port

    def keep(self, raw: bytes) -> None:
        """Keep a message that has come."""
        self._maildir("received").add(raw)

    def received(self, kind: str = "") -> list[EmailMessage]:
        """What has come, oldest first; `kind` narrows to the office's messages of that kind."""
        found = [message for message in self._messages("received") if _kind(message).startswith(kind)]
        return sorted(found, key=lambda message: message["Date"].datetime)

    def has_sent(self, message_id: str) -> bool:
        """Whether this message has been sent from here."""
        return any(message["Message-ID"] == message_id for message in self._messages("sent"))

    def send(self, message: EmailMessage) -> None:
        """Send a message by SMTP, once; MailUnavailable when the post office does not take it."""
        if self.has_sent(message["Message-ID"]):
            return
        raw = message.as_bytes(policy=policy.SMTP)
        try:
            with smtplib.SMTP(LOOPBACK, self._port, self._domain(), timeout=_PATIENCE) as onward:
                onward.sendmail(self.address, [message["To"]], raw)
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnavailable(
                mark("the mail from {address} is not taken ({reason})."),
                place=f"{LOOPBACK}:{self._port}",
                remedy=mark("Look into the log of the receiver."),
                address=self.address,
                reason=error,
            ) from error
        self._maildir("sent").add(raw)

    def _domain(self) -> str:
        return self.address.partition("@")[2]

    def _messages(self, name: str) -> list[EmailMessage]:
        maildir = self._maildir(name)
        return [message_from_bytes(maildir.get_bytes(key), policy=policy.default) for key in maildir.iterkeys()]

    def _maildir(self, name: str) -> mailbox.Maildir:
        with _OPENING:
            self._folder.mkdir(parents=True, exist_ok=True)
            return mailbox.Maildir(self._folder / name)


def _kind(message: EmailMessage) -> str:
    """Notice, reminder, …: the first word of the Message-ID that the office gives its messages."""
    return str(message["Message-ID"] or "").lstrip("<").partition(".")[0]
