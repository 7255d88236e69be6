"""Check boxes in a text: groups of options, their boxes before or behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RING = re.compile(
    r"(?<![一二三四五六七八九〇○零\d])[○◯](?=\s*[\u3400-\u9fffA-Za-z])(?!\s*[一二三四五六七八九〇○零年])"
)
_SQUARE = re.compile(r"(?<![在的“\"'「于将])[□☐▢☑☒■](?!\s*(?:[内中里处”\"'」]|打\s*[“\"'√]))")
_TAIL = "、，,；;。. \t\u3000\u00a0"
_BRACKETS = re.compile(r"(?<![^\s：:、，,；;])[（(\[［]\s{0,6}[)）\]］](?=[ \u3000]?[\u3400-\u9fffA-Za-z])")
_TOUCHED = re.compile(r"[^\s：:；;，,、。（(]")
_PARTED = re.compile(r"[\s、，,；;)）]|$")
_WORDS_END = re.compile(r"[\s：:、，,；;(（]")
_OPTION_ENDS = re.compile(r"\n|[ \t\u3000\u00a0]{2,}|[ \u3000\u00a0]+(?=\S+[：:]\s*$)|\t")
_TO_WRITE = re.compile(r"[_＿]{2,}")
_NOT_OPTION = re.compile(r"[：:（(【]")
_LAST_COLON = re.compile(r"[：:]\s*$")
_SEVERAL = re.compile(r"多选|可选多|复选|选多项|选择多|选填多|不限\s*\d?\s*项|可选\s*[2-9二三四五两]")


@dataclass(frozen=True)
class Group:
    """Options that stand together at [start, end) of the text."""

    start: int
    end: int
    choices: tuple[str, ...]


def allows_several(text: str) -> bool:
    """Whether the words say that more than one box may be ticked."""
    return _SEVERAL.search(text) is not None


def groups_in(text: str) -> list[Group]:
    """The groups of options in `text`, in order; boxes that an instruction speaks of are none."""
    marks = {each.start(): each.end() for each in _SQUARE.finditer(text)} | _several(_RING, text)
    marks = marks or _several(_BRACKETS, text)
    if not marks:
        return []
    found = sorted(marks.items())
    return _behind(text, found) if _is_behind(text, found) else _before(text, found)


def _several(pattern: re.Pattern[str], text: str) -> dict[int, int]:
    """○ or （ ） is a box only among others: one alone may be a zero, or a gap."""
    found = {each.start(): each.end() for each in pattern.finditer(text)}
    return found if len(found) > 1 else {}


def _is_behind(text: str, marks: list[tuple[int, int]]) -> bool:
    """男□ 女□: each box touches the word before it, and nothing but a line's end or space comes after it."""
    return all(start > 0 and _TOUCHED.match(text, start - 1) and _PARTED.match(text, end) for start, end in marks)


def _behind(text: str, marks: list[tuple[int, int]]) -> list[Group]:
    groups: list[Group] = []
    last = 0
    start = -1
    choices: list[str] = []
    for mark, end in marks:
        option = _WORDS_END.split(text[last:mark])[-1]
        begins = mark - len(option)
        if choices and text[last:begins].strip(_TAIL):  # other words part two questions
            groups.append(Group(start, last, tuple(choices)))
            choices = []
        start = start if choices else begins
        choices.append(option)
        last = end
    groups.append(Group(start, last, tuple(choices)))
    return [each for each in groups if _are_options(each.choices)]


def _before(text: str, marks: list[tuple[int, int]]) -> list[Group]:
    groups: list[Group] = []
    start = end = -1
    choices: list[str] = []
    for (mark, behind), (following, _) in zip(marks, [*marks[1:], (len(text), 0)], strict=True):
        if choices and text[end:mark].strip(_TAIL + "\n"):
            groups.append(Group(start, end, tuple(choices)))
            choices = []
        option, length = _option(text[behind:following])
        start = start if choices else mark
        end = behind + length
        choices.append(option)
    groups.append(Group(start, end, tuple(choices)))
    return [each for each in groups if _are_options(each.choices)]


def _option(text: str) -> tuple[str, int]:
    """The option at the start of `text` and how far it reaches; what is to be written behind it is not part of it."""
    lead = len(text) - len(text.lstrip(" \t\u3000\u00a0"))
    body = _OPTION_ENDS.split(text[lead:], maxsplit=1)[0]
    gap = _TO_WRITE.search(body)
    if gap is not None:
        cut = _NOT_OPTION.search(body, 0, gap.end())
        if cut is not None:
            body = body[: cut.start()]
            return body.strip(_TAIL), lead + len(body)
        return body[: gap.start()].strip(_TAIL), lead + len(body)
    body = _LAST_COLON.sub("", body)
    trimmed = body.rstrip(_TAIL)
    return trimmed, lead + len(trimmed)


def _are_options(choices: tuple[str, ...]) -> bool:
    return all(choices) and len(set(choices)) == len(choices)
