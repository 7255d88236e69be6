"""The totals of many readings: what was vouched for and was wrong, what was accepted without a hand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from documents.reading.result import Reading, RowReading, TableReading
from tests.offices.fill import Filled, Truth
from tests.offices.match import Match
from tests.offices.values import norm, same


@dataclass
class Score:
    """Counts over returns; `silent` and `doubts` say what happened, for whoever repairs it."""

    returns: int = 0
    vouched: int = 0
    silent: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    clean: Counter[str] = field(default_factory=Counter)
    benign: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    forms: dict[str, list[str]] = field(default_factory=dict)
    unmapped: list[str] = field(default_factory=list)
    wrong_types: list[str] = field(default_factory=list)

    def totals(self) -> dict[str, Any]:
        return {
            "forms": len(self.forms),
            "returns": self.returns,
            "vouched": self.vouched,
            "silent": len(self.silent),
            "upper_bound": upper_bound(len(self.silent), self.vouched),
            "clean_accepted": share(self.clean),
            "benign_accepted": share(self.benign),
            "unmapped": len(self.unmapped),
            "wrong_types": len(self.wrong_types),
            "crashes": len(self.crashes),
        }

    def count(self, name: str, kinds: tuple[str, ...], filled: Filled, reading: Reading, match: Match) -> None:
        """Count one reading of a return of the form `name` that the harmless `kinds` were done to."""
        self.returns += 1
        verdict = reading.verdict
        counters = [self.benign if kinds else self.clean, *(self.kinds.setdefault(kind, Counter()) for kind in kinds)]
        for counter in counters:
            counter[verdict] += 1
        place = f"{name} [{', '.join(kinds) or 'clean'}]"
        if verdict != "accepted":
            self.doubts.append(f"{place} {verdict}: {_why(reading)}")
        if verdict == "rejected":
            return
        pool = _pool(reading)
        for truth in filled.fields:
            if truth.slot in match.fields:
                self._field(place, truth, filled, reading, match.fields[truth.slot], pool)
            elif verdict == "accepted":
                self._lost(place, truth, pool)
        for group, rows in filled.rows.items():
            if group in match.tables:
                columns = {label: column for (at, label), column in match.columns.items() if at == group}
                shared = [at for at in filled.rows if match.tables.get(at) == match.tables[group]]
                if group == shared[0]:
                    together = [row for at in shared for row in filled.rows[at]]
                    table = reading.tables[match.tables[group]]
                    self._table(place, together, table, columns, verdict == "accepted", pool)
                missing = [truth for row in rows for truth in row if truth.slot.label not in columns]
            else:
                missing = [truth for row in rows for truth in row if truth.slot.kind != "tickcol" or truth.value]
                for truth in missing:
                    if truth.slot in match.fields:
                        self._field(place, truth, filled, reading, match.fields[truth.slot], pool)
                missing = [truth for truth in missing if truth.slot not in match.fields]
            for truth in missing if verdict == "accepted" else []:
                self._lost(place, truth, pool)

    def _field(self, place: str, truth: Truth, filled: Filled, reading: Reading, number: int, pool: str) -> None:
        read = reading.fields[number]
        if reading.verdict != "accepted" and read.status != "ok":
            return
        if read.value is None and truth.value is None:
            return
        self.vouched += 1
        if not same(read.value, truth, filled.cells.get(truth.slot.cell, ""), pool):
            self.silent.append(f"{place} {read.label}: expected {truth.typed!r}{truth.detail}, got {read.value!r}")

    def _lost(self, place: str, truth: Truth, pool: str) -> None:
        if truth.slot.printed or truth.value is None:
            return
        if not any(norm(each) in pool for each in (truth.typed, truth.value)):
            label = truth.slot.names[0]
            self.silent.append(f"{place} {label}: {truth.typed!r} is in no answer of an accepted return")

    def _table(
        self,
        place: str,
        rows: list[list[Truth]],
        table: TableReading,
        columns: Mapping[str, str],
        accepted: bool,
        pool: str,
    ) -> None:
        meant = [row for row in rows if any(each.value is not None and not each.slot.printed for each in row)]
        asked = {columns[each.slot.label] for row in rows for each in row if _compared(each, columns)}
        read = [row for row in table.rows if any(row.values.get(column) is not None for column in asked)]
        whole = accepted or table.status == "ok"
        if whole and len(meant) != len(read):
            lost = abs(len(meant) - len(read))
            self.silent += [f"{place} {table.key}: expected {len(meant)} rows, got {len(read)}"] * lost
        pairs = list(zip(meant, read, strict=False)) if whole and len(meant) == len(read) else []
        if not pairs:
            vouched = [row for row in read if whole or row.status == "ok"]
            pairs = [
                (min(meant, key=lambda each: len(_wrong(each, row, columns, pool))), row) for row in vouched if meant
            ]
        for row, got in pairs:
            self.vouched += sum(each.value is not None for each in row if _compared(each, columns))
            wrong = _wrong(row, got, columns, pool)
            self.silent += [f"{place} {table.key}: {each}" for each in wrong]


def _compared(truth: Truth, columns: Mapping[str, str]) -> bool:
    return truth.slot.label in columns and not truth.slot.printed


def _wrong(row: list[Truth], read: RowReading, columns: Mapping[str, str], pool: str) -> list[str]:
    wrong = []
    for truth in row:
        column = columns.get(truth.slot.label)
        if column is None:
            continue
        value = read.values.get(column)
        if truth.slot.printed and (value is None or truth.typed.isdigit()):
            continue  # a printed number or label need not be read
        if not same(value, truth, pool=pool):
            wrong.append(f"{column}: expected {truth.typed!r}{truth.detail}, got {value!r}")
    return wrong


def _pool(reading: Reading) -> str:
    texts = [norm(each.value) + norm(each.raw) for each in reading.fields]
    for table in reading.tables:
        for row in table.rows:
            texts += [norm(value) for value in (*row.values.values(), *row.raw.values())]
    return "\n".join(texts)


def _why(reading: Reading) -> str:
    reasons = [each.code for each in reading.reasons]
    for spot in reading.fields:
        reasons += [f"{spot.label}={each.code}" for each in spot.reasons]
    for table in reading.tables:
        reasons += [f"{table.key}={each.code}" for each in table.reasons]
        for row in table.rows:
            reasons += [f"{table.key}.row={each.code}" for each in row.reasons]
    return " ".join(dict.fromkeys(reasons))


def share(counter: Counter[str]) -> float:
    """The accepted in a hundred."""
    return round(100 * counter["accepted"] / max(1, counter.total()), 1)


def upper_bound(wrong: int, count: int) -> float:
    """The rate that is not exceeded with 95 % confidence (Poisson)."""
    low, high = 0.0, 2.0 * wrong + 20
    for _ in range(60):
        middle = (low + high) / 2
        chance = sum(math.exp(-middle) * middle**each / math.factorial(each) for each in range(min(wrong, 150) + 1))
        low, high = (middle, high) if chance > 0.05 else (low, middle)
    return round(high / max(1, count), 6)
