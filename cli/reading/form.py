"""The blank form that a command is given, with what it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from cli.folders import read_file
from documents.blanks import compile_blank, model_from_blank, remarks
from documents.foreign import prepared
from documents.forms import FormModel
from documents.kinds import CONVERTED, Kind, sniff
from documents.tools import Tools
from messages.errors import ShoufaError
from messages.language import mark, translate


@dataclass(frozen=True)
class Form:
    """A blank's bytes and its model."""

    blank: bytes
    model: FormModel

    @property
    def asks(self) -> bool:
        """Whether there is any place for an answer."""
        return bool(self.model.fields or self.model.tables)


def open_form(path: Path, tools: Tools) -> Form:
    """The blank in the file `path`, which another word processor may have written; stderr has the remarks on it.

    BadParameter when it is none.
    """
    try:
        data = _as_docx(read_file(path), path, tools)
        model = model_from_blank(data, path.stem, path.stem)
        compiled = compile_blank(data, model)  # whatever is wrong with the blank is said before anything is read
    except ShoufaError as error:
        place = "" if str(path) in str(error) else f"{path}: "
        raise typer.BadParameter(f"{place}{error}") from error
    for remark in remarks(compiled):
        typer.echo(f"{path}: {remark}", err=True)
    return Form(data, model)


def _as_docx(data: bytes, path: Path, tools: Tools) -> bytes:
    kind = sniff(data)
    if kind in CONVERTED:
        return tools.to_docx(*prepared(data, kind))
    if kind != Kind.DOCX:
        text = mark("{path}: this is no Word document. Name the blank form that was sent out.")
        raise typer.BadParameter(translate(text, path=path))
    return data
