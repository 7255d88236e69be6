"""Intake and reading under random files: for a moment with the other tests, for an hour by `make soak`.

FUZZ_SECONDS sets another length of the long runs. The short run always makes the same files, the long ones new ones.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

LONG = float(os.environ.get("FUZZ_SECONDS", "3600"))
SHORT = 20.0


def fuzz(folder: Path, seconds: float, seed: int, *more: str) -> None:
    """Run the fuzzer in a process of its own, which may crash."""
    argv = [sys.executable, "-m", "tests.soak.fuzz", str(folder), str(seconds), str(seed), *more]
    run = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=seconds + 300)
    assert run.returncode == 0, f"seed {seed}, files in {folder}:\n{run.stdout}\n{run.stderr[-20000:]}"


def test_a_moment_of_random_files_gives_verdicts_only(tmp_path: Path) -> None:
    fuzz(tmp_path, SHORT, 1)


@pytest.mark.soak
@pytest.mark.timeout(LONG + 600)
def test_an_hour_of_random_files_gives_verdicts_only(tmp_path: Path) -> None:
    fuzz(tmp_path, LONG, time.time_ns() % 10**9)


@pytest.mark.soak
@pytest.mark.timeout(LONG + 600)
def test_other_programs_end_at_their_limits_whatever_they_are_given(tmp_path: Path) -> None:
    fuzz(tmp_path, LONG / 4, time.time_ns() % 10**9, "programs")
