"""`shoufa doctor` says which other programs are there."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from config import env, wiring
from tests.cli.conftest import Shoufa
from tests.workflows.house import House

Look = Callable[[], dict[str, Any]]


@pytest.fixture
def look(house: House, shoufa: Shoufa) -> Look:
    """The findings by name."""
    env.home().mkdir()
    wiring.tools.cache_clear()

    def look() -> dict[str, Any]:
        return {each["name"]: each for each in json.loads(shoufa("doctor", "--json").out)["findings"]}

    return look


def test_programs_that_read_other_files_are_named(look: Look) -> None:
    found = look()
    assert found["LibreOffice"]["ok"] and found["LibreOffice"]["detail"].endswith("soffice")
    assert found["bsdtar"]["ok"] and found["Text in pictures"]["ok"]


def test_a_program_that_is_missing_is_no_fault_of_the_installation(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOUFA_LIBREOFFICE", "no-such-program")
    found = look()["LibreOffice"]
    assert not found["ok"] and not found["needed"] and "no-such-program" in found["detail"]
    wiring.tools.cache_clear()
