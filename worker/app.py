"""The Celery application; the reason of each setting was measured (docs/reliability.md)."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_process_init

from config import broker
from supervisor.process import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")  # Celery then prepares Django and its connections
WORKER_PID = os.getpid()

app = Celery("shoufa", broker=broker.url())
app.conf.update(
    task_acks_late=True,  # a killed worker's message comes again; the claim makes that harmless
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    task_time_limit=broker.TASK_SECONDS,
    broker_transport_options={"visibility_timeout": broker.TASK_SECONDS * 2, "socket_connect_timeout": 5},
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_soft_shutdown_timeout=4.0,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    timezone="UTC",
    include=["worker.tasks"],
    beat_schedule={
        name: {
            "task": name,
            "schedule": broker.tick_seconds(),
            "options": {"expires": broker.tick_seconds() * 3},  # a worker that was away owes no old ticks
        }
        for name in ("remind", "reconcile", "collect.fetch")
    },
)


@setup_logging.connect
def _keep_django_logging(**_kwargs: Any) -> None:
    """Celery must not put its own log handlers in the place of Django's."""


@worker_process_init.connect
def _end_with_worker(**_kwargs: Any) -> None:
    """A pool child must not outlive its worker."""
    die_with_parent(WORKER_PID)
