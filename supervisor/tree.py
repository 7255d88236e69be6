"""The processes of one installation: started in order, kept alive, ended in reverse order."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType

from messages.errors import Unavailable
from messages.language import mark
from supervisor.process import Child
from supervisor.state import Running, only_one, write_running

log = logging.getLogger(__name__)

# Seconds.
_READY_WITHIN = 60.0
_END_WITHIN = 7.0
_LOOK_EVERY = 0.1
_FIRST_DELAY, _LONGEST_DELAY = 0.2, 10.0
_STEADY_AFTER = 30.0


class _Restarts:
    """When a dead child may start again: at once after a steady life, ever later while it keeps dying."""

    def __init__(self) -> None:
        self._delay = _FIRST_DELAY
        self._started = time.monotonic()
        self._due: float | None = None

    def due(self) -> bool:
        """Called while the child is dead: whether its wait is over."""
        now = time.monotonic()
        if self._due is None:
            if now - self._started > _STEADY_AFTER:
                self._delay = _FIRST_DELAY
            self._due = now + self._delay
            self._delay = min(self._delay * 2, _LONGEST_DELAY)
        return now >= self._due

    def started(self) -> None:
        self._started = time.monotonic()
        self._due = None


class Supervisor:
    """Runs `children`; `folder` takes its lock and processes.json. Use it from the main thread."""

    def __init__(self, children: Sequence[Child], folder: Path) -> None:
        self._children = children
        self._folder = folder
        self._restarts = {child.name: _Restarts() for child in children}

    def run(self, before: Callable[[], None] | None = None, on_ready: Callable[[], None] | None = None) -> None:
        """Run until SIGTERM or SIGINT; then all children end within 8 seconds.

        `before` is called when no other supervisor runs on the folder and nothing is started yet,
        `on_ready` when every child serves. NotAllowed when another supervisor runs on the folder,
        Unavailable with the end of its log when a child does not become ready.
        """
        with only_one(self._folder), _told_to_end() as end:
            try:
                if before:
                    before()
                for child in self._children:
                    self._start(child, end)
                if on_ready and not end.is_set():
                    on_ready()
                while not end.wait(_LOOK_EVERY):
                    self._revive()
            finally:
                self._end()

    def _start(self, child: Child, end: Event) -> None:
        """Start `child` and wait until it serves, or until `end` is set."""
        if end.is_set():
            return
        self._launch(child)
        patience = time.monotonic() + _READY_WITHIN
        while not child.ready():
            if not child.alive() or time.monotonic() > patience:
                raise _not_ready(child)
            if end.wait(_LOOK_EVERY):
                return

    def _launch(self, child: Child) -> None:
        self._restarts[child.name].started()
        try:
            child.start()
        except OSError as error:
            raise Unavailable(
                mark("{name} cannot be started ({reason})."),
                place=str(child.command.argv[0]),
                remedy=mark("Run shoufa doctor: it says what is missing."),
                name=child.name,
                reason=error.strerror,
            ) from error
        self._record()

    def _revive(self) -> None:
        for child in self._children:
            if not child.alive() and self._restarts[child.name].due():
                log.warning("%s ended and is started again; its log: %s", child.name, child.log)
                child.kill()  # what the dead one left in its group
                try:
                    self._launch(child)
                except Unavailable as error:
                    log.error("%s", error)

    def _end(self) -> None:
        """Give each child its share of the time that is left, the last started first."""
        deadline = time.monotonic() + _END_WITHIN
        for left, child in zip(range(len(self._children), 0, -1), reversed(self._children), strict=True):
            child.stop(max(0.0, deadline - time.monotonic()) / left)
        write_running(self._folder, [])

    def _record(self) -> None:
        running = [Running(one.name, one.pid, one.command.port) for one in self._children if one.pid]
        write_running(self._folder, running)


def _not_ready(child: Child) -> Unavailable:
    return Unavailable(
        mark("{name} did not start. The end of its log:\n{tail}\n"),
        place=str(child.log),
        remedy=mark("Correct what the log says and start again."),
        name=child.name,
        tail=child.log_tail(),
    )


@contextmanager
def _told_to_end() -> Iterator[Event]:
    """An event that SIGTERM and SIGINT set while this lasts."""
    end = Event()

    def set_end(_number: int, _frame: FrameType | None) -> None:
        end.set()

    former = {number: signal.signal(number, set_end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield end
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
