"""The text of a paragraph or cell cut into the form's own words and the gaps that are to be filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from documents.blanks.boxes import groups_in
from documents.blanks.labels import BLANK_UNIT, REACH, UNIT_BEHIND, before, can_be_answered, is_known, is_signed
from documents.blanks.places import is_built_in
from documents.blanks.slots import Side
from documents.content.parts import Cell, Control, Paragraph, Span
from documents.forms import FieldSpec, FieldType

GapKind = Literal["line", "space", "date", "moment", "boxes", "control", "room", "prompt"]
_HAN = r"[\u3400-\u9fff]"
_G = r"(?:[^\S\n]|[_＿ˍ﹍])"
_START = r"(?<![^\S\n])(?<![_＿ˍ﹍])"  # where a run of blanks begins, so that a long one is looked at once
_YEAR = (
    rf"(?:{_START}|(?<!\d)(?:[12]\d|20\d\d|20[xX×]{{2}}|[xX×]{{2,4}}|二[〇○零O0][一二三四五六七八九〇○零]{{2}})){_G}*年"
)
_DATE = re.compile(rf"(?P<year>{_YEAR})(?:{_G}+|[xX×]{{1,2}})月(?:{_G}+|[xX×]{{1,2}})日")
_DAY = rf"(?:(?:{_YEAR}{_G}+|{_START}{_G}+)月{_G}+日)"
_HOUR = rf"{_G}+[时点](?:{_G}+分)?(?![间候段期钟击名])"
_UNTIL = rf"{_G}*(?:[至到~～]|[-—–]{{1,2}}){_G}*?"
_HALF = rf"(?:{_G}*(?:[上下]{_G}*)?午)?"
_CLOCK = rf"(?:{_DAY}{_HALF}{_HOUR}|{_START}{_HALF}{_G}+[时点]{_G}+分(?![钟\w])|{_START}{_G}+[时点]{_G}+分(?=[至到]))"
_TIMES = re.compile(  # a day with its hour, from one to the other: one answer in words
    rf"{_CLOCK}(?:{_UNTIL}(?:{_DAY}{_HALF})?{_HOUR})?"
    rf"|{_YEAR}{_G}+月{_G}+日{_UNTIL}{_G}+月{_G}+日|{_YEAR}{_G}+月{_UNTIL}{_G}+月(?!{_G}+日)"
)
_MOMENT = re.compile(
    rf"{_YEAR}(?:{_G}*第)?{_G}+季度|{_YEAR}{_G}+月(?:{_G}+日{_G}+时(?:{_G}+分)?)?|{_START}{_G}*月{_G}+日"
)
_LINE = re.compile(r"[_＿ˍ﹍]{2,}")
_LINE_APART = re.compile(
    r"[_＿ˍ﹍]{4,}(?=[ \u3000\u00a0]{2,}(?![_＿ˍ﹍]))"
)  # a line that ends before the blanks of a year
_FORMTEXT = re.compile("\u2002{3,}")
_BRACKETS = re.compile(r"(?<=[（(])\s+(?=[）)])")
_COUNTED = re.compile(  # 共    人; not 负  责  人
    rf"(?:(?<=[共计约])|(?<={_HAN}{{2}}))[ \u3000\u00a0]{{3,}}(?=(?:人次|人|次|个|场|万元|元|%|％)(?![\w：:]))"
)
_COLON = re.compile(r"[：:](?!\d)")
ITEM = re.compile(  # what begins something of its own, so that the line before it is not its introduction
    rf"\s*(?:(?:[^\s：:。；，]{{1,20}}|{_HAN}(?:[ \u3000]+{_HAN}){{1,4}})\s*[：:]|[（(][^）)]{{1,12}}[)）]"
    r"|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.．、])"
)
_HINT_AHEAD = re.compile(
    r"[（(【]?[^）)】\n]{0,10}(?:[盖公签印]\s*章|签字|签名|(?<=[（(])章)[^）)】\n]{0,4}[）)】]?\s*(?:$|[\s：:年])"
)
_BLANK = re.compile(r"\s*")
_ONLY_DATE = re.compile(r"\s*年\s*月\s*日\s*")
_FEW = 4  # blanks before 年 that belong to the year


@dataclass(eq=False)
class Gap:
    """A place to be filled: the blank's own text there, and once it is known the field that goes there."""

    text: str
    kind: GapKind
    choices: tuple[str, ...] = ()
    control: Control | None = None
    last: bool = False  # a colon stands before it and nothing comes behind it
    label: str = ""
    side: Side = ""
    type: FieldType = FieldType.TEXT
    spec: FieldSpec | None = None
    prefilled: bool = False
    option: str = ""  # what a tick here means
    first: Gap | None = None  # the gap that asks the same in an earlier cell


Part = str | Gap


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    kind: GapKind
    choices: tuple[str, ...] = ()
    control: Control | None = None


def cut(container: Paragraph | Cell, around: tuple[Control, ...] = ()) -> list[Part]:
    """The parts of a container in order; together they are its text exactly. `around`: the controls of its row."""
    spans = container.spans
    text = "".join(span.text for span in spans)
    outer = fillable(container.controls, around) if isinstance(container, Cell) else None
    if outer is not None:
        return [Gap(text, "control", control=outer)]
    claims = _Claims(text)
    for each in _controls(spans, around):
        claims.take(each)
    if text:
        for each in (*_groups(_drawn(spans, claims)), *_dates(text), *_lines(text), *_underlined(spans)):
            claims.take(each)
        for each in _colons(claims):
            claims.take(each)
    return claims.parts()


def with_unit_apart(part: Part) -> list[Part]:
    """A cell's blanks and the unit printed behind them, where it is long enough to be told from the answer (万元)."""
    unit = part.text.strip(" \t\n\u3000\u00a0_＿") if isinstance(part, Gap) and part.kind == "prompt" else ""
    if not isinstance(part, Gap) or len(unit) <= 1 or not BLANK_UNIT.fullmatch(part.text):
        return [part]
    start = part.text.index(unit)
    return [replace(part, text=part.text[:start]), part.text[start:]]


class _Claims:
    """The gaps found in a text so far; what one has, no other takes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: dict[int, GapKind] = {}
        self._found: list[_Found] = []
        self._taken = bytearray(len(text))

    def take(self, each: _Found) -> None:
        """Take `each` unless an earlier rule has some of its text."""
        if not any(self._taken[each.start : each.end]):
            self._found.append(each)
            self.starts[each.start] = each.kind
            self._taken[each.start : each.end] = b"\1" * (each.end - each.start)

    def has(self, position: int) -> bool:
        """Whether the character there belongs to a gap."""
        return bool(self._taken[position])

    def parts(self) -> list[Part]:
        """The text cut at the gaps."""
        parts: list[Part] = []
        position = 0
        for each in sorted(self._found, key=lambda one: (one.start, one.end)):
            if each.start > position:
                parts.append(self.text[position : each.start])
            after_colon = self.text[position : each.start].rstrip().endswith(("：", ":"))
            last = each.kind == "space" and each.end == len(self.text) and after_colon
            parts.append(Gap(self.text[each.start : each.end], each.kind, each.choices, each.control, last))
            position = each.end
        if position < len(self.text):
            parts.append(self.text[position:])
        return parts


def fillable(controls: tuple[Control, ...], around: tuple[Control, ...] = ()) -> Control | None:
    """The innermost control that somebody may fill in; check boxes are part of their group's text."""
    return next((each for each in reversed(controls) if _is_fillable(each) and each not in around), None)


def _is_fillable(control: Control) -> bool:
    legacy = control.kinds & {"formText", "formDropDown"}
    aside = is_built_in(control) or control.kinds & {"checkbox", "picture"} or control.tag.startswith("goog_rdk_")
    return bool(legacy) or not aside


def _controls(spans: list[Span], around: tuple[Control, ...]) -> Iterator[_Found]:
    position = start = 0
    current: Control | None = None
    for span in spans:
        control = fillable(span.controls, around)
        if control is not current:
            if current is not None:
                yield _Found(start, position, "control", control=current)
            current, start = control, position
        position += len(span.text)
    if current is not None:
        yield _Found(start, position, "control", control=current)


def _groups(text: str) -> Iterator[_Found]:
    for group in groups_in(text):
        yield _Found(group.start, group.end, "boxes", group.choices)


def _dates(text: str) -> Iterator[_Found]:
    for found in _TIMES.finditer(text):
        yield _Found(found.start(), found.end(), "moment")
    for found in _DATE.finditer(text):
        start = found.start()
        blanks = found["year"][: len(found["year"]) - len(found["year"].lstrip())]
        ahead = text[max(0, start - REACH) : start]
        signed = ahead.rstrip().endswith(("：", ":")) and is_signed(before(ahead, follows=False))
        if _width(blanks) > _FEW + 1 and signed:  # 填报单位：        年  月  日
            room = len(blanks) - (_FEW // 2 if "\u3000" in blanks else _FEW)
            yield _Found(start, start + room, "space")
            start += room
        line = _LINE_APART.match(found["year"])
        if line is not None and signed:  # 负责人（签字）：________    年  月  日
            start += len(line[0])
        yield _Found(start, found.end(), "date")
    if _ONLY_DATE.fullmatch(text):
        yield _Found(0, len(text), "date")
    for found in _MOMENT.finditer(text):
        yield _Found(found.start(), found.end(), "moment")


def _width(blanks: str) -> int:
    """How many half-width characters would take as much room."""
    return len(blanks) + blanks.count("\u3000")


def _lines(text: str) -> Iterator[_Found]:
    for pattern in (_LINE, _FORMTEXT):
        for found in pattern.finditer(text):
            yield _Found(found.start(), found.end(), "line")
    for pattern in (_BRACKETS, _COUNTED):
        for found in pattern.finditer(text):
            yield _Found(found.start(), found.end(), "space")


def _underlined(spans: list[Span]) -> Iterator[_Found]:
    """Underlined blanks: a line to write on that Word draws by the underline."""
    position = 0
    for underlined, group in groupby((span for span in spans if span.text), key=lambda span: span.underlined):
        run = "".join(span.text for span in group)
        if underlined and not run.strip() and (len(run) > 1 or run == "\t"):
            yield _Found(position, position + len(run), "line")
        position += len(run)


def _drawn(spans: list[Span], claims: _Claims) -> str:
    """The text with underlined blanks as the underscores that they look like; a control ends the words before it."""
    drawn = ["\n" if claims.has(position) else char for position, char in enumerate(claims.text)]
    for each in _underlined(spans):
        drawn[each.start : each.end] = "_" * (each.end - each.start)
    return "".join(drawn)


def _colons(claims: _Claims) -> Iterator[_Found]:
    """The room behind “label：”, where no other gap follows and the label does not introduce what comes next."""
    text = claims.text
    for colon in _COLON.finditer(text):
        start = colon.end()
        blank = _BLANK.match(text, start)
        end = blank.end() if blank is not None else start
        if claims.has(colon.start()) or any(position in claims.starts for position in range(start, end)):
            continue
        label = before(text[max(0, colon.start() - REACH) : colon.start()], follows=False)
        if end in claims.starts:  # a signature's room, when only the date in the next line follows
            below = "\n" in text[start:end] and claims.starts[end] == "date" and is_signed(label)
        else:
            below = can_be_answered(label) and _ends(label, text, start, end)
        if below:
            yield _Found(start, end, "space")


def _ends(label: str, text: str, start: int, end: int) -> bool:
    """Whether the blank behind a label's colon is its room: the text ends, or something of its own begins."""
    if end == len(text):
        return True
    if start == end:
        return False
    if "\n" not in text[start:end]:
        follows = any(pattern.match(text, end) for pattern in (ITEM, _HINT_AHEAD, UNIT_BEHIND))
        return follows and (end - start > 1 or is_known(label))
    return ITEM.match(text, end) is not None or _HINT_AHEAD.match(text, end) is not None
