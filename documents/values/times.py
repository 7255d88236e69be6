"""Days and hours within an answer: parts that were left out, a weekday or an order that contradicts the dates."""

from __future__ import annotations

import datetime
import re

from documents.values.dates import calendar_date

_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}
_WEEKDAY = re.compile(
    r"(?<!\d)(\d{4}(?:年\d{1,2}月\d{1,2}[日号]|([./-])\d{1,2}\2\d{1,2}))[,(]?(?:星期|礼拜|周)([一二三四五六日天])",
    re.ASCII,
)
_DAY = re.compile(r"(?<!\d)\d{4}年\d{1,2}月\d{1,2}[日号]", re.ASCII)
_LEFT_OUT = re.compile(  # 2016年5月6日_时, 5月_日
    r"\d年_*月(?:_*日)?(?!\w)|\d月_*日(?!\w)|\d[日号]_*[时点](?:_*分)?(?!\w)|\d[时点]_*分(?!\w)|_[年月日号时点分](?!\w)"
)
_PATTERN = re.compile(r"(?=.*[年月日时].*[年月日时分])[年月日时点分至到上下午\d_xX×~—–/-]+")
_BARE_UNIT = re.compile(r"(?<![\d〇○零一二三四五六七八九十xX×])[年月日时点分](?![\u3400-\u9fff]*间)")
_BARE_YEAR = re.compile(r"(?<!\d)(?:19|20)年")
_CLOCK = r"(?:\(?(?:星期|礼拜|周)[一二三四五六日天]\)?)?(?:[上下]午)?(?:\d{1,2}(?:[时点](?:\d{1,2}分)?|:\d{2}))?"
_RANGE = re.compile(
    r"(?<![\d./-])(?:(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?"
    r"|(?P<y0>\d{4})(?P<s>[./-])(?P<m0>\d{1,2})(?:(?P=s)(?P<d0>\d{1,2}))?)"
    rf"{_CLOCK}(?:[至到]|[~—–-]{{1,2}})"
    r"(?:(?:(?P<y1>\d{4})[年./-])?(?P<m1>\d{1,2})[月./-](?P<d1>\d{1,2})[日号]?"
    r"|(?P<y2>\d{4})[年./-](?P<m2>\d{1,2})月?|(?P<d3>\d{1,2})[日号])(?![\d./-])",
    re.ASCII,
)
_YEAR_ENDS, _YEAR_BEGINS = 11, 2  # months: 2016年12月28日至1月3日 goes on into the next year
Day = tuple[int, ...]  # year, month and, if it is known, day


def time_problem(flat: str, prompt: str = "") -> str | None:
    """What is wrong with the days and hours in `flat`: time_incomplete, date_wrong, date_contradicts; None for nothing.

    `flat` and `prompt`, the form's own text there, are squeezed (NFKC, without white space).
    """
    if _is_left_out(flat, prompt):
        return "time_incomplete"
    if any(calendar_date(each)[1] for each in _DAY.findall(flat)):
        return "date_wrong"  # the thirteenth month
    return "date_contradicts" if _has_other_weekday(flat) or _runs_backwards(flat) else None


def without_hour(flat: str) -> str:
    """The day of a time whose hour was left out: 2016年5月6日 of 2016年5月6日_时."""
    return re.sub(r"(?<!_)_*[时点](?:_*分)?$", "", flat)


def as_day(text: str) -> Day | None:
    """Year, month and day, or year and month, of an ISO date or of 2016年5月, 2016.5; None for another text."""
    found = re.fullmatch(r"(\d{4})[年./-](\d{1,2})月?(?:份)?", text, re.ASCII)
    if found is not None:
        return int(found[1]), int(found[2])
    iso = calendar_date(text)[0]
    return tuple(map(int, iso.split("-"))) if iso is not None else None


def is_before(one: Day, other: Day) -> bool:
    """Whether `one` lies before `other`, as far as both are known."""
    known = min(len(one), len(other))
    return one[:known] < other[:known]


def _is_left_out(flat: str, prompt: str) -> bool:
    if _LEFT_OUT.search(flat):
        return True
    if not _PATTERN.fullmatch(prompt):
        return False
    return _BARE_UNIT.search(flat) is not None or _BARE_YEAR.search(flat) is not None


def _has_other_weekday(flat: str) -> bool:
    for found in _WEEKDAY.finditer(flat):
        iso = calendar_date(found[1])[0]
        if iso is not None and datetime.date.fromisoformat(iso).weekday() != _WEEKDAYS[found[3]]:
            return True
    return False


def _runs_backwards(flat: str) -> bool:
    """Whether a stretch of time ends before it begins; one without years may go on into the next."""
    return any(_is_backwards(found) for found in _RANGE.finditer(flat))


def _is_backwards(found: re.Match[str]) -> bool:
    year, month, day = found["y"] or found["y0"], int(found["m"] or found["m0"]), found["d"] or found["d0"]
    last_year, last_month = found["y1"] or found["y2"], int(found["m1"] or found["m2"] or month)
    last_day = found["d1"] or found["d3"]
    if last_month < month and not last_year and (not year or (month >= _YEAR_ENDS and last_month <= _YEAR_BEGINS)):
        return False
    first: Day = (int(year or 0), month, *([int(day)] if day else []))
    last: Day = (int(last_year or year or 0), last_month, *([int(last_day)] if last_day else []))
    return is_before(last, first)
