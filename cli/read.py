"""`shoufa read`: returned forms → values, on this machine alone."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from cli.reading.form import Form, open_form
from cli.reading.pile import pile_of
from cli.reading.reader import Reader
from cli.reading.tables import show_reading
from cli.showing import AsJson, say, show_json
from documents.reading import Reading
from documents.rollup import write_readings
from messages.errors import NotAllowed
from messages.language import mark, translate
from office.tools import OfficeTools

app = typer.Typer(add_completion=False)


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE|DIR…", help="Returned forms, archives, folders.")],
    blank: Annotated[Path, typer.Option("--blank", metavar="BLANK.docx", help="The blank form that was sent out.")],
    as_json: AsJson = False,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="OUT.xlsx", help="Write an Excel workbook.")] = None,
) -> None:
    """Read returned forms against their blank: values that are vouched for, and what a person must look at."""
    if xlsx is not None:
        _check_output(xlsx, as_json)
    with closing(OfficeTools()) as tools:
        form = open_form(blank, tools)
        if not form.asks:
            text = mark("{path}: no place for an answer was found. Name the blank form that was sent out.")
            raise typer.BadParameter(translate(text, path=blank))
        pile = pile_of(files, leave_out=xlsx)
        reader = Reader(form, tools)
        readings = _read_all(reader, pile.paths, quiet=xlsx is None and sys.stdout.isatty())
        if xlsx is not None:
            _write(xlsx, form, readings)
        else:
            for name, reading in readings:
                show_json(reading.to_json(name)) if as_json else show_reading(name, reading)
        _say_left_out(pile.left_out + reader.left_out)


def _say_left_out(count: int) -> None:
    """Beside the results, which another program may be reading."""
    if count:
        text = mark("Not looked at: {count} hidden files or files that programs leave behind (such as Thumbs.db).")
        typer.echo(translate(text, count=count), err=True)


def _check_output(xlsx: Path, as_json: bool) -> None:
    if as_json:
        raise typer.BadParameter(translate(mark("Choose either --json or --xlsx.")))
    if xlsx.is_dir() or not xlsx.parent.is_dir():
        raise typer.BadParameter(translate(mark("{path}: no file can be written there."), path=xlsx))


def _read_all(reader: Reader, paths: Sequence[Path], *, quiet: bool) -> Iterator[tuple[str, Reading]]:
    """Every file's reading as soon as there is one; a bar on stderr shows how far it is, when that is a terminal."""
    console = Console(stderr=True)
    bar = track(paths, description="", console=console, transient=True, disable=quiet or not console.is_terminal)
    for path in bar:
        yield from reader.read(path)


def _write(xlsx: Path, form: Form, readings: Iterable[tuple[str, Reading]]) -> None:
    """Write the workbook, and say what is in it."""
    known = list(readings)
    data = write_readings(form.model, known)
    try:
        xlsx.write_bytes(data)
    except OSError as error:
        raise NotAllowed(
            mark("the workbook cannot be written ({reason})."),
            place=str(xlsx),
            remedy=mark("Close it in Excel, or name another file."),
            reason=error.strerror,
        ) from error
    count = Counter(reading.verdict for _, reading in known)
    say(
        mark("{files} files: {accepted} accepted, {review} for a person to look at, {rejected} unusable; {path}"),
        files=len(known),
        path=xlsx,
        **{verdict: count[verdict] for verdict in ("accepted", "review", "rejected")},
    )
