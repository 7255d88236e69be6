"""The scorer: what a reader vouched for against what the return truly says."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from documents.reading import Reading
from documents.reading.result import RowReading, TableReading
from documents.values import Value
from tests.corpus.forms import Form, Rows
from tests.corpus.truth import Answer, Line, Lines, Truth, plain


@dataclass(frozen=True)
class Fault:
    """A silent error: a wrong value vouched for, one lost without a word, one that is no answer."""

    what: str  # wrong, lost, extra, held
    label: str
    vouched: Value = None
    truth: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.label}: vouched {self.vouched!r}, truth {self.truth}"


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


def is_right(value: Value, answer: Answer) -> bool:
    """Whether the truth allows `value`; a reader that knows no type may give the text as it was typed."""
    if any(_same(value, each) for each in answer.values):
        return True
    typed = isinstance(value, str) and plain(value) == plain(answer.text)
    return typed and bool(answer.text) and not answer.unsure and not answer.blank


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one == other or (plain(one) == plain(other) and "\n" not in one + other and " " not in one)
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    return (type(one) is type(other) and one == other) or _numbers(one, other)


def _numbers(one: Value, other: Value) -> bool:
    return isinstance(one, int | float) and isinstance(other, int | float) and math.isclose(one, other)


def _bare(label: str) -> str:
    """A label without the hint in brackets at its end."""
    return plain(re.sub(r"[（(][^（()）]*[)）](?= \(\d\)$|$)", "", label))


def _name(key: str, label: str, known: Mapping[str, str]) -> str:
    """The truth's label for a key or label of the reading; "" when it has none."""
    bare = {_bare(each): each for each in known.values()}
    return known.get(key) or known.get(plain(key)) or known.get(plain(label)) or bare.get(_bare(label), "")


def _judge_fields(form: Form, truth: Truth, reading: Reading, made: Judgement) -> None:
    seen: set[str] = set()
    for each in reading.fields:
        label = _name(each.key, each.label, form.labels)
        seen.add(label)
        answer = truth.fields.get(label)
        if each.status == "ok" and each.value is not None:
            made.vouched += 1
            if answer is None:
                made.faults.append(Fault("extra", each.label, each.value))
            elif not is_right(each.value, answer):
                made.faults.append(_fault("wrong", answer, each.value))
        elif each.status != "review" and answer is not None and None not in answer.values:
            _lose(reading, answer, made)
    for label, answer in truth.fields.items():
        if label not in seen and None not in answer.values:
            made.unmodelled += 1
            _lose(reading, answer, made)


def _lose(reading: Reading, answer: Answer, made: Judgement) -> None:
    """An answer that is given as blank, or not at all, is lost when nobody looks at the file."""
    if reading.verdict == "accepted":
        made.faults.append(_fault("lost", answer, None))


def _fault(what: str, answer: Answer, value: Value) -> Fault:
    said = " | ".join(map(repr, answer.values)) or "a person must look"
    return Fault(what, answer.label, value, f"{said} typed {answer.text!r}"[:160])


def _judge_tables(form: Form, truth: Truth, reading: Reading, made: Judgement) -> None:
    left = list(reading.tables)
    for grid, lines in zip(form.grids, truth.tables, strict=True):
        table = _table_of(grid, left)
        if table is None:
            made.unmodelled += sum(None not in each.values for line in lines.rows for each in line.answers.values())
            if reading.verdict == "accepted":
                made.faults += [_lost_line(each) for each in lines.rows]
            continue
        left.remove(table)
        _judge_rows(grid, lines, table, reading.verdict == "accepted", made)
    for table in left:
        for row in table.rows:
            values = [each for each in row.values.values() if each is not None]
            if row.status == "ok" and values:
                made.vouched += len(values)
                made.faults += [Fault("extra", table.key, each) for each in values]


def _table_of(grid: Rows, tables: Sequence[TableReading]) -> TableReading | None:
    wanted = {_bare(each) for each in grid.columns}

    def shared(table: TableReading) -> int:
        return len(wanted & {_bare(each) for each in table.columns})

    best = max(tables, key=lambda each: (each.key == grid.key, shared(each)), default=None)
    return best if best is not None and (best.key == grid.key or shared(best) * 2 >= len(wanted)) else None


def _judge_rows(grid: Rows, lines: Lines, table: TableReading, accepted: bool, made: Judgement) -> None:
    """Align the vouched rows with the true ones in order, at the least number of faults."""
    known = {plain(each): each for each in grid.columns} | {each.tag: label for each, label in zip(grid.asks, grid.columns, strict=True) if each.tag}  # fmt: skip
    rows = [each for each in table.rows if each.status == "ok"]
    made.vouched += sum(
        value is not None and _name(label, label, known) != "" for row in rows for label, value in row.values.items()
    )
    extra = [_extra_row(row, grid) for row in rows]
    lost = [[_lost_line(line)] if accepted else [] for line in lines.rows]
    best: list[list[list[Fault]]] = [[[] for _ in range(len(lines.rows) + 1)] for _ in range(len(rows) + 1)]
    for i in range(len(rows) + 1):
        for j in range(len(lines.rows) + 1):
            ways = []
            if i:
                ways.append(best[i - 1][j] + extra[i - 1])
            if j:
                ways.append(best[i][j - 1] + lost[j - 1])
            if i and j:
                ways.append(best[i - 1][j - 1] + _row_faults(rows[i - 1], lines.rows[j - 1], known))
            best[i][j] = min(ways, key=len, default=[])
    made.faults += best[-1][-1]


def _extra_row(row: RowReading, grid: Rows) -> list[Fault]:
    return [
        Fault("extra", label, value)
        for label, value in row.values.items()
        if value is not None and plain(label) not in {plain(each) for each in grid.fixed}
    ]


def _lost_line(line: Line) -> Fault:
    return Fault("lost", "row", None, " | ".join(each.text for each in line.answers.values()))


def _row_faults(row: RowReading, line: Line, known: Mapping[str, str]) -> list[Fault]:
    found = []
    given = {_name(label, label, known) or label: value for label, value in row.values.items()}
    for label, answer in line.answers.items():
        value = given.get(label)
        if value is None and None not in answer.values:
            found.append(_fault("lost", answer, None))
        elif value is not None and not is_right(value, answer):
            found.append(_fault("wrong", answer, value))
    for label, words in line.fixed.items():
        value = given.get(label)
        if value is not None and plain(str(value)) != plain(words):
            found.append(Fault("wrong", label, value, words))
    return found


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
        math.lgamma(trials + 1) - math.lgamma(k + 1) - math.lgamma(trials - k + 1) + k * math.log(rate) + (trials - k) * math.log1p(-rate)
        for k in range(errors + 1)
    ]  # fmt: skip
    return math.fsum(math.exp(each) for each in logs)
