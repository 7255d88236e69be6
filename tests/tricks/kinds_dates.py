"""Dates as people write them."""

from __future__ import annotations

import re
from random import Random

from tests.tricks.kinds import rewrites
from tests.tricks.kinds_numbers import fixed
from tests.tricks.slots import Slot, Truth, is_one_of

DATE = "date"


def _parts(words: str) -> tuple[int, int, int]:
    year, month, day = (int(each) for each in re.findall(r"\d+", words))
    return year, month, day


def _iso(slot: Slot, new: str) -> Truth:
    year, month, day = _parts(slot.written)
    return is_one_of(f"{year}-{month:02}-{day:02}")


def _shape(name: str, pattern: str, certain: bool) -> None:
    def how(old: str, rng: Random) -> str:
        year, month, day = _parts(old)
        two = {"yy": f"{year % 100}", "roc": str(year - 1911), "late": str(day + 2)}
        return pattern.format(y=year, m=month, d=day, mm=f"{month:02}", dd=f"{day:02}", **two)

    rewrites(name, DATE, how, _iso if certain else lambda slot, new: Truth(frozenset()))


for _name, _pattern, _certain in (
    ("date, eight digits", "{y}{mm}{dd}", True),
    ("date, American order", "{m}/{d}/{y}", False),
    ("date, day first", "{dd}.{mm}.{y}", False),
    ("date, two-digit year", "{yy}.{m}.{d}", True),
    ("date, two-digit year last", "{m}/{d}/{yy}", False),
    ("date, month only", "{y}年{m}月", False),
    ("date, year only", "{y}年", False),
    ("date, third of a month", "{y}年{m}月上旬", False),
    ("date, by then", "{y}年{m}月{d}日前", False),
    ("date, about", "{y}年{m}月{d}日左右", False),
    ("date, after", "{y}年{m}月{d}日以后", False),
    ("date, planned", "拟于{y}年{m}月{d}日", False),
    ("date, to another day", "{y}年{m}月{d}日至{late}日", False),
    ("date, dash to another day", "{y}年{m}月{d}—{late}日", False),
    ("date, comma another day", "{y}年{m}月{d}日、{late}日", False),
    ("date, two with slash", "{y}年{m}月{d}/{late}日", False),
    ("date, every month", "每月{d}日", False),
    ("date, Republic era", "民国{roc}年{m}月{d}日", True),
    ("date, Republic era numbers", "{roc}.{m}.{d}", False),
    ("date, lunar", "农历{y}年{m}月{d}日", False),
    ("date, lunar in brackets", "{y}年{m}月{d}日（农历）", False),
    ("date, evening", "{y}年{m}月{d}日晚", True),
    ("date, midnight", "{y}-{mm}-{dd} 00:00:00", True),
    ("date, letter O in the year", "2O26年{m}月{d}日", True),
    ("date, enumeration commas", "{y}、{m}、{d}", True),
    ("date, month with letter l", "{y}年l0月{d}日", False),
    ("date, of last year in brackets", "{y}年{m}月{d}日（去年{late}日）", True),
    ("date, old in brackets", "{y}年{m}月{d}日（原定{late}日）", True),
    ("date, changed to", "{y}年{m}月{d}日改为{late}日", False),
    ("date, zone of another day", "{y}-{mm}-{dd}T23:30:00Z", False),
    ("date, stands twice", "{y}年{m}月{d}日{y}年{m}月{late}日", False),
):
    _shape(_name, _pattern, _certain)
fixed("date, thirtieth of February", DATE, "2026年2月30日")
fixed("date, thirty-first of April", DATE, "2026.4.31")
fixed("date, month thirteen", DATE, "2026-13-05")
fixed("date, not a leap year", DATE, "2026年2月29日")
fixed("date, far future", DATE, "2206年5月10日")
fixed("date, long ago", DATE, "1026年5月10日")
fixed("date, serial number", DATE, "46152")
fixed("date, today", DATE, "今天")
fixed("date, sexagenary", DATE, "丙午年四月初八")
fixed("date, lunar day name", DATE, "2026年四月初八")
fixed("date, twelfth month lunar", DATE, "2026年腊月二十三")
fixed("date, old thirty", DATE, "二〇二六年五月卅日", "2026-05-30")
fixed("date, old twenty", DATE, "二零二六年五月廿日", "2026-05-20")
fixed("date, era of Japan", DATE, "令和8年5月10日", "2026-05-10")
fixed("date, Buddhist year", DATE, "2569年5月10日")
fixed("date, zero day", DATE, "2026年5月00日")
fixed("date, blank parts", DATE, "2026年  月  日")
fixed("date, part left blank", DATE, "2026年5月  日")
fixed("date, to be fixed", DATE, "待定", "")
fixed("date, quarter", DATE, "2026年第二季度")
fixed("date, gap inside the day", DATE, "2026年5月1 0日", "2026-05-10")
fixed("date, seven digits", DATE, "2026111")
