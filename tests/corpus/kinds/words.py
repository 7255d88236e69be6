"""Register kinds that type other words for one answer."""

from __future__ import annotations

from collections.abc import Callable

from tests.corpus.kinds.registry import ambiguous
from tests.corpus.returns import Return, Spot

Words = Callable[[Return, Spot], str]


def typed(spot: Spot) -> str:
    """What was typed there."""
    return spot.answer.text


def one_of(made: Return, *styles: str) -> str:
    """One of these by chance."""
    return made.rng.choice(styles)


def value_kind(
    title: str, says: str, makers: tuple[str, ...], words: Words, *, keep: bool = False, never: bool = False
) -> None:
    """Register an ambiguous kind that types `words` for one answer of these sorts.

    `keep`: the old value stays right. Else a person must look; unless `never`, a reader that takes the question
    for one of mere text may give the words as they stand.
    """

    def change(made: Return) -> bool:
        spot = made.pick(*makers, how=("cell", "control", "gap"))
        if spot is None:
            return False
        text = words(made, spot)
        if keep:
            spot.restyle(text)
            return True
        spot.type(text)
        spot.answer.text = text
        spot.answer.doubt(loose=not never)
        return True

    change.__name__ = title
    ambiguous(says)(change)
