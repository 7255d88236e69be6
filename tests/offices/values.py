"""Whether a value that was read is the one that was meant."""

from __future__ import annotations

import re
import unicodedata

from tests.offices.fill import Truth
from tests.offices.people import Value

_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
_PHONES = ("mobile", "landline", "phone")
_LONG = ("opinion", "long", "remark", "sentence")


def norm(value: object) -> str:
    """Without spaces, lines and widths."""
    return re.sub(r"[\s_\u200b]+", "", unicodedata.normalize("NFKC", str(value)))


def same(value: Value, truth: Truth, whole: str = "", pool: str = "") -> bool:
    """`whole`: all of the cell, which may be one answer; `pool`: all that was read, where a detail may be kept."""
    if value is None or value == [] or truth.value is None:
        return (value is None or value == []) and truth.value is None
    kind = truth.slot.kind
    if kind == "tickcol":
        return norm(value) in (norm(truth.slot.label), norm(truth.typed))
    if truth.slot.options:
        return _same_options(value, truth, whole, pool)
    if isinstance(value, list):
        return len(value) == 1 and same(value[0], truth, whole, pool)
    if norm(value) in (norm(truth.typed), norm(truth.value)):
        return True
    if kind in ("date", "month", "monthday"):
        return _day(str(value)) == _day(str(truth.value))
    if kind in _PHONES:
        return re.sub(r"\D", "", norm(value)) == re.sub(r"\D", "", truth.typed)
    if kind in ("email", "code", "plate"):
        return norm(value).lower() == norm(truth.typed).lower()
    if isinstance(truth.value, int | float):
        return _number(value) == float(truth.value)
    return kind in _LONG and norm(truth.typed) in norm(value) and norm(value) in norm(whole)


def _same_options(value: Value, truth: Truth, whole: str, pool: str) -> bool:
    read = [norm(each) for each in (value if isinstance(value, list) else re.split("[、；;，]", str(value)))]
    meant = truth.value if isinstance(truth.value, list) else [str(truth.value)]
    if len(read) != len(meant):
        return False
    for each in meant:
        if truth.detail and each.startswith("其他"):
            if not any(got.startswith("其他") or norm(truth.detail) in got for got in read):
                return False
        elif not any(_option(each, got, truth, whole) for got in read):
            return False
    return not truth.detail or norm(truth.detail) in pool


def _option(option: str, read: str, truth: Truth, whole: str) -> bool:
    """The last option may be read with the printed words that the sentence goes on with."""
    if read in (norm(option), norm(option).lstrip("0123456789")):
        return True
    goes_on = read.startswith(norm(option)) and read not in map(norm, truth.slot.options)
    return goes_on and option == truth.slot.options[-1] and read in norm(whole)


def _number(value: object) -> float | None:
    found = re.match(r"-?[\d,]+(?:\.\d+)?", norm(value))
    return float(found[0].replace(",", "")) if found else None


def _day(text: str) -> list[int]:
    text = norm(text)
    if re.search("[一二三四五六七八九十]", text):
        text = re.sub("([一二三])十([一二三四五六七八九])", r"\1\2", text)
        text = re.sub("([二三])十", r"\g<1>0", text)
        text = re.sub("十([一二三四五六七八九])", r"1\1", text).replace("十", "10").translate(_CHINESE)
    return [int(each) for each in re.findall(r"\d+", text)]
