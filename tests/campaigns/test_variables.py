"""Selectors, and the texts that papers and file names are filled with."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.load import load_campaign
from campaigns.spec import select
from campaigns.units import read_units_xlsx
from campaigns.variables import campaign_variables, file_name, fill, unit_variables
from messages.errors import CampaignError


@dataclass(frozen=True)
class Unit:
    code: str
    kind: str


def test_receivers_and_owers(files: dict[str, bytes]) -> None:
    campaign = load_campaign(files)
    units = read_units_xlsx(files["units.xlsx"])
    receivers = campaign.receivers(campaign.batch("first"), units)
    assert [unit.code for unit in receivers] == ["330402", "330411", "330400-P1"]
    assert [unit.code for unit in campaign.owers(campaign.form("roster"), units)] == ["330402", "330411"]


kinds = st.sampled_from(["city", "county", "group"])
units = st.lists(st.builds(Unit, st.from_regex(r"[0-9]{1,3}", fullmatch=True), kinds), unique=True, max_size=12)


@given(units, st.sets(kinds))
def test_kinds_select_exactly_their_units(units: list[Unit], kinds: set[str]) -> None:
    chosen = select([f"kind:{kind}" for kind in kinds], units)
    assert chosen == [unit for unit in units if unit.kind in kinds]
    assert select(["all", "kind:city"], units) == units
    assert select([unit.code for unit in chosen], chosen) == chosen


def test_variables(files: dict[str, bytes]) -> None:
    campaign = load_campaign(files)
    units = read_units_xlsx(files["units.xlsx"])
    variables = campaign_variables(campaign, campaign.batch("first"), units) | unit_variables(units[1])
    assert variables["issued_text"] == "2016年4月22日"
    assert variables["due_text"] == "2016年5月10日17:00"
    assert variables["links"] == [
        {"leader": "书记", "team": "组织部", "counties": ["甲区", "乙县"], "group": "第一联谊片"}
    ]
    assert fill(campaign.about.subject, variables) == "关于开展示例活动的通知（甲区）"
    assert fill("{{ title_lines }}", variables) == "关于开展示例活动 的通知"
    assert file_name(campaign.form("roster").attach_as, variables) == "名单（甲区）.docx"


def test_a_notice_without_a_due_time(files: dict[str, bytes]) -> None:
    text = files["campaign.toml"].decode().replace('forms = ["roster"]\n', "")
    text = text.replace('due = "2016-05-10 17:00"\n', "").replace('group = "330400-P1"\n', "")
    campaign = load_campaign(files | {"campaign.toml": text.encode()})
    batch = campaign.batch("first")
    variables = campaign_variables(campaign, batch, read_units_xlsx(files["units.xlsx"]))
    assert campaign.due_at(batch) is None
    assert variables["due_text"] == ""
    assert variables["links"] == [{"leader": "书记", "team": "组织部", "counties": ["甲区", "乙县"], "group": ""}]


def test_file_names_are_allowed_on_windows() -> None:
    assert file_name("a/b\\c:{{ x }}.docx", {"x": "d?\n*"}) == "a_b_c_d_ _.docx"


@pytest.mark.parametrize(
    "pattern",
    ["{{ nobody }}", "{{ x", "{{ x.__class__.__mro__[1] }}", "{% for %}", "{{ x + 1 }}", "{{ 1 / 0 }}"],
)
def test_a_pattern_that_cannot_be_filled(pattern: str) -> None:
    with pytest.raises(CampaignError) as caught:
        fill(pattern, {"x": "y"}, place="campaign.toml: campaign.subject")
    assert caught.value.place == "campaign.toml: campaign.subject"
    assert caught.value.values["known"] == "x"
