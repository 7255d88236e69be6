"""`shoufa bench`: how fast this machine does the work, beside what others are measured with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from cli.showing import AsJson, say
from messages.errors import Unavailable
from messages.language import mark

app = typer.Typer(add_completion=False)


@app.callback(no_args_is_help=True)
def bench() -> None:
    """Benchmarks."""


@app.command()
def issue(
    units: Annotated[int, typer.Option(help="How many units receive a notice and a form.", min=1)] = 100,
    as_json: AsJson = False,
) -> None:
    """Issue the example campaign to many units, up to the stored mails; beside docxtpl alone."""
    with TemporaryDirectory(prefix="shoufa-bench-") as home:
        line = _measured("issue", units, home)
    if as_json:
        typer.echo(line)
        return
    found = json.loads(line)
    say(
        mark("{documents} documents in {seconds} s: {documents_per_second}/s, {peak_mib} MiB"),
        **{name: found[name] for name in ("documents", "seconds", "documents_per_second", "peak_mib")},
    )
    say(
        mark("{baseline} alone: {baseline_documents_per_second}/s; ratio {ratio}; share of the limit {share_of_limit}"),
        **{name: found[name] for name in ("baseline", "baseline_documents_per_second", "ratio", "share_of_limit")},
    )


def _measured(name: str, size: int, home: str) -> str:
    """The line of the benchmark, run in a process and on a home of its own. Unavailable when it fails."""
    own = {
        "SHOUFA_HOME": home,
        "SHOUFA_STORE": "disk",
        "SHOUFA_STORE_PATH": f"{home}/objects",
        "SHOUFA_DATABASE_URL": f"sqlite:///{home}/shoufa.sqlite3",
        "SHOUFA_SMTP_HOST": "",
        "SHOUFA_LOG_LEVEL": "WARNING",
    }
    argv = [sys.executable, "-m", "cli.benches", name, str(size)]
    done = subprocess.run(argv, env={**os.environ, **own}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(mark("the benchmark “{name}” has failed: {reason}"), name=name, reason=done.stderr.strip())
    return done.stdout.strip()
