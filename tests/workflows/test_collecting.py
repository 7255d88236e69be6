"""Taking in what comes back: whose it is, once, and nothing lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress

import pytest
from django.utils import timezone

from documents.form_number import make_number
from documents.identity import Identity, identify, stamp
from documents.intake import Member
from mail.match import make_subject_code
from messages.errors import NotAllowed
from storage.disk import DiskStore
from tests.mail.smtp import Sink
from tests.workflows.house import ADDRESSES, CLERK, GROUP, NANHU, OFFICE, XIUZHOU, House, at, mail_of
from tracking import audit, outbox
from tracking.models import AuditEntry, Dispatch, IncomingMail, Job, Reply
from tracking.progress import figures, waiting_replies
from tracking.states import (
    ACCEPTED,
    HELD_FOR_PERSON,
    JOB_RUNNING,
    OWED,
    READ,
    RECEIVED,
    REVIEW,
    SENT_BACK,
    STORED,
    SUPERSEDED,
)
from workflows import collecting, reviewing


def without_marks(docx: bytes) -> bytes:
    """The form as an editor saves it that drops custom properties and bookmarks."""
    return edited(docx, {b"ShoufaForm": b"Something", b'"SF_': b'"XX_', b'"SFF_': b'"XXF_'})


def without_print(docx: bytes) -> bytes:
    """The form without its printed number."""
    return edited(docx, {(identify(docx).printed or "").encode(): b""}, only="word/footer")


def edited(docx: bytes, changes: Mapping[bytes, bytes], only: str = "") -> bytes:
    """The document with other bytes in its parts, or in those whose names begin with `only`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            for wrong, right in changes.items() if name.startswith(only) else ():
                data = data.replace(wrong, right)
            new.writestr(name, data)
    return out.getvalue()


def test_a_good_answer_by_mail_is_accepted_and_answered_with_a_receipt(issued: House) -> None:
    mail = issued.reply_mail(NANHU, ("名单.docx", issued.filled(NANHU)))
    assert (mail.outcome, mail.sender) == ("filed", ADDRESSES[NANHU])
    reply = Reply.objects.get()
    assert (reply.verdict, reply.source, reply.file_name, reply.version) == ("accepted", "mail", "名单.docx", 1)
    assert issued.item(NANHU).status == issued.assignment(NANHU).status == ACCEPTED
    assert issued.item(XIUZHOU).status == OWED
    (receipt,) = issued.sent_mails(NANHU, Dispatch.Kind.RECEIPT)
    body = receipt.get_body(("plain",))
    assert body is not None and "名单.docx" in body.get_content()


def by(issued: House) -> list[str]:
    (reply,) = Reply.objects.all()
    assert reply.assignment == issued.assignment(NANHU), reply.matched_by
    assert issued.item(NANHU).reply == reply
    return [note["by"] for note in reply.matched_by]


def test_matched_by_sub_address(issued: House) -> None:
    code = issued.assignment(NANHU).subject_code.lower()
    to = OFFICE.replace("@", f"+{code}@")
    issued.mail(mail_of("somebody@mobile.example", [("a.pdf", b"%PDF-1.4 scan")], to=to))
    assert by(issued) == ["sub_address"]


def test_matched_by_thread(issued: House) -> None:
    message_id = issued.notice(NANHU).message_id
    issued.mail(mail_of("somebody@mobile.example", [("a.pdf", b"%PDF-1.4 scan")], in_reply_to=message_id))
    assert by(issued) == ["thread"]


def test_matched_by_the_number_on_the_form_from_an_unknown_address(issued: House) -> None:
    issued.mail(mail_of("somebody@mobile.example", [("a.docx", issued.filled(NANHU))]))
    assert by(issued) == ["form_number", "property", "bookmark"]
    assert issued.item(NANHU).status == ACCEPTED


def test_matched_by_the_printed_number_alone(issued: House) -> None:
    issued.mail(mail_of("somebody@mobile.example", [("a.docx", without_marks(issued.filled(NANHU)))]))
    assert by(issued) == ["form_number"]


def test_matched_by_the_property_where_the_printed_number_is_gone(issued: House) -> None:
    issued.mail(mail_of("somebody@mobile.example", [("a.docx", without_print(issued.filled(NANHU)))]))
    assert by(issued)[0] == "property"


def test_matched_by_the_code_in_the_subject(issued: House) -> None:
    code = make_subject_code(issued.assignment(NANHU).subject_code)
    issued.mail(mail_of("somebody@mobile.example", [("a.pdf", b"%PDF-1.4 scan")], subject=f"转发：名单 {code}"))
    assert by(issued) == ["subject_code"]


def test_matched_by_the_sender_while_it_owes_something(issued: House) -> None:
    issued.mail(mail_of(ADDRESSES[NANHU].upper(), [("a.pdf", b"%PDF-1.4 scan")]))
    assert by(issued) == ["sender"]


def test_a_form_of_a_stranger_waits_for_a_person_with_nothing_to_choose_from(issued: House) -> None:
    issued.mail(mail_of("stranger@mobile.example", [("a.pdf", b"%PDF-1.4 scan")]))
    reply = Reply.objects.get()
    assert (reply.state, reply.assignment, reply.item) == (HELD_FOR_PERSON, None, None)
    assert list(waiting_replies()) == [reply]


def test_the_same_words_of_two_strangers_are_two_files(issued: House) -> None:
    for stranger in ("one@mobile.example", "two@mobile.example", "one@mobile.example"):
        issued.mail(mail_of(stranger, text="无", date=f"{stranger}{IncomingMail.objects.count()}"))
    assert sorted(reply.origin for reply in Reply.objects.all()) == ["one@mobile.example", "two@mobile.example"]


def test_another_units_form_waits_for_a_person_who_places_it(issued: House) -> None:
    form = issued.filled(XIUZHOU)
    issued.reply_mail(NANHU, ("名单.docx", form))
    reply = Reply.objects.get()
    assert (reply.state, reply.item) == (HELD_FOR_PERSON, None)
    conflicts = {note["conflict"]: note["assignments"] for note in reply.matched_by if "conflict" in note}
    assert conflicts["form_number"] == [issued.assignment(XIUZHOU).pk]
    assert conflicts["thread"] == [issued.assignment(NANHU).pk]
    assert {issued.item(NANHU).status, issued.item(XIUZHOU).status} == {OWED}
    assert figures(issued.batch(), issued.now).held == 0  # nobody knows yet of which batch it is
    reviewing.place(reply, issued.item(XIUZHOU), CLERK, issued.now)
    assert issued.item(XIUZHOU).status == RECEIVED
    issued.work()
    assert (issued.item(XIUZHOU).status, issued.item(XIUZHOU).reply) == (ACCEPTED, reply)


def test_a_placed_form_of_another_unit_is_not_vouched_for(issued: House) -> None:
    issued.reply_mail(NANHU, ("名单.docx", issued.filled(XIUZHOU)))
    reviewing.place(Reply.objects.get(), issued.item(NANHU), CLERK, issued.now)
    issued.work()
    assert issued.item(NANHU).status == REVIEW
    assert "other_form" in {reason["code"] for reason in Reply.objects.get().reasons}


def test_an_uploaded_form_of_another_unit_waits_for_a_person(issued: House) -> None:
    reply = issued.upload(NANHU, issued.filled(XIUZHOU))
    assert (reply.state, reply.item) == (HELD_FOR_PERSON, None)
    assert {"conflict": "form_number", "assignments": [issued.assignment(XIUZHOU).pk]} in reply.matched_by
    assert issued.item(NANHU).status == OWED


def test_a_file_may_be_set_aside_with_a_reason(issued: House) -> None:
    issued.mail(mail_of("stranger@mobile.example", [("a.pdf", b"%PDF-1.4 scan")]))
    reviewing.set_aside(Reply.objects.get(), "广告", CLERK, issued.now)
    assert Reply.objects.get().state == SUPERSEDED
    assert issued.services.store.get(Reply.objects.get().object_key) == b"%PDF-1.4 scan"
    assert waiting_replies().paginator.count == 0


def test_the_same_file_by_mail_twice_and_by_upload_is_one_reply(issued: House) -> None:
    form = issued.filled(NANHU)
    issued.reply_mail(NANHU, ("名单.docx", form))
    issued.reply_mail(NANHU, ("名单 (1).docx", form), x_copy="2")
    issued.upload(NANHU, form)
    assert Reply.objects.count() == 1
    assert IncomingMail.objects.count() == 2
    assert AuditEntry.objects.filter(event="same_file_again").count() == 2
    assert issued.item(NANHU).status == ACCEPTED
    assert len(issued.sent_mails(NANHU, Dispatch.Kind.RECEIPT)) == 1


def test_the_same_message_twice_is_taken_in_once(issued: House) -> None:
    raw = mail_of(ADDRESSES[NANHU], [("a.docx", issued.filled(NANHU))])
    assert issued.mail(raw) == issued.mail(raw)
    assert issued.jobs_run.count("collect.sort") == 1


def test_a_newer_version_supersedes_and_both_are_kept(issued: House) -> None:
    first = issued.upload(NANHU, issued.filled(NANHU))
    issued.now = at(4, 26)
    second = issued.upload(NANHU, issued.filled(NANHU, officer_post="副主任"))
    first.refresh_from_db()
    assert (first.state, first.version, second.state, second.version) == (SUPERSEDED, 1, READ, 2)
    assert issued.item(NANHU).reply == second
    assert first.answers.exists() and issued.services.store.get(first.object_key)
    assert issued.item(NANHU).status == ACCEPTED


def test_a_version_that_is_superseded_before_it_was_read_decides_nothing(issued: House) -> None:
    for post in ("主任", "副主任"):
        file = Member("名单.docx", issued.filled(NANHU, officer_post=post))
        collecting.upload(issued.services, issued.assignment(NANHU), None, [file], issued.now)
    issued.work()
    newer, older = Reply.objects.order_by("-version")
    assert (older.state, older.verdict, newer.state) == (SUPERSEDED, "", READ)
    assert issued.item(NANHU).reply == newer
    assert len(issued.sent_mails(NANHU, Dispatch.Kind.RECEIPT)) == 1


def test_a_late_answer_is_read_as_usual_and_marked_late(issued: House) -> None:
    issued.now = at(5, 10, 17, 1)
    reply = issued.upload(NANHU, issued.filled(NANHU))
    assert (reply.late, reply.verdict, issued.item(NANHU).status) == (True, "accepted", ACCEPTED)
    issued.now = at(5, 10, 17)
    assert not issued.upload(XIUZHOU, issued.filled(XIUZHOU)).late


def test_our_own_notice_beside_the_form_does_not_disturb(issued: House) -> None:
    (notice,) = [
        part.get_content()
        for mail in issued.sent_mails(GROUP, Dispatch.Kind.NOTICE)
        for part in mail.iter_attachments()
    ]
    files = [("通知.docx", notice), ("名单.docx", issued.filled(NANHU)), ("空表.docx", issued.blank(NANHU))]
    issued.reply_mail(NANHU, *files)
    assert [reply.file_name for reply in Reply.objects.all()] == ["名单.docx"]
    assert issued.item(NANHU).status == ACCEPTED
    uploaded = [Member(name, data) for name, data in files[:1]]
    assert collecting.upload(issued.services, issued.assignment(XIUZHOU), None, uploaded, issued.now) == []


def test_our_own_notice_alone_is_no_answer(issued: House) -> None:
    (mail,) = issued.sent_mails(GROUP, Dispatch.Kind.NOTICE)
    (notice,) = [part.get_content() for part in mail.iter_attachments()]
    assert issued.reply_mail(NANHU, ("通知.docx", notice)).outcome == "no_file"
    assert (Reply.objects.count(), issued.item(NANHU).status) == (0, OWED)


def test_a_scan_beside_the_form_does_not_take_its_place(issued: House) -> None:
    issued.reply_mail(NANHU, ("名单.docx", issued.filled(NANHU)), ("盖章.pdf", b"%PDF-1.4 stamped"))
    scan = Reply.objects.get(file_name="盖章.pdf")
    assert (scan.state, scan.assignment, scan.item) == (HELD_FOR_PERSON, issued.assignment(NANHU), None)
    assert issued.item(NANHU).status == ACCEPTED
    files = [Member("名单.docx", issued.filled(XIUZHOU)), Member("盖章.pdf", b"%PDF-1.4 other")]
    collecting.upload(issued.services, issued.assignment(XIUZHOU), issued.item(XIUZHOU), files, issued.now)
    issued.work()
    assert issued.item(XIUZHOU).status == ACCEPTED
    assert list(waiting_replies(issued.batch())) == list(Reply.objects.filter(file_name="盖章.pdf").order_by("pk"))


def test_a_greeting_is_no_answer(issued: House) -> None:
    assert issued.reply_mail(NANHU, text="收到，谢谢！").outcome == "no_file"
    assert not Reply.objects.exists()


@pytest.mark.parametrize("words", ["无", "无。", "无\n\n南湖团区委", "  没有  "])
def test_a_mail_that_only_says_none_is_a_nil_return_and_counts_as_a_reply(issued: House, words: str) -> None:
    issued.reply_mail(NANHU, text=words)
    reply = Reply.objects.get()
    assert (reply.nil, reply.state, reply.item) == (True, READ, issued.item(NANHU))
    assert issued.item(NANHU).status == REVIEW  # the roster wants a liaison officer all the same
    more = ["residue"] if "南湖" in words else []  # a signature, or a second thought: a person looks
    assert [reason["code"] for reason in reply.reasons] == ["required_blank", *more]
    assert figures(issued.batch(), issued.now).replies == 1
    reviewing.accept(reply, CLERK, issued.now)
    assert issued.item(NANHU).status == ACCEPTED


def test_an_automatic_answer_is_neither_counted_nor_answered(issued: House) -> None:
    before = Dispatch.objects.count()
    form = ("名单.docx", issued.filled(NANHU))
    signs = ({"auto_submitted": "auto-replied"}, {"precedence": "bulk"}, {"subject": "自动回复：外出"})
    for number, headers in enumerate(signs):
        assert issued.reply_mail(NANHU, form, text=str(number), **headers).outcome == "automatic"
    assert (Dispatch.objects.count(), issued.item(NANHU).status) == (before, OWED)
    held = Reply.objects.get()  # what it brought waits for a person
    assert held.state == HELD_FOR_PERSON and {"conflict": "automatic", "assignments": []} in held.matched_by


def test_our_own_message_is_proof_that_it_went_out_and_no_reply(issued: House, outgoing: Sink) -> None:
    raw = issued.services.store.get(issued.notice(NANHU).object_key)
    assert issued.mail(raw).outcome == "journal"
    assert issued.notice(NANHU).journal_at
    assert not Reply.objects.exists()


def test_a_pile_settles_only_what_its_numbers_settle(issued: House) -> None:
    files = [Member("南湖区 盖章.pdf", b"%PDF-1.4 a"), Member("空表.docx", issued.blank(XIUZHOU))]
    collecting.drop_pile(issued.services, issued.batch(), files, "U盘", CLERK, issued.now)
    issued.work()
    scan = Reply.objects.get(file_name="南湖区 盖章.pdf")
    assert (scan.state, scan.batch) == (HELD_FOR_PERSON, issued.batch())
    assert scan.matched_by == [{"candidate": issued.assignment(NANHU).pk}]
    assert issued.item(XIUZHOU).status == SENT_BACK
    assert figures(issued.batch(), issued.now).held == 1


def test_an_unknown_number_is_a_question_for_a_person(issued: House) -> None:

    foreign = stamp(issued.filled(NANHU), Identity(make_number(999_999)))
    issued.reply_mail(NANHU, ("名单.docx", foreign))
    assert Reply.objects.get().state == HELD_FOR_PERSON


def test_a_reply_of_an_exempt_unit_is_read_all_the_same(issued: House) -> None:
    reviewing.exempt(issued.item(NANHU), "本年度不参加", CLERK, issued.now)
    issued.upload(NANHU, issued.filled(NANHU))
    assert issued.item(NANHU).status == ACCEPTED


def test_a_second_placing_is_refused_and_the_same_file_is_not_counted_twice(issued: House) -> None:

    form = issued.filled(XIUZHOU)
    issued.reply_mail(NANHU, ("名单.docx", form))
    held = Reply.objects.get()
    issued.upload(XIUZHOU, form)
    assert reviewing.place(held, issued.item(XIUZHOU), CLERK, issued.now).state == SUPERSEDED
    assert issued.item(XIUZHOU).replies.count() == 1
    with pytest.raises(NotAllowed):
        reviewing.place(held, issued.item(XIUZHOU), CLERK, issued.now)


def test_the_jobs_that_read_replies_are_found(issued: House) -> None:
    file = Member("名单.docx", issued.filled(NANHU))
    replies = collecting.upload(issued.services, issued.assignment(NANHU), None, [file], issued.now)
    assert replies[0].state == STORED
    assert [job.name for job in collecting.jobs_of(replies)] == ["collect.read"]


class Crash(BaseException):
    """Ends a step as kill -9 does: nothing that it has begun is finished."""


def crashing_at(number: int, function: Callable[..., object]) -> Callable[..., object]:
    """`function` that ends the step when it is called for the `number`-th time."""
    calls = iter(range(number))

    def counted(*args: object, **keywords: object) -> object:
        if next(calls, None) is None:
            raise Crash
        return function(*args, **keywords)

    return counted


@pytest.mark.parametrize("at_call", range(3))
@pytest.mark.parametrize(
    ("owner", "name"), [(outbox, "enqueue"), (DiskStore, "put"), (audit, "record")], ids=["enqueue", "put", "audit"]
)
def test_a_mail_whose_intake_dies_anywhere_is_dealt_with_exactly_once(
    issued: House, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, at_call: int
) -> None:
    raw = mail_of(ADDRESSES[NANHU], [("名单.docx", issued.filled(NANHU)), ("盖章.pdf", b"%PDF-1.4 a")])
    monkeypatch.setattr(owner, name, crashing_at(at_call, getattr(owner, name)))
    with suppress(Crash):
        issued.mail(raw)
    monkeypatch.undo()
    Job.objects.filter(state=JOB_RUNNING).update(leased_until=timezone.now() - issued.services.lease)
    issued.mail(raw)  # its sender was not told 250, or the mailbox still has it
    issued.run_expired()
    assert IncomingMail.objects.count() == 1
    assert sorted(reply.file_name for reply in Reply.objects.all()) == ["名单.docx", "盖章.pdf"]
    assert issued.item(NANHU).status == ACCEPTED
    assert len(issued.sent_mails(NANHU, Dispatch.Kind.RECEIPT)) == 1
    assert AuditEntry.objects.filter(event="file_arrived").count() == 2
    assert AuditEntry.objects.filter(event="arrive").count() == 1
