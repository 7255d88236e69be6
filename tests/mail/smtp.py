"""Mail servers for tests, on free loopback ports: one that plays a script, one real one that keeps all."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HANG_UP = ""
SILENCE = "SILENCE"


@dataclass
class Script:
    """What the scripted server answers; HANG_UP closes the connection instead, SILENCE waits for ever.

    `body_limit` is after how many bytes of the message `early` is said.
    """

    greeting: str = "220 city.example ready"
    mail: str = "250 ok"
    rcpt: Mapping[str, str] = field(default_factory=dict)
    data: str = "354 go on"
    body_limit: int | None = None
    early: str = HANG_UP
    dot: str = "250 queued as 4711"


@dataclass
class Played:
    """What a scripted server has seen."""

    port: int = 0
    kept: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    closed: threading.Event = field(default_factory=threading.Event)


@contextmanager
def scripted(script: Script) -> Iterator[Played]:
    """A server for one conversation; its `closed` is set when it has let the connection go."""
    played = Played()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(60)
        played.port = listener.getsockname()[1]
        thread = threading.Thread(target=_play, args=(listener, script, played))
        thread.start()
        try:
            yield played
        finally:
            # a last visitor lets a server go that nobody came to
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", played.port), 1).close()
            thread.join(60)
            assert not thread.is_alive()


def _play(listener: socket.socket, script: Script, played: Played) -> None:
    connection, _ = listener.accept()
    try:
        with connection, suppress(OSError):
            connection.settimeout(60)
            _converse(connection, script, played)
    finally:
        played.closed.set()


def _converse(connection: socket.socket, script: Script, played: Played) -> None:
    lines = connection.makefile("rb")

    def says(answer: str) -> bool:
        if answer == SILENCE:
            return bool(lines.read(1))  # until the client gives up
        if answer:
            connection.sendall(answer.encode() + b"\r\n")
        return bool(answer)

    goes_on = says(script.greeting)
    while goes_on:
        line = lines.readline().decode().strip()
        verb = line[:4].upper()
        if verb == "EHLO":
            goes_on = says("250 city.example")
        elif verb == "MAIL":
            goes_on = says(script.mail)
        elif verb == "RCPT":
            address = line.partition("<")[2].rstrip(">")
            answer = script.rcpt.get(address, "250 ok")
            played.recipients += [address] if answer.startswith("2") else []
            goes_on = says(answer)
        elif verb == "DATA":
            goes_on = says(script.data)
            if script.data.startswith("3"):
                answer = _take(lines.readline, script, played)
                goes_on = says(answer) and answer != script.early
        else:
            goes_on = False


def _take(readline: Callable[[], bytes], script: Script, played: Played) -> str:
    """Read the message; the answer to it."""
    body: list[bytes] = []
    size = 0
    while True:
        line = readline()
        size += len(line)
        if script.body_limit is not None and size >= script.body_limit:
            return script.early
        if not line:
            return HANG_UP
        if line == b".\r\n":
            if script.dot.startswith("2"):
                played.kept.append(b"".join(body))
            return script.dot
        body.append(line.removeprefix(b".") if line.startswith(b"..") else line)


class Listening(Controller):
    """A controller on a port that it has from the beginning, so that no other program takes it in between."""

    def __init__(self, handler: object, port: int = 0, **options: Any) -> None:
        self.listener = socket.create_server(("127.0.0.1", port))
        super().__init__(handler, "127.0.0.1", self.listener.getsockname()[1], ready_timeout=60, **options)

    def _create_server(self) -> Coroutine[Any, Any, asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self.listener, ssl=self.ssl_context)


@dataclass
class Sink:
    """A real SMTP server that keeps every message with its envelope."""

    port: int = 0
    messages: list[Envelope] = field(default_factory=list)

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep it."""
        self.messages.append(envelope)
        return "250 2.0.0 kept"


@contextmanager
def sink(
    *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None, password: str = ""
) -> Iterator[Sink]:
    """A running sink: `tls` from the start, `starttls` on request, `password` for the user `office`."""

    def sign_in(*arguments: object) -> AuthResult:
        given = arguments[-1]
        right = isinstance(given, LoginPassword) and given.password == password.encode()
        return AuthResult(success=right, handled=right)

    kept = Sink()
    controller = Listening(
        kept,
        ssl_context=tls,
        tls_context=starttls,
        authenticator=sign_in if password else None,
        auth_require_tls=False,
        server_hostname="sink.example",
    )
    kept.port = controller.port
    controller.start()
    try:
        yield kept
    finally:
        controller.stop()
