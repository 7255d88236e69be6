"""What must agree between the parts of campaign.toml, the units and the files of the folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import time

from campaigns.errors import Fault
from campaigns.spec import LONGEST_LINE, Batch, Campaign, Form, Paper, select
from campaigns.units import UnitRow
from campaigns.variables import campaign_variables, fill, unit_variables
from messages.errors import CampaignError
from messages.language import mark

_NAMES = mark("Allowed: {names}.")


def cross_check(file: str, campaign: Campaign, units: Sequence[UnitRow], names: Collection[str]) -> Iterator[Fault]:
    """Every disagreement as a fault; `names` are the folder's file names, `file` is campaign.toml's."""
    yield from _files(file, campaign, names)
    yield from _keys(file, campaign)
    yield from _moments(file, campaign)
    yield from _choices(file, campaign)
    yield from _reminders(file, campaign)
    if campaign.units.file in names:
        linked = list(_codes(file, campaign, units))
        yield from linked
        yield from _selectors(file, campaign, units)
        if not linked:
            yield from _patterns(file, campaign, units)


def _at(file: str, table: str, index: int, entry: Paper | Form | Batch, name: str) -> str:
    return f"{file}: {table}[{index}].{name} ({entry.key})"


def _files(file: str, campaign: Campaign, names: Collection[str]) -> Iterator[Fault]:
    named = [(f"{file}: units.file", campaign.units.file, ".xlsx")]
    named += [
        (_at(file, "papers", index, paper, "file"), paper.file, "") for index, paper in enumerate(campaign.papers)
    ]
    named += [
        (_at(file, "forms", index, form, "file"), form.file, ".docx") for index, form in enumerate(campaign.forms)
    ]
    for place, name, suffix in named:
        there = sorted(other for other in names if other != file and other.endswith(suffix))
        values = {"found": name, "names": ", ".join(there)}
        if name not in there:
            yield Fault(place, mark("The folder has no such file: “{found}”."), _NAMES, values)


def _keys(file: str, campaign: Campaign) -> Iterator[Fault]:
    tables: list[tuple[str, Sequence[Paper | Form | Batch]]] = [
        ("papers", campaign.papers),
        ("forms", campaign.forms),
        ("batches", campaign.batches),
    ]
    for table, entries in tables:
        repeated = {key for key, times in Counter(entry.key for entry in entries).items() if times > 1}
        for index, entry in enumerate(entries):
            if entry.key in repeated:
                yield Fault(
                    f"{file}: {table}[{index}].key",
                    mark("The key “{found}” stands twice."),
                    mark("Give every entry a key of its own."),
                    {"found": entry.key},
                )
    papers, forms = {paper.key for paper in campaign.papers}, {form.key for form in campaign.forms}
    for index, batch in enumerate(campaign.batches):
        yield from _known(_at(file, "batches", index, batch, "papers"), batch.papers, papers)
        yield from _known(_at(file, "batches", index, batch, "forms"), batch.forms, forms)
        if not batch.papers and not batch.forms:
            yield Fault(
                _at(file, "batches", index, batch, "papers"),
                mark("This batch sends nothing."),
                mark("Name at least one paper or one form."),
            )


def _known(place: str, found: Iterable[str], known: Collection[str]) -> Iterator[Fault]:
    for key in found:
        if key not in known:
            values = {"found": key, "names": ", ".join(sorted(known)) or "[]"}
            yield Fault(place, mark("“{found}” is not known."), _NAMES, values)


def _moments(file: str, campaign: Campaign) -> Iterator[Fault]:
    issued = campaign.about.issued_on
    for index, batch in enumerate(campaign.batches):
        place = _at(file, "batches", index, batch, "due")
        if batch.due is None and batch.forms:
            yield Fault(
                place,
                mark("The batch has forms and no due time."),
                mark('Write date and time such as "2016-05-10 17:00".'),
            )
        if batch.due and batch.due.date() < issued:
            yield Fault(
                place,
                mark("Found {found}, before the day of issue."),
                mark("Allowed: {issued} (campaign.issued_on) or later."),
                {"found": batch.due.isoformat(" ", "minutes"), "issued": issued.isoformat()},
            )


def _choices(file: str, campaign: Campaign) -> Iterator[Fault]:
    for index, form in enumerate(campaign.forms):
        for tag, field in form.fields.items():
            place = _at(file, "forms", index, form, f"fields.{tag}.choices")
            labelled = field.type is None and not tag.isascii()  # its type is the blank's
            if field.choices and field.type not in ("choice", "choices") and not labelled:
                yield Fault(
                    place,
                    mark("A field of type “{found}” has no choices."),
                    mark('Remove them, or write type = "choice" or "choices".'),
                    {"found": field.type or "text"},
                )
            if len(set(field.choices)) != len(field.choices):
                yield Fault(place, mark("A choice stands twice."), mark("Write every choice once."))


def _reminders(file: str, campaign: Campaign) -> Iterator[Fault]:
    plan = campaign.reminders
    for name, steps in (("before", plan.before), ("after", plan.after)):
        if len(set(steps)) != len(steps):
            yield Fault(
                f"{file}: reminders.{name}",
                mark("A number of days stands twice."),
                mark("Write every number once."),
            )
    start, end = plan.quiet
    values = {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}", "found": f"{plan.send_at:%H:%M}"}
    if start == end:
        yield Fault(
            f"{file}: reminders.quiet",
            mark("The quiet hours begin and end at {start}."),
            mark("Write two different times; a reminder could never be sent otherwise."),
            values,
        )
    elif _within(plan.send_at, start, end):
        yield Fault(
            f"{file}: reminders.send_at",
            mark("Found {found}, within the quiet hours."),
            mark("Write a time outside {start}–{end}."),
            values,
        )


def _within(moment: time, start: time, end: time) -> bool:
    return start <= moment < end if start < end else moment >= start or moment < end


def _codes(file: str, campaign: Campaign, units: Sequence[UnitRow]) -> Iterator[Fault]:
    for index, link in enumerate(campaign.links):
        named = [("team", "team", link.team)]
        named += [("counties", "county", code) for code in link.counties]
        named += [("group", "group", link.group)] if link.group else []
        for name, kind, code in named:
            allowed = [unit.code for unit in units if unit.kind == kind]
            yield from _known(f"{file}: links[{index}].{name}", [code], allowed)


def _selectors(file: str, campaign: Campaign, units: Sequence[UnitRow]) -> Iterator[Fault]:
    places = [(_at(file, "forms", index, form, "owed_by"), form.owed_by) for index, form in enumerate(campaign.forms)]
    places += [
        (_at(file, "batches", index, batch, "receive"), batch.receive) for index, batch in enumerate(campaign.batches)
    ]
    for place, selectors in places:
        for selector in selectors:
            if not select([selector], units):
                yield Fault(
                    place,
                    mark("“{found}” names no unit of {file}."),
                    mark('Allowed: "all", {names}, or a 单位代码 of that file.'),
                    {
                        "found": selector,
                        "file": campaign.units.file,
                        "names": ", ".join(f'"kind:{kind}"' for kind in sorted({u.kind for u in units})),
                    },
                )
    yield from _owing_without_receiving(file, campaign, units)


def _owing_without_receiving(file: str, campaign: Campaign, units: Sequence[UnitRow]) -> Iterator[Fault]:
    forms = {form.key: form for form in campaign.forms}
    for index, batch in enumerate(campaign.batches):
        received = {unit.code for unit in campaign.receivers(batch, units)}
        for key in batch.forms:
            owing = campaign.owers(forms[key], units) if key in forms else []
            left_out = [unit.short for unit in owing if unit.code not in received]
            if left_out:
                yield Fault(
                    _at(file, "batches", index, batch, "receive"),
                    mark("These units owe the form “{form}” and do not receive it: {names}."),
                    mark("Add them to receive, or take them out of the form's owed_by."),
                    {"form": key, "names": "、".join(left_out)},
                )


def _patterns(file: str, campaign: Campaign, units: Sequence[UnitRow]) -> Iterator[Fault]:
    if not units:
        return
    common = campaign_variables(campaign, campaign.batches[0], units)  # a paper is the same for every unit
    own = common | unit_variables(units[0])
    patterns = [(f"{file}: campaign.subject", campaign.about.subject, own)]
    patterns += [
        (_at(file, "papers", index, paper, "attach_as"), paper.attach_as, common)
        for index, paper in enumerate(campaign.papers)
    ]
    patterns += [
        (_at(file, "forms", index, form, "attach_as"), form.attach_as, own) for index, form in enumerate(campaign.forms)
    ]
    for place, pattern, variables in patterns:
        try:
            filled = fill(pattern, variables)
        except CampaignError as error:
            yield Fault(place, error.text, error.remedy, error.values)
            continue
        if len(filled) > LONGEST_LINE:
            values = {"found": len(filled), "longest": LONGEST_LINE}
            text = mark("Filled in, this has {found} characters.")
            yield Fault(place, text, mark("At most {longest} characters."), values)
