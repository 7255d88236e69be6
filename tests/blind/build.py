"""The set: returns made from a seed, and those that went through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

from tests.blind import (
    benign_layout,
    benign_words,
    choices_lines,
    forms_fields,
    forms_grid,
    forms_list,
    marks_fields,
    marks_hidden,
    marks_tracked,
    structure_labels,
    structure_tables,
    values_place,
    values_single,
)
from tests.blind.answers import Answer
from tests.blind.case import AMBIGUOUS, BENIGN, Case, Kind, filled
from tests.blind.draft import FORMS, Form
from tests.blind.rejects import REJECTS

Group = Literal["clean", "benign", "ambiguous", "reject"]
MODULES = (
    choices_lines,
    benign_words,
    benign_layout,
    values_single,
    values_place,
    structure_labels,
    structure_tables,
    marks_tracked,
    marks_hidden,
    marks_fields,
    forms_grid,
    forms_list,
    forms_fields,
)  # imported for what they register
# Out of a hundred returns of a set of any size; every kind comes in turn, so that small sets have many kinds.
SHARES: tuple[tuple[Group, int], ...] = (("clean", 20), ("benign", 30), ("ambiguous", 44), ("reject", 6))
ROUTES = (("docx",), ("doc", "docx"), ("odt", "docx"), ("rtf", "docx"))


@dataclass(frozen=True)
class Return:
    """A returned file and the truth about it."""

    form: Form
    group: Group
    kind: str
    data: bytes
    answers: dict[str, Answer] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Answer]]] = field(default_factory=dict)
    hold: bool = False
    free: frozenset[str] = frozenset()
    codes: tuple[str, ...] = ()


@cache
def form_named(name: str) -> Form:
    """The form of that name, drawn once."""
    return FORMS[name]()


@cache
def blank_of(name: str) -> bytes:
    """Its blank."""
    return form_named(name).doc.pack()


def _spoiled(rng: Random, kinds: Sequence[Kind], forms: Sequence[str]) -> Case | None:
    """A return on the first form, in a shuffled order, that has a place for all `kinds`."""
    for name in rng.sample(list(forms), len(forms)):
        for _ in range(2):
            case = filled(form_named(name), rng)
            if all(kind(case) for kind in kinds):
                return case
    return None


def _finished(case: Case, group: Group, kind: str) -> Return:
    return Return(case.form, group, kind, case.doc.pack(), case.answers, case.rows, case.hold, frozenset(case.free))


def _mixed(rng: Random, group: Group, number: int) -> tuple[str, list[str]]:
    """The kinds of the `number`th return of a group: each alone in turn, every third round in company."""
    table = BENIGN if group == "benign" else AMBIGUOUS
    names = sorted(table)
    # a stride that is coprime with the length goes through all of them in a scattered order
    first = names[(number * 37) % len(names)] if len(names) % 37 else names[number % len(names)]
    if rng.random() < 0.66:
        return first, [first]
    more = rng.sample(sorted(BENIGN), rng.choice((1, 2)))
    return "+".join((first, *more)), [*(each for each in more if each != first), first]


def one(seed: int, group: Group, number: int) -> Return:
    """The `number`th return of a group."""
    rng = Random(f"{seed}/{group}/{number}")
    forms = list(FORMS)
    if group == "clean":
        return _finished(filled(form_named(forms[number % len(forms)]), rng), group, "clean")
    if group == "reject":
        name = sorted(REJECTS)[number % len(REJECTS)]
        case = filled(form_named(rng.choice(forms)), rng)
        return Return(case.form, group, name, REJECTS[name].make(case), codes=REJECTS[name].codes)
    table = BENIGN if group == "benign" else AMBIGUOUS
    kind, names = _mixed(rng, group, number)
    spoiled = _spoiled(rng, [BENIGN.get(each) or AMBIGUOUS[each] for each in names], forms)
    if spoiled is None:
        kind = kind.split("+")[0]
        spoiled = _spoiled(rng, [table[kind]], forms)
    if spoiled is None:
        return _finished(filled(form_named(forms[0]), rng), "clean", "clean")
    return _finished(spoiled, group, kind)


def returns(seed: int, count: int) -> Iterator[Return]:
    """`count` returns of all groups."""
    for group, share in SHARES:
        for number in range(max(1, round(count * share / 100))):
            yield one(seed, group, number)


def through_office(seed: int, count: int) -> list[Return]:
    """`count` benign returns, saved by LibreOffice as .docx, .doc, .odt or .rtf and again as .docx."""
    office = shutil.which("soffice")
    if office is None or count == 0:
        return []
    made: list[list[Return]] = [[] for _ in ROUTES]
    forms = [name for name in FORMS if not form_named(name).controls]
    for number in range(count):
        rng = Random(f"{seed}/office/{number}")
        made[number % len(ROUTES)].append(_finished(filled(form_named(forms[number % len(forms)]), rng), "benign", "x"))
    with tempfile.TemporaryDirectory() as folder:
        return [
            each
            for route, batch in zip(ROUTES, made, strict=True)
            if batch
            for each in _converted(office, Path(folder), route, batch)
        ]


def _converted(office: str, folder: Path, route: tuple[str, ...], batch: list[Return]) -> Iterator[Return]:
    here = folder / "-".join(("in", *route))
    here.mkdir()
    for number, each in enumerate(batch):
        (here / f"{number}.docx").write_bytes(each.data)
    kind = "docx"
    for step, target in enumerate(route):
        out = folder / f"{'-'.join(route)}-{step}"
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        files = [str(here / f"{number}.{kind}") for number in range(len(batch))]
        command = [office, profile, "--headless", "--norestore", "--convert-to", target, "--outdir", str(out), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        here, kind = out, target
    for number, each in enumerate(batch):
        data = (here / f"{number}.docx").read_bytes()
        yield Return(each.form, "benign", f"office_{'_'.join(route)}", data, each.answers, each.rows)
