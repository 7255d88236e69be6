"""Chasing by working days: once a step, never in quiet hours, and no longer than something is owed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from documents.intake import Member
from tests.mail.smtp import Script, scripted, sink
from tests.workflows.house import CLERK, GROUP, NANHU, XIUZHOU, ZONE, House, at, changed, small_files
from tracking.models import AuditEntry, CalendarDay, Dispatch, Item, Job, Reminder
from tracking.progress import figures
from tracking.states import ACCEPTED, DROPPED, HELD, JOB_DONE, OWED, READY, REVIEW, SENT
from workflows import collecting, reminding, reviewing
from workflows.issue import issue
from workflows.library import specification_of
from workflows.reconciling import reconcile

# due on Tuesday 10 May: 3 and 1 working days before, on the day, 1 after, then every 2, eight at most
PLAN = [at(5, 5), at(5, 9), at(5, 10), at(5, 11), at(5, 13), at(5, 17), at(5, 19), at(5, 23)]


def steps_of(house: House, code: str = NANHU) -> list[str]:
    reminders = house.assignment(code).reminders.filter(kind=Reminder.Kind.MAIL).order_by("pk")
    return [reminder.step.partition("@")[0] for reminder in reminders]


def tick(house: House, *moments: datetime) -> int:
    """Beat looks at these moments; how many reminders were decided."""
    decided = 0
    for house.now in moments:
        decided += reminding.remind_due(house.now)
    house.work()
    return decided


def test_the_plan_goes_by_the_working_days_of_2016(single: House) -> None:
    assert single.assignment(NANHU).remind_at == PLAN[0]
    for number, moment in enumerate(PLAN, start=1):
        assert tick(single, moment - timedelta(minutes=1)) == 0
        assert tick(single, moment) == 1
        assert len(steps_of(single)) == number
    assert steps_of(single) == ["-3", "-1", "0", "+1", "+3", "+5", "+7", "+9"]
    assert single.assignment(NANHU).remind_at is None


def test_no_more_than_the_plan_allows(single: House) -> None:
    assert tick(single, *[at(5, 1) + timedelta(hours=6 * number) for number in range(4 * 60)]) == 8


def test_a_step_is_reminded_of_once(single: House) -> None:
    assert tick(single, *[PLAN[0]] * 3, PLAN[0] + timedelta(minutes=5)) == 1
    assert len(single.sent_mails(NANHU, Dispatch.Kind.REMINDER)) == 1
    assert AuditEntry.objects.filter(event="remind").count() == 1
    assert figures(single.batch(), single.now).reminders == 1


def test_of_several_missed_moments_only_the_last_is_sent(single: House) -> None:
    assert tick(single, at(5, 12, 10)) == 1
    assert steps_of(single) == ["+1"]
    assert single.assignment(NANHU).remind_at == at(5, 13)


def test_holidays_and_shifted_working_days_are_counted_as_published(house: House) -> None:
    files = changed(small_files(NANHU), 'due = "2016-05-10 17:00"', 'due = "2016-06-14 17:00"')
    issue(house.services, house.import_campaign(files), "roster", CLERK, house.now)
    # 9 to 11 June was the Dragon Boat festival, Sunday the 12th was worked
    assert house.assignment(NANHU).remind_at == at(6, 8)
    assert tick(house, at(6, 8), at(6, 13), at(6, 14)) == 3
    assert steps_of(house) == ["-3", "-1", "0"]


def test_the_offices_own_calendar_counts_above_the_published_one(house: House) -> None:
    CalendarDay.objects.create(day=at(5, 5).date(), working=False, note="市里放假")
    house.issue_small(NANHU)
    assert house.assignment(NANHU).remind_at == at(5, 4)


@pytest.mark.parametrize("now", [at(5, 5, 20, 30), at(5, 6, 7, 59), at(5, 7, 10)], ids=["night", "early", "saturday"])
def test_nothing_is_sent_in_quiet_hours_or_on_days_off(single: House, now: datetime) -> None:
    assert tick(single, now) == 0
    assert single.assignment(NANHU).remind_at == PLAN[0]
    assert tick(single, at(5, 9, 8)) == 1
    assert steps_of(single) == ["-3"]


def test_a_reminder_says_what_is_owed_and_one_after_the_due_time_says_so(single: House) -> None:
    tick(single, PLAN[0])
    tick(single, PLAN[3])
    before, after = single.sent_mails(NANHU, Dispatch.Kind.REMINDER)
    for mail in (before, after):
        body = mail.get_body(("plain",))
        assert body is not None
        assert "联络员和基层联系点名单" in body.get_content() and "2016年5月10日17:00" in body.get_content()
    assert before["Subject"] != after["Subject"]
    assert before["In-Reply-To"] == single.notice(NANHU).message_id


def test_a_unit_that_owes_nothing_is_never_reminded(issued: House) -> None:
    tick(issued, *PLAN)
    assert not issued.assignment(GROUP).reminders.exists()
    assert len(steps_of(issued, NANHU)) == len(steps_of(issued, XIUZHOU)) == 8


def test_an_accepted_reply_ends_the_reminding(single: House) -> None:
    tick(single, PLAN[0])
    single.upload(NANHU, single.filled(NANHU))
    assert single.assignment(NANHU).remind_at is None
    assert tick(single, *PLAN[1:]) == 0


def test_a_reply_in_review_pauses_it_and_one_sent_back_starts_it_anew(single: House) -> None:
    tick(single, PLAN[0])
    reply = single.upload(NANHU, single.doubtful(NANHU))
    assert single.item(NANHU).status == REVIEW
    assert tick(single, *PLAN[1:4]) == 0
    reviewing.send_back(reply, "缺一位", at(5, 18, 17), CLERK, single.now)
    assert tick(single, at(5, 13), at(5, 17), at(5, 18), at(5, 19)) == 4
    assert steps_of(single) == ["-3", "-3", "-1", "0", "+1"]


def test_a_reply_that_is_stored_and_not_yet_read_is_not_chased(single: House) -> None:

    file = Member("名单.docx", single.filled(NANHU))
    collecting.upload(single.services, single.assignment(NANHU), None, [file], single.now)
    single.now = PLAN[0]
    assert reminding.remind_due(single.now) == 0
    single.work()
    assert single.item(NANHU).status == ACCEPTED


def test_a_paper_copy_counts_as_the_reply_and_is_recorded(single: House) -> None:
    item = reminding.note_paper_copy(single.item(NANHU), "盖章原件，机要送达", CLERK, single.now)
    assert (item.status, item.reply) == (ACCEPTED, None)
    reminder = Reminder.objects.get()
    assert (reminder.kind, reminder.note, reminder.moment) == ("paper", "盖章原件，机要送达", single.now)
    assert single.assignment(NANHU).remind_at is None
    assert figures(single.batch(), single.now).reminders == 0
    assert {"paper", "note_paper"} <= set(AuditEntry.objects.values_list("event", flat=True))


def test_a_paper_copy_does_not_vouch_for_a_file_that_nobody_accepted(single: House) -> None:
    single.upload(NANHU, single.doubtful(NANHU))
    reminding.note_paper_copy(single.item(NANHU), "原件已到", CLERK, single.now)
    assert (single.item(NANHU).status, single.item(NANHU).reply) == (ACCEPTED, None)


def test_the_plan_is_kept_with_the_batch_as_it_was_issued(single: House) -> None:

    plan = single.batch().reminder_plan
    specification = specification_of(single.services, single.batch().campaign)
    assert reminding.plan_to_json(specification) == plan
    again = reminding.plan_from_json(plan)
    assert (again.before, again.after, again.at_most) == ((3, 1), (1,), 8)
    single.import_campaign(changed(small_files(NANHU), "at_most = 8", "at_most = 2"))
    assert tick(single, *PLAN) == 8
    assert Item.objects.get().due_at.astimezone(ZONE) == at(5, 10, 17)


def reminder_states(house: House) -> list[str]:
    reminders = house.assignment(NANHU).dispatches.filter(kind=Dispatch.Kind.REMINDER)
    return list(reminders.values_list("state", flat=True))


def test_a_held_reminder_does_not_go_out_after_the_answer(single: House) -> None:
    tick(single, PLAN[0])
    assert reminder_states(single) == [HELD]
    single.upload(NANHU, single.filled(NANHU))
    with sink() as server:
        single.with_mail(server.port)
        reconcile(single.services, single.now)
        single.work()
        assert len(server.messages) == 2  # the notice and the receipt
    assert reminder_states(single) == [DROPPED]
    assert not Job.objects.exclude(state=JOB_DONE).exists()


def test_of_the_reminders_that_were_held_only_the_newest_goes_out(single: House) -> None:
    for moment in PLAN[:3]:
        tick(single, moment)
    with sink() as server:
        single.with_mail(server.port)
        reconcile(single.services, single.now)
        single.work()
        assert len(server.messages) == 2
    assert reminder_states(single) == [DROPPED, DROPPED, SENT]


def test_a_reminder_that_is_made_and_waits_for_the_mail_server_is_dropped_by_the_answer(single: House) -> None:
    with scripted(Script(mail="451 not now")) as played:
        single.with_mail(played.port)
        tick(single, PLAN[0])
        assert reminder_states(single) == [READY]
    single.upload(NANHU, single.filled(NANHU))  # its receipt finds nobody: the server takes one conversation
    with sink() as server:
        single.with_mail(server.port)
        reconcile(single.services, single.now)
        single.hurry()
        assert len(server.messages) == 2
    assert reminder_states(single) == [DROPPED]
    entry = AuditEntry.objects.get(event="message_dropped")
    assert (entry.detail["old"], entry.source) == (READY, "issue.deliver")


def test_a_reminder_of_one_answered_form_goes_out_while_another_form_is_owed(single: House) -> None:
    tick(single, PLAN[0])
    item = single.item(NANHU)
    other = Item.objects.create(
        assignment=item.assignment, form=item.form, form_key="other", due_at=item.due_at, changed_at=item.changed_at
    )
    reminding.note_paper_copy(item, "原件已到", CLERK, single.now)
    with sink() as server:
        single.with_mail(server.port)
        reconcile(single.services, single.now)
        single.work()
    assert other.status == OWED
    assert reminder_states(single) == [SENT]
