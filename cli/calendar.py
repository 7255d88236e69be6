"""`shoufa calendar`: the office's own word on working days, above the published schedule."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer
from django.db import transaction

from cli.acting import AsUser, actor
from cli.showing import AsJson, say, show_json, show_table
from messages.errors import NotFound
from messages.language import mark, translate
from tracking import audit
from tracking.clock import business_now
from tracking.models import Assignment, CalendarDay
from workflows import reminding

app = typer.Typer(no_args_is_help=True, help="The office's own working days and days off.")

Day = Annotated[str, typer.Argument(help="A day, e.g. 2027-02-08.")]


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """List the days on which the office's word differs from the published schedule."""
    days = CalendarDay.objects.all()
    if as_json:
        show_json([{"day": one.day.isoformat(), "working": one.working, "note": one.note} for one in days])
        return
    rows = [(one.day, translate(mark("Working day") if one.working else mark("Day off")), one.note) for one in days]
    show_table((mark("Day"), mark("Kind"), mark("Note")), rows)


@app.command("set")
def set_(
    day: Day,
    working: Annotated[bool, typer.Option("--working/--off", help="A working day, or a day off.")],
    note: Annotated[str, typer.Option(help="Why, e.g. the number of the notice.")] = "",
    as_user: AsUser = "",
) -> None:
    """Say that a day is worked, or not; coming reminders follow it."""
    moment, who, now = _day(day), actor(as_user), business_now()
    with transaction.atomic():
        entry, _ = CalendarDay.objects.update_or_create(day=moment, defaults={"working": working, "note": note[:80]})
        audit.record(who, "calendar_set", entry, now, day=day, working=working, note=note)
        _arm_anew(now)
    say(mark("{day}: {kind}"), day=day, kind=translate(mark("Working day") if working else mark("Day off")))


@app.command()
def unset(day: Day, as_user: AsUser = "") -> None:
    """Take the office's word on a day back; the published schedule holds again."""
    entry, who, now = CalendarDay.objects.filter(day=_day(day)).first(), actor(as_user), business_now()
    if entry is None:
        raise NotFound(mark("the office has said nothing of {day}."), day=day)
    with transaction.atomic():
        audit.record(who, "calendar_unset", entry, now, day=day)
        entry.delete()
        _arm_anew(now)
    say(mark("{day}: the published schedule holds."), day=day)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(translate(mark("“{given}” is no day like 2027-02-08."), given=text)) from None


def _arm_anew(now: datetime) -> None:
    """Every reminder that is still to come is reckoned again; one whose moment has come stays due."""
    for assignment in Assignment.objects.select_related("batch").filter(remind_at__gt=now):
        reminding.arm(assignment, now)
