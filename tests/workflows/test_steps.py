"""Running a job: claimed once, tried again where that may help, failed and shown where it does not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from messages.errors import NotAllowed, StoreUnavailable
from tests.workflows.house import House, at
from tracking import clock, outbox
from tracking.models import Campaign, Job
from tracking.outbox import Claim
from tracking.states import JOB_DONE, JOB_FAILED, JOB_READY, JOB_RUNNING
from workflows import steps
from workflows.services import Services


@pytest.fixture
def job(db: None) -> Job:
    """A job that is due."""
    return outbox.enqueue("issue.render", "x")


def fault_of(error: Exception) -> steps.Step:
    def step(services: Services, claim: Claim, now: datetime) -> None:
        raise error

    return step


def run(house: House, job: Job, monkeypatch: pytest.MonkeyPatch, step: steps.Step) -> Job:
    monkeypatch.setattr(steps, "STEPS", {"issue.render": step})
    assert steps.run(house.services, job.pk, "task-1")
    job.refresh_from_db()
    return job


@pytest.mark.parametrize(
    "error",
    [StoreUnavailable("the store is away."), OperationalError("database is locked"), ValueError("surprise")],
    ids=["service", "database", "surprise"],
)
def test_what_may_pass_is_tried_again_later(
    house: House, job: Job, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    run(house, job, monkeypatch, fault_of(error))
    assert (job.state, job.attempts, job.task_id) == (JOB_READY, 1, "task-1")
    assert job.run_after > timezone.now() and job.published_at is None
    assert str(error) in job.error
    assert not steps.run(house.services, job.pk)


def test_a_service_that_is_away_for_days_never_fails_the_job(
    house: House, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(12):
        run(house, job, monkeypatch, fault_of(StoreUnavailable("away")))
        assert job.run_after - timezone.now() <= steps.LONGEST_WAIT
        Job.objects.update(run_after=timezone.now())
    assert job.state == JOB_READY


def test_a_surprise_that_keeps_coming_back_fails_and_names_itself(
    house: House, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(steps.MOST_ATTEMPTS):
        assert job.state == JOB_READY
        run(house, job, monkeypatch, fault_of(ValueError("surprise")))
        Job.objects.update(run_after=timezone.now())
    assert (job.state, job.error) == (JOB_FAILED, "ValueError: surprise")


def test_what_a_person_must_mend_fails_at_once(house: House, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    run(house, job, monkeypatch, fault_of(NotAllowed("mend this.")))
    assert (job.state, job.attempts, job.error) == (JOB_FAILED, 1, "mend this.")


def test_a_worker_that_was_taken_for_dead_changes_nothing(
    house: House, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Claim | None] = []

    def slow(services: Services, claim: Claim, now: datetime) -> None:
        Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
        taken.append(outbox.claim(job.pk, timedelta(seconds=60)))
        with outbox.finishing(claim):
            Campaign.objects.create(code="x", title="x", digest="", imported_at=now)

    run(house, job, monkeypatch, slow)
    assert taken[0] is not None and taken[0].fence == 2
    assert (job.state, job.fence) == (JOB_RUNNING, 2)
    assert not Campaign.objects.exists()


def test_a_step_gets_the_present_business_time(house: House, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:

    seen: list[datetime] = []

    def step(services: Services, claim: Claim, now: datetime) -> None:
        seen.append(now)
        with outbox.finishing(claim):
            pass

    clock.move_to(at(5, 9))
    run(house, job, monkeypatch, step)
    assert abs(seen[0] - at(5, 9)) < timedelta(seconds=60)
    assert job.state == JOB_DONE


def test_a_job_that_is_not_there_is_nobodys(house: House) -> None:
    assert not steps.run(house.services, 4711)
