"""Fetching the office's mailbox from a real IMAP server: every message once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from mail.imap import Mailbox
from messages.errors import MailUnavailable
from tests.mail.dovecot import ImapServer, imap_server
from tests.workflows.house import ADDRESSES, NANHU, House, mail_of
from tracking.models import IncomingMail, MailboxCursor
from tracking.states import ACCEPTED
from workflows import collecting, mailbox
from workflows.mailbox import fetch

pytestmark = pytest.mark.services


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    with imap_server() as running:
        yield running


def with_mailbox(house: House, server: ImapServer, folder: str) -> None:
    box = Mailbox(server.host, server.port, server.user, server.password, "none", folder, timeout=60)
    house.services = replace(house.services, mailbox=box)


def test_a_house_without_a_mailbox_fetches_nothing(house: House) -> None:
    assert fetch(house.services, house.now) == 0


def test_fetching_twice_takes_in_once(single: House, server: ImapServer) -> None:
    with_mailbox(single, server, "twice")
    server.deliver(mail_of(ADDRESSES[NANHU], [("名单.docx", single.filled(NANHU))]), "twice")
    server.deliver(mail_of(ADDRESSES[NANHU], text="收到"), "twice")
    assert fetch(single.services, single.now) == 2
    assert fetch(single.services, single.now) == 0
    server.deliver(mail_of("x@city.example", text="第三封"), "twice")
    assert fetch(single.services, single.now) == 1
    single.work()
    assert (IncomingMail.objects.count(), single.item(NANHU).status) == (3, ACCEPTED)


def test_a_new_uidvalidity_brings_no_second_intake(single: House, server: ImapServer) -> None:
    with_mailbox(single, server, "anew")
    raw = mail_of(ADDRESSES[NANHU], [("名单.docx", single.filled(NANHU))])
    server.deliver(raw, "anew")
    fetch(single.services, single.now)
    before = MailboxCursor.objects.get().uidvalidity
    with server.client() as client:
        client.delete_folder("anew")
    server.deliver(mail_of("x@city.example", text="另一封"), "anew")
    server.deliver(raw, "anew")
    assert fetch(single.services, single.now) == 2
    assert MailboxCursor.objects.get().uidvalidity != before
    assert MailboxCursor.objects.get().last_uid == 2
    single.work()
    assert IncomingMail.objects.count() == 2
    assert single.item(NANHU).replies.count() == 1


def test_a_fetch_that_dies_goes_on_where_it_was(
    single: House, server: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_mailbox(single, server, "dies")
    for number in range(3):
        server.deliver(mail_of("x@city.example", text=str(number)), "dies")
    with monkeypatch.context() as patch:
        taken: list[bytes] = []
        receive = collecting.receive_mail

        def dies(*args: object) -> object:
            if len(taken) == 2:
                raise KeyboardInterrupt
            taken.append(b"")
            return receive(*args)  # type: ignore[arg-type]

        patch.setattr(mailbox, "receive_mail", dies)
        with pytest.raises(KeyboardInterrupt):
            fetch(single.services, single.now)
    assert fetch(single.services, single.now) == 1
    assert IncomingMail.objects.count() == 3


def test_a_mailbox_that_does_not_answer_says_where_and_what_to_do(house: House, deaf_port: int) -> None:
    house.services = replace(house.services, mailbox=Mailbox("127.0.0.1", deaf_port, "u", "p", "none"))
    with pytest.raises(MailUnavailable, match=f"127.0.0.1:{deaf_port}.*SHOUFA_IMAP"):
        fetch(house.services, house.now)
