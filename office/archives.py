"""RAR and 7z archives, unpacked by libarchive's bsdtar in a limited child process.

It rewrites the archive as one tar stream. So no name from the archive ever becomes a name on this machine's disk, and
one limit on the size of one file bounds everything.
"""

from __future__ import annotations

import shutil
import struct
import tarfile
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from messages.errors import ConversionFailed, Damaged, PasswordNeeded, TooLarge, Unavailable
from messages.language import mark
from office import child
from office.child import MEGABYTE, Limits

_MOST_FILES = 2001  # one more than documents.archive allows
LIMITS = Limits(seconds=20, memory=1024 * MEGABYTE, file_size=160 * MEGABYTE)
_RAR_4 = b"Rar!\x1a\x07\0"
_MAIN, _FILE, _LONG = 0x73, 0x74, 0x8000  # kinds of blocks, and the flag that data follow (technote.txt of RAR 4)
_ENCRYPTED = {_MAIN: 0x0080, _FILE: 0x0004}


def unpack(data: bytes, program: str = "bsdtar", limits: Limits = LIMITS) -> list[tuple[str, bytes]]:
    """The files of an archive: name (UTF-8, or GBK where the archive says nothing of its names), bytes.

    Links, devices and folders are left out. Raises Unavailable when bsdtar is not installed; PasswordNeeded;
    TooLarge, Damaged, ConversionFailed.
    """
    if shutil.which(program) is None:
        raise Unavailable(mark("bsdtar is not installed."), place=program)
    if data.startswith(_RAR_4) and _rar_4_encrypted(data):  # bsdtar gives such files out as they are
        raise PasswordNeeded(mark("the archive is protected by a password."))
    with tempfile.TemporaryDirectory(prefix="shoufa-archive-") as name:
        folder = Path(name)
        (folder / "archive").write_bytes(data)
        argv = [program, "--format=pax", "-cf", "-", "@archive"]
        try:
            child.run(argv, folder, limits, {"LC_ALL": "C.UTF-8"}, {1: Damaged})
        except ConversionFailed as error:
            raise _told_apart(error, folder, limits) from error
        try:
            with tarfile.open(folder / "stdout", encoding="utf-8", errors="surrogateescape") as stream:
                return list(islice(_files(stream), _MOST_FILES))
        except tarfile.TarError as error:
            raise Damaged(mark("the archive is damaged."), place=program) from error


def _told_apart(error: ConversionFailed, folder: Path, limits: Limits) -> ConversionFailed:
    if "ncrypt" in (folder / "stderr").read_text("utf-8", "replace"):
        return PasswordNeeded(mark("the archive is protected by a password."))
    if (folder / "stdout").stat().st_size >= limits.file_size:
        return TooLarge(mark("the archive unpacks to too much data."))
    return error


def _rar_4_encrypted(data: bytes) -> bool:
    """Whether a block of the archive says that a password is needed."""
    at = len(_RAR_4)
    while at + 11 <= len(data):
        kind, flags, size, more = struct.unpack_from("<2xBHHI", data, at)
        if flags & _ENCRYPTED.get(kind, 0):
            return True
        if size < 7:
            break
        at += size + (more if flags & _LONG else 0)
    return False


def _files(stream: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    for member in stream:
        content = stream.extractfile(member) if member.isreg() else None
        if content is not None:
            yield _name(member.name), content.read()


def _name(name: str) -> str:
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError:
        return name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
