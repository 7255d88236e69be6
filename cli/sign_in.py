"""`shoufa sign-in NAME`: a link that signs a member of staff in once."""

from __future__ import annotations

from typing import Annotated

import typer
from django.contrib.auth.models import User
from django.db import transaction

from cli.acting import actor
from messages.errors import NotFound
from messages.language import mark
from tracking import audit
from tracking.access import one_time_token
from tracking.clock import business_now

app = typer.Typer(add_completion=False)

FIRST_USER = "office"


def link_for(user: User) -> str:
    """The path of a fresh one-time link for `user`."""
    return f"/sign-in/once/{one_time_token(user)}/"


def link_for_first_user() -> str:
    """The path of a one-time link for the first member of staff, who is made when there is none."""
    user = User.objects.filter(is_staff=True, is_active=True).order_by("pk").first()
    if user is None:
        user = User(username=FIRST_USER, is_staff=True, is_superuser=True)
        user.set_unusable_password()
        with transaction.atomic():
            user.save()
            audit.record(actor(""), "user_added", user, business_now(), name=FIRST_USER)
    return link_for(user)


@app.command()
def sign_in(name: Annotated[str, typer.Argument(help="User name.")]) -> None:
    """Print a link that signs the user in once, to be put behind the console's address."""
    user = User.objects.filter(username=name, is_staff=True, is_active=True).first()
    if user is None:
        raise NotFound(mark("there is no member of staff named “{name}”."), name=name)
    typer.echo(link_for(user))
