"""Compare readings with the truth: silent errors, needless reviews, wrong verdicts."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from documents.blanks import model_from_blank
from documents.forms import FormModel
from documents.reading import Expected, read
from documents.reading.result import Reading
from documents.reasons import Rejection
from tests.unseen.answers import UNKNOWN, Answer
from tests.unseen.returns import Form, Grid, Return, Row
from tests.unseen.totals import TEXTUAL, Failure, Totals, label_key, right, squeeze

Reader = Callable[[FormModel, bytes, bytes, Expected], Reading]


class Judge:
    """Reads returns with a reader and adds up how it did."""

    def __init__(self, reader: Reader = read) -> None:
        self.reader = reader
        self.totals = Totals()
        self.models: dict[str, tuple[FormModel, bytes]] = {}

    def model(self, form: Form) -> tuple[FormModel, bytes]:
        if form.name not in self.models:
            blank = form.blank()
            self.models[form.name] = (model_from_blank(blank, key=form.name, title=form.name), blank)
        return self.models[form.name]

    def judge(self, made: Return) -> None:
        model, blank = self.model(made.form)
        data = made.bytes()
        began = time.perf_counter()
        self.totals.count[made.group] = self.totals.count.get(made.group, 0) + 1
        try:
            reading = self.reader(model, blank, data, Expected(unit_names=made.unit_names))
        except Rejection as error:
            reading = Reading("rejected", (error.reason,))
        except Exception as error:  # noqa: BLE001 - a crash is what is counted
            self._fail(made, "crash", repr(error))
            return
        self.totals.slowest = max(self.totals.slowest, time.perf_counter() - began)
        wrong = [*self._fields(made, reading), *self._tables(made, reading)]
        for sort, detail in wrong:
            self._fail(made, sort, detail)
        self.totals.silent += len(wrong)
        self.totals.wrong_returns += bool(wrong) and made.group == "ambiguous"
        wanted = "rejected" if made.group == "reject" else "accepted"
        if reading.verdict == wanted:
            self.totals.good[made.group] = self.totals.good.get(made.group, 0) + 1
        elif made.group != "ambiguous":
            self._fail(made, "reject" if made.group == "reject" else "review", why(reading))

    def _fail(self, made: Return, sort: str, detail: str) -> None:
        self.totals.failures.append(Failure(sort, made.group, made.form.name, tuple(made.kinds), detail))

    def _fields(self, made: Return, reading: Reading) -> list[tuple[str, str]]:
        wrong, left = [], list(made.form.fields)
        for each in reading.fields:
            truth = next((f for f in left if label_key(each.label) in map(label_key, f.labels)), None)
            if truth is None:
                if each.status == "ok" and each.value not in (None, ""):
                    wrong.append(("unmapped", f"{each.label}={each.value!r}"))
                continue
            left.remove(truth)
            answer = made.answers[truth.key]
            if each.status == "ok":
                self.totals.vouched += 1
                if not right(answer, each.value, each.type in TEXTUAL):
                    wrong.append(("silent", f"{each.label}={each.value!r}, not {_said(answer)}"))
            elif each.status == "blank" and not right(answer, None, textual=False) and reading.verdict == "accepted":
                wrong.append(("lost", f"{each.label}: {_said(answer)}"))
        if reading.verdict == "accepted":
            wrong += [("lost", f"{f.labels[0]}: {_said(a)}") for f in left if (a := made.answers[f.key]) is not None]
        return wrong

    def _tables(self, made: Return, reading: Reading) -> list[tuple[str, str]]:
        wrong = []
        for grid in made.form.grids:
            names = _columns(grid, [list(each.columns) for each in reading.tables])
            if names is None:
                if reading.verdict == "accepted" and made.rows[grid.key]:
                    wrong.append(("lost", f"table {grid.key}"))
                continue
            index, mapped = names
            left = [(number, line) for number, line in enumerate(made.rows[grid.key]) if any(line.values())]
            for each in sorted(reading.tables[index].rows, key=lambda one: one.status != "ok"):
                best = max(left, key=lambda one: _alike(one[1], each.values, mapped), default=None)
                if each.status != "ok":
                    if best is not None and _alike(best[1], each.values, mapped):
                        left.remove(best)
                    continue
                self.totals.vouched += sum(value is not None for value in each.values.values())
                if best is None or not _alike(best[1], each.values, mapped):
                    wrong.append(("silent", f"row {dict(each.values)} of nobody"))
                    continue
                left.remove(best)
                wrong += self._row(grid, best, each.values, mapped)
            if reading.verdict == "accepted":
                wrong += [("lost", f"row {number} of {grid.key}") for number, line in left if not _void(line)]
        return wrong

    def _row(self, grid: Grid, best: tuple[int, Row], values: Any, mapped: dict[str, str]) -> list[tuple[str, str]]:
        number, line = best
        wrong = []
        for header, value in values.items():
            key = mapped.get(header)
            if key and not right(line.get(key), value, textual=True):
                wrong.append(("silent", f"row {number} {header}={value!r}, not {_said(line.get(key))}"))
            elif not key and grid.names and squeeze(str(value or "")) not in ("", *map(squeeze, grid.names)):
                wrong.append(("silent", f"row {number} named {value!r}"))
        return wrong


def why(reading: Reading) -> str:
    codes = [each.code for each in reading.reasons]
    codes += [f"{each.label}:{r.code}" for each in reading.fields for r in each.reasons]
    codes += [f"{table.key}:{r.code}" for table in reading.tables for row in table.rows for r in row.reasons]
    codes += [f"{table.key}:{r.code}" for table in reading.tables for r in table.reasons]
    return f"{reading.verdict}: {', '.join(dict.fromkeys(codes))}"


def _said(answer: Answer | None) -> str:
    return "blank" if answer is None else "unknowable" if answer.value is UNKNOWN else repr(answer.value)


def _columns(grid: Grid, tables: list[list[str]]) -> tuple[int, dict[str, str]] | None:
    """The table of a reading that is `grid`, and its headers' columns."""
    for index, headers in enumerate(tables):
        left, mapped = list(grid.columns), {}
        for header in headers:
            column = next((c for c in left if label_key(header) in map(label_key, c.labels)), None)
            if column is not None:
                left.remove(column)
                mapped[header] = column.key
        if not left:
            return index, mapped
    return None


def _alike(line: Row, values: Any, mapped: dict[str, str]) -> int:
    """How many values of a row are the line's, as meant or as typed."""
    pairs = [(line.get(key), values.get(header)) for header, key in mapped.items()]
    return sum(
        answer is not None and (right(answer, value, textual=True) or squeeze(str(value)) == squeeze(answer.raw))
        for answer, value in pairs
    )


def _void(line: Row) -> bool:
    """Whether a row counts for nothing, so that a reader may leave it out."""
    return all(answer is None or answer.value is UNKNOWN for answer in line.values())
