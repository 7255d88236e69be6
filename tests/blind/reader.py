"""The reader under trial, by the calls that the commands make."""

from __future__ import annotations

from documents.blanks import model_from_blank
from documents.forms import FormModel
from documents.reading import Expected, Reading, read


def compile_blank(blank: bytes, name: str) -> FormModel:
    """The model of a bare blank: nothing is known but the file."""
    return model_from_blank(blank, name, name)


def read_return(model: FormModel, blank: bytes, data: bytes) -> Reading:
    """The reading of one returned file, with nothing expected."""
    return read(model, blank, data, Expected())
