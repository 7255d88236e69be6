"""RAR and 7z archives, unpacked by libarchive's bsdtar in a limited child process.

It rewrites the archive as one tar stream. So no name from the archive ever becomes a name on this machine's disk, and
one limit on the size of one file bounds everything.
"""

from __future__ import annotations

import shutil
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
_LIMITS = Limits(seconds=20, memory=1024 * MEGABYTE, file_size=160 * MEGABYTE)


def unpack(data: bytes, program: str = "bsdtar") -> list[tuple[str, bytes]]:
    """The files of an archive: name (UTF-8, or GBK where the archive says nothing of its names), bytes.

    Links, devices and folders are left out. Raises Unavailable when bsdtar is not installed; PasswordNeeded;
    TooLarge, Damaged, ConversionFailed.
    """
    if shutil.which(program) is None:
        raise Unavailable(mark("bsdtar is not installed."), place=program)
    with tempfile.TemporaryDirectory(prefix="shoufa-archive-") as name:
        folder = Path(name)
        (folder / "archive").write_bytes(data)
        argv = [program, "--format=pax", "-cf", "-", "@archive"]
        try:
            child.run(argv, folder, _LIMITS, {"LC_ALL": "C.UTF-8"}, {1: Damaged})
        except ConversionFailed as error:
            raise _told_apart(error, folder) from error
        try:
            with tarfile.open(folder / "stdout", encoding="utf-8", errors="surrogateescape") as stream:
                return list(islice(_files(stream), _MOST_FILES))
        except tarfile.TarError as error:
            raise Damaged(mark("the archive is damaged."), place=program) from error


def _told_apart(error: ConversionFailed, folder: Path) -> ConversionFailed:
    if "ncrypt" in (folder / "stderr").read_text("utf-8", "replace"):
        return PasswordNeeded(mark("the archive is protected by a password."))
    if (folder / "stdout").stat().st_size >= _LIMITS.file_size:
        return TooLarge(mark("the archive unpacks to too much data."))
    return error


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
