"""Counts, decimals and percentages, with the units that people write behind them."""

from __future__ import annotations

import re

_VAGUE = re.compile(r"约|大概|左右|上下|近|多|余|不足|超过|以上|以下|几|来")
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_LEAD = r"(?:共计|总计|合计|共|计)?"
_UNIT = (
    r"(?:人次|场次|批次|课时|学时|小时|分钟|公里|公斤|平方米|[人次个户名位家件场条项篇天日元份期所村组批支岁米吨亩口回届节班队面"
    r"处册本间辆台张幅座栋幢段种类股套把只块箱袋盒株棵头])?"
)
_COUNT = re.compile(_LEAD + _NUMBER + _UNIT, re.ASCII)
_PERCENT = re.compile(_NUMBER + r"(?P<sign>%)?|百分之" + _NUMBER.replace("number", "word"), re.ASCII)
_SPACES = re.compile(r"(?<![\d\s])\s+|\s+(?![\d\s])")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_FOURFOLD = re.compile(r"(\d+)\1{3}", re.ASCII)  # LibreOffice 7.4 writes the text of a plain-text control four times
_MAX_DIGITS = 15  # a JSON number is a double: 15 digits survive


def integer(text: str) -> tuple[int | None, str | None]:
    """A count: `10次` → 10, `共91人次` → 91; 约91人, 3万, 1.5 and negative numbers are doubts."""
    number, problem = _number(text)
    if number is None:
        return None, problem
    return (int(number), None) if number.isdigit() else (None, "number_wrong")


def decimal(text: str) -> tuple[float | None, str | None]:
    """A decimal number, without or with one unit that does not multiply (3.5万元 is a doubt)."""
    number, problem = _number(text)
    return (float(number), None) if number is not None else (None, problem)


def percentage(text: str) -> tuple[float | None, str | None]:
    """A percentage in per cent: `85%` → 85.0. Without a sign only 1 < x ≤ 100 is clear."""
    found = _PERCENT.fullmatch(_flat(text))
    if found is None:
        return None, "number_vague" if _VAGUE.search(text) else "number_wrong"
    number = float((found["number"] or found["word"]).replace(",", ""))
    if not (found["sign"] or found["word"]) and not 1 < number <= 100:
        return None, "percentage_unclear"
    return number, None


def _number(text: str) -> tuple[str | None, str | None]:
    """The digits of one number, or None and the problem."""
    found = _COUNT.fullmatch(_flat(text))
    if found is None:
        return None, "number_vague" if _VAGUE.search(text) else "number_wrong"
    number = found["number"].replace(",", "")
    if len(number.replace(".", "").lstrip("0")) > _MAX_DIGITS:
        return None, "number_wrong"
    if _MOBILE.fullmatch(number):
        return None, "looks_like_other"
    return (None, "repeated_text") if _FOURFOLD.fullmatch(number) else (number, None)


def _flat(text: str) -> str:
    """`text` without spaces around, and between number and unit; a space inside a number stays a doubt."""
    return _SPACES.sub("", text.strip())
