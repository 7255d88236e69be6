"""Totals over many judged returns: silent errors with their bound, needless reviews and rejects, by kind too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from documents.forms import FormModel
from documents.reading import Reading
from documents.reading.result import Expected
from tests.corpus.mixes import Case
from tests.corpus.score import Judgement, judge, upper_bound

Reader = Callable[[FormModel, bytes, bytes, Expected], Reading]
_EXAMPLES = 5


@dataclass
class Tally:
    """What happened to the returns of one group or kind."""

    returns: int = 0
    vouched: int = 0
    silent: int = 0
    unmodelled: int = 0
    accepted: int = 0
    review: int = 0
    rejected: int = 0
    wrong_code: int = 0  # rejected without the reason that the kind asks for
    examples: list[str] = field(default_factory=list)  # silent errors, false reviews, false rejects
    faults: list[str] = field(default_factory=list)  # the silent errors among them, all
    codes: Counter[str] = field(default_factory=Counter)  # why returns were not accepted

    def add(self, case: Case, found: Judgement) -> None:
        """Count one return."""
        self.returns += 1
        self.vouched += found.vouched
        self.silent += len(found.faults)
        self.unmodelled += found.unmodelled
        self.accepted += found.verdict == "accepted"
        self.review += found.verdict == "review"
        self.rejected += found.verdict == "rejected"
        self.wrong_code += case.group == "reject" and found.verdict == "rejected" and not _has_code(case, found)
        if found.verdict != "accepted":
            self.codes.update({each.rpartition(":")[2] for each in found.codes})
        if is_bad(case, found):
            self._remember(case, found)

    def _remember(self, case: Case, found: Judgement) -> None:
        why = "; ".join(map(str, found.faults)) or ", ".join(found.codes)
        kinds = "+".join(each.name for each in case.kinds) or "clean"
        said = f"#{case.number} {case.form.key} {kinds} → {found.verdict}: {why}"[:400]
        if len(self.examples) < _EXAMPLES:
            self.examples.append(said)
        if found.faults:
            self.faults.append(said)

    def to_json(self) -> dict[str, Any]:
        """JSON types only."""
        return {
            "returns": self.returns,
            "vouched": self.vouched,
            "silent_errors": self.silent,
            "accepted": self.accepted,
            "review": self.review,
            "rejected": self.rejected,
            "wrong_code": self.wrong_code,
            "unmodelled": self.unmodelled,
        }


def _has_code(case: Case, found: Judgement) -> bool:
    return any(each in case.codes for each in found.codes)


def is_bad(case: Case, found: Judgement) -> bool:
    """Whether the reader did what it must not: a silent error, or a verdict that the group does not allow."""
    if found.faults:
        return True
    if case.group in ("clean", "benign"):
        return found.verdict != "accepted"
    if case.group == "reject":
        return found.verdict != "rejected" or not _has_code(case, found)
    return found.verdict == "rejected"


@dataclass
class Report:
    """Tallies of all returns, by group and by kind."""

    total: Tally = field(default_factory=Tally)
    groups: dict[str, Tally] = field(default_factory=dict)
    kinds: dict[str, Tally] = field(default_factory=dict)
    forms: dict[str, Tally] = field(default_factory=dict)

    def add(self, case: Case, found: Judgement) -> None:
        """Count one return wherever it belongs."""
        self.total.add(case, found)
        self.groups.setdefault(case.group, Tally()).add(case, found)
        self.forms.setdefault(case.form.key, Tally()).add(case, found)
        for kind in case.kinds:
            self.kinds.setdefault(kind.name, Tally()).add(case, found)

    @property
    def bound(self) -> float:
        """The 95 % upper bound of the rate of silent errors among vouched fields."""
        return upper_bound(self.total.silent, self.total.vouched)

    def accepted_share(self, group: str) -> float:
        """Share of a group's returns that were accepted without a hand; 1.0 when there are none."""
        tally = self.groups.get(group, Tally())
        return tally.accepted / tally.returns if tally.returns else 1.0

    def to_json(self) -> dict[str, Any]:
        """JSON types only."""
        return {
            "total": self.total.to_json() | {"upper_bound": self.bound},
            "groups": {name: each.to_json() for name, each in sorted(self.groups.items())},
            "kinds": {name: each.to_json() for name, each in sorted(self.kinds.items())},
            "forms": {name: each.to_json() for name, each in sorted(self.forms.items())},
        }


def run(reader: Reader, cases: Iterable[Case]) -> Report:
    """Read every case and judge it."""
    report = Report()
    for case in cases:
        reading = reader(case.form.model, case.form.blank, case.data, case.expected)
        report.add(case, judge(case.form, case.truth, reading))
    return report
