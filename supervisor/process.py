"""One child process that ends with its parent, however the parent ends."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # prctl(2)
_TAIL = 12  # lines of a log that an error shows
_LONGEST_LOG = 10_000_000  # bytes
_POLL = 0.05  # seconds
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(parent_pid: int | None = None) -> None:
    """Have the kernel SIGKILL this process when the thread that started it ends (Linux prctl(2)).

    `parent_pid` closes the race with a parent that died before this call: this process then ends too.
    A process that forks calls this again in each of its children, which do not inherit it.
    OSError when the kernel refuses.
    """
    if _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if parent_pid is not None and os.getppid() != parent_pid:
        os.kill(os.getpid(), signal.SIGKILL)


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """What to run, and how to see that it is ready to serve.

    `env` is added to the environment; `port` is where it serves, for people and tests to read.
    """

    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    ready: Callable[[], bool] = _always
    port: int | None = None


class Child:
    """A named process in a session of its own, its output appended to `log`.

    Start it from a thread that stays (the main one): the kernel ends it with that thread.
    """

    def __init__(self, name: str, command: Command, log: Path) -> None:
        self.name = name
        self.command = command
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process id since the last start, None before the first and after stop()."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process, a long log set aside first; OSError when its program cannot be run."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.is_file() and self.log.stat().st_size > _LONGEST_LOG:
            self.log.replace(self.log.with_name(f"{self.log.name}.1"))
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                list(self.command.argv),
                env={**os.environ, **self.command.env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=partial(die_with_parent, os.getpid()),  # noqa: PLW1509  # one thread, no lock held
            )

    def alive(self) -> bool:
        """Whether the process runs; it is left unreaped so that its id stays its own until stop()."""
        if self._process is None:
            return False
        return os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def ready(self) -> bool:
        """Whether the process runs and serves."""
        return self.alive() and self.command.ready()

    def stop(self, timeout: float = 5.0) -> None:
        """SIGTERM, after `timeout` seconds SIGKILL; then SIGKILL for what is left of its group."""
        if self._process is None:
            return
        if self.alive():
            os.kill(self._process.pid, signal.SIGTERM)
            end = time.monotonic() + timeout
            while self.alive() and time.monotonic() < end:
                time.sleep(_POLL)
        self.kill()

    def kill(self) -> None:
        """SIGKILL for the process and all of its group, and wait for it."""
        if self._process is None:
            return
        # The unreaped leader keeps the group's number from being given to anyone else.
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def log_tail(self) -> str:
        """The last lines of its log."""
        try:
            with self.log.open("r", encoding="utf-8", errors="replace") as log:
                return "".join(deque(log, _TAIL)).strip()
        except FileNotFoundError:
            return ""
