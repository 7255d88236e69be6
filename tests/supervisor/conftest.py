"""A house of processes that tests start, kill and look into."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from supervisor.state import Running, read_running


def gone(pid: int) -> bool:
    """Whether process `pid` has ended (a zombie that nobody waits for has)."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except (FileNotFoundError, ProcessLookupError):
        return True
    return status.rpartition(")")[2].split()[0] in "ZX"


def wait_until(condition: Callable[[], bool], seconds: float = 20.0) -> float:
    """Wait for `condition`; the seconds that it took. AssertionError after `seconds`."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "it did not happen in time"
        time.sleep(0.02)
    return time.monotonic() - began


@dataclass
class House:
    """One started supervisor process on `folder`."""

    folder: Path
    kind: str
    process: subprocess.Popen[str] = field(init=False)

    def start(self) -> None:
        """Start it and wait until every child serves."""
        argv = [sys.executable, "-m", "tests.supervisor.house", str(self.folder), self.kind]
        self.process = subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def children(self) -> dict[str, Running]:
        """Its children by name."""
        return {one.name: one for one in read_running(self.folder / "run")}

    def pids(self) -> list[int]:
        """Its children and its grandchild if it has one."""
        grandchild = self.folder / "grandchild"
        more = [int(grandchild.read_text())] if grandchild.is_file() else []
        return [one.pid for one in self.children().values()] + more

    def end(self, number: signal.Signals) -> None:
        """Send it `number` and wait for it."""
        os.kill(self.process.pid, number)
        self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()


Houses = Callable[[str, str], House]


@pytest.fixture
def houses(tmp_path: Path) -> Iterator[Houses]:
    """Starts the house `kind` in the folder `name`; what still runs at the end is killed."""
    started: list[House] = []

    def start(name: str, kind: str) -> House:
        house = House(tmp_path / name, kind)
        started.append(house)
        house.start()
        return house

    yield start
    for house in started:
        if house.process.poll() is None:
            house.end(signal.SIGKILL)
