"""The scorer: what a reader vouched for against what the return truly says."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.reading import Reading
from documents.reading.result import TableReading
from tests.corpus.faults import Fault, bare, fault_of, is_right, name_of
from tests.corpus.forms import Form, Rows
from tests.corpus.score_rows import RowJudge
from tests.corpus.truth import Answer, Truth


@dataclass(eq=False)
class Judgement:
    """What one reading is worth."""

    verdict: str
    vouched: int = 0
    faults: list[Fault] = field(default_factory=list)
    unmodelled: int = 0  # answers of the truth that the reading does not even name
    codes: tuple[str, ...] = ()  # of the document and its answers, for telling why


def judge(form: Form, truth: Truth, reading: Reading) -> Judgement:
    """Compare `reading` with `truth`. A rejected file vouches for nothing."""
    made = Judgement(reading.verdict, codes=_codes(reading))
    if reading.verdict == "rejected":
        return made
    if truth.held and reading.verdict == "accepted":
        made.faults.append(Fault("held", "the whole file"))
    _judge_fields(form, truth, reading, made)
    _judge_tables(form, truth, reading, made)
    return made


def _codes(reading: Reading) -> tuple[str, ...]:
    codes = [each.code for each in reading.reasons]
    codes += [f"{found.label}:{each.code}" for found in reading.fields for each in found.reasons]
    for table in reading.tables:
        codes += [f"{table.key}:{each.code}" for each in table.reasons]
        codes += [f"{table.key}:row:{each.code}" for row in table.rows for each in row.reasons]
    return tuple(dict.fromkeys(codes))


def _judge_fields(form: Form, truth: Truth, reading: Reading, made: Judgement) -> None:
    seen: set[str] = set()
    for each in reading.fields:
        label = name_of(each.key, each.label, form.labels)
        seen.add(label)
        answer = truth.fields.get(label)
        if each.status == "ok" and each.value is not None:
            made.vouched += 1
            if answer is None:
                made.faults.append(Fault("extra", each.label, each.value))
            elif not is_right(each.value, answer, each.type):
                made.faults.append(fault_of("wrong", answer, each.value))
        elif each.status != "review" and answer is not None and None not in answer.values:
            _lose(reading, answer, made)
    for label, answer in truth.fields.items():
        if label not in seen and None not in answer.values:
            made.unmodelled += 1
            _lose(reading, answer, made)


def _lose(reading: Reading, answer: Answer, made: Judgement) -> None:
    """An answer that is given as blank, or not at all, is lost when nobody looks at the file."""
    if reading.verdict == "accepted":
        made.faults.append(fault_of("lost", answer, None))


def _judge_tables(form: Form, truth: Truth, reading: Reading, made: Judgement) -> None:
    left = list(reading.tables)
    for grid, lines in zip(form.grids, truth.tables, strict=True):
        table = _table_of(grid, left)
        if table is None:
            made.unmodelled += sum(None not in each.values for line in lines.rows for each in line.answers.values())
            if reading.verdict == "accepted":
                made.faults += [Fault("lost", f"row of {grid.key}") for _ in lines.rows]
            continue
        left.remove(table)
        rows = RowJudge(form, grid, table, reading.verdict == "accepted")
        made.vouched += rows.vouched()
        made.faults += rows.faults(lines)
    for table in left:
        for row in table.rows:
            values = [each for each in row.values.values() if each is not None]
            if row.status == "ok" and values:
                made.vouched += len(values)
                made.faults += [Fault("extra", table.key, each) for each in values]


def _table_of(grid: Rows, tables: Sequence[TableReading]) -> TableReading | None:
    wanted = {bare(each) for each in grid.columns}

    def shared(table: TableReading) -> int:
        return len(wanted & {bare(each) for each in table.columns})

    best = max(tables, key=lambda each: (each.key == grid.key, shared(each)), default=None)
    return best if best is not None and (best.key == grid.key or shared(best) * 2 >= len(wanted)) else None


def upper_bound(errors: int, trials: int, confidence: float = 0.95) -> float:
    """The one-sided Clopper-Pearson upper bound of a rate; at 0 errors about 3 / trials."""
    if trials == 0 or errors >= trials:
        return 1.0
    low, high = errors / trials, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _tail(errors, trials, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def _tail(errors: int, trials: int, rate: float) -> float:
    """The chance of at most `errors` among `trials`."""
    if rate in (0.0, 1.0):
        return 1.0 - rate
    logs = [
        math.lgamma(trials + 1)
        - math.lgamma(k + 1)
        - math.lgamma(trials - k + 1)
        + k * math.log(rate)
        + (trials - k) * math.log1p(-rate)
        for k in range(errors + 1)
    ]
    return math.fsum(math.exp(each) for each in logs)
