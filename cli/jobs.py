"""`shoufa jobs`: what has been decided and how far the worker is with it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer
from django.core.paginator import Page

from cli.acting import AsUser, actor
from cli.showing import AsJson, say, show_json, show_table
from messages.language import mark
from tracking import progress
from tracking.clock import business_now
from tracking.models import Job
from tracking.states import JOB_FAILED
from workflows import retrying

app = typer.Typer(add_completion=False)


@app.command()
def jobs(
    again: Annotated[int, typer.Option(help="Have this failed job done once more.")] = 0,
    page: Annotated[int, typer.Option(help="Page of the failed and the hindered jobs.", min=1)] = 1,
    as_user: AsUser = "",
    as_json: AsJson = False,
) -> None:
    """Show how often each Celery task had a job and ran; the failed and the hindered jobs with what is wrong."""
    if again:
        retrying.again(again, actor(as_user), business_now())
        say(mark("Job {job_id} is done once more."), job_id=again)
        return
    counts, failed, hindered = progress.task_counts(), progress.jobs(JOB_FAILED, page), progress.hindered_jobs(page)
    if as_json:
        tasks = [asdict(count) for count in counts]
        troubles = {"failed": [_told(job) for job in failed], "waiting": [_told(job) for job in hindered]}
        show_json({"unsettled": progress.unsettled_jobs(), "tasks": tasks} | troubles)
        return
    show_table(
        (mark("Celery task"), mark("Jobs"), mark("Done"), mark("Runs")),
        ((count.name, count.jobs, count.done, count.attempts) for count in counts),
    )
    _show_jobs(mark("Failed job"), failed)
    _show_jobs(mark("Waiting job"), hindered)


def _show_jobs(heading: str, found: Page[Job]) -> None:
    if found.paginator.count:
        show_table(
            (heading, mark("Celery task"), mark("Runs"), mark("What is wrong")),
            ((job.pk, job.name, job.attempts, job.error) for job in found),
        )


def _told(job: Job) -> dict[str, Any]:
    return {"id": job.pk, "task": job.name, "key": job.key, "attempts": job.attempts, "error": job.error}
