"""How the house is built: what is said in ARCHITECTURE.md and CONTRIBUTING.md, held by looking at the source."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from config.env import PROJECT
from messages.language import LOCALE
from tests.house import Module, Text, calls, collect, modules, modules_of_tests, places, rooms, spoken, text_of

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
WRITERS_OF_STATUS = {Path("tracking/ledger.py"), Path("tracking/outbox.py")}
STATUS = {"status", "state"}
# rows that have just been made and are brought to their first status in the same transaction
FIRST_STATUS = {("workflows/issue.py", "_owe")}
KNOWS_THE_BOOK = {"tracking", "workflows", "worker", "web", "cli"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_packages_are_the_rooms() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    packaged = {name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    layered = set(project["tool"]["importlinter"]["root_packages"])
    assert {room.name for room in rooms()} == packaged == layered


def test_modules_are_short() -> None:
    lengths = {str(module.path): module.text.count("\n") for module in modules()}
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def _functions(module: Module) -> Iterator[Function]:
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def test_functions_are_short() -> None:
    long = [
        f"{module.at(function)} {function.name}: {length} lines"
        for module in modules()
        for function in _functions(module)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    ]
    assert long == []


def test_imports_stand_at_the_top_of_a_module() -> None:
    inner = {
        module.at(node)
        for module in modules()
        for function in _functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert inner == set()


def test_no_exception_is_swallowed_whole() -> None:
    bare = [
        module.at(node)
        for module in (*modules(), *modules_of_tests())
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert bare == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"#\s*noqa(?!:\s*[A-Z]+\d)",
        r"#\s*type:\s*ignore(?!\[[a-z])",
        r"#\s*mypy:\s*ignore-errors",
        r"#\s*ruff:\s*noqa",
        r"#.*\b(TO" r"DO|FIX" r"ME|XX" r"X)\b",
        r"\bpytest\.xfail\(|@pytest\.mark\.(skip|xfail)\b",
    ],
    ids=["bare-noqa", "bare-ignore", "module-ignore", "file-noqa", "left-for-later", "tests-that-do-not-run"],
)
def test_nothing_is_silenced_or_left_for_later(pattern: str) -> None:
    found = [
        f"{module.path}:{number}"
        for module in (*modules(), *modules_of_tests())
        for number, line in enumerate(module.text.splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert found == []


def test_no_baseline_hides_old_faults() -> None:
    checked = [room.rglob("*baseline*") for room in (*rooms(), PROJECT / "tests")]
    assert [str(path) for paths in checked for path in paths] == []
    assert list(PROJECT.glob("*baseline*")) == []


def test_only_the_ledger_and_the_outbox_write_a_status() -> None:
    written = [
        place
        for module in modules()
        if module.room in KNOWS_THE_BOOK and module.path not in WRITERS_OF_STATUS
        for place in _status_writes(module)
    ]
    assert written == []


def _status_writes(module: Module) -> Iterator[str]:
    """Where the module changes a status: x.status = …, update(status=…), setattr(x, …), save of that field."""
    first = {
        node
        for function in _functions(module)
        if (module.path.as_posix(), function.name) in FIRST_STATUS
        for node in ast.walk(function)
    }
    for node in ast.walk(module.tree):
        if node not in first and isinstance(node, ast.Attribute) and _is_written(node):
            yield module.at(node)
    for name, call in calls(module):
        if call not in first and _writes_status(name, call):
            yield module.at(call)


def _is_written(node: ast.Attribute) -> bool:
    return node.attr in STATUS and isinstance(node.ctx, ast.Store | ast.Del)


def _writes_status(name: str, call: ast.Call) -> bool:
    """Creating a row with its first status (create, get_or_create, bulk_create, a constructor) is no change."""
    if name == "setattr":
        return text_of(call.args[1]) in {None, *STATUS}
    if name == "update":
        return any(keyword.arg in STATUS for keyword in call.keywords)
    if name in {"save", "bulk_update", "update_or_create"}:
        named = [text_of(node) for node in ast.walk(call) if isinstance(node, ast.Constant)]
        return not STATUS.isdisjoint(named)
    return False


def test_a_changed_status_would_be_seen() -> None:
    seen = [
        "item.status = 'x'",
        "a.b.state = 'x'",
        "del item.status",
        "Item.objects.filter(pk=1).update(status='x')",
        "setattr(item, name, 'x')",
        "setattr(item, 'state', 'x')",
        "item.save(update_fields=['status'])",
        "Item.objects.bulk_update(items, ['status'])",
        "Item.objects.update_or_create(pk=1, defaults={'state': 'x'})",
    ]
    unseen = ["Item(status='x')", "Item.objects.create(state='x')", "x = item.status", "item.save()", "update(a=1)"]
    for text in (*seen, *unseen):
        module = Module(Path("workflows/example.py"), text, ast.parse(text))
        assert bool(list(_status_writes(module))) is (text in seen), text


def test_texts_for_people_are_literals() -> None:
    """mark() of anything but a literal would be missed by the extraction."""
    missed = [
        module.at(call)
        for module in modules()
        if module.path != Path("messages/language.py")
        for name, call in calls(module)
        if name == "mark" and text_of(call.args[0] if call.args else None) is None
    ]
    assert missed == []


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The Chinese translations."""
    with (LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale="zh_Hans", abort_invalid=True)


def test_every_text_has_a_chinese_translation(catalogue: Catalog) -> None:
    missing = {
        text: where
        for text, where in spoken().items()
        if (entry := catalogue.get(text)) is None or not entry.string or entry.string == ("",) or entry.fuzzy
    }
    assert missing == {}


def test_translations_have_the_places_of_their_texts(catalogue: Catalog) -> None:
    differing = [entry.id for entry in catalogue if entry.id and places(entry.id) != places(entry.string)]
    assert differing == []


def test_no_translation_is_left_of_a_text_that_nobody_says(catalogue: Catalog) -> None:
    assert {entry.id for entry in catalogue if entry.id} - spoken().keys() == set()
    assert not catalogue.obsolete


def test_texts_of_pages_are_found() -> None:
    found: dict[Text, str] = {}
    page = """{% load i18n %}<p title="{% translate 'One' %}">don't {{ _("Two") }}</p>
    {% blocktranslate trimmed count n=n %}{{ n }} file{% plural %}{{ n }} files{% endblocktranslate %}
    {% translate "Three" as three %}{% comment %}{% translate "Nobody" %}{% endcomment %}"""
    collect(templatize(page), "page.html", found)
    assert set(found) == {"One", "Two", ("%(n)s file", "%(n)s files"), "Three"}
