"""Whether a number is given in another measure than its label asks for: 276天 where people are counted."""

from __future__ import annotations

import re
from functools import lru_cache

_PEOPLE = frozenset("人名位口个") | {"人次"}
_TIMES = frozenset("次场回批期届节个") | {"场次", "批次"}
_HOMES = frozenset("户家个")
_HOURS = frozenset({"课时", "学时", "节", "小时"})
_DAYS = frozenset("天日")
_THINGS = frozenset(  # which are used for each other: 3篇 or 3份, 2台 or 2套
    "个件项条篇份期册本套台辆张幅把只块支箱袋盒处座栋幢间段种类股株棵头面组队班村所家批场届"
)
_FAMILIES = (_PEOPLE, _TIMES, _HOMES, _HOURS, _DAYS, _THINGS)
_NO_COUNT = frozenset("天日岁元米吨亩") | {"小时", "课时", "学时", "分钟", "万元", "公里", "公斤", "平方米"}
_NAMED = sorted(frozenset().union(*_FAMILIES) | _NO_COUNT, key=len, reverse=True)
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]:?$")
_CLAUSES = re.compile(r"[,;。](?:单位:)?")  # 单位:万元,保留两位小数
_WORDS = rf"(?:[十百千万亿公毫厘海]|平方|立方){{0,2}}(?:{'|'.join(_NAMED)}|[克升度秒斤顷瓦里月年])"
_UNIT_WORD = re.compile(rf"{_WORDS}(?:/[^\d\W]{{1,2}})?|%")  # not 必填, 含家属, 上半年
_PERSONS = re.compile(
    r"(?:者|员|生|师|民|工|编制|在编|在岗|在职|在册|干部|妇女|儿童|老人|老年人|代表|嘉宾|[专作画]家|教授|医护|青年|少年|人口)(?:总|合计)?数量?$"
)
_COUNTED = re.compile(rf"({'|'.join(_NAMED)})(?:总|合计)?数量?$|(人次|场次|批次|课时|学时)$")
_NOT_PERSONS = re.compile(r"[单点车床岗席学部座泊]位(?:总|合计)?数量?$")  # 点位数 counts no persons
_LATIN = re.compile(r"(?<=[^\x00-\x7f])[\x00-\x7f]+$")  # 人数NumberofPeople
_GROWS = re.compile("增|升|涨|完成|达成|同比|环比|变化")
_ALL, _MOST = 100, 300
_AGE, _OLDEST = re.compile(r"(?:年龄|周岁|岁数)(?:\([^()]*\))?$"), 120
_NUMBER = re.compile(r"数量?$")
_GIVEN = re.compile(r"(?<=\d)[^\W\d_]{1,4}$")


def unit_differs(label: str, text: str) -> bool:
    """Whether a number is given in another unit than its label asks for: `总投资（万元）` and 12500元.

    `label` and `text` are squeezed (NFKC, without white space). A label or an answer without a unit agrees with all.
    """
    given = _GIVEN.search(text)
    if given is None:
        return False
    asked, counts = _asked(label)
    if asked:
        return not _same_measure(asked, given[0])
    return counts and given[0] in _NO_COUNT


def is_no_age(label: str, number: float) -> bool:
    """Whether a label (squeezed) asks for an age that nobody has."""
    return number > _OLDEST and _AGE.search(label) is not None


def exceeds_whole(label: str, share: float) -> bool:
    """Whether a share in per cent is more than all there is; what grows or is fulfilled may be three times as much."""
    return share > (_MOST if _GROWS.search(label) else _ALL)


@lru_cache(maxsize=1024)
def _asked(label: str) -> tuple[str, bool]:
    """The measure that a label names ("" for none), and whether it asks how many there are of something."""
    brackets = _IN_BRACKETS.search(label)
    if brackets is not None:
        measures = list(filter(_UNIT_WORD.fullmatch, _CLAUSES.split(brackets[1].removeprefix("单位:"))))
        if measures:
            return measures[0], False
        return _asked(label[: brackets.start()])
    words = _LATIN.sub("", label.rstrip(":"))
    if _PERSONS.search(words):
        return "人", True
    counted = None if _NOT_PERSONS.search(words) else _COUNTED.search(words)
    return (counted[1] or counted[2]) if counted is not None else "", _NUMBER.search(words) is not None


def _same_measure(asked: str, given: str) -> bool:
    return asked == given or given in asked.split("/") or any({asked, given} <= family for family in _FAMILIES)
