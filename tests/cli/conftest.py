"""An office whose commands run as somebody types them, against a real store and database."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from cli.main import run
from config.wiring import services
from messages.language import DEFAULT, activate
from tests.again import again
from tests.workflows.house import House, at
from tracking.clock import move_to


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The value that it printed."""
        assert self.code == 0, self.err
        return json.loads(self.out)


Shoufa = Callable[..., Outcome]


@pytest.fixture
def shoufa(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Shoufa]:
    """Run `shoufa` with these arguments, in English."""

    def typed(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["shoufa", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run()
        said = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), said.out, said.err)

    # It is prepared already; again it would tie the log to this test's captured output.
    monkeypatch.setattr("django.setup", lambda: None)
    activate("en")
    yield typed
    activate(DEFAULT)


@pytest.fixture
def house(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The services that the commands themselves build, over a folder of this test; 22 April 2016."""
    monkeypatch.setenv("SHOUFA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SHOUFA_STORE", "disk")
    monkeypatch.setenv("SHOUFA_STORE_PATH", str(tmp_path / "objects"))
    services.cache_clear()
    house = House(services())
    move_to(house.now)
    yield house
    services.cache_clear()


@pytest.fixture
def issued(house: House) -> House:
    """The roster is issued to two counties and a group, its papers are made; 25 April 2016."""
    again("issued to three", house.services, house.issue_small)
    house.now = at(4, 25)
    move_to(house.now)
    return house


@pytest.fixture
def clerk(db: None) -> User:
    """A member of staff."""
    return User.objects.create_user("clerk", is_staff=True)
