"""The built-in mail receiver: SMTP (RFC 5321) for our own addresses, 250 only for what is safely kept."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future

from aiosmtpd.smtp import SMTP, Envelope, Session

from messages.errors import MailUnavailable
from messages.language import mark

log = logging.getLogger(__name__)

_MIB = 1024 * 1024
_MOST_RECIPIENTS = 100


class Receiver:
    """Receives mail for `accepts`ed addresses and hands each message to `accept`, in a thread.

    The sender gets 250 after `accept(raw)` returned and 451 (try again) when it raised. `raw` is the
    message as received, with `Return-Path` and `Delivered-To` of its envelope before it (RFC 5321 §4.4),
    so that nothing else needs to be kept. Addresses that `accepts` denies are refused with 550: this is
    no open relay. `size_limit` is in bytes; a longer message is refused with 552.
    """

    def __init__(
        self,
        host: str,
        port: int,
        accepts: Callable[[str], bool],
        accept: Callable[[bytes], None],
        *,
        hostname: str = "localhost",
        size_limit: int = 50 * _MIB,
    ) -> None:
        """Listens on `host`:`port` once started; port 0 takes a free one, then `port` says which."""
        self.host = host
        self.port = port
        self._handler = _Handler(accepts, accept)
        self._hostname = hostname
        self._size_limit = size_limit
        self._thread: threading.Thread | None = None
        self._stop: Callable[[], object] = threading.Event().set

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT, in the main thread. Raises MailUnavailable if it cannot listen."""
        asyncio.run(self._serve(Future(), end_by_signal=True))

    def start(self) -> None:
        """Serve in a thread until `stop`; listens when this returns. Raises MailUnavailable."""
        listening: Future[None] = Future()
        thread = threading.Thread(target=self._in_thread, args=(listening,), name="mail-receiver", daemon=True)
        thread.start()
        listening.result()
        self._thread = thread

    def stop(self) -> None:
        """End what `start` began; messages that are being accepted are accepted first."""
        if self._thread is not None:
            self._stop()
            self._thread.join()
            self._thread = None

    def _in_thread(self, listening: Future[None]) -> None:
        try:
            asyncio.run(self._serve(listening, end_by_signal=False))
        except MailUnavailable as error:
            listening.set_exception(error)

    async def _serve(self, listening: Future[None], *, end_by_signal: bool) -> None:
        loop = asyncio.get_running_loop()
        ending = asyncio.Event()
        self._stop = lambda: loop.call_soon_threadsafe(ending.set)
        if end_by_signal:
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, ending.set)
        try:
            server = await loop.create_server(self._conversation, self.host, self.port)
        except (OSError, OverflowError) as error:
            raise MailUnavailable(
                mark("Mail cannot be received here: {reason}"),
                place=f"{self.host}:{self.port}",
                remedy=mark("End the program that uses the port, or correct SHOUFA_RECEIVER_PORT."),
                reason=str(error),
            ) from error
        async with server:
            self.port = server.sockets[0].getsockname()[1]
            listening.set_result(None)
            await ending.wait()

    def _conversation(self) -> SMTP:
        return SMTP(
            self._handler,
            data_size_limit=self._size_limit,
            enable_SMTPUTF8=True,
            hostname=self._hostname,
            ident="Shoufa",
            loop=asyncio.get_running_loop(),
        )


class _Handler:
    """aiosmtpd's hooks: who may be written to, and what becomes of a message."""

    def __init__(self, accepts: Callable[[str], bool], accept: Callable[[bytes], None]) -> None:
        self._accepts = accepts
        self._accept = accept

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if not self._accepts(address):
            return "550 5.7.1 No mailbox here by that name, and no relaying"
        if len(envelope.rcpt_tos) >= _MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        del server, session
        accepting = asyncio.get_running_loop().run_in_executor(None, self._accept, _with_trace(envelope))
        await asyncio.wait([accepting])
        error = accepting.exception()
        if error is not None:
            log.error("a received message could not be kept; its sender will try again", exc_info=error)
            return "451 4.3.0 The message could not be kept; please try again"
        return "250 2.0.0 OK, kept"


def _with_trace(envelope: Envelope) -> bytes:
    """The message with the trace headers of final delivery before it (RFC 5321 §4.4)."""
    sender = (envelope.mail_from or "").strip("<>")
    lines = [f"Return-Path: <{sender}>", *(f"Delivered-To: {address}" for address in envelope.rcpt_tos)]
    trace = "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogateescape")
    return trace + (envelope.original_content or b"")
