"""scripts/update_texts.py: what it finds missing, what it keeps and what it drops."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from config.env import PROJECT

MARKED = 'msgid "Files received: {count}."'
NEW, GONE = 'msgid "Owed"\nmsgstr "应报"', 'msgid "A text of last year."\nmsgstr "去年的话。"'


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script as a module."""
    spec = spec_from_file_location("update_texts", PROJECT / "scripts" / "update_texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def file(script: ModuleType, tmp_path: Path) -> Path:
    """A copy of the catalogue, up to date also in its comments, which say where a text stands first."""
    copy = tmp_path / "django.po"
    copy.write_bytes(script.FILE.read_bytes())
    assert script.main([str(copy)]) == 0
    return copy


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_an_update_without_news_changes_nothing(script: ModuleType, file: Path) -> None:
    before = file.read_bytes()
    assert script.main(["--check", str(file)]) == 0
    assert script.main([str(file)]) == 0
    assert file.read_bytes() == before


def test_check_names_what_is_missing_and_changes_nothing(
    script: ModuleType, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file, NEW, "")
    before = file.read_bytes()
    assert script.main(["--check", str(file)]) == 1
    assert "no translation of 'Owed'" in capsys.readouterr().out
    assert file.read_bytes() == before


def test_check_names_what_nobody_says(script: ModuleType, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(file, MARKED, f"{GONE}\n\n{MARKED}")
    assert script.main(["--check", str(file)]) == 1
    assert "A text of last year." in capsys.readouterr().out


def test_check_doubts_a_fuzzy_translation(script: ModuleType, file: Path) -> None:
    edit(file, NEW, f"#, fuzzy\n{NEW}")
    assert script.main(["--check", str(file)]) == 1


def test_an_update_adds_drops_and_keeps(script: ModuleType, file: Path) -> None:
    before = file.read_text("utf-8")
    edit(file, NEW, GONE)
    assert script.main([str(file)]) == 0
    assert file.read_text("utf-8") == before.replace(NEW, 'msgid "Owed"\nmsgstr ""')


def test_the_first_update_writes_every_text(script: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "LC_MESSAGES" / "django.po"
    assert script.main([str(file)]) == 0
    assert MARKED in file.read_text("utf-8")
    assert script.main(["--check", str(file)]) == 1
