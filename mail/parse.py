"""A received message as a plain value: whatever can be read of it, and never an error."""

from __future__ import annotations

import binascii
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime

from mail.bounces import bounce_of, from_mail_system
from mail.headers import BROKEN, AsWritten, decoded, header, parameters, text, written
from mail.message import MIME_TYPE, OWN_HEADER, Attachment, IncomingMail
from mail.page import words_of

_POLICY = AsWritten()
_DEEPEST = 30
_LONGEST_NAME = 200
_ID = re.compile(r"<[^<>\s]+>")
_BETWEEN_ADDRESSES = re.compile(r"[\s<>\"'(),;:]+")
_RECIPIENT_HEADERS = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")
_AUTOMATIC_SUBJECT = re.compile(
    r"\s*[\[【(（]?\s*(?:休假|外出)?自[动動](?:回[复覆復]|答[复覆復]|应答|回應)"
    r"|\s*(?:automatic reply|auto(?:mated)?[- ]?(?:reply|response)|out of (?:the )?office)\b",
    re.IGNORECASE,
)
_SIGNATURES = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
_REPORT_PARTS = {"message/delivery-status", "message/disposition-notification", "text/rfc822-headers"}
_CID = re.compile(r"cid:([^\"'\s>)]+)", re.IGNORECASE)


def parse(raw: bytes) -> IncomingMail:
    """Read one message of RFC 5322 and MIME; a broken one gives what is there, at worst empty values.

    Files that a nested message brings count as attachments, except those of a message of our own and of
    a delivery report. Pictures that the HTML text shows are not attachments.
    """
    message = _message(raw)
    sender_name, sender = _mailbox(header(message, "from"))
    bounce = bounce_of(message, sender)
    content = _Content()
    if message.get_content_type() != "multipart/report":
        content.read(message, inside_report=bounce is not None)
    subject = text(header(message, "subject"))
    return IncomingMail(
        message_id=next(iter(_ids(message, "message-id")), ""),
        sender=sender,
        sender_name=sender_name,
        recipients=_recipients(message),
        subject=subject,
        date=_date(header(message, "date")),
        in_reply_to=_ids(message, "in-reply-to"),
        references=(*reversed(_ids(message, "references")), *content.threads),
        text=content.text(),
        attachments=content.files(),
        is_automatic=bounce is not None or _is_automatic(message, sender, subject),
        is_own=OWN_HEADER in message,
        bounce=bounce,
    )


def _message(raw: bytes) -> Message:
    try:
        return message_from_bytes(raw, policy=_POLICY)
    except BROKEN:
        # nested deeper than the parser can follow: the headers at least
        return BytesHeaderParser(policy=_POLICY).parsebytes(raw)


@dataclass(slots=True)
class _Content:
    """What the parts of a message hold, gathered in reading order."""

    plain: list[str] = field(default_factory=list)
    rich: list[str] = field(default_factory=list)
    threads: list[str] = field(default_factory=list)
    found: list[tuple[Attachment, str]] = field(default_factory=list)  # with the Content-ID of a picture

    def read(self, part: Message, *, inside_report: bool, depth: int = 0) -> None:
        """Take in `part` and everything below it."""
        if depth > _DEEPEST or part.get_content_type() in _REPORT_PARTS | _SIGNATURES:
            return
        nested = _nested(part)
        if nested is not None:
            self._read_nested(nested, inside_report=inside_report, depth=depth)
        elif part.is_multipart():
            for below in part.get_payload():
                if isinstance(below, Message):
                    self.read(below, inside_report=inside_report, depth=depth + 1)
        else:
            self._read_leaf(part)

    def _read_nested(self, nested: Message, *, inside_report: bool, depth: int) -> None:
        """A forwarded message: its thread and files are evidence, unless it is ours that came back."""
        self.threads += [*_ids(nested, "message-id"), *_ids(nested, "in-reply-to")]
        self.threads += reversed(_ids(nested, "references"))
        if OWN_HEADER not in nested and not inside_report:
            self.read(nested, inside_report=False, depth=depth + 1)

    def _read_leaf(self, part: Message) -> None:
        kind = part.get_content_type()
        kind = kind if MIME_TYPE.fullmatch(kind) else "application/octet-stream"
        data = _data(part)
        name = _filename(part)
        disposition = header(part, "content-disposition").partition(";")[0].strip().lower()
        if part.get_content_maintype() in {"text", "multipart"} and not name and disposition != "attachment":
            label = parameters(header(part, "content-type")).get("charset", "")
            (self.rich if kind == "text/html" else self.plain).append(decoded(data, label))
            return
        may_be_shown = kind.startswith("image/") and disposition != "attachment"
        shown = header(part, "content-id").strip("<> ").lower() if may_be_shown else ""
        name = name or f"unnamed-{len(self.found) + 1}{mimetypes.guess_extension(kind) or '.bin'}"
        self.found.append((Attachment(name, data, kind), shown))

    def text(self) -> str:
        """The plain text, or what the HTML says where there is no plain text."""
        plain = "\n".join(part.strip() for part in self.plain if part.strip())
        return plain or "\n".join(filter(None, (words_of(part) for part in self.rich)))

    def files(self) -> tuple[Attachment, ...]:
        """The attached files, without the pictures that belong to the HTML text."""
        shown = {name.lower() for part in self.rich for name in _CID.findall(part)}
        return tuple(attachment for attachment, name in self.found if not name or name not in shown)


def _nested(part: Message) -> Message | None:
    """The message inside `part`: message/rfc822, also in base64, or a file named *.eml."""
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = part.get_payload(0)
        if not isinstance(inner, Message):
            return None
        if inner.keys():
            return inner
        # RFC 2046 §5.2.1 forbids base64 here, some clients use it; then the parser sees no header
        payload = inner.get_payload()
        data = payload.encode("ascii", "replace") if isinstance(payload, str) else b""
        try:
            return _message(binascii.a2b_base64(data))
        except ValueError:
            return inner
    if not part.is_multipart() and _filename(part).lower().endswith(".eml"):
        return _message(_data(part))
    return None


def _data(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _filename(part: Message) -> str:
    """The name of an attached file without folders and control characters; empty when it has none.

    Content-Disposition's `filename` before Content-Type's `name`, but a readable one before a broken one.
    """
    names = [
        parameters(header(part, "content-disposition")).get("filename", ""),
        parameters(header(part, "content-type")).get("name", ""),
    ]
    names.sort(key=lambda name: not name or "\ufffd" in name or "??" in name)
    name = re.split(r"[/\\]", names[0] or names[1])[-1]
    name = "".join(character for character in name if character.isprintable()).strip(" .")
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{suffix[:_LONGEST_NAME]}"


def _ids(message: Message, name: str) -> tuple[str, ...]:
    return tuple(_ID.findall(header(message, name)))


def _recipients(message: Message) -> tuple[str, ...]:
    """The addresses it was delivered and written to, without repeats."""
    found: dict[str, None] = {}
    for name in _RECIPIENT_HEADERS:
        for value in message.get_all(name, []):
            found |= dict.fromkeys(address.lower() for address in _addresses(written(value)))
    return tuple(found)


def _addresses(value: str) -> list[str]:
    return [part for part in _BETWEEN_ADDRESSES.split(value) if "@" in part.strip("@")]


def _mailbox(value: str) -> tuple[str, str]:
    """Display name and bare address in lower case of a From header, also of a damaged one."""
    name, address = next(iter(_parsed(value)), ("", ""))
    if "@" not in address:
        address = next(iter(_addresses(value)), "")
        name = value.partition("<")[0].strip(' "') if address else value
    return text(name), address.lower()


def _parsed(value: str) -> Iterator[tuple[str, str]]:
    try:
        yield from getaddresses([value])
    except BROKEN:
        return


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (*BROKEN, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _is_automatic(message: Message, sender: str, subject: str) -> bool:
    """Whether no person wrote this (RFC 3834 §2, §5; and what older systems use)."""
    submitted = re.split(r"[;\s(]", header(message, "auto-submitted").lower(), maxsplit=1)[0]
    return (
        submitted not in {"", "no"}
        or header(message, "precedence").lower() in {"auto_reply", "bulk", "junk"}
        or "x-autoreply" in message
        or "x-autorespond" in message
        or message.get_content_type() == "multipart/report"
        or from_mail_system(message, sender)
        or _AUTOMATIC_SUBJECT.match(subject) is not None
    )
