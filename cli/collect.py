"""`shoufa collect`: drop a pile of returned files on a batch, from a chat, a USB stick, a scanner."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from cli.acting import AsUser, BatchKey, CampaignCode, actor, batch_of
from cli.folders import read_all
from cli.showing import AsJson, show_json, show_table
from config.wiring import services
from documents.intake import Member
from messages.language import mark, translate
from tracking.clock import business_now
from tracking.models import Reply
from tracking.states import REPLY_LABELS
from workflows.collecting import drop_pile

app = typer.Typer(add_completion=False)


@app.command()
def collect(
    campaign: CampaignCode,
    batch: BatchKey,
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.")],
    origin: Annotated[str, typer.Option("--from", help="Where they come from, e.g. 微信群.")] = "",
    as_user: AsUser = "",
    as_json: AsJson = False,
) -> None:
    """Take returned files in; what cannot be told apart for sure waits for a person."""
    files = [Member(name, data) for name, data in read_all(paths)]
    replies = drop_pile(services(), batch_of(campaign, batch), files, origin, actor(as_user), business_now())
    if as_json:
        show_json([_told(reply) for reply in replies])
        return
    rows = [(reply.file_name, _unit(reply), translate(REPLY_LABELS[reply.state])) for reply in replies]
    show_table((mark("File"), mark("Unit"), mark("State")), rows)


def _unit(reply: Reply) -> str:
    return reply.assignment.unit.name if reply.assignment else ""


def _told(reply: Reply) -> dict[str, Any]:
    return {"file": reply.file_name, "unit": _unit(reply), "state": reply.state, "version": reply.version}
