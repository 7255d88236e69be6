"""Readers of environment variables: what they take, what they refuse and what they then say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from config import env
from messages.errors import ConfigurationError

NAME = "SHOUFA_EXAMPLE"


@pytest.fixture(autouse=True)
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which nothing runs, and neither form of the variable set."""
    monkeypatch.setenv("SHOUFA_HOME", str(tmp_path))
    monkeypatch.delenv(NAME, raising=False)
    monkeypatch.delenv(f"{NAME}_FILE", raising=False)
    return tmp_path


def up_has_started(**services: object) -> None:
    env.services_file().parent.mkdir(exist_ok=True)
    env.services_file().write_text(json.dumps(services), "utf-8")


def test_home_is_absolute_and_beside_the_program_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOUFA_HOME", "data")
    assert env.home() == Path.cwd() / "data"
    monkeypatch.setenv("SHOUFA_HOME", "")
    assert env.home() == env.PROJECT / "var"


def test_a_text_is_trimmed_and_has_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.text(NAME) == ""
    assert env.text(NAME, "usual") == "usual"
    monkeypatch.setenv(NAME, " value \n")
    assert env.text(NAME, "usual") == "value"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *(("1", True), ("true", True), ("Yes", True), (" ON ", True)),
        *(("0", False), ("false", False), ("NO", False), ("off", False)),
    ],
)
def test_flags(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv(NAME, value)
    assert env.flag(NAME, default=not expected) is expected


@pytest.mark.parametrize("default", [True, False])
def test_an_empty_flag_is_its_default(monkeypatch: pytest.MonkeyPatch, default: bool) -> None:
    assert env.flag(NAME, default) is default
    monkeypatch.setenv(NAME, " ")
    assert env.flag(NAME, default) is default


def test_a_flag_that_is_none_names_the_variable_and_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "Maybe")
    with pytest.raises(ConfigurationError, match=f"{NAME}: .maybe. is neither yes nor no"):
        env.flag(NAME)


def test_whole_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.whole(NAME, 25) == 25
    monkeypatch.setenv(NAME, " 2525 ")
    assert env.whole(NAME, 25) == 2525
    monkeypatch.setenv(NAME, "1")
    assert env.whole(NAME, 25, least=1) == 1


@pytest.mark.parametrize("value", ["2.5", "1e3", "ten", "0x10"])
def test_no_whole_number(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ConfigurationError, match=f"{NAME}: .{value}. is not a whole number"):
        env.whole(NAME, 1)


@pytest.mark.parametrize(("value", "least"), [("-1", 0), ("0", 1)])
def test_a_whole_number_that_is_too_small(monkeypatch: pytest.MonkeyPatch, value: str, least: int) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ConfigurationError, match=f"{NAME}: {value} is less than {least}"):
        env.whole(NAME, 1, least=least)


def test_a_choice_is_one_of_those_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.choice(NAME, ("s3", "disk"), "s3") == "s3"
    monkeypatch.setenv(NAME, "disk")
    assert env.choice(NAME, ("s3", "disk"), "s3") == "disk"
    monkeypatch.setenv(NAME, "tape")
    with pytest.raises(ConfigurationError, match=f"{NAME}: .tape. is not known; allowed: s3, disk"):
        env.choice(NAME, ("s3", "disk"), "s3")


def test_items_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.items(NAME) == []
    monkeypatch.setenv(NAME, "a.example, ,b.example ,")
    assert env.items(NAME) == ["a.example", "b.example"]


def test_a_file_holds_the_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.write_text("口令\n", "utf-8")
    monkeypatch.setenv(f"{NAME}_FILE", str(secret))
    assert env.text(NAME) == "口令"
    assert env.given(NAME) == "口令"


def test_the_file_is_stronger_than_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = tmp_path / "number"
    number.write_text("7\n", "utf-8")
    monkeypatch.setenv(f"{NAME}_FILE", str(number))
    monkeypatch.setenv(NAME, "8")
    assert env.whole(NAME, 0) == 7


@pytest.mark.parametrize("name", ["missing", "."], ids=["missing", "folder"])
def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / name))
    with pytest.raises(ConfigurationError, match=f"{NAME}_FILE: the file .* cannot be read .* unset it") as caught:
        env.text(NAME, "usual")
    assert str(tmp_path / name) in str(caught.value)


def test_a_running_up_gives_what_nobody_has_set(monkeypatch: pytest.MonkeyPatch) -> None:
    up_has_started(SHOUFA_EXAMPLE=6380, SHOUFA_OTHER="x")
    assert env.whole(NAME, 1) == 6380
    assert env.text(NAME, "usual") == "6380"
    assert env.given(NAME) is None
    monkeypatch.setenv(NAME, "own")
    assert env.text(NAME) == "own"


def test_a_setting_that_is_set_to_nothing_is_not_taken_from_up(monkeypatch: pytest.MonkeyPatch) -> None:
    up_has_started(SHOUFA_EXAMPLE="redis://127.0.0.1:6380/0")
    monkeypatch.setenv(NAME, "")
    assert env.text(NAME) == ""


@pytest.mark.parametrize("content", ["", "{", '{"SHOUFA_OTHER": "x"}'], ids=["empty", "cut", "another"])
def test_services_that_say_nothing_of_a_setting_leave_its_default(content: str) -> None:
    env.services_file().parent.mkdir()
    env.services_file().write_text(content, "utf-8")
    assert env.text(NAME, "usual") == "usual"
