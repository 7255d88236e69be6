"""An office for the end-to-end tests: `shoufa up` as a real process on its own folder, and a clerk's commands."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from supervisor.state import Running, read_running
from tests.e2e.post_office import JOURNAL, OFFICE, Letter, PostOffice, by_smtp

SHOUFA = Path(sys.executable).with_name("shoufa")
ISSUE_DAY = "2016-04-22T09:00"
READY = "Sign in with this link"
PATIENCE = 240.0  # seconds; the machine may be busy with other tests, or slow

Row = tuple[Any, ...]


def wait_until(condition: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Wait for `condition`. AssertionError naming `what` after `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.1)


class Office:
    """One installation; `settings` are environment variables above those that every test has."""

    def __init__(self, home: Path, post: PostOffice | None = None, **settings: str) -> None:
        self.home = home
        self.post = post
        self.up: subprocess.Popen[bytes] | None = None
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SHOUFA_", "DJANGO_"))}
        self.environment = inherited | {
            "SHOUFA_HOME": str(home),
            "SHOUFA_LANGUAGE": "en",
            "SHOUFA_TICK_SECONDS": "1",
            "SHOUFA_LEASE_SECONDS": "5",
            "SHOUFA_DOUBT_SECONDS": "3",
            "SHOUFA_OFFICE_ADDRESS": OFFICE,
        }
        if post:
            self.environment |= {
                "SHOUFA_SMTP_HOST": "127.0.0.1",
                "SHOUFA_SMTP_PORT": str(post.port),
                "SHOUFA_JOURNAL_ADDRESS": JOURNAL,
            }
            post.deliver = self._receive
        self.environment |= settings

    # ── its processes ──

    def start(self) -> None:
        """Start `shoufa up` and wait until it serves."""
        self.launch()
        wait_until(lambda: READY in self.said() or not self.is_up(), "the office is open")
        assert self.is_up(), self.said()

    def launch(self) -> None:
        """Start `shoufa up`; what it says goes to up.log."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "up.log").open("wb") as log:
            self.up = subprocess.Popen(
                ["setpriv", "--pdeathsig=KILL", "--", str(SHOUFA), "up", "--port", "0"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def is_up(self) -> bool:
        """Whether `shoufa up` runs."""
        return self.up is not None and self.up.poll() is None

    def said(self) -> str:
        """What `shoufa up` has said since it was last started."""
        return (self.home / "up.log").read_text("utf-8")

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send `shoufa up` a signal and wait for it; its exit code."""
        assert self.up is not None
        if self.up.poll() is None:
            os.kill(self.up.pid, number)
        return self.up.wait(PATIENCE)

    def kill_all(self) -> None:
        """Kill `shoufa up` and wait until its children, which the kernel ends with it, are gone."""
        sessions = list(self.children().values())
        self.end(signal.SIGKILL)
        wait_until(lambda: not processes_of(self.home, sessions), "nothing of it runs")

    def child(self, name: str) -> Running:
        """The process of that name, as the supervisor last wrote it down."""
        return next(one for one in read_running(self.home / "run") if one.name == name)

    def children(self) -> dict[str, int]:
        """The processes that the supervisor has started: name → pid."""
        return {one.name: one.pid for one in read_running(self.home / "run")}

    def kill(self, name: str) -> int:
        """SIGKILL a process and its children; its pid."""
        pid = self.child(name).pid
        os.killpg(pid, signal.SIGKILL)
        return pid

    def broker_url(self) -> str:
        """Where the embedded broker is."""
        return str(json.loads((self.home / "run" / "services.json").read_text("utf-8"))["SHOUFA_BROKER_URL"])

    # ── its clerk ──

    def attempt(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run `shoufa ARGUMENTS`, however it ends; no command ever shows a traceback."""
        done = subprocess.run(
            [str(SHOUFA), *arguments],
            env=self.environment | settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done

    def run(self, *arguments: str, **settings: str) -> str:
        """What a command prints that succeeds."""
        done = self.attempt(*arguments, **settings)
        assert done.returncode == 0, f"{arguments} → {done.returncode}: {done.stdout}{done.stderr}"
        return done.stdout

    def json(self, *arguments: str, **settings: str) -> Any:
        """What a command prints with --json."""
        return json.loads(self.run(*arguments, "--json", **settings))

    def refused(self, *arguments: str, **settings: str) -> str:
        """What a command says that ends with exit code 1."""
        done = self.attempt(*arguments, **settings)
        assert done.returncode == 1, f"{arguments} → {done.returncode}: {done.stdout}{done.stderr}"
        return done.stderr

    def issue(self, folder: Path, code: str, batch: str = "roster") -> None:
        """Move business time to the day of issue, import a campaign and issue one of its batches."""
        self.run("clock", "--to", ISSUE_DAY)
        self.run("campaign", "import", str(folder))
        assert self.json("issue", code, batch)["new"]

    # ── what is written in its book ──

    def rows(self, query: str) -> list[Row]:
        """What a query finds, through a connection that cannot write."""
        url = self.environment.get("SHOUFA_DATABASE_URL", "")
        if url:
            with psycopg.connect(url, options="-c default_transaction_read_only=on") as server:
                return server.execute(query.encode()).fetchall()
        file = f"file:{self.home / 'shoufa.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(file, uri=True, timeout=30)) as book:
            return book.execute(query).fetchall()

    def count(self, query: str) -> int:
        """The one number that a query finds."""
        return int(self.rows(query)[0][0])

    def wait_for(self, number: int, query: str, seconds: float = PATIENCE) -> None:
        """Wait until a query finds this number."""
        wait_until(lambda: self.count(query) == number, f"{number} = {query}", seconds)

    def settled(self) -> bool:
        """Whether no job waits or runs."""
        return self.count("SELECT count(*) FROM tracking_job WHERE state IN ('ready', 'running')") == 0

    def _receive(self, letter: Letter) -> None:
        """Hand a letter to the receiver; while that is being started again it is not on the list."""
        ports = [one.port for one in read_running(self.home / "run") if one.name == "receiver" and one.port]
        if not ports:
            raise ConnectionRefusedError("the receiver is away")
        by_smtp(ports[0], letter)


@contextmanager
def office(home: Path, post: PostOffice | None = None, **settings: str) -> Iterator[Office]:
    """An office that is open, ended when this is left."""
    opened = Office(home, post, **settings)
    try:
        opened.start()
        yield opened
    finally:
        opened.kill_all()


def processes_of(home: Path, sessions: Sequence[int]) -> Mapping[int, str]:
    """Every live process of the house on `home`: pid → command line.

    Found by its session, which is one of `sessions`, or by SHOUFA_HOME in its environment.
    """
    mine = f"SHOUFA_HOME={home}\0".encode()
    found: dict[int, str] = {}
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            state, _, _, session = (process / "stat").read_text().rpartition(")")[2].split()[:4]
            of_house = int(session) in sessions or mine in (process / "environ").read_bytes() + b"\0"
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue  # it has ended meanwhile
        if of_house and state not in "ZX":
            found[int(process.name)] = command
    return found
