"""One unit's page for staff, the messages in doubt, the jobs."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.story import GOOD, PHONED, SILENT, pile, roster, tell
from tests.workflows.house import House
from tracking import ledger
from tracking.audit import system
from tracking.models import Assignment, AuditEntry, Dispatch, Item, Job, Reminder
from tracking.outbox import Claim, fail
from tracking.progress import PAGE
from tracking.states import DOTTED, PREPARING, READY, UNKNOWN


@pytest.fixture
def unit(house: House) -> Assignment:
    """A unit that has not answered."""
    return house.assignment(PHONED)


@pytest.fixture
def item(house: House) -> Item:
    """What it owes."""
    return house.item(PHONED)


def _after(client: Client, path: str, **sent: str) -> str:
    return client.post(path, sent, follow=True).content.decode()


def test_long_lists_come_a_page_at_a_time(house: House, desk: Client, unit: Assignment) -> None:
    pile(unit, PAGE + 1)
    for number in range(PAGE + 1):
        Dispatch.objects.create(
            assignment=unit,
            kind=Dispatch.Kind.CORRECTION,
            occasion=str(number),
            message_id=f"<{number}@city.example>",
            subject=f"更正第{number}次",
            created_at=house.now,
        )
        Reminder.objects.create(
            assignment=unit, kind=Reminder.Kind.PHONE, step=str(number), moment=house.now, note=f"电话第{number}次"
        )
    path = f"/assignments/{unit.pk}/"
    first = desk.get(path).content.decode()
    assert all(f'href="?{name}=2"' in first for name in ("replies", "messages", "reminders"))
    assert f"{PAGE}.docx" in first and f"更正第{PAGE}次" in first and f"电话第{PAGE}次" in first
    assert ">0.docx" not in first and "更正第0次" not in first and "电话第0次" not in first
    second = desk.get(f"{path}?replies=2&reminders=2").content.decode()
    assert ">0.docx" in second and "电话第0次" in second and "更正第0次" not in second
    assert 'href="?replies=2&amp;reminders=2&amp;messages=2"' in second, "the other lists stay where they are"


def test_everything_about_a_unit(house: House, desk: Client, unit: Assignment) -> None:
    tell(house)
    page = desk.get(f"/assignments/{unit.pk}/").content.decode()
    contact = unit.unit.contacts.get()
    assert contact.email in page and contact.phone in page
    assert "办公室答复今天下午报送。" in page and "Phone call" in page
    assert '<span class="badge badge-red">Overdue</span>' in page
    assert "Held: no mail server is set" in page


def test_a_unit_that_owes_nothing(house: House, desk: Client) -> None:
    page = desk.get(f"/assignments/{house.assignment('330400-P1').pk}/").content.decode()
    assert "For information only: this unit owes no form." in page


def test_a_phone_call_is_noted(desk: Client, unit: Assignment) -> None:
    path = f"/assignments/{unit.pk}/phone-call/"
    assert "Note: This field is required." in _after(desk, path)
    assert "The phone call is noted." in _after(desk, path, note="王主任说明天报")
    reminder = unit.reminders.get(kind="phone")
    assert (reminder.note, reminder.by and reminder.by.username) == ("王主任说明天报", "clerk")


def test_a_link_is_revoked(desk: Client, unit: Assignment) -> None:
    before = unit.link_hash
    assert "no longer works" in _after(desk, f"/assignments/{unit.pk}/revoke-link/")
    unit.refresh_from_db()
    assert unit.link_hash != before and unit.link_generation == 2


def test_a_paper_copy_counts_as_the_reply(desk: Client, item: Item) -> None:
    path = f"/items/{item.pk}/paper-copy/"
    assert "Note: This field is required." in _after(desk, path)
    assert "counts as the reply" in _after(desk, path, note="机要交换送到")
    item.refresh_from_db()
    assert item.status == "accepted"


def test_exempt_and_required_again(desk: Client, item: Item) -> None:
    for step, said, status in (("exempt", "need not return", "exempt"), ("require", "has to return", "owed")):
        path = f"/items/{item.pk}/{step}/"
        assert "Reason: This field is required." in _after(desk, path)
        assert said in _after(desk, path, reason="机构改革")
        item.refresh_from_db()
        assert item.status == status
    assert desk.post(f"/items/{item.pk}/require/", {"reason": "x"}).status_code == 409


def test_another_due_time_is_local(desk: Client, item: Item) -> None:
    path = f"/items/{item.pk}/due-time/"
    assert "New due time: This field is required." in _after(desk, path, reason="出差")
    assert "Enter a valid date/time." in _after(desk, path, reason="出差", due_at="tomorrow")
    assert "2016-05-20 12:00" in _after(desk, path, reason="出差", due_at="2016-05-20T12:00")
    item.refresh_from_db()
    assert item.due_at.isoformat() == "2016-05-20T04:00:00+00:00"


def test_history_is_paged(house: House, desk: Client, unit: Assignment) -> None:
    for number in range(35):
        desk.post(f"/assignments/{unit.pk}/phone-call/", {"note": f"第{number}次"})
    first = desk.get(f"/assignments/{unit.pk}/").context["history"]
    second = desk.get(f"/assignments/{unit.pk}/", {"page": 2}).context["history"]
    assert (len(first), second.number) == (30, 2)
    assert first[0].pk > second[0].pk


@pytest.fixture
def lost(house: House) -> Dispatch:
    """A message whose fate nobody knows."""
    message = house.notice(SILENT)
    for state in (PREPARING, READY, DOTTED, UNKNOWN):
        message = ledger.dispatch_moves(message, state, system("test"), house.now)
    return message


def test_messages_in_doubt_are_listed(house: House, desk: Client, lost: Dispatch) -> None:
    page = desk.get("/messages/").content.decode()
    assert "Unknown whether it was sent" in page and f"/messages/{lost.pk}/arrived/" in page
    assert page.count("Held: no mail server is set") == 10


def test_a_lost_message_is_sent_again_or_has_arrived(house: House, desk: Client, lost: Dispatch) -> None:
    assert "The message is sent again." in _after(desk, f"/messages/{lost.pk}/send-again/")
    lost.refresh_from_db()
    assert lost.state == "ready"
    for state in (DOTTED, UNKNOWN):
        lost = ledger.dispatch_moves(lost, state, system("test"), house.now)
    back = {"referer": f"http://testserver/assignments/{lost.assignment_id}/"}
    done = desk.post(f"/messages/{lost.pk}/arrived/", headers=back)
    assert done["location"] == f"/assignments/{lost.assignment_id}/"
    lost.refresh_from_db()
    assert lost.state == "sent"
    assert desk.post(f"/messages/{lost.pk}/send-again/").status_code == 409
    assert AuditEntry.objects.filter(event="message_sent", actor="clerk").count() == 1


def test_jobs_and_their_counts(house: House, desk: Client) -> None:
    job = Job.objects.filter(name="issue.render").latest("pk")
    Job.objects.filter(pk=job.pk).update(state="running", task_id="a-task")
    fail(Claim(job.pk, job.name, job.key, job.payload, 1, job.fence), "notice.docx: unknown variable")
    page = desk.get("/jobs/", {"state": "failed"})
    assert len(page.context["page"]) == 1
    assert "notice.docx: unknown variable" in page.content.decode() and "a-task" in page.content.decode()
    (count,) = page.context["counts"]
    assert (count.name, count.jobs, count.done) == ("issue.render", 11, 10)
    path = f"/jobs/{job.pk}/again/"
    assert "The job is tried again." in _after(desk, path)
    assert desk.post(path).status_code == 409, "it has not failed any more"
    assert desk.post("/jobs/9999/again/").status_code == 404
    assert len(desk.get("/jobs/", {"state": "nonsense"}).context["page"]) == 11


def test_reply_of_a_unit_is_listed(house: House, desk: Client) -> None:
    reply = house.upload(GOOD, roster(house, GOOD))
    page = desk.get(f"/assignments/{house.assignment(GOOD).pk}/").content.decode()
    assert f'href="/replies/{reply.pk}/"' in page
