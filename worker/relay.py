"""The relay: publishes each due job as the Celery task of its name. Run it as `python -m worker relay`.

Published twice is harmless, because a job is claimed in the database; not published is seen at the next look.
"""

from __future__ import annotations

import logging
import signal
import threading
import time

from django.db import DatabaseError, close_old_connections
from kombu.exceptions import OperationalError

from tracking import outbox
from worker.app import app

log = logging.getLogger(__name__)

AT_ONCE = 200
LOOK_EVERY = 0.2  # seconds, when there is nothing to do
AFTER_A_FAULT = 2.0


def publish_due() -> int:
    """Publish up to AT_ONCE due jobs; returns how many. Errors: OperationalError when the broker is away."""
    jobs = outbox.due(AT_ONCE)
    published = []
    try:
        with app.producer_pool.acquire(block=True) as producer:
            for job_id, name in jobs:
                app.send_task(name, args=[job_id], producer=producer, retry=False)
                published.append(job_id)
    finally:
        outbox.mark_published(published)
    return len(published)


def serve(ending: threading.Event) -> None:
    """Publish until `ending` is set; a broker or database that is away is waited for."""
    while not ending.is_set():
        started = time.monotonic()
        try:
            close_old_connections()
            pause = 0.0 if publish_due() == AT_ONCE else LOOK_EVERY
        except (OperationalError, DatabaseError) as error:
            log.warning("nothing is published now (%s: %s)", type(error).__name__, error)
            pause = AFTER_A_FAULT
        ending.wait(max(0.0, pause - (time.monotonic() - started)))


def main() -> None:
    """Run until SIGTERM or SIGINT."""
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    serve(ending)
