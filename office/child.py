"""A child process within limits: time, memory, size of files; it ends with its parent, and without a network.

Limits are set by util-linux's prlimit, setpriv and unshare in front of the program, and not in Python between fork
and exec, which is not safe beside other threads. Where one of them is missing, its protection is.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from messages.errors import ConversionFailed, Unavailable
from messages.language import mark

MEGABYTE = 1 << 20
_TAIL = 2000  # characters of its errors that are kept


@dataclass(frozen=True)
class Limits:
    """What a child may use: seconds until it is killed, bytes of address space, bytes of one file that it writes."""

    seconds: float
    memory: int
    file_size: int = 200 * MEGABYTE


@lru_cache(maxsize=1)
def without_network() -> tuple[str, ...]:
    """The command that takes the network from what follows it; () where the system does not allow it."""
    for command in (("unshare", "--net"), ("unshare", "--map-root-user", "--net")):
        try:
            tried = subprocess.run([*command, "true"], capture_output=True, check=False, timeout=10)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if tried.returncode == 0:
            return command
    return ()


def start(argv: Sequence[str], folder: Path, limits: Limits, env: Mapping[str, str] | None = None) -> Child:
    """Start `argv` in a session of its own, in `folder`, where its input, output and errors are files too.

    Standard input is the file `stdin` there, if there is one. Raises Unavailable when the program is not there.
    """
    given = folder / "stdin"
    with (
        (given if given.exists() else Path(os.devnull)).open("rb") as stdin,
        (folder / "stdout").open("wb") as stdout,
        (folder / "stderr").open("wb") as stderr,
    ):
        try:
            process = subprocess.Popen(
                [*without_network(), *_limited(limits), *argv],
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                cwd=folder,
                env=dict(os.environ) | dict(env or {}),
                start_new_session=True,
            )
        except OSError as error:
            raise Unavailable(
                mark("the program cannot be started ({reason})."), place=argv[0], reason=error.strerror
            ) from error
    return Child(process, folder)


def _limited(limits: Limits) -> list[str]:
    command = []
    if shutil.which("prlimit"):
        command += ["prlimit", f"--as={limits.memory}", f"--fsize={limits.file_size}", "--core=0"]
    if shutil.which("setpriv"):
        command += ["setpriv", "--pdeathsig=KILL", "--no-new-privs"]
    return command


class Child:
    """A started process, its group and what it wrote."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self._process = process
        self._folder = folder

    @property
    def pid(self) -> int:
        """Its process id, which is its group's too."""
        return self._process.pid

    def wait(self, seconds: float) -> bool:
        """Whether it ended within `seconds`; it is not reaped yet, so that its group's number stays its own."""
        if self._process.returncode is not None:
            return True
        watched = os.pidfd_open(self._process.pid)
        try:
            poll = select.poll()  # select() knows no file number above 1023
            poll.register(watched, select.POLLIN)
            return bool(poll.poll(max(0.0, seconds) * 1000))
        finally:
            os.close(watched)

    def end(self) -> int:
        """Kill what is left of its group, reap it, and return its exit code (negative: the signal)."""
        if self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        return self._process.returncode

    def output(self) -> bytes:
        """What it wrote to standard output."""
        return (self._folder / "stdout").read_bytes()

    def errors(self) -> str:
        """The end of what it wrote to standard error."""
        return (self._folder / "stderr").read_text("utf-8", "replace")[-_TAIL:].strip()


def run(
    argv: Sequence[str],
    folder: Path,
    limits: Limits,
    env: Mapping[str, str] | None = None,
    errors: Mapping[int, type[ConversionFailed]] | None = None,
) -> Child:
    """Run `argv` as `start` does, to its end.

    Raises Unavailable; ConversionFailed when it hangs or fails, or what `errors` says of its exit code.
    """
    child = start(argv, folder, limits, env)
    in_time = child.wait(limits.seconds)
    code = child.end()
    if not in_time:
        raise ConversionFailed(
            mark("the program did not finish within {seconds} s and was ended."), place=argv[0], seconds=limits.seconds
        )
    if code != 0:
        raise (errors or {}).get(code, ConversionFailed)(
            mark("the program failed (exit code {code}): {reason}"), place=argv[0], code=code, reason=child.errors()
        )
    return child
