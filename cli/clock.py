"""`shoufa clock`: business time, which demos and training may move."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone

from cli.showing import AsJson, show_json
from messages.language import mark, translate
from tracking import clock as business_clock

app = typer.Typer(add_completion=False)


@app.command()
def clock(
    to: Annotated[str, typer.Option(help="Make this the business time, e.g. 2016-05-10T09:00.")] = "",
    reset: Annotated[bool, typer.Option("--reset", help="Business time is real time again.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show the business time, or move it for a demo or a training; due times and reminders follow it."""
    if to and reset:
        raise typer.BadParameter(translate(mark("Choose --to or --reset.")))
    if to:
        business_clock.move_to(_moment(to))
    if reset:
        business_clock.reset()
    now = timezone.localtime(business_clock.business_now())
    if as_json:
        show_json(
            {"now": now.isoformat(timespec="seconds"), "real": timezone.localtime().isoformat(timespec="seconds")}
        )
    else:
        typer.echo(f"{now:%Y-%m-%d %H:%M:%S}")


def _moment(text: str) -> datetime:
    """An ISO 8601 date and time, local where it names no zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            translate(mark("“{given}” is no date and time like 2016-05-10T09:00."), given=text)
        ) from None
    return moment if moment.tzinfo else timezone.make_aware(moment)
