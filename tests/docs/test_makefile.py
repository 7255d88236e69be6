"""The Makefile explains itself, and what the texts tell people to type is there."""

from __future__ import annotations

import re
import subprocess

import pytest

from config.env import PROJECT
from tests.docs.reading import pages, text

TARGET = re.compile(r"^([a-z]+):(?!=)", re.MULTILINE)
DOCUMENTED = re.compile(r"^([a-z]+):[^=\n]*## \S", re.MULTILINE)


def test_every_target_says_what_it_does() -> None:
    makefile = text("Makefile")
    targets = TARGET.findall(makefile)
    assert targets == DOCUMENTED.findall(makefile)
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    assert phony[1].split() == targets


def test_make_alone_lists_the_targets() -> None:
    listed = subprocess.run(["make"], cwd=PROJECT, check=True, capture_output=True, text=True).stdout
    assert re.findall(r"^make (\w+)", listed, re.MULTILINE) == TARGET.findall(text("Makefile"))


def test_targets_that_texts_name_exist() -> None:
    commands = [*(page.read_text("utf-8") for page in pages()), text(".ci/run"), text(".github/workflows/ci.yml")]
    named = {name for markdown in commands for name in re.findall(r"(?:`|^\s*)make ([a-z]+)\b", markdown, re.MULTILINE)}
    assert {"demo", "test"} <= named <= set(TARGET.findall(text("Makefile")))


@pytest.mark.parametrize("name", ["scripts/make-venv", "scripts/system-packages", "scripts/make-secrets", ".ci/run"])
def test_scripts_stop_at_the_first_fault(name: str) -> None:
    script = PROJECT / name
    assert script.stat().st_mode & 0o111
    assert "set -euo pipefail" in script.read_text("utf-8")
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_ci_checks_then_tests() -> None:
    assert text(".ci/run").splitlines()[-2:] == ["make check", "make test"]
