"""The bad inputs of the reliability study that concern files: each gets its verdict, quickly and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.documents.hostile import BAD

SECONDS, MIB = 10, 300
QUARANTINED = {
    *("archive_ratio", "archive_overlap", "archive_entries", "archive_size"),
    *("xml_doctype", "xml_depth", "active_content", "macros"),
}
Readings = dict[str, dict[str, Any]]

pytestmark = pytest.mark.xdist_group("bad inputs")


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readings]:
    """What came of each, read in a process of its own."""
    folder: Path = tmp_path_factory.mktemp("bad")
    for name, (make, _, _) in BAD.items():
        (folder / name).write_bytes(make())
    argv = [sys.executable, "-m", "tests.documents.measured", str(folder)]
    made = subprocess.run(argv, capture_output=True, check=True, text=True, timeout=240)
    yield {each["file"]: each for each in map(json.loads, made.stdout.splitlines())}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_gets_its_verdict(readings: Readings, name: str) -> None:
    _, verdict, code = BAD[name]
    found = readings[name]
    codes = [reason["code"] for reason in found["reasons"]]
    assert found["verdict"] == verdict
    assert code in codes or (code == "" and codes == [])
    assert found["quarantined"] == (verdict == "rejected" and code in QUARANTINED)


def test_a_bad_input_takes_little_time(readings: Readings) -> None:
    slow = {name: each["seconds"] for name, each in readings.items() if each["seconds"] > SECONDS}
    assert slow == {}


def test_a_bad_input_takes_little_memory(readings: Readings) -> None:
    large = {name: each["mib"] for name, each in readings.items() if each["mib"] > MIB}
    assert large == {}


def test_every_verdict_says_what_to_do(readings: Readings) -> None:
    assert all(reason["message"] for each in readings.values() for reason in each["reasons"])
