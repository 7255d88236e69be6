"""The house of processes: nothing is left behind, nothing stays down, nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
import redis

from messages.errors import NotAllowed, Unavailable
from storage.s3 import S3Store
from supervisor.process import Child, Command
from supervisor.state import only_one, read_running
from supervisor.tree import Supervisor
from tests.supervisor.conftest import House, Houses, gone, wait_until

pytestmark = pytest.mark.services


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_everything_in_time(houses: Houses, number: signal.Signals) -> None:
    house = houses("house", "plain")
    pids = house.pids()
    assert len(pids) == 4
    began = time.monotonic()
    house.end(number)
    assert time.monotonic() - began < 8  # one child is deaf to SIGTERM
    assert house.process.returncode == 0
    assert all(gone(pid) for pid in pids)
    assert house.children() == {}


def test_nothing_outlives_a_killed_supervisor(houses: Houses) -> None:
    house = houses("house", "plain")
    pids = house.pids()
    assert not any(gone(pid) for pid in pids)
    house.end(signal.SIGKILL)
    assert wait_until(lambda: all(gone(pid) for pid in pids)) < 10
    assert houses("house", "plain").children().keys() == {"quiet", "deaf", "forking"}


def test_a_dead_child_is_started_again(houses: Houses) -> None:
    house = houses("house", "plain")
    before = house.children()
    for _ in range(2):
        pid = house.children()["quiet"].pid
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda pid=pid: house.children()["quiet"].pid != pid)  # type: ignore[misc]
    after = house.children()
    assert after["deaf"] == before["deaf"]
    assert not gone(after["quiet"].pid)


def test_a_second_supervisor_on_the_folder_is_refused(houses: Houses) -> None:
    house = houses("house", "plain")
    argv = [sys.executable, "-m", "tests.supervisor.house", str(house.folder), "plain"]
    env = {**os.environ, "SHOUFA_LANGUAGE": "en"}
    second = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=30, env=env)
    assert second.returncode == 1
    assert f"already runs on this folder (process {house.process.pid})" in second.stderr
    assert not any(gone(pid) for pid in house.pids())


def fill(house: House, number: int) -> None:
    """Put something into the broker and the object store of `house`."""
    with broker(house) as client:
        client.rpush("queue", number)
        client.wait(0, 0)
    store(house).put(f"papers/{number}", str(number).encode())


def broker(house: House) -> redis.Redis:
    return redis.Redis(port=house.children()["broker"].port or 0)


def store(house: House) -> S3Store:
    port = house.children()["store"].port
    made = S3Store(f"127.0.0.1:{port}", "test-key", "test-secret-key", "papers")
    made.prepare()
    return made


def contents(house: House) -> tuple[list[bytes], dict[str, bytes]]:
    """What the broker's queue and the object store of `house` hold."""
    kept = store(house)
    with broker(house) as client:
        return client.lrange("queue", 0, -1), {one.key: kept.get(one.key) for one in kept.list()}


def holds(house: House, numbers: list[int]) -> bool:
    """Whether both hold exactly what `fill` put there; a server that has just started may not answer yet."""
    expected = [str(number).encode() for number in numbers]
    try:
        return contents(house) == (expected, {f"papers/{each.decode()}": each for each in expected})
    except (redis.ConnectionError, Unavailable):
        return False


def test_servers_keep_their_data_and_ports_over_kills(houses: Houses) -> None:
    house = houses("house", "servers")
    ports = {one.name: one.port for one in house.children().values()}
    for number, how in enumerate([signal.SIGKILL, signal.SIGTERM, signal.SIGKILL]):
        fill(house, number)
        if how == signal.SIGKILL:
            time.sleep(1.1)  # Redis flushes its file once a second
        pids = house.pids()
        began = time.monotonic()
        house.end(how)
        wait_until(lambda pids=pids: all(gone(pid) for pid in pids))  # type: ignore[misc]
        assert time.monotonic() - began < 10
        house.start()
    assert {one.name: one.port for one in house.children().values()} == ports
    wait_until(lambda: holds(house, [0, 1, 2]))


def test_killed_servers_come_back_under_a_running_supervisor(houses: Houses) -> None:
    house = houses("house", "servers")
    fill(house, 1)
    time.sleep(1.1)
    pids = {one.name: one.pid for one in house.children().values()}
    for pid in pids.values():
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: all(house.children()[name].pid != pid for name, pid in pids.items()))
    wait_until(lambda: holds(house, [1]))


def test_two_houses_stand_side_by_side(houses: Houses) -> None:
    one, other = houses("one", "servers"), houses("other", "servers")
    fill(one, 1)
    fill(other, 2)
    assert contents(one) == ([b"1"], {"papers/1": b"1"})
    assert contents(other) == ([b"2"], {"papers/2": b"2"})


def test_servers_listen_on_the_loopback_interface_only(houses: Houses) -> None:
    house = houses("house", "servers")
    # The broker's port, and five servers of the store with a twin each; its admin server comes last.
    wait_until(lambda: len(listeners(house)) == 11)
    assert {host for host, _ in listeners(house)} == {"0100007F"}


def listeners(house: House) -> list[tuple[str, str]]:
    """The (address, port) pairs, in the kernel's hexadecimal, on which the children of `house` listen."""
    return [address for pid in house.pids() for address in listeners_of(pid)]


def listeners_of(pid: int) -> list[tuple[str, str]]:
    links = [link for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()]
    sockets = {link.readlink().name for link in links}
    tables = [Path(f"/proc/{pid}/net/{name}").read_text("ascii") for name in ("tcp", "tcp6")]
    rows = [row.split() for table in tables for row in table.splitlines()]
    found = [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in sockets]
    return [(address.split(":")[0], address.split(":")[1]) for address in found]


def one_child(folder: Path, code: str, ready: bool = True) -> Child:
    argv = [sys.executable, "-c", code]
    return Child("one", Command(argv, ready=lambda: ready), folder / "one.log")


@pytest.mark.usefixtures("english")
def test_a_child_that_dies_at_start_is_reported_with_its_log(tmp_path: Path) -> None:
    quiet = Child("quiet", Command([sys.executable, "-c", "import time; time.sleep(600)"]), tmp_path / "quiet.log")
    dying = one_child(tmp_path, "raise SystemExit('the {reason} in the log')", ready=False)
    with pytest.raises(Unavailable) as failure:
        Supervisor([quiet, dying], tmp_path).run()
    assert "the {reason} in the log" in str(failure.value)
    assert str(dying.log) in str(failure.value)
    assert quiet.pid is None
    assert read_running(tmp_path) == []


@pytest.mark.usefixtures("english")
def test_a_child_that_is_never_ready_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supervisor.tree._READY_WITHIN", 0.3)
    with pytest.raises(Unavailable) as failure:
        Supervisor([one_child(tmp_path, "import time; time.sleep(600)", ready=False)], tmp_path).run()
    assert "one did not start" in str(failure.value)


@pytest.mark.usefixtures("english")
def test_a_missing_program_is_reported(tmp_path: Path) -> None:
    missing = Child("one", Command([str(tmp_path / "none")]), tmp_path / "log")
    with pytest.raises(Unavailable) as failure:
        Supervisor([missing], tmp_path).run()
    assert str(tmp_path / "none") in str(failure.value)


def test_before_is_called_under_the_lock_and_before_any_child(tmp_path: Path) -> None:
    one = one_child(tmp_path, "import time; time.sleep(600)")
    seen: list[str] = []

    def before() -> None:
        assert one.pid is None
        with pytest.raises(NotAllowed), only_one(tmp_path):
            pass
        seen.append("before")

    def on_ready() -> None:
        assert one.alive()
        seen.append("ready")
        os.kill(os.getpid(), signal.SIGTERM)

    former = signal.getsignal(signal.SIGTERM)
    Supervisor([one], tmp_path).run(before, on_ready)
    assert seen == ["before", "ready"]
    assert signal.getsignal(signal.SIGTERM) is former


def test_a_signal_while_starting_ends_without_starting_the_rest(tmp_path: Path) -> None:
    first = one_child(tmp_path, "import os, signal; os.kill(os.getppid(), signal.SIGTERM); signal.pause()", ready=False)
    second = Child("second", Command([str(tmp_path / "never-run")]), tmp_path / "second.log")
    Supervisor([first, second], tmp_path).run(on_ready=lambda: pytest.fail("not everything was ready"))
    assert first.pid is None


def test_restarts_come_ever_later_while_a_child_keeps_dying(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    code = f"import time; open({str(starts)!r}, 'a').write(f'{{time.monotonic()}}\\n')"
    end_after = Child(
        "clock",
        Command(
            [
                sys.executable,
                "-c",
                "import os, signal, time; time.sleep(3); os.kill(os.getppid(), signal.SIGTERM)",
            ]
        ),
        tmp_path / "clock.log",
    )
    Supervisor([end_after, one_child(tmp_path, code)], tmp_path).run()
    times = [float(line) for line in starts.read_text().split()]
    waits = [after - before for before, after in pairwise(times)]
    assert 2 <= len(waits) <= 4
    assert waits == sorted(waits)
    assert waits[-1] > 2 * waits[0] * 0.8
