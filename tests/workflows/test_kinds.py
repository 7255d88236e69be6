"""Files of every kind end where a person would expect, and the unit that sent them is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from documents.intake import Member
from documents.tools import Page
from messages.errors import ConversionFailed, PasswordNeeded
from office.libreoffice import LibreOffice
from office.tools import OfficeTools
from tests.workflows.house import ADDRESSES, CLERK, NANHU, XIUZHOU, House, at, mail_of, small_files
from tests.workflows.test_reading import ENCRYPTED
from tracking.models import Conversion, Dispatch, Job, Reply
from tracking.states import ACCEPTED, HELD_FOR_PERSON, JOB_READY, OWED, REVIEW, SENT_BACK
from workflows import collecting, converting, reviewing, showing, steps
from workflows.issue import issue

JPEG = b"\xff\xd8\xff\xe0 a photograph"
RTF = b"{\\rtf1 a form}"


class Stub:
    """Tools that give what they were told to, and count how often they are asked."""

    def __init__(self, made: bytes | Exception = b"", pages: list[Page] | Exception | None = None) -> None:
        self.made = made
        self.pages = pages
        self.asked: list[str] = []

    def to_docx(self, data: bytes, kind: str) -> bytes:
        self.asked.append("to_docx")
        if isinstance(self.made, Exception):
            raise self.made
        return self.made

    def words(self, data: bytes) -> list[Page]:
        return self._pages("words")

    def recognise(self, data: bytes, kind: str) -> list[Page]:
        return self._pages("recognise")

    def unpack(self, data: bytes, kind: str) -> list[tuple[str, bytes]]:
        self.asked.append("unpack")
        if isinstance(self.made, Exception):
            raise self.made
        return [("名单.docx", self.made)]

    def _pages(self, way: str) -> list[Page]:
        self.asked.append(way)
        if isinstance(self.pages, Exception):
            raise self.pages
        return self.pages or []


def page(*texts: str) -> Page:
    """A page with these lines."""
    words = [((10.0, 100.0 + 20 * row, 300.0, 110.0 + 20 * row), text) for row, text in enumerate(texts)]
    return (600.0, 800.0), words, []


def codes(reply: Reply) -> list[str]:
    reply.refresh_from_db()
    return [reason["code"] for reason in reply.reasons]


def kinds(house: House, code: str) -> list[str]:
    """The messages after the notice."""
    messages = house.assignment(code).dispatches.exclude(kind=Dispatch.Kind.NOTICE).order_by("pk")
    return list(messages.values_list("kind", flat=True))


def text_of(house: House, code: str, kind: Dispatch.Kind) -> str:
    """The newest message of a kind as the unit reads it."""
    body = house.sent_mails(code, kind)[-1].get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def zip_of(**files: bytes) -> bytes:
    with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.docx", data)
    return out.getvalue()


@pytest.fixture(scope="module")
def libreoffice() -> Iterator[LibreOffice]:
    """The program that makes old files for these tests."""
    with LibreOffice() as office:
        yield office


@pytest.fixture
def both(issued: House) -> House:
    """The two counties owe the activity report as well."""
    files = small_files(NANHU, XIUZHOU)
    campaign = issued.import_campaign(files)
    issue(issued.services, campaign, "activity", CLERK, issued.now)
    issued.work()
    return issued


# ── other word processors ──


def test_a_mailed_doc_is_read_and_answered(single: House, libreoffice: LibreOffice) -> None:
    tools = OfficeTools()
    single.with_tools(tools)
    try:
        single.reply_mail(NANHU, ("名单.doc", libreoffice.convert(single.filled(NANHU), "docx", "doc")))
    finally:
        tools.close()
    reply = Reply.objects.get()
    assert (reply.kind, reply.item, reply.state) == ("doc", single.item(NANHU), "read")
    assert reply.answers.get(key="officer_mobile").value == "13800000001"
    assert (reply.verdict, kinds(single, NANHU)) in (("accepted", ["receipt"]), ("review", ["arrived"]))
    notes = [note.get("by") for note in reply.matched_by]
    assert {"form_number", "property", "bookmark"} <= set(notes), "the number was found behind the conversion"


def test_a_file_is_converted_once_for_all_readings_and_for_the_page(single: House) -> None:
    stub = Stub(single.filled(NANHU))
    single.with_tools(stub)
    single.reply_mail(NANHU, ("名单.rtf", RTF))
    assert (single.item(NANHU).status, stub.asked) == (ACCEPTED, ["to_docx"])
    kept = Conversion.objects.get()
    assert single.services.store.get(kept.object_key) == stub.made
    content = showing.content_shown(single.services, RTF)
    assert content is not None and content.body and stub.asked == ["to_docx"]


def test_no_page_converts_anything(single: House) -> None:
    single.with_tools(stub := Stub(single.filled(NANHU), [page("x")]))
    for data in (RTF, JPEG, b"%PDF-1.4"):
        assert showing.content_shown(single.services, data) is None
    assert stub.asked == []


def test_a_conversion_that_fails_waits_for_a_person_and_is_not_tried_at_once_again(single: House) -> None:
    single.with_tools(stub := Stub(ConversionFailed("hung")))
    single.reply_mail(NANHU, ("名单.rtf", RTF))
    reply = Reply.objects.get()
    assert (reply.verdict, codes(reply), single.item(NANHU).status) == ("review", ["conversion_failed"], REVIEW)
    assert stub.asked == ["to_docx"]
    assert single.services.store.get(reply.object_key) == RTF
    assert kinds(single, NANHU) == ["arrived"]
    assert "docx" in text_of(single, NANHU, Dispatch.Kind.ARRIVED)
    Conversion.objects.update(made_at=timezone.now() - converting.FAILURE_STANDS)
    stub.made = single.filled(NANHU)
    reviewing.send_back(reply, "请另存", at(5, 20), CLERK, single.now)
    single.now = at(4, 27)
    assert single.upload(NANHU, RTF).answers.exists(), "after a while it is tried again"


def test_a_program_that_is_not_done_in_time_is_ended_and_a_person_reads_the_file(single: House) -> None:
    tools = OfficeTools(seconds=0.05)
    single.with_tools(tools)
    single.reply_mail(NANHU, ("名单.rtf", RTF))
    tools.close()
    assert (codes(Reply.objects.get()), single.item(NANHU).status) == (["conversion_failed"], REVIEW)
    assert Conversion.objects.get().problem and kinds(single, NANHU) == ["arrived"]


def test_without_a_converter_a_person_reads_the_file(single: House) -> None:
    single.reply_mail(NANHU, ("名单.rtf", RTF))
    assert (codes(Reply.objects.get()), single.item(NANHU).status) == (["converter_missing"], REVIEW)
    assert kinds(single, NANHU) == ["arrived"]


def test_a_job_that_has_used_its_time_goes_on_from_what_it_has_converted(single: House) -> None:
    single.with_tools(stub := Stub(single.filled(NANHU)))
    in_time = single.services
    single.services = replace(in_time, lease=timedelta(0))
    raw = mail_of(ADDRESSES[NANHU], [("名单.rtf", RTF)], in_reply_to=single.notice(NANHU).message_id)
    collecting.receive_mail(single.services, raw, "smtp", single.now)
    job = Job.objects.get(state=JOB_READY)
    assert steps.run(single.services, job.pk, now=single.now)
    job.refresh_from_db()
    assert (job.state, job.attempts, stub.asked) == (JOB_READY, 1, []) and job.error
    single.services = in_time
    single.hurry()
    assert (single.item(NANHU).status, stub.asked) == (ACCEPTED, ["to_docx"])


# ── pages, pictures, locks ──


def test_a_photo_gives_proposals_and_the_unit_hears_what_helps(single: House) -> None:
    single.with_tools(stub := Stub(pages=[page("联络员姓名 张三丰")]))
    single.reply_mail(NANHU, ("名单.jpg", JPEG))
    reply = Reply.objects.get()
    assert (reply.kind, reply.verdict, single.item(NANHU).status) == ("jpeg", "review", REVIEW)
    assert "from_picture" in codes(reply)
    assert not reply.answers.filter(status="ok").exists()
    assert kinds(single, NANHU) == ["arrived"]
    words = text_of(single, NANHU, Dispatch.Kind.ARRIVED)
    assert "名单.jpg" in words and ".docx" in words
    assert stub.asked == ["recognise"]


def test_a_photo_without_recognition_waits_all_the_same(single: House) -> None:
    single.reply_mail(NANHU, ("名单.jpg", JPEG))
    assert (codes(Reply.objects.get()), single.item(NANHU).status) == (["converter_missing"], REVIEW)
    assert kinds(single, NANHU) == ["arrived"]


def test_the_number_printed_in_a_pdf_says_whose_it_is(issued: House) -> None:
    number = issued.item(NANHU).issued.get().number
    issued.with_tools(
        Stub(pages=[page("联络员和基层联系点名单", f"表单编号：{number}", "请于2016年5月10日前报送组织部。" * 9)])
    )
    issued.mail(mail_of("somebody@mobile.example", [("名单.pdf", b"%PDF-1.4")]))
    reply = Reply.objects.get()
    assert (reply.item, reply.verdict, issued.item(NANHU).status) == (issued.item(NANHU), "review", REVIEW)
    assert "from_pdf" in codes(reply)


def test_a_file_with_a_password_goes_back_with_how_to_remove_it(single: House) -> None:
    single.reply_mail(NANHU, ("名单.docx", ENCRYPTED))
    reply = Reply.objects.get()
    assert (codes(reply), single.item(NANHU).status) == (["encrypted"], SENT_BACK)
    assert single.services.store.get(reply.object_key) == ENCRYPTED
    words = text_of(single, NANHU, Dispatch.Kind.SENT_BACK)
    assert "名单.docx" in words and "WPS" in words


def test_a_pdf_with_a_password_goes_back_too(single: House) -> None:
    single.with_tools(Stub(pages=PasswordNeeded("locked")))
    single.reply_mail(NANHU, ("名单.pdf", b"%PDF-1.4"))
    assert (codes(Reply.objects.get()), single.item(NANHU).status) == (["encrypted"], SENT_BACK)
    assert not Conversion.objects.exists()


def test_a_rar_is_unpacked(single: House) -> None:
    single.with_tools(Stub(single.filled(NANHU)))
    single.reply_mail(NANHU, ("名单.rar", b"Rar!\x1a\x07\0 packed"))
    assert (Reply.objects.get().file_name, single.item(NANHU).status) == ("名单.docx", ACCEPTED)


# ── forms of others ──


def test_a_zip_of_several_counties_goes_to_each_of_them(issued: House) -> None:
    archive = zip_of(a=issued.filled(NANHU), b=issued.filled(XIUZHOU))
    issued.reply_mail(NANHU, ("全部.zip", archive))
    assert {issued.item(code).status for code in (NANHU, XIUZHOU)} == {ACCEPTED}
    assert [kinds(issued, code) for code in (NANHU, XIUZHOU)] == [["receipt"], ["receipt"]]
    other = issued.item(XIUZHOU).reply
    assert other is not None and other.origin == ADDRESSES[NANHU]
    assert {"by": "together"} in other.matched_by


def test_a_zip_on_a_units_page_goes_to_each_of_them(issued: House) -> None:
    file = Member("全部.zip", zip_of(a=issued.filled(NANHU), b=issued.filled(XIUZHOU)))
    collecting.upload(issued.services, issued.assignment(NANHU), None, [file], issued.now)
    issued.work()
    assert {issued.item(code).status for code in (NANHU, XIUZHOU)} == {ACCEPTED}


def test_a_form_brought_by_another_unit_never_takes_the_place_of_an_answer(issued: House) -> None:
    issued.upload(XIUZHOU, issued.filled(XIUZHOU))
    issued.now = at(4, 26)
    archive = zip_of(a=issued.filled(NANHU), b=issued.filled(XIUZHOU, officer_name="李四光"))
    issued.reply_mail(NANHU, ("全部.zip", archive))
    held = Reply.objects.get(state=HELD_FOR_PERSON)
    assert held.file_name == "b.docx" and issued.item(NANHU).status == ACCEPTED
    current = issued.item(XIUZHOU).reply
    assert current is not None and current.answers.get(key="officer_name").value == "张三丰"


def test_one_form_of_another_unit_waits_and_its_sender_is_told(issued: House) -> None:
    issued.reply_mail(NANHU, ("名单.docx", issued.filled(XIUZHOU)))
    assert Reply.objects.get().state == HELD_FOR_PERSON
    assert [kinds(issued, code) for code in (NANHU, XIUZHOU)] == [["arrived"], []]
    words = text_of(issued, NANHU, Dispatch.Kind.ARRIVED)
    assert "名单.docx" in words and "13800000001" not in words
    assert {issued.item(code).status for code in (NANHU, XIUZHOU)} == {OWED}


def activity(house: House, code: str) -> bytes:
    """The blank of the unit's activity report, as it was issued."""
    from_batch = house.item_of(code, "activity_report").issued.get().copies.all()[0]
    return house.services.store.get(from_batch.object_key)


def test_a_form_of_another_batch_goes_to_its_own(both: House) -> None:
    thread = both.item_of(NANHU, "roster").assignment.dispatches.get(kind=Dispatch.Kind.NOTICE).message_id
    both.mail(mail_of(ADDRESSES[NANHU], [("活动.docx", activity(both, NANHU))], in_reply_to=thread))
    reply = Reply.objects.get()
    assert reply.item == both.item_of(NANHU, "activity_report")
    assert {"by": "same_unit"} in reply.matched_by
    assert both.item_of(NANHU, "roster").status == OWED


def test_a_form_of_a_batch_that_is_settled_waits_for_a_person(both: House) -> None:
    roster, report = both.item_of(NANHU, "roster"), both.item_of(NANHU, "activity_report")
    reviewing.exempt(report, "本次不报", CLERK, both.now)
    thread = roster.assignment.dispatches.get(kind=Dispatch.Kind.NOTICE).message_id
    both.mail(mail_of(ADDRESSES[NANHU], [("活动.docx", activity(both, NANHU))], in_reply_to=thread))
    assert Reply.objects.get().state == HELD_FOR_PERSON
    arrived = Dispatch.objects.get(kind=Dispatch.Kind.ARRIVED)
    assert arrived.assignment == roster.assignment


# ── who is told ──


def test_an_automatic_answer_is_never_answered(single: House) -> None:
    single.reply_mail(NANHU, ("照片.jpg", JPEG), auto_submitted="auto-replied")
    assert Reply.objects.get().state == HELD_FOR_PERSON
    assert kinds(single, NANHU) == []


def test_several_files_that_wait_are_told_of_in_one_message(single: House) -> None:
    single.upload(NANHU, single.filled(NANHU))
    single.reply_mail(NANHU, ("一.jpg", JPEG), ("二.jpg", JPEG + b"2"))
    assert kinds(single, NANHU) == ["receipt", "arrived"]
    words = text_of(single, NANHU, Dispatch.Kind.ARRIVED)
    assert "一.jpg" in words and "二.jpg" in words


def test_a_scan_beside_the_form_is_not_told_of(single: House) -> None:
    single.reply_mail(NANHU, ("名单.docx", single.filled(NANHU)), ("盖章.jpg", JPEG))
    assert Reply.objects.get(file_name="盖章.jpg").state == HELD_FOR_PERSON
    assert kinds(single, NANHU) == ["receipt"]


def test_what_staff_bring_is_not_told_to_the_unit_before_it_is_decided(single: House) -> None:
    file = Member("名单.docx", single.doubtful(NANHU))
    collecting.drop_pile(single.services, single.batch(), [file], "工作群", CLERK, single.now)
    single.work()
    assert (single.item(NANHU).status, kinds(single, NANHU)) == (REVIEW, [])


# ── pages leave slow files to a job ──


def test_an_upload_that_takes_long_is_safe_at_once_and_filed_by_a_job(single: House) -> None:
    single.with_tools(Stub(single.filled(NANHU)))
    files = [Member("名单.rtf", RTF)]
    assert collecting.takes_long(files) and not collecting.takes_long([Member("名单.docx", single.blank(NANHU))])
    job = collecting.upload_later(single.services, single.assignment(NANHU), None, files, single.now)
    assert collecting.upload_later(single.services, single.assignment(NANHU), None, files, single.now) == job
    assert not Reply.objects.exists()
    assert single.services.store.get(job.payload["files"][0][1]) == RTF
    received = single.now
    single.now = at(4, 28)
    single.work()
    reply = Reply.objects.get()
    assert (reply.source, reply.origin, reply.received_at, reply.file_name) == ("upload", NANHU, received, "名单.rtf")
    assert single.item(NANHU).status == ACCEPTED


def test_a_pile_that_takes_long_is_filed_by_a_job(single: House) -> None:
    single.with_tools(Stub(single.filled(NANHU)))
    with zipfile.ZipFile(archive := io.BytesIO(), "w") as new:
        new.writestr("a.rtf", RTF)
    files = [Member("一批.zip", archive.getvalue())]
    assert collecting.takes_long(files)
    collecting.drop_pile_later(single.services, single.batch(), files, "U盘", CLERK, single.now)
    single.work()
    reply = Reply.objects.get()
    assert (reply.source, reply.origin, reply.file_name, reply.verdict) == ("pile", "U盘", "a.rtf", "accepted")
    assert collecting.quick_jobs_of([reply]) == []
