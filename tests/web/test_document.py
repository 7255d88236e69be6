"""The returned document beside its answers: where each stands, what is left over, and no more than a page takes."""

from __future__ import annotations

import io
import re

import docx
import pytest
from django.test import Client

from documents.content import Content
from documents.content.parts import Cell, Paragraph, Row, Span, Table
from tests.web.story import GOOD, WRONG_MOBILE, doubtful, held, roster
from tests.workflows.house import CLERK, House, at
from tracking.models import Answer, Reply
from web import document
from web.document import arranged
from workflows import reviewing

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6260f8cfc0000000030101001"
    "8dd8db40000000049454e44ae426082"
)


def paragraph(number: int, text: str) -> Paragraph:
    return Paragraph([Span(text)], number)


def table(rows: int) -> Table:
    cells = [[Cell([paragraph(-1, f"{row}-{column}")], column) for column in range(2)] for row in range(rows)]
    return Table([Row(each, 0, number) for number, each in enumerate(cells)], 0)


def answer(pk: int, place: str, raw: str, status: str = "ok") -> Answer:
    return Answer(pk=pk, place=place, raw=raw, status=status, label=f"label {pk}")


def after_adding(data: bytes, text: str) -> bytes:
    """The file with one more paragraph at its end."""
    file = docx.Document(io.BytesIO(data))
    file.add_paragraph(text)
    file.save(out := io.BytesIO())
    return out.getvalue()


def test_every_answer_is_marked_where_its_own_words_stand() -> None:
    content = Content([paragraph(0, "联系人：张三 电话：123")])
    answers = [answer(2, "p0", "123", "review"), answer(1, "p0", "张三")]
    (block,) = arranged(content, answers, [], 1).blocks
    pieces = block.lines[0].cells[0].pieces
    assert [(piece.tone, piece.text) for piece in pieces] == [
        ("", "联系人："),
        ("found", "张三"),
        ("", " 电话："),
        ("doubt", "123"),
    ]
    assert [[each.pk for each in piece.answers] for piece in pieces] == [[], [1], [], [2]]


@pytest.mark.parametrize(
    "answers",
    [
        [answer(1, "p0", "三")],  # stands there twice
        [answer(1, "p0", "四")],  # does not stand there as it was written
        [answer(1, "p0", "张三"), answer(2, "p0", "三李")],  # one runs into the other
        [answer(1, "p0", "张三"), answer(2, "p0", "")],  # one is empty
    ],
)
def test_where_the_words_do_not_tell_the_whole_is_marked(answers: list[Answer]) -> None:
    (block,) = arranged(Content([paragraph(0, "张三李三")]), answers, [], 1).blocks
    (piece,) = block.lines[0].cells[0].pieces
    assert (piece.tone, piece.text, piece.answers) == ("found", "张三李三", answers)


def test_a_row_is_marked_as_a_whole() -> None:
    (block,) = arranged(Content([table(2)]), [answer(1, "t0r1", "x", "review")], [], 1).blocks
    assert [line.tone for line in block.lines] == ["", "doubt"]


def test_what_is_left_over_is_marked_wherever_it_stands() -> None:
    content = Content([paragraph(0, "正文"), paragraph(1, "更正：电 话有误")], margins=[paragraph(-1, "页眉")])
    reasons = [
        {"code": "residue", "params": {"text": "更正:电话有误 / 别处"}},
        {"code": "margin_text", "params": {"text": "页眉"}},
    ]
    shown = arranged(content, [], reasons, 1)
    assert [block.lines[0].cells[0].tone for block in shown.blocks] == ["", "over"]
    assert [text.tone for text in shown.outside] == ["over"]


def test_a_long_document_comes_in_parts_and_every_place_is_found() -> None:
    rows = document.LINES * 2 + 5
    shown = arranged(Content([table(rows)]), [], [], 2)
    assert (shown.number, shown.count, shown.before, shown.after) == (2, 3, 1, 3)
    assert sum(len(block.lines) for block in shown.blocks) == document.LINES
    assert shown.address_of(f"t0r{document.LINES}c1") == f"#at-t0r{document.LINES}c1"
    assert shown.address_of("t0r0") == "?part=1#at-t0r0"
    assert shown.address_of("t9r9") == ""
    assert arranged(Content([table(rows)]), [], [], 99).number == 3
    assert arranged(Content([]), [], [], 1).count == 1


def test_a_very_long_paragraph_is_cut() -> None:
    (block,) = arranged(Content([paragraph(0, "长" * 5000)]), [], [], 1).blocks
    assert len(block.lines[0].cells[0].text) == document.LONGEST + 1


def test_answers_and_their_places_are_linked_both_ways(house: House, desk: Client) -> None:
    reply = doubtful(house)
    mobile = reply.answers.get(key="officer_mobile")
    page = desk.get(f"/replies/{reply.pk}/").content.decode()
    assert f'<a href="#at-{mobile.place}">table 1, row 3, cell 2</a>' in page
    cell = re.search(rf'<td id="at-{mobile.place}">(.*?)</td>', page, re.DOTALL)
    assert cell and f'<mark class="doubt">{WRONG_MOBILE}</mark>' in cell[1]
    assert f'href="#answer-{mobile.pk}"' in cell[1] and f'id="answer-{mobile.pk}"' in page
    row = reply.answers.filter(table="contact_points", row=0).first()
    assert row and re.search(rf'<tr id="at-{row.place}" class="mark-\w+">', page)


def test_what_the_file_says_is_text_and_never_markup(house: House, desk: Client) -> None:
    data = after_adding(roster(house, GOOD), "<script>alert(1)</script>补充")
    page = desk.get(f"/replies/{house.upload(GOOD, data).pk}/").content.decode()
    assert "<script" not in page
    assert '<mark class="over">&lt;script&gt;alert(1)&lt;/script&gt;补充</mark>' in page


def test_a_picture_is_shown_and_only_a_picture(house: House, desk: Client, anyone: Client) -> None:
    reply = held(house)
    Reply.objects.filter(pk=reply.pk).update(object_key="replies/aa/photo.png")
    house.services.store.put("replies/aa/photo.png", PIXEL)
    page = desk.get(f"/replies/{reply.pk}/").content.decode()
    assert f'<img src="/replies/{reply.pk}/picture/"' in page
    picture = desk.get(f"/replies/{reply.pk}/picture/")
    assert (picture["content-type"], picture.content) == ("image/png", PIXEL)
    assert picture["x-content-type-options"] == "nosniff" and "default-src" in picture["content-security-policy"]
    assert anyone.get(f"/replies/{reply.pk}/picture/").status_code == 302
    form = house.upload(GOOD, roster(house, GOOD))
    assert desk.get(f"/replies/{form.pk}/picture/").status_code == 404


def test_a_file_that_nothing_has_opened_is_said_to_be_so(house: House, desk: Client) -> None:
    page = desk.get(f"/replies/{held(house).pk}/").content.decode()
    assert "The program cannot show this file." in page


def test_a_correction_is_shown_with_who_when_and_what_was_before(house: House, desk: Client) -> None:
    reply = doubtful(house)
    mobile = reply.answers.get(key="officer_mobile")
    for day, text in ((26, "13800000001"), (27, "13800000002")):
        reviewing.correct(mobile, text, CLERK, at(4, day, 10))
    page = desk.get(f"/replies/{reply.pk}/").content.decode()
    entries = re.search(r"Corrections.*?\(2\).*?<ol.*?</ol>", page, re.DOTALL)
    assert entries
    words = re.sub(r"<[^>]+>", "", entries[0])
    assert f"2016-04-26 10:00 clerk: {WRONG_MOBILE} → 13800000001" in words
    assert "2016-04-27 10:00 clerk: 13800000001 → 13800000002" in words
    assert page.count("Corrections") == 1
