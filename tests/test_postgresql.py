"""The book and the workflows on a real PostgreSQL: the same tests as on SQLite, in a process of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from config.env import PROJECT

AT_LEAST = 150  # tests; fewer would mean that some were not found
PARTS = (
    *(f"tests/tracking/test_{part}.py" for part in ("states", "outbox", "progress", "audit", "access", "clock")),
    *(f"tests/workflows/test_{part}.py" for part in ("whole_way", "issue", "collecting", "reviewing", "reconciling")),
)


@pytest.mark.postgresql
@pytest.mark.services
def test_book_and_workflows_on_postgresql(postgresql_url: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    command = [sys.executable, "-m", "pytest", *PARTS, "-q", "-m", "not services", "-p", "no:xdist", "--create-db"]
    done = subprocess.run(
        command,
        env=environment | {"SHOUFA_DATABASE_URL": postgresql_url},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed and int(passed[1]) >= AT_LEAST
