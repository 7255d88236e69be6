"""`shoufa messages`: outgoing messages that wait for a person."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cli.acting import AsUser, actor
from cli.showing import AsJson, say, show_json, show_table
from messages.errors import NotFound
from messages.language import mark, translate
from tracking import progress
from tracking.clock import business_now
from tracking.models import Dispatch
from tracking.states import DISPATCH_LABELS
from workflows.reviewing import send_message_again

app = typer.Typer(add_completion=False)


@app.command()
def messages(
    again: Annotated[int, typer.Option(help="Send this message again, with its Message-ID.")] = 0,
    page: Annotated[int, typer.Option(help="Page of the list.", min=1)] = 1,
    as_user: AsUser = "",
    as_json: AsJson = False,
) -> None:
    """List the messages that did not surely go out, or send one of them again."""
    if again:
        _send_again(again, as_user)
        return
    found = progress.doubtful_messages(page=page)
    if as_json:
        show_json([_told(message) for message in found])
        return
    show_table(
        (mark("Number"), mark("Unit"), mark("Subject"), mark("State"), mark("What is known")),
        (
            (one.pk, one.assignment.unit.name, one.subject, translate(DISPATCH_LABELS[one.state]), one.answer)
            for one in found
        ),
    )


def _send_again(number: int, as_user: str) -> None:
    message = Dispatch.objects.filter(pk=number).first()
    if message is None:
        raise NotFound(mark("there is no message {number}."), number=number)
    send_message_again(message, actor(as_user), business_now())
    say(mark("Message {number} is sent again."), number=number)


def _told(message: Dispatch) -> dict[str, Any]:
    return {
        "id": message.pk,
        "unit": message.assignment.unit.name,
        "kind": message.kind,
        "to": message.to,
        "subject": message.subject,
        "state": message.state,
        "message_id": message.message_id,
        "answer": message.answer,
    }
