"""Rolling up: exactly what has been accepted, as it is in force, opened with other programs than wrote it."""

from __future__ import annotations

import io
from typing import Any

from django.contrib.auth.models import User
from docx import Document
from openpyxl import load_workbook

from tests.forms import fill
from tests.workflows.house import CLERK, NANHU, POINTS, ROSTER, XIUZHOU, House, at
from tracking.audit import Actor
from tracking.models import AuditEntry, Reply, RollUp
from workflows import reviewing, rolling_up
from workflows.reminding import note_paper_copy

NAMES = {NANHU: "共青团嘉兴市南湖区委员会", XIUZHOU: "共青团嘉兴市秀洲区委员会"}


def rolled_up(house: House) -> dict[str, list[dict[str, Any]]]:
    """The sheets of the newest Excel roll-up as rows by header."""
    rolling_up.ask(house.batch(), CLERK, house.now)
    house.work()
    newest = RollUp.objects.first()
    assert newest
    book = load_workbook(io.BytesIO(house.services.store.get(newest.xlsx_key)))
    found: dict[str, list[dict[str, Any]]] = {}
    for sheet in book.worksheets:
        header, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return found


def test_only_accepted_answers_are_in_it_each_with_where_it_came_from(issued: House) -> None:
    issued.upload(NANHU, issued.filled(NANHU), "南湖名单.docx")
    issued.upload(XIUZHOU, issued.doubtful(XIUZHOU))
    sheets = rolled_up(issued)
    (row,) = sheets["联络员和基层联系点名单"]
    values = list(row.values())
    for expected in (NAMES[NANHU], *ROSTER.values(), "南湖名单.docx", "2016-04-25 09:00"):
        assert expected in values
    points = sheets["基层联系点"]
    assert [(point["类别"], point["联系点名称"], point["地址"], point["联系人"]) for point in points] == [
        tuple(point[key] for key in ("kind", "name", "address", "officer")) for point in POINTS
    ]
    assert {NAMES[NANHU]} == {next(iter(point.values())) for point in points}
    assert RollUp.objects.get().accepted == 1


def test_the_word_table_says_the_same(issued: House) -> None:
    issued.upload(NANHU, issued.filled(NANHU))
    rolled_up(issued)
    document = Document(io.BytesIO(issued.services.store.get(RollUp.objects.get().docx_key)))
    text = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    for expected in (NAMES[NANHU], *ROSTER.values(), *POINTS[0].values(), *POINTS[1].values()):
        assert expected in text
    assert NAMES[XIUZHOU] not in text


def test_corrected_values_are_in_force_and_the_acceptor_is_named(issued: House) -> None:
    user = User.objects.create(username="zuzhibu")
    reply = issued.upload(NANHU, issued.doubtful(NANHU))
    reviewing.correct(reply.answers.get(key="officer_mobile"), "13800000009", CLERK, issued.now)
    reviewing.correct(reply.answers.get(table="contact_points", row=1, key="地址"), "", CLERK, issued.now)
    reviewing.accept(reply, Actor("zuzhibu", "web", user.pk), issued.now)
    sheets = rolled_up(issued)
    (row,) = sheets["联络员和基层联系点名单"]
    assert "13800000009" in row.values() and "1380000001" not in row.values() and "zuzhibu" in row.values()
    assert [point["地址"] for point in sheets["基层联系点"]] == ["示范路1号", None]


def test_the_newest_version_alone_is_in_it(issued: House) -> None:
    issued.upload(NANHU, issued.filled(NANHU))
    issued.upload(NANHU, issued.filled(NANHU, officer_post="副主任"))
    (row,) = rolled_up(issued)["联络员和基层联系点名单"]
    assert "副主任" in row.values() and "办公室主任" not in row.values()


def test_an_acceptance_taken_back_leaves_it(issued: House) -> None:
    reply = issued.upload(NANHU, issued.filled(NANHU))
    assert rolled_up(issued)
    reviewing.reopen(reply, CLERK, issued.now, "重新核对")
    assert rolled_up(issued) == {"联络员和基层联系点名单": [], "基层联系点": []}
    assert RollUp.objects.first().accepted == 0  # type: ignore[union-attr]


def test_a_paper_copy_is_a_row_without_answers_that_nobody_accepted(issued: House) -> None:
    issued.upload(NANHU, issued.doubtful(NANHU))
    note_paper_copy(issued.item(NANHU), "原件已到", CLERK, issued.now)
    sheets = rolled_up(issued)
    (row,) = sheets["联络员和基层联系点名单"]
    assert NAMES[NANHU] in row.values()
    assert not set(row.values()) & {"1380000001", *ROSTER.values()}
    assert sheets["基层联系点"] == []


def test_a_text_that_begins_like_a_formula_is_text(issued: House) -> None:
    points = [POINTS[0] | {"name": "=1+1"}]
    reply = issued.upload(NANHU, fill(issued.blank(NANHU), ROSTER, {"contact_points": points}))
    if reply.verdict != "accepted":
        reviewing.accept(reply, CLERK, issued.now)
    rolling_up.ask(issued.batch(), CLERK, issued.now)
    issued.work()
    book = load_workbook(io.BytesIO(issued.services.store.get(RollUp.objects.get().xlsx_key)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_the_same_state_is_rolled_up_once_and_another_one_anew(issued: House) -> None:
    issued.upload(NANHU, issued.filled(NANHU))
    first = rolling_up.ask(issued.batch(), CLERK, issued.now)
    issued.work()
    assert rolling_up.ask(issued.batch(), CLERK, at(4, 26)) == first
    issued.work()
    assert RollUp.objects.count() == 1
    issued.now = at(4, 26)
    reviewing.reopen(Reply.objects.get(), CLERK, issued.now, "职务有误")
    reviewing.correct(Reply.objects.get().answers.get(key="officer_post"), "主任", CLERK, issued.now)
    reviewing.accept(Reply.objects.get(), CLERK, issued.now)
    assert "主任" in rolled_up(issued)["联络员和基层联系点名单"][0].values()
    assert RollUp.objects.count() == 2
    assert AuditEntry.objects.filter(event="rollup_built").count() == 2
