"""The scorer: what a reader vouched for, held against the truth; totals only."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from documents.forms import FormModel
from documents.reading.result import FieldReading, Reading, RowReading, TableReading
from tests.blind.answers import Answer, norm
from tests.blind.build import Return, blank_of
from tests.blind.pairing import Pairing, pair

Compile = Callable[[bytes, str], FormModel]
Read = Callable[[FormModel, bytes, bytes], Reading]


@dataclass(frozen=True)
class Failure:
    """One thing that went wrong: for the coordinator's eyes."""

    sort: str  # silent, lost, held, unplaced, crash, reject, review
    kind: str
    form: str
    label: str
    truth: str
    vouched: str


@dataclass
class Tally:
    """Totals of a set. Shares in percent; `upper` is the 95 % upper bound of the share of silent errors."""

    returns: int = 0
    vouched: int = 0
    silent: int = 0
    unplaced: int = 0
    crashes: int = 0
    slowest_seconds: float = 0.0
    asked: int = 0  # answers that the blanks of the set ask for, and how many of them the models have
    known: int = 0
    by_group: dict[str, dict[str, int]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list, repr=False)  # a failing test tells totals only

    def count(self, group: str, what: str) -> None:
        """One more of `what` in `group`."""
        each = self.by_group.setdefault(group, {})
        each[what] = each.get(what, 0) + 1

    def share(self, group: str, what: str) -> float:
        """Percent of the group's returns."""
        each = self.by_group.get(group, {})
        return round(100 * each.get(what, 0) / max(1, each.get("returns", 0)), 2)

    @property
    def upper(self) -> float:
        """Upper bound (one-sided, Clopper–Pearson) of the share of vouched values that are silently wrong."""
        return clopper_pearson(self.silent, self.vouched)

    def totals(self) -> dict[str, Any]:
        """What may be told to everybody."""
        return {
            "returns": self.returns,
            "vouched_fields": self.vouched,
            "silent_errors": self.silent,
            "silent_share_upper_95": self.upper,
            "clean_accepted_percent": self.share("clean", "accepted"),
            "benign_accepted_percent": self.share("benign", "accepted"),
            "ambiguous_returns": self.by_group.get("ambiguous", {}).get("returns", 0),
            "ambiguous_accepted_percent": self.share("ambiguous", "accepted"),
            "ambiguous_vouched_wrong": self.by_group.get("ambiguous", {}).get("wrong", 0),
            "rejects": self.by_group.get("reject", {}).get("returns", 0),
            "rejects_right": self.by_group.get("reject", {}).get("right", 0),
            "rejects_accepted": self.by_group.get("reject", {}).get("accepted", 0),
            "answers_the_models_know_percent": round(100 * self.known / max(1, self.asked), 2),
            "vouched_but_asked_nowhere": self.unplaced,
            "crashes": self.crashes,
            "slowest_read_seconds": round(self.slowest_seconds, 3),
        }


def clopper_pearson(wrong: int, trials: int, alpha: float = 0.05) -> float:
    """The largest share under which `wrong` or fewer of `trials` still has the probability `alpha`."""
    if wrong >= trials:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _at_most(wrong, trials, middle) > alpha:
            low = middle
        else:
            high = middle
    return high


def _at_most(wrong: int, trials: int, share: float) -> float:
    terms = (
        math.lgamma(trials + 1)
        - math.lgamma(k + 1)
        - math.lgamma(trials - k + 1)
        + k * math.log(share)
        + (trials - k) * math.log1p(-share)
        for k in range(wrong + 1)
    )
    return sum(math.exp(each) for each in terms)


def right(answer: Answer, value: Any) -> bool:
    """Whether `value` may be vouched for; an opinion may come with its seal's word and date."""
    if answer.look:
        return False
    if answer.allows(value):
        return True
    if answer.kind != "opinion" or value is None:
        return False
    words = re.sub(r"[(（]盖章[)）]|盖章|\d{4}-\d\d-\d\d|\d*年\d*月\d*日", "", norm(value, True))
    return words in answer.values


class Judge:
    """Scores a reader: `compile_blank` and `read` are its two calls."""

    def __init__(self, compile_blank: Compile, read: Read) -> None:
        self.compile_blank, self.read = compile_blank, read
        self.tally = Tally()
        self.models: dict[str, tuple[FormModel, Pairing]] = {}

    def judge(self, returns: Iterable[Return]) -> Tally:
        """Reads and scores every return."""
        for each in returns:
            self._one(each)
        return self.tally

    def _model(self, given: Return) -> tuple[FormModel, Pairing]:
        name = given.form.name
        if name not in self.models:
            model = self.compile_blank(blank_of(name), name)
            pairing = pair(model, given.form)
            self.models[name] = model, pairing
            self.tally.asked += pairing.asked
            self.tally.known += pairing.known
        return self.models[name]

    def _one(self, given: Return) -> None:
        model, pairing = self._model(given)
        self.tally.returns += 1
        self.tally.count(given.group, "returns")
        began = time.perf_counter()
        try:
            reading = self.read(model, blank_of(given.form.name), given.data)
        except Exception as error:  # noqa: BLE001 - whatever a reader raises is one crash of the set
            self.tally.crashes += 1
            self._fail(given, "crash", "", "a verdict", repr(error)[:200])
            return
        self.tally.slowest_seconds = max(self.tally.slowest_seconds, time.perf_counter() - began)
        self.tally.count(given.group, reading.verdict)
        if given.group == "reject":
            self._reject(given, reading)
            return
        before = self.tally.silent
        Marks(self, given, reading, pairing).all()
        if given.hold and reading.verdict == "accepted":
            self.tally.silent += 1
            self._fail(given, "held", "(document)", "held", "accepted")
        if self.tally.silent > before:
            self.tally.count(given.group, "wrong")
        if given.group in ("clean", "benign") and reading.verdict != "accepted":
            self._fail(given, "review", reading.verdict, "accepted", _reasons(reading))

    def _reject(self, given: Return, reading: Reading) -> None:
        codes = [each.code for each in reading.reasons]
        if reading.verdict == "rejected" and (not given.codes or set(codes) & set(given.codes)):
            self.tally.count("reject", "right")
        else:
            self._fail(given, "reject", reading.verdict, "/".join(given.codes), ",".join(codes))

    def _fail(self, given: Return, sort: str, label: str, truth: str, vouched: str) -> None:
        self.tally.failures.append(Failure(sort, given.kind, given.form.name, label, truth, vouched))


def _reasons(reading: Reading) -> str:
    found = [each.code for each in reading.reasons]
    found += [f"{each.label}:{one.code}" for each in reading.fields for one in each.reasons if each.status == "review"]
    for table in reading.tables:
        found += [each.code for each in table.reasons]
        found += [f"{table.key}:{one.code}" for row in table.rows for one in row.reasons]
    return ",".join(dict.fromkeys(found))[:300]


class Marks:
    """One reading held against the truth of its return."""

    def __init__(self, judge: Judge, given: Return, reading: Reading, pairing: Pairing) -> None:
        self.judge, self.given, self.reading, self.pairing = judge, given, reading, pairing
        self.accepted = reading.verdict == "accepted"
        self.everything = {
            value
            for answer in (
                *given.answers.values(),
                *(one for rows in given.rows.values() for row in rows for one in row.values()),
            )
            for value in (*answer.values, norm(answer.typed, answer.tight), norm(answer.typed, True))
            if value
        }
        self.vouched = {norm(each.value, True) for each in reading.fields if each.status == "ok"} | {
            norm(value, True)
            for table in reading.tables
            for row in table.rows
            if row.status == "ok"
            for value in row.values.values()
        }

    def all(self) -> None:
        """Fields, tables, and what an accepted document lost."""
        for each in self.reading.fields:
            self._field(each)
        matrix = self._matrix_truth()
        seen: set[str] = set()
        for table in self.reading.tables:
            name = self.pairing.tables.get(table.key)
            if name is None:
                for row in table.rows:
                    self._unplaced(row)
            elif not (name in self.given.free and not self.accepted):
                seen.add(name)
                self._table(table, name, matrix)
        if self.accepted:
            self._lost(seen)

    def _wrong(self, sort: str, label: str, answer: Answer | None, value: Any) -> None:
        self.judge.tally.silent += 1
        truth = "(look) " * bool(answer and answer.look) + (answer.typed if answer else "(nothing)")
        self.judge._fail(self.given, sort, label, truth[:80], str(value)[:80])

    def _answer(self, key: str) -> Answer | None:
        place = self.pairing.fields.get(key)
        if isinstance(place, str):
            return self.given.answers.get(place)
        if place is not None:
            table, row, column = place
            rows = self.given.rows.get(table, [])
            return rows[row].get(column) if row < len(rows) else None
        return None

    def _field(self, each: FieldReading) -> None:
        answer = self._answer(each.key)
        filled = each.value not in (None, [], "")
        if answer is None:
            if each.status == "ok" and filled:
                self._stray(each.label, each.value)
            return
        if each.status == "ok" and filled:
            self.judge.tally.vouched += 1
            if not right(answer, each.value):
                self._wrong("silent", each.label, answer, each.value)
        elif not filled and (each.status == "ok" or self.accepted):
            owed = answer.typed and (answer.look or "" not in answer.values)
            if owed and not self.values_of(answer) & self.vouched:
                self._wrong("lost", each.label, answer, each.value)

    @staticmethod
    def values_of(answer: Answer) -> set[str]:
        """The right values, spaces removed."""
        return {norm(each, True) for each in answer.values}

    def _stray(self, label: str, value: Any) -> None:
        self.judge.tally.vouched += 1
        if norm(value) not in self.everything and norm(value, True) not in self.everything:
            self.judge.tally.unplaced += 1
            self.judge._fail(self.given, "unplaced", label, "", str(value)[:80])

    def _unplaced(self, row: RowReading) -> None:
        if row.status == "ok":
            for label, value in row.values.items():
                if value not in (None, [], ""):
                    self._stray(label, value)

    def _matrix_truth(self) -> dict[str, Sequence[str]]:
        return {each.name: each.keys for each in self.given.form.tables if each.keys}

    def _table(self, table: TableReading, name: str, matrix: Mapping[str, Sequence[str]]) -> None:
        columns = self.pairing.columns[table.key]
        truth = list(self.given.rows.get(name, []))
        free = list(range(len(truth)))
        for number, row in enumerate(table.rows):
            values = {columns[label]: value for label, value in row.values.items() if label in columns}
            asked = {key: value for key, value in values.items() if key not in ("no", "key")}
            if all(value in (None, [], "") for value in asked.values()):
                continue
            if row.status != "ok":
                continue
            place = _keyed(values, matrix[name], number) if name in matrix else _best(asked, truth, free)
            if place in free:
                free.remove(place)
                self._row(asked, truth[place], columns)
            else:
                self.judge.tally.vouched += len(asked)
                for key, value in asked.items():
                    if value not in (None, [], ""):
                        self._wrong("silent", f"{name}.{key}", None, value)
        if self.accepted:
            for place in free:
                for key, answer in truth[place].items():
                    if answer.typed and "" not in answer.values and not self._elsewhere(answer):
                        self._wrong("lost", f"{name}.{key}", answer, None)

    def _elsewhere(self, answer: Answer) -> bool:
        return bool(self.values_of(answer) & self.vouched)

    def _row(self, values: Mapping[str, Any], truth: Mapping[str, Answer], columns: Mapping[str, str]) -> None:
        for key, answer in truth.items():
            if key not in columns.values():
                continue
            value = values.get(key)
            if value in (None, [], ""):
                if answer.typed and "" not in answer.values:
                    self._wrong("lost", key, answer, value)
                continue
            self.judge.tally.vouched += 1
            if not right(answer, value):
                self._wrong("silent", key, answer, value)

    def _lost(self, seen: set[str]) -> None:
        """Answers that an accepted reading has nowhere."""
        held = [place for place in self.pairing.fields.values() if isinstance(place, str)]
        for name, answer in self.given.answers.items():
            if name not in held and answer.typed and "" not in answer.values:
                spoken = "\n".join(self.vouched)
                if not any(each and each in spoken for each in self.values_of(answer)):
                    self._wrong("lost", name, answer, None)
        cells = {place for place in self.pairing.fields.values() if not isinstance(place, str)}
        for name, rows in self.given.rows.items():
            if name in seen:
                continue
            for number, row in enumerate(rows):
                for key, answer in row.items():
                    placed = (name, number, key) in cells or self._elsewhere(answer)
                    if answer.typed and not placed and "" not in answer.values:
                        self._wrong("lost", f"{name}.{key}", answer, None)


def _keyed(values: Mapping[str, Any], keys: Sequence[str], number: int) -> int:
    """The row of a matrix: by its printed label where the reading has it, otherwise by its number."""
    label = values.get("key")
    if label is None:
        return number
    plain = [norm(each, True) for each in keys]
    said = norm(label, True)
    return plain.index(said) if said in plain else -1


def _best(values: Mapping[str, Any], truth: Sequence[Mapping[str, Answer]], free: Sequence[int]) -> int:
    """The free true row that `values` are most like; -1 when they are like none."""
    best, most = -1, 0
    for place in free:
        row = truth[place]
        like = sum(
            key in row
            and value not in (None, [], "")
            and (row[key].allows(value) or norm(value, True) == norm(row[key].typed, True))
            for key, value in values.items()
        )
        if like > most:
            best, most = place, like
        if like == sum(bool(each.typed) for each in row.values()):
            break
    return best


def report(tally: Tally, failures: int) -> list[dict[str, str]]:
    """The first so many failures, the gravest sort first."""
    order = ("crash", "silent", "lost", "held", "unplaced", "reject", "review")
    return [asdict(each) for each in sorted(tally.failures, key=lambda one: order.index(one.sort))[:failures]]
