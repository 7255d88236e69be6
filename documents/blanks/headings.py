"""Free reports: headings with nothing but empty paragraphs below them, where the report is to be written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.blanks.draft import DraftLine, DraftParagraph, name
from documents.blanks.gaps import Gap
from documents.blanks.labels import can_be_answered, is_hint, is_label, is_signing, words
from documents.blanks.types import infer_type
from documents.forms import FieldType
from documents.wml import squeeze

_NUMBERINGS = (  # by level, the highest first
    re.compile(r"[一二三四五六七八九十]+、"),
    re.compile(r"\([一二三四五六七八九十]+\)"),
    re.compile(r"\d{1,2}[.、](?!\d)"),
    re.compile(r"\(\d{1,2}\)|[①-⑳]"),
)
_BODY = re.compile(r"[。；;，,！!：:？?]")
_WITH_HINT = re.compile(r"\s*([^：:\n]{1,30})[：:]\s*[（(].*[)）]\s*")  # 参加人员：（以逗号分隔）
_NOTE = re.compile(r"备?注|说明|附件|填表")
_LONGEST = 30
_PLAIN = len(_NUMBERINGS)  # the level of a heading without a number
_ENOUGH = 2  # headings with room below that make a report


@dataclass(frozen=True)
class _Heading:
    label: str
    level: int
    place: DraftParagraph  # the heading, or the hint below it, behind which the answer begins
    asks: bool = False  # by a colon


def open_headings(lines: list[DraftLine]) -> None:
    """Make a gap behind each heading of a free report; it reaches to the next heading."""
    first = next((number for number, line in enumerate(lines) if _text(line)), -1)
    found = [each for number, line in enumerate(lines) if number > first for each in _heading(lines, number, line)]
    report = sum(not each.asks for each in found) >= _ENOUGH
    for each in found:
        long = infer_type(each.label) == FieldType.LONG_TEXT
        if each.asks or report or (long and each.level < _PLAIN):
            gap = Gap("", "room")
            inside = each.asks or words(each.place.paragraph.text) == each.label
            each.place.parts = [*each.place.parts, gap]
            name(gap, each.label, "before" if inside else "above", roomy=True)
            gap.type = gap.type if each.asks else FieldType.LONG_TEXT


def _heading(lines: list[DraftLine], number: int, line: DraftLine) -> list[_Heading]:
    """The heading in a line, if there is room below it; else none."""
    level = _level(line)
    if not isinstance(line, DraftParagraph) or level is None:
        return []
    hinted = _WITH_HINT.fullmatch(line.paragraph.text)
    label = words(hinted[1] if hinted is not None else line.paragraph.text)
    if level == _PLAIN and hinted is None and infer_type(label) != FieldType.LONG_TEXT:
        return []
    place, empty = line, 0
    for following in lines[number + 1 :]:
        if not isinstance(following, DraftParagraph):
            return []
        text = following.paragraph.text
        if not text.strip() and not following.asks:
            empty += 1
        elif not empty and place is line and is_hint(text) and not following.asks:
            place = following
        else:
            return [_Heading(label, level, place, hinted is not None)] if empty and _ends(following, level) else []
    return [_Heading(label, level, place, hinted is not None)] if empty else []


def _ends(line: DraftParagraph, level: int) -> bool:
    """Whether a line that shows something begins what is no longer below a heading of this level."""
    following = _level(line)
    if following is not None and following <= level:
        return True
    text = squeeze(line.paragraph.text)
    return line.asks or is_signing(text) or _NOTE.match(text) is not None


def _level(line: DraftLine) -> int | None:
    """The level of a heading, 0 the highest; None for another line."""
    if not isinstance(line, DraftParagraph) or line.asks:
        return None
    flat = squeeze(line.paragraph.text)
    numbered = next((level for level, each in enumerate(_NUMBERINGS) if each.match(flat)), None)
    hinted = _WITH_HINT.fullmatch(line.paragraph.text)
    label = squeeze(words(hinted[1] if hinted is not None else line.paragraph.text))
    if len(label) > _LONGEST or _BODY.search(label) or not is_label(label) or not can_be_answered(label):
        return None
    if numbered is None and (is_signing(flat) or _NOTE.match(flat)):
        return None
    if numbered is None and line.paragraph.numbered:
        return 0
    return _PLAIN if numbered is None else numbered


def _text(line: DraftLine) -> bool:
    return not isinstance(line, DraftParagraph) or bool(line.paragraph.text.strip())
