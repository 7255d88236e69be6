"""The forms of the folder `forms`, built once: blank, model, and what a person expects of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from documents.blanks import model_from_blank
from documents.forms import FormModel
from office.libreoffice import LibreOffice
from tests.offices.match import Match, match
from tests.offices.paper import Paper, parse
from tests.offices.sheet import Sheet, text_of
from tests.offices.shells import blank_of

_FORMS = Path(__file__).parent / "forms"


@dataclass(frozen=True)
class Kit:
    """One form, ready to be returned many times."""

    paper: Paper
    hand: str
    blank: bytes
    model: FormModel
    match: Match


def sources() -> Iterator[tuple[str, str, str]]:
    """Name, hand and text of every form."""
    for path in sorted(_FORMS.glob("*.txt")):
        for part in re.split("(?m)^=== ", path.read_text("utf-8"))[1:]:
            head, text = part.split("\n", 1)
            name, hand = head.split()
            yield name, hand, text


def build(name: str, hand: str, text: str, converter: LibreOffice | None = None) -> Kit:
    """The kit of one form; a blank that `converter` saved with other paragraphs is taken as it was."""
    paper = parse(name, text)
    blank = blank_of(paper, hand, converter)
    if converter is not None and _texts(blank) != _texts(plain := blank_of(paper, hand)):
        blank = plain
    model = model_from_blank(blank, "offices", name)
    return Kit(paper, hand, blank, model, match(paper, model))


def kits(converter: LibreOffice | None = None) -> list[Kit]:
    """All forms."""
    return [build(name, hand, text, converter) for name, hand, text in sources()]


def _texts(data: bytes) -> list[str]:
    return [text_of(each) for each in Sheet.open(data).paragraphs]
