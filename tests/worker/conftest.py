"""The Celery application on a real broker."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
import redis
from celery import Celery


@pytest.fixture(scope="session")
def app(broker_url: str) -> Iterator[Celery]:
    """Our application, its tasks registered, on the broker of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHOUFA_BROKER_URL", broker_url)
        # the application asks for its broker when it is imported
        found: Celery = import_module("worker.app").app
        import_module("worker.tasks")
        found.conf.update(broker_url=broker_url)
        yield found
        found.close()


@pytest.fixture
def queue(app: Celery, broker_url: str) -> Iterator[redis.Redis]:
    """The broker itself, empty."""
    with redis.Redis.from_url(broker_url) as client:
        client.flushall()
        yield client
