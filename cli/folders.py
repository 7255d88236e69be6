"""Files and folders that somebody names on the command line, as names and bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from messages.errors import ImportFileError
from messages.language import mark


def read_file(path: Path) -> bytes:
    """The bytes of the file. ImportFileError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ImportFileError(
            mark("cannot be read ({reason})."),
            place=str(path),
            remedy=mark("Check the name and the rights of the file."),
            reason=error.strerror,
        ) from error


def read_folder(folder: Path) -> dict[str, bytes]:
    """The visible files directly in the folder: name → bytes. ImportFileError when it is none."""
    if not folder.is_dir():
        raise ImportFileError(
            mark("is not a folder."), place=str(folder), remedy=mark("Name the folder that holds campaign.toml.")
        )
    return {path.name: read_file(path) for path in sorted(folder.iterdir()) if path.is_file() and _visible(path)}


def read_all(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """The files, and those in the folders and below in sorted order: name → bytes. ImportFileError."""
    for path in paths:
        inside = sorted(found for found in path.rglob("*") if found.is_file()) if path.is_dir() else [path]
        for file in inside:
            if _visible(file):
                yield file.name, read_file(file)


def _visible(path: Path) -> bool:
    """Neither hidden nor the lock file that Word leaves beside an open document."""
    return not path.name.startswith((".", "~$"))
