"""The list of kinds: what people do to a form before it comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.corpus.returns import Return

Group = Literal["clean", "benign", "ambiguous", "reject"]
Change = Callable[[Return], bool]  # whether the form had anything to change

KINDS: dict[str, Kind] = {}


@dataclass(frozen=True)
class Kind:
    """One way in which forms come back. benign: a careful person takes the values as they stand; ambiguous: a

    person must look (the reader reviews, or is right all the same); reject: goes back with one of `codes`.
    """

    name: str
    group: Group
    says: str
    change: Change
    codes: tuple[str, ...] = ()
    file: bool = False  # it makes another file of the form, so that nothing can be done to it afterwards


def _register(
    group: Group, says: str, codes: tuple[str, ...] = (), *, file: bool = False
) -> Callable[[Change], Change]:
    def keep(change: Change) -> Change:
        assert change.__name__ not in KINDS, change.__name__
        KINDS[change.__name__] = Kind(change.__name__, group, says, change, codes, file)
        return change

    return keep


def benign(says: str) -> Callable[[Change], Change]:
    """Register a benign kind; `says` is what people do."""
    return _register("benign", says)


def ambiguous(says: str, *, file: bool = False) -> Callable[[Change], Change]:
    """Register an ambiguous kind."""
    return _register("ambiguous", says, file=file)


def reject(says: str, *codes: str) -> Callable[[Change], Change]:
    """Register a kind that must be rejected with one of these reason codes."""
    return _register("reject", says, codes, file=True)
