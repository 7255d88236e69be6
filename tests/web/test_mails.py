"""Mails that bring no form."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

from tests.docs.reading import first_column, sections, text
from tests.web.story import GOOD
from tests.workflows.house import House, mail_of
from tracking.models import AuditEntry, IncomingMail
from tracking.states import MAIL_LABELS

SUBJECT = "关于报送名单的请示"
RAW = mail_of("tuanwei@nanhu.example", text="能否延期一天？", subject=SUBJECT)


@pytest.fixture
def mail(house: House) -> IncomingMail:
    """A county asks for another day, on its notice's thread."""
    return house.reply_mail(GOOD, subject=SUBJECT)


def test_a_mail_that_brings_no_form_is_shown_with_its_unit(house: House, desk: Client, mail: IncomingMail) -> None:
    assert "<b>1</b><span>mails without a form</span>" in desk.get("/").content.decode()
    page = desk.get("/mails/").content.decode()
    assert SUBJECT in page and mail.sender in page and "Brings no form" in page
    assert house.assignment(GOOD).unit.name in page
    assert "No mail waits" not in page


def test_a_mail_of_an_unknown_sender_has_no_unit(house: House, desk: Client) -> None:
    house.mail(mail_of("stranger@elsewhere.example", subject="节日问候"))
    page = desk.get("/mails/").content.decode()
    assert "节日问候" in page and "/assignments/" not in page


def test_the_message_comes_back_byte_for_byte_as_a_download(house: House, desk: Client) -> None:
    mail = house.mail(RAW)
    answer = desk.get(f"/mails/{mail.pk}/raw/")
    assert answer.content == RAW
    assert answer["content-disposition"] == f"attachment; filename*=utf-8''{quote(SUBJECT)}.eml"
    assert answer["content-type"] == "application/octet-stream"
    assert AuditEntry.objects.filter(event="download", thing="incomingmail", thing_id=mail.pk, actor="clerk").exists()


def test_a_mail_is_settled_with_a_note(desk: Client, mail: IncomingMail) -> None:
    path = f"/mails/{mail.pk}/settle/"
    refused = desk.post(path, {"note": " "}, follow=True).content.decode()
    assert "Note: This field is required." in refused and SUBJECT in refused
    done = desk.post(path, {"note": "已电话答复"}, follow=True).content.decode()
    assert "the mail is dealt with" in done and SUBJECT not in done and "No mail waits for a person." in done
    assert AuditEntry.objects.get(event="settle_mail").detail == {"note": "已电话答复"}
    assert desk.post(path, {"note": "再一次"}).status_code == 409


def test_a_mail_that_is_not_there(desk: Client) -> None:
    assert desk.get("/mails/99/raw/").status_code == 404
    assert desk.post("/mails/99/settle/", {"note": "x"}).status_code == 404


def test_every_outcome_of_a_mail_is_explained() -> None:
    assert set(first_column(sections(text("docs/faults.md"), 2)["Mails that came in"])) == MAIL_LABELS.keys()
