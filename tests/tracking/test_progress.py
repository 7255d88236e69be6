"""What the board shows: counts made by the database, pages that cost what they show."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.tracking.conftest import CLERK, DUE, NOW, make_assignment, make_batch
from tracking import ledger, outbox, progress
from tracking.models import Assignment, Batch, Dispatch, IncomingMail, Job, Reply
from tracking.states import BOUNCED, JOB_FAILED, MAIL_LABELS, NO_ADDRESS, SENT

ZONE = ZoneInfo("Asia/Shanghai")


def message(assignment: Assignment, state: str, kind: str = "notice", **fields: object) -> Dispatch:
    return Dispatch.objects.create(
        assignment=assignment,
        kind=kind,
        occasion="0",
        state=state,
        message_id=f"<{kind}.{assignment.pk}@city.example>",
        created_at=NOW,
        **fields,
    )


@pytest.fixture
def batch(db: None) -> Batch:
    """Four units: one owes, one is in review, one is accepted, one only receives."""
    batch = make_batch()
    for code, events in (("1", ()), ("2", ("arrive", "doubt")), ("3", ("arrive", "vouch"))):
        assignment = make_assignment(batch, code, "roster")
        for event in events:
            ledger.item_event(assignment.items.get(), event, CLERK, NOW)
        message(assignment, SENT, sent_at=NOW)
    message(make_assignment(batch, "4"), NO_ADDRESS)
    return batch


def shown(page: object) -> list[str]:
    return [assignment.unit.code for assignment in page]  # type: ignore[attr-defined]


def test_the_figures_count_events_and_items(batch: Batch) -> None:
    found = progress.figures(batch, NOW)
    assert (found.units, found.issued, found.sent, found.doubtful_messages) == (4, 4, 3, 1)
    assert (found.owed, found.received, found.review, found.accepted, found.exempt) == (3, 0, 1, 1, 0)
    assert (found.overdue, found.nearly_due, found.replies, found.reminders) == (0, 0, 0, 0)


def test_overdue_and_nearly_due_are_what_is_still_to_be_chased(batch: Batch) -> None:
    nearly = datetime(2016, 5, 9, 8, tzinfo=ZONE)
    assert progress.figures(batch, nearly).nearly_due == 1
    assert progress.figures(batch, nearly - timedelta(days=3)).nearly_due == 0
    after = DUE + timedelta(seconds=1)
    assert (progress.figures(batch, after).overdue, progress.figures(batch, after).nearly_due) == (1, 0)
    assert progress.figures(batch, DUE).overdue == 0
    assert shown(progress.rows(batch, after, progress.OVERDUE)) == ["1"]
    assert shown(progress.rows(batch, nearly, progress.NEARLY_DUE)) == ["1"]


def test_an_item_shows_its_colour(batch: Batch) -> None:
    owed, review = (batch.assignments.get(unit__code=code).items.get() for code in ("1", "2"))
    for now, colour in ((NOW, ""), (DUE, progress.NEARLY_DUE), (DUE + timedelta(seconds=1), progress.OVERDUE)):
        nearly = progress.nearly_due_before(batch, now)
        assert progress.due_state(owed, now, nearly) == colour
        assert progress.due_state(review, now, nearly) == ""


def test_the_board_is_narrowed_and_paged_in_the_order_of_codes(batch: Batch) -> None:
    assert shown(progress.rows(batch, NOW)) == ["1", "2", "3", "4"]
    assert shown(progress.rows(batch, NOW, page=2, size=3)) == ["4"]
    assert shown(progress.rows(batch, NOW, "review")) == ["2"]
    assert shown(progress.rows(batch, NOW, "informed")) == ["4"]


def test_a_page_costs_the_same_queries_however_many_units_it_shows(
    batch: Batch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(10, 40):
        message(make_assignment(batch, str(number), "roster"), SENT)
    with django_assert_max_num_queries(9):
        for assignment in progress.rows(batch, NOW):
            assert assignment.unit.mail_address()
            assert all(item.form.title for item in assignment.items.all())
            assert len(assignment.dispatches.all()) == 1


def test_what_waits_for_a_person_is_listed_oldest_first(batch: Batch) -> None:
    item = batch.assignments.get(unit__code="2").items.get()
    for number, (state, of) in enumerate((("read", item), ("held", None), ("superseded", item))):
        Reply.objects.create(
            fingerprint=str(number),
            batch=batch,
            item=of,
            state=state,
            sha256="x",
            object_key="x",
            file_name=f"{number}.docx",
            source="mail",
            received_at=NOW - timedelta(minutes=number),
        )
    assert [reply.file_name for reply in progress.waiting_replies(batch)] == ["1.docx", "0.docx"]
    assert [reply.file_name for reply in progress.waiting_replies(size=1, page=2)] == ["0.docx"]
    assert progress.figures(batch, NOW).held == 1
    assert not progress.waiting_replies(make_batch("other"))


def test_doubtful_messages_are_listed(batch: Batch) -> None:
    message(batch.assignments.get(unit__code="1"), BOUNCED, "reminder")
    found = progress.doubtful_messages(batch)
    assert {(entry.assignment.unit.code, entry.state) for entry in found} == {("1", BOUNCED), ("4", NO_ADDRESS)}
    assert len(progress.doubtful_messages()) == 2
    assert not progress.doubtful_messages(make_batch("other"))


def test_mails_that_bring_no_form_wait_newest_last(db: None) -> None:
    for number, outcome in enumerate((*MAIL_LABELS, "no_file", "no_file")):
        IncomingMail.objects.create(
            sha256=str(number),
            object_key="x",
            source="smtp",
            received_at=NOW - timedelta(minutes=number),
            outcome=outcome,
            subject=f"{outcome} {number}",
        )
    IncomingMail.objects.filter(sha256=str(len(MAIL_LABELS))).update(settled_at=NOW)
    expected = [f"no_file {len(MAIL_LABELS) + 1}", "no_file 6", "bounce_unmatched 5"]
    assert [mail.subject for mail in progress.mails_for_a_person()] == expected
    assert [mail.subject for mail in progress.mails_for_a_person(page=2, size=2)] == expected[2:]


def test_jobs_are_counted_by_their_task(db: None) -> None:
    for number in range(3):
        outbox.enqueue("collect.read", str(number))
    outbox.enqueue("issue.render", "1")
    Job.objects.filter(key="collect.read:0").update(state="done", attempts=2, finished_at=timezone.now())
    Job.objects.filter(key="collect.read:1").update(state=JOB_FAILED, attempts=1)
    assert progress.task_counts() == [
        progress.TaskCount("collect.read", 3, 1, 3),
        progress.TaskCount("issue.render", 1, 0, 0),
    ]
    assert progress.unsettled_jobs() == 2
    assert [job.key for job in progress.jobs(JOB_FAILED)] == ["collect.read:1"]
    assert len(progress.jobs(size=2)) == 2
