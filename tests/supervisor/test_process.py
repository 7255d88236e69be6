"""A child ends when it is told to, when it does not listen, and when its parent is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from supervisor.process import Child, Command
from tests.servers import start
from tests.supervisor.conftest import gone, wait_until


def child(folder: Path, code: str, *, marker: Path | None = None) -> Child:
    """A child that runs `code` with `marker` as its argument, ready when that file is there."""
    argv = [sys.executable, "-c", code, str(marker or "")]
    return Child("child", Command(argv, ready=marker.is_file) if marker else Command(argv), folder / "child.log")


def test_stop_ends_an_obedient_child_at_once(tmp_path: Path) -> None:
    one = child(tmp_path, "import time; time.sleep(600)")
    start(one)
    pid = one.pid
    assert pid
    began = time.monotonic()
    one.stop(10)
    assert time.monotonic() - began < 5
    assert gone(pid)
    assert not one.alive()
    assert one.pid is None


def test_stop_kills_a_deaf_child_and_its_group_after_the_time_limit(tmp_path: Path) -> None:
    code = """
import os, signal, sys, time
from pathlib import Path
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pid = os.fork()
if pid: Path(sys.argv[1]).write_text(str(pid))
time.sleep(600)
"""
    marker = tmp_path / "grandchild"
    one = child(tmp_path, code, marker=marker)
    start(one)
    wait_until(lambda: bool(marker.read_text()))
    began = time.monotonic()
    one.stop(0.3)
    assert 0.3 <= time.monotonic() - began < 5
    wait_until(lambda: gone(int(marker.read_text())))


def test_what_a_dead_child_left_in_its_group_is_killed(tmp_path: Path) -> None:
    code = """
import os, sys, time
from pathlib import Path
pid = os.fork()
if pid == 0: time.sleep(600)
Path(sys.argv[1]).write_text(str(pid))
"""
    marker = tmp_path / "grandchild"
    one = child(tmp_path, code, marker=marker)
    one.start()
    wait_until(lambda: not one.alive())
    assert not gone(int(marker.read_text()))
    assert not one.ready()
    one.stop()
    wait_until(lambda: gone(int(marker.read_text())))


def test_output_and_environment(tmp_path: Path) -> None:
    argv = [
        sys.executable,
        "-c",
        "import os, sys; print(os.environ['WORD']); print('on stderr', file=sys.stderr)",
    ]
    one = Child("child", Command(argv, env={"WORD": "收发"}), tmp_path / "log" / "child.log")
    assert one.log_tail() == ""
    for _ in range(2):
        one.start()
        wait_until(lambda: not one.alive())
        one.stop()
    assert sorted(one.log_tail().splitlines()) == ["on stderr"] * 2 + ["收发"] * 2


def test_a_long_log_is_set_aside_at_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supervisor.process._LONGEST_LOG", 3)
    one = child(tmp_path, "print('four')")
    for _ in range(2):
        one.start()
        wait_until(lambda: not one.alive())
        one.stop()
    assert one.log.read_text() == "four\n"
    assert (tmp_path / "child.log.1").read_text() == "four\n"


def test_a_child_that_was_never_started_may_be_stopped(tmp_path: Path) -> None:
    one = child(tmp_path, "")
    assert not one.alive()
    one.stop()
    one.kill()


def test_a_missing_program_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Child("none", Command([str(tmp_path / "none")]), tmp_path / "log").start()


def test_a_process_whose_parent_is_already_gone_ends_at_once() -> None:
    code = "import os, time; from supervisor.process import die_with_parent; die_with_parent(os.getppid() + 1)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL


def test_a_process_with_its_right_parent_goes_on() -> None:
    code = "import os; from supervisor.process import die_with_parent as die; die(os.getppid()); die()"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_child_cannot_outlive_a_killed_parent(tmp_path: Path) -> None:
    code = """
import sys, time
from pathlib import Path
from supervisor.process import Child, Command
one = Child("one", Command([sys.executable, "-c", "import time; time.sleep(600)"]), Path(sys.argv[1]))
one.start()
print(one.pid, flush=True)
time.sleep(600)
"""
    argv = [sys.executable, "-c", code, str(tmp_path / "log")]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert not gone(pid)
        os.kill(parent.pid, signal.SIGKILL)
    assert wait_until(lambda: gone(pid)) < 5
