"""What staff get wrong, and what is not there: said in one message with its place and its remedy."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.e2e.campaigns import FOOTSTEPS, copied, with_counties
from tests.e2e.office import ISSUE_DAY, Office, office, wait_until

pytestmark = [pytest.mark.services, pytest.mark.timeout(900)]


@pytest.fixture
def alone(tmp_path: Path) -> Office:
    """An office whose servers are not started, with its objects on disk."""
    return Office(tmp_path / "home", None, SHOUFA_STORE="disk")


def test_a_database_that_does_not_answer(alone: Office, deaf_port: int) -> None:
    dead = {"SHOUFA_DATABASE_URL": f"postgresql://shoufa@127.0.0.1:{deaf_port}/shoufa"}
    for command in (("board",), ("migrate",), ("up", "--port", "0")):
        said = alone.refused(*command, **dead)
        assert said.startswith("shoufa: SHOUFA_DATABASE_URL: the database cannot be used")
        assert str(deaf_port) in said and "Start it, correct the address" in said
    found = alone.attempt("doctor", "--json", **dead)
    assert found.returncode == 1 and not json.loads(found.stdout)["fit"]


def test_a_database_that_is_new(alone: Office) -> None:
    assert "run “shoufa migrate” once" in alone.refused("campaign", "import", str(FOOTSTEPS))
    alone.run("migrate")
    alone.run("campaign", "import", str(FOOTSTEPS))


def test_doctor_names_what_is_missing(alone: Office, deaf_port: int) -> None:
    def missing(**settings: str) -> dict[str, str]:
        found = alone.attempt("doctor", "--json", **settings)
        told = json.loads(found.stdout)
        assert found.returncode == (0 if told["fit"] else 1)
        return {one["name"]: one["detail"] for one in told["findings"] if one["needed"] and not one["ok"]}

    assert missing() == {}
    away = missing(
        SHOUFA_BROKER_URL=f"redis://127.0.0.1:{deaf_port}/0",
        SHOUFA_STORE="s3",
        SHOUFA_S3_ENDPOINT=f"127.0.0.1:{deaf_port}",
        SHOUFA_SMTP_HOST="127.0.0.1",
        SHOUFA_SMTP_PORT=str(deaf_port),
        SHOUFA_IMAP_HOST="127.0.0.1",
        SHOUFA_IMAP_PORT=str(deaf_port),
    )
    assert set(away) == {"Broker", "Object store", "Mail, out", "Mail, in"}
    assert all(f"127.0.0.1:{deaf_port}" in detail and "SHOUFA_" in detail for detail in away.values())


def test_a_wrong_campaign_toml(alone: Office, tmp_path: Path) -> None:
    """Every wrong key is told at once: first what a value may be, then what must agree with the other files."""
    alone.run("migrate")
    values = {"timezone": '"Asia/Jiaxing"', "due": '"2016-05-32 17:00"', "at_most": "99"}
    said = alone.refused("campaign", "import", str(copied(tmp_path / "values", "wrong", **values)))
    _names(said, "campaign.toml: campaign.timezone", "Asia/Shanghai")
    _names(said, "campaign.toml: batches[1].due (activity)", "2016-05-10")
    _names(said, "campaign.toml: reminders.at_most", "50")
    others = {"papers": '["letter"]', "due": '"2016-04-01 17:00"', "file": '"lost.docx"'}
    said = alone.refused("campaign", "import", str(copied(tmp_path / "others", "wrong", **others)))
    _names(said, "campaign.toml: batches[0].papers (roster)", "notice")
    _names(said, "campaign.toml: batches[1].due (activity)", "2016-04-22")
    _names(said, "campaign.toml: forms[0].file (roster)", "activity_report.docx, notice.docx, roster.docx")
    assert alone.json("campaign", "list") == []


def _names(said: str, place: str, allowed: str) -> None:
    """One line of what was said names the place, and what is allowed there."""
    assert any(place in line and allowed in line.partition(place)[2] for line in said.splitlines()), said


def test_a_template_with_an_unknown_variable(tmp_path: Path) -> None:
    folder = with_counties(tmp_path / "wrong", "wrong", 2)
    right = (folder / "notice.docx").read_bytes()
    document = docx.Document(BytesIO(right))
    document.add_paragraph("{{ nickname }}")
    document.save(str(folder / "notice.docx"))
    with office(tmp_path / "home", SHOUFA_STORE="disk") as house:
        house.run("clock", "--to", ISSUE_DAY)
        house.run("campaign", "import", str(folder))
        said = house.refused("issue", "wrong", "roster")
        assert all(part in said for part in ("notice.docx", "nickname", "wrong-001")), said
        assert house.json("jobs")["tasks"] == []  # nothing has been issued
        (folder / "notice.docx").write_bytes(right)
        house.run("campaign", "import", str(folder))
        house.run("issue", "wrong", "roster")
        wait_until(house.settled, "they are done")
        assert house.json("jobs")["failed"] == []
        assert {one["state"] for one in house.json("messages")["messages"]} == {"held"}  # no mail server is set
