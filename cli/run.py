"""`shoufa run PROCESS`: become one process of the house, for containers and service managers."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from cli.processes import PROCESSES, command

app = typer.Typer(add_completion=False)


@app.command()
def run(
    process: Annotated[str, typer.Argument(help="web, worker, relay, beat or receiver")],
    host: Annotated[str, typer.Option(help="Address of the web server.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port of the web server.")] = 8000,
) -> None:
    """Become one process of the house: web, worker, relay, beat or receiver."""
    if process not in PROCESSES:
        raise typer.BadParameter(", ".join(PROCESSES))
    argv = command(process, host, port).argv
    os.execv(argv[0], list(argv))  # noqa: S606 — becomes our own program
