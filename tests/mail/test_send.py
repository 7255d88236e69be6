"""Every outcome of handing a message over, against a server that plays it and against a real one."""

from __future__ import annotations

import smtplib
import ssl
import subprocess
from pathlib import Path

import pytest

from mail.message import UnsendableMail
from mail.send import NotSent, OutcomeUnknown, Sent, SmtpServer, send
from messages.errors import MailUnavailable
from tests.mail.smtp import HANG_UP, SILENCE, Played, Script, scripted, sink

RAW = b"Subject: x\r\n\r\n.leading dot\r\n..two\r\nend"
TO = "county@county.example"
JOURNAL = "journal@city.example"


class Dot:
    """Counts the moments before the dot."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


def hand_over(played: Played, dot: Dot, *, raw: bytes = RAW, to: tuple[str, ...] = (TO,), journal: str = "") -> Sent:
    """One call of `send` to a scripted server."""
    server = SmtpServer("127.0.0.1", played.port, timeout=60)
    return send(server, raw, "office@city.example", to, dot, journal)


def test_sent_is_what_the_server_confirms() -> None:
    dot = Dot()
    with scripted(Script()) as played:
        assert hand_over(played, dot) == Sent("250 queued as 4711", {})
    assert played.kept == [b"Subject: x\r\n\r\n.leading dot\r\n..two\r\nend\r\n"]
    assert dot.times == 1


@pytest.mark.parametrize(
    ("script", "temporary"),
    [
        (Script(mail="451 later"), True),
        (Script(mail="550 no"), False),
        (Script(mail=HANG_UP), True),
        (Script(data="451 later"), True),
        (Script(data="554 no"), False),
        (Script(data=HANG_UP), True),
        (Script(rcpt={TO: "450 greylisted"}), True),
        (Script(rcpt={TO: "550 no such user"}), False),
        (Script(rcpt={TO: HANG_UP}), True),
    ],
)
def test_a_failure_before_the_body_is_surely_not_sent(script: Script, temporary: bool) -> None:
    dot = Dot()
    with scripted(script) as played, pytest.raises(NotSent) as caught:
        hand_over(played, dot)
    assert caught.value.temporary is temporary
    assert caught.value.place == f"127.0.0.1:{played.port}"
    assert played.kept == [] and dot.times == 0


def test_the_reply_is_shown_as_the_server_wrote_it() -> None:
    with scripted(Script(rcpt={TO: "550 5.1.1 用户不存在"})) as played, pytest.raises(NotSent) as caught:
        hand_over(played, Dot())
    assert caught.value.reply == f"{TO}: 550 5.1.1 用户不存在"
    assert "Check the recipient" in str(caught.value)


@pytest.mark.parametrize(("early", "temporary"), [(HANG_UP, True), ("421 going down", True), ("552 too big", False)])
def test_a_server_that_gives_up_before_the_dot_was_not_sent_to(early: str, temporary: bool) -> None:
    """It speaks or hangs up within a body too long for the buffers between us."""
    dot = Dot()
    big = b"Subject: x\r\n\r\n" + (b"x" * 70 + b"\r\n") * 200_000
    with scripted(Script(body_limit=1000, early=early)) as played, pytest.raises(NotSent) as caught:
        hand_over(played, dot, raw=big)
    assert caught.value.temporary or not temporary  # a reset may swallow the last words
    assert dot.times == 0 and played.kept == []


@pytest.mark.parametrize(("early", "temporary"), [(HANG_UP, True), ("421 going down", True), ("552 too big", False)])
def test_last_words_before_the_dot_are_heard(monkeypatch: pytest.MonkeyPatch, early: str, temporary: bool) -> None:
    """The whole body is on its way when they come; the dot is not risked."""
    hand = smtplib.SMTP.send

    def hand_and_wait(smtp: smtplib.SMTP, data: bytes | str) -> None:
        hand(smtp, data)
        if isinstance(data, bytes) and b"leading dot" in data:
            assert played.closed.wait(60)

    monkeypatch.setattr(smtplib.SMTP, "send", hand_and_wait)
    dot = Dot()
    with scripted(Script(body_limit=len(RAW), early=early)) as played, pytest.raises(NotSent) as caught:
        hand_over(played, dot)
    assert caught.value.temporary is temporary
    assert early in caught.value.reply
    assert dot.times == 0


@pytest.mark.parametrize(("answer", "temporary"), [("451 try later", True), ("421 bye", True), ("550 spam", False)])
def test_a_refused_dot_is_surely_not_sent(answer: str, temporary: bool) -> None:
    dot = Dot()
    with scripted(Script(dot=answer)) as played, pytest.raises(NotSent) as caught:
        hand_over(played, dot)
    assert caught.value.temporary is temporary
    assert caught.value.reply == answer
    assert dot.times == 1


@pytest.mark.parametrize("answer", [HANG_UP, "what?", "354 go on", "9" * 70000])
def test_after_the_dot_silence_and_nonsense_are_unknown(answer: str) -> None:
    dot = Dot()
    with scripted(Script(dot=answer)) as played, pytest.raises(OutcomeUnknown, match="journal"):
        hand_over(played, dot)
    assert dot.times == 1


def test_a_server_that_never_answers_the_dot_is_unknown() -> None:
    with scripted(Script(dot=SILENCE)) as played:
        server = SmtpServer("127.0.0.1", played.port, timeout=2)
        with pytest.raises(OutcomeUnknown):
            send(server, RAW, "office@city.example", [TO], Dot())


def test_an_error_before_the_dot_cuts_the_connection() -> None:
    class CommitFailed(Exception):
        pass

    def fail() -> None:
        raise CommitFailed

    with scripted(Script()) as played:
        server = SmtpServer("127.0.0.1", played.port, timeout=60)
        with pytest.raises(CommitFailed):
            send(server, RAW, "office@city.example", [TO], fail)
        assert played.closed.wait(60)
    assert played.kept == []


def test_the_journal_gets_a_copy() -> None:
    with scripted(Script()) as played:
        assert hand_over(played, Dot(), journal=JOURNAL).refused == {}
    assert played.recipients == [TO, JOURNAL]


def test_a_journal_that_is_a_recipient_gets_one_copy() -> None:
    with scripted(Script()) as played:
        hand_over(played, Dot(), journal=TO)
    assert played.recipients == [TO]


def test_the_mail_goes_when_only_the_journal_is_refused() -> None:
    with scripted(Script(rcpt={JOURNAL: "550 no such journal"})) as played:
        sent = hand_over(played, Dot(), journal=JOURNAL)
    assert sent.refused == {JOURNAL: "550 no such journal"}
    assert len(played.kept) == 1


def test_the_journal_alone_is_nobody() -> None:
    with scripted(Script(rcpt={TO: "550 unknown"})) as played, pytest.raises(NotSent) as caught:
        hand_over(played, Dot(), journal=JOURNAL)
    assert not caught.value.temporary
    assert played.recipients == []


def test_one_of_two_recipients_suffices() -> None:
    other = "other@county.example"
    with scripted(Script(rcpt={TO: "550 unknown"})) as played:
        assert hand_over(played, Dot(), to=(TO, other)).refused == {TO: "550 unknown"}
    assert played.recipients == [other]


@pytest.mark.parametrize("raw", [b"a\n.\nb\n", b"a\r.\rb\r", b"a\r\n.\r\nb\r\n", b".\n", b"\n.\r\n"])
def test_no_body_ends_early(raw: bytes) -> None:
    """Bare line ends and lone dots: what SMTP smuggling is made of."""
    with sink() as server:
        send(SmtpServer("127.0.0.1", server.port), raw, "office@city.example", [TO], Dot())
    (kept,) = server.messages
    assert kept.content == raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")


def test_an_address_with_a_line_break_never_reaches_the_server(deaf_port: int) -> None:
    server = SmtpServer("127.0.0.1", deaf_port)
    with pytest.raises(UnsendableMail):
        send(server, RAW, "office@city.example", ["x@y.example>\r\nRCPT TO:<z@y.example"], Dot())


def test_nobody_listening_names_the_setting(deaf_port: int) -> None:
    with pytest.raises(MailUnavailable) as caught:
        send(SmtpServer("127.0.0.1", deaf_port), RAW, "office@city.example", [TO], Dot())
    assert f"127.0.0.1:{deaf_port}" in str(caught.value) and "SHOUFA_SMTP_HOST" in str(caught.value)


@pytest.mark.parametrize("greeting", ["554 go away", HANG_UP])
def test_a_server_that_does_not_want_us_is_unavailable(greeting: str) -> None:
    with scripted(Script(greeting=greeting)) as played, pytest.raises(MailUnavailable):
        hand_over(played, Dot())


def test_signing_in() -> None:
    with sink(password="right") as server:
        good = SmtpServer("127.0.0.1", server.port, "office", "right")
        assert send(good, RAW, "office@city.example", [TO], Dot()).reply == "250 2.0.0 kept"
        bad = SmtpServer("127.0.0.1", server.port, "office", "wrong")
        with pytest.raises(MailUnavailable, match="SHOUFA_SMTP_PASSWORD"):
            send(bad, RAW, "office@city.example", [TO], Dot())
    assert len(server.messages) == 1
    assert "right" not in repr(good)


@pytest.mark.parametrize("tls", ["starttls", "ssl"])
def test_a_server_without_tls_is_not_spoken_to_in_the_clear(tls: str) -> None:
    with sink() as server, pytest.raises(MailUnavailable, match="SHOUFA_SMTP_TLS"):
        settings = SmtpServer("127.0.0.1", server.port, tls="ssl" if tls == "ssl" else "starttls", timeout=60)
        send(settings, RAW, "office@city.example", [TO], Dot())
    assert server.messages == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for localhost, with its key in the same file."""
    folder = tmp_path_factory.mktemp("tls")
    both = folder / "both.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    command += f" -addext subjectAltName=DNS:localhost -keyout {folder}/key -out {folder}/cert"
    subprocess.run(command.split(), check=True, capture_output=True)
    both.write_text((folder / "key").read_text() + (folder / "cert").read_text())
    return both


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize("tls", ["starttls", "ssl"])
def test_tls_with_a_checked_certificate(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, tls: str, trusted: bool
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with sink(tls=context if tls == "ssl" else None, starttls=context if tls == "starttls" else None) as server:
        settings = SmtpServer("localhost", server.port, tls="ssl" if tls == "ssl" else "starttls", timeout=60)
        if trusted:
            assert send(settings, RAW, "office@city.example", [TO], Dot()).reply == "250 2.0.0 kept"
        else:
            with pytest.raises(MailUnavailable, match="CERTIFICATE_VERIFY_FAILED"):
                send(settings, RAW, "office@city.example", [TO], Dot())
    assert len(server.messages) == (1 if trusted else 0)
