"""The stage of the story: `shoufa up` on free ports of this machine, and the town's post office beside it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from rich.text import Text

from cli.demo.post_office import LOOPBACK, PostOffice
from cli.demo.waiting import until
from messages.errors import NotAllowed, Unavailable
from messages.language import mark, translate
from supervisor.ports import free_port, http_ready, kept_port, web_port_file
from supervisor.process import Child, Command
from supervisor.state import read_running

CAMPAIGN, BATCH = "footsteps-2016", "roster"
OWN = "demo"  # the demo's own folder in the home: mailboxes, ports, roll-up
OFFICE = "shoufa@youth.city.example"
JOURNAL = "journal@youth.city.example"
_START_WITHIN = 120.0  # seconds


def run(environment: Mapping[str, str], *arguments: str) -> str:
    """Run `shoufa` with these arguments; what it prints. NotAllowed with what it says when it fails."""
    done = subprocess.run(
        [_program(), *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotAllowed(
            mark("the command has failed: {reason}"),
            place=f"shoufa {' '.join(arguments)}",
            reason=done.stderr.strip() or done.stdout.strip(),
        )
    return done.stdout


@dataclass(frozen=True)
class Stage:
    """A running installation: its home, the address of its pages, the commands' environment, the post office."""

    home: Path
    address: str
    environment: Mapping[str, str]
    post: PostOffice
    house: Child

    def run(self, *arguments: str) -> str:
        """Run `shoufa` with these arguments; what it prints. NotAllowed with what it says when it fails."""
        return run(self.environment, *arguments)

    def ask(self, *arguments: str) -> Any:
        """Run `shoufa` with these arguments and --json; the value that it prints."""
        return json.loads(self.run(*arguments, "--json"))


def must_be_free(home: Path) -> None:
    """NotAllowed where `home` holds real work: the demo would move its clock and take its waiting mails."""
    try:
        found = json.loads(run({"SHOUFA_HOME": str(home)}, "campaign", "list", "--json"))
    except NotAllowed:  # no database yet, or none that answers, which `up` will say
        return
    campaigns = {one["campaign"] for one in found}
    if campaigns - {CAMPAIGN} or (campaigns and not (home / OWN).exists()):
        raise NotAllowed(
            mark("there is real work in this folder; the demo would move its clock."),
            place=str(home),
            remedy=mark("Give the demo a folder of its own: shoufa demo --home FOLDER."),
        )


@contextmanager
def open_stage(home: Path) -> Iterator[Stage]:
    """Start everything on the data in `home`, and end it again. Unavailable with the log when it cannot start."""
    own = home / OWN
    web = kept_port(web_port_file(home), free_port)  # `make up` serves there too: the story's links go on working
    receiver = kept_port(own / "receiver-port", free_port)
    post = PostOffice(own / "mail", kept_port(own / "post-port", free_port), (OFFICE, JOURNAL), receiver)
    address = f"http://{LOOPBACK}:{web}"
    environment = _environment(home, post.port, receiver, address)
    argv = [_program(), "up", "--host", LOOPBACK, "--port", str(web)]
    command = Command(argv, env=environment, ready=partial(console_is_open, home, address), port=web)
    house = Child("up", command, home / "logs" / "up.log")
    house.start()
    try:
        post.start()
        until(partial(_serves, house), translate(mark("the console does not open.")), _START_WITHIN)
        yield Stage(home, address, environment, post, house)
    finally:
        house.stop(timeout=12.0)
        post.stop()


def console_is_open(home: Path, address: str) -> bool:
    """Whether the web server of this installation answers, not another one that took its port."""
    ours = any(one.name == "web" for one in read_running(home / "run"))
    return ours and http_ready(f"{address}/health/")


def _serves(house: Child) -> bool:
    if not house.alive():
        raise Unavailable(
            mark("the installation has ended. The end of its log:\n{tail}"),
            place=str(house.log),
            tail=Text.from_ansi(house.log_tail()).plain,
        )
    return house.ready()


def _environment(home: Path, post: int, receiver: int, address: str) -> dict[str, str]:
    """No mail leaves this machine and none is fetched; waiting is short."""
    return {
        "SHOUFA_HOME": str(home),
        "SHOUFA_SMTP_HOST": LOOPBACK,
        "SHOUFA_SMTP_PORT": str(post),
        "SHOUFA_SMTP_TLS": "none",
        "SHOUFA_SMTP_USER": "",
        "SHOUFA_SMTP_PASSWORD": "",
        "SHOUFA_IMAP_HOST": "",
        "SHOUFA_RECEIVER_HOST": LOOPBACK,
        "SHOUFA_RECEIVER_PORT": str(receiver),
        "SHOUFA_OFFICE_ADDRESS": OFFICE,
        "SHOUFA_JOURNAL_ADDRESS": JOURNAL,
        "SHOUFA_PUBLIC_URL": address,
        "SHOUFA_SUBADDRESSES": "no",
        "SHOUFA_TICK_SECONDS": "1",
        "SHOUFA_DOUBT_SECONDS": "5",
        "NO_PROXY": LOOPBACK,
    }


def _program() -> str:
    """The `shoufa` beside this Python, else on the path."""
    beside = Path(sys.executable).with_name("shoufa")
    found = str(beside) if beside.is_file() else shutil.which("shoufa")
    if not found:
        raise Unavailable(mark("the command shoufa is not installed."), remedy=mark("Run make setup."))
    return found
