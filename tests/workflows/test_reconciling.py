"""Reconciling: what was decided and has no job gets one, and nothing is decided twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from documents.intake import Member
from storage.keys import content_key
from tests.mail.smtp import Sink
from tests.workflows.house import ADDRESSES, CLERK, NANHU, House, at, mail_of, small_files
from tracking.models import IncomingMail, Job
from tracking.states import ACCEPTED, JOB_FAILED, PREPARING, READY, SENT
from workflows import collecting, steps
from workflows.issue import issue
from workflows.reconciling import adopt_orphans, reconcile

SOON = timedelta(minutes=10)


def test_a_quiet_house_has_nothing_to_reconcile(issued: House) -> None:
    before = Job.objects.count()
    assert reconcile(issued.services, issued.now + SOON) == {"released": 0, "messages": 0, "replies": 0}
    assert Job.objects.count() == before


def test_a_message_that_was_decided_and_lost_its_job_is_made(house: House, outgoing: Sink) -> None:

    issue(house.services, house.import_campaign(small_files(NANHU)), "roster", CLERK, house.now)
    Job.objects.all().delete()
    assert house.notice(NANHU).state == PREPARING
    assert reconcile(house.services, house.now)["messages"] == 0  # it may just have been decided
    assert reconcile(house.services, house.now + SOON)["messages"] == 1
    assert reconcile(house.services, house.now + SOON)["messages"] == 0
    house.work()
    assert (house.notice(NANHU).state, len(outgoing.messages)) == (SENT, 1)


def test_a_message_that_was_made_and_lost_its_job_is_sent_once(house: House, outgoing: Sink) -> None:

    issue(house.services, house.import_campaign(small_files(NANHU)), "roster", CLERK, house.now)
    steps.run(house.services, Job.objects.get().pk, now=house.now)
    Job.objects.filter(name="issue.deliver").delete()
    assert house.notice(NANHU).state == READY
    assert reconcile(house.services, house.now + SOON)["messages"] == 1
    house.work()
    assert (house.notice(NANHU).state, len(outgoing.messages)) == (SENT, 1)


def test_a_job_that_has_failed_waits_for_a_person(house: House) -> None:

    issue(house.services, house.import_campaign(small_files(NANHU)), "roster", CLERK, house.now)
    Job.objects.update(state=JOB_FAILED)
    assert reconcile(house.services, house.now + SOON)["messages"] == 0


def test_a_reply_that_was_never_read_is_read(single: House) -> None:
    file = Member("名单.docx", single.filled(NANHU))
    collecting.upload(single.services, single.assignment(NANHU), None, [file], single.now)
    Job.objects.filter(name="collect.read").delete()
    assert reconcile(single.services, single.now)["replies"] == 1
    assert reconcile(single.services, single.now)["replies"] == 0
    single.work()
    assert single.item(NANHU).status == ACCEPTED


def test_bytes_of_a_mail_without_a_row_are_adopted(single: House, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = mail_of(ADDRESSES[NANHU], [("名单.docx", single.filled(NANHU))])
    single.services.store.put(content_key("incoming", raw, ".eml"), raw)
    assert adopt_orphans(single.services, at(4, 26)) == 1
    assert adopt_orphans(single.services, at(4, 26)) == 0
    single.work()
    assert (IncomingMail.objects.get().source, single.item(NANHU).status) == ("reconcile", ACCEPTED)
