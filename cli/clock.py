"""`shoufa clock`: business time, which demos and training may move."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from django.db import transaction
from django.utils import timezone

from cli.acting import actor
from cli.showing import AsJson, show_json
from messages.language import mark, translate
from tracking import audit
from tracking import clock as business_clock
from tracking.models import BusinessClock

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
    if to or reset:
        _move(to)
    now = timezone.localtime(business_clock.business_now())
    if as_json:
        show_json(
            {"now": now.isoformat(timespec="seconds"), "real": timezone.localtime().isoformat(timespec="seconds")}
        )
    else:
        typer.echo(f"{now:%Y-%m-%d %H:%M:%S}")


@transaction.atomic
def _move(to: str) -> None:
    """Move business time to the moment `to`, or for "" back to real time; the audit trail tells who did."""
    if to:
        business_clock.move_to(_moment(to))
    moved = BusinessClock.objects.first()
    if not to:
        business_clock.reset()
    if moved:
        audit.record(actor(""), "clock_moved", moved, business_clock.business_now(), to=to)


def _moment(text: str) -> datetime:
    """An ISO 8601 date and time, local where it names no zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            translate(mark("“{given}” is no date and time like 2016-05-10T09:00."), given=text)
        ) from None
    return moment if moment.tzinfo else timezone.make_aware(moment)
