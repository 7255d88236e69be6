"""Compares what the reader vouches for with the truth."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field

from documents.reading import Expected, read
from documents.reading.result import Reading, RowReading, TableReading
from tests.tricks.making import Made, key_in
from tests.tricks.slots import Listing, Row, norm

Reader = Callable[[Made], Reading]


@dataclass(frozen=True)
class Fault:
    """What went wrong in one return."""

    what: str  # silent, lost, crash
    verdict: str
    form: str
    kinds: tuple[str, ...]
    place: str
    expected: str
    got: str


@dataclass
class Totals:
    """The totals of a run."""

    returns: int = 0
    vouched_fields: int = 0
    vouched_rows: int = 0
    silent_accepted: int = 0
    silent_review: int = 0
    lost_in_accepted: int = 0
    clean: int = 0
    clean_accepted: int = 0
    accepted: int = 0
    rejected: int = 0
    crashes: int = 0
    upper_bound: float = 0.0
    not_mapped: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, object]:
        """JSON types only."""
        share = 100 * self.clean_accepted / self.clean if self.clean else 100.0
        return {**asdict(self), "clean_accepted_percent": round(share, 1)}


def own_reader(made: Made) -> Reading:
    """The reader that is judged."""
    return read(made.model, made.blank, made.returned, Expected())


def upper_bound(errors: int, trials: int) -> float:
    """The largest rate at which so few errors would still be seen once in twenty times."""
    if trials == 0 or errors >= trials:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(errors, trials, middle) > 0.05 else (low, middle)
    return high


def _at_most(errors: int, trials: int, rate: float) -> float:
    if rate <= 0:
        return 1.0
    total = 0.0
    for each in range(errors + 1):
        ways = math.lgamma(trials + 1) - math.lgamma(each + 1) - math.lgamma(trials - each + 1)
        total += math.exp(ways + each * math.log(rate) + (trials - each) * math.log1p(-rate))
    return total


def judge(made: Made, reading: Reading) -> tuple[list[Fault], int, int]:
    """The faults of one reading, and how many fields and rows it vouches for."""
    faults: list[Fault] = []

    def note(what: str, place: str, expected: Iterable[str], got: object) -> None:
        known = "|".join(sorted(expected)) or "a person must look"
        faults.append(Fault(what, reading.verdict, made.form.name, made.kinds, place, known, str(got)))

    fields = 0
    slots = {key_in(made.model, each): each for each in made.paper.slots}
    for each in reading.fields:
        slot = slots.get(each.key)
        if each.status == "ok":
            fields += 1
            if slot is None or norm(each.value) not in slot.truth.accept:
                note("silent", each.label, slot.truth.accept if slot else (), repr(each.value))
        elif reading.verdict == "accepted" and each.status == "blank" and slot and "" not in slot.truth.accept:
            note("lost", each.label, slot.truth.accept, None)
    rows = 0
    for listing, table in _tables(made, reading):
        sound = [each for each in table.rows if each.status == "ok"]
        rows += len(sound)
        left = list(listing.filled if listing else [])
        for said in sound:
            true = next((each for each in left if _agrees(each, said)), None)
            if true is not None:
                left.remove(true)
            else:
                note("silent", f"row of {table.key}", ("; ".join(_told(each) for each in left),), dict(said.values))
        missing = len(listing.filled if listing else []) - len(sound)
        if reading.verdict == "accepted" and missing > 0:
            note("lost", f"rows of {table.key}", (_told(left[0]),), f"{missing} missing")
    return faults, fields, rows


def _tables(made: Made, reading: Reading) -> list[tuple[Listing | None, TableReading]]:
    """The readings of tables in the order of the form, each with its truth."""
    pairs: list[tuple[Listing | None, TableReading]] = []
    for number, table in enumerate(reading.tables):
        pairs.append((made.paper.lists[number] if number < len(made.paper.lists) else None, table))
    return pairs


def _agrees(true: Row, said: RowReading) -> bool:
    values = {norm(label): norm(value) for label, value in said.values.items()}
    fixed = all(values.get(norm(label), norm(words)) == norm(words) for label, words in true.fixed.items())
    return fixed and all(values.get(norm(each.label), "") in each.truth.accept for each in true.slots)


def _told(line: Row) -> str:
    return ", ".join(f"{each.label}={'/'.join(sorted(each.truth.accept)) or 'LOOK'}" for each in line.slots)


def not_mapped(made: Made) -> list[str]:
    """Places that the model does not ask for."""
    lost = [f"{made.form.name}.{each.label}" for each in made.paper.slots if key_in(made.model, each) is None]
    if len(made.model.tables) != len(made.paper.lists):
        lost.append(f"{made.form.name}: {len(made.model.tables)} tables of {len(made.paper.lists)}")
    return lost


def score(returns: Iterable[Made], reader: Reader = own_reader) -> tuple[Totals, list[Fault]]:
    """The totals of a reader over returns, and every fault, silent ones first."""
    totals, faults = Totals(), list[Fault]()
    unknown: set[str] = set()
    for made in returns:
        totals.returns += 1
        unknown.update(not_mapped(made))
        try:
            reading = reader(made)
        except Exception as error:  # noqa: BLE001 - whatever a reader raises is a crash to be counted
            totals.crashes += 1
            faults.append(Fault("crash", "", made.form.name, made.kinds, "", "", repr(error)[:200]))
            continue
        found, fields, rows = judge(made, reading)
        faults += found
        _count(totals, made, reading, found)
        totals.vouched_fields += fields
        totals.vouched_rows += rows
    silent = totals.silent_accepted + totals.silent_review
    totals.upper_bound = upper_bound(silent, totals.vouched_fields + totals.vouched_rows)
    totals.not_mapped = sorted(unknown)
    return totals, sorted(faults, key=lambda each: (each.what != "silent", each.what, each.kinds))


def _count(totals: Totals, made: Made, reading: Reading, found: list[Fault]) -> None:
    accepted = reading.verdict == "accepted"
    silent = sum(each.what == "silent" for each in found)
    totals.silent_accepted += silent if accepted else 0
    totals.silent_review += 0 if accepted else silent
    totals.lost_in_accepted += sum(each.what == "lost" for each in found)
    totals.accepted += accepted
    totals.rejected += reading.verdict == "rejected"
    if not made.kinds:
        totals.clean += 1
        totals.clean_accepted += accepted
