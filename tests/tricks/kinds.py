"""The registry of kinds, and how a kind finds a place to change."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.tricks.slots import LOOK, Paper, Slot, Truth

Change = Callable[[Paper, Random], bool]
Rewrite = Callable[[str, Random], str]
KINDS: dict[str, Change] = {}
PLAIN = [
    "unit",
    "name",
    "post",
    "mobile",
    "landline",
    "email",
    "integer",
    "decimal",
    "percentage",
    "date",
    "place",
    "text",
]
NUMBERS = ("integer", "decimal")


def kind(name: str) -> Callable[[Change], Change]:
    """Registers a change that says whether it found a place."""

    def keep(change: Change) -> Change:
        assert name not in KINDS, name
        KINDS[name] = change
        return change

    return keep


def pick(paper: Paper, rng: Random, types: list[str] | tuple[str, ...], where: str = "cell gap cross") -> Slot | None:
    """A filled place of one of `types` that no kind has changed yet."""
    found = [
        each
        for each in paper.every
        if each.written and not each.touched and each.type in types and each.where in where.split()
    ]
    if not found:
        return None
    slot = rng.choice(found)
    slot.touched = True
    return slot


def same(slot: Slot, new: str) -> Truth:
    """The truth stays."""
    return slot.truth


def look(slot: Slot, new: str) -> Truth:
    """A person must look."""
    return LOOK


def rewrites(name: str, types: str, how: Rewrite, truth: Callable[[Slot, str], Truth] = look) -> None:
    """A kind that writes other plain words."""

    @kind(name)
    def change(paper: Paper, rng: Random) -> bool:
        slot = pick(paper, rng, types.split())
        if slot is None:
            return False
        new = how(slot.written, rng)
        slot.say(new, truth(slot, new))
        return True


def remarks(name: str, types: str, how: Rewrite, truth: Callable[[Slot, str], Truth] = look) -> None:
    """A kind that writes other markup; `how` gives runs for the words that stand there."""

    @kind(name)
    def change(paper: Paper, rng: Random) -> bool:
        slot = pick(paper, rng, types.split() if types else PLAIN)
        if slot is None:
            return False
        slot.write(how(slot.written, rng))
        slot.truth = truth(slot, slot.written)
        return True


def twist(words: str, rng: Random) -> str:
    """Another value that looks like `words`."""
    digits = [at for at, each in enumerate(words) if each.isdigit()]
    if not digits:
        return {"是": "否", "否": "是"}.get(words, words[:-1] + ("军" if words[-1] != "军" else "民"))
    at = digits[-1]
    return words[:at] + str((int(words[at]) + rng.randint(1, 8)) % 10) + words[at + 1 :]
