"""The returned files that somebody names: folders walked, archives opened, each file under a name to be told by."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from documents.archive import LIMITS, MEGABYTE
from documents.intake import sniff, unpack
from documents.kinds import ARCHIVES
from documents.reading import Reading
from documents.reasons import Reason, Rejection
from documents.tools import Tools
from messages.language import mark, translate


@dataclass(frozen=True)
class Returned:
    """One returned file: its name (`a.zip!/b.docx` within an archive), and its bytes or why there are none."""

    name: str
    data: bytes = b""
    unusable: Reading | None = None


def paths_of(named: Iterable[Path], leave_out: Path | None) -> list[Path]:
    """The files among `named` and those in the folders, without `leave_out`. BadParameter when one is not there."""
    found: list[Path] = []
    for path in named:
        if not path.exists():
            raise typer.BadParameter(translate(mark("{path}: there is no such file or folder."), path=shown(path)))
        found.extend(_below(path) if path.is_dir() else [path])
    return [path for path in found if leave_out is None or not _same(path, leave_out)]


def _below(folder: Path) -> Iterator[Path]:
    """The visible files in sorted order; links to folders are not followed, so that no walk is without end."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        yield folder  # reading it says why
        return
    for path in inside:
        if path.name.startswith((".", "~$")):  # hidden, or the lock file beside a document that is open in Word
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _below(path)
        elif path.is_file() or path.is_symlink():
            yield path


def _same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute()


def shown(path: Path) -> str:
    """The path as text: a name that is not UTF-8, as on many USB sticks, is read as GB 18030."""
    raw = os.fsencode(path)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def open_file(path: Path, tools: Tools) -> list[Returned]:
    """What is in the file `path`: itself, or the members of the archive that it is. At least one."""
    name = shown(path)
    try:
        if path.stat().st_size > LIMITS.total:
            limit = str(LIMITS.total // MEGABYTE)
            return [Returned(name, unusable=Reading("rejected", (Reason("too_large", {"limit": limit}),)))]
        data = path.read_bytes()
    except OSError as error:
        reason = Reason("unreadable", {"reason": error.strerror or str(error)})
        return [Returned(name, unusable=Reading("review", (reason,)))]
    return _members(data, name, tools) if sniff(data) in ARCHIVES else [Returned(name, data)]


def _members(data: bytes, name: str, tools: Tools) -> list[Returned]:
    try:
        members = unpack(data, name, tools)
    except Rejection as rejection:
        reading = Reading("rejected", (rejection.reason,), quarantined=rejection.quarantined)
        return [Returned(name, unusable=reading)]
    if not members:
        return [Returned(name, unusable=Reading("rejected", (Reason("archive_empty"),)))]
    return [Returned(f"{name}!/{member.name}", member.data) for member in members]
