"""Secrets that an installation makes for itself."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from pathlib import Path

from config.env import PROJECT
from config.secrets import kept_secret

TOGETHER = 4
NAMES = 40
# Waits for the start, then asks for many secrets as fast as it can, so that the processes meet again and again.
ASK = """
import sys
from pathlib import Path
from config.secrets import kept_secret
folder = Path(sys.argv[1])
print("ready", flush=True)
while not (folder / "go").exists():
    pass
for number in range(int(sys.argv[2])):
    print(kept_secret(folder, f"name-{number}"))
"""


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    first = kept_secret(tmp_path, "django")
    assert re.fullmatch(r"[\w-]{43}", first)
    assert kept_secret(tmp_path, "django") == first
    assert kept_secret(tmp_path, "store-access") != first
    assert kept_secret(tmp_path / "other", "django") != first


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    kept_secret(tmp_path, "django")
    folder = tmp_path / "secrets"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [(file.name, stat.S_IMODE(file.stat().st_mode)) for file in folder.iterdir()] == [("django", 0o600)]


def test_a_secret_of_the_office_own_is_kept(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "django").write_text("brought-along", "utf-8")
    assert kept_secret(tmp_path, "django") == "brought-along"


def test_processes_that_start_together_have_one_secret(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ASK, str(tmp_path), str(NAMES)]
    asking = [subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) for _ in range(TOGETHER)]
    for process in asking:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    (tmp_path / "go").touch()
    heard = [process.communicate(timeout=60)[0].split() for process in asking]
    assert [process.returncode for process in asking] == [0] * TOGETHER
    assert len(heard[0]) == len(set(heard[0])) == NAMES
    assert all(secrets == heard[0] for secrets in heard)
    assert sorted(path.name for path in (tmp_path / "secrets").iterdir()) == sorted(f"name-{n}" for n in range(NAMES))
