"""Both guides to campaign.toml have every key, every choice, every variable and every column of the units' list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel

from campaigns import spec
from campaigns.load import load_campaign
from campaigns.units import COLUMNS, read_units_xlsx
from campaigns.variables import campaign_variables, unit_variables
from config.env import PROJECT
from tests.docs.reading import code, first_column, sections, text

GUIDES = ["docs/campaign.md", "docs/campaign.zh-CN.md"]
EXAMPLE = PROJECT / "templates_docx" / "footsteps"


def keys(model: type[BaseModel]) -> Iterator[str]:
    """Every key of campaign.toml with the table that it stands in: forms.fields.type."""
    for name, field in model.model_fields.items():
        inner = next(_models(field.annotation), None)
        key = field.alias or name
        yield key
        if inner:
            yield from (f"{key}.{below}" for below in keys(inner))


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_key_is_documented(guide: str) -> None:
    expected = {key for key in keys(spec.Campaign) if "." in key} - {"forms.fields"}
    documented = {name for name in first_column(text(guide)) if "." in name and "{" not in name}
    assert documented == expected


@pytest.mark.parametrize("guide", GUIDES)
def test_every_kind_and_type_is_documented(guide: str) -> None:
    named = set(code(text(guide)))
    assert set(get_args(spec.UnitKind)) <= named
    assert set(get_args(spec.FieldType)) <= named


@pytest.mark.parametrize("guide", GUIDES)
def test_every_variable_is_documented(guide: str) -> None:
    files = {path.name: path.read_bytes() for path in EXAMPLE.iterdir()}
    campaign = load_campaign(files)
    units = read_units_xlsx(files[campaign.units.file])
    variables = campaign_variables(campaign, campaign.batches[0], units) | unit_variables(units[0])
    names = {
        f"{name}.{inner}" if isinstance(value, dict) else name
        for name, value in variables.items()
        for inner in (value if isinstance(value, dict) else [""])
    }
    assert {f"{{{{ {name} }}}}" for name in names} <= set(code(text(guide)))


@pytest.mark.parametrize("guide", GUIDES)
def test_every_column_of_the_units_is_documented(guide: str) -> None:
    assert set(COLUMNS) <= set(first_column(text(guide)))


def test_guides_have_as_many_sections() -> None:
    english, chinese = (sections(text(guide), 2) for guide in GUIDES)
    assert len(english) == len(chinese)
