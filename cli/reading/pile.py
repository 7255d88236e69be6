"""The returned files that somebody names: folders walked, archives opened, each file under a name to be told by."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import typer

from documents.archive import LIMITS, MEGABYTE, is_left_behind
from documents.intake import sniff, unpack_and_count
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


@dataclass
class Pile:
    """The files to be read, in order; and how many beside them were `left_out`, as programs leave them behind."""

    paths: list[Path] = field(default_factory=list)
    left_out: int = 0


def pile_of(named: Iterable[Path], leave_out: Path | None) -> Pile:
    """The files among `named` and those in the folders, without `leave_out`. BadParameter when one is not there."""
    pile = Pile()
    for path in named:
        if not path.exists():
            raise typer.BadParameter(translate(mark("{path}: there is no such file or folder."), path=shown(path)))
        found = _below(path, pile) if path.is_dir() else [path]
        pile.paths += [each for each in found if leave_out is None or not _same(each, leave_out)]
    return pile


def _below(folder: Path, pile: Pile) -> Iterator[Path]:
    """The files that somebody put there, sorted; links to folders are not followed, so that no walk is without end."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        yield folder  # reading it says why
        return
    for path in inside:
        if is_left_behind(path.name):
            pile.left_out += path.is_file()
        elif path.is_dir():
            if not path.is_symlink():
                yield from _below(path, pile)
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


def open_file(path: Path, tools: Tools) -> tuple[list[Returned], int]:
    """What is in the file `path`: itself, or the members of the archive that it is; and how many of them are left out.

    At least one is returned.
    """
    name = shown(path)
    try:
        if path.stat().st_size > LIMITS.total:
            limit = str(LIMITS.total // MEGABYTE)
            return [Returned(name, unusable=Reading("rejected", (Reason("too_large", {"limit": limit}),)))], 0
        data = path.read_bytes()
    except OSError as error:
        reason = Reason("unreadable", {"reason": error.strerror or str(error)})
        return [Returned(name, unusable=Reading("review", (reason,)))], 0
    return _members(data, name, tools) if sniff(data) in ARCHIVES else ([Returned(name, data)], 0)


def _members(data: bytes, name: str, tools: Tools) -> tuple[list[Returned], int]:
    try:
        members, left_out = unpack_and_count(data, name, tools)
    except Rejection as rejection:
        reading = Reading("rejected", (rejection.reason,), quarantined=rejection.quarantined)
        return [Returned(name, unusable=reading)], 0
    if not members:
        return [Returned(name, unusable=Reading("rejected", (Reason("archive_empty"),)))], left_out
    return [Returned(f"{name}!/{member.name}", member.data) for member in members], left_out
