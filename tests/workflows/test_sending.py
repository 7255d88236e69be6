"""Sending: at most once by itself, and every doubt is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.smtp import Envelope
from django.utils import timezone

from mail.send import NotSent, Sent
from messages.errors import NotAllowed
from tests.mail.smtp import HANG_UP, Script, Sink, scripted, sink
from tests.workflows.house import ADDRESSES, CLERK, NANHU, OFFICE, House, small_files
from tracking import ledger, outbox
from tracking.models import AuditEntry, Contact, Dispatch, Job
from tracking.outbox import LeaseLostError
from tracking.progress import doubtful_messages, figures
from tracking.states import (
    BOUNCED,
    DOTTED,
    FAILED,
    HELD,
    JOB_DONE,
    JOB_FAILED,
    JOB_READY,
    JOB_RUNNING,
    PREPARING,
    READY,
    SENT,
    UNKNOWN,
)
from workflows import collecting, reviewing, sending, steps
from workflows.issue import issue
from workflows.papers import render_papers
from workflows.reconciling import reconcile

JOURNAL = "journal@youth.city.example"


def content_of(message: Envelope) -> bytes:
    """The message as the server got it."""
    assert isinstance(message.content, bytes)
    return message.content


def try_once(house: House, script: Script) -> Dispatch:
    """One attempt at the notice against a server that answers by the script."""
    with scripted(script) as played:
        house.with_mail(played.port)
        reconcile(house.services, house.now)
        house.work()
    return house.notice(NANHU)


def moves(dispatch: Dispatch) -> list[str]:
    """What the audit trail says of the message, oldest first."""
    entries = AuditEntry.objects.filter(thing="dispatch", thing_id=dispatch.pk).order_by("pk")
    return [entry.event.removeprefix("message_") for entry in entries]


def test_without_a_mail_server_messages_are_held_and_shown_and_released_when_one_is_set(issued: House) -> None:
    assert {message.state for message in doubtful_messages()} == {HELD}
    assert figures(issued.batch(), issued.now).doubtful_messages == 3
    assert reconcile(issued.services, issued.now)["released"] == 0
    with sink() as server:
        issued.with_mail(server.port)
        assert reconcile(issued.services, issued.now)["released"] == 3
        assert reconcile(issued.services, issued.now)["released"] == 0
        issued.work()
        assert sorted(message.rcpt_tos[0] for message in server.messages) == sorted(ADDRESSES.values())
    assert {dispatch.state for dispatch in Dispatch.objects.all()} == {SENT}
    assert doubtful_messages().paginator.count == 0


def test_what_is_released_writes_from_the_address_that_was_set_with_the_mail_server(single: House) -> None:
    single.with_office(address="office@elsewhere.example")
    with sink() as server:
        single.with_mail(server.port)
        reconcile(single.services, single.now)
        single.work()
        (message,) = server.messages
    assert message.mail_from == "office@elsewhere.example"
    assert b"office@elsewhere.example" in content_of(message)
    assert OFFICE.encode() not in content_of(message)


def test_a_mail_server_that_is_taken_away_again_holds_what_is_ready(house: House) -> None:
    with scripted(Script(mail="451 not now")) as played:
        house.with_mail(played.port)
        house.issue_small(NANHU)
    assert house.notice(NANHU).state == READY
    house.services = house.services.__class__(**{**house.services.__dict__, "smtp": None})
    house.hurry()
    assert house.notice(NANHU).state == HELD


@pytest.mark.parametrize(
    "script",
    [Script(mail="451 busy"), Script(data="452 full"), Script(dot="451 try later"), Script(greeting="421 closing")],
    ids=["mail", "data", "dot", "greeting"],
)
def test_a_temporary_refusal_is_tried_again(single: House, script: Script) -> None:
    assert try_once(single, script).state == READY
    job = Job.objects.get(name="issue.deliver", state=JOB_READY)
    assert job.run_after > timezone.now()
    assert job.error
    with sink() as server:
        single.with_mail(server.port)
        single.hurry()
        assert len(server.messages) == 1
    assert single.notice(NANHU).state == SENT


def test_a_refusal_after_the_dot_is_an_attempt_that_was_surely_not_sent(single: House) -> None:
    notice = try_once(single, Script(dot="451 try later"))
    assert moves(notice)[-2:] == ["dotted", "ready"]
    assert "451 try later" in notice.answer


def test_no_server_at_all_is_waited_for(single: House, deaf_port: int) -> None:
    single.with_mail(deaf_port)
    reconcile(single.services, single.now)
    single.work()
    job = Job.objects.get(name="issue.deliver", state=JOB_READY)
    assert single.notice(NANHU).state == READY
    assert "127.0.0.1" in job.error and job.run_after > timezone.now()


@pytest.mark.parametrize(
    "script",
    [
        Script(rcpt={ADDRESSES[NANHU]: "550 no such user"}),
        Script(data="554 no such user"),
        Script(dot="550 no such user"),
    ],
    ids=["recipient", "data", "dot"],
)
def test_a_permanent_refusal_fails_is_shown_and_is_not_repeated(single: House, script: Script) -> None:
    notice = try_once(single, script)
    assert notice.state == FAILED and "no such user" in notice.answer
    assert list(doubtful_messages()) == [notice]
    assert Job.objects.get(name="issue.deliver").state == JOB_FAILED
    with sink() as server:
        single.with_mail(server.port)
        reconcile(single.services, single.now)
        single.hurry()
        assert server.messages == []


def test_a_failed_message_goes_to_the_corrected_address(single: House) -> None:
    first = try_once(single, Script(rcpt={ADDRESSES[NANHU]: "550 no such user"}))
    Contact.objects.filter(unit__code=NANHU).update(email="right@nanhu.example")
    with sink() as server:
        single.with_mail(server.port)
        reviewing.send_message_again(first, CLERK, single.now)
        single.work()
        (message,) = server.messages
    assert message.rcpt_tos == ["right@nanhu.example"]
    assert b"right@nanhu.example" in content_of(message)
    assert single.notice(NANHU).message_id == first.message_id
    assert single.notice(NANHU).state == SENT


def lose_the_answer(house: House) -> tuple[Dispatch, bytes]:
    """The connection breaks after the dot; the message as the server got it."""
    house.with_office(journal=JOURNAL)
    with scripted(Script(dot=HANG_UP)) as played:
        house.with_mail(played.port)
        reconcile(house.services, house.now)
        house.work()
        assert played.recipients == [ADDRESSES[NANHU], JOURNAL]
    return house.notice(NANHU), house.services.store.get(house.notice(NANHU).object_key)


def test_a_lost_answer_is_settled_by_the_copy_in_the_journal(single: House, outgoing: Sink) -> None:
    notice, raw = lose_the_answer(single)
    assert notice.state == DOTTED
    assert single.mail(raw).outcome == "journal"
    single.with_mail(outgoing.port)
    single.hurry()
    assert single.notice(NANHU).state == SENT
    assert single.notice(NANHU).sent_at == single.now
    assert outgoing.messages == []


def test_a_lost_answer_without_a_copy_is_unknown_and_never_sent_by_itself(single: House, outgoing: Sink) -> None:
    lose_the_answer(single)
    single.with_mail(outgoing.port)
    single.hurry()
    assert single.notice(NANHU).state == DOTTED  # the doubt time is not over
    single.without_doubt_time()
    single.hurry()
    assert single.notice(NANHU).state == UNKNOWN
    assert list(doubtful_messages()) == [single.notice(NANHU)]
    reconcile(single.services, single.now + timedelta(days=9))
    single.hurry()
    assert outgoing.messages == []


def test_one_click_sends_an_unknown_message_with_the_same_message_id(single: House, outgoing: Sink) -> None:
    notice, raw = lose_the_answer(single)
    single.without_doubt_time()
    single.hurry()
    single.with_mail(outgoing.port)
    reviewing.send_message_again(single.notice(NANHU), CLERK, single.now)
    single.work()
    (message,) = outgoing.messages
    assert content_of(message) == raw
    assert f"Message-ID: {notice.message_id}".encode() in content_of(message)
    assert single.notice(NANHU).state == SENT
    with pytest.raises(NotAllowed):
        reviewing.send_message_again(single.notice(NANHU), CLERK, single.now)


def test_a_copy_that_comes_late_settles_an_unknown_message(single: House) -> None:
    _, raw = lose_the_answer(single)
    single.without_doubt_time()
    single.hurry()
    assert single.notice(NANHU).state == UNKNOWN
    single.mail(raw)
    assert single.notice(NANHU).state == SENT
    assert single.notice(NANHU).sent_at == single.now


def test_a_unit_may_say_that_an_unknown_message_arrived(single: House) -> None:
    lose_the_answer(single)
    single.without_doubt_time()
    single.hurry()
    reviewing.message_arrived(single.notice(NANHU), CLERK, single.now)
    assert (single.notice(NANHU).state, single.notice(NANHU).sent_at) == (SENT, single.now)


def test_the_copy_of_an_earlier_attempt_proves_nothing_of_a_later_one(single: House, outgoing: Sink) -> None:
    reconcile(single.services, single.now)
    single.work()
    single.mail(content_of(outgoing.messages[0]))
    assert single.notice(NANHU).journal_at
    single.mail(bounce_of(single.notice(NANHU)))
    reviewing.send_message_again(single.notice(NANHU), CLERK, single.now)
    with scripted(Script(dot=HANG_UP)) as played:
        single.with_mail(played.port)
        single.work()
    single.without_doubt_time()
    single.hurry()
    assert single.notice(NANHU).state == UNKNOWN


def test_a_worker_that_dies_after_the_dot_leaves_a_doubt_and_no_second_message(
    single: House, outgoing: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:

    move = ledger.dispatch_moves

    def dies(dispatch: Dispatch, state: str, *args: object, **fields: object) -> Dispatch:
        if state == SENT:
            raise KeyboardInterrupt
        return move(dispatch, state, *args, **fields)  # type: ignore[arg-type]

    reconcile(single.services, single.now)
    monkeypatch.setattr(ledger, "dispatch_moves", dies)
    with pytest.raises(KeyboardInterrupt):
        single.work()
    monkeypatch.undo()
    assert (single.notice(NANHU).state, len(outgoing.messages)) == (DOTTED, 1)
    Job.objects.filter(state=JOB_RUNNING).update(leased_until=timezone.now() - timedelta(seconds=1))
    single.without_doubt_time()
    single.run_expired()
    assert (single.notice(NANHU).state, len(outgoing.messages)) == (UNKNOWN, 1)


def bounce_of(notice: Dispatch, status: str = "5.1.1", action: str = "failed") -> bytes:
    """A delivery report (RFC 3464) on the message."""
    return (
        "From: MAILER-DAEMON@city.example\r\n"
        f"To: {OFFICE}\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n'
        "MIME-Version: 1.0\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; city.example\r\n\r\n"
        f"Final-Recipient: rfc822; {notice.to}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        "--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {notice.message_id}\r\nSubject: x\r\n\r\n--b--\r\n"
    ).encode()


def test_a_bounce_is_marked_on_its_message_shown_and_sent_again_on_request(single: House, outgoing: Sink) -> None:
    reconcile(single.services, single.now)
    single.work()
    assert single.mail(bounce_of(single.notice(NANHU))).outcome == "bounce"
    notice = single.notice(NANHU)
    assert (notice.state, notice.answer) == (BOUNCED, ADDRESSES[NANHU])
    assert list(doubtful_messages()) == [notice]
    Contact.objects.filter(unit__code=NANHU).update(email="right@nanhu.example")
    reviewing.send_message_again(notice, CLERK, single.now)
    single.work()
    assert [message.rcpt_tos for message in outgoing.messages] == [[ADDRESSES[NANHU]], ["right@nanhu.example"]]
    assert single.notice(NANHU).state == SENT


@pytest.mark.parametrize(
    "answer",
    [
        Sent("250 ok", {}),
        NotSent(temporary=False, reply="550 no such user", place="mail.example"),
        NotSent(temporary=True, reply="451 later", place="mail.example"),
    ],
    ids=["accepted", "refused", "later"],
)
def test_a_bounce_that_is_faster_than_the_mail_servers_answer_stands(
    single: House, monkeypatch: pytest.MonkeyPatch, deaf_port: int, answer: Sent | NotSent
) -> None:
    def outrun(server: object, raw: bytes, *rest: Any, **options: Any) -> Sent:
        before_dot = rest[-1]
        before_dot()
        row = collecting.receive_mail(single.services, bounce_of(single.notice(NANHU)), "smtp", single.now)
        steps.run(single.services, Job.objects.get(key=f"collect.sort:{row.pk}").pk, now=single.now)
        if isinstance(answer, NotSent):
            raise answer
        return answer

    monkeypatch.setattr(sending, "send", outrun)
    single.with_mail(deaf_port)
    reconcile(single.services, single.now)
    single.work()
    single.hurry()
    assert single.notice(NANHU).state == BOUNCED
    assert not Job.objects.exclude(state=JOB_DONE).exists()


def test_a_bounce_settles_a_message_whose_answer_was_lost(single: House) -> None:
    notice, _ = lose_the_answer(single)
    single.mail(bounce_of(notice))
    single.without_doubt_time()
    single.hurry()
    assert single.notice(NANHU).state == BOUNCED
    assert not Job.objects.exclude(state=JOB_DONE).exists()


def test_what_a_worker_that_was_taken_for_dead_has_composed_changes_no_row(house: House) -> None:
    issue(house.services, house.import_campaign(small_files(NANHU)), "roster", CLERK, house.now)
    dead, alive = (outbox.claim(Job.objects.get().pk, timedelta(seconds=-1)) for _ in range(2))
    assert dead is not None and alive is not None
    with pytest.raises(LeaseLostError):
        render_papers(house.services, dead, house.now)
    notice = house.notice(NANHU)
    assert (notice.to, notice.subject, notice.object_key, notice.state) == ("", "", "", PREPARING)
    render_papers(house.services, alive, house.now)
    assert house.notice(NANHU).to == ADDRESSES[NANHU]
    assert house.notice(NANHU).subject.endswith("]")


def test_a_delay_report_changes_nothing(single: House, outgoing: Sink) -> None:
    reconcile(single.services, single.now)
    single.work()
    assert single.mail(bounce_of(single.notice(NANHU), "4.2.2", "delayed")).outcome == "bounce_temporary"
    assert single.notice(NANHU).state == SENT


def test_a_report_on_a_message_that_is_not_ours_is_set_aside(single: House) -> None:
    stranger = Dispatch(message_id="<other@city.example>", to="x@city.example")
    assert single.mail(bounce_of(stranger)).outcome == "bounce_unmatched"


def test_every_message_of_a_unit_stands_in_one_thread(single: House) -> None:
    single.upload(NANHU, single.filled(NANHU))
    (receipt,) = single.sent_mails(NANHU, Dispatch.Kind.RECEIPT)
    assert receipt["In-Reply-To"] == receipt["References"] == single.notice(NANHU).message_id
    assert receipt["Message-ID"] != single.notice(NANHU).message_id


def test_a_reply_goes_to_a_sub_address_where_the_provider_delivers_those(house: House) -> None:
    house.with_office(subaddresses=True)
    house.issue_small(NANHU)
    (mail,) = house.sent_mails(NANHU, Dispatch.Kind.NOTICE)
    assert mail["Reply-To"] == f"office+{house.assignment(NANHU).subject_code}@youth.city.example"


def test_a_second_job_for_a_message_that_went_out_makes_and_sends_nothing(single: House, outgoing: Sink) -> None:
    reconcile(single.services, single.now)
    single.work()
    before = single.notice(NANHU)
    for name in ("issue.render", "issue.deliver"):
        outbox.enqueue(name, "once more", dispatch=before.pk)
    single.work()
    assert len(outgoing.messages) == 1
    assert (single.notice(NANHU).state, single.notice(NANHU).object_key) == (SENT, before.object_key)
    assert not Job.objects.exclude(state=JOB_DONE).exists()
