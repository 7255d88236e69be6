"""The post office of these tests: takes mail on a loopback port, keeps every message, and delivers to the office."""

from __future__ import annotations

import asyncio
import email
import email.policy
import queue
import smtplib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from functools import cached_property

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.mail.smtp import Listening

OFFICE = "office@youth.city.example"
JOURNAL = "journal@youth.city.example"
_PORT_COMES_BACK_WITHIN = 60.0  # seconds
_DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Letter:
    """One message as it was handed over: its envelope and its bytes."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @cached_property
    def message(self) -> EmailMessage:
        """It, parsed."""
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    @property
    def message_id(self) -> str:
        """Its Message-ID."""
        return str(self.message["Message-ID"])

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Its attachments by name."""
        return {
            part.get_filename() or "": part.get_payload(decode=True)  # type: ignore[misc]
            for part in self.message.iter_attachments()
        }


class PostOffice:
    """Keeps what the house sends; what is for the office's own addresses goes on to `deliver`, until it is taken.

    `slow` seconds pass between the last line of a message and the answer to it.
    """

    def __init__(self, slow: float = 0.0) -> None:
        self.port = 0  # the first one that it gets
        self.slow = slow
        self.deliver: Callable[[Letter], None] | None = None
        self.kept: list[Letter] = []
        self.refused: list[Letter] = []  # by the office, at least once
        self._waiting: queue.Queue[Letter | None] = queue.Queue()
        self._ended = threading.Event()
        self._controller: Listening | None = None
        self._carrier = threading.Thread(target=self._carry, name="post-office")
        self._carrier.start()

    def open(self) -> None:
        """Take mail from now on, always on the same port."""
        end = time.monotonic() + _PORT_COMES_BACK_WITHIN
        while self._controller is None:
            try:
                self._controller = Listening(self, self.port, server_hostname="post.example")
            except OSError:  # while it was closed another program has taken the port
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)
        self.port = self._controller.port
        self._controller.start()

    def close(self) -> None:
        """Take no mail."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    def end(self) -> None:
        """Close for ever."""
        self.close()
        self._ended.set()
        self._waiting.put(None)
        self._carrier.join()

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep it, pass on what is for the office, answer."""
        raw = envelope.original_content or b""
        letter = Letter(envelope.mail_from or "", tuple(envelope.rcpt_tos), raw)
        self.kept.append(letter)
        own = tuple(address for address in letter.recipients if address in (OFFICE, JOURNAL))
        if own:
            self._waiting.put(Letter(letter.sender, own, raw))
        await asyncio.sleep(self.slow)
        return "250 2.0.0 kept"

    def answer(self, letter: Letter, name: str, data: bytes, text: str = "材料见附件。") -> None:
        """The unit that got `letter` answers it with a file."""
        unit = self.unit_of(letter)
        reply = EmailMessage(policy=email.policy.SMTP)
        reply["From"], reply["To"], reply["Subject"] = unit, OFFICE, f"回复：{letter.message['Subject']}"
        reply["Message-ID"] = make_msgid(domain="county.example")
        reply["In-Reply-To"] = letter.message_id
        reply.set_content(text)
        reply.add_attachment(data, maintype="application", subtype=_DOCX, filename=name)
        self._waiting.put(Letter(unit, (OFFICE,), reply.as_bytes()))

    def unit_of(self, letter: Letter) -> str:
        """The address of the unit that a letter of the house is for."""
        return next(address for address in letter.recipients if address not in (OFFICE, JOURNAL))

    def letters(self) -> list[Letter]:
        """What the house sent to units."""
        return [letter for letter in list(self.kept) if set(letter.recipients) - {OFFICE, JOURNAL}]

    def notices(self) -> list[Letter]:
        """Those that brought papers and forms."""
        return [letter for letter in self.letters() if letter.files]

    def copies(self) -> Counter[tuple[str, str]]:
        """How often each message, by Message-ID and unit, has been handed over."""
        return Counter((letter.message_id, self.unit_of(letter)) for letter in self.letters())

    def idle(self) -> bool:
        """Whether everything for the office has been delivered."""
        return not self._waiting.unfinished_tasks

    def _carry(self) -> None:
        """Deliver in the order of arrival; a receiver that is away is tried again, as mail servers do."""
        while letter := self._waiting.get():
            while not self._delivered(letter) and not self._ended.wait(0.2):
                pass
            self._waiting.task_done()

    def _delivered(self, letter: Letter) -> bool:
        try:
            if self.deliver:
                self.deliver(letter)
        except (OSError, smtplib.SMTPException):
            self.refused.append(letter)
            return False
        return self.deliver is not None


def by_smtp(port: int, letter: Letter) -> None:
    """Hand a letter to the receiver at `port`."""
    with smtplib.SMTP("127.0.0.1", port, "post.example", timeout=60) as smtp:
        smtp.sendmail(letter.sender, letter.recipients, letter.raw)


@contextmanager
def post_office(slow: float = 0.0) -> Iterator[PostOffice]:
    """An open post office."""
    office = PostOffice(slow)
    try:
        office.open()
        yield office
    finally:
        office.end()
