"""Reading a mailbox, against a real Dovecot."""

from __future__ import annotations

import dataclasses
import socket
import threading
from collections.abc import Iterator

import pytest

from mail.imap import Mailbox
from messages.errors import MailUnavailable
from tests.mail.dovecot import ImapServer, imap_server

pytestmark = pytest.mark.services


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    """One Dovecot for all tests of this module; each takes a folder of its own."""
    with imap_server() as running:
        yield running


@pytest.fixture
def mailbox(server: ImapServer, request: pytest.FixtureRequest) -> Mailbox:
    """An empty folder with a Chinese name."""
    folder = f"收件 {request.node.name}"
    with server.client() as client:
        client.create_folder(folder)
    return Mailbox(server.host, server.port, server.user, server.password, "none", folder, 60)


def message(number: int) -> bytes:
    """A small message with its own Message-ID."""
    return f"Message-ID: <{number}@county.example>\r\nSubject: {number}\r\n\r\n名单\r\n".encode()


def test_new_messages_come_in_order_and_once(server: ImapServer, mailbox: Mailbox) -> None:
    assert list(mailbox.fetch_new()) == []
    for number in (1, 2):
        server.deliver(message(number), mailbox.folder)
    found = list(mailbox.fetch_new())
    assert [fetched.raw for fetched in found] == [message(1), message(2)]
    assert list(mailbox.fetch_new(found[-1].uid, found[-1].uidvalidity)) == []
    server.deliver(message(3), mailbox.folder)
    (new,) = mailbox.fetch_new(found[-1].uid, found[-1].uidvalidity)
    assert new.raw == message(3) and new.uid > found[-1].uid


def test_nothing_is_marked(server: ImapServer, mailbox: Mailbox) -> None:
    server.deliver(message(1), mailbox.folder)
    (fetched,) = mailbox.fetch_new()
    with server.client() as client:
        client.select_folder(mailbox.folder)
        assert b"\\Seen" not in client.get_flags([fetched.uid])[fetched.uid]


def test_a_new_uidvalidity_begins_again(server: ImapServer, mailbox: Mailbox) -> None:
    server.deliver(message(1), mailbox.folder)
    (before,) = mailbox.fetch_new()
    with server.client() as client:
        client.delete_folder(mailbox.folder)
    server.deliver(message(1), mailbox.folder)
    (after,) = mailbox.fetch_new(before.uid + 10, before.uidvalidity)
    assert after.raw == before.raw
    assert after.uidvalidity != before.uidvalidity


def test_a_message_deleted_meanwhile_is_passed_over(server: ImapServer, mailbox: Mailbox) -> None:
    for number in (1, 2, 3):
        server.deliver(message(number), mailbox.folder)
    fetching = mailbox.fetch_new()
    first = next(fetching)
    with server.client() as client:
        client.select_folder(mailbox.folder)
        client.delete_messages([first.uid + 1])
        client.expunge()
    assert [fetched.raw for fetched in fetching] == [message(3)]


def test_a_message_is_found_by_its_message_id(server: ImapServer, mailbox: Mailbox) -> None:
    server.deliver(message(1), mailbox.folder)
    assert mailbox.contains("<1@county.example>")
    assert not mailbox.contains("<2@county.example>")


@pytest.mark.parametrize(
    ("change", "setting"),
    [
        ({"password": "wrong"}, "SHOUFA_IMAP_PASSWORD"),
        ({"folder": "没有"}, "SHOUFA_IMAP_FOLDER"),
        ({"tls": "ssl"}, "SHOUFA_IMAP_TLS"),
        ({"tls": "starttls"}, "SHOUFA_IMAP_TLS"),
    ],
)
def test_errors_name_the_setting(server: ImapServer, change: dict[str, str], setting: str) -> None:
    right = Mailbox(server.host, server.port, server.user, server.password, "none", timeout=60)
    wrong = dataclasses.replace(right, **change)  # type: ignore[arg-type]
    with pytest.raises(MailUnavailable, match=setting) as caught:
        list(wrong.fetch_new())
    assert f"{server.host}:{server.port}" in str(caught.value)
    assert server.password not in repr(right)


def test_nobody_listening_names_the_setting(deaf_port: int) -> None:
    with pytest.raises(MailUnavailable, match="SHOUFA_IMAP_HOST"):
        list(Mailbox("127.0.0.1", deaf_port, "a", "b", "none", timeout=60).fetch_new())


def converse(listener: socket.socket, heard: list[str]) -> None:
    """Play 163: SELECT is only for those that have named themselves."""
    connection, _ = listener.accept()
    with connection, connection.makefile("rb") as lines:
        connection.sendall(b"* OK [CAPABILITY IMAP4rev1 ID] ready\r\n")
        named = False
        for line in lines:
            tag, verb = line.decode().split()[:2]
            heard.append(verb)
            named = named or verb == "ID"
            answers = {
                "CAPABILITY": "* CAPABILITY IMAP4rev1 ID\r\n",
                "ID": '* ID ("name" "coremail")\r\n',
                "EXAMINE": "* 0 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n",
                "UID": "* SEARCH\r\n",
                "LOGOUT": "* BYE\r\n",
            }
            status = "NO Unsafe Login" if verb == "EXAMINE" and not named else "OK"
            connection.sendall(f"{answers.get(verb, '')}{tag} {status} {verb}\r\n".encode())
            if verb == "LOGOUT":
                return


def test_it_names_itself_before_it_opens_the_folder() -> None:
    heard: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(60)
        thread = threading.Thread(target=converse, args=(listener, heard))
        thread.start()
        mailbox = Mailbox("127.0.0.1", listener.getsockname()[1], "a", "b", "none", timeout=60)
        assert list(mailbox.fetch_new()) == []
        thread.join(60)
    assert heard.index("LOGIN") < heard.index("ID") < heard.index("EXAMINE")
