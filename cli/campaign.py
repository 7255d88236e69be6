"""`shoufa campaign`: bring campaigns in from their folders, and list them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.acting import AsUser, actor
from cli.folders import read_folder
from cli.showing import AsJson, say, show_json, show_table
from config.wiring import services
from messages.language import mark
from tracking.clock import business_now
from tracking.models import Campaign
from workflows import library

app = typer.Typer(no_args_is_help=True, help="Campaigns: bring them in from their folders, list them.")


@app.command("import")
def import_(
    folder: Annotated[Path, typer.Argument(help="The folder with campaign.toml and its Word files.")],
    as_user: AsUser = "",
) -> None:
    """Bring a campaign in from its folder, its units included; again brings it up to date."""
    campaign = library.import_campaign(services(), read_folder(folder), actor(as_user), business_now())
    say(mark("Imported: {code} {title}"), code=campaign.code, title=campaign.title)


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """List the campaigns and their issued batches."""
    campaigns = Campaign.objects.prefetch_related("batches")
    if as_json:
        show_json(
            [
                {"campaign": one.code, "title": one.title, "batches": [batch.key for batch in one.batches.all()]}
                for one in campaigns
            ]
        )
    else:
        show_table(
            (mark("Code"), mark("Title"), mark("Issued batches")),
            ((one.code, one.title, ", ".join(batch.key for batch in one.batches.all())) for one in campaigns),
        )
