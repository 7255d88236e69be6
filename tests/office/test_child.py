"""The limited child process: it ends at its limits, with its parent, and has no network."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from messages.errors import ConversionFailed, PasswordNeeded, Unavailable
from office import child
from office.child import MEGABYTE, Limits

LIMITS = Limits(seconds=60, memory=1024 * MEGABYTE, file_size=MEGABYTE)


def python(program: str) -> list[str]:
    return [sys.executable, "-I", "-c", program]


def gone(pid: int) -> bool:
    """Whether a process has ended (a zombie that nobody reaps has)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def soon_gone(pid: int) -> bool:
    end = time.monotonic() + 60
    while not gone(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return gone(pid)


def test_it_gives_its_output(tmp_path: Path) -> None:
    (tmp_path / "stdin").write_bytes(b"abc")
    made = child.run(python("import sys; sys.stdout.write(sys.stdin.read().upper())"), tmp_path, LIMITS)
    assert made.output() == b"ABC"


def test_a_program_that_hangs_is_ended_with_its_whole_group(tmp_path: Path) -> None:
    program = python(
        "import subprocess, time; p = subprocess.Popen(['sleep', '60']); print(p.pid, flush=True); time.sleep(60)"
    )
    started = time.monotonic()
    with pytest.raises(ConversionFailed):
        child.run(program, tmp_path, Limits(4, LIMITS.memory))
    assert time.monotonic() - started < 50  # it sleeps 60
    assert soon_gone(int((tmp_path / "stdout").read_text()))


def test_what_a_program_leaves_behind_is_ended_too(tmp_path: Path) -> None:
    made = child.run(python("import subprocess; print(subprocess.Popen(['sleep', '60']).pid)"), tmp_path, LIMITS)
    assert soon_gone(int(made.output()))


def test_memory_is_limited(tmp_path: Path) -> None:
    with pytest.raises(ConversionFailed, match="MemoryError"):
        child.run(python("bytearray(2 << 30)"), tmp_path, LIMITS)


def test_the_size_of_a_file_is_limited(tmp_path: Path) -> None:
    with pytest.raises(ConversionFailed):
        child.run(python("import sys; sys.stdout.write('x' * (2 << 20))"), tmp_path, LIMITS)
    assert (tmp_path / "stdout").stat().st_size <= MEGABYTE


def test_an_exit_code_says_what_was_wrong(tmp_path: Path) -> None:
    with pytest.raises(PasswordNeeded):
        child.run(python("raise SystemExit(3)"), tmp_path, LIMITS, errors={3: PasswordNeeded})


def test_a_program_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises((Unavailable, ConversionFailed), match="no-such-program"):
        child.run(["no-such-program"], tmp_path, LIMITS)


@pytest.mark.skipif(not child.without_network(), reason="the system does not allow it")
def test_there_is_no_network(tmp_path: Path) -> None:
    made = child.run(python("import socket; print([name for _, name in socket.if_nameindex()])"), tmp_path, LIMITS)
    assert made.output().strip() == b"['lo']"


def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    program = (
        "import os, sys, time; from pathlib import Path; from office import child;"
        "c = child.start(['sleep', '60'], Path(sys.argv[1]), child.Limits(60, 1 << 30)); print(c.pid, flush=True);"
        "time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    while Path(f"/proc/{pid}/comm").read_text().strip() != "sleep":  # what limits it comes first
        time.sleep(0.02)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert soon_gone(pid)
