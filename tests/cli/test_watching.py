"""The board, the pile, the roll-up, jobs and messages."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from openpyxl import load_workbook

from tests.cli.conftest import Shoufa
from tests.workflows.house import NANHU, XIUZHOU, House, at, mail_of
from tracking.clock import move_to
from tracking.models import AuditEntry, Dispatch, Job, Unit

ROSTER = ("footsteps-2016", "roster")


def test_board_tells_who_owes_what(issued: House, shoufa: Shoufa) -> None:
    issued.upload(NANHU, issued.filled(NANHU), "南湖.docx")
    found = shoufa("board", *ROSTER, "--json").json
    assert found["figures"]["accepted"] == 1
    assert (found["page"], found["pages"]) == (1, 1)
    rows = {row["unit"]: row for row in found["rows"]}
    assert rows[NANHU]["status"] == "accepted"
    assert rows[NANHU]["items"][0]["file"] == "南湖.docx"
    assert rows[XIUZHOU]["items"][0]["status"] == "owed"
    assert rows["330400-P1"]["items"] == []
    table = shoufa("board", *ROSTER).out
    assert "南湖.docx" in table
    assert "Accepted 1" in table


def test_board_shows_what_is_overdue(issued: House, shoufa: Shoufa) -> None:
    move_to(at(5, 11))
    late = shoufa("board", *ROSTER, "--show", "overdue", "--json").json["rows"]
    assert [row["unit"] for row in late] == [NANHU, XIUZHOU]
    assert {row["items"][0]["due"] for row in late} == {"overdue"}
    assert "Overdue" in shoufa("board", *ROSTER).out


def test_board_without_a_batch_shows_all(issued: House, shoufa: Shoufa) -> None:
    assert shoufa("board", "--json").json[0]["figures"]["owed"] == 2
    assert "roster" in shoufa("board").out


def test_half_a_batch_is_bad_usage(house: House, shoufa: Shoufa) -> None:
    assert shoufa("board", "footsteps-2016").code == 2


def test_pile_of_files_finds_its_unit(issued: House, shoufa: Shoufa, tmp_path: Path) -> None:
    folder = tmp_path / "chat"
    (folder / "inner").mkdir(parents=True)
    with zipfile.ZipFile(folder / "inner" / "all.zip", "w") as archive:
        archive.writestr("new.docx", issued.filled(NANHU))
    (folder / "~$lock.docx").write_bytes(b"Word's lock file")
    (folder / "stranger.txt").write_text("什么都不是", "utf-8")
    found = shoufa("collect", *ROSTER, folder, "--from", "微信群", "--json").json
    assert [(reply["file"], reply["state"]) for reply in found] == [("new.docx", "stored"), ("stranger.txt", "held")]
    issued.work()
    reply = issued.item(NANHU).reply
    assert reply is not None
    assert (reply.origin, issued.item(NANHU).status) == ("微信群", "accepted")
    assert "stranger.txt" in shoufa("collect", *ROSTER, folder).out


def test_rollup_waits_for_the_worker_and_writes_both_files(issued: House, shoufa: Shoufa, tmp_path: Path) -> None:
    issued.upload(NANHU, issued.filled(NANHU))
    alone = shoufa("rollup", *ROSTER, "--out", tmp_path, "--timeout", "0.1")
    assert alone.code == 1
    assert "shoufa up" in alone.err
    issued.work()
    made = shoufa("rollup", *ROSTER, "--out", tmp_path / "out", "--json").json
    assert made["accepted"] == 1
    assert AuditEntry.objects.filter(event="rollup_downloaded", source="cli").exists()
    sheet = load_workbook(made["xlsx"]).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(values_only=True)][1:] == [Unit.objects.get(code=NANHU).name]
    assert Path(made["docx"]).read_bytes().startswith(b"PK")
    assert "1 accepted forms" in shoufa("rollup", *ROSTER, "--out", tmp_path / "out").out


def test_failed_job_is_shown_and_done_again(issued: House, shoufa: Shoufa, clerk: User, tmp_path: Path) -> None:
    shoufa("rollup", *ROSTER, "--out", tmp_path, "--timeout", "0")
    Job.objects.filter(name="rollup.build").update(state="failed", error="the disk was full")
    found = shoufa("jobs", "--json").json
    assert [job["error"] for job in found["failed"]] == ["the disk was full"]
    assert found["unsettled"] == 0
    assert {"issue.render", "rollup.build"} <= {task["name"] for task in found["tasks"]}
    assert "the disk was full" in shoufa("jobs").out
    assert "the disk was full" in shoufa("rollup", *ROSTER, "--out", tmp_path).err
    number = found["failed"][0]["id"]
    assert shoufa("jobs", "--again", number, "--as", "clerk").code == 0
    assert AuditEntry.objects.filter(event="job_again", actor="clerk", source="cli", thing_id=number).exists()
    assert shoufa("jobs", "--again", number).code == 1  # it waits now
    issued.work()
    assert shoufa("jobs", "--json").json["failed"] == []


def test_message_in_doubt_is_sent_again(house: House, shoufa: Shoufa, clerk: User) -> None:
    campaign = house.import_campaign()
    unit = Unit.objects.get(code=NANHU)
    unit.contacts.update(email="")
    assert shoufa("issue", campaign.code, "roster").code == 0
    house.work()
    waiting = {message["unit"]: message for message in shoufa("messages", "--json").json["messages"]}
    message = waiting[unit.name]
    assert message["state"] == "no_address"
    assert unit.name in shoufa("messages").out
    unit.contacts.update(email="tuanwei@nanhu.example")
    assert shoufa("messages", "--again", message["id"], "--as", "clerk").code == 0
    house.work()
    assert Dispatch.objects.get(pk=message["id"]).to == "tuanwei@nanhu.example"


def test_mails_that_bring_no_form_are_told(issued: House, shoufa: Shoufa) -> None:
    issued.reply_mail(NANHU, subject="能否延期一天")
    issued.mail(mail_of("stranger@elsewhere.example", subject="节日问候"))
    unit = Unit.objects.get(code=NANHU).name
    found = shoufa("messages", "--json").json
    told = [(mail["subject"], mail["unit"], mail["outcome"]) for mail in found["mails"]]
    assert sorted(told) == sorted([("能否延期一天", unit, "no_file"), ("节日问候", "", "no_file")])
    table = shoufa("messages").out
    assert "节日问候" in table and "Brings no form" in table and "2016-04-25 09:00" in table


@pytest.mark.parametrize("command", ["jobs", "messages"])
def test_unknown_numbers_are_refused(house: House, shoufa: Shoufa, command: str) -> None:
    outcome = shoufa(command, "--again", "4711")
    assert outcome.code == 1
    assert "4711" in outcome.err
