"""The relay: publishes what is due to a real broker, once, again when nobody claims it, and outlives faults."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from importlib import import_module
from types import ModuleType

import pytest
import redis
from celery import Celery
from django.db import OperationalError as DatabaseAway
from django.utils import timezone

from tracking import outbox
from tracking.models import Job

pytestmark = pytest.mark.services


@pytest.fixture
def relay(app: Celery, db: None) -> ModuleType:
    return import_module("worker.relay")


def published(queue: redis.Redis) -> list[tuple[str, list[int]]]:
    """Task and arguments of every message, oldest first."""
    raw = queue.lrange("celery", 0, -1)
    headers = [json.loads(message)["headers"] for message in reversed(raw)]
    return [(header["task"], json.loads(header["argsrepr"])) for header in headers]


class Rounds(threading.Event):
    """An end that comes after so many looks, without waiting; `waits` in seconds."""

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self.rounds = rounds
        self.waits: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0)
        if len(self.waits) == self.rounds:
            self.set()
        return self.is_set()


def test_each_due_job_is_published_once_as_the_task_of_its_name(relay: ModuleType, queue: redis.Redis) -> None:
    first, second = outbox.enqueue("collect.read", "1"), outbox.enqueue("issue.render", "2")
    outbox.enqueue("remind.send", "3", run_after=timezone.now() + timedelta(hours=1))
    assert [relay.publish_due(), relay.publish_due()] == [2, 0]
    assert published(queue) == [("collect.read", [first.pk]), ("issue.render", [second.pk])]


def test_a_job_that_the_broker_lost_is_published_again(relay: ModuleType, queue: redis.Redis) -> None:
    job = outbox.enqueue("collect.read", "1")
    relay.publish_due()
    queue.flushall()
    assert relay.publish_due() == 0
    Job.objects.update(published_at=timezone.now() - outbox.REPUBLISH_AFTER)
    assert relay.publish_due() == 1
    assert published(queue) == [("collect.read", [job.pk])]


def test_a_claimed_job_is_left_alone_until_its_lease_is_over(relay: ModuleType, queue: redis.Redis) -> None:
    job = outbox.enqueue("collect.read", "1")
    outbox.claim(job.pk, timedelta(minutes=5))
    assert relay.publish_due() == 0
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert relay.publish_due() == 1
    assert published(queue) == [("collect.read", [job.pk])]


def test_a_broker_that_is_away_is_waited_for_and_nothing_is_lost(
    relay: ModuleType,
    queue: redis.Redis,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    deaf_port: int,
) -> None:
    job = outbox.enqueue("collect.read", "1")
    with monkeypatch.context() as patch:
        away = Celery("away", broker=f"redis://127.0.0.1:{deaf_port}/0")
        patch.setattr(relay, "app", away)
        relay.serve(Rounds(1))
        away.close()
    assert "nothing is published now" in caplog.text
    assert Job.objects.get().published_at is None
    relay.serve(Rounds(1))
    assert published(queue) == [("collect.read", [job.pk])]


def test_a_database_that_is_away_is_waited_for(relay: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(limit: int) -> list[tuple[int, str]]:
        raise DatabaseAway("gone")

    monkeypatch.setattr(outbox, "due", away)
    ending = Rounds(2)
    relay.serve(ending)
    assert len(ending.waits) == 2 and min(ending.waits) > 1


def test_a_full_round_is_followed_by_another_at_once(
    relay: ModuleType, queue: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "AT_ONCE", 2)
    for number in range(5):
        outbox.enqueue("collect.read", str(number))
    ending = Rounds(3)
    relay.serve(ending)
    assert len(published(queue)) == 5
    assert ending.waits[:2] == [0, 0] and ending.waits[2] <= relay.LOOK_EVERY
