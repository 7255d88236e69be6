"""The Celery tasks: one for each step and each look of beat, and each only enters a workflow."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from celery import Celery

from documents.intake import Member
from tests.workflows.house import ADDRESSES, NANHU, House, at, mail_of, make_house
from tracking import clock, outbox
from tracking.models import Assignment, Dispatch, IncomingMail, Job
from tracking.states import ACCEPTED, JOB_READY
from workflows import collecting
from workflows.steps import STEPS

pytestmark = pytest.mark.services
LOOKS = {"remind", "reconcile", "collect.fetch"}


@pytest.fixture
def house(app: Celery, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A county that owes the roster; the tasks get its services."""
    house = make_house(tmp_path / "objects")
    house.issue_small(NANHU)
    monkeypatch.setattr(import_module("worker.tasks"), "services", lambda: house.services)
    return house


def test_every_step_is_the_task_of_its_name_and_beat_knows_the_looks(app: Celery) -> None:
    assert {name for name in app.tasks if not name.startswith("celery.")} == {*STEPS, *LOOKS}
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} == LOOKS
    assert all(entry["options"]["expires"] for entry in app.conf.beat_schedule.values())


def test_the_settings_that_were_measured_are_in_force(app: Celery) -> None:
    conf = app.conf
    assert conf.task_acks_late and conf.task_reject_on_worker_lost and conf.task_ignore_result
    assert conf.worker_prefetch_multiplier == 1 and conf.broker_connection_max_retries is None
    assert conf.broker_transport_options["visibility_timeout"] > conf.task_time_limit


def test_a_step_runs_its_job_once_however_often_the_broker_brings_it(app: Celery, house: House) -> None:
    file = Member("名单.docx", house.filled(NANHU))
    collecting.upload(house.services, house.assignment(NANHU), None, [file], at(4, 25))
    job = Job.objects.get(name="collect.read", state=JOB_READY)
    for _ in range(2):
        app.tasks["collect.read"].apply(args=(job.pk,), throw=True)
    job.refresh_from_db()
    assert (job.attempts, job.fence, house.item(NANHU).status) == (1, 1, ACCEPTED)
    assert job.task_id


def test_the_look_for_reminders_goes_by_business_time(app: Celery, house: House) -> None:
    app.tasks["remind"].apply(throw=True)  # real time: long after, and once
    clock.move_to(at(5, 5, 9, 1))
    Assignment.objects.update(remind_at=at(5, 5))
    before = Dispatch.objects.filter(kind=Dispatch.Kind.REMINDER).count()
    app.tasks["remind"].apply(throw=True)
    assert Dispatch.objects.filter(kind=Dispatch.Kind.REMINDER).count() == before + 1


def test_the_look_for_missing_jobs_makes_them(app: Celery, house: House) -> None:
    file = Member("名单.docx", house.filled(NANHU))
    collecting.upload(house.services, house.assignment(NANHU), None, [file], at(4, 25))
    Job.objects.filter(name="collect.read").delete()
    app.tasks["reconcile"].apply(throw=True)
    assert Job.objects.filter(name="collect.read").count() == 1


def test_the_look_into_the_mailbox_does_nothing_without_one(app: Celery, house: House) -> None:
    app.tasks["collect.fetch"].apply(throw=True)
    assert not IncomingMail.objects.exists()


def test_the_receiver_takes_what_is_addressed_to_the_office_and_keeps_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver = import_module("worker.receiver")
    monkeypatch.setattr(receiver, "services", lambda: house.services)
    house.with_office(journal="journal@youth.city.example")
    office = house.services.office
    for address in ("office@youth.city.example", "Office+00012@YOUTH.city.example", "journal@youth.city.example"):
        assert receiver.accepts(address, office)
    for address in ("other@youth.city.example", "office@elsewhere.example", "office", "", "+1@youth.city.example"):
        assert not receiver.accepts(address, office)
    receiver.accept(mail_of(ADDRESSES[NANHU], [("名单.docx", house.filled(NANHU))]))
    assert IncomingMail.objects.get().source == "smtp"
    assert [name for _, name in outbox.due(9)] == ["collect.sort"]
