"""`shoufa messages`: outgoing messages and incoming mails that wait for a person."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cli.acting import AsUser, actor
from cli.showing import AsJson, local, say, show_json, show_table
from messages.errors import NotFound
from messages.language import mark, translate
from tracking import progress
from tracking.clock import business_now
from tracking.models import Dispatch, IncomingMail
from tracking.states import DISPATCH_LABELS, MAIL_LABELS
from workflows.reviewing import send_message_again

app = typer.Typer(add_completion=False)


@app.command()
def messages(
    again: Annotated[int, typer.Option(help="Send this message again, with its Message-ID.")] = 0,
    page: Annotated[int, typer.Option(help="Page of the list.", min=1)] = 1,
    as_user: AsUser = "",
    as_json: AsJson = False,
) -> None:
    """List the messages that did not surely go out and the mails that bring no form, or send a message again."""
    if again:
        _send_again(again, as_user)
        return
    found, mails = progress.doubtful_messages(page=page), progress.mails_for_a_person(page)
    if as_json:
        show_json({"messages": [_told(message) for message in found], "mails": [_mail_told(mail) for mail in mails]})
        return
    show_table(
        (mark("Number"), mark("Unit"), mark("Subject"), mark("State"), mark("What is known")),
        (
            (one.pk, one.assignment.unit.name, one.subject, translate(DISPATCH_LABELS[one.state]), one.answer)
            for one in found
        ),
    )
    if mails.paginator.count:
        show_table(
            (mark("Mail"), mark("Unit"), mark("Subject"), mark("From"), mark("Received at"), mark("What it is")),
            (
                (
                    one.pk,
                    _unit(one),
                    one.subject,
                    one.sender,
                    local(one.received_at),
                    translate(MAIL_LABELS[one.outcome]),
                )
                for one in mails
            ),
        )


def _send_again(number: int, as_user: str) -> None:
    message = Dispatch.objects.filter(pk=number).first()
    if message is None:
        raise NotFound(mark("there is no message {number}."), number=number)
    send_message_again(message, actor(as_user), business_now())
    say(mark("Message {number} is sent again."), number=number)


def _unit(mail: IncomingMail) -> str:
    return mail.assignment.unit.name if mail.assignment else ""


def _mail_told(mail: IncomingMail) -> dict[str, Any]:
    return {
        "id": mail.pk,
        "unit": _unit(mail),
        "from": mail.sender,
        "subject": mail.subject,
        "received_at": mail.received_at.isoformat(),
        "outcome": mail.outcome,
    }


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
