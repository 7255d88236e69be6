"""Ticked options: the option's own text, or boxes before every option with one (or more) ticked."""

from __future__ import annotations

import re

from documents.wml import squeeze

_TICKED = "☑√✓✔■☒"
_EMPTY = "□☐○"
_MARK = f"[{_TICKED}{_EMPTY}]"


def ticked(text: str, choices: tuple[str, ...], *, several: bool) -> tuple[str | list[str] | None, str | None]:
    """The option that `text` names or ticks (if `several` a list in the form's order); None for none.

    The second value is the problem's code: choice_wrong, choice_several.
    """
    found, problem = _found(text, choices)
    if problem or not found:
        return None, problem
    if several:
        return found, None
    return (found[0], None) if len(found) == 1 else (None, "choice_several")


def _found(text: str, choices: tuple[str, ...]) -> tuple[list[str], str | None]:
    by_text = {squeeze(choice): choice for choice in choices}
    flat = squeeze(text)
    if flat in by_text:
        return [by_text[flat]], None
    named = re.split(r"[\n、,;]", text.replace("，", ",").replace("；", ";"))
    if len(set(map(squeeze, named))) == len(named) and all(squeeze(each) in by_text for each in named):
        return [choice for choice in choices if squeeze(choice) in map(squeeze, named)], None
    marked = re.findall(f"({_MARK})([^{_TICKED}{_EMPTY}]+)", flat)
    complete = "".join(mark + option for mark, option in marked) == flat
    options = [option.rstrip("、,;。") for _, option in marked]
    if not complete or sorted(options) != sorted(by_text):
        return [], "choice_wrong"
    picked = {option for (mark, _), option in zip(marked, options, strict=True) if mark in _TICKED}
    return [choice for choice in choices if squeeze(choice) in picked], None
