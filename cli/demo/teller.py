"""What the demo tells while it runs, and how it ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from messages.language import mark, translate


class Teller:
    """Tells on stdout, or on stderr where stdout is for a program."""

    def __init__(self, *, aside: bool) -> None:
        self._console = Console(stderr=aside, highlight=False, soft_wrap=True)

    def act(self, moment: datetime, text: str, **values: object) -> None:
        """A new step of the story at its business time; `text` is a msgid."""
        line = Text(f"{moment:%Y-%m-%d %H:%M}  ", style="bold cyan")
        line.append(translate(text, **values), style="default not bold")
        self._console.print(line)

    def say(self, text: str, **values: object) -> None:
        """One sentence that belongs to the step before."""
        self._console.print(Text("                  " + translate(text, **values), style="dim"))

    def heading(self, text: str) -> None:
        """A heading; `text` is a msgid."""
        self._console.print()
        self._console.print(Text(translate(text), style="bold"))

    def plain(self, line: str) -> None:
        """A line as it is."""
        self._console.print(Text(line))

    def tasks(self, tasks: Iterable[Sequence[object]]) -> None:
        """The Celery tasks: name, jobs, runs."""
        table = Table(box=None, pad_edge=False)
        for heading in (mark("Celery task"), mark("Jobs"), mark("Runs")):
            table.add_column(translate(heading))
        for row in tasks:
            table.add_row(*map(str, row))
        self._console.print(table)
