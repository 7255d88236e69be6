"""`shoufa units`: bring the list of units in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from campaigns.units import read_units_xlsx
from cli.acting import AsUser, actor
from cli.folders import read_file
from cli.showing import say
from messages.language import mark
from tracking.clock import business_now
from workflows import library

app = typer.Typer(add_completion=False)


@app.callback(no_args_is_help=True)
def units() -> None:
    """Units: bring the list in."""


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The Excel file with one unit a row.")], as_user: AsUser = ""
) -> None:
    """Add the units of an Excel list that are new and bring the others up to date."""
    rows = read_units_xlsx(read_file(file), file.name)
    new, known = library.import_units(rows, actor(as_user), business_now())
    say(mark("{new} units added, {known} brought up to date."), new=new, known=known)
