"""Which process runs which tests when there are several, and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

import pytest
from xdist.scheduler import LoadScopeScheduling

_LONG = "tests/e2e/"  # their processes wait for one another more than they compute
_EACH_ON_ITS_OWN = ("tests/e2e/test_demo.py", "tests/e2e/test_kills.py", "tests/e2e/test_up.py")


def unit(nodeid: str) -> str:
    """What one process runs as a whole: a module, whose tests share what it makes, or a test that shares nothing.

    `--dist loadgroup` would ask for a mark on each; xdist 3.8 loses the marks under pytest 9.2.
    """
    module = nodeid.partition("::")[0]
    return nodeid if module in _EACH_ON_ITS_OWN else module


class ByModule(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Hands out one unit after another, in the order of the tests."""

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)


def scheduler(config: pytest.Config, log: object) -> ByModule:
    """For xdist."""
    config.option.loadscopereorder = False  # few tests are not short tests
    return ByModule(config, log)


def ordered(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The long ones first, each with one that computes beside it: nobody waits for them at the end."""
    long = _units([item for item in items if item.nodeid.startswith(_LONG)])
    others = _units([item for item in items if not item.nodeid.startswith(_LONG)])
    return [item for pair in zip_longest(long, others, fillvalue=()) for each in pair for item in each]


def _units(items: Sequence[pytest.Item]) -> Iterator[tuple[pytest.Item, ...]]:
    for _, found in groupby(items, key=lambda item: unit(item.nodeid)):
        yield tuple(found)
