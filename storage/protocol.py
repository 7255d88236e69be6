"""What every object store of Shoufa does, and the two answers that only a store gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from messages.errors import NotFound, ShoufaError
from messages.language import mark

DEFAULT_TYPE = "application/octet-stream"


class ObjectMissing(NotFound):
    """No object is kept under this key."""

    def __init__(self, key: str, place: str) -> None:
        super().__init__(
            mark("there is no object {key}."),
            place=place,
            remedy=mark("Look whether this is the store that the database was used with."),
            key=key,
        )


class StoreConflict(ShoufaError):
    """Other bytes are already kept under this key; nothing was written."""

    def __init__(self, key: str, place: str) -> None:
        super().__init__(
            mark("other bytes are already kept as {key}; nothing was overwritten."),
            place=place,
            remedy=mark("Compare the two files: one of them is damaged or was put there by hand."),
            key=key,
        )


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One kept object: its key and its size in bytes."""

    key: str
    size: int


class ObjectStore(Protocol):
    """Bytes under keys; an object is written once and never changed or deleted.

    Keys are those of `storage.keys` (another one raises ValueError). Every method raises
    StoreUnavailable, naming the place and what to do, when the store does not answer or refuses.
    """

    def prepare(self) -> None:
        """Make the bucket or folder if it is not there."""

    def check(self) -> None:
        """Return when the store answers and its bucket or folder is there and may be used."""

    def put(self, key: str, data: bytes, content_type: str = DEFAULT_TYPE) -> None:
        """Keep `data` durably; the same bytes again do nothing, other bytes raise StoreConflict."""

    def get(self, key: str) -> bytes:
        """The bytes of `key`; ObjectMissing when there are none."""

    def exists(self, key: str) -> bool:
        """Whether something is kept under `key`."""

    def list(self, prefix: str = "") -> Iterator[StoredObject]:
        """All objects whose key starts with `prefix`, in the store's own order."""
