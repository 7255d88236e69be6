"""`shoufa doctor`: what is installed, reachable, missing, and what to do about it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Annotated
from urllib.parse import urlsplit, urlunsplit

import redis
import typer
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console
from rich.table import Table

from config import env, wiring
from messages.errors import ShoufaError
from messages.language import mark, translate
from office.child import without_network
from office.pages import can_recognise
from supervisor.embedded import broker_program, store_program
from supervisor.ports import tcp_ready

app = typer.Typer(add_completion=False)

LEAST_DISK_MIB = 512


@dataclass(frozen=True)
class Finding:
    """One look: `needed` decides whether it makes the whole installation unfit; `detail` says what to do."""

    name: str
    ok: bool
    needed: bool
    detail: str


@app.command()
def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """Say what is installed, reachable and missing; exit code 1 when something needed is missing."""
    findings = list(_look())
    fit = all(finding.ok for finding in findings if finding.needed)
    if as_json:
        typer.echo(json.dumps({"fit": fit, "findings": [asdict(finding) for finding in findings]}, ensure_ascii=False))
    else:
        _show(findings)
    raise typer.Exit(0 if fit else 1)


def _show(findings: list[Finding]) -> None:
    table = Table(box=None)
    for heading in (mark("What"), "", mark("Finding")):
        table.add_column(translate(heading))
    for finding in findings:
        sign = "✓" if finding.ok else ("✗" if finding.needed else "–")
        table.add_row(translate(finding.name), sign, finding.detail)
    Console().print(table)


def _look() -> Iterator[Finding]:
    yield _python()
    yield _disk()
    yield _checked(mark("Database"), _database)
    yield _checked(mark("Broker"), _broker)
    yield _checked(mark("Object store"), _store)
    yield _checked(mark("Mail, out"), _mail_out, needed=bool(env.text("SHOUFA_SMTP_HOST")))
    yield _checked(mark("Mail, in"), _mail_in, needed=bool(env.text("SHOUFA_IMAP_HOST")))
    yield _public_address()
    yield _program(
        mark("LibreOffice"), wiring.tools().libreoffice, mark("not installed: .doc, .odt, .rtf wait for a person")
    )
    yield _program(mark("bsdtar"), wiring.tools().bsdtar, mark("not installed: .rar and .7z are sent back"))
    yield _pictures()
    yield _network()


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(mark("Python"), sys.version_info >= (3, 11), True, version)


def _disk() -> Finding:
    free = shutil.disk_usage(env.home()).free // 2**20
    return Finding(mark("Free disk"), free >= LEAST_DISK_MIB, True, f"{free:,} MiB · {env.home()}")


def _checked(name: str, look: Callable[[], str], needed: bool = True) -> Finding:
    try:
        return Finding(name, True, needed, look())
    except ShoufaError as error:
        return Finding(name, False, needed, str(error))


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise ShoufaError(
            mark("does not answer ({reason})."),
            place="SHOUFA_DATABASE_URL",
            remedy=mark("Start it or correct the address."),
            reason=str(error).strip(),
        ) from error
    if missing:
        return translate(mark("{engine}; “shoufa up” or “shoufa migrate” brings it up to date"), engine=_engine())
    return _engine()


def _engine() -> str:
    return str(settings.DATABASES["default"]["ENGINE"]).rpartition(".")[2]


def _broker() -> str:
    url = env.text("SHOUFA_BROKER_URL")
    if not url:
        return translate(mark("{program}, started by “shoufa up”"), program=broker_program())
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2) as client:
            return f"{shown(url)} · {client.info('server')['redis_version']}"
    except redis.RedisError as error:
        raise ShoufaError(
            mark("does not answer ({reason})."),
            place=shown(url),
            remedy=mark("Start “shoufa up”, or correct SHOUFA_BROKER_URL."),
            reason=str(error),
        ) from error


def shown(url: str) -> str:
    """A URL as it may be printed: without user name and password."""
    parts = urlsplit(url)
    userinfo, at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"***@{host}")) if at and userinfo else url


def _store() -> str:
    if env.text("SHOUFA_STORE") != "disk" and not env.text("SHOUFA_S3_ENDPOINT"):
        return translate(mark("{program}, started by “shoufa up”"), program=store_program())
    wiring.store().check()
    return env.text("SHOUFA_S3_ENDPOINT") or env.text("SHOUFA_STORE_PATH") or str(env.home() / "objects")


def _mail_out() -> str:
    server = wiring.smtp()
    if server is None:
        raise ShoufaError(mark("no mail server is set (SHOUFA_SMTP_HOST): messages are held and shown."))
    if not tcp_ready(server.host, server.port):
        raise ShoufaError(
            mark("does not answer."),
            place=f"{server.host}:{server.port}",
            remedy=mark("Start it, or correct SHOUFA_SMTP_HOST and SHOUFA_SMTP_PORT."),
        )
    return f"{server.host}:{server.port} · {wiring.office().address}"


def _mail_in() -> str:
    mailbox = wiring.mailbox()
    if mailbox is None:
        return translate(mark("the built-in receiver; no IMAP mailbox is set (SHOUFA_IMAP_HOST)"))
    mailbox.contains("<doctor@shoufa.invalid>")
    return f"{mailbox.user}@{mailbox.host}:{mailbox.port}/{mailbox.folder}"


def _public_address() -> Finding:
    url = env.text("SHOUFA_PUBLIC_URL")
    detail = url or translate(mark("not set (SHOUFA_PUBLIC_URL): mails carry no link"))
    return Finding(mark("Public address"), bool(url), False, detail)


def _program(name: str, program: str, missing: str) -> Finding:
    found = shutil.which(program)
    return Finding(name, found is not None, False, found or f"{program} · {translate(missing)}")


def _pictures() -> Finding:
    there = can_recognise()
    detail = mark("installed") if there else mark("the extra “ocr” is not installed: photographs wait for a person")
    return Finding(mark("Text in pictures"), there, False, translate(detail))


def _network() -> Finding:
    command = without_network()
    missing = mark("this system does not allow to take the network from other programs")
    return Finding(mark("Isolation"), bool(command), False, " ".join(command) or translate(missing))
