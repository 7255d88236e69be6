"""`shoufa fields`: what a blank form asks for."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from cli.reading.form import open_form
from cli.reading.tables import show_form
from cli.showing import AsJson, say, show_json
from documents.forms import fields_json
from messages.language import mark, translate
from office.tools import OfficeTools

app = typer.Typer(add_completion=False)


@app.command()
def fields(
    blank: Annotated[Path, typer.Argument(metavar="BLANK.docx", help="The blank form.")],
    as_json: AsJson = False,
) -> None:
    """Show the fields and tables that a blank form asks for."""
    with closing(OfficeTools()) as tools:
        form = open_form(blank, tools)
    nothing = mark("No place for an answer was found in this document.")
    if as_json:
        show_json(fields_json(form.model))
        if not form.asks:
            typer.echo(f"{blank}: {translate(nothing)}", err=True)
    elif form.asks:
        show_form(form.model)
    else:
        say(nothing)
