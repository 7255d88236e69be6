"""What every object store does, held against a folder and a real S3 server."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from messages.errors import NotFound
from storage.keys import content_key
from storage.protocol import ObjectMissing, ObjectStore, StoreConflict, StoredObject


def test_bytes_come_back_as_they_were_put(store: ObjectStore, folder: str) -> None:
    data = bytes(range(256)) * 64
    key = content_key(folder, data, ".docx")
    assert not store.exists(key)
    store.put(key, data, "application/msword")
    assert store.exists(key)
    assert store.get(key) == data


def test_empty_objects_are_kept(store: ObjectStore, folder: str) -> None:
    key = content_key(folder, b"")
    store.put(key, b"")
    assert store.get(key) == b""
    assert list(store.list(folder)) == [StoredObject(key, 0)]


def test_objects_above_one_chunk_of_the_server_are_kept(store: ObjectStore, folder: str) -> None:
    data = b"0123456789abcdef" * (12 * 65536)  # 12 MiB
    key = content_key(folder, data)
    store.put(key, data)
    assert store.get(key) == data


def test_same_bytes_again_do_nothing(store: ObjectStore, folder: str) -> None:
    key = f"{folder}/one"
    store.put(key, b"same")
    store.put(key, b"same")
    assert list(store.list(folder)) == [StoredObject(key, 4)]


def test_other_bytes_are_refused_and_the_first_stay(store: ObjectStore, folder: str) -> None:
    key = f"{folder}/one"
    store.put(key, b"first")
    with pytest.raises(StoreConflict) as refused:
        store.put(key, b"second")
    assert key in str(refused.value)
    assert store.get(key) == b"first"


def test_one_of_many_simultaneous_writers_wins(store: ObjectStore, folder: str) -> None:
    key = f"{folder}/raced"
    rivals = [f"writer {number}".encode() * 1000 for number in range(16)]

    def put(data: bytes) -> bool:
        try:
            store.put(key, data)
        except StoreConflict:
            return False
        return True

    with ThreadPoolExecutor(len(rivals)) as pool:
        won = [data for data, winner in zip(rivals, pool.map(put, rivals), strict=True) if winner]
    assert won == [store.get(key)]


def test_missing_object_is_not_found(store: ObjectStore, folder: str) -> None:
    with pytest.raises(ObjectMissing) as missing:
        store.get(f"{folder}/none")
    assert isinstance(missing.value, NotFound)
    assert f"{folder}/none" in str(missing.value)


def test_list_takes_a_prefix_that_ends_inside_a_name(store: ObjectStore, folder: str) -> None:
    kept = {
        f"{folder}/ab/1": b"1",
        f"{folder}/ab/2": b"22",
        f"{folder}/abc/3": b"333",
        f"{folder}/b": b"4444",
    }
    for key, data in kept.items():
        store.put(key, data)

    def listed(prefix: str) -> set[StoredObject]:
        return set(store.list(prefix))

    every = {StoredObject(key, len(data)) for key, data in kept.items()}
    assert listed(folder) == listed(f"{folder}/") == every
    assert listed(f"{folder}/ab") == {one for one in every if "/ab" in one.key}
    assert listed(f"{folder}/ab/") == {one for one in every if "/ab/" in one.key}
    assert listed(f"{folder}/none") == set()
    assert every <= listed("")


@pytest.mark.parametrize(
    "key", ["", "/etc/passwd", "../up", "a/../../up", "a//b", "a/", "A", "表", ".part", "a\n", "x" * 201]
)
def test_other_keys_are_refused_everywhere(store: ObjectStore, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        store.put(key, b"")
    with pytest.raises(ValueError, match="not a key"):
        store.get(key)
    with pytest.raises(ValueError, match="not a key"):
        store.exists(key)


def test_prefix_cannot_leave_the_store(store: ObjectStore) -> None:
    with pytest.raises(ValueError, match="not a key"):
        list(store.list("../"))


def test_prepared_store_passes_its_check_and_may_be_prepared_again(store: ObjectStore) -> None:
    store.check()
    store.prepare()
    store.check()
