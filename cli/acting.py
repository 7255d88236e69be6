"""What the commands of a clerk share: who acts, on which batch, and how the outcome is shown."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer
from django.contrib.auth.models import User
from rich.console import Console
from rich.table import Table
from rich.text import Text

from messages.errors import NotFound
from messages.language import mark, translate
from tracking.audit import Actor
from tracking.models import Batch
from workflows.issue import campaign_named

AsUser = Annotated[str, typer.Option("--as", help="Who does it; by default this machine's user.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
CampaignCode = Annotated[str, typer.Argument(help="The campaign's code.")]
BatchKey = Annotated[str, typer.Argument(help="The batch's key in campaign.toml.")]

_WIDE = 240  # characters


def actor(user_name: str) -> Actor:
    """Who acts: the member of staff `user_name`, or for "" the user of this machine. NotFound."""
    if not user_name:
        return Actor(_machine_user(), "cli")
    user = User.objects.filter(username=user_name, is_staff=True, is_active=True).first()
    if user is None:
        raise NotFound(
            mark("there is no member of staff named “{name}”."),
            remedy=mark("Add one: shoufa user add NAME."),
            name=user_name,
        )
    return Actor(user.username, "cli", user.pk)


def _machine_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return str(os.getuid())


def batch_of(campaign: str, key: str) -> Batch:
    """The issued batch `key` of the campaign with that code. NotFound."""
    batch = Batch.objects.filter(campaign=campaign_named(campaign), key=key).order_by("-round").first()
    if batch is None:
        raise NotFound(
            mark("the batch “{key}” of “{campaign}” has not been issued."),
            remedy=mark("Issue it first: shoufa issue {campaign} {key}."),
            key=key,
            campaign=campaign,
        )
    return batch


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


def show_json(value: Any) -> None:
    """Print one JSON value."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def say(text: str, **values: object) -> None:
    """Print one sentence; `text` is a msgid with {named} places."""
    typer.echo(translate(text, **values))
