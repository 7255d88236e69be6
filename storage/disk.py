"""A folder as object store, for one machine or a shared file system."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from messages.errors import StoreUnavailable
from messages.language import mark
from storage.keys import checked, checked_prefix
from storage.protocol import DEFAULT_TYPE, ObjectMissing, StoreConflict, StoredObject

_REMEDY = mark("See that the folder is there, writable for this user and not full, or correct SHOUFA_STORE_PATH.")


class DiskStore:
    """Implements storage.protocol.ObjectStore with one file an object below `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def prepare(self) -> None:
        """Make the folder if it is not there, closed to other users of the machine."""
        with self._reporting():
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)

    def check(self) -> None:
        """Return when the folder is there and may be written to."""
        with self._reporting():
            if not self.root.is_dir():
                raise FileNotFoundError(2, os.strerror(2))
            if not os.access(self.root, os.R_OK | os.W_OK | os.X_OK):
                raise PermissionError(13, os.strerror(13))

    def put(self, key: str, data: bytes, content_type: str = DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Keep `data`: written aside, flushed to the disk, then given its name only if that is free."""
        path = self._path(key)
        with self._reporting():
            self._make_folder(path.parent)
            unfinished = path.parent / f".{uuid.uuid4().hex}.part"
            try:
                _write_durably(unfinished, data)
                # A link, unlike a rename, fails when the name is taken, also by another process.
                os.link(unfinished, path)
            except FileExistsError:
                if path.read_bytes() != data:
                    raise StoreConflict(key, str(self.root)) from None
            finally:
                unfinished.unlink(missing_ok=True)
            _flush_folder(path.parent)

    def get(self, key: str) -> bytes:
        """The bytes of `key`; ObjectMissing when there are none."""
        path = self._path(key)
        with self._reporting():
            if not path.is_file():
                self.check()
                raise ObjectMissing(key, str(self.root))
            return path.read_bytes()

    def exists(self, key: str) -> bool:
        """Whether something is kept under `key`."""
        path = self._path(key)
        with self._reporting():
            if path.is_file():
                return True
            self.check()
            return False

    def list(self, prefix: str = "") -> Iterator[StoredObject]:
        """All objects whose key starts with `prefix`, by name."""
        self.check()
        start = self.root / checked_prefix(prefix).rpartition("/")[0]
        for folder, folders, names in os.walk(start):
            folders.sort()
            for name in sorted(names):
                path = Path(folder, name)
                key = path.relative_to(self.root).as_posix()
                if key.startswith(prefix) and not name.startswith("."):
                    yield StoredObject(key, path.stat().st_size)

    def _path(self, key: str) -> Path:
        return self.root / checked(key)

    def _make_folder(self, folder: Path) -> None:
        """Make the folders down to `folder`; each new name is flushed in the folder that holds it."""
        if folder.is_dir():
            return
        self.check()
        missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for made in missing:
            _flush_folder(made.parent)

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreUnavailable(
                mark("the object store's folder cannot be used ({reason})."),
                place=str(self.root),
                remedy=_REMEDY,
                reason=error.strerror or str(error),
            ) from error


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
