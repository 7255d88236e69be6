"""Delivery failures of several mail systems, and what only looks like one."""

from __future__ import annotations

import pytest

from mail.addresses import token_from
from mail.message import Bounce
from mail.parse import parse

FAILED = "<issue-7k3m@city.example>"
COUNTY = "county@county.example"
OURS = f"Message-ID: {FAILED}\r\nX-Shoufa-Message: issue-7k3m\r\nSubject: x\r\n"


def report(action: str, status: str, returned: str, *, sender: str = "MAILER-DAEMON@relay.example") -> bytes:
    """A delivery status notification as RFC 3464 has it, with the message it is about."""
    return (
        f"Return-Path: <>\r\nDelivered-To: office+7k3m@city.example\r\nFrom: {sender}\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n"
        f"Final-Recipient: rfc822; {COUNTY.title()}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        f"--b\r\n{returned}\r\n--b--\r\n"
    ).encode()


WHOLE = f"Content-Type: message/rfc822\r\n\r\n{OURS}\r\nbody\r\n"
HEADERS = f"Content-Type: text/rfc822-headers\r\n\r\n{OURS}"


@pytest.mark.parametrize("returned", [WHOLE, HEADERS])
@pytest.mark.parametrize(("action", "status", "permanent"), [("failed", "5.1.1", True), ("delayed", "4.4.1", False)])
def test_a_report_names_recipient_and_message(returned: str, action: str, status: str, permanent: bool) -> None:
    mail = parse(report(action, status, returned))
    assert mail.bounce == Bounce((COUNTY,), FAILED, permanent)
    assert mail.is_automatic and not mail.is_own
    assert mail.attachments == ()
    assert token_from(mail.recipients, "office@city.example") == "7k3m"


def test_a_report_of_success_is_no_failure() -> None:
    mail = parse(report("relayed", "2.0.0", WHOLE))
    assert mail.bounce is None and mail.is_automatic


def test_a_report_without_the_message_is_matched_by_its_thread() -> None:
    raw = report("failed", "5.1.1", "Content-Type: text/plain\r\n\r\nnothing\r\n")
    mail = parse(f"In-Reply-To: {FAILED}\r\n".encode() + raw)
    assert mail.bounce == Bounce((COUNTY,), FAILED, True)
    mail = parse(raw)
    assert mail.bounce == Bounce((COUNTY,), "", True)


def test_a_returned_message_without_a_report() -> None:
    """As large Chinese providers write it: a page of words, and the message attached."""
    raw = (
        "From: postmaster@provider.example\r\nSubject: =?utf-8?B?57O757uf6YCA5L+h?=\r\n"
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=gbk\r\n\r\n"
        f"<p>mailbox unavailable</p>\r\n--b\r\n{WHOLE}\r\n--b--\r\n"
    ).encode()
    mail = parse(raw)
    assert mail.bounce == Bounce((), FAILED, True)
    assert mail.attachments == ()


def test_a_failure_in_words_only() -> None:
    """As qmail writes it."""
    raw = (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@relay.example\r\nSubject: failure notice\r\n\r\n"
        "Hi. This is the qmail-send program at relay.example.\r\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\r\n\r\n"
        f"<{COUNTY}>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n\r\n"
        f"--- Below this line is a copy of the message.\r\n\r\n{OURS}\r\nbody\r\n"
    ).encode()
    assert parse(raw).bounce == Bounce((COUNTY,), FAILED, True)


def test_a_person_who_quotes_a_failure_causes_none() -> None:
    raw = report("failed", "5.1.1", WHOLE).replace(b"multipart/report", b"multipart/mixed")
    raw = raw.replace(b"Return-Path: <>", b"Return-Path: <a@b.example>").replace(b"MAILER-DAEMON@", b"clerk@")
    assert parse(raw).bounce is None


def test_a_vacation_notice_with_a_null_return_path_is_no_failure() -> None:
    raw = f"Return-Path: <>\r\nFrom: {COUNTY}\r\nSubject: away\r\nIn-Reply-To: {FAILED}\r\n\r\nback on Monday\r\n"
    mail = parse(raw.encode())
    assert mail.bounce is None and mail.is_automatic


@pytest.mark.parametrize(
    "status", ["Final-Recipient: rfc822; 县@county.example\r\nAction: failed", "Action: failed", "\x00"]
)
def test_a_damaged_report_is_still_a_message(status: str) -> None:
    raw = report("failed", "5.0.0", WHOLE).replace(
        f"Final-Recipient: rfc822; {COUNTY.title()}\r\nAction: failed".encode(), status.encode()
    )
    mail = parse(raw)
    assert mail.is_automatic
    assert mail.subject == "Undelivered Mail Returned to Sender"
