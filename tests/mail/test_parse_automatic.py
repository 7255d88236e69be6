"""Which messages are automatic answers."""

from __future__ import annotations

import pytest

from mail.parse import parse


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: Auto-Generated; type=x",
        "X-Autoreply: yes",
        "X-Autorespond: x",
        "Precedence: auto_reply",
        "Precedence: bulk",
        "Return-Path: <>",
        "From: MAILER-DAEMON@county.example",
        "Subject: 自动回复: 名单",
        "Subject: 【自动回复】出差中",
        "Subject: 休假自动回复",
        "Subject: Automatic reply: x",
        "Subject: Out of Office: x",
        "Subject: Auto-Reply",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
    ],
)
def test_automatic_messages_are_known(header: str) -> None:
    assert parse(f"{header}\r\n\r\nx\r\n".encode()).is_automatic


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: no",
        "Auto-Submitted: No (a person)",
        "Precedence: normal",
        "Return-Path: <a@b.example>",
        "Subject: 回复: 自动回复怎么关",
        "Subject: autonomous region",
        "From: postmaster.li@county.example",
    ],
)
def test_messages_of_people_are_known(header: str) -> None:
    assert not parse(f"{header}\r\n\r\nx\r\n".encode()).is_automatic
