"""Have a failed job done once more, because a person asks for it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tracking import audit, outbox
from tracking.audit import Actor
from tracking.models import Dispatch, Job
from tracking.states import FAILED, JOB_FAILED
from workflows import reviewing


@transaction.atomic
def again(job_id: int, actor: Actor, now: datetime) -> None:
    """Try the job again; a message that failed is made and sent anew by jobs of its own.

    Errors: NotFound, or NotAllowed when the job has not failed.
    """
    job = Job.objects.select_for_update().filter(pk=job_id, state=JOB_FAILED).first()
    if job:
        audit.record(actor, "job_again", job, now, key=job.key, error=job.error)
    message = Dispatch.objects.filter(pk=job.payload.get("dispatch", 0), state=FAILED).first() if job else None
    if message:
        reviewing.send_message_again(message, actor, now)
        outbox.let_rest(job_id)
    else:
        outbox.again(job_id)
