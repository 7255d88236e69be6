"""The demo's own parts: how counties fill forms, the post office, the proof, and what it must not reach around."""

from __future__ import annotations

import ast
import io
import smtplib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openpyxl import Workbook

from cli.demo.county import County, zipped
from cli.demo.form import fill
from cli.demo.post_office import PostOffice
from cli.demo.proof import prove
from cli.demo.rosters import COLUMNS, FIELDS, ROSTERS, Roster
from cli.demo.waiting import until
from config.env import PROJECT
from messages.errors import MailUnavailable, NotAllowed, NotFound, Unavailable
from supervisor.ports import free_port
from tests.house import modules
from tests.mail.smtp import Sink, sink

BLANK = PROJECT / "templates_docx" / "footsteps" / "roster.docx"
OFFICE, COUNTY, OTHER = "office@city.example", "office@county.example", "office@town.example"
ALLOWED = {"cli", "config", "mail", "messages", "supervisor"}


def test_demo_reaches_around_nothing() -> None:
    rooms = {path.parent.name for path in PROJECT.glob("*/__init__.py")}
    for module in modules():
        if module.path.is_relative_to("cli/demo"):
            for name in _imported(module.tree):
                room = name.partition(".")[0]
                assert room not in rooms or room in ALLOWED, f"{module.path} imports {name}"
                assert room != "cli" or name.startswith("cli.demo"), f"{module.path} imports {name}"
                assert room != "mail" or name == "mail.receive", f"{module.path} imports {name}"


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_form_is_filled_as_word_does() -> None:
    roster = ROSTERS["南湖"]
    filled = fill(BLANK.read_bytes(), roster.values(), roster.rows())
    assert filled == fill(BLANK.read_bytes(), roster.values(), roster.rows())
    with ZipFile(io.BytesIO(filled)) as archive, ZipFile(BLANK) as blank:
        assert archive.namelist() == blank.namelist()
        text = archive.read("word/document.xml").decode()
        before = blank.read("word/document.xml").decode()
    assert all(value in text for value in roster.values().values())
    assert all(cell in text for point in roster.points for cell in point)
    typed = len(roster.values()) + sum(len(point) for point in roster.points)
    assert before.count("showingPlcHdr") - text.count("showingPlcHdr") == typed
    assert text.count("w:tag ") == before.count("w:tag ")


def test_form_without_the_control_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill(BLANK.read_bytes(), {"no_such_tag": "x"})


@pytest.fixture
def receiver() -> Iterator[Sink]:
    """The office's receiver."""
    with sink() as server:
        yield server


@pytest.fixture
def post(tmp_path: Path, receiver: Sink) -> Iterator[PostOffice]:
    """A post office of a town."""
    office = _opened(tmp_path / "mail", receiver.port)
    yield office
    office.stop()


def _opened(folder: Path, receiver_port: int) -> PostOffice:
    """A post office on a free port, or on the next when another program has taken that in the meantime."""
    while True:
        office = PostOffice(folder, free_port(), [OFFICE], receiver_port)
        with suppress(MailUnavailable):
            office.start()
            return office


def _notice(attachment: bytes | None, link: str = "http://127.0.0.1:8000/u/Abc-1_2/") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = OFFICE, COUNTY, "名单 [SF-00001X]"
    message["Message-ID"], message["Date"] = "<notice.1.0.abc@city.example>", datetime(2016, 4, 22, tzinfo=UTC)
    message.set_content(f"请查收。\n\n链接：\n{link}\n")
    if attachment is not None:
        message.add_attachment(
            attachment, maintype="application", subtype="octet-stream", filename="基层联系点名单.docx"
        )
    return message


def _hand_over(post: PostOffice, message: EmailMessage, *to: str) -> None:
    with smtplib.SMTP("127.0.0.1", post.port, "city.example") as client:
        client.send_message(message, OFFICE, list(to))


def test_post_office_keeps_mail_and_hands_the_offices_on(post: PostOffice, receiver: Sink) -> None:
    _hand_over(post, _notice(b"blank"), COUNTY, OTHER, OFFICE)
    assert [kept["Subject"] for kept in post.box(COUNTY).received("notice")] == ["名单 [SF-00001X]"]
    assert len(post.box(OTHER).received()) == 1
    assert post.box(COUNTY).received("reminder") == []
    (taken,) = receiver.messages
    assert taken.rcpt_tos == [OFFICE]
    assert b"Delivered-To" not in (taken.original_content or b"")


def test_county_answers_once_with_the_same_bytes(post: PostOffice, receiver: Sink) -> None:
    county = County("示例", "共青团示例县委员会", post.box(COUNTY), OFFICE)
    with pytest.raises(NotFound):
        county.blank()
    _hand_over(post, _notice(BLANK.read_bytes()), COUNTY)
    assert county.blank() == BLANK.read_bytes()
    form = county.filled(ROSTERS["南湖"])
    for _ in range(2):
        county.returns_by_mail(datetime(2016, 4, 25, tzinfo=UTC), "名单.docx", form, "roster")
    (taken,) = receiver.messages
    assert b"In-Reply-To: <notice.1.0.abc@city.example>" in (taken.original_content or b"")


def test_notice_without_its_form_is_noticed(post: PostOffice) -> None:
    county = County("示例", "共青团示例县委员会", post.box(COUNTY), OFFICE)
    _hand_over(post, _notice(None), COUNTY)
    with pytest.raises(NotFound):
        county.blank()


def test_mail_that_the_office_does_not_take_is_not_sent(tmp_path: Path, deaf_port: int) -> None:
    post = _opened(tmp_path, deaf_port)
    try:
        message = _notice(None)
        message.replace_header("To", OFFICE)
        with pytest.raises(MailUnavailable):
            post.box(COUNTY).send(message)
        assert not post.box(COUNTY).has_sent(message["Message-ID"])
    finally:
        post.stop()


def test_archive_is_the_same_every_time() -> None:
    assert zipped({"新建文档.docx": b"x"}) == zipped({"新建文档.docx": b"x"})


ACCEPTED = {"共青团示例县委员会": ROSTERS["南湖"], "共青团样例市委员会": ROSTERS["海宁"]}


def _rolled_up(folder: Path, rosters: Mapping[str, Roster]) -> tuple[Path, Path]:
    officers = [["单位", *FIELDS.values()]]
    officers += [[unit, *roster.values().values()] for unit, roster in rosters.items()]
    points = [["单位", *COLUMNS.values()]]
    points += [[unit, *point] for unit, roster in rosters.items() for point in roster.points]
    book, document = Workbook(), docx.Document()
    for lines in (officers, points):
        sheet, table = book.create_sheet(), document.add_table(0, len(lines[0]))
        for line in lines:
            sheet.append(line)
            for cell, text in zip(table.add_row().cells, line, strict=True):
                cell.text = text
    book.remove(book.worksheets[0])
    book.save(folder / "r.xlsx")
    document.save(str(folder / "r.docx"))
    return folder / "r.xlsx", folder / "r.docx"


def test_right_roll_up_is_proved(tmp_path: Path) -> None:
    prove(*_rolled_up(tmp_path, ACCEPTED), ACCEPTED)


@pytest.mark.parametrize("fault", ["too few", "too many", "wrong value", "a point less"])
def test_wrong_roll_up_is_found(tmp_path: Path, fault: str) -> None:
    unit, roster = next(iter(ACCEPTED.items()))
    wrong = {
        "too few": {unit: roster},
        "too many": ACCEPTED | {"共青团多余县委员会": ROSTERS["海盐"]},
        "wrong value": ACCEPTED | {unit: replace(roster, mobile="13800000009")},
        "a point less": ACCEPTED | {unit: replace(roster, points=roster.points[1:])},
    }[fault]
    with pytest.raises(NotAllowed):
        prove(*_rolled_up(tmp_path, wrong), ACCEPTED)


def test_waiting_ends_and_says_what_for() -> None:
    looks = iter([0, 0, 7])
    assert until(lambda: next(looks), "x", 5, every=0) == 7
    with pytest.raises(Unavailable, match="seven"):
        until(lambda: 0, "seven", 0.02, every=0.01, diagnose=lambda: "none came")


def test_a_mailbox_is_looked_into_while_its_first_mail_comes(post: PostOffice) -> None:
    raw = b"Message-ID: <notice.1@x.example>\r\nDate: Mon, 02 May 2016 09:00:00 +0800\r\n\r\nx"
    with ThreadPoolExecutor(4) as hands:
        for number in range(50):
            box = post.box(f"{number}@county.example")
            looks = [hands.submit(box.received), hands.submit(box.received)]
            hands.submit(box.keep, raw).result()
            assert all(len(look.result()) <= 1 for look in looks)
            assert len(box.received("notice")) == 1
