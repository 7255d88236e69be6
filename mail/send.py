"""Sending by SMTP (RFC 5321) so that every outcome is known for what it is.

The final dot is the moment at which a message may become the server's: before it a failure means
"surely not sent", after it only the server's reply can tell.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from mail.addresses import checked_address
from mail.message import Tls
from messages.errors import MailUnavailable, ShoufaError
from messages.language import mark

_LINE_END = re.compile(rb"\r\n|\r|\n")
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed over; `timeout` in seconds holds for each step of the conversation."""

    host: str
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = "none"
    timeout: float = 60.0


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took the message: its reply, and the replies for recipients that it refused."""

    reply: str
    refused: Mapping[str, str]


class NotSent(ShoufaError):
    """The message was surely not sent. `temporary`: trying again may help; `reply`: the server's words."""

    def __init__(self, *, temporary: bool, reply: str, place: str) -> None:
        remedy = (
            mark("It will be tried again.")
            if temporary
            else mark("Check the recipient's address and what the reply says before sending again.")
        )
        text = mark("The mail server did not take the message: {reply}")
        super().__init__(text, place=place, remedy=remedy, reply=reply)
        self.temporary = temporary
        self.reply = reply


class OutcomeUnknown(ShoufaError):
    """The whole message went out and no usable reply came: it may or may not have been delivered."""

    def __init__(self, *, place: str) -> None:
        super().__init__(
            mark("The whole message was handed over, but the mail server did not confirm it."),
            place=place,
            remedy=mark("Look for it in the journal mailbox or ask the recipient before sending it again."),
        )


def send(
    server: SmtpServer,
    raw: bytes,
    sender: str,
    recipients: Sequence[str],
    before_dot: Callable[[], None],
    journal: str = "",
) -> Sent:
    """Hand `raw` (a whole message) to `server` for `recipients`, and for the mailbox `journal` if given.

    `before_dot` is called when everything but the final dot is out; if it raises, the connection is cut
    without the dot and its exception goes on. At least one of `recipients` must be accepted; the journal
    neither suffices nor is needed.

    Raises MailUnavailable when no session could be opened, NotSent when the message was surely not sent,
    OutcomeUnknown when the dot went out and no reply came, UnsendableMail for an unusable address.
    """
    for address in (sender, *recipients, *([journal] if journal else [])):
        checked_address(address)
    place = f"{server.host}:{server.port}"
    smtp = _open(server, sender.rpartition("@")[2], place)
    try:
        refused = _envelope(smtp, sender, recipients, journal, place)
        _body(smtp, raw, before_dot, place)
        sent = Sent(_dot(smtp, place), refused)
        with suppress(OSError, smtplib.SMTPException):
            smtp.putcmd("QUIT")  # not waited for: the message is out
        return sent
    finally:
        smtp.close()  # what keeps a half-sent message from being taken


def _open(server: SmtpServer, domain: str, place: str) -> smtplib.SMTP:
    """A session ready for MAIL FROM, greeting as `domain` (asking DNS for our own name could hang)."""
    connection: smtplib.SMTP | None = None
    try:
        if server.tls == "ssl":
            context = ssl.create_default_context()
            connection = smtplib.SMTP_SSL(server.host, server.port, domain, timeout=server.timeout, context=context)
        else:
            connection = smtplib.SMTP(server.host, server.port, domain, timeout=server.timeout)
        if server.tls == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        connection.ehlo_or_helo_if_needed()
    except (OSError, smtplib.SMTPException) as error:
        if connection is not None:
            connection.close()
        raise _unavailable(error, place) from error
    return connection


def _unavailable(error: Exception, place: str) -> MailUnavailable:
    """The error for a session that could not be opened, with the setting to look at."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        text = mark("The mail server refused the user name or password: {reply}")
        remedy = mark(
            "Correct SHOUFA_SMTP_USER and SHOUFA_SMTP_PASSWORD; "
            "QQ and 163 want an authorisation code instead of the password."
        )
    elif isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        text = mark("The mail server does not offer what is needed for a safe session: {reply}")
        remedy = mark("Correct SHOUFA_SMTP_TLS (none, starttls or ssl) and SHOUFA_SMTP_PORT.")
    else:
        text = mark("The mail server does not answer: {reply}")
        remedy = mark("Start it, or correct SHOUFA_SMTP_HOST and SHOUFA_SMTP_PORT.")
    return MailUnavailable(text, place=place, remedy=remedy, reply=_words(error))


def _envelope(smtp: smtplib.SMTP, sender: str, recipients: Sequence[str], journal: str, place: str) -> dict[str, str]:
    """MAIL, RCPT and DATA. Returns the refused recipients with the replies; NotSent when none is left."""
    try:
        _expect(smtp.mail(sender), 250, place)
        codes = {address: smtp.rcpt(address) for address in recipients}
        refused = {address: reply for address, reply in codes.items() if reply[0] not in (250, 251)}
        if len(refused) == len(codes):
            temporary = any(code < 500 for code, _ in refused.values())
            words = "; ".join(f"{address}: {_reply(*reply)}" for address, reply in refused.items())
            raise NotSent(temporary=temporary, reply=words, place=place)
        if journal and journal not in codes:
            reply = smtp.rcpt(journal)
            if reply[0] not in (250, 251):
                refused[journal] = reply
        _expect(smtp.docmd("DATA"), 354, place)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(temporary=True, reply=_words(error), place=place) from error
    return {address: _reply(*reply) for address, reply in refused.items()}


def _body(smtp: smtplib.SMTP, raw: bytes, before_dot: Callable[[], None], place: str) -> None:
    """All lines of `raw`, dot-stuffed (RFC 5321 §4.5.2), then `before_dot`; the dot is not sent here.

    Bare CR and LF become CRLF, so that no server can see another end of the message than we do.
    """
    lines = _LEADING_DOT.sub(b"..", _LINE_END.sub(b"\r\n", raw))
    try:
        smtp.send(lines if lines.endswith(b"\r\n") else lines + b"\r\n")
        words = _early_words(smtp)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(temporary=True, reply=_words(error), place=place) from error
    if words is not None:
        reply = words.decode("utf-8", "replace").strip() or "connection closed"
        raise NotSent(temporary=not words.startswith(b"5"), reply=reply, place=place)
    before_dot()


def _early_words(smtp: smtplib.SMTP) -> bytes | None:
    """What the server says before the dot, b"" when it hung up; None when it waits, as it should.

    Either means that it has given the message up, so that the dot need not be risked.
    """
    connection = smtp.sock
    if connection is None:
        return b""
    waiting = connection.gettimeout()
    connection.settimeout(0)
    try:
        return connection.recv(1000)
    except (BlockingIOError, ssl.SSLWantReadError):
        return None
    finally:
        connection.settimeout(waiting)


def _dot(smtp: smtplib.SMTP, place: str) -> str:
    """The final dot and the server's words for it; from here on silence means OutcomeUnknown."""
    try:
        code, reply = smtp.docmd(".")
    except (OSError, smtplib.SMTPException) as error:
        raise OutcomeUnknown(place=place) from error
    if 200 <= code < 300:
        return _reply(code, reply)
    if 400 <= code < 600:
        raise NotSent(temporary=code < 500, reply=_reply(code, reply), place=place)
    raise OutcomeUnknown(place=place)


def _expect(answer: tuple[int, bytes], wanted: int, place: str) -> None:
    code, reply = answer
    if code != wanted:
        raise NotSent(temporary=code < 500, reply=_reply(code, reply), place=place)


def _reply(code: int, reply: bytes) -> str:
    return f"{code} {b' '.join(reply.split()).decode('utf-8', 'replace')}"


def _words(error: Exception) -> str:
    """What an error of the conversation says: the server's reply, or the system's reason."""
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        return _reply(error.smtp_code, reply if isinstance(reply, bytes) else reply.encode())
    return str(error) or type(error).__name__
