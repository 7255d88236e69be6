"""What a person decides: who and when, with a reason, and once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from messages.errors import NotAllowed
from tests.forms import fill
from tests.workflows.house import CLERK, NANHU, POINTS, ROSTER, House, at
from tracking import access
from tracking.audit import Actor
from tracking.models import AuditEntry, Dispatch, Reply
from tracking.states import ACCEPTED, EXEMPT, OWED, REVIEW, SENT_BACK
from workflows import reviewing
from workflows.reminding import note_phone_call


@pytest.fixture
def reply(single: House) -> Reply:
    """A doubtful answer that waits for a person."""
    return single.upload(NANHU, single.doubtful(NANHU))


def test_accepting_names_who_and_when_and_sends_one_receipt(single: House, reply: Reply) -> None:
    user = User.objects.create(username="clerk")
    single.now = at(4, 26)
    reviewing.accept(reply, Actor("clerk", "web", user.pk), single.now)
    single.work()
    reply.refresh_from_db()
    assert (reply.accepted_by, reply.accepted_at, single.item(NANHU).status) == (user, at(4, 26), ACCEPTED)
    assert set(reply.answers.values_list("confirmed_by", "confirmed_at")) == {(user.pk, at(4, 26))}
    assert len(single.sent_mails(NANHU, Dispatch.Kind.RECEIPT)) == 1
    entry = AuditEntry.objects.get(event="accept")
    assert (entry.actor, entry.source, entry.business_at, entry.detail["old"]) == ("clerk", "web", at(4, 26), REVIEW)
    with pytest.raises(NotAllowed):
        reviewing.accept(reply, CLERK, single.now)


def test_an_acceptance_may_be_taken_back_and_given_again_with_one_receipt(single: House, reply: Reply) -> None:
    reviewing.accept(reply, CLERK, single.now)
    with pytest.raises(NotAllowed):
        reviewing.reopen(reply, CLERK, single.now, " ")
    reviewing.reopen(Reply.objects.get(), CLERK, single.now, "看错了")
    assert single.item(NANHU).status == REVIEW
    assert Reply.objects.get().accepted_at is None
    reviewing.accept(Reply.objects.get(), CLERK, single.now)
    single.work()
    assert len(single.sent_mails(NANHU, Dispatch.Kind.RECEIPT)) == 1


def test_only_the_newest_version_may_be_decided_on(single: House, reply: Reply) -> None:
    single.upload(NANHU, single.doubtful(NANHU, officer_post="副主任"))
    with pytest.raises(NotAllowed):
        reviewing.accept(reply, CLERK, single.now)
    with pytest.raises(NotAllowed):
        reviewing.send_back(reply, "旧的", at(5, 10), CLERK, single.now)


def test_a_correction_stands_beside_what_was_read(single: House, reply: Reply) -> None:
    answer = reply.answers.get(key="officer_mobile")
    corrected = reviewing.correct(answer, "138 0000 0009", CLERK, single.now)
    assert (corrected.final_value, corrected.value, corrected.raw) == ("13800000009", "1380000001", "1380000001")
    detail = AuditEntry.objects.get(event="correct").detail
    assert (detail["old"], detail["new"], detail["key"]) == ("1380000001", "13800000009", "officer_mobile")
    assert reviewing.correct(answer, "", CLERK, single.now).final_value is None


def test_a_correction_that_is_no_value_is_refused(single: House, reply: Reply) -> None:
    with pytest.raises(NotAllowed, match="12345"):
        reviewing.correct(reply.answers.get(key="officer_mobile"), "12345", CLERK, single.now)
    assert not reply.answers.get(key="officer_mobile").corrected


def test_a_choice_of_a_table_is_corrected_to_one_of_its_options(single: House) -> None:
    points = [POINTS[0] | {"kind": "学堂"}, POINTS[1]]
    reply = single.upload(NANHU, fill(single.blank(NANHU), ROSTER, {"contact_points": points}))
    answer = reply.answers.get(table="contact_points", row=0, key="类别")
    assert single.item(NANHU).status == REVIEW
    with pytest.raises(NotAllowed):
        reviewing.correct(answer, "学堂", CLERK, single.now)
    assert reviewing.correct(answer, "学校", CLERK, single.now).final_value == "学校"


def test_sending_back_needs_a_reason_and_a_time_to_come(single: House, reply: Reply) -> None:
    with pytest.raises(NotAllowed):
        reviewing.send_back(reply, "  ", at(5, 20, 17), CLERK, single.now)
    with pytest.raises(NotAllowed):
        reviewing.send_back(reply, "手机号不全", single.now, CLERK, single.now)
    assert single.item(NANHU).status == REVIEW
    assert not Dispatch.objects.filter(kind=Dispatch.Kind.SENT_BACK).exists()


def test_sending_back_says_why_and_until_when_and_reminds_anew(single: House, reply: Reply) -> None:
    assert single.assignment(NANHU).remind_at is None
    reviewing.send_back(reply, "手机号少一位", at(5, 18, 17), CLERK, single.now)
    single.work()
    assert single.item(NANHU).status == single.assignment(NANHU).status == SENT_BACK
    assert single.item(NANHU).due_at == at(5, 18, 17)
    (mail,) = single.sent_mails(NANHU, Dispatch.Kind.SENT_BACK)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "手机号少一位" in body.get_content() and "2016年5月18日17:00" in body.get_content()
    assert single.assignment(NANHU).remind_at == at(5, 13, 9)  # three working days before


def test_each_sending_back_sends_one_mail_with_its_own_reason(single: House, reply: Reply) -> None:
    for number, reason in enumerate(("第一个原因", "第二个原因"), start=1):
        reviewing.send_back(Reply.objects.get(state="read"), reason, at(5, 18, 17), CLERK, single.now)
        single.work()
        mails = single.sent_mails(NANHU, Dispatch.Kind.SENT_BACK)
        assert len(mails) == number
        body = mails[-1].get_body(("plain",))
        assert body is not None and reason in body.get_content()
        if number == 1:
            single.upload(NANHU, single.doubtful(NANHU, officer_post="副主任"))


def test_an_accepted_form_may_still_be_sent_back(single: House) -> None:
    reply = single.upload(NANHU, single.filled(NANHU))
    reviewing.send_back(reply, "联系点已撤销", at(5, 18, 17), CLERK, single.now)
    reply.refresh_from_db()
    assert (single.item(NANHU).status, reply.accepted_at) == (SENT_BACK, None)


def test_an_exemption_needs_a_reason_and_ends_the_reminding(single: House) -> None:
    with pytest.raises(NotAllowed):
        reviewing.exempt(single.item(NANHU), "", CLERK, single.now)
    reviewing.exempt(single.item(NANHU), "机构撤并", CLERK, single.now)
    assert single.item(NANHU).status == single.assignment(NANHU).status == EXEMPT
    assert single.assignment(NANHU).remind_at is None
    reviewing.require(single.item(NANHU), "恢复报送", CLERK, single.now)
    assert (single.item(NANHU).status, single.assignment(NANHU).remind_at) == (OWED, at(5, 5, 9))


def test_a_message_that_waits_for_nobody_is_not_sent_again(single: House) -> None:
    with pytest.raises(NotAllowed):
        reviewing.send_message_again(single.notice(NANHU), CLERK, single.now)


def test_a_revoked_link_is_worthless_and_the_next_mail_carries_a_new_one(single: House) -> None:
    before = single.assignment(NANHU)
    old = access.link_token(before.batch, before.unit, 1)
    assert access.assignment_of(old, single.now) == before
    reviewing.revoke_link(before, CLERK, single.now)
    assert access.assignment_of(old, single.now) is None
    single.upload(NANHU, single.filled(NANHU))
    (receipt,) = single.sent_mails(NANHU, Dispatch.Kind.RECEIPT)
    body = receipt.get_body(("plain",))
    assert body is not None
    new = access.link_token(before.batch, before.unit, 2)
    assert new in body.get_content() and old not in body.get_content()
    assert access.assignment_of(new, single.now) == before


def test_a_phone_call_needs_a_note(single: House) -> None:
    with pytest.raises(NotAllowed):
        note_phone_call(single.assignment(NANHU), " ", CLERK, single.now)
    note_phone_call(single.assignment(NANHU), "办公室接听", CLERK, single.now)
    note_phone_call(single.assignment(NANHU), "再次提醒", CLERK, single.now + timedelta(hours=1))
    assert list(single.assignment(NANHU).reminders.values_list("kind", "note")) == [
        ("phone", "办公室接听"),
        ("phone", "再次提醒"),
    ]
