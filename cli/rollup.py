"""`shoufa rollup`: all accepted answers of a batch in one Excel and one Word file."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Annotated

import typer

from cli.acting import AsUser, BatchKey, CampaignCode, actor, batch_of
from cli.showing import AsJson, say, show_json
from config.wiring import services
from messages.errors import NotAllowed, NotFound, Unavailable
from messages.language import mark, translate
from tracking import audit
from tracking.clock import business_now
from tracking.models import Batch, Job, RollUp
from tracking.states import JOB_DONE, JOB_FAILED
from workflows.rolling_up import ask

app = typer.Typer(add_completion=False)

LOOK_EVERY = 0.3  # seconds
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


@app.command()
def rollup(
    campaign: CampaignCode,
    batch: BatchKey,
    out: Annotated[Path, typer.Option("--out", help="The folder for both files.")],
    timeout: Annotated[float, typer.Option(help="How long to wait for the worker, in seconds.")] = 60.0,
    as_user: AsUser = "",
    as_json: AsJson = False,
) -> None:
    """Roll up what is accepted now and write both files."""
    chosen = batch_of(campaign, batch)
    wait_for(ask(chosen, actor(as_user), business_now()), timeout)
    made = _newest(chosen)
    xlsx, docx = _paths(out, chosen)
    out.mkdir(parents=True, exist_ok=True)
    xlsx.write_bytes(services().store.get(made.xlsx_key))
    docx.write_bytes(services().store.get(made.docx_key))
    audit.record(actor(as_user), "rollup_downloaded", made, business_now())
    if as_json:
        show_json({"xlsx": str(xlsx), "docx": str(docx), "accepted": made.accepted})
    else:
        say(mark("{accepted} accepted forms: {xlsx} {docx}"), accepted=made.accepted, xlsx=xlsx, docx=docx)


def wait_for(job: Job, timeout: float) -> None:
    """Wait until a worker has done the job. NotAllowed when it failed, Unavailable after `timeout` seconds."""
    end = time.monotonic() + timeout
    while job.state != JOB_DONE:
        if job.state == JOB_FAILED:
            raise NotAllowed(
                mark("it has failed: {reason}"),
                place=job.key,
                remedy=mark("Mend that, then: shoufa jobs --again {job_id}."),
                reason=job.error,
                job_id=job.pk,
            )
        if time.monotonic() > end:
            raise Unavailable(
                mark("no worker has done it within {seconds:.0f} seconds. {reason}"),
                place=job.key,
                remedy=mark("Start “shoufa up” or the worker, then ask again."),
                seconds=timeout,
                reason=job.error,
            )
        time.sleep(LOOK_EVERY)
        job.refresh_from_db()


def _newest(batch: Batch) -> RollUp:
    made = batch.rollups.first()
    if made is None:
        raise NotFound(mark("there is no roll-up of “{title}”."), title=batch.title)
    return made


def _paths(out: Path, batch: Batch) -> tuple[Path, Path]:
    name = _NOT_IN_NAMES.sub(" ", translate(mark("{title} (roll-up)"), title=batch.title)).strip()
    return out / f"{name}.xlsx", out / f"{name}.docx"
