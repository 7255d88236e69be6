"""Returns by chance: a form, a filling, none to three kinds, each from a seed and a number alone."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.reading.result import Expected
from tests.corpus.catalogue import every_form
from tests.corpus.fill import fill
from tests.corpus.forms import Form
from tests.corpus.kinds import KINDS, Kind
from tests.corpus.kinds.registry import Group
from tests.corpus.returns import Return
from tests.corpus.truth import Truth

_RANK: dict[str, int] = {"clean": 0, "benign": 1, "ambiguous": 2, "reject": 3}
_FILLINGS = 20  # tries until what a kind needs happens to be filled in
_HOW_MANY = (0, 0, 1, 1, 1, 1, 2, 2, 3, 3)


@dataclass(frozen=True, eq=False)
class Case:
    """One returned file and what is true of it."""

    number: int
    form: Form
    kinds: tuple[Kind, ...]
    data: bytes
    truth: Truth
    expected: Expected

    @property
    def group(self) -> Group:
        """The strongest group of its kinds."""
        groups: list[Group] = [each.group for each in self.kinds]
        return max(groups, key=lambda each: _RANK[each], default="clean")

    @property
    def codes(self) -> tuple[str, ...]:
        """The reason codes that a reject may carry."""
        return tuple(code for each in self.kinds for code in each.codes)


def case(seed: int, number: int, kinds: Sequence[Kind] | None = None, forms: Sequence[str] = ()) -> Case:
    """The return `number` of the corpus `seed`. `kinds`: exactly these, on a form that they apply to."""
    rng = random.Random("/".join([str(seed), str(number), *(each.name for each in kinds or ())]))
    keys = list(forms or every_form())
    rng.shuffle(keys)
    if kinds is None:
        return _finish(number, *_by_chance(every_form()[keys[0]], rng))
    for key in keys * _FILLINGS:
        made = fill(every_form()[key], rng)
        if all(each.change(made) for each in kinds):
            return _finish(number, made, tuple(kinds))
    raise LookupError(f"{[each.name for each in kinds]} apply to no form")


def _by_chance(form: Form, rng: random.Random) -> tuple[Return, tuple[Kind, ...]]:
    made = fill(form, rng)
    wanted = rng.choice(_HOW_MANY)
    candidates = _candidates(rng) if wanted else iter(())
    applied: list[Kind] = []
    while len(applied) < wanted:
        kind = next(candidates, None)
        if kind is None:
            break
        if kind.file or kind.change(made):
            applied.append(kind)
    last = [each for each in applied if each.file][:1]
    return made, tuple(each for each in applied if not each.file or (each in last and each.change(made)))


def _candidates(rng: random.Random) -> Iterator[Kind]:
    """Kinds in random order; benign ones half of the time, rejects seldom."""
    by_group = {
        group: [each for each in KINDS.values() if each.group == group] for group in ("benign", "ambiguous", "reject")
    }
    for kinds in by_group.values():
        rng.shuffle(kinds)
    while any(by_group.values()):
        group = rng.choices(("benign", "ambiguous", "reject"), (55, 38, 7))[0]
        if by_group[group]:
            yield by_group[group].pop()


def _finish(number: int, made: Return, kinds: tuple[Kind, ...]) -> Case:
    expected = Expected(form_number=made.form.number, unit_names=made.form.unit)
    return Case(number, made.form, kinds, made.save(), made.truth, expected)


def cases(seed: int, count: int, start: int = 0) -> Iterator[Case]:
    """`count` returns by chance."""
    return (case(seed, number) for number in range(start, start + count))
