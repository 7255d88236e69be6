"""Calendar dates in the ways that offices write them."""

from __future__ import annotations

import datetime
import re

_YMD = re.compile(
    r"(?P<y>\d{4})(?:年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})[日号]?"
    r"|(?P<sep>[-./、])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2})[日号.]?"
    r"|(?P<m3>\d{2})(?P<d3>\d{2}))"
    r"(?:[(]?(?:星期|周)[一二三四五六日天][)]?)?",
    re.ASCII,
)
_NO_YEAR = re.compile(r"(?:\d{2}[年.-])?\d{1,2}[月.-]\d{1,2}[日号]?|(?:今|本|去|明)年.*")
_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
}
_WORDS = re.compile(
    r"(?P<y>[〇零○O一二三四五六七八九]{4})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})[日号]?"
)
_SMALL = re.compile("(?:([二三]?)(十))?([一二三四五六七八九]?)")
_TORN = re.compile(r"[\d〇零○O一二三四五六七八九十]\s+[\d〇零○O一二三四五六七八九十]")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def calendar_date(text: str) -> tuple[str | None, str | None]:
    """ISO 8601 of 2016.5.10, 2016-05-10, 2016年5月10日, 20160510, 二〇一六年五月十日; else a problem.

    A space between two digits may part two numbers, so that such a text is no date.
    """
    flat = "".join(text.split())
    if len(flat) < len(text) and _TORN.search(text.strip()):
        return None, "date_wrong"
    found = _YMD.fullmatch(flat)
    if found is not None:
        month = found["m1"] or found["m2"] or found["m3"]
        day = found["d1"] or found["d2"] or found["d3"]
        return _iso(int(found["y"]), int(month), int(day))
    words = _WORDS.fullmatch(flat)
    if words is not None:
        year = int("".join(_DIGITS[char] for char in words["y"]))
        return _iso(year, _small(words["m"]), _small(words["d"]))
    return None, "date_without_year" if _NO_YEAR.fullmatch(flat) else "date_wrong"


def _iso(year: int, month: int, day: int) -> tuple[str | None, str | None]:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None, "date_wrong"
    try:
        return datetime.date(year, month, day).isoformat(), None
    except ValueError:
        return None, "date_wrong"


def _small(words: str) -> int:
    """十二 → 12, 二十 → 20, 三十一 → 31; 0 when it is no such number."""
    found = _SMALL.fullmatch(words)
    if found is None:
        return 0
    tens = int(_DIGITS.get(found[1] or "一", "1")) * 10 if found[2] else 0
    return tens + int(_DIGITS.get(found[3], "0"))
