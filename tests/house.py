"""The program's own source, for tests that read it: files, syntax trees, the texts that it says to people."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from config.env import PROJECT

# What is called with a text to be translated, and which of its arguments is one.
SPEAKERS: Mapping[str, tuple[int, ...] | None] = {
    **dict.fromkeys(("mark", "translate", "_", "gettext", "gettext_lazy")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
}
Text = str | tuple[str, ...]  # a msgid; of a plural both forms
_PLACE = re.compile(r"(?<!\{)\{(\w+)(?:[!:][^{}]*)?\}|%\((\w+)\)[sd]")


@dataclass(frozen=True)
class Module:
    """One Python file: its path from the project's folder, text and syntax tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The folder at the top that it is in."""
        return self.path.parts[0]

    def at(self, node: ast.expr | ast.stmt | ast.excepthandler) -> str:
        """Where `node` is, as path:line."""
        return f"{self.path}:{node.lineno}"


def rooms() -> list[Path]:
    """The top-level packages of the program, tests not among them."""
    return sorted(path.parent for path in PROJECT.glob("*/__init__.py") if path.parent.name != "tests")


def _read(path: Path) -> Module:
    text = path.read_text("utf-8")
    return Module(path.relative_to(PROJECT), text, ast.parse(text, str(path)))


@lru_cache(maxsize=1)
def modules() -> tuple[Module, ...]:
    """Every module of the program; migrations, which Django writes, are left out."""
    paths = [path for room in rooms() for path in sorted(room.rglob("*.py")) if "migrations" not in path.parts]
    return tuple(map(_read, paths))


@lru_cache(maxsize=1)
def modules_of_tests() -> tuple[Module, ...]:
    """Every module of the tests."""
    return tuple(map(_read, sorted((PROJECT / "tests").rglob("*.py"))))


def templates() -> list[Path]:
    """Every page template."""
    return sorted(path for room in rooms() for path in room.glob("templates/**/*") if path.is_file())


def calls(module: Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call in the module with the last part of the called name: `outbox.enqueue(…)` is "enqueue"."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node
            elif isinstance(node.func, ast.Name):
                yield node.func.id, node


def text_of(node: ast.expr | None) -> str | None:
    """The text that a literal is, None for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def places(text: str | Sequence[str] | None) -> set[str]:
    """The names of the {named} and %(named)s places of a text."""
    return {one or other for one, other in _PLACE.findall(text if isinstance(text, str) else " ".join(text or ()))}


@lru_cache(maxsize=1)
def spoken() -> dict[Text, str]:
    """Every text that the program says to people: msgid → where it stands first."""
    found: dict[Text, str] = {}
    for module in modules():
        collect(module.text, str(module.path), found)
    for template in templates():
        collect(templatize(template.read_text("utf-8"), str(template)), str(template.relative_to(PROJECT)), found)
    return found


def collect(python: str, path: str, found: dict[Text, str]) -> None:
    """Add the texts of a module, or of a page template as `templatize` gives it, to `found`."""
    for line, message, _comments, _context in extract("python", io.BytesIO(python.encode()), keywords=SPEAKERS):
        if message:
            found.setdefault(message, f"{path}:{line}")
