"""Have other programs open a returned file, once: what they make of it is kept and read again from the store.

1. Nothing is converted inside a transaction: it may take a minute.
2. What was made is stored under its own SHA-256, then the row that tells of which file it was made.
3. A failure stands for a while, so that a file that hangs does not cost its time limit in every step.
4. A job starts no conversion in the second half of its lease; it is pushed back and goes on from what is kept.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from documents.kinds import ARCHIVES, CONVERTED, PICTURES, Kind, sniff
from documents.tools import Box, Page, Tools
from messages.errors import ConversionFailed, Damaged, PasswordNeeded, TooLarge
from messages.language import mark
from storage.keys import content_key, sha256
from storage.protocol import ObjectStore
from tracking.models import Conversion
from workflows.services import Services

FAILURE_STANDS = timedelta(hours=1)
SLOW = CONVERTED | PICTURES | (ARCHIVES - {Kind.ZIP}) | {Kind.PDF}  # kinds that another program has to open


class OutOfTime(Exception):
    """The job has used its time; what was converted so far is kept, and the next attempt goes on from there."""


class KeptTools:
    """documents.tools.Tools that ask the program only for what has not been made before.

    `until`: the moment of time.monotonic() after which no program is started any more (OutOfTime).
    """

    def __init__(self, tools: Tools, store: ObjectStore, until: float) -> None:
        self.tools = tools
        self.store = store
        self.until = until

    def to_docx(self, data: bytes, kind: str) -> bytes:
        """As Tools.to_docx."""
        return self._kept("to_docx", data, ".docx", lambda: self.tools.to_docx(data, kind))

    def words(self, data: bytes) -> list[Page]:
        """As Tools.words."""
        return _pages(self._kept("words", data, ".json", lambda: json.dumps(self.tools.words(data)).encode()))

    def recognise(self, data: bytes, kind: str) -> list[Page]:
        """As Tools.recognise."""
        made = self._kept("recognise", data, ".json", lambda: json.dumps(self.tools.recognise(data, kind)).encode())
        return _pages(made)

    def unpack(self, data: bytes, kind: str) -> list[tuple[str, bytes]]:
        """As Tools.unpack; the files themselves are kept by whoever unpacks."""
        self._confirm_time()
        return self.tools.unpack(data, kind)

    def _kept(self, way: str, data: bytes, suffix: str, make: Callable[[], bytes]) -> bytes:
        digest = sha256(data)
        before = Conversion.objects.filter(sha256=digest, way=way).first()
        if before and before.object_key:
            return self.store.get(before.object_key)
        if before and timezone.now() - before.made_at < FAILURE_STANDS:
            raise ConversionFailed(mark("it could not be opened before: {problem}"), problem=before.problem)
        self._confirm_time()
        try:
            made = make()
        except (Damaged, PasswordNeeded, TooLarge):
            raise  # the file is at fault: seen soon, and told by its kind
        except ConversionFailed as error:
            _note(digest, way, problem=str(error)[:500])
            raise
        key = content_key("derived", made, suffix)
        self.store.put(key, made)
        _note(digest, way, object_key=key)
        return made

    def _confirm_time(self) -> None:
        if time.monotonic() > self.until:
            raise OutOfTime


def kept_tools(services: Services) -> KeptTools:
    """The office's tools for one job."""
    return KeptTools(services.tools, services.store, time.monotonic() + services.lease.total_seconds() / 2)


def is_slow(data: bytes) -> bool:
    """Whether another program has to open the file, which a page does not wait for."""
    return sniff(data) in SLOW


def _note(digest: str, way: str, object_key: str = "", problem: str = "") -> None:
    made = {"object_key": object_key, "problem": problem, "made_at": timezone.now()}
    Conversion.objects.update_or_create(sha256=digest, way=way, defaults=made)


def _pages(kept: bytes) -> list[Page]:
    return [
        (
            (width, height),
            [(_box(box), text) for box, text in words],
            [[_box(box) for box in cells] for cells in tables],
        )
        for (width, height), words, tables in json.loads(kept)
    ]


def _box(numbers: list[float]) -> Box:
    left, top, right, bottom = numbers
    return left, top, right, bottom
