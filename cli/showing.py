"""How the commands of a clerk show what they found: a table, JSON, a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table
from rich.text import Text

from messages.language import translate

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]

_WIDE = 240  # characters


def show_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; `headings` are msgids."""
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(translate(heading))
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    console = Console()
    if not console.is_terminal:  # a file or another program: nothing is cut
        console.width = _WIDE
    console.print(table)


def local(moment: datetime) -> str:
    """A moment in the commands' time zone: 2016-05-10 17:00."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def show_json(value: Any) -> None:
    """Print one JSON value on a line; in UTF-8 whatever the terminal speaks (RFC 8259, 8.1)."""
    # half a surrogate pair, which a PDF may hold, is written as JSON's own escape
    typer.echo(json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace"))


def say(text: str, **values: object) -> None:
    """Print one sentence; `text` is a msgid with {named} places."""
    typer.echo(translate(text, **values))
