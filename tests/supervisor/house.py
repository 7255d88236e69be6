"""A supervisor to be killed by tests: `python -m tests.supervisor.house FOLDER plain|servers`.

It prints "ready" when every child serves. The plain house has a child that is deaf to SIGTERM and one
that forks, as Celery's pool does; the other has the embedded broker and object store.
"""

from __future__ import annotations

import sys
from pathlib import Path

from messages.errors import ShoufaError
from supervisor.embedded import broker_command, broker_port, store_command, store_port
from supervisor.process import Child, Command
from supervisor.tree import Supervisor

_QUIET = "import time; time.sleep(600)"
_DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
_FORKING = """
import os, sys, time
from pathlib import Path
from supervisor.process import die_with_parent
parent = os.getpid()
pid = os.fork()
if pid == 0:
    die_with_parent(parent)
else:
    Path(sys.argv[1]).write_text(str(pid))
time.sleep(600)
"""


def plain(folder: Path) -> list[Child]:
    """Three children in Python."""
    grandchild = folder / "grandchild"
    commands = {
        "quiet": Command([sys.executable, "-c", _QUIET]),
        "deaf": Command([sys.executable, "-c", _DEAF]),
        "forking": Command([sys.executable, "-c", _FORKING, str(grandchild)], ready=grandchild.is_file),
    }
    return [Child(name, command, folder / "log" / f"{name}.log") for name, command in commands.items()]


def servers(folder: Path) -> list[Child]:
    """The embedded broker and object store, their data below `folder`."""
    broker, store = folder / "broker", folder / "store"
    commands = {
        "broker": broker_command(broker, broker_port(broker)),
        "store": store_command(store, store_port(store), "test-key", "test-secret-key", "papers"),
    }
    return [Child(name, command, folder / "log" / f"{name}.log") for name, command in commands.items()]


def main(folder: Path, kind: str) -> None:
    """Run until told to end; an error is printed and ends this with status 1."""
    folder.mkdir(parents=True, exist_ok=True)
    children = {"plain": plain, "servers": servers}[kind](folder)
    try:
        Supervisor(children, folder / "run").run(on_ready=lambda: print("ready", flush=True))  # noqa: T201
    except ShoufaError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
