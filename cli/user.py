"""`shoufa user`: the members of staff who may open the console."""

from __future__ import annotations

from typing import Annotated

import typer
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from cli.acting import actor
from cli.showing import AsJson, say, show_json, show_table
from messages.errors import NotAllowed
from messages.language import mark, translate
from tracking import audit
from tracking.clock import business_now

app = typer.Typer(no_args_is_help=True, help="Members of staff.")


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="User name.")],
    links_only: Annotated[
        bool, typer.Option("--links-only", help="No password: the user signs in with one-time links.")
    ] = False,
) -> None:
    """Add a member of staff; the password is asked for."""
    if User.objects.filter(username=name).exists():
        raise NotAllowed(mark("there is already a user named “{name}”."), name=name)
    user = User(username=name, is_staff=True)
    try:
        user.clean_fields(exclude=["password"])
    except ValidationError as error:
        raise NotAllowed(
            mark("“{name}” cannot be a user name: {reason}"), name=name, reason=" ".join(error.messages)
        ) from error
    if links_only:
        user.set_unusable_password()
    else:
        user.set_password(_asked_password(user))
    with transaction.atomic():
        user.save()
        audit.record(actor(""), "user_added", user, business_now(), name=name)
    say(mark("Added: {name}. “shoufa sign-in {name}” prints a link that signs in once."), name=name)


def _asked_password(user: User) -> str:
    password: str = typer.prompt(translate(mark("Password")), hide_input=True, confirmation_prompt=True)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise NotAllowed(mark("this password is not safe enough: {reason}"), reason=" ".join(error.messages)) from error
    return password


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """List the members of staff."""
    users = User.objects.filter(is_staff=True).order_by("username")
    if as_json:
        show_json([{"name": one.username, "active": one.is_active} for one in users])
        return
    rows = [(one.username, translate(mark("Active") if one.is_active else mark("Not active"))) for one in users]
    show_table((mark("Name"), mark("State")), rows)
