"""A failed job that a person asks for once more."""

from __future__ import annotations

import pytest

from messages.errors import NotAllowed, NotFound
from tests.mail.smtp import Script, scripted, sink
from tests.workflows.house import ADDRESSES, CLERK, NANHU, House
from tracking import outbox
from tracking.models import AuditEntry, Contact, Job
from tracking.states import FAILED, JOB_DONE, JOB_FAILED, JOB_READY, SENT
from workflows.reconciling import reconcile
from workflows.retrying import again


def refuse_recipient(house: House) -> Job:
    """The notice's recipient is refused for good; the job that failed with it."""
    with scripted(Script(rcpt={ADDRESSES[NANHU]: "550 no such user"})) as played:
        house.with_mail(played.port)
        reconcile(house.services, house.now)
        house.work()
    assert house.notice(NANHU).state == FAILED
    return Job.objects.get(state=JOB_FAILED)


def test_a_message_that_failed_is_made_for_the_present_address_and_sent(single: House) -> None:
    failed = refuse_recipient(single)
    Contact.objects.filter(unit__code=NANHU).update(email="right@nanhu.example")
    again(failed.pk, CLERK, single.now)
    with sink() as server:
        single.with_mail(server.port)
        single.work()
        assert [message.rcpt_tos for message in server.messages] == [["right@nanhu.example"]]
    assert single.notice(NANHU).state == SENT
    assert not Job.objects.exclude(state=JOB_DONE).exists()
    entry = AuditEntry.objects.get(event="job_again")
    assert (entry.actor, entry.thing_id) == ("clerk", failed.pk)
    assert "no such user" in entry.detail["error"]


def test_a_job_that_was_asked_for_again_cannot_be_asked_for_twice(single: House) -> None:
    failed = refuse_recipient(single)
    again(failed.pk, CLERK, single.now)
    with pytest.raises(NotAllowed):
        again(failed.pk, CLERK, single.now)
    assert AuditEntry.objects.filter(event="job_again").count() == 1


def test_another_job_is_simply_done_once_more(db: None, house: House) -> None:
    job = outbox.enqueue("collect.read", "1", reply=1)
    Job.objects.update(state=JOB_FAILED, error="broken")
    again(job.pk, CLERK, house.now)
    job.refresh_from_db()
    assert (job.state, job.error) == (JOB_READY, "")
    assert AuditEntry.objects.get(event="job_again").detail["error"] == "broken"


def test_a_job_that_is_not_there_is_named(db: None, house: House) -> None:
    with pytest.raises(NotFound, match="4711"):
        again(4711, CLERK, house.now)
