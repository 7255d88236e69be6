"""Answers beside each other: whether one may hold what was meant for another that is empty or looks wrong."""

from __future__ import annotations

from collections.abc import Sequence

from documents.forms import FieldType
from documents.values import Value, is_address, is_another

Given = tuple[FieldType, Value, str]  # type, value, raw text
_SHORT = frozenset({FieldType.TEXT, FieldType.UNIT, FieldType.POST})


def is_crowded(answer: Given) -> bool:
    """Whether a short answer goes over several lines or words one of which may be another's answer."""
    kind, value, raw = answer
    if value is None or kind not in _SHORT:
        return False
    first, *others = raw.split() or [""]
    return "\n" in raw.strip() or (not first[:1].isdigit() and any(map(is_another, others)))  # 2016 . 5 . 10 is one


def are_crossed(answers: Sequence[Given]) -> bool:
    """Whether an address stands among the words while the place has none: the two may have been exchanged."""
    places = [value for kind, value, _ in answers if kind == FieldType.PLACE]
    if all(value is not None and is_address(str(value)) for value in places):
        return False
    return any(kind in _SHORT and value is not None and is_address(str(value)) for kind, value, _ in answers)
