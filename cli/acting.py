"""What the commands of a clerk share: who acts, and on which batch."""

from __future__ import annotations

import getpass
import os
from typing import Annotated

import typer
from django.contrib.auth.models import User

from messages.errors import NotFound
from messages.language import mark
from tracking.audit import Actor
from tracking.models import Batch

AsUser = Annotated[str, typer.Option("--as", help="Who does it; by default this machine's user.")]
CampaignCode = Annotated[str, typer.Argument(help="The campaign's code.")]
BatchKey = Annotated[str, typer.Argument(help="The batch's key in campaign.toml.")]


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
    batch = Batch.objects.filter(campaign__code=campaign, key=key).order_by("-round").first()
    if batch is None:
        raise NotFound(
            mark("the batch “{key}” of “{campaign}” has not been issued."),
            remedy=mark("Issue it first: shoufa issue {campaign} {key}."),
            key=key,
            campaign=campaign,
        )
    return batch
