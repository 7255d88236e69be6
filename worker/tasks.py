"""The Celery tasks: one named task a step, and what beat calls. Each only enters a workflow."""

from __future__ import annotations

from celery import Task

from config.wiring import services
from tracking.clock import business_now
from worker.app import app
from workflows import mailbox, reconciling, reminding, steps


def _task_of(name: str) -> None:
    @app.task(name=name, bind=True)
    def run_step(self: Task, job_id: int) -> None:  # type: ignore[type-arg]
        steps.run(services(), job_id, self.request.id or "")


for _name in steps.STEPS:
    _task_of(_name)


@app.task(name="remind")
def remind() -> None:
    """Decide the reminders whose moment has come."""
    reminding.remind_due(business_now())


@app.task(name="reconcile")
def reconcile() -> None:
    """Make the jobs that are missing."""
    reconciling.reconcile(services(), business_now())


@app.task(name="collect.fetch")
def fetch() -> None:
    """Fetch what is new in the office's mailbox, where one is set."""
    mailbox.fetch(services(), business_now())
