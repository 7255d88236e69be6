"""One vouched value against one answer of the truth."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from documents.forms import FieldType
from documents.values import Value
from tests.corpus.truth import Answer, plain


@dataclass(frozen=True)
class Fault:
    """A silent error: a wrong value vouched for, one lost without a word, one that is no answer."""

    what: str  # wrong, lost, extra, held
    label: str
    vouched: Value = None
    truth: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.label}: vouched {self.vouched!r}, truth {self.truth}"


def is_right(value: Value, answer: Answer, known: FieldType) -> bool:
    """Whether the truth allows `value`; a reader that knows no type (`known`) may give the text as it was typed."""
    if any(_same(value, each) for each in answer.values):
        return True
    if known not in (FieldType.TEXT, FieldType.LONG_TEXT) or not isinstance(value, str) or not answer.text:
        return False
    return plain(value) == plain(answer.text) and (answer.loose or not (answer.unsure or answer.blank))


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one == other or (plain(one) == plain(other) and "\n" not in one + other and " " not in one)
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    return (type(one) is type(other) and one == other) or _numbers(one, other)


def _numbers(one: Value, other: Value) -> bool:
    return isinstance(one, int | float) and isinstance(other, int | float) and math.isclose(one, other)


def bare(label: str) -> str:
    """A label without its number and without the hint in brackets at its end."""
    unnumbered = re.sub(r"^\s*[0-9一二三四五六七八九十]+[.．、]\s*", "", label)
    return plain(re.sub(r"[（(][^（()）]*[)）](?= \(\d\)$|$)", "", unnumbered))


def name_of(key: str, label: str, known: Mapping[str, str]) -> str:
    """The truth's label for a key or label of the reading; "" when it has none."""
    without_hints = {bare(each): each for each in known.values()}
    found = known.get(key) or known.get(plain(key)) or known.get(plain(label))
    return found or without_hints.get(bare(label), "")


def fault_of(what: str, answer: Answer, value: Value) -> Fault:
    said = " | ".join(map(repr, answer.values)) or "a person must look"
    return Fault(what, answer.label, value, f"{said} typed {answer.text!r}"[:160])
