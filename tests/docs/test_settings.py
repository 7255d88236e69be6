"""docs/settings.md has every setting that is read, with its default, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from config.env import PROJECT
from tests.docs.reading import code, first_column, pages, rows, text
from tests.house import calls, modules, text_of

READERS = {"text", "flag", "whole", "choice", "items", "given", "get", "_tls"}
NAME = re.compile(r"SHOUFA_[A-Z0-9_]+")


@lru_cache(maxsize=1)
def read_settings() -> dict[str, ast.Call]:
    """Every setting that the program reads, with the call that reads it (that with a default, if one has)."""
    found: dict[str, ast.Call] = {}
    for name, call in _reads():
        if name not in found or len(call.args) > 1:
            found[name] = call
    return found


def _reads() -> Iterator[tuple[str, ast.Call]]:
    for module in modules():
        for reader, call in calls(module):
            name = text_of(call.args[0]) if call.args else None
            if reader in READERS and name and NAME.fullmatch(name):
                yield name, call


def test_every_setting_is_documented_once() -> None:
    documented = first_column(text("docs/settings.md"))
    assert sorted(documented) == sorted(read_settings())


def test_defaults_are_documented() -> None:
    cells = {code(row[0])[0]: row[1] for row in rows(text("docs/settings.md"))}
    wrong = {}
    for name, call in read_settings().items():
        default = call.args[-1] if len(call.args) > 1 else None
        if isinstance(default, ast.Constant) and default.value and str(default.value) not in code(cells[name]):
            wrong[name] = default.value
    assert wrong == {}


def test_no_text_names_a_setting_that_nobody_reads() -> None:
    files = [*pages(), PROJECT / "Dockerfile", PROJECT / "docker-compose.yml", PROJECT / "Makefile"]
    files += [PROJECT / module.path for module in modules()]
    known = read_settings().keys()
    unknown = {
        f"{file.relative_to(PROJECT)}: {name}"
        for file in files
        for name in NAME.findall(file.read_text("utf-8"))
        if name.removesuffix("_FILE") not in known and not name.endswith("_")
    }
    assert unknown == set()
