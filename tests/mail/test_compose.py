"""What goes out: exact headers, names that every client reads, nothing smuggled in."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.addresses import checked_address, token_from, verp
from mail.compose import compose, make_message_id
from mail.message import Attachment, OutgoingMail, UnsendableMail
from mail.parse import parse

WHEN = datetime(2026, 5, 6, 1, 30, tzinfo=UTC)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAME = "附件2：联络员、基层联系点名单（“大脚掌”）.docx"
MAIL = OutgoingMail(
    message_id="<issue-7k3m@city.example>",
    sender="office@city.example",
    sender_name="市级办公室，收发室",
    to=("county@county.example",),
    subject="关于报送联络员名单的通知 [SF-7K3M2Q]",
    text="请于5月10日前报送。\n\n.\n谢谢",
    html="<p>请于5月10日前报送。</p>",
    attachments=(Attachment(NAME, b"PK\x03\x04\r\n.\r\n\x00", DOCX),),
)


def read(raw: bytes) -> EmailMessage:
    """The message by the standard library's own modern parser."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_text_html_and_attachment_are_all_there() -> None:
    message = read(compose(MAIL, WHEN))
    assert message["Subject"] == MAIL.subject
    assert message["From"].addresses[0].display_name == MAIL.sender_name
    assert message["Message-ID"] == MAIL.message_id
    assert message["Date"].datetime == WHEN
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None and text.get_content().splitlines() == MAIL.text.splitlines()
    assert html is not None and html.get_content().strip() == MAIL.html
    (attachment,) = message.iter_attachments()
    assert attachment.get_content() == MAIL.attachments[0].data
    assert attachment.get_content_type() == DOCX


def test_machines_can_see_that_no_person_wrote_it() -> None:
    message = read(compose(MAIL, WHEN))
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Shoufa-Message"] == "issue-7k3m"
    assert message["Precedence"] == "bulk"
    assert "All" not in message["X-Auto-Response-Suppress"]  # All would also suppress delivery failures


def test_the_name_is_given_in_both_ways_that_clients_read() -> None:
    (attachment,) = read(compose(MAIL, WHEN)).iter_attachments()
    assert attachment["Content-Disposition"].params["filename"] == NAME
    part = message_from_bytes(compose(MAIL, WHEN)).get_payload(1)
    assert isinstance(part, Message)
    name = part.get_param("name")
    assert isinstance(name, str) and name.startswith("=?utf-8?")
    assert str(make_header(decode_header(name))) == NAME


def test_a_plain_name_stays_plain() -> None:
    raw = compose(dataclasses.replace(MAIL, attachments=(Attachment("form 1.docx", b"x"),)), WHEN)
    assert b'filename="form 1.docx"' in raw and b'name="form 1.docx"' in raw


@pytest.mark.parametrize("html", ["", "<p>x</p>"])
@pytest.mark.parametrize("attachments", [(), (Attachment("表.pdf", b"x" * 5000),)])
def test_it_goes_through_any_relay(html: str, attachments: tuple[Attachment, ...]) -> None:
    mail = dataclasses.replace(MAIL, html=html, attachments=attachments, text="长" * 3000)
    raw = compose(mail, WHEN)
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert parse(raw).text == "长" * 3000
    assert [found.data for found in parse(raw).attachments] == [file.data for file in attachments]


def test_the_same_mail_gives_the_same_bytes() -> None:
    assert compose(MAIL, WHEN) == compose(MAIL, WHEN)


def test_optional_headers_are_written() -> None:
    mail = dataclasses.replace(
        MAIL, reply_to="office+7k3m@city.example", to=(), sender_name="", headers={"X-Round": "第二轮"}
    )
    message = read(compose(mail, WHEN))
    assert message["Reply-To"] == "office+7k3m@city.example"
    assert message["From"] == "office@city.example"
    assert message["To"] == "undisclosed-recipients:;"
    assert message["X-Round"] == "第二轮"


@pytest.mark.parametrize("evil", ["a\r\nBcc: x@y.example", "a\nb", "a\rb", "a\x00b", "a\u2028b", "a\x85b"])
@pytest.mark.parametrize(
    "change",
    [
        lambda evil: {"subject": evil},
        lambda evil: {"sender_name": evil},
        lambda evil: {"sender": evil + "@city.example"},
        lambda evil: {"to": (evil + "@city.example",)},
        lambda evil: {"reply_to": evil + "@city.example"},
        lambda evil: {"message_id": f"<{evil}@city.example>"},
        lambda evil: {"auto_submitted": evil},
        lambda evil: {"headers": {"X-Note": evil}},
        lambda evil: {"headers": {evil: "x"}},
        lambda evil: {"attachments": (Attachment(evil, b""),)},
        lambda evil: {"attachments": (Attachment("a", b"", evil),)},
    ],
)
def test_line_breaks_are_refused_everywhere(evil: str, change: object) -> None:
    assert callable(change)
    with pytest.raises(UnsendableMail):
        compose(dataclasses.replace(MAIL, **change(evil)), WHEN)


@pytest.mark.parametrize("name", ["", "folder/", "长" * 100])
def test_names_that_no_system_takes_are_refused(name: str) -> None:
    with pytest.raises(UnsendableMail, match="255"):
        compose(dataclasses.replace(MAIL, attachments=(Attachment(name, b""),)), WHEN)


@pytest.mark.parametrize("name", ["Subject", "content-type", "X-Shoufa-Message", "a b", "a:"])
def test_further_headers_do_not_replace_the_fixed_ones(name: str) -> None:
    with pytest.raises(UnsendableMail):
        compose(dataclasses.replace(MAIL, headers={name: "x"}), WHEN)


LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffd"), max_size=80)


@given(LINE, LINE, LINE.filter(lambda name: name.strip(" .") and not set(name) & set("/\\")))
def test_what_is_composed_is_read_back(subject: str, sender_name: str, name: str) -> None:
    name = "".join(character for character in name if character.isprintable()).strip(" .")[:60] or "x"
    mail = dataclasses.replace(
        MAIL, subject=subject, sender_name=sender_name, attachments=(Attachment(f"{name}.docx", b"1"),)
    )
    message = read(compose(mail, WHEN))
    assert message["Message-ID"] == MAIL.message_id
    found = parse(compose(mail, WHEN))
    assert found.sender == MAIL.sender
    assert found.attachments[0].filename == f"{name}.docx"
    assert found.subject.split() == subject.split()


def test_message_ids_are_checked() -> None:
    assert make_message_id("a1", "city.example") == "<a1@city.example>"
    with pytest.raises(UnsendableMail):
        make_message_id("a b", "city.example")


def test_sub_addresses_go_out_and_come_back() -> None:
    address = verp("office", "city.example", "7k3m-1")
    assert address == "office+7k3m-1@city.example"
    assert token_from(["x@city.example", "Office+7K3M-1@City.Example"], "office@city.example") == "7k3m-1"
    assert token_from(["office@city.example", "desk+7k3m@city.example"], "office@city.example") == ""
    with pytest.raises(UnsendableMail):
        verp("office", "city.example", "A b")


@pytest.mark.parametrize("address", ["", "a", "a@", "@b", "a@b@c", "<a@b.example>", "甲@b.example", '"a"@b', "a@b-"])
def test_unusable_addresses_are_refused(address: str) -> None:
    with pytest.raises(UnsendableMail, match="address"):
        checked_address(address)
