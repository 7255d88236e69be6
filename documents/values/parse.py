"""One answer's text and type → canonical value, or the code of the doubt. Never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from documents.forms import NUMBER_TYPES, FieldType
from documents.values.choices import ticked
from documents.values.dates import calendar_date
from documents.values.people import (
    email,
    landline,
    mobile,
    name,
    name_like,
    numbers_in,
    numbers_like,
    person_apart,
    person_for_place,
    person_like,
    phone,
)
from documents.values.posts import names_a_person
from documents.values.quantities import decimal, integer, percentage
from documents.values.times import time_problem, without_hour
from documents.values.unanswered import is_plain, unanswered
from documents.values.words import (
    clean,
    closed_up,
    closes_too_much,
    has_no_meaning,
    has_odd_sign,
    narrow,
    repeats,
    says_again,
)
from documents.wml import UNREADABLE, squeeze

Value = str | int | float | list[str] | None
_NIL_SIGN = re.compile("[无没零]")
_NIL = frozenset({"无", "没有", "暂无", "零报告"})
_DASHES = "-—–－/／、.。"
_WITHDRAWN = "[此本该已]?[行条项]?已?(?:删[除去掉]?|不算|取消|撤销|无效|重复|废弃?|重填|笔误)"
_CORRECTED = re.compile(r"有误|应为|改[为成]|勘误|订正|更正|以此为准|撤销|取消|改正")
_GAP = re.compile(r"\S(?:[ \u3000]{3,}|[ \u3000]*\t\s*)\S")
_ADDRESS = re.compile(r"(?:[路街道巷弄村]\d+|\d+(?:-\d+)?)(?:号|弄|栋|幢|室)(?:$|[^\w])|\d+号(?:楼|院)?\d*室?$")
_SHORTEST = frozenset("无是否有男女好优良中差对错同甲乙丙丁党团汉")  # answers of one character
_TICKS = re.compile("[☑☒✓✔√✗✘]")
_COUNT = r"[\d一二三四五六七八九十百千]+[人次个户件场名家]{0,2}"
_VAGUE_COUNT = re.compile(  # 91左右, 约30人, 十余次
    rf"(?:大?约|大概|近|将近|超过|不足|至少){_COUNT}|{_COUNT}(?:左右|上下|以上|以下|不到)|[\d一二三四五六七八九十百千]+[多余几][人次个户件场名家]{{0,2}}"
)
_SEVERAL_NUMBERS = re.compile(r"\d{1,6}(?:\s+\d{1,6})+")
_PARTS = re.compile(r"[\s、,，;；/]+")
_IS_SENTENCE = re.compile(r"[,;].{4,}。$|。.")
_STREET = re.compile("[路街道巷弄村镇]")
_LISTED_PLACES = re.compile("[;；、]")
_ORGAN = re.compile(r"(?:[局委办会处部厅院校司厂所站府馆]|中心|[支大总]队|街道|集团|银行|[大中小]学)$")
_INTRODUCES = re.compile(r".{0,8}(?:如下|见下)[:：]?$")  # what follows is said about something else
_REST = re.compile(r"[局委办会处部厅所](?!\w)")  # the end of a name whose beginning stands elsewhere
_OTHERWISE = re.compile(r"[(,;]?(?:或|另|改[为成]|现[为改]|原[为:])")
_WITHIN = re.compile(  # how a line may end that goes on with a place
    r"[号楼室栋幢层元弄巷路街道村组园苑里厦场馆院校学厅店旁边内侧口区县市镇乡城湾桥港庭坊庙寺心部站所处]\)?$|\d$|\)$"
)
_AROUND = re.compile("[省市县区镇乡]$")
_HOUSE = re.compile(r"\d+[栋幢座间处段组班村面]")  # a part of an address, no count
_SEVERAL = 2
_LETTER = re.compile(r"[^\W\d_]")
_LISTED = re.compile("[0-9]，[0-9]")  # a comma of Chinese text parts numbers, one of Latin text thousands
_WEEKDAY = re.compile("星期|礼拜|周")
_TIMED = re.compile(r"[年月日号时点分]|(?:星期|礼拜|周)|\d[~—–-]\d")  # what may speak of days and hours
_VOID = re.compile(
    r"作废|以此为准|以.{1,8}为准|更正[为:：]|撤回|撤销此|填错|错填|误填|写错|勿[用录算]|划[掉去]|[此本该]行.{0,3}(?:取消|不算|删|撤|废)"
    rf"|^{_WITHDRAWN}$|[(\[【](?:{_WITHDRAWN}|不[计要用录]了?)[)\]】]"
)
_VOID_ASIDE = re.compile(rf"(?:^|[,;。、:/-]){_WITHDRAWN}(?:$|[,;。、:/-])")  # in a report it may be a part


class Parsed(NamedTuple):
    """A canonical value (None: blank), or the code of the problem with `value` as far as it is a proposal."""

    value: Value
    problem: str | None = None


def parse_value(
    raw: str,
    type: FieldType,  # noqa: A002 - the spec's own word
    choices: tuple[str, ...] = (),
    prompt: str = "",
) -> Parsed:
    """The canonical value of the visible text `raw`; its problem is a code of documents.reasons.

    `prompt` is what the blank shows there: it tells on which side of an option its box stands.
    Dates ISO 8601, counts int, decimals and percentages (in per cent) float, mobiles 11 digits, landlines
    `0573-82521879`, names without inner spaces, a choice the option's text, choices a list; texts trimmed.
    """
    text = clean(raw)
    if not text:
        return Parsed(None)
    if " " in text and type not in _OPTIONS:
        text = closed_up(text)
    if type in NUMBER_TYPES and _LISTED.search(text):
        return Parsed(text, "number_wrong")
    if type in _SURE and "\n" not in text:  # their grammar leaves no room for other words
        value, problem = _EXACT[type](narrow(text))
        if problem is None and not (type == FieldType.DATE and _WEEKDAY.search(text)):
            return Parsed(value)
    if type in _DATED and _TIMED.search(text):
        problem = time_problem(squeeze(raw), squeeze(prompt))
        if problem:
            return Parsed(_day_of(text) if type == FieldType.DATE else text, problem)
    return _of_words(text, type, choices, prompt)


def _of_words(text: str, type: FieldType, choices: tuple[str, ...], prompt: str) -> Parsed:  # noqa: A002
    flat = squeeze(text)
    if not (text == flat and is_plain(flat)):
        problem = _doubt(text, flat, type)
        if problem is None and flat not in map(squeeze, choices):
            problem = unanswered(flat, type)
        if problem:
            return Parsed(text, problem)
    if type in _OPTIONS:
        options, problem = ticked(text, choices, prompt, several=type == FieldType.CHOICES)
        return Parsed(options if problem is None else text, problem)
    if type in _EXACT:
        value, problem = _EXACT[type](narrow(text))
        return Parsed(value if problem is None else text, problem)
    return _free_text(text, flat, type)


def _day_of(text: str) -> str:
    """The day that a doubtful date proposes, else the text itself."""
    flat = re.sub(r"[(,]?(?:星期|礼拜|周)[一二三四五六日天]\)?$", "", without_hour(squeeze(text)))
    return calendar_date(flat)[0] or text


def is_nil(raw: str) -> bool:
    """Whether the text says that there is nothing to report (“无”)."""
    return _NIL_SIGN.search(raw) is not None and squeeze(clean(raw)).rstrip("。.") in _NIL


def is_address(text: str) -> bool:
    """Whether `text` ends as a street address does (示范路1号, 3栋2室), so that it is hardly anything else."""
    return _ADDRESS.search(squeeze(text)) is not None


def _is_whole_address(text: str) -> bool:
    return is_address(text) and _STREET.search(text) is not None


def _doubt(text: str, flat: str, type: FieldType) -> str | None:  # noqa: A002
    """Doubts that are the same for every type."""
    if type not in _OPTIONS and (UNREADABLE in text or has_no_meaning(text)):
        return "symbol"
    if not flat.strip(_DASHES):
        return "dash"
    if _VOID.search(flat) or (type not in _REPORTS and (_CORRECTED.search(flat) or _VOID_ASIDE.search(flat))):
        return "void_note"
    if "\n" in text and type not in _MULTILINE:
        return "several_lines"
    short = _doubt_in_few_words(text, flat, type) if type in _SHORT else None
    if short:
        return short
    ticked = type not in _OPTIONS and len(flat) > 1 and _TICKS.search(text)
    odd = ticked or (type not in _FREE and has_odd_sign(text))
    return "odd_sign" if odd else None


def _doubt_in_few_words(text: str, flat: str, type: FieldType) -> str | None:  # noqa: A002
    if _VAGUE_COUNT.fullmatch(flat):
        return "number_vague"
    if type == FieldType.PLACE and sum(map(_is_whole_address, _LISTED_PLACES.split(text))) > 1:
        return "two_texts"
    return "two_texts" if _GAP.search(text) or _SEVERAL_NUMBERS.fullmatch(text) or _is_two(text, type) else None


def _free_text(text: str, flat: str, type: FieldType) -> Parsed:  # noqa: A002
    if repeats(flat) or says_again(text, flat):
        return Parsed(text, "repeated_text")
    if len(flat) == 1 and (flat not in _SHORTEST or type in _WORDS) and _LETTER.match(flat):
        return Parsed(text, "too_short")
    narrowed = narrow(text)
    foreign = numbers_like(narrowed) or (type in _WORDS and _IS_SENTENCE.search(narrowed) is not None)
    if type != FieldType.LONG_TEXT:
        foreign = foreign or numbers_in(narrowed) or _is_foreign(flat, type) or _holds_another(text, type)
    if not foreign and (closes_too_much(text) or ("\n" in text and _FORMULA.search(text))):
        return Parsed(text, "note")
    if type == FieldType.POST and not foreign and names_a_person(narrowed):
        return Parsed(text, "post_with_name")
    return Parsed(text, "looks_like_other" if foreign else None)


_FORMULA = re.compile(  # 以上情况属实。单位盖章：（审核人：张三）如有疑问请致电办公室。
    r"\n\s*(?:(?:以上|上述)(?:情况|内容|信息|数据|材料|所填|填写|填报|各项)[^\n]{0,12}|[^\n，。；,;]{2,12}[:：]"
    r"|[(（][^\n()（）]{2,30}[)）]|(?:(?:[如若]有|有)(?:疑问|不明|不清)|[如若]有问题|请(?:致电|联系|咨询|拨打|与))[^\n]{0,30})\s*$"
)


def _holds_another(text: str, type: FieldType) -> bool:  # noqa: A002
    """Whether a line by itself is another kind of answer; after a place or unit also what stands behind a space."""
    lines = text.split() if type in _NO_PERSON else text.split("\n")
    if len(lines) < _SEVERAL:
        return False
    if any(map(_OTHERWISE.match, lines[1:])) or _INTRODUCES.match(lines[0]):
        return True
    strays = type == FieldType.PLACE and (
        _WITHIN.search(squeeze(lines[-1])) is None or _goes_up(lines) or sum(map(is_address, text.split("\n"))) > 1
    )
    strays = strays or (type != FieldType.PLACE and any(map(is_address, lines[1:])))
    return strays or any(map(_is_another, lines[1:])) or _is_number(lines[0])


def _goes_up(lines: Sequence[str]) -> bool:
    """Whether behind a house comes the county around it: a place goes on with what lies within."""
    return any(is_address(one) and _AROUND.search(squeeze(other)) for one, other in pairwise(lines))


def is_another(part: str) -> bool:
    """Whether a part of a text, by itself, is a number, a date, an address for mail or a person's name."""
    return _is_another(part) or percentage(narrow(part.strip()))[1] is None


def _is_another(line: str) -> bool:
    flat = squeeze(line)
    return _is_number(line) or person_apart(flat) or person_like(flat) or calendar_date(narrow(line))[1] is None


def _is_number(line: str) -> bool:
    narrowed = narrow(line.strip())
    return numbers_like(narrowed) or (integer(narrowed)[1] is None and not _HOUSE.fullmatch(narrowed))


def _is_foreign(flat: str, type: FieldType) -> bool:  # noqa: A002
    """Whether the words are those of another kind of answer: a person in a place, an address in a unit."""
    if type in _NO_PERSON and (person_like(flat) or person_apart(flat)):
        return True
    if type == FieldType.PLACE and person_for_place(flat):
        return True
    if type in _NO_ADDRESS and _ADDRESS.search(flat):
        return True
    if _REST.match(flat):
        return True
    return type in _WORDS and _LETTER.search(flat) is None


def names_several_units(text: str) -> bool:
    """Whether a unit's name is followed by another one's."""
    first, *others = _PARTS.split(text)
    return _ORGAN.search(first) is not None and any(map(_ORGAN.search, others))


def _is_two(text: str, type: FieldType) -> bool:  # noqa: A002
    """Whether a unit's name is followed by a person, or in the field of one unit by another one."""
    first, *others = _PARTS.split(text)
    followed = _ORGAN.search(first) is not None and any(map(name_like, others))
    return followed or (type == FieldType.UNIT and names_several_units(text))


_MULTILINE = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.PLACE, FieldType.CHOICE, FieldType.CHOICES})
_OPTIONS = (FieldType.CHOICE, FieldType.CHOICES)
_FREE = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, *_OPTIONS})
_REPORTS = frozenset({FieldType.LONG_TEXT, *_OPTIONS})
_SHORT = frozenset({FieldType.TEXT, FieldType.PLACE, FieldType.UNIT})
_WORDS = frozenset({FieldType.POST, FieldType.UNIT, FieldType.PLACE})
_NO_PERSON = frozenset({FieldType.PLACE, FieldType.UNIT})
_NO_ADDRESS = frozenset({FieldType.POST, FieldType.UNIT})
_EXACT: Mapping[FieldType, Callable[[str], tuple[str | int | float | None, str | None]]] = {
    FieldType.NAME: name,
    FieldType.MOBILE: mobile,
    FieldType.LANDLINE: landline,
    FieldType.PHONE: phone,
    FieldType.EMAIL: email,
    FieldType.INTEGER: integer,
    FieldType.DECIMAL: decimal,
    FieldType.PERCENTAGE: percentage,
    FieldType.DATE: calendar_date,
}
_DATED = frozenset({FieldType.TEXT, FieldType.DATE})
_SURE = _EXACT.keys() - {FieldType.NAME}
