"""Word-processor files of other kinds, converted by a LibreOffice of our own.

One instance is kept warm: it has an empty document open and so does not end after a conversion; every further start
of the program hands its request to that instance, through a socket in the file system, and waits until it is done.
Measured on two cores with LibreOffice 7.4, a form of 15 fields and 30 rows, seconds a file: a new profile each time
2.3, one profile but a new process 1.2 to 1.8, one process for ten files 0.25, the warm instance 0.08 (and 1.3 once).
So no UNO bridge is needed, nor Python inside LibreOffice.

It runs in a profile of its own without macros, remote pictures and updates of links, without a network where the
system allows that, and is killed with its whole group at the time limit.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from messages.errors import ConversionFailed
from office.child import MEGABYTE, Limits
from office.instance import OUTPUT, Instance

SECONDS = 60.0
SOURCES = ("docx", "doc", "odt", "rtf", "html", "xml", "fodt")
_USES = 200  # conversions until the instance is started anew: LibreOffice never gives all memory back
_IDLE = 120.0  # seconds without work until it is ended
_MEMORY = 4096 * MEGABYTE


class LibreOffice:
    """Converts one file at a time; started when first needed, ended when idle, by `close` and with this process."""

    def __init__(self, program: str = "soffice", seconds: float = SECONDS, idle: float = _IDLE) -> None:
        self._program = program
        self.seconds = seconds
        self._idle = idle
        self._lock = threading.Lock()
        self._instance: Instance | None = None
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the instance, if one runs; the next conversion starts another."""
        with self._lock:
            self._end()

    def convert(self, data: bytes, source: str, target: str) -> bytes:
        """The file `data` of kind `source` (SOURCES) as `target` (docx, doc, odt, rtf, pdf).

        Raises Unavailable when LibreOffice is not installed; ConversionFailed when it hangs, crashes or gives nothing.
        """
        if source not in SOURCES or target not in OUTPUT:
            raise ValueError(f"{source} → {target}")
        with self._lock:
            try:
                return self._ready().convert(data, source, target, Limits(self.seconds, _MEMORY))
            except ConversionFailed:
                self._end()
                raise
            finally:
                self._rest()

    def _ready(self) -> Instance:
        if self._timer is not None:
            self._timer.cancel()
        if self._instance is not None and (self._instance.uses >= _USES or not self._instance.alive()):
            self._end()
        if self._instance is None:
            self._instance = Instance(self._program, Limits(self.seconds, _MEMORY))
        return self._instance

    def _rest(self) -> None:
        self._timer = threading.Timer(self._idle, self.close)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._instance is not None:
            self._instance.end()
            self._instance = None


def convert_all(files: Iterable[tuple[bytes, str, str]], program: str = "soffice") -> list[bytes]:
    """Every (data, source kind, target kind) converted, in order, by one instance. Errors as LibreOffice.convert."""
    with LibreOffice(program) as office:
        return [office.convert(*file) for file in files]
