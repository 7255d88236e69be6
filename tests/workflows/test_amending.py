"""Amending a running batch: one correction to everybody, and what was returned stays valid."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from lxml import etree

from documents.identity import identify
from messages.errors import NotAllowed
from tests.forms import DOCUMENT, fill, w
from tests.mail.smtp import Sink
from tests.workflows.house import CLERK, GROUP, NANHU, POINTS, ROSTER, XIUZHOU, House, at, changed, small_files
from tests.workflows.test_rolling_up import rolled_up
from tracking.models import AuditEntry, Dispatch, FormVersion, Job
from tracking.states import ACCEPTED, SENT_BACK
from workflows import amending, reviewing


def corrected_notice() -> bytes:
    notice = Document(io.BytesIO(small_files()["notice.docx"]))
    notice.paragraphs[-1].add_run("（更正）")
    out = io.BytesIO()
    notice.save(out)
    return out.getvalue()


def corrected_form() -> bytes:
    """The roster with another word in it: a new version with the same fields."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small_files()["roster.docx"])) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                assert "电子邮箱".encode() in data
                data = data.replace("电子邮箱".encode(), "电子信箱".encode())
            new.writestr(name, data)
    return out.getvalue()


def new_form() -> dict[str, bytes]:
    """The folder with a corrected form: one label says another word."""
    return changed(small_files(**{"roster.docx": corrected_form()}), 'label = "电子邮箱"', 'label = "电子信箱"')


LATER = ('due = "2016-05-10 17:00"', 'due = "2016-05-17 17:00"')


def amend(house: House, files: dict[str, bytes], reason: str = "更正时间") -> None:
    house.import_campaign(files)
    amending.amend(house.services, house.batch(), reason, CLERK, house.now)
    house.work()


def corrections(house: House) -> dict[str, int]:
    return {code: len(house.sent_mails(code, Dispatch.Kind.CORRECTION)) for code in (NANHU, XIUZHOU, GROUP)}


def test_a_new_due_time_is_told_everybody_once_with_the_reason(issued: House, outgoing: Sink) -> None:
    amend(issued, changed(small_files(), *LATER))
    assert corrections(issued) == {NANHU: 1, XIUZHOU: 1, GROUP: 1}
    assert len(outgoing.messages) == 3
    (mail,) = issued.sent_mails(NANHU, Dispatch.Kind.CORRECTION)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "更正时间" in body.get_content() and "2016年5月17日17:00" in body.get_content()
    assert issued.item(NANHU).due_at == issued.batch().due_at == at(5, 17, 17)
    assert issued.assignment(NANHU).remind_at == at(5, 12)
    assert AuditEntry.objects.filter(event="new_due_time").count() == 2
    assert AuditEntry.objects.get(event="amend").detail == {"reason": "更正时间", "amendment": 1}


def test_nothing_different_is_refused_and_leaves_no_trace(issued: House) -> None:
    before = AuditEntry.objects.count(), Job.objects.count()
    with pytest.raises(NotAllowed):
        amending.amend(issued.services, issued.batch(), "无", CLERK, issued.now)
    with pytest.raises(NotAllowed):
        amend_without_reason(issued)
    assert (AuditEntry.objects.count(), Job.objects.count(), issued.batch().amendment) == (*before, 0)


def amend_without_reason(house: House) -> None:
    amending.amend(house.services, house.batch(), "  ", CLERK, house.now)


def test_the_same_amendment_twice_is_refused_the_second_time(issued: House) -> None:
    amend(issued, changed(small_files(), *LATER))
    with pytest.raises(NotAllowed):
        amending.amend(issued.services, issued.batch(), "再来", CLERK, issued.now)
    assert corrections(issued) == {NANHU: 1, XIUZHOU: 1, GROUP: 1}


def test_a_corrected_notice_goes_to_everybody_with_it(issued: House) -> None:
    amend(issued, small_files(**{"notice.docx": corrected_notice()}))
    (mail,) = issued.sent_mails(GROUP, Dispatch.Kind.CORRECTION)
    (attached,) = [part.get_content() for part in mail.iter_attachments()]
    assert "（更正）" in "".join(paragraph.text for paragraph in Document(io.BytesIO(attached)).paragraphs)
    assert FormVersion.objects.count() == 1


def test_a_form_of_the_first_version_returned_after_the_amendment_is_read_against_it(issued: House) -> None:
    first = issued.filled(NANHU)
    amend(issued, new_form())
    assert [version.number for version in FormVersion.objects.order_by("number")] == [1, 2]
    reply = issued.upload(NANHU, first)
    assert (reply.verdict, reply.reasons, issued.item(NANHU).status) == ("accepted", [], ACCEPTED)
    assert reply.answers.get(key="officer_email").final_value == "lianluo@nanhu.example"


def test_the_new_form_has_its_own_number_and_is_read_against_itself(issued: House) -> None:
    amend(issued, new_form())
    numbers = list(issued.item(NANHU).issued.values_list("number", flat=True))
    assert len(numbers) == 2
    (mail,) = issued.sent_mails(NANHU, Dispatch.Kind.CORRECTION)
    blank = [part.get_content() for part in mail.iter_attachments()][1]
    assert identify(blank).printed == numbers[1]

    issued.reply_mail(NANHU, ("名单.docx", fill(blank, ROSTER, {"contact_points": POINTS})))
    assert issued.item(NANHU).status == ACCEPTED


def test_an_accepted_unit_need_not_return_the_new_form(issued: House) -> None:
    issued.upload(NANHU, issued.filled(NANHU))
    amend(issued, new_form())
    assert issued.item(NANHU).status == ACCEPTED
    assert issued.item(NANHU).form.number == 1
    (mail,) = issued.sent_mails(NANHU, Dispatch.Kind.CORRECTION)
    assert len(list(mail.iter_attachments())) == 1  # the notice
    assert len(corrections(issued)) == 3


def test_answers_to_both_versions_are_rolled_up_in_one_table(issued: House) -> None:
    issued.upload(XIUZHOU, issued.filled(XIUZHOU))
    amend(issued, shorter_form())
    (mail,) = issued.sent_mails(NANHU, Dispatch.Kind.CORRECTION)
    blank = [part.get_content() for part in mail.iter_attachments()][1]

    answers = {key: ROSTER[key] for key in ("officer_name", "officer_post")}
    reply = issued.upload(NANHU, fill(blank, answers, {"contact_points": POINTS}))
    if reply.verdict != "accepted":
        reviewing.accept(reply, CLERK, issued.now)
    rows = rolled_up(issued)["联络员和基层联系点名单"]
    assert len(rows) == 2
    assert {row["电子邮箱"] for row in rows} == {None, "lianluo@nanhu.example"}
    assert [row["手机号码"] for row in rows] == [None, "13800000001"]
    assert [row["联络员职务"] for row in rows] == ["办公室主任"] * 2


def shorter_form() -> dict[str, bytes]:
    """The folder with a roster that no longer asks for mobile number and e-mail address."""
    text = small_files()["campaign.toml"].decode()
    head, _, rest = text.partition("[forms.fields.officer_mobile]")
    text = head + rest[rest.index("[forms.fields.contact_points]") :]
    return small_files(**{"roster.docx": without_row()}) | {"campaign.toml": text.encode()}


def without_row() -> bytes:
    """The roster without the row that asks for them."""

    with zipfile.ZipFile(io.BytesIO(small_files()["roster.docx"])) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(entries[DOCUMENT])
    for row in root.iter(w("tr")):
        if any(tag.get(w("val")) == "officer_email" for tag in row.iter(w("tag"))):
            parent = row.getparent()
            assert parent is not None
            parent.remove(row)
            break
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in (entries | {DOCUMENT: etree.tostring(root, encoding="UTF-8", standalone=True)}).items():
            new.writestr(name, data)
    return out.getvalue()


def test_a_later_time_that_one_unit_was_granted_stays(issued: House) -> None:
    reply = issued.upload(NANHU, issued.doubtful(NANHU))
    reviewing.send_back(reply, "缺一位", at(5, 30, 17), CLERK, issued.now)
    amend(issued, changed(small_files(), *LATER))
    assert issued.item(NANHU).status == SENT_BACK
    assert issued.item(NANHU).due_at == at(5, 30, 17)
    assert issued.item(XIUZHOU).due_at == at(5, 17, 17)


@pytest.mark.parametrize(
    ("old", "new", "key", "name"),
    [
        (f'"{NANHU}", "{XIUZHOU}"]', f'"{NANHU}"]', "forms.roster", XIUZHOU),
        (f'"{GROUP}"]', f'"{GROUP}", "330481"]', "receive", "330481"),
        ('papers = ["notice"]\nforms = ["roster"]', 'papers = []\nforms = ["roster"]', "papers", "notice"),
        ('forms = ["roster"]', 'forms = ["roster", "activity_report"]', "forms.activity_report", NANHU),
        ('forms = ["roster"]', "forms = []", "forms.roster", NANHU),
    ],
    ids=["ower gone", "receiver come", "paper gone", "form come", "form gone"],
)
@pytest.mark.usefixtures("english")
def test_what_an_amendment_cannot_do_is_refused_by_name(issued: House, old: str, new: str, key: str, name: str) -> None:
    files = changed(small_files(), *LATER)
    with pytest.raises(NotAllowed, match=f"“{key}”.*{name}.*issue another batch"):
        amend(issued, changed(files, old, new))
    assert (issued.batch().amendment, issued.batch().due_at) == (0, at(5, 10, 17))
    assert corrections(issued) == {NANHU: 0, XIUZHOU: 0, GROUP: 0}


@pytest.mark.usefixtures("english")
def test_a_correction_in_english_writes_its_times_in_english(issued: House) -> None:
    amend(issued, changed(small_files(), *LATER))
    (mail,) = issued.sent_mails(NANHU, Dispatch.Kind.CORRECTION)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "2016-05-17 17:00" in body.get_content() and "年" not in body.get_content().split("Questions")[0][-60:]


def test_links_live_on_with_a_later_due_time(issued: House) -> None:
    before = issued.assignment(NANHU).link_expires_at
    amend(issued, changed(small_files(), 'due = "2016-05-10 17:00"', 'due = "2016-06-10 17:00"'))
    assert (issued.assignment(NANHU).link_expires_at - before).days == 31
