"""What the date of a sign-off is called, where only 年 月 日 is printed: by what it belongs to."""

from __future__ import annotations

import re

from documents.blanks.labels import SEALED, SIGNED, words
from documents.blanks.types import infer_type
from documents.forms import FieldType
from documents.wml import squeeze

_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
_DONE_BY = re.compile(r"^(填报|填表|报送|上报|申报|制表)(?:单位|人)$")
_DATED = re.compile(r"(?:日期|时间|年月日?)$")
_LONGEST = 20  # characters of a label that goes into another one
_SEAL_LINE = 12  # characters of a line that is a seal's or signature's place and no sentence


def date_of(owner: str) -> str:
    """The date that belongs to `owner`: 单位意见日期, 填报单位盖章日期, 填表日期; "" where that says nothing."""
    flat = squeeze(words(_BRACKETS.sub(_kept, owner)))
    if not flat or len(flat) > _LONGEST or _DATED.search(flat) or infer_type(flat) == FieldType.DATE:
        return ""
    return _DONE_BY.sub(r"\1", flat) + "日期"


def _kept(brackets: re.Match[str]) -> str:
    """What a bracket gives to the name: that it is sealed or signed, no hint."""
    return sealed(brackets[0])


def sealed(text: str) -> str:
    """盖章 or 签字, where the text is nothing but the place of the one or the other."""
    flat = squeeze(text)
    if len(flat) > _SEAL_LINE:
        return ""
    if SEALED.search(flat):
        return "盖章"
    return "签字" if SIGNED.search(flat) else ""
