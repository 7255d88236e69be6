"""When a value is right, and what is added up: errors, verdicts, and how large an error rate may be."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from documents.forms import FieldType
from tests.unseen.answers import UNKNOWN, Answer

TEXTUAL = {FieldType.TEXT, FieldType.LONG_TEXT, FieldType.UNIT, FieldType.PLACE, FieldType.POST}


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", unicodedata.normalize("NFKC", text))


def label_key(text: str) -> str:
    return squeeze(re.sub(r" \(\d+\)$", "", text)).strip(":")


def right(answer: Answer | None, value: Any, textual: bool) -> bool:
    """Whether a vouched `value` is what the clerk meant; a textual field may keep it as typed."""
    if answer is None:
        return value in (None, "", [])
    if answer.value is UNKNOWN:
        return False
    good = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    for each in good:
        if type(value) is type(each) and value == each:
            return True
        if isinstance(value, (int, float)) and isinstance(each, (int, float)) and abs(value - each) < 1e-9:
            return True
        if value == [each] or ([value] == each and isinstance(each, list)):
            return True
    return textual and isinstance(value, str) and squeeze(value) == squeeze(answer.raw)


@dataclass
class Failure:
    """What went wrong with one return: `sort` is silent, lost, review, reject or crash."""

    sort: str
    group: str
    form: str
    kinds: tuple[str, ...]
    detail: str


@dataclass
class Totals:
    vouched: int = 0
    silent: int = 0
    wrong_returns: int = 0  # ambiguous returns with a silent error
    count: dict[str, int] = field(default_factory=dict)
    good: dict[str, int] = field(default_factory=dict)
    slowest: float = 0.0
    failures: list[Failure] = field(default_factory=list)

    def json(self) -> dict[str, Any]:
        def share(group: str) -> float | None:
            had = self.count.get(group, 0)
            return round(100 * self.good.get(group, 0) / had, 2) if had else None

        return {
            "returns": sum(self.count.values()),
            "vouched": self.vouched,
            "silent_errors": self.silent,
            "upper_bound_percent": round(100 * upper_bound(self.silent, self.vouched), 4),
            "clean_accepted_percent": share("clean"),
            "benign_accepted_percent": share("benign"),
            "office_accepted_percent": share("office"),
            "ambiguous": self.count.get("ambiguous", 0),
            "ambiguous_vouched_wrong": self.wrong_returns,
            "ambiguous_taken_percent": share("ambiguous"),
            "rejects_right_percent": share("reject"),
            "crashes": sum(each.sort == "crash" for each in self.failures),
            "slowest_seconds": round(self.slowest, 3),
        }


def upper_bound(wrong: int, trials: int, alpha: float = 0.05) -> float:
    """The one-sided 95 % Clopper–Pearson upper bound of a rate, by bisection of the binomial tail."""
    if trials == 0 or wrong >= trials:
        return 1.0

    def tail(rate: float) -> float:
        logs = [
            math.lgamma(trials + 1)
            - math.lgamma(k + 1)
            - math.lgamma(trials - k + 1)
            + k * math.log(rate)
            + (trials - k) * math.log1p(-rate)
            for k in range(wrong + 1)
        ]
        return sum(math.exp(each) for each in logs)

    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if tail(middle) > alpha else (low, middle)
    return high
