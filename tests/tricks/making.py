"""Makes one return: a form, filled, with some kinds of change."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache
from random import Random

from documents.blanks import model_from_blank
from documents.forms import FormModel
from tests.tricks import (  # registers the kinds
    kinds_boxes,
    kinds_contacts,
    kinds_controls,
    kinds_dates,
    kinds_fields,
    kinds_lists,
    kinds_looks,
    kinds_more,
    kinds_numbers,
    kinds_pairs,
    kinds_rows,
    kinds_whole,
    kinds_words,
)
from tests.tricks.building import Form, boxes, build
from tests.tricks.catalogue import FORMS
from tests.tricks.kinds import KINDS
from tests.tricks.markup import run
from tests.tricks.people import answer
from tests.tricks.slots import Paper, Slot, Truth, is_one_of, norm

MODULES = (
    kinds_boxes,
    kinds_contacts,
    kinds_controls,
    kinds_dates,
    kinds_fields,
    kinds_lists,
    kinds_looks,
    kinds_more,
    kinds_numbers,
    kinds_pairs,
    kinds_rows,
    kinds_whole,
    kinds_words,
)
CLEAN = 0.15
TWO = 0.4


@dataclass(frozen=True)
class Made:
    """A return with its blank and truth."""

    form: Form
    kinds: tuple[str, ...]
    paper: Paper
    blank: bytes
    model: FormModel
    returned: bytes


@cache
def issued(form: Form) -> tuple[bytes, FormModel]:
    """The blank and what it is found to ask for."""
    blank = build(form).package.save()
    return blank, model_from_blank(blank, form.name, form.title)


def key_in(model: FormModel, slot: Slot) -> str | None:
    """The model's key of a single place, by key or label; None: the model does not ask for it."""
    for each in model.fields:
        if (slot.key and each.key == slot.key) or norm(each.label) == norm(slot.label):
            return each.key
    return None


def _open(model: FormModel, paper: Paper) -> None:
    """A place that the model takes for open words is one for the kinds, too."""
    types = {each.key: each.type.value for each in model.fields}
    columns = {norm(column.label): column.type.value for each in model.tables for column in each.columns}
    for slot in paper.slots:
        if types.get(key_in(model, slot) or "") == "text" and not slot.options:
            slot.type = "text"
    for listing in paper.lists:
        for slot in (slot for line in listing.rows for slot in line.slots):
            if columns.get(norm(slot.label)) == "text":
                slot.type = "text"


def fill(paper: Paper, rng: Random) -> None:
    """Answers as a careful person gives them; some are left open."""
    for slot in paper.slots:
        if slot.where == "box" or rng.random() > 0.04:
            _answer(slot, rng)
    _in_order(paper)
    for listing in paper.lists:
        whole = bool(listing.rows[0].fixed)
        count = len(listing.rows) if whole else rng.randint(3, len(listing.rows))
        for line in listing.rows[:count]:
            for slot in line.slots:
                if slot is line.slots[0] or rng.random() > 0.02:
                    _answer(slot, rng)


def _in_order(paper: Paper) -> None:
    """What begins ends later."""
    for one, other in itertools.pairwise(paper.slots):
        if one.label.startswith("开始") and one.written and other.written:
            (first, then) = sorted([(one.written, one.truth), (other.written, other.truth)], key=_day)
            one.say(*first)
            other.say(*then)


def _day(said: tuple[str, Truth]) -> str:
    return min(each for each in said[1].accept if re.fullmatch(r"\d{4}-\d\d-\d\d", each))


def _answer(slot: Slot, rng: Random) -> None:
    if slot.where == "box":
        several = slot.type == "choices"
        chosen = rng.sample(slot.options, rng.randint(1, 3) if several else 1)
        slot.chosen = tuple(each for each in slot.options if each in chosen)
        slot.write(boxes(slot.options, slot.chosen, rng.choice("☑√■")))
        slot.written, slot.truth = "、".join(slot.chosen), is_one_of(list(slot.chosen))
    elif slot.options:
        words = rng.choice(slot.options)
        slot.say(words, is_one_of(words))
    else:
        words, truth = answer(slot.type, rng)
        underlined = slot.where == "gap" and slot.control is None
        slot.say(words, truth)
        if underlined:
            slot.write(run(words, '<w:u w:val="single"/>'))


def make(seed: int, number: int) -> Made:
    """Return `number` of a seed."""
    rng = Random(f"tricks {seed} {number}")
    if rng.random() < CLEAN:
        return finish(rng.choice(FORMS), [], rng)
    wanted = rng.sample(sorted(KINDS), 2 if rng.random() < TWO else 1)
    while True:
        made = finish(rng.choice(FORMS), wanted, rng)
        if made.kinds:
            return made


def finish(form: Form, wanted: list[str], rng: Random) -> Made:
    """A filled form with those of the wanted kinds that find a place; what befalls the whole comes last."""
    blank, model = issued(form)
    paper = build(form)
    fill(paper, rng)
    _open(model, paper)
    ordered = sorted(wanted, key=lambda each: each.startswith(("whole", "title")))
    applied = tuple(each for each in ordered if KINDS[each](paper, rng))
    return Made(form, applied, paper, blank, model, paper.package.save())
