"""Several processes at one SQLite file with the settings that we ship: nobody is locked out, nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config.env import PROJECT
from tests.tracking.contender import ROUNDS

PROCESSES = 4
CONTENDER = """
import sys, django
django.setup()
from tests.tracking import contender
print(getattr(contender, sys.argv[1])())
"""
Contend = Callable[[str, int], list[int]]


@pytest.fixture
def contend(tmp_path: Path) -> Contend:
    """Runs so many contenders at once at a database of their own; gives what each has printed."""
    environment = {name: value for name, value in os.environ.items() if name != "SHOUFA_DATABASE_URL"}
    environment |= {"SHOUFA_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}

    def run(what: str, processes: int = 1) -> list[int]:
        command = [sys.executable, "-c", CONTENDER, what]
        started = [
            subprocess.Popen(
                command, env=environment, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
            for _ in range(processes)
        ]
        said = [process.communicate(timeout=120) for process in started]
        assert all(process.returncode == 0 for process in started), [wrong for _, wrong in said]
        return [int(out) for out, _ in said]

    return run


def test_read_then_write_transactions_of_four_processes_never_find_it_locked(contend: Contend) -> None:
    contend("prepare", 1)
    assert contend("count", PROCESSES) == [ROUNDS] * PROCESSES
    assert contend("total", 1) == [ROUNDS * PROCESSES]


def test_of_racing_workers_each_job_has_one(contend: Contend) -> None:
    contend("prepare", 1)
    finished = contend("finish", PROCESSES)
    assert sum(finished) == ROUNDS
    assert contend("total", 1) == [ROUNDS]
