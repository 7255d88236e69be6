"""Ticked options: the option's own text, or a box beside every option with one (or more) ticked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from documents.forms import FieldType
from documents.values.unanswered import unanswered
from documents.wml import squeeze

_TICKED = "☑√✓✔■☒●◉▣"
_TICKS = "√✓✔☑"  # what marks a cell that is an option; a ring or a cross there may mean yes or no
_EMPTY = "□☐○▢◯"
_ALIKE = str.maketrans("🗹✅🗸🗷⬜⬛◻◼", "☑☑✓☒□■□■")  # how phones and newer fonts draw them
_MARK = rf"[{_TICKED}{_EMPTY}]|[(\[][{_TICKED}]?[)\]]"
_MARKS = re.compile(rf"((?:{_MARK})+)")
_IS_TICKED = re.compile(f"[{_TICKED}]")
_TICKED_BOX = {
    "before": re.compile(rf"(?:[{_EMPTY}]|[(\[][)\]])[√✓✔]"),  # the tick between a box and its option
    "after": re.compile(rf"[√✓✔](?:[{_EMPTY}]|[(\[][)\]])"),
}
_BETWEEN = re.compile(r"[\n、,;，；]")
_SHAPES = (re.compile("[○◯●◉]"), re.compile("[□☐▢■☒▣☑]"))
_ONE = re.compile(_MARK)
_ENDS = "、,;。/|"
_ROOM = re.compile(r"_+|:$")  # for words of one's own behind an option: 其他____, 其他:
_NIL = frozenset({"无", "没有"})


def ticked(
    text: str, choices: tuple[str, ...], prompt: str = "", *, several: bool
) -> tuple[str | list[str] | None, str | None]:
    """The option that `text` names or ticks (if `several` a list in the form's order); None for none.

    `prompt` shows on which side of its option each box stands; without one it is before it. The second value is
    the problem's code: choice_wrong, choice_several.
    """
    found, problem = _found(text, choices, prompt)
    if problem or not found:
        return None, problem
    if several:
        return found, None
    return (found[0], None) if len(found) == 1 else (None, "choice_several")


def ticked_cell(text: str, option: str) -> tuple[str, bool]:
    """What is said by a cell that is one option of its row: the option for a tick or its own words, else a doubt."""
    meant = squeeze(text) in (*_TICKS, squeeze(option))
    return (option, False) if meant else (text, True)


def _found(text: str, choices: tuple[str, ...], prompt: str) -> tuple[list[str], str | None]:
    by_text = {squeeze(choice): choice for choice in choices}
    text = text.translate(_ALIKE)
    flat = squeeze(text)
    if flat in by_text:
        return [by_text[flat]], None
    named = [squeeze(each) for each in _BETWEEN.split(text)]
    if len(set(named)) == len(named) and all(each in by_text for each in named):
        return [choice for choice in choices if squeeze(choice) in named], None
    if _other_shape(flat, squeeze(prompt)):
        return [], "choice_wrong"
    printed = squeeze(prompt)
    side = _side(printed)
    as_printed = _as_printed(_options(printed, printed, side), by_text)
    rooms = _rooms(printed, by_text) if side == "before" else {}
    marked = [
        (as_printed.get(text) or (_with_words(text, rooms, by_text) if tick else None) or text, tick)
        for text, tick in _options(flat, printed, side)
    ]
    if sorted(option for option, _ in marked) != sorted(by_text) or any(tick is None for _, tick in marked):
        return [], "choice_wrong"
    picked = {option for option, tick in marked if tick}
    return [choice for choice in choices if squeeze(choice) in picked], None


def _options(flat: str, printed: str, side: str) -> list[tuple[str, bool | None]]:
    """The options of `flat`; the gaps behind them (其他：____) do not count while nothing is written there."""
    lines = flat.replace("_", "")
    return _marked(_MARKS.split(lines.replace("()", "") if _SHAPES[1].search(printed) else lines), side)


def _as_printed(options: list[tuple[str, bool | None]], by_text: Mapping[str, str]) -> dict[str, str]:
    """The option that each text of the blank is with what the blank prints behind it: 其他: is 其他."""
    found = {}
    for text, _ in options:
        own = max((each for each in by_text if text.startswith(each)), key=len, default="")
        if own and text != own and text not in by_text:
            found[text] = own
    return found


def _rooms(printed: str, by_text: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """How each option with room behind it looks with words of one's own there: 其他:____, 有(请注明____)."""
    if _SHAPES[1].search(printed):
        printed = printed.replace("()", "(_)")
    found = {}
    for piece in _MARKS.split(printed)[2::2]:
        text = piece.strip(_ENDS)
        own = max((each for each in by_text if text.startswith(each)), key=len, default="")
        parts = _ROOM.split(text[len(own) :])
        if own and len(parts) == 2:  # one room, what is printed before it and behind it
            before, behind = (re.escape(each) for each in parts)
            found[own] = re.compile(f"{re.escape(own)}{before}:?(.+){behind}")
    return found


def _with_words(text: str, rooms: Mapping[str, re.Pattern[str]], by_text: Mapping[str, str]) -> str | None:
    """The option that `text` is with an answer in words behind it; None where the words speak against it."""
    for option, pattern in rooms.items():
        found = pattern.fullmatch(text)
        if found is not None:
            words = found[1].strip(_ENDS)
            another = any(each == words or (len(each) > 1 and each in words) for each in by_text)
            denied = words in _NIL or unanswered(words, FieldType.TEXT) is not None
            return None if another or denied else option
    return None


def _other_shape(flat: str, prompt: str) -> bool:
    """Whether boxes and circles are mixed, or one stands for the other: ○ among □ may be a tick, ● a no."""
    return any(each.search(flat) and other.search(prompt + flat) for each, other in (_SHAPES, _SHAPES[::-1]))


def _side(prompt: str) -> str:
    return "after" if _MARKS.search(prompt) and not _MARKS.match(prompt) else "before"


def _marked(pieces: Sequence[str], side: str) -> list[tuple[str, bool | None]]:
    """The options with whether each is ticked; None where that is not clear. `pieces`: text, marks, text, …, text."""
    texts, marks = pieces[0::2], pieces[1::2]
    if side == "before":
        first, options = texts[0], texts[1:]
    else:
        first, options = texts[-1], texts[:-1]
    if first.strip("、,;。"):
        return []
    return [(option.strip(_ENDS), _is_ticked(mark, side)) for option, mark in zip(options, marks, strict=True)]


def _is_ticked(marks: str, side: str) -> bool | None:
    if _ONE.fullmatch(marks):
        return _IS_TICKED.search(marks) is not None
    return True if _TICKED_BOX[side].fullmatch(marks) else None
