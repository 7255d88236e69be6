"""`shoufa board`: who has answered, who has not, what waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import typer

from cli.acting import batch_of
from cli.showing import AsJson, local, show_json, show_table
from messages.language import mark, translate
from tracking import progress
from tracking.clock import business_now
from tracking.models import Assignment, Batch, Dispatch, Reminder
from tracking.states import ITEM_LABELS

app = typer.Typer(add_completion=False)

FIGURES = {  # of progress.Figures, in the order in which they are told
    "units": mark("Units"),
    "sent": mark("Sent"),
    "owed": mark("Owed"),
    "replies": mark("Replies"),
    "accepted": mark("Accepted"),
    "review": mark("In review"),
    "waiting_return": mark("Sent back"),
    "overdue": mark("Overdue"),
    "reminders": mark("Reminders"),
    "held": mark("Files to be placed"),
    "doubtful_messages": mark("Messages in doubt"),
}


@app.command()
def board(
    campaign: Annotated[str, typer.Argument(help="The campaign's code; without it all batches.")] = "",
    batch: Annotated[str, typer.Argument(help="The batch's key in campaign.toml.")] = "",
    show: Annotated[str, typer.Option(help="Only this status, or overdue, or nearly_due.")] = "",
    page: Annotated[int, typer.Option(help="Page of the board.", min=1)] = 1,
    as_json: AsJson = False,
) -> None:
    """Show the board of one batch, or the figures of all."""
    now = business_now()
    if bool(campaign) != bool(batch):
        raise typer.BadParameter(translate(mark("Name both the campaign and the batch, or neither.")))
    if not campaign:
        _overview(now, as_json)
        return
    chosen = batch_of(campaign, batch)
    figures = asdict(progress.figures(chosen, now))
    found = progress.rows(chosen, now, show, page)
    nearly = progress.nearly_due_before(chosen, now)
    rows = [_row(assignment, now, nearly) for assignment in found]
    if as_json:
        pages = {"page": found.number, "pages": found.paginator.num_pages}
        show_json(_head(chosen) | {"now": now.isoformat(), "figures": figures, "rows": rows} | pages)
        return
    typer.echo(f"{chosen.title} · {local(chosen.due_at)}")
    typer.echo("  ".join(f"{translate(label)} {figures[name]}" for name, label in FIGURES.items()))
    _show_rows(rows)
    if found.paginator.num_pages > 1:
        typer.echo(f"{found.number} / {found.paginator.num_pages}")


def _overview(now: datetime, as_json: bool) -> None:
    batches = Batch.objects.select_related("campaign")
    if as_json:
        show_json([_head(batch) | {"figures": asdict(progress.figures(batch, now))} for batch in batches])
        return
    headings = [mark("Campaign"), mark("Batch"), mark("Due"), *FIGURES.values()]
    show_table(headings, (_overview_row(batch, asdict(progress.figures(batch, now))) for batch in batches))


def _overview_row(batch: Batch, figures: dict[str, int]) -> list[object]:
    return [batch.campaign.code, batch.key, local(batch.due_at), *(figures[name] for name in FIGURES)]


def _head(batch: Batch) -> dict[str, Any]:
    return {
        "campaign": batch.campaign.code,
        "batch": batch.key,
        "title": batch.title,
        "due_at": batch.due_at.isoformat(),
    }


def _row(assignment: Assignment, now: datetime, nearly: datetime) -> dict[str, Any]:
    """What the board says of one unit; everything has been fetched with it."""
    dispatches = list(assignment.dispatches.all())
    return {
        "unit": assignment.unit.code,
        "name": assignment.unit.name,
        "status": assignment.status,
        "sent": any(one.kind == Dispatch.Kind.NOTICE and one.sent_at for one in dispatches),
        "sent_back": sum(one.kind == Dispatch.Kind.SENT_BACK for one in dispatches),
        "reminders": sum(one.kind == Reminder.Kind.MAIL for one in assignment.reminders.all()),
        "items": [
            {
                "form": item.form_key,
                "title": item.form.title,
                "status": item.status,
                "due_at": item.due_at.isoformat(),
                "due": progress.due_state(item, now, nearly),
                "file": item.reply.file_name if item.reply else "",
                "version": item.reply.version if item.reply else 0,
                "late": item.reply.late if item.reply else False,
            }
            for item in assignment.items.all()
        ],
    }


def _show_rows(rows: Sequence[dict[str, Any]]) -> None:
    headings = (
        mark("Code"),
        mark("Unit"),
        mark("Notice"),
        mark("Form"),
        mark("Status"),
        mark("Due"),
        mark("Reminders"),
        mark("File"),
    )
    show_table(headings, (line for row in rows for line in _lines(row)))


def _lines(row: dict[str, Any]) -> list[list[object]]:
    """One line for each item of the unit, one line without a form for a unit that owes none."""
    sent = translate(mark("Sent")) if row["sent"] else translate(mark("Not sent"))
    head = [row["unit"], row["name"], sent]
    if not row["items"]:
        return [[*head, "", translate(ITEM_LABELS[row["status"]]), "", row["reminders"], ""]]
    return [
        [
            *head,
            item["title"],
            _status(item),
            local(datetime.fromisoformat(item["due_at"])),
            row["reminders"],
            item["file"],
        ]
        for item in row["items"]
    ]


def _status(item: dict[str, Any]) -> str:
    words = [translate(ITEM_LABELS[item["status"]])]
    if item["due"]:
        words.append(translate(progress.DUE_LABELS[item["due"]]))
    if item["late"]:
        words.append(translate(mark("late")))
    return " · ".join(words)
