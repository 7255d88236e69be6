"""Builds what the workflows are handed, from the environment. Nothing below this module reads a setting."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from config import env
from mail.imap import Mailbox
from mail.message import Tls
from mail.send import SmtpServer
from messages.errors import ConfigurationError
from messages.language import mark
from office.tools import OfficeTools
from storage.disk import DiskStore
from storage.protocol import ObjectStore
from storage.s3 import S3Store
from workflows.services import Office, Services

TLS_MODES: tuple[Tls, ...] = ("none", "starttls", "ssl")


def store() -> ObjectStore:
    """The object store: any S3 server, or a folder where SHOUFA_STORE is `disk`."""
    if env.choice("SHOUFA_STORE", ("s3", "disk"), "s3") == "disk":
        disk = DiskStore(Path(env.text("SHOUFA_STORE_PATH") or env.home() / "objects"))
        disk.prepare()
        return disk
    endpoint = env.text("SHOUFA_S3_ENDPOINT")
    if not endpoint:
        raise ConfigurationError(
            mark("no object store is known."),
            place="SHOUFA_S3_ENDPOINT",
            remedy=mark("Start “shoufa up”, or set it to host:port, or set SHOUFA_STORE=disk."),
        )
    return S3Store(
        endpoint,
        env.text("SHOUFA_S3_ACCESS_KEY"),
        env.text("SHOUFA_S3_SECRET_KEY"),
        env.text("SHOUFA_S3_BUCKET", "shoufa"),
        secure=env.flag("SHOUFA_S3_SECURE"),
        region=env.text("SHOUFA_S3_REGION"),
    )


def _tls(name: str, default: Tls) -> Tls:
    value = env.choice(name, TLS_MODES, default)
    return next(mode for mode in TLS_MODES if mode == value)


def smtp() -> SmtpServer | None:
    """The mail server that takes our messages; None when none is set."""
    host = env.text("SHOUFA_SMTP_HOST")
    if not host:
        return None
    return SmtpServer(
        host,
        env.whole("SHOUFA_SMTP_PORT", 25, least=1),
        env.text("SHOUFA_SMTP_USER"),
        env.text("SHOUFA_SMTP_PASSWORD"),
        _tls("SHOUFA_SMTP_TLS", "none"),
    )


def mailbox() -> Mailbox | None:
    """The IMAP mailbox that replies come to; None when none is set."""
    host = env.text("SHOUFA_IMAP_HOST")
    if not host:
        return None
    return Mailbox(
        host,
        env.whole("SHOUFA_IMAP_PORT", 993, least=1),
        env.text("SHOUFA_IMAP_USER"),
        env.text("SHOUFA_IMAP_PASSWORD"),
        _tls("SHOUFA_IMAP_TLS", "ssl"),
        env.text("SHOUFA_IMAP_FOLDER", "INBOX"),
    )


def office() -> Office:
    """The office as sender and as receiver of replies."""
    address = env.text("SHOUFA_OFFICE_ADDRESS")
    if not address and env.text("SHOUFA_SMTP_HOST"):
        raise ConfigurationError(
            mark("a mail server is set, and the address that we write from is not."),
            place="SHOUFA_OFFICE_ADDRESS",
            remedy=mark("Set it to the office's own address."),
        )
    return Office(
        name=env.text("SHOUFA_OFFICE_NAME", "收发室"),
        address=address or "office@shoufa.invalid",
        journal=env.text("SHOUFA_JOURNAL_ADDRESS"),
        public_url=env.text("SHOUFA_PUBLIC_URL").rstrip("/"),
        subaddresses=env.flag("SHOUFA_SUBADDRESSES"),
    )


@lru_cache(maxsize=1)
def tools() -> OfficeTools:
    """The other programs that reading needs; nothing is started before it is needed."""
    return OfficeTools(
        env.text("SHOUFA_LIBREOFFICE", "soffice"),
        env.text("SHOUFA_BSDTAR", "bsdtar"),
        env.whole("SHOUFA_CONVERSION_SECONDS", 60, least=1),
    )


@lru_cache(maxsize=1)
def services() -> Services:
    """Everything that the workflows need; made once a process. Errors: ConfigurationError."""
    return Services(
        store=store(),
        smtp=smtp(),
        mailbox=mailbox(),
        office=office(),
        lease=timedelta(seconds=env.whole("SHOUFA_LEASE_SECONDS", 300, least=1)),
        doubt=timedelta(seconds=env.whole("SHOUFA_DOUBT_SECONDS", 60, least=1)),
        tools=tools(),
    )
