"""Fixtures of the workflows' tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.again import again
from tests.mail.smtp import Sink, sink
from tests.workflows.house import House, at, make_house
from workflows import library, papers


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """The example's papers are the same in every test: what pure functions make of them is made once."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((library, "load_campaign"), (papers, "render"), (papers, "stamp")):
            patch.setattr(module, name, _remembering(getattr(module, name)))
        yield


def _remembering(function: Callable[..., Any]) -> Callable[..., Any]:
    made: dict[str, Any] = {}

    def remembered(*args: Any, **keywords: Any) -> Any:
        asked = repr((args, keywords))
        if asked not in made:
            made[asked] = function(*args, **keywords)
        return made[asked]

    return remembered


@pytest.fixture
def house(db: None, tmp_path: Path) -> House:
    """An office with an empty book and a store of its own."""
    return make_house(tmp_path / "objects")


@pytest.fixture
def issued(house: House) -> House:
    """The roster is issued to two counties and a group, and its papers are made; nothing is sent."""
    again("issued to three", house.services, house.issue_small)
    house.now = at(4, 25)
    return house


@pytest.fixture
def single(house: House) -> House:
    """The roster is issued to one county."""
    again("issued to one", house.services, partial(house.issue_small, "330402"))
    house.now = at(4, 25)
    return house


@pytest.fixture
def outgoing(house: House) -> Iterator[Sink]:
    """A mail server that takes what the house sends."""
    with sink() as server:
        house.with_mail(server.port)
        yield server
