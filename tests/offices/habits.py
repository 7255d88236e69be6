"""Harmless habits of typing: the same answer in other characters. None: the habit has nothing to do here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from tests.offices.people import Answer

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
_DATE = "date"

Habit = Callable[[Answer, str, Random], str | None]


def _day(answer: Answer) -> tuple[str, int, int]:
    year, month, day = str(answer.value).split("-")
    return year, int(month), int(day)


def _dated(pattern: str) -> Habit:
    def habit(answer: Answer, kind: str, random: Random) -> str | None:
        if kind != _DATE:
            return None
        year, month, day = _day(answer)
        return pattern.format(y=year, m=month, d=day)

    return habit


def _chinese_date(answer: Answer, kind: str, random: Random) -> str | None:
    if kind != _DATE:
        return None
    year, month, day = _day(answer)
    return f"{year.translate(_CHINESE)}年{_said(month)}月{_said(day)}日"


def _said(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else "零一二三"[tens] + "十"
    return head + ("零一二三四五六七八九"[ones] if ones else "")


def _spaced_name(answer: Answer, kind: str, random: Random) -> str | None:
    space = random.choice((" ", "　", "  "))
    return space.join(answer.text) if kind == "name" and len(answer.text) == 2 else None


def _phone(join: str) -> Habit:
    def habit(answer: Answer, kind: str, random: Random) -> str | None:
        text = answer.text
        if kind not in ("mobile", "phone") or not text.isdigit():
            return None
        return join.join((text[:3], text[3:7], text[7:]))

    return habit


def _counted(answer: Answer, kind: str, random: Random) -> str | None:
    return answer.text + random.choice(("", " ")) if kind in ("integer", "decimal") else None


def _open(kind: str) -> bool:
    return kind not in ("choice", "choices")


HABITS: Mapping[str, Habit] = {
    "spaces_around": lambda a, k, r: f" {a.text}　" if _open(k) else None,
    "nbsp_before": lambda a, k, r: "\u00a0" + a.text if _open(k) else None,
    "wide_digits": lambda a, k, r: a.text.translate(_WIDE) if _open(k) and any(map(str.isdigit, a.text)) else None,
    "line_break_after": lambda a, k, r: a.text + "\n" if _open(k) else None,
    "space_after_number": _counted,
    "name_spaced": _spaced_name,
    "mobile_spaced": _phone(" "),
    "mobile_dashed": _phone("-"),
    "landline_bracket": lambda a, k, r: "（{}）{}".format(*a.text.split("-")) if k == "landline" else None,
    "landline_space": lambda a, k, r: a.text.replace("-", " ") if k == "landline" else None,
    "email_capitals": lambda a, k, r: a.text.replace("mail.", "Mail.") if k == "email" else None,
    "two_decimals_off": lambda a, k, r: f"{a.value:g}" if k == "decimal" else None,
    "three_decimals": lambda a, k, r: f"{a.value:.3f}" if k == "decimal" else None,
    "date_dots": _dated("{y}.{m}.{d}"),
    "date_dashes": _dated("{y}-{m:02}-{d:02}"),
    "date_slashes": _dated("{y}/{m}/{d}"),
    "date_padded": _dated("{y}年{m:02}月{d:02}日"),
    "date_spaced": _dated("{y} 年 {m} 月 {d} 日"),
    "date_chinese": _chinese_date,
}
TICKS: Mapping[str, str] = {
    "tick_plain": "√",
    "tick_box": "☑",
    "tick_heavy": "✔",
    "tick_black": "■",
    "tick_crossed_box": "☒",
    "tick_sign_box": "sym:F0FE",
    "tick_sign": "sym:F0FC",
    "tick_after_box": "□√",
}
