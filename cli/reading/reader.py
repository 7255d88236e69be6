"""Read a pile of files, one after the other; no file keeps the others from being read."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from cli.reading.form import Form
from cli.reading.pile import Returned, open_file, shown
from documents.reading import Expected, Reading
from documents.reasons import Reason
from documents.returned import read_returned
from documents.tools import Tools


@dataclass
class Reader:
    """Reads what answers `form`; `tools` are the other programs that there are.

    `left_out` counts the files in archives that programs leave behind.
    """

    form: Form
    tools: Tools
    left_out: int = 0

    def read(self, path: Path) -> Iterator[tuple[str, Reading]]:
        """The reading of the file `path`, or of each member when it is an archive: (name, reading) in order."""
        try:
            inside, left_out = open_file(path, self.tools)
        except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not keep the others unread
            yield shown(path), _failed(shown(path), error)
            return
        self.left_out += left_out
        for returned in inside:
            yield returned.name, self._reading(returned)

    def _reading(self, returned: Returned) -> Reading:
        if returned.unusable is not None:
            return returned.unusable
        try:
            return read_returned(self.form.model, self.form.blank, returned.data, Expected(), self.tools)
        except Exception as error:  # noqa: BLE001 - as above
            return _failed(returned.name, error)


def _failed(name: str, error: Exception) -> Reading:
    """A person reads the file; the log on stderr has what whoever mends the program needs."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    typer.echo(f"shoufa: {name}: {type(error).__name__}: {error} ({at.filename}:{at.lineno})", err=True)
    return Reading("review", (Reason("internal_error"),))
