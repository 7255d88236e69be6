"""What the Celery application is set up with; read here because it is needed before Django is ready."""

from __future__ import annotations

from config import env
from messages.errors import ConfigurationError
from messages.language import mark

TASK_SECONDS = 270  # a task is ended before its job's lease runs out


def url() -> str:
    """The broker's redis:// address. Errors: ConfigurationError."""
    found = env.text("SHOUFA_BROKER_URL")
    if not found:
        raise ConfigurationError(
            mark("no broker is known."),
            place="SHOUFA_BROKER_URL",
            remedy=mark("Start “shoufa up”, or set it to redis://host:port/0."),
        )
    return found


def tick_seconds() -> int:
    """How often beat looks for what is due."""
    return env.whole("SHOUFA_TICK_SECONDS", 30, least=1)


def workers() -> int:
    """How many jobs are done at once."""
    return env.whole("SHOUFA_WORKERS", 2, least=1)
