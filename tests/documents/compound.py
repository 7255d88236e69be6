"""Small compound files ([MS-CFB]): what Word's binary files and encrypted packages are wrapped in."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
WORD = b"\xec\xa5" + bytes(8) + b"\x00\x00" + bytes(4084)  # a FIB whose flags say nothing
WORD_ENCRYPTED = b"\xec\xa5" + bytes(8) + b"\x00\x01" + bytes(4084)


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams; a name with "/" lies in a storage. One allocation table: up to 60 kB."""
    names = sorted({"/".join(path.split("/")[:depth]) for path in streams for depth in range(1, path.count("/") + 2)})
    bodies, starts, table = [], {}, [_TABLE]
    for path, content in streams.items():
        data = content.ljust(4096, b"\0")  # no stream is so small that it would lie in the mini stream
        starts[path] = (len(table), len(data))
        count = -(-len(data) // _SECTOR)
        table += [*range(len(table) + 1, len(table) + count), _END]
        bodies.append(data.ljust(count * _SECTOR, b"\0"))
    directory = _directory(names, starts)
    first = len(table)
    table += [*range(first + 1, first + len(directory) // _SECTOR), _END]
    packed = struct.pack(f"<{_SECTOR // 4}I", *table, *[_FREE] * (_SECTOR // 4 - len(table)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, first, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + packed + b"".join(bodies) + directory


def _directory(names: list[str], starts: Mapping[str, tuple[int, int]]) -> bytes:
    """Entries in which the members of a storage hang on each other's right hand."""
    numbers = {"": 0} | {name: number for number, name in enumerate(names, 1)}
    members: dict[str, list[str]] = {}
    for name in names:
        members.setdefault(name.rpartition("/")[0], []).append(name)
    entries = [_entry("Root Entry", 5, _NONE, numbers[members[""][0]], _END, 0)]
    for name in names:
        siblings = members[name.rpartition("/")[0]]
        at = siblings.index(name) + 1
        right = numbers[siblings[at]] if at < len(siblings) else _NONE
        child = numbers[members[name][0]] if name in members else _NONE
        start, size = starts.get(name, (0, 0))
        entries.append(_entry(name.rpartition("/")[2], 2 if name in starts else 1, right, child, start, size))
    while len(entries) % 4:
        entries.append(bytes(64) + struct.pack("<HBBIII", 0, 0, 0, _NONE, _NONE, _NONE) + bytes(48))
    return b"".join(entries)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le")
    head = wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide) + 2, kind, 1, _NONE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
