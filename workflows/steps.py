"""Every step that a job can be, by the name that its Celery task has, and the way each of them is run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import OperationalError

from messages.errors import ShoufaError, Unavailable
from messages.language import mark, translate
from tracking import outbox
from tracking.clock import business_now
from tracking.outbox import Claim, LeaseLostError
from workflows.answering import make_answer, make_reminder
from workflows.collecting import deliver_files
from workflows.converting import OutOfTime
from workflows.papers import render_papers
from workflows.reading import read_reply
from workflows.rolling_up import build
from workflows.sending import deliver
from workflows.services import Services
from workflows.sorting import sort_mail

log = logging.getLogger(__name__)

Step = Callable[[Services, Claim, datetime], None]

STEPS: Mapping[str, Step] = {
    "issue.render": render_papers,
    "issue.deliver": deliver,
    "collect.sort": sort_mail,
    "collect.deliver": deliver_files,
    "collect.read": read_reply,
    "remind.send": make_reminder,
    "review.answer": make_answer,
    "rollup.build": build,
}
MOST_ATTEMPTS = 5  # of a step that fails for a reason nobody foresaw
AT_ONCE = timedelta(milliseconds=1)
LONGEST_WAIT = timedelta(minutes=5)


def run(services: Services, job_id: int, task_id: str = "", now: datetime | None = None) -> bool:
    """Claim the job and do its step; False when it is not to be had now. `now`: business time, else as it stands.

    A service that does not answer: the job is tried again, later each time. An error that a person must mend,
    or one that keeps coming back: the job has failed, and is shown with what is wrong.
    """
    claim = outbox.claim(job_id, services.lease, task_id)
    if claim is None:
        return False
    try:
        STEPS[claim.name](services, claim, now or business_now())
    except LeaseLostError:
        log.warning("%s: another worker has taken it over", claim.key)
    except OutOfTime:
        outbox.push_back(claim, translate(mark("More files are converted in the next attempt.")), AT_ONCE)
    except (Unavailable, OperationalError) as error:
        outbox.push_back(claim, str(error), min(timedelta(seconds=2 ** min(claim.attempts, 9)), LONGEST_WAIT))
    except ShoufaError as error:
        log.warning("%s: %s", claim.key, error)
        outbox.fail(claim, str(error))
    except Exception as error:
        log.exception("%s", claim.key)
        reason = f"{type(error).__name__}: {error}"
        if claim.attempts < MOST_ATTEMPTS:
            outbox.push_back(claim, reason)
        else:
            outbox.fail(claim, reason)
    return True
