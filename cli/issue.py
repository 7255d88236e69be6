"""`shoufa issue`: issue a batch of a campaign."""

from __future__ import annotations

import typer

from cli.acting import AsUser, BatchKey, CampaignCode, actor
from cli.showing import AsJson, say, show_json
from config.wiring import services
from messages.language import mark
from tracking.clock import business_now
from workflows.issue import campaign_named
from workflows.issue import issue as issue_batch

app = typer.Typer(add_completion=False)


@app.command()
def issue(campaign: CampaignCode, batch: BatchKey, as_user: AsUser = "", as_json: AsJson = False) -> None:
    """Issue a batch to all its units; a batch that has been issued is left as it is."""
    issued = issue_batch(services(), campaign_named(campaign), batch, actor(as_user), business_now())
    units = issued.batch.assignments.count()
    missing = [unit.name for unit in issued.without_address]
    if as_json:
        show_json({"campaign": campaign, "batch": batch, "new": issued.new, "units": units, "no_address": missing})
        return
    if issued.new:
        say(
            mark("Issued to {units} units; “shoufa board {campaign} {batch}” shows how far it is."),
            units=units,
            campaign=campaign,
            batch=batch,
        )
    else:
        say(mark("This batch has already been issued to {units} units; nothing was changed."), units=units)
    for name in missing:
        say(mark("No e-mail address: {name}"), name=name)
