"""The built-in receiver, spoken to by smtplib."""

from __future__ import annotations

import os
import signal
import smtplib
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mail.addresses import token_from
from mail.compose import compose, make_message_id
from mail.message import Attachment, OutgoingMail
from mail.parse import parse
from mail.receive import Receiver
from mail.send import NotSent, SmtpServer, send
from messages.errors import MailUnavailable

OFFICE = "office@city.example"
RAW = "From: 县 <county@county.example>\r\nSubject: 名单\r\n\r\n.见附件\r\n".encode()


def is_ours(address: str) -> bool:
    """The office and its sub-addresses."""
    return address.partition("+")[0].partition("@")[0] == "office" and address.endswith("@city.example")


class Kept:
    """What was accepted; fails as often as it is told to."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self.failures = 0
        self.threads: set[str] = set()

    def __call__(self, raw: bytes) -> None:
        self.threads.add(threading.current_thread().name)
        if self.failures:
            self.failures -= 1
            raise OSError("the disk is full")
        self.messages.append(raw)


@pytest.fixture
def kept() -> Kept:
    """Where messages go."""
    return Kept()


@pytest.fixture
def receiver(kept: Kept) -> Iterator[Receiver]:
    """A running receiver on a free port, for messages up to 100 kB."""
    running = Receiver("127.0.0.1", 0, is_ours, kept, size_limit=100_000)
    running.start()
    yield running
    running.stop()


def test_a_message_is_kept_with_its_envelope(receiver: Receiver, kept: Kept) -> None:
    with smtplib.SMTP("127.0.0.1", receiver.port) as client:
        client.sendmail("county@county.example", [OFFICE, "office+7k3m@city.example"], RAW)
    (raw,) = kept.messages
    assert raw == (
        b"Return-Path: <county@county.example>\r\n"
        b"Delivered-To: office@city.example\r\nDelivered-To: office+7k3m@city.example\r\n" + RAW
    )
    assert token_from(parse(raw).recipients, OFFICE) == "7k3m"
    assert parse(raw).subject == "名单"
    assert "MainThread" not in kept.threads


def test_chinese_names_survive_the_whole_way(receiver: Receiver, kept: Kept) -> None:
    files = (Attachment("附件1：名单（“试行”）.docx", b"PK\x03\x04\r\n.\r\n"), Attachment("长" * 80 + ".xlsx", b"2"))
    mail = OutgoingMail(
        make_message_id("issue-1", "city.example"),
        OFFICE,
        "收发室",
        (OFFICE,),
        "通知 名单",
        "见附件",
        "<p>见附件</p>",
        files,
    )
    raw = compose(mail, datetime(2026, 5, 6, tzinfo=UTC))
    send(SmtpServer("127.0.0.1", receiver.port), raw, OFFICE, [OFFICE], lambda: None)
    found = parse(kept.messages[0])
    assert found.attachments == files
    assert (found.subject, found.sender_name, found.text) == ("通知 名单", "收发室", "见附件")
    assert found.is_own and found.is_automatic
    assert kept.messages[0].endswith(raw)


def test_it_relays_for_nobody(receiver: Receiver, kept: Kept) -> None:
    with smtplib.SMTP("127.0.0.1", receiver.port) as client:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as caught:
            client.sendmail("county@county.example", ["someone@elsewhere.example"], RAW)
        assert caught.value.recipients["someone@elsewhere.example"][0] == 550
        refused = client.sendmail("county@county.example", ["someone@elsewhere.example", OFFICE], RAW)
    assert list(refused) == ["someone@elsewhere.example"]
    assert b"elsewhere" not in kept.messages[0]


def test_what_could_not_be_kept_is_asked_for_again(
    receiver: Receiver, kept: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    kept.failures = 1
    server = SmtpServer("127.0.0.1", receiver.port)
    with pytest.raises(NotSent) as caught:
        send(server, RAW, "county@county.example", [OFFICE], lambda: None)
    assert caught.value.temporary and caught.value.reply.startswith("451")
    assert "the disk is full" in caplog.text
    assert send(server, RAW, "county@county.example", [OFFICE], lambda: None).reply.startswith("250")
    assert len(kept.messages) == 1


def test_a_bounce_has_an_empty_return_path(receiver: Receiver, kept: Kept) -> None:
    with smtplib.SMTP("127.0.0.1", receiver.port) as client:
        client.sendmail("", [OFFICE], RAW)
    assert kept.messages[0].startswith(b"Return-Path: <>\r\n")


def test_too_large_a_message_is_refused(receiver: Receiver, kept: Kept) -> None:
    with smtplib.SMTP("127.0.0.1", receiver.port) as client:
        client.ehlo()
        assert client.esmtp_features["size"] == "100000"
        with pytest.raises(smtplib.SMTPResponseException) as caught:
            client.sendmail("county@county.example", [OFFICE], b"x\r\n" * 40_000)
    assert caught.value.smtp_code == 552
    assert kept.messages == []


def test_an_endless_list_of_recipients_is_cut(receiver: Receiver) -> None:
    with smtplib.SMTP("127.0.0.1", receiver.port) as client:
        client.ehlo()
        client.mail("county@county.example")
        codes = [client.rcpt(f"office+{number}@city.example")[0] for number in range(101)]
    assert codes == [250] * 100 + [452]


def test_a_taken_port_says_what_to_do(receiver: Receiver, kept: Kept) -> None:
    for second in (
        Receiver("127.0.0.1", receiver.port, is_ours, kept),
        Receiver("127.0.0.1", 99999, is_ours, kept),
    ):
        with pytest.raises(MailUnavailable, match="SHOUFA_RECEIVER_PORT"):
            second.start()
        second.stop()


def test_it_can_be_started_again(kept: Kept) -> None:
    receiver = Receiver("127.0.0.1", 0, is_ours, kept)
    for _ in range(2):
        receiver.start()
        with smtplib.SMTP("127.0.0.1", receiver.port) as client:
            client.sendmail("county@county.example", [OFFICE], RAW)
        receiver.stop()
    receiver.stop()
    assert len(kept.messages) == 2


def test_stopping_lets_a_message_be_kept(kept: Kept) -> None:
    """The client may get no answer and send again; what was being kept is kept."""
    begun, go = threading.Event(), threading.Event()

    def slow(raw: bytes) -> None:
        begun.set()
        assert go.wait(60)
        kept(raw)

    receiver = Receiver("127.0.0.1", 0, is_ours, slow)
    receiver.start()
    with smtplib.SMTP("127.0.0.1", receiver.port) as client:
        client.ehlo()
        client.mail("county@county.example")
        client.rcpt(OFFICE)
        client.docmd("DATA")
        client.send(RAW + b".\r\n")
        assert begun.wait(60)
        stopping = threading.Thread(target=receiver.stop)
        stopping.start()
        go.set()
        stopping.join(60)
        client.close()
    assert not stopping.is_alive()
    assert len(kept.messages) == 1


PROGRAM = """
import sys, threading, time
from pathlib import Path
from mail.receive import Receiver

def tell():
    while not receiver.port:
        time.sleep(0.02)
    print(receiver.port, flush=True)

receiver = Receiver("127.0.0.1", 0, lambda address: True, Path(sys.argv[1]).write_bytes)
threading.Thread(target=tell, daemon=True).start()
receiver.run()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_as_a_process_it_serves_until_it_is_told_to_end(tmp_path: Path, number: signal.Signals) -> None:
    mail = tmp_path / "mail"
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(mail)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline())
            send(SmtpServer("127.0.0.1", port), RAW, "county@county.example", [OFFICE], lambda: None)
            process.send_signal(number)
            assert process.wait(60) == 0
        finally:
            process.kill()
        assert process.stderr is not None and process.stderr.read() == b""
    assert RAW in mail.read_bytes()
