"""What a return truly says: known from the filling, never from the reader."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from documents.values import Value


def plain(text: str) -> str:
    """`text` for comparing words: half width, without white space and the colon at its end."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).rstrip(":")


@dataclass(eq=False)
class Answer:
    """One answer: what was typed, and every value that a reader may vouch for; () when a person must look."""

    label: str
    maker: str  # of corpus.values: what sort of answer it is
    text: str = ""
    values: tuple[Value, ...] = (None,)
    loose: bool = False  # in doubt only for a reader that knows the type; as mere text it is right as it stands

    @property
    def blank(self) -> bool:
        """Whether nothing was answered."""
        return self.values == (None,)

    @property
    def unsure(self) -> bool:
        """Whether no value at all may be vouched for."""
        return not self.values

    def doubt(self, *, loose: bool = False) -> None:
        """From now on no value may be vouched for; `loose`: except as mere text."""
        self.loose = loose and (self.loose or not self.unsure)
        self.values = ()

    def take(self, text: str, *values: Value) -> None:
        """Another text was typed; `values` are right. What was beyond vouching stays so."""
        self.text = text
        if not self.unsure:
            self.values = values


@dataclass(eq=False)
class Line:
    """One filled row of a table: its answers by column, and fixed words that stand in it by column."""

    answers: dict[str, Answer]
    fixed: dict[str, str] = field(default_factory=dict)

    def doubt(self) -> None:
        """No value of the row may be vouched for."""
        for answer in self.answers.values():
            answer.doubt()


@dataclass(eq=False)
class Lines:
    """The filled rows of one table in order."""

    columns: tuple[str, ...]
    rows: list[Line] = field(default_factory=list)


@dataclass(eq=False)
class Truth:
    """All answers of a return. `held`: a person has to see the file whatever its answers are."""

    fields: dict[str, Answer] = field(default_factory=dict)
    tables: list[Lines] = field(default_factory=list)
    held: bool = False

    def doubt(self) -> None:
        """Nothing in the whole file may be vouched for, and it may not pass."""
        self.held = True
        for answer in self.fields.values():
            answer.doubt()
        for table in self.tables:
            for row in table.rows:
                row.doubt()
