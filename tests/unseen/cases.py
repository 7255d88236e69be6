"""Seeded returns: clean, benign, ambiguous and rejected ones, alone or mixed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from tests.unseen.ambiguous_choices import CHOICES
from tests.unseen.ambiguous_marks import MARKS
from tests.unseen.ambiguous_more import MORE as MORE_DOUBTS
from tests.unseen.ambiguous_parts import PARTS
from tests.unseen.ambiguous_places import PLACES
from tests.unseen.ambiguous_rows import ROWS
from tests.unseen.ambiguous_tables import TABLES
from tests.unseen.ambiguous_values import AMBIGUOUS_VALUES
from tests.unseen.benign_looks import LOOKS as OWN_LOOKS
from tests.unseen.benign_more import MORE_LOOKS
from tests.unseen.benign_programs import PROGRAMS
from tests.unseen.benign_values import VALUES
from tests.unseen.forms_lists import LISTS
from tests.unseen.forms_more import MORE
from tests.unseen.forms_office import OFFICE
from tests.unseen.forms_tagged import TAGGED
from tests.unseen.rejects import REJECTS
from tests.unseen.returns import Form, Return, fill

LOOKS = {**OWN_LOOKS, **MORE_LOOKS, **PROGRAMS}
AMBIGUOUS = {**AMBIGUOUS_VALUES, **PLACES, **TABLES, **ROWS, **MARKS, **PARTS, **CHOICES, **MORE_DOUBTS}
# these rewrite one another's answers
_LONG = {"long answer in two paragraphs", "curly quotes", "line break in a long answer"}


@cache
def forms() -> tuple[Form, ...]:
    return tuple(make() for make in (*TAGGED, *OFFICE, *LISTS, *MORE))


def clean(form: Form, rng: random.Random) -> Return:
    return fill(form, rng)


def benign(form: Form, rng: random.Random, names: list[str]) -> Return:
    """A return with these kinds, those that change values first; a kind that finds nothing to change is left out."""
    made = fill(form, rng)
    _apply_benign(made, [name for name in names if name in VALUES])
    _apply_benign(made, [name for name in names if name in LOOKS])
    made.group = "benign" if made.kinds else "clean"
    return made


def ambiguous(form: Form, rng: random.Random, name: str, others: list[str]) -> Return:
    """A return with an ambiguous kind, and benign ones around it."""
    made = fill(form, rng)
    _apply_benign(made, [each for each in others if each in VALUES])
    if AMBIGUOUS[name](made):
        made.kinds.append(name)
        made.group = "ambiguous"
    _apply_benign(made, [each for each in others if each in LOOKS])
    if made.kinds and made.group == "clean":
        made.group = "benign"
    return made


def _apply_benign(made: Return, names: list[str]) -> None:
    used_long = False
    for name in names:
        if name in _LONG and used_long:
            continue
        if {**VALUES, **LOOKS}[name](made):
            made.kinds.append(name)
            used_long = used_long or name in _LONG


def rejected(form: Form, rng: random.Random, name: str) -> Return:
    made = fill(form, rng)
    made.data = REJECTS[name](made)
    made.kinds, made.group = [name], "reject"
    return made


def returns(seed: int, count: int) -> Iterator[Return]:
    """`count` returns, the same for the same seed; each kind comes round about equally often."""
    rng = random.Random(seed)
    decks = {"benign": [*VALUES, *LOOKS], "ambiguous": list(AMBIGUOUS), "reject": list(REJECTS)}
    for each in decks.values():
        rng.shuffle(each)
    dealt = dict.fromkeys(decks, 0)
    for _ in range(count):
        own = random.Random(rng.getrandbits(64))
        sort = own.choices(("clean", "benign", "ambiguous", "reject"), (12, 36, 44, 8))[0]
        if sort == "clean":
            yield clean(own.choice(forms()), own)
            continue
        name = decks[sort][dealt[sort] % len(decks[sort])]
        dealt[sort] += 1
        yield _with(sort, name, own)


def _with(sort: str, name: str, rng: random.Random) -> Return:
    """A return of a form to which the kind applies."""
    if sort == "reject":
        return rejected(rng.choice(forms()), rng, name)
    mild = [*VALUES, *LOOKS]
    for form in rng.sample(forms(), len(forms())):
        if sort == "benign":
            made = benign(form, rng, [name, *rng.sample(mild, rng.randint(0, 2))])
        else:
            made = ambiguous(form, rng, name, rng.sample(mild, rng.choice((0, 0, 1, 2))))
        if name in made.kinds:
            return made
    raise LookupError(f"no form takes the kind {name}")
