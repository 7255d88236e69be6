"""A message as the bytes that go through any relay: 7-bit clean, CRLF, lines below 1000 octets.

MIME (RFC 2045-2047, 2231), RFC 5322, RFC 3834. Built with the `email` package's classic classes,
because they leave a header exactly as it is written here.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import encodebytes
from datetime import datetime
from email.header import Header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import quote

from mail.addresses import checked_address
from mail.message import MIME_TYPE, OWN_HEADER, Attachment, OutgoingMail, UnsendableMail
from messages.language import mark

_WIRE = compat32.clone(linesep="\r\n", max_line_length=None)
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._+=$!-]+@[A-Za-z0-9.-]+>")
_HEADER_NAME = re.compile(r"[A-Za-z0-9-]+")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._()+-]*")
_LONGEST_NAME = 255  # octets of UTF-8; no file system takes more, and percent-encoded it still fits one line
_TO_EVERYONE = "undisclosed-recipients:;"


def make_message_id(token: str, domain: str) -> str:
    """The Message-ID `<token@domain>` of a dispatch; the same token always gives the same one."""
    message_id = f"<{token}@{domain}>"
    if not _MESSAGE_ID.fullmatch(message_id):
        raise UnsendableMail(mark("{message_id} is not a Message-ID."), message_id=repr(message_id))
    return message_id


def compose(mail: OutgoingMail, date: datetime) -> bytes:
    """The whole message, ready to be sent; the same mail and date always give the same bytes.

    `date` is aware. Raises UnsendableMail when a header, an address or an attachment name has a line
    break or another control character (header injection), or an address cannot be written to.
    """
    message = _body(mail)
    for name, value in _headers(mail, date).items():
        message[name] = value
    return message.as_bytes(policy=_WIRE)


def _headers(mail: OutgoingMail, date: datetime) -> dict[str, str]:
    """The headers in order; X-Auto-Response-Suppress keeps delivery failures (MS-OXCMAIL 2.2.3.2.14)."""
    left, _, domain = mail.message_id.strip("<>").partition("@")
    headers = {
        "From": _mailbox(mail.sender_name, mail.sender),
        "To": ",\n ".join(checked_address(address) for address in mail.to) or _TO_EVERYONE,
        "Subject": _encoded("Subject", mail.subject),
        "Date": format_datetime(date),
        "Message-ID": make_message_id(left, domain),
        "Auto-Submitted": _one_line("Auto-Submitted", mail.auto_submitted),
        "Precedence": "bulk",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        OWN_HEADER: left,
    }
    if mail.reply_to:
        headers["Reply-To"] = checked_address(mail.reply_to)
    taken = {name.lower() for name in headers} | {"mime-version", "content-type", "content-transfer-encoding"}
    for name, value in mail.headers.items():
        if not _HEADER_NAME.fullmatch(name) or name.lower() in taken:
            raise UnsendableMail(mark("{name} cannot be a further header."), name=repr(name))
        headers[name] = _encoded(name, value)
    return headers


def _body(mail: OutgoingMail) -> Message:
    boundary = "=_" + sha256(mail.message_id.encode()).hexdigest()[:24]
    content = _text(mail.text, "plain")
    if mail.html:
        alternatives = MIMEMultipart("alternative", f"{boundary}_text")
        alternatives.attach(content)
        alternatives.attach(_text(mail.html, "html"))
        content = alternatives
    if mail.attachments:
        whole = MIMEMultipart("mixed", f"{boundary}_files")
        whole.attach(content)
        for attachment in mail.attachments:
            whole.attach(_part(attachment))
        content = whole
    return content


def _text(content: str, kind: str) -> Message:
    return MIMEText("\r\n".join(content.splitlines()) + "\r\n", kind, "utf-8")


def _part(attachment: Attachment) -> Message:
    """One attachment, its name given twice: Outlook and Foxmail read one form, QQ and 163 the other.

    RFC 2231 `filename*` in Content-Disposition and an RFC 2047 word in Content-Type's `name`, which no
    standard allows but every Chinese client writes and reads.
    """
    name = _one_line("Content-Disposition", attachment.filename).replace("\\", "/").rpartition("/")[2]
    if not name or len(name.encode()) > _LONGEST_NAME:
        raise UnsendableMail(
            mark("{filename} cannot be the name of an attachment."),
            remedy=mark("Give the file a name of 1 to 255 bytes."),
            filename=repr(attachment.filename),
        )
    if not MIME_TYPE.fullmatch(attachment.content_type):
        raise UnsendableMail(mark("{type} is not a MIME type."), type=repr(attachment.content_type))
    plain = _PLAIN_NAME.fullmatch(name) is not None
    part = Message()
    part["Content-Type"] = f'{attachment.content_type};\n name="{name if plain else _words(name)}"'
    part["Content-Transfer-Encoding"] = "base64"
    filename = f'filename="{name}"' if plain else f"filename*=UTF-8''{quote(name, safe='')}"
    part["Content-Disposition"] = f"attachment;\n {filename}"
    part.set_payload(encodebytes(attachment.data).decode("ascii"))
    return part


def _words(name: str) -> str:
    """`name` as encoded words, each at most 75 octets (RFC 2047 §2), so that nothing in it needs quoting."""
    return Header(name, "utf-8", maxlinelen=75).encode()


def _mailbox(name: str, address: str) -> str:
    address = checked_address(address)
    return f"{_words(_one_line('From', name))} <{address}>" if name else address


def _encoded(name: str, value: str) -> str:
    """`value` as a header value, folded; encoded words where it is not plain ASCII."""
    value = _one_line(name, value)
    return Header(value, None if value.isascii() else "utf-8", header_name=name).encode()


def _one_line(name: str, value: str) -> str:
    """`value` itself; control characters and line separators in a header are refused, never repaired."""
    if any(unicodedata.category(character) in {"Cc", "Zl", "Zp", "Cs"} for character in value):
        raise UnsendableMail(
            mark("The mail header {name} has a line break or another control character: {value}"),
            remedy=mark("Remove it where the text comes from; the message was not sent."),
            name=name,
            value=repr(value),
        )
    return value
