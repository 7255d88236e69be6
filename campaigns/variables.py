"""The variables that papers, forms, subjects and file names of a campaign may use, written {{ name }}."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Protocol

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from campaigns.spec import Batch, Campaign, Link
from messages.errors import CampaignError
from messages.language import mark

_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)  # plain text
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')


class NamedUnit(Protocol):
    """What the variables say about a unit; `short` is its name in tables and file names."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def short(self) -> str: ...


def campaign_variables(campaign: Campaign, batch: Batch, units: Iterable[NamedUnit]) -> dict[str, object]:
    """What is the same for every unit: texts of campaign.toml, dates in Chinese, links with short names.

    `units` must hold every unit that a link names, as load_campaign has checked.
    """
    about = campaign.about
    shorts = {unit.code: unit.short for unit in units}
    return {
        "title": about.title,
        "title_lines": about.title_lines,
        "issuer": about.issuer,
        "document_number": about.document_number,
        "addressee": about.addressee,
        "copies_to": about.copies_to or "",
        "issued_text": day_text(about.issued_on),
        "due_text": moment_text(batch.due) if batch.due else "",
        "batch_title": batch.title,
        "contact": campaign.contact.model_dump(),
        "links": [_link(link, shorts) for link in campaign.links],
    }


def unit_variables(unit: NamedUnit) -> dict[str, object]:
    """What differs from unit to unit."""
    return {"unit": {"code": unit.code, "name": unit.name, "short": unit.short}}


def fill(pattern: str, variables: Mapping[str, object], *, place: str = "") -> str:
    """A pattern of one line, its {{ name }} places filled. Errors: CampaignError at `place`."""
    try:
        text = _ENVIRONMENT.from_string(pattern).render(variables)
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        raise CampaignError(
            mark("“{pattern}” cannot be filled: {reason}."),
            place=place,
            remedy=mark("Known variables: {known}."),
            pattern=pattern,
            reason=str(error),
            known=", ".join(_names(variables)),
        ) from error
    return " ".join(text.split())


def file_name(pattern: str, variables: Mapping[str, object], *, place: str = "") -> str:
    """`fill`, with _ for what Windows does not allow in a file name."""
    return _NOT_IN_FILE_NAMES.sub("_", fill(pattern, variables, place=place))


def _names(variables: Mapping[str, object]) -> list[str]:
    """The names that a one-line pattern may use: "title", "unit.name"."""
    names = [name for name, value in variables.items() if isinstance(value, str)]
    for group, value in variables.items():
        if isinstance(value, Mapping):
            names += [f"{group}.{name}" for name in value]
    return names


def day_text(day: date) -> str:
    """2016年4月22日: Arabic digits without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment_text(moment: datetime) -> str:
    """2016年5月10日17:00."""
    return f"{day_text(moment)}{moment:%H:%M}"


def _link(link: Link, shorts: Mapping[str, str]) -> dict[str, object]:
    return {
        "leader": link.leader,
        "team": shorts[link.team],
        "counties": [shorts[code] for code in link.counties],
        "group": shorts[link.group] if link.group else "",
    }
