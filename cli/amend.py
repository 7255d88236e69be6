"""`shoufa amend`: correct a batch that has been issued."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.acting import AsUser, BatchKey, CampaignCode, actor, batch_of
from cli.showing import say
from config.wiring import services
from messages.language import mark
from tracking.clock import business_now
from workflows.amending import amend as amend_batch

app = typer.Typer(add_completion=False)


@app.command()
def amend(
    campaign: CampaignCode,
    batch: BatchKey,
    reason: Annotated[str, typer.Option("--reason", help="Why; the units read it.")],
    as_user: AsUser = "",
) -> None:
    """Take over what the imported campaign now says of an issued batch; every unit gets one correction."""
    amended = amend_batch(services(), batch_of(campaign, batch), reason, actor(as_user), business_now())
    say(mark("Correction {number} goes to {units} units."), number=amended.amendment, units=amended.assignments.count())
