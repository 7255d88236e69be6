"""Which days are worked in mainland China: the published schedule, and a forecast for other years.

The State Council publishes a year's 调休 (shifted working days) late in the year before. `chinesecalendar`
carries what is published; for other years `holidays` knows the statutory days, not the shifts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import chinese_calendar
from holidays import country_holidays

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Day:
    """Whether a day is worked; `provisional` (暂定) while its year's schedule is not known."""

    working: bool
    provisional: bool = False


def published_day(day: date) -> Day:
    """`day` as published, else from weekends and statutory holidays, marked provisional."""
    try:
        return Day(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return Day(day.weekday() < SATURDAY and day not in _statutory(day.year), provisional=True)


@lru_cache(maxsize=32)
def _statutory(year: int) -> frozenset[date]:
    return frozenset(country_holidays("CN", years=year))
