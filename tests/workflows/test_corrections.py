"""What staff correct and confirm is kept with who and when, whatever is read afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from messages.errors import NotFound
from tests.forms import fill
from tests.workflows.house import NANHU, POINTS, ROSTER, House, at
from tracking import outbox
from tracking.audit import Actor
from tracking.models import Answer, AuditEntry, Job, Reply
from tracking.states import ACCEPTED, JOB_FAILED, REVIEW
from workflows import reading, retrying, reviewing

RIGHT, OTHER = "13800000009", "13800000008"


@pytest.fixture
def clerk(db: None) -> Actor:
    """A member of staff with an account."""
    return Actor("clerk", "web", User.objects.create(username="clerk").pk)


@pytest.fixture
def corrected(single: House, clerk: Actor) -> Reply:
    """A doubtful reply whose mobile number a person has corrected on 26 April."""
    reply = single.upload(NANHU, single.doubtful(NANHU))
    single.now = at(4, 26)
    reviewing.correct(reply.answers.get(key="officer_mobile"), RIGHT, clerk, single.now)
    return reply


def read_again(house: House, reply: Reply) -> None:
    outbox.enqueue("collect.read", f"{reply.pk}:again-{Job.objects.count()}", reply=reply.pk)
    house.work()
    reply.refresh_from_db()


def kept(answer: Answer) -> tuple[Any, ...]:
    answer.refresh_from_db()
    return (answer.pk, answer.value, answer.corrected_value, answer.confirmed_by_id, answer.confirmed_at, answer.status)


def doubts(answer: Answer) -> list[str]:
    return [reason["code"] for reason in answer.reasons]


def test_a_reading_that_comes_later_leaves_a_correction_as_it_is(single: House, corrected: Reply) -> None:
    answer = corrected.answers.get(key="officer_mobile")
    before = kept(answer)
    assert before[2:5] == (RIGHT, User.objects.get().pk, at(4, 26))
    single.now = at(5, 3)
    read_again(single, corrected)
    assert kept(answer) == before and corrected.readings == 2
    detail = AuditEntry.objects.get(event="correct")
    assert (detail.actor, detail.business_at, detail.detail["old"], detail.detail["new"]) == (
        "clerk",
        at(4, 26),
        "1380000001",
        RIGHT,
    )


def test_another_reading_than_before_does_not_reach_what_a_person_touched(
    single: House, corrected: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, post = corrected.answers.get(key="officer_mobile"), corrected.answers.get(key="officer_post")
    before = kept(answer)
    changed = single.filled(NANHU, officer_post="组织部部长", officer_mobile="13700000000")
    get = single.services.store.get
    monkeypatch.setattr(
        type(single.services.store),
        "get",
        lambda store, key: changed if key == corrected.object_key else get(key),
    )
    read_again(single, corrected)
    assert kept(answer) == before
    assert not Answer.objects.filter(pk=post.pk).exists()
    assert corrected.answers.get(key="officer_post").value == "组织部部长"


def test_a_table_in_which_a_person_wrote_is_kept_as_a_whole(single: House, clerk: Actor) -> None:
    points = [POINTS[0] | {"kind": "学堂"}, POINTS[1]]
    reply = single.upload(NANHU, fill(single.blank(NANHU), ROSTER, {"contact_points": points}))
    reviewing.correct(reply.answers.get(table="contact_points", row=0, key="类别"), "学校", clerk, single.now)
    before = list(reply.answers.filter(table="contact_points").values_list("pk", flat=True))
    fields = list(reply.answers.filter(table="").values_list("pk", flat=True))
    read_again(single, reply)
    assert list(reply.answers.filter(table="contact_points").values_list("pk", flat=True)) == before
    assert not set(fields) & set(reply.answers.filter(table="").values_list("pk", flat=True))


def test_what_was_accepted_is_not_read_anew(single: House, corrected: Reply, clerk: Actor) -> None:
    reviewing.accept(corrected, clerk, single.now)
    before = [kept(answer) for answer in corrected.answers.all()]
    corrected.refresh_from_db()
    said = (corrected.verdict, corrected.reasons, corrected.nil, corrected.readings)
    read_again(single, corrected)
    assert [kept(answer) for answer in corrected.answers.all()] == before
    assert (corrected.verdict, corrected.reasons, corrected.nil, corrected.readings) == said
    assert single.item(NANHU).status == ACCEPTED


def test_who_confirmed_first_is_kept(single: House, corrected: Reply, clerk: Actor) -> None:
    other = Actor("other", "web", User.objects.create(username="other").pk)
    reviewing.accept(corrected, other, at(4, 28))
    answer = corrected.answers.get(key="officer_mobile")
    assert (answer.confirmed_by_id, answer.confirmed_at) == (clerk.user_id, at(4, 26))
    assert corrected.answers.get(key="officer_name").confirmed_by_id == other.user_id


def test_a_failed_reading_that_is_asked_for_again_keeps_a_correction(
    single: House, corrected: Reply, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(corrected.answers.get(key="officer_mobile"))
    with monkeypatch.context() as broken:
        broken.setattr(reading, "issued_form", lambda *_: (_ for _ in ()).throw(NotFound("no blank")))
        read_again(single, corrected)
    failed = Job.objects.get(state=JOB_FAILED)
    retrying.again(failed.pk, clerk, single.now)
    single.work()
    assert kept(corrected.answers.get(key="officer_mobile")) == before


def test_a_new_version_that_says_what_was_corrected_is_accepted(single: House, corrected: Reply) -> None:
    single.now = at(4, 27)
    reply = single.upload(NANHU, single.filled(NANHU, officer_mobile=RIGHT))
    assert (reply.version, reply.verdict, single.item(NANHU).status) == (2, "accepted", ACCEPTED)


def test_a_new_version_that_says_something_else_waits_for_a_person(single: House, corrected: Reply) -> None:
    before = kept(corrected.answers.get(key="officer_mobile"))
    single.now = at(4, 27)
    reply = single.upload(NANHU, single.filled(NANHU, officer_mobile=OTHER))
    answer = reply.answers.get(key="officer_mobile")
    assert (reply.verdict, answer.value, answer.status) == ("review", OTHER, "review")
    assert doubts(answer) == ["corrected_before"] and answer.reasons[0]["params"] == {"value": RIGHT}
    assert single.item(NANHU).status == REVIEW
    assert kept(corrected.answers.get(key="officer_mobile")) == before


def test_what_a_person_accepted_since_is_the_last_word(single: House, corrected: Reply, clerk: Actor) -> None:
    single.now = at(4, 27)
    second = single.upload(NANHU, single.filled(NANHU, officer_mobile=OTHER))
    reviewing.accept(second, clerk, single.now)
    single.now = at(4, 28)
    third = single.upload(NANHU, single.filled(NANHU, officer_mobile=OTHER, officer_post="副主任"))
    assert (third.version, third.verdict) == (3, "accepted")


def test_a_corrected_cell_of_a_table_that_comes_back_otherwise_is_in_doubt(single: House, clerk: Actor) -> None:
    points = [POINTS[0] | {"kind": "学堂"}, POINTS[1]]
    reply = single.upload(NANHU, fill(single.blank(NANHU), ROSTER, {"contact_points": points}))
    reviewing.correct(reply.answers.get(table="contact_points", row=0, key="类别"), "村（社区）", clerk, single.now)
    single.now = at(4, 27)
    again = single.upload(NANHU, fill(single.blank(NANHU), ROSTER, {"contact_points": POINTS}))
    assert (again.verdict, single.item(NANHU).status) == ("review", REVIEW)
    assert [reason["code"] for reason in again.reasons] == ["corrected_before"]


def test_a_unit_that_has_nothing_to_report_after_a_correction_is_asked_about(
    single: House, corrected: Reply, clerk: Actor
) -> None:
    single.now = at(4, 27)
    single.reply_mail(NANHU, text="无")
    reply = Reply.objects.get(file_name="mail.txt")
    reviewing.place(reply, single.item(NANHU), clerk, single.now)
    single.work()
    reply.refresh_from_db()
    assert reply.nil and "corrected_before" in {reason["code"] for reason in reply.reasons}
