"""The folder as object store: what a crash and a broken folder do."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from messages.errors import StoreUnavailable
from storage.disk import DiskStore
from storage.keys import sha256
from storage.protocol import StoreConflict, StoredObject

_WRITER = """
import os, sys
from pathlib import Path
from tempfile import mkdtemp
from storage.disk import DiskStore
from storage.keys import content_key
store = DiskStore(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    data = os.urandom(400_000)
    store.put(content_key("papers", data), data)
"""


def test_kill_leaves_only_whole_objects(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    for _ in range(3):
        with subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            end = time.monotonic() + 20
            before = len(list(store.list()))
            while len(list(store.list())) < before + 3 and time.monotonic() < end:
                time.sleep(0.01)
            writer.kill()
    found = list(store.list("papers/"))
    assert len(found) >= 9
    assert all(one.size == 400_000 and sha256(store.get(one.key)) == Path(one.key).name for one in found)


def test_unfinished_files_are_not_listed(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    store.put("a/one", b"1")
    (tmp_path / "a" / ".0123.part").write_bytes(b"half")
    assert list(store.list()) == [StoredObject("a/one", 1)]


def test_a_missing_folder_is_unavailable_and_not_empty(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "objects")
    store.prepare()
    store.put("a/one", b"1")
    shutil.rmtree(tmp_path / "objects")
    for step in (
        store.check,
        lambda: store.get("a/one"),
        lambda: store.exists("a/one"),
        lambda: list(store.list()),
    ):
        with pytest.raises(StoreUnavailable) as failure:
            step()
        assert str(tmp_path / "objects") in str(failure.value)
        assert failure.value.remedy
    with pytest.raises(StoreUnavailable):
        store.put("b/two", b"2")
    assert not (tmp_path / "objects").exists()


def test_a_file_where_a_folder_is_needed_is_said(tmp_path: Path) -> None:
    (tmp_path / "objects").write_bytes(b"")
    store = DiskStore(tmp_path / "objects")
    for step in (store.prepare, store.check):
        with pytest.raises(StoreUnavailable):
            step()


def test_a_folder_closed_to_us_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)  # root, who may run this, is allowed everything
    with pytest.raises(StoreUnavailable) as failure:
        DiskStore(tmp_path).check()
    assert "Permission denied" in str(failure.value)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    store = DiskStore(tmp_path)
    store.put("a/one", b"1")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreUnavailable) as failure:
        store.put("a/two", b"2")
    assert "No space left on device" in str(failure.value)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["one"]


class DiskAgainstModel(RuleBasedStateMachine):
    """Any sequence of puts keeps the first bytes of every key, as a dictionary would."""

    keys = st.sampled_from(["a/1", "a/2", "a/b/1", "c"])

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(mkdtemp(prefix="shoufa-disk-"))
        self.store = DiskStore(self.root)
        self.model: dict[str, bytes] = {}

    @rule(key=keys, data=st.binary(max_size=3))
    def put(self, key: str, data: bytes) -> None:
        kept = self.model.setdefault(key, data)
        if kept == data:
            self.store.put(key, data)
        else:
            with pytest.raises(StoreConflict):
                self.store.put(key, data)

    @invariant()
    def agrees(self) -> None:
        assert {one.key: one.size for one in self.store.list()} == {k: len(v) for k, v in self.model.items()}
        assert all(self.store.get(key) == data for key, data in self.model.items())

    def teardown(self) -> None:
        shutil.rmtree(self.root)


DiskAgainstModel.TestCase.settings = settings(max_examples=20, stateful_step_count=15)
TestDiskAgainstModel = DiskAgainstModel.TestCase
