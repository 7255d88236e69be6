"""docs/commands.md has every command with every option, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from cli.main import ALONE, HOUSE, app
from tests.docs.reading import headings, sections, text

PAGE = "docs/commands.md"
COMMANDS = sorted(HOUSE | ALONE)
OF_EVERY_COMMAND = {"--help", "--install-completion", "--show-completion"}


def commands_of(name: str) -> list[tuple[str, Any]]:
    """The command with all that are below it, each with the words that call it."""
    group: Any = typer.main.get_command(app)  # typer brings a click of its own, without types to name
    return list(_below(f"shoufa {name}", group.get_command(None, name)))


def _below(words: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield words, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from _below(f"{words} {name}", inner)


def test_every_command_has_a_section() -> None:
    assert headings(text(PAGE), 2) == [f"shoufa {name}" for name in COMMANDS]


@pytest.mark.parametrize("name", COMMANDS)
def test_options_and_inner_commands_are_in_the_section(name: str) -> None:
    section = sections(text(PAGE), 2)[f"shoufa {name}"]
    found = commands_of(name)
    options = {
        option
        for _, command in found
        for parameter in command.params
        if parameter.param_type_name == "option"
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    assert set(re.findall(r"--[a-z][a-z-]*", section)) == options - OF_EVERY_COMMAND
    assert all(words in section for words, _ in found)
