"""`shoufa bench`: how fast this machine does the work, beside what others are measured with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from cli.showing import AsJson, say, show_json
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
    _show(measured("issue", units), as_json)


@app.command()
def read(
    documents: Annotated[int, typer.Option(help="How many returned forms of 30 rows are read.", min=1)] = 5,
    as_json: AsJson = False,
) -> None:
    """Read returned forms from file to verdict; beside docx2python and markitdown, and with ever more rows."""
    lines = measured("read", documents)
    _show(lines, as_json)
    missing = {line["baseline"] for line in lines if line["baseline"] and line["ratio"] is None}
    if missing:
        raise Unavailable(
            mark("not measured beside {baselines}: not installed."),
            place="shoufa bench read",
            remedy=mark("“make bench” installs what is compared with, or: pip install -e '.[bench]'"),
            baselines=", ".join(sorted(missing)),
        )


def _show(lines: list[dict[str, Any]], as_json: bool) -> None:
    for line in lines:
        if as_json:
            show_json(line)
            continue
        say(
            mark(
                "{name}: {documents} documents in {seconds} s: {documents_per_second}/s, {peak_mib} MiB; "
                "share of the limit {share_of_limit}"
            ),
            **line,
        )
        if line["ratio"] is not None:
            say(mark("{name} beside {baseline}: {baseline_documents_per_second}/s; ratio {ratio}"), **line)


def measured(name: str, size: int) -> list[dict[str, Any]]:
    """The lines of the benchmark, run in a process and on a home of its own. Unavailable when it fails."""
    with TemporaryDirectory(prefix="shoufa-bench-") as home:
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
    return [json.loads(line) for line in done.stdout.splitlines()]
