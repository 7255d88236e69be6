"""`shoufa demo` as somebody runs it: twice on one folder, and on a machine where something has stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from cli.demo.stage import console_is_open
from supervisor.state import Running, read_running, write_running

SHOUFA = str(Path(sys.executable).with_name("shoufa"))
NUMBERS = {
    "campaign": "footsteps-2016",
    "units": 11,
    "issued": 11,
    "sent": 11,
    "owed": 7,
    "replies": 7,
    "accepted": 5,
    "review": 1,
    "sent_back": 1,
    "overdue": 1,
    "reminders": 14,
}

pytestmark = [pytest.mark.services, pytest.mark.timeout(900)]


def _run(home: Path, *options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SHOUFA_", "DJANGO_"))}
    environment = inherited | {"SHOUFA_HOME": str(home), "SHOUFA_LANGUAGE": "en"} | settings
    return subprocess.run([SHOUFA, "demo", *options], env=environment, capture_output=True, text=True, check=False)


@contextmanager
def simple_http_server() -> Iterator[int]:
    """The port of a server that is not ours."""
    with ThreadingHTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def _told(home: Path) -> tuple[dict[str, Any], str]:
    """The object that the demo prints, and what it tells aside."""
    done = _run(home, "--json")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    return json.loads(line), done.stderr


def test_story_is_told_twice_and_happens_once(tmp_path: Path) -> None:
    first, aside = _told(tmp_path)
    assert {name: first[name] for name in NUMBERS} == NUMBERS
    assert set(first) == set(NUMBERS) | {"rollup_xlsx", "rollup_docx", "board_url"}
    assert read_running(tmp_path / "run") == []
    mailboxes = sorted((tmp_path / "demo" / "mail").glob("*/received/*/*"))
    assert _told(tmp_path)[0] == first
    assert sorted((tmp_path / "demo" / "mail").glob("*/received/*/*")) == mailboxes
    rows = list(load_workbook(first["rollup_xlsx"]).worksheets[0].iter_rows(values_only=True))
    mobile = rows[0].index("手机号码")
    corrected = "13800000006"
    expected = ["13800000001", "13800000002", "13800000003", "13800000005", corrected]
    assert sorted(str(row[mobile]) for row in rows[1:]) == expected
    officers = docx.Document(first["rollup_docx"]).tables[0]
    assert len(officers.rows) == len(rows)
    assert aside.splitlines()[-1].endswith(f"SHOUFA_HOME={tmp_path} make up")
    assert all(word in aside for word in ("redis://", "Bucket: shoufa", "issue.deliver", "Overdue"))


def test_another_server_is_not_taken_for_the_console(tmp_path: Path) -> None:
    with simple_http_server() as port:
        (tmp_path / "run").mkdir()
        write_running(tmp_path / "run", [])
        assert not console_is_open(tmp_path, f"http://127.0.0.1:{port}")
        write_running(tmp_path / "run", [Running("web", os.getpid(), port)])
        assert console_is_open(tmp_path, f"http://127.0.0.1:{port}")


def test_broker_that_does_not_answer_is_said(tmp_path: Path) -> None:
    done = _run(tmp_path, "--json", "--patience", "5", SHOUFA_BROKER_URL="redis://127.0.0.1:1/0")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "waited 5 seconds in vain" in done.stderr
    assert "Traceback" not in done.stderr
    assert read_running(tmp_path / "run") == []


def test_real_work_is_left_alone(tmp_path: Path) -> None:
    environment = {"SHOUFA_HOME": str(tmp_path), "SHOUFA_STORE": "disk"}
    for arguments in (["migrate"], ["campaign", "import", "templates_docx/footsteps"]):
        subprocess.run([SHOUFA, *arguments], env=os.environ | environment, check=True, capture_output=True)
    done = _run(tmp_path)
    assert done.returncode == 1
    assert "real work" in done.stderr
    assert not (tmp_path / "run").exists()
