"""The directory of a compound file ([MS-CFB]): what .doc, .xls, .ppt and encrypted packages are made of.

Only as much of it as tells them apart, and bounded whatever the file says of itself.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from documents.reasons import Rejection

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # sector numbers above are marks (2.1)
_ENTRY = 128  # bytes of a directory entry (2.6.1)
_MOST_ENTRIES = 20_000
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_HEADER_TABLES = 109  # sector numbers of the allocation table that the header holds (2.2)


@dataclass(frozen=True)
class Entry:
    """A storage or stream: its path with "/" between names, its first sector and its size in bytes."""

    path: str
    storage: bool
    sector: int
    size: int


class Compound:
    """The entries of a compound file by path. Raises Rejection (damaged) when there is no directory."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(MAGIC):
            raise Rejection("damaged")
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise Rejection("damaged")
        self._data = data
        self._size = 1 << shift
        self._table = self._read_table()
        (first,) = struct.unpack_from("<I", data, 48)
        self._small_from = struct.unpack_from("<I", data, 56)[0]
        raw = self._chain(first, _MOST_ENTRIES * _ENTRY)
        self.entries = {entry.path: entry for entry in _entries(raw)}
        if not raw:
            raise Rejection("damaged")

    def start(self, path: str, length: int) -> bytes:
        """The first `length` bytes of a stream that is kept in sectors of its own; b"" for others."""
        entry = self.entries.get(path)
        if entry is None or entry.storage or entry.size < self._small_from:
            return b""
        return self._chain(entry.sector, min(length, entry.size))[:length]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _read_table(self) -> tuple[int, ...]:
        """The sector allocation table (2.3): for each sector the one that follows it."""
        per_sector = self._size // 4
        numbers = list(struct.unpack_from(f"<{_HEADER_TABLES}I", self._data, 76))
        (further,) = struct.unpack_from("<I", self._data, 68)
        seen: set[int] = set()
        while further < _END and further not in seen:
            seen.add(further)
            sector = self._sector(further).ljust(self._size, b"\xff")
            *more, further = struct.unpack(f"<{per_sector}I", sector)
            numbers += more
        longest = len(self._data) // self._size + 1
        parts = [self._sector(number) for number in dict.fromkeys(numbers) if number < longest]
        raw = b"".join(part.ljust(self._size, b"\xff") for part in parts)
        return struct.unpack(f"<{len(raw) // 4}I", raw)

    def _chain(self, first: int, length: int) -> bytes:
        """Up to `length` bytes, in whole sectors, of the chain that begins at sector `first`."""
        pieces, number, left, seen = [], first, length, set[int]()
        while number < len(self._table) and number not in seen and left > 0:
            seen.add(number)
            pieces.append(self._sector(number))
            left -= self._size
            number = self._table[number]
        return b"".join(pieces)


def _entries(raw: bytes) -> list[Entry]:
    """The tree of directory entries with their paths; each entry is visited once, whatever its links say."""
    count = min(len(raw) // _ENTRY, _MOST_ENTRIES)
    found, waiting, seen = [], [(0, "")], set[int]()
    while waiting:
        number, folder = waiting.pop()
        if number >= count or number in seen:
            continue
        seen.add(number)
        record = raw[number * _ENTRY : (number + 1) * _ENTRY]
        length, kind = struct.unpack_from("<HB", record, 64)
        left, right, child = struct.unpack_from("<III", record, 68)
        sector, size = struct.unpack_from("<II", record, 116)
        name = record[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        path = "" if kind == _ROOT else f"{folder}{name}"
        waiting += [(left, folder), (right, folder)]
        if kind in (_STORAGE, _ROOT):
            waiting.append((child, f"{path}/" if path else ""))
        if kind in (_STORAGE, _STREAM):
            found.append(Entry(path, kind == _STORAGE, sector, size))
    return found
