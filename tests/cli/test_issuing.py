"""Bringing campaigns and units in, issuing, amending."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from tests.cli.conftest import Shoufa
from tests.workflows.house import FOOTSTEPS, House
from tracking.models import AuditEntry, Batch, Campaign, Unit

ROSTER = ("footsteps-2016", "roster")


def test_campaign_is_imported_and_listed(house: House, shoufa: Shoufa) -> None:
    assert shoufa("campaign", "list", "--json").json == []
    assert "footsteps-2016" in shoufa("campaign", "import", FOOTSTEPS).out
    assert shoufa("campaign", "list", "--json").json[0]["batches"] == []
    shoufa("issue", *ROSTER)
    assert shoufa("campaign", "list", "--json").json[0]["batches"] == ["roster"]
    assert "roster" in shoufa("campaign", "list").out


def test_folder_with_a_fault_changes_nothing(house: House, shoufa: Shoufa, tmp_path: Path) -> None:
    (tmp_path / "campaign.toml").write_text("[campaign]\n", "utf-8")
    outcome = shoufa("campaign", "import", tmp_path)
    assert outcome.code == 1
    assert "campaign.toml" in outcome.err
    assert "Traceback" not in outcome.err
    assert not Campaign.objects.exists()


@pytest.mark.parametrize("command", ["campaign", "units"])
def test_what_is_not_there_is_named(house: House, shoufa: Shoufa, command: str) -> None:
    outcome = shoufa(command, "import", "nowhere")
    assert outcome.code == 1
    assert "nowhere" in outcome.err


def test_units_are_added_once(house: House, shoufa: Shoufa) -> None:
    count = "16 units added, 0 brought up to date."
    assert count in shoufa("units", "import", FOOTSTEPS / "units.xlsx").out
    assert "0 units added, 16 brought" in shoufa("units", "import", FOOTSTEPS / "units.xlsx").out
    assert Unit.objects.count() == 16


def test_batch_is_issued_once_and_says_by_whom(house: House, shoufa: Shoufa, clerk: User) -> None:
    house.import_campaign()
    assert shoufa("issue", *ROSTER, "--as", "clerk", "--json").json == {
        "campaign": "footsteps-2016",
        "batch": "roster",
        "new": True,
        "units": 11,
        "no_address": [],
    }
    assert "nothing was changed" in shoufa("issue", *ROSTER).out
    assert Batch.objects.get().issued_by == clerk
    entry = AuditEntry.objects.get(event="issue")
    assert (entry.actor, entry.source) == ("clerk", "cli")


def test_unit_without_address_is_named(house: House, shoufa: Shoufa) -> None:
    house.import_campaign()
    unit = Unit.objects.get(code="330402")
    unit.contacts.update(email="")
    assert f"No e-mail address: {unit.name}" in shoufa("issue", *ROSTER).out


def test_nobody_acts_as_a_stranger(house: House, shoufa: Shoufa) -> None:
    house.import_campaign()
    outcome = shoufa("issue", *ROSTER, "--as", "stranger")
    assert outcome.code == 1
    assert "stranger" in outcome.err
    assert not Batch.objects.exists()


@pytest.mark.parametrize("command", [("issue",), ("board",), ("amend", "--reason", "a new room")])
def test_unknown_campaign_says_what_to_do(house: House, shoufa: Shoufa, command: tuple[str, ...]) -> None:
    outcome = shoufa(*command, "unknown", "roster")
    assert outcome.code == 1
    assert "unknown" in outcome.err
    assert "shoufa " in outcome.err


def test_amending_takes_over_the_new_due_time(issued: House, shoufa: Shoufa, tmp_path: Path) -> None:
    unchanged = shoufa("amend", *ROSTER, "--reason", "more time")
    assert unchanged.code == 1
    folder = tmp_path / "folder"
    folder.mkdir()
    for file in issued.batch().campaign.files.all():
        (folder / file.name).write_bytes(issued.services.store.get(file.object_key))
    settings = (folder / "campaign.toml").read_text("utf-8")
    (folder / "campaign.toml").write_text(settings.replace("2016-05-10 17:00", "2016-05-12 17:00"), "utf-8")
    assert shoufa("campaign", "import", folder).code == 0
    assert "Correction 1 goes to 3 units." in shoufa("amend", *ROSTER, "--reason", "more time").out
    assert issued.item("330402").due_at.day == 12
