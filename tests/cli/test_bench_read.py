"""`shoufa bench read`: its lines, its forms, and what it says when a baseline is not installed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli import bench
from cli.benches import read
from cli.benches.form import form
from messages.errors import NotAllowed
from tests.cli.conftest import Shoufa
from tests.cli.test_fields import plain

KEYS = [
    "name",
    "documents",
    "seconds",
    "documents_per_second",
    "peak_mib",
    "baseline",
    "baseline_documents_per_second",
    "ratio",
    "limit_documents_per_second",
    "share_of_limit",
]
ABSENT = "no_such_package"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """One pass over a few rows, beside one reader that is always there and one that never is."""
    monkeypatch.setattr(read, "MORE_ROWS", (40,))
    monkeypatch.setattr(read, "PASSES", 1)
    monkeypatch.setattr(read, "BASELINES", {"zipfile": lambda: Path.read_bytes, ABSENT: lambda: 1 // 0})


def test_lines_are_those_of_the_contract(small: None) -> None:
    lines = [json.loads(line) for line in read.measure(2).splitlines()]
    assert all(list(line) == KEYS for line in lines)
    assert [(line["name"], line["baseline"]) for line in lines] == [
        ("read", "zipfile"),
        ("read", ABSENT),
        ("read-without-controls", "zipfile"),
        ("read-without-controls", ABSENT),
        ("read-40-rows", None),
    ]
    measured, absent = lines[:2]
    assert measured["documents"] == 2
    assert measured["ratio"] == pytest.approx(
        measured["documents_per_second"] / measured["baseline_documents_per_second"], rel=0.2, abs=0.01
    )
    assert 0 < measured["share_of_limit"] < 1
    assert (absent["ratio"], absent["baseline_documents_per_second"]) == (None, None)


@pytest.mark.parametrize("controls", [True, False])
def test_forms_are_read_as_they_were_filled(tmp_path: Path, controls: bool) -> None:
    files = read.fill_forms(tmp_path, 3, 30, controls=controls)
    readings = [files.read(path) for path in files.paths]
    assert len({reading.fields[0].raw for reading in readings}) == 3
    assert all(len(reading.fields) == 15 and len(reading.tables[0].rows) == 30 for reading in readings)


def test_a_form_that_is_not_read_is_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.benches.read.form", lambda rows, **said: form(rows, **said | {"number": None}))
    with pytest.raises(NotAllowed, match=r"0\.docx"):
        read.fill_forms(tmp_path, 1, 2, controls=True)


def test_a_baseline_that_is_missing_is_named_with_what_installs_it(
    shoufa: Shoufa, monkeypatch: pytest.MonkeyPatch
) -> None:
    line: dict[str, Any] = dict.fromkeys(KEYS, 1) | {"name": "read", "baseline": "markitdown", "ratio": None}
    monkeypatch.setattr(bench, "measured", lambda name, size: [line])
    outcome = shoufa("bench", "read", "--json")
    assert outcome.code == 1
    assert json.loads(outcome.out) == line
    assert "markitdown" in plain(outcome.err) and "make bench" in plain(outcome.err)


def test_lines_are_said_in_words(shoufa: Shoufa, monkeypatch: pytest.MonkeyPatch) -> None:
    line = dict.fromkeys(KEYS, 3) | {"name": "read", "baseline": "docx2python"}
    monkeypatch.setattr(bench, "measured", lambda name, size: [line, line | {"baseline": None, "ratio": None}])
    outcome = shoufa("bench", "read")
    assert outcome.code == 0
    assert "read: 3 documents in 3 s" in outcome.out
    assert "beside docx2python: 3/s; ratio 3" in outcome.out
    assert outcome.out.count("beside") == 1
