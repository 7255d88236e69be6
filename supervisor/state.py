"""What a running supervisor leaves in its folder: a lock against a second one, and who runs."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from messages.errors import NotAllowed
from messages.language import mark


@dataclass(frozen=True)
class Running:
    """One child of a running supervisor; `port` is None where it serves none."""

    name: str
    pid: int
    port: int | None


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`; NotAllowed when another process holds it.

    The kernel gives the lock back when its holder ends, however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise NotAllowed(
                mark("Shoufa already runs on this folder (process {pid})."),
                place=str(folder),
                remedy=mark("Use the one that runs, or end it first; another installation needs another folder."),
                pid=lock.read().strip() or "?",
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def write_running(folder: Path, running: Sequence[Running]) -> None:
    """Replace `folder`/processes.json in one step."""
    unfinished = folder / "processes.json.part"
    unfinished.write_text(json.dumps([asdict(one) for one in running], indent=1), "utf-8")
    unfinished.replace(folder / "processes.json")


def read_running(folder: Path) -> list[Running]:
    """The children last recorded in `folder`, none after an orderly end.

    After a crash they may be gone: the reader looks.
    """
    try:
        found = json.loads((folder / "processes.json").read_text("utf-8"))
    except FileNotFoundError:
        return []
    return [Running(**one) for one in found]
