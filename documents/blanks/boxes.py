"""Check boxes in a text: groups of options, their boxes before or behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.blanks.labels import UNIT_BEHIND, is_known

_RING = re.compile(
    r"(?<![一二三四五六七八九〇○零\d])[○◯](?=\s*[\u3400-\u9fffA-Za-z])(?!\s*[一二三四五六七八九〇○零年])"
)
_TOLD = r"(?:[打划画填勾选标写用以作注“”\"'，。；、：,;]|$)"  # 请在□中打√; but □中年
_SQUARE = re.compile(rf"(?<![在的“\"'「于将])[□☐▢☑☒■](?!\s*(?:[”\"'」]|[内中里处]{_TOLD}|打\s*[“\"'√]))")
_TAIL = "、，,；;。. \t\u3000\u00a0"
_BRACKETS = re.compile(r"(?<![^\s：:、，,；;])[（(\[［]\s{0,6}[)）\]］](?=[ \u3000]?[\u3400-\u9fffA-Za-z])")
_BRACKETS_BEHIND = re.compile(  # 是（ ） 否（ ）; more room than that is there to write in
    r"(?<=[\u3400-\u9fffA-Za-z])[（(](?:[ \u00a0]{0,2}|\u3000)[)）](?=[\s、，,；;。/]|[\u3400-\u9fff]{1,6}[（(]|$)"
)
_TOUCHED = re.compile(r"[^\s：:；;，,、。（(]")
_PARTED = re.compile(r"[\s、，,；;()（）]|$")
_WORDS_END = re.compile(r"[\s：:、，,；;(（]")
_HAN = r"[\u3400-\u9fff]"
_G = r"[_＿ˍ﹍]{2,}"
_LABEL_WORDS = rf"(?:{_HAN}(?:[ \u3000]{_HAN}){{1,4}}|[^\s：:，,；;。、（(）)_＿]{{1,20}})"
_NEXT_LABEL = (  # a question of its own behind an option: “；用餐：”, “ 年 龄（岁）：”, “，入党时间____”
    rf"{_LABEL_WORDS}(?:[（(][^（）()\n]{{0,20}}[)）])?[ \u3000]?(?:[：:]|{_G})"
)
_OPTION_ENDS = re.compile(rf"\n|[ \t\u3000\u00a0]{{2,}}|[，,；;。 \u3000\u00a0]+(?={_NEXT_LABEL})|\t")
_OWN_WORDS = (
    r"[（(][^（）()_\n]{1,15}[)）]|[，,；;、 ]?请?(?:注明|说明|写明|填写|列明|列出|具体)[^\s：:，,；;。_＿（()）]{0,10}"
)
_OWN_GAP = re.compile(  # what is to be written behind an option: 其他：____, 有（请注明____）, 有（车次：   ）
    r"(?P<option>[^\s：:；;。，,、（()）_＿]{1,20})(?:"
    rf"[ \u3000]?[（(][^（）()\n]{{0,60}}?(?:{_G}|[^\S\n]{{2,}}|[：:](?=[^\S\n]*[)）])|(?<=[（(])[^\S\n](?=[)）]))"
    r"[^（）()\n]*[)）]"
    rf"|(?:{_OWN_WORDS})?[ \u3000]?[：:]?[^\S\n]*{_G}"
    rf"|(?:{_OWN_WORDS})?[：:](?:[^\S\n]{{2,}}|[^\S\n]*\Z))"
)
_GAP = re.compile(rf"{_G}|[：:][^\S\n]*(?:[)）]|$)|[：:][^\S\n]{{2,}}")
_LAST_COLON = re.compile(r"[：:]\s*$")
_DENIALS = "不未没无非"
_SENTENCE = re.compile(r"[；;。]|[：:](?!\d)")
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
        return _in_brackets(text)
    found = sorted(marks.items())
    return _behind(text, found) if _is_behind(text, found) else _before(text, found)


def _in_brackets(text: str) -> list[Group]:
    """Brackets behind words, where these are no questions: 姓名（ ） 电话（ ） is to be filled in."""
    marks = sorted(_several(_BRACKETS_BEHIND, text).items())
    groups = _behind(text, marks) if marks else []
    return [each for each in groups if len(each.choices) > 1 and not any(map(is_known, each.choices))]


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
        between = text[last:begins]
        if choices and between.strip(_TAIL) and not _goes_on("", between):  # other words part two questions
            groups.append(Group(start, last, tuple(choices)))
            choices = []
        start = start if choices else begins
        choices.append(option)
        last = end
    groups.append(Group(start, last, tuple(choices)))
    return [each for each in groups if _are_options(each.choices)]


def _before(text: str, marks: list[tuple[int, int]]) -> list[Group]:
    groups: list[Group] = []
    start = end = words = -1
    choices: list[str] = []
    for (mark, behind), (following, _) in zip(marks, [*marks[1:], (len(text), 0)], strict=True):
        if choices and text[end:mark].strip(_TAIL + "\n") and not _goes_on(text[words:end], text[end:mark]):
            groups.append(Group(start, end, tuple(choices)))
            choices = []
        option, length = _option(text[behind:following], last=following == len(text))
        start, words = start if choices else mark, behind
        end = behind + length
        choices.append(option)
    groups.append(Group(start, end, tuple(choices)))
    return [_without_sentence(each, text) for each in groups if _are_options(each.choices)]


def _without_sentence(group: Group, text: str) -> Group:
    """The group without the words behind its last option that end a sentence: □参加 □不参加校庆活动。"""
    first, last = group.choices[0], group.choices[-1]
    opposites = (first[1:],) if first[0] in _DENIALS else tuple(each + first for each in _DENIALS)
    option = next((each for each in opposites if each and last.startswith(each)), last)
    goes_on = last[len(option) :][:1] in ("但", "而", "并", "且", "(", "（", "，", "、")
    if len(group.choices) != 2 or goes_on or not text[: group.end].endswith(last):
        return group
    return Group(group.start, group.end - len(last) + len(option), (first, option))


def _goes_on(option: str, between: str) -> bool:
    """Whether the words between two boxes only go on with what is to be written behind the first: ____人, 共____次."""
    gaps = list(_GAP.finditer(between))
    if "\n" in between or _LAST_COLON.search(between) or not (gaps or _GAP.search(option)):
        return False
    rest = between[gaps[-1].end() :] if gaps else between
    return not UNIT_BEHIND.sub("", rest, count=1).strip(_TAIL + "）)")


def _option(text: str, *, last: bool) -> tuple[str, int]:
    """The option at the start of `text`, and how far it reaches with what is to be written behind it.

    `last`: no other box follows, so that blanks to the end may be there to write on.
    """
    lead = len(text) - len(text.lstrip(" \t\u3000\u00a0"))
    own = _OWN_GAP.match(text, lead)
    if own is not None and (last or own[0][-1] not in "：:"):
        return own["option"], len(own[0].rstrip(" \t\u3000\u00a0")) + lead
    body = _LAST_COLON.sub("", _OPTION_ENDS.split(text[lead:], maxsplit=1)[0])
    trimmed = body.rstrip(_TAIL)
    return trimmed, lead + len(trimmed)


def _are_options(choices: tuple[str, ...]) -> bool:
    sentences = any(_SENTENCE.search(each) for each in choices)
    return all(choices) and len(set(choices)) == len(choices) and not sentences
