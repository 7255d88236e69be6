"""The vouched rows of a table against the true ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from documents.forms import FieldType
from documents.reading.result import RowReading, TableReading
from tests.corpus.faults import Fault, fault_of, is_right, name_of
from tests.corpus.forms import Form, Rows
from tests.corpus.truth import Line, Lines, plain


@dataclass(frozen=True, eq=False)
class RowJudge:
    """Compares the rows of one table. `accepted`: nobody will look, so a row that is not given is lost."""

    form: Form
    grid: Rows
    table: TableReading
    accepted: bool

    @cached_property
    def known(self) -> dict[str, str]:
        """The truth's column labels by plain label and by tag."""
        tags = {each.tag: label for each, label in zip(self.grid.asks, self.grid.columns, strict=True) if each.tag}
        return {plain(each): each for each in self.grid.columns} | tags

    @cached_property
    def types(self) -> dict[str, FieldType]:
        """The types of the columns by the truth's label, as the reader knows them."""
        specs = [each for each in self.form.model.tables if each.key == self.table.key]
        return {self.name(column.label): column.type for spec in specs for column in spec.columns}

    def name(self, label: str) -> str:
        """The truth's label of a column."""
        return name_of(label, label, self.known) or label

    def vouched(self) -> int:
        """How many values are vouched for."""
        rows = [each for each in self.table.rows if each.status == "ok"]
        return sum(
            value is not None and self.name(label) in self.grid.columns
            for row in rows
            for label, value in row.values.items()
        )

    def faults(self, lines: Lines) -> list[Fault]:
        """Align the vouched rows with the true ones in order, at the least number of faults."""
        rows = [each for each in self.table.rows if each.status == "ok"]
        lost = [[_lost(line)] if self.accepted else [] for line in lines.rows]
        best: list[list[list[Fault]]] = [[[] for _ in range(len(lines.rows) + 1)] for _ in range(len(rows) + 1)]
        for i in range(len(rows) + 1):
            for j in range(len(lines.rows) + 1):
                ways = []
                if i:
                    ways.append(best[i - 1][j] + self._extra(rows[i - 1]))
                if j:
                    ways.append(best[i][j - 1] + lost[j - 1])
                if i and j:
                    ways.append(best[i - 1][j - 1] + self._wrong(rows[i - 1], lines.rows[j - 1]))
                best[i][j] = min(ways, key=len, default=[])
        return best[-1][-1]

    def _extra(self, row: RowReading) -> list[Fault]:
        values = {label: value for label, value in row.values.items() if value is not None}
        return [Fault("extra", label, value) for label, value in values.items() if label not in self.grid.fixed]

    def _wrong(self, row: RowReading, line: Line) -> list[Fault]:
        found = []
        given = {self.name(label): value for label, value in row.values.items()}
        for label, answer in line.answers.items():
            value = given.get(label)
            if value is None and None not in answer.values:
                found.append(fault_of("lost", answer, None))
            elif value is not None and not is_right(value, answer, self.types.get(label, FieldType.TEXT)):
                found.append(fault_of("wrong", answer, value))
        for label, words in line.fixed.items():
            value = given.get(label)
            if value is not None and plain(str(value)) != plain(words):
                found.append(Fault("wrong", label, value, words))
        return found


def _lost(line: Line) -> Fault:
    return Fault("lost", "row", None, " | ".join(each.text for each in line.answers.values()))
