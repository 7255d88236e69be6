"""Reading a reply: what is vouched for, what waits for a person, what goes back, and what it tells the unit."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.units import read_units_xlsx
from documents.reasons import Reason
from messages.language import activate
from tests.forms import fill
from tests.workflows.house import CLERK, NANHU, POINTS, ROSTER, XIUZHOU, ZONE, House, at, folder_files, small_files
from tracking import outbox
from tracking.calendar_table import calendar
from tracking.deadlines import working_days_between
from tracking.models import Answer, AuditEntry, Dispatch, IssuedCopy, Item, Job, Reply
from tracking.states import ACCEPTED, JOB_FAILED, REVIEW, SENT_BACK, SUPERSEDED
from workflows import reading, reviewing
from workflows.answers import answers_before
from workflows.issue import issue
from workflows.library import import_units

AGAIN = """
[[batches]]
key = "again"
title = "再次报送名单"
papers = ["notice"]
forms = ["roster"]
receive = ["330402"]
due = "2016-06-20 17:00"
"""
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def codes(reply: Reply) -> list[str]:
    return [reason["code"] for reason in reply.reasons]


def sent_back_text(house: House, code: str = NANHU) -> str:
    mail = house.sent_mails(code, Dispatch.Kind.SENT_BACK)[-1]
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_good_answer_has_every_value_with_its_place(single: House) -> None:
    reply = single.upload(NANHU, single.filled(NANHU))
    fields = {answer.key: answer.final_value for answer in reply.answers.filter(table="")}
    assert fields | ROSTER == fields
    rows = [
        {answer.key: answer.final_value for answer in reply.answers.filter(table="contact_points", row=number)}
        for number in range(2)
    ]
    assert rows == [
        {"类别": each["kind"], "联系点名称": each["name"], "地址": each["address"], "联系人": each["officer"]}
        for each in POINTS
    ]
    assert all(answer.place for answer in reply.answers.all())
    assert {answer.status for answer in reply.answers.all()} == {"ok"}


def test_a_doubtful_value_waits_for_a_person_and_says_why(single: House) -> None:
    reply = single.upload(NANHU, single.doubtful(NANHU))
    assert (reply.verdict, single.item(NANHU).status) == ("review", REVIEW)
    answer = reply.answers.get(key="officer_mobile")
    assert (answer.status, answer.raw) == ("review", "1380000001")
    assert [reason["code"] for reason in answer.reasons] == ["mobile_wrong"]
    assert not single.sent_mails(NANHU, Dispatch.Kind.RECEIPT)
    assert not single.sent_mails(NANHU, Dispatch.Kind.SENT_BACK)


def test_a_doubt_about_a_whole_table_is_kept(single: House) -> None:
    with zipfile.ZipFile(io.BytesIO(single.filled(NANHU))) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    body = entries["word/document.xml"].decode()
    for header in ("联系点名称", "类别", "联系人"):
        body = body.replace(header, "改" * len(header))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in (entries | {"word/document.xml": body.encode()}).items():
            new.writestr(name, data)
    reply = single.upload(NANHU, out.getvalue())
    assert reply.verdict == "review"
    assert codes(reply)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (ENCRYPTED, "encrypted"),
        (b"PK\x03\x04 word/ cut", "damaged"),
        (b"Rar!\x1a\x07 x", "archive_kind"),
    ],
    ids=["empty", "encrypted", "damaged", "rar"],
)
def test_an_unusable_file_goes_back_with_what_to_do(single: House, data: bytes, code: str) -> None:
    reply = single.upload(NANHU, data)
    assert (reply.verdict, codes(reply), single.item(NANHU).status) == ("rejected", [code], SENT_BACK)
    assert Reason(code).message() in sent_back_text(single)
    assert single.services.store.get(reply.object_key) == data


def test_a_blank_that_comes_back_empty_is_sent_back_with_the_reason(single: House) -> None:
    reply = single.upload(NANHU, single.blank(NANHU))
    assert (codes(reply), single.item(NANHU).status) == (["blank_returned"], SENT_BACK)
    assert Reason("blank_returned").message() in sent_back_text(single)
    (mail,) = single.sent_mails(NANHU, Dispatch.Kind.SENT_BACK)
    assert mail["Subject"].endswith("]") and "[HF-" in mail["Subject"]


def test_a_blank_that_comes_back_by_mail_is_sent_back(single: House) -> None:
    single.reply_mail(NANHU, ("名单.docx", single.blank(NANHU)))
    assert codes(Reply.objects.get()) == ["blank_returned"]


@pytest.mark.parametrize("day", [(4, 25), (5, 9), (5, 10), (5, 13), (6, 8), (9, 30)])
def test_what_goes_back_leaves_two_working_days(single: House, day: tuple[int, int]) -> None:
    single.now = at(*day)
    single.upload(NANHU, b"")
    due = single.item(NANHU).due_at.astimezone(ZONE)
    assert due >= at(5, 10, 17)
    assert (due.hour, due.minute) == (17, 0)
    assert calendar().is_working(due.date())
    assert working_days_between(single.now.date(), due.date(), calendar()) >= 2
    entry = AuditEntry.objects.get(event="new_due_time")
    assert datetime.fromisoformat(entry.detail["old"]) == at(5, 10, 17)
    assert datetime.fromisoformat(entry.detail["new"]) == due


def test_what_was_sent_back_may_come_again_and_be_accepted(single: House) -> None:
    single.upload(NANHU, single.blank(NANHU))
    reply = single.upload(NANHU, single.filled(NANHU))
    assert (reply.version, single.item(NANHU).status) == (2, ACCEPTED)


def test_a_nil_return_in_the_form_counts_as_a_reply(single: House) -> None:
    form = fill(single.blank(NANHU), ROSTER, {"contact_points": [{"name": "无"}]})
    reply = single.upload(NANHU, form)
    assert (reply.nil, single.item(NANHU).reply) == (True, reply)
    assert single.item(NANHU).status in (ACCEPTED, REVIEW)


def read_again(house: House, reply: Reply) -> None:
    outbox.enqueue("collect.read", f"{reply.pk}:again", reply=reply.pk)
    house.work()
    reply.refresh_from_db()


def test_reading_again_keeps_what_a_person_wrote_and_confirmed(single: House) -> None:
    reply = single.upload(NANHU, single.doubtful(NANHU))
    reviewing.correct(reply.answers.get(key="officer_mobile"), "13800000009", CLERK, single.now)
    before = reply.answers.count()
    read_again(single, reply)
    answer = reply.answers.get(key="officer_mobile")
    assert (answer.final_value, answer.value, answer.corrected) == ("13800000009", "1380000001", True)
    assert (reply.answers.count(), reply.readings, single.item(NANHU).status) == (before, 2, REVIEW)
    reviewing.accept(reply, CLERK, single.now)
    read_again(single, reply)
    assert reply.answers.get(key="officer_mobile").final_value == "13800000009"
    assert (single.item(NANHU).status, reply.answers.count()) == (ACCEPTED, before)
    assert AuditEntry.objects.filter(event="doubt").count() == 1


def test_reading_a_superseded_version_again_moves_nothing(single: House) -> None:
    first = single.upload(NANHU, single.doubtful(NANHU))
    single.upload(NANHU, single.filled(NANHU))
    read_again(single, first)
    assert (first.state, single.item(NANHU).status) == (SUPERSEDED, ACCEPTED)


def test_a_reply_whose_blank_was_never_made_fails_with_what_to_do(single: House) -> None:
    form = single.filled(NANHU)
    IssuedCopy.objects.all().delete()
    single.upload(NANHU, form)
    failed = Job.objects.get(state=JOB_FAILED)
    assert failed.name == "collect.read"
    assert single.item(NANHU).assignment.unit.name in failed.error


def test_a_reason_is_said_in_the_language_of_whoever_looks(single: House) -> None:
    reply = single.upload(NANHU, b"")
    chinese = reading.sentences(reply.reasons)
    activate("en")
    try:
        assert reading.sentences(reply.reasons) == [
            "The file has no content (0 bytes). Please send the filled form again."
        ]
    finally:
        activate("zh-hans")
    assert reading.sentences(reply.reasons) == chinese


def test_every_reply_that_was_read_is_told_the_unit_once(issued: House) -> None:
    issued.upload(NANHU, issued.filled(NANHU))
    issued.upload(XIUZHOU, issued.blank(XIUZHOU))
    kinds = Dispatch.objects.exclude(kind=Dispatch.Kind.NOTICE).values_list("assignment__unit__code", "kind")
    assert sorted(kinds) == [(NANHU, "receipt"), (XIUZHOU, "sent_back")]
    assert {item.status for item in Item.objects.all()} == {ACCEPTED, SENT_BACK}
    assert Answer.objects.filter(reply__item__assignment__unit__code=XIUZHOU, value__isnull=False).count() <= 1


@given(st.lists(st.sampled_from(["empty", "damaged", "comments"]), max_size=3))
def test_stored_reasons_become_sentences_again(found: list[str]) -> None:
    stored = [{"code": code, "params": {}} for code in found]
    assert reading.sentences(stored) == [Reason(code).message() for code in found]


def test_a_form_issued_under_a_former_name_of_the_unit_is_vouched_for(single: House) -> None:
    form = single.filled(NANHU)
    row = next(row for row in read_units_xlsx(folder_files()["units.xlsx"]) if row.code == NANHU)
    import_units([replace(row, name="共青团嘉禾市南湖新区委员会")], CLERK, single.now)
    reply = single.upload(NANHU, form)
    assert (reply.verdict, single.item(NANHU).status) == ("accepted", ACCEPTED)
    assert single.assignment(NANHU).unit.name == "共青团嘉禾市南湖新区委员会"


def test_what_was_accepted_before_is_a_witness_of_the_next_form(single: House) -> None:
    assert answers_before(single.item(NANHU)) == {}
    single.upload(NANHU, single.filled(NANHU))
    files = small_files(NANHU)
    again = files["campaign.toml"].decode() + AGAIN
    campaign = single.import_campaign({**files, "campaign.toml": again.encode()})
    issue(single.services, campaign, "again", CLERK, single.now)
    item = Item.objects.get(assignment__batch__key="again")
    assert answers_before(item) | ROSTER == answers_before(item)
    assert answers_before(Item.objects.get(assignment__batch__key="roster")) == {}, "not its own"
