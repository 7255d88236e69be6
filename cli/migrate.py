"""`shoufa migrate`: bring the database, the bucket and the translations' tables up to date."""

from __future__ import annotations

import typer
from django.core.management import call_command

from config.wiring import services

app = typer.Typer(add_completion=False)


@app.command()
def migrate() -> None:
    """Bring the database up to date and make the object store ready; safe to run again."""
    call_command("migrate", interactive=False, verbosity=0)
    services().store.prepare()
