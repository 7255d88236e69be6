"""Issuing: everything is decided in one transaction, and never twice."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from docx import Document

from campaigns.units import UnitRow
from documents.identity import identify
from messages.errors import CampaignError, NotFound, TemplateError
from tests.mail.smtp import Sink
from tests.workflows.house import CLERK, GROUP, NANHU, XIUZHOU, House, at, changed, folder_files, small_files
from tracking import access, outbox
from tracking.models import (
    Assignment,
    AuditEntry,
    Batch,
    Contact,
    Dispatch,
    FormVersion,
    Item,
    Job,
    Unit,
)
from tracking.progress import doubtful_messages
from tracking.states import FAILED, HELD, JOB_DONE, JOB_FAILED, NO_ADDRESS, PREPARING, SENT
from workflows import issue as story
from workflows import reviewing
from workflows.amending import amend
from workflows.forms import compile_form
from workflows.issue import campaign_named, issue
from workflows.library import import_units


def test_issuing_twice_issues_and_sends_nothing_twice(issued: House, outgoing: Sink) -> None:
    before = Batch.objects.count(), Assignment.objects.count(), Dispatch.objects.count(), Job.objects.count()
    again = issue(issued.services, campaign_named("footsteps-2016"), "roster", CLERK, issued.now)
    issued.work()
    assert not again.new
    assert (Batch.objects.count(), Assignment.objects.count(), Dispatch.objects.count(), Job.objects.count()) == before
    assert outgoing.messages == []


def test_a_batch_that_somebody_else_has_issued_meanwhile_is_left_as_it_is(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = house.import_campaign(small_files(NANHU))

    others: list[None] = []

    def meanwhile(*args: object) -> object:
        if not others:
            others.append(None)
            issue(house.services, campaign, "roster", CLERK, house.now)
        return compile_form(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(story, "compile_form", meanwhile)
    assert not issue(house.services, campaign, "roster", CLERK, house.now).new
    assert Batch.objects.count() == Dispatch.objects.count() == 1


def test_issuing_leaves_one_audit_entry_with_the_number_of_units(issued: House) -> None:
    entry = AuditEntry.objects.get(event="issue")
    assert (entry.thing, entry.detail, entry.actor) == ("batch", {"units": 3}, "clerk")


def test_a_unit_that_only_receives_gets_the_notice_and_owes_nothing(issued: House) -> None:
    assert issued.assignment(GROUP).status == "informed"
    assert not issued.assignment(GROUP).items.exists()
    (mail,) = issued.sent_mails(GROUP, Dispatch.Kind.NOTICE)
    assert [part.get_filename() for part in mail.iter_attachments()] == ["嘉团〔2016〕12号 团干部走基层活动通知.docx"]


def test_a_county_gets_notice_and_its_own_numbered_form_in_one_mail_with_its_link(issued: House) -> None:
    (mail,) = issued.sent_mails(NANHU, Dispatch.Kind.NOTICE)
    names = [part.get_filename() for part in mail.iter_attachments()]
    assert names == ["嘉团〔2016〕12号 团干部走基层活动通知.docx", "联络员和基层联系点名单（南湖）.docx"]
    attached = [part.get_content() for part in mail.iter_attachments()][1]
    found, number = identify(attached), issued.item(NANHU).issued.get().number
    assert (found.printed, found.property, found.bookmark) == (number, number, number)
    assert number != issued.item(XIUZHOU).issued.get().number
    assert "共青团嘉兴市南湖区委员会" in zipfile.ZipFile(io.BytesIO(attached)).read("word/document.xml").decode()
    body = mail.get_body(("plain",))
    assert body is not None
    (link,) = [line for line in body.get_content().splitlines() if line.startswith("https://")]
    token = link.removeprefix("https://forms.city.example/u/").rstrip("/")
    assert access.assignment_of(token, issued.now) == issued.assignment(NANHU)
    assert issued.assignment(NANHU).link_hash != token


def test_a_subject_may_name_the_unit(house: House) -> None:
    files = changed(small_files(NANHU), "{{ batch_title }}：{{ title }}", "{{ unit.short }}：{{ batch_title }}")
    issue(house.services, house.import_campaign(files), "roster", CLERK, house.now)
    house.work()
    assert house.notice(NANHU).subject.startswith("南湖：报送联络员和基层联系点名单 [HF-")


def test_a_unit_without_an_address_is_shown_the_others_go_and_it_follows_when_it_has_one(
    house: House, outgoing: Sink
) -> None:
    campaign = house.import_campaign(small_files())
    Contact.objects.filter(unit__code=NANHU).update(email="")
    issued = issue(house.services, campaign, "roster", CLERK, house.now)
    house.work()
    assert [unit.code for unit in issued.without_address] == [NANHU]
    assert [message.assignment.unit.code for message in doubtful_messages()] == [NANHU]
    assert house.notice(NANHU).state == NO_ADDRESS
    assert [message.rcpt_tos for message in outgoing.messages] == [
        ["lianyi1@youth.city.example"],
        ["tuanwei@xiuzhou.example"],
    ]
    Contact.objects.filter(unit__code=NANHU).update(email="new@nanhu.example")
    reviewing.send_message_again(house.notice(NANHU), CLERK, house.now)
    house.work()
    assert house.notice(NANHU).state == SENT
    assert outgoing.messages[-1].rcpt_tos == ["new@nanhu.example"]
    assert len(outgoing.messages) == 3


def test_a_wrong_variable_fails_only_the_unit_that_meets_it_and_names_template_variable_and_unit(
    house: House, outgoing: Sink
) -> None:
    notice = Document(io.BytesIO(small_files()["notice.docx"]))
    notice.paragraphs[0].add_run("{% if unit.code == '330402' %}{{ unit.telefone }}{% endif %}")
    out = io.BytesIO()
    notice.save(out)
    house.issue_small(**{"notice.docx": out.getvalue()})
    failed = Job.objects.get(state=JOB_FAILED)
    assert (failed.name, failed.payload["dispatch"]) == ("issue.render", house.notice(NANHU).pk)
    for part in ("嘉团〔2016〕12号 团干部走基层活动通知.docx", "telefone", "330402", "南湖区委员会"):
        assert part in failed.error
    assert house.notice(NANHU).state == PREPARING
    assert {house.notice(code).state for code in (XIUZHOU, GROUP)} == {SENT}
    assert len(outgoing.messages) == 2


def test_a_failed_job_that_is_asked_for_again_is_done_once_what_was_wrong_is_mended(house: House) -> None:
    notice = Document(io.BytesIO(small_files()["notice.docx"]))
    notice.paragraphs[0].add_run("{% if unit.code == '330411' %}{{ nobody_knows }}{% endif %}")
    out = io.BytesIO()
    notice.save(out)
    batch = house.issue_small(NANHU, XIUZHOU, **{"notice.docx": out.getvalue()})
    failed = Job.objects.get(state=JOB_FAILED)
    good = house.import_campaign(small_files(NANHU, XIUZHOU)).files.get(name="notice.docx").object_key
    batch.papers.update(object_key=good)
    outbox.again(failed.pk)
    house.work()
    failed.refresh_from_db()
    assert (failed.state, failed.error, house.notice(XIUZHOU).state) == (JOB_DONE, "", HELD)


@pytest.mark.parametrize("file", ["notice.docx", "roster.docx"])
def test_a_variable_that_no_unit_has_is_said_before_anything_is_issued(house: House, file: str) -> None:
    template = Document(io.BytesIO(small_files()[file]))
    template.add_paragraph("{{ contact.fax }}")
    out = io.BytesIO()
    template.save(out)
    campaign = house.import_campaign(small_files(NANHU) | {file: out.getvalue()})
    with pytest.raises(TemplateError, match=f"{file}.*330402.*fax"):
        issue(house.services, campaign, "roster", CLERK, house.now)
    assert not Batch.objects.exists() and not Job.objects.exists()


def test_a_fault_in_the_campaign_issues_nothing(house: House) -> None:
    files = changed(small_files(NANHU), 'due = "2016-07-29 17:00"', "")
    files = changed(files, 'papers = []\nforms = ["activity_report"]', 'papers = ["notice"]\nforms = []')
    campaign = house.import_campaign(files)
    with pytest.raises(CampaignError, match="activity"):
        issue(house.services, campaign, "activity", CLERK, house.now)
    assert not Batch.objects.exists() and not Job.objects.exists() and not FormVersion.objects.exists()


def test_a_campaign_that_was_never_imported_is_named(db: None) -> None:
    with pytest.raises(NotFound, match="footsteps-2017"):
        campaign_named("footsteps-2017")


def test_the_due_time_is_the_campaigns_local_time(single: House) -> None:
    assert single.batch().due_at == single.item(NANHU).due_at == at(5, 10, 17)


def test_importing_again_brings_units_up_to_date_and_leaves_a_running_batch_alone(issued: House) -> None:
    papers = list(issued.batch().papers.values_list("object_key", flat=True))
    other = Document(io.BytesIO(small_files()["notice.docx"]))
    other.paragraphs[0].add_run("改")
    out = io.BytesIO()
    other.save(out)
    issued.import_campaign(small_files(**{"notice.docx": out.getvalue()}))
    assert list(issued.batch().papers.values_list("object_key", flat=True)) == papers
    assert Item.objects.count() == 2
    assert AuditEntry.objects.filter(event="campaign_imported").count() == 2


def test_no_message_fails_when_there_is_no_public_address(house: House) -> None:
    house.with_office(public_url="")
    house.issue_small(NANHU)
    (mail,) = house.sent_mails(NANHU, Dispatch.Kind.NOTICE)
    body = mail.get_body(("plain",))
    assert body is not None and "http" not in body.get_content()
    assert not Dispatch.objects.filter(state=FAILED).exists()


def many_units(number: int) -> list[UnitRow]:
    """Counties without a superior, each with an alias and an address."""
    return [
        UnitRow(f"9{n:05d}", f"第{n}县", "", "county", (f"{n}县",), f"office@c{n}.example", "办公室", "")
        for n in range(number)
    ]


def test_the_number_of_queries_does_not_grow_with_the_units(
    house: House, django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    campaign = house.import_campaign()
    for _ in range(2):
        with django_assert_max_num_queries(25):
            import_units(many_units(300), CLERK, house.now)
    with django_assert_max_num_queries(60):
        batch = issue(house.services, campaign, "roster", CLERK, house.now).batch
    owing = batch.assignments.filter(status="owed", remind_at=at(5, 5))
    assert (owing.count(), Item.objects.count(), Job.objects.count()) == (307, 307, batch.assignments.count())
    assert Dispatch.objects.filter(assignment__batch=batch).count() == 311
    house.import_campaign(changed(folder_files(), 'due = "2016-05-10 17:00"', 'due = "2016-05-17 17:00"'))
    with django_assert_max_num_queries(60):
        amend(house.services, batch, "更正时间", CLERK, house.now)
    assert batch.assignments.filter(status="owed", remind_at=at(5, 12)).count() == 307


def test_an_empty_cell_leaves_what_staff_wrote_of_the_contact(house: House) -> None:
    row = many_units(1)[0]
    import_units([row], CLERK, house.now)
    Contact.objects.update(email="staff@c0.example", phone="0573-80000009")
    import_units([replace(row, email="", contact_post="组织部")], CLERK, house.now)
    contact = Contact.objects.get()
    assert (contact.email, contact.phone, contact.post) == ("staff@c0.example", "0573-80000009", "组织部")
    import_units([row], CLERK, house.now)
    assert Contact.objects.get().email == row.email


def test_a_former_name_is_known_until_another_unit_bears_it(house: House) -> None:
    first, second = many_units(2)
    import_units([first, second], CLERK, house.now)
    import_units([replace(first, name="新名")], CLERK, house.now)
    assert first.name in Unit.objects.get(code=first.code).known_names()
    import_units([replace(second, name=first.name)], CLERK, house.now)
    assert first.name not in Unit.objects.get(code=first.code).known_names()
    assert second.name in Unit.objects.get(code=second.code).known_names()


def test_importing_again_follows_names_superiors_and_aliases(house: House) -> None:
    upper, lower = many_units(2)
    import_units([replace(lower, parent_code=upper.code), upper], CLERK, house.now)
    assert Unit.objects.get(code=lower.code).parent == Unit.objects.get(code=upper.code)
    assert import_units([replace(lower, name="新名", aliases=("新", "名")), upper], CLERK, house.now) == (0, 2)
    unit = Unit.objects.get(code=lower.code)
    assert (unit.name, unit.parent, unit.short) == ("新名", None, "新")
    names = unit.known_names()
    assert names[:3] == ("新名", "新", "名") and set(names[3:]) == {lower.name, *lower.aliases}
    details = AuditEntry.objects.filter(event="units_imported").values_list("detail", flat=True)
    assert list(details) == [{"units": 2, "new": 0}, {"units": 2, "new": 2}]
