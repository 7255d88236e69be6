"""`shoufa …`: finds the module of a command by name, so that a command loads only what it needs.

Commands that work on papers alone run without Django; the others prepare it first.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import django
import typer
from django.db import OperationalError, ProgrammingError
from typer.core import TyperGroup

from messages.errors import DatabaseUnavailable, ShoufaError
from messages.language import mark

# command → module; its `app` is the typer application
HOUSE = {
    "amend": "cli.amend",
    "board": "cli.board",
    "calendar": "cli.calendar",
    "campaign": "cli.campaign",
    "clock": "cli.clock",
    "collect": "cli.collect",
    "doctor": "cli.doctor",
    "issue": "cli.issue",
    "jobs": "cli.jobs",
    "messages": "cli.messages",
    "migrate": "cli.migrate",
    "rollup": "cli.rollup",
    "run": "cli.run",
    "sign-in": "cli.sign_in",
    "units": "cli.units",
    "up": "cli.up",
    "user": "cli.user",
}
ALONE = {
    "bench": "cli.bench",
    "demo": "cli.demo",
    "fields": "cli.fields",
    "read": "cli.read",
}


class Commands(TyperGroup):
    """The group of all commands, each loaded when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Their names."""
        return sorted(HOUSE | ALONE)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command, or None when there is none of that name."""
        if cmd_name not in HOUSE | ALONE:
            return None
        if cmd_name in HOUSE:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
            django.setup()  # models can be imported only after this
        command = typer.main.get_command(import_module((HOUSE | ALONE)[cmd_name]).app)
        command.name = cmd_name
        return command


app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def shoufa() -> None:
    """收发: send notices with Word forms to many units, get every form back, know who has not answered."""


def run() -> None:
    """The entry of the command: an error that a person can mend is said in one message, without a traceback."""
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal that speaks GBK has no ☑; that must not end a command
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app()
    except ShoufaError as error:
        fail(error)
    except (OperationalError, ProgrammingError) as error:
        fail(
            DatabaseUnavailable(
                mark("the database cannot be used ({reason})."),
                place="SHOUFA_DATABASE_URL",
                remedy=mark("Start it, correct the address, or run “shoufa migrate” once for a new one."),
                reason=str(error).strip(),
            )
        )


def fail(error: ShoufaError) -> None:
    """Say what is wrong, where and what to do; exit code 1."""
    typer.echo(f"shoufa: {error}", err=True)
    sys.exit(1)
