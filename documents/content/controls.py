"""Content controls (ISO/IEC 29500-1, 17.5.2): what their properties say."""

from __future__ import annotations

from functools import lru_cache

from documents.content.parts import Control
from documents.values.dates import calendar_date
from documents.wml import VAL, Element, is_on, squeeze, w

_TAG, _ALIAS, _PROMPT, _LIST_ITEM = w("tag"), w("alias"), w("showingPlcHdr"), w("listItem")
_DISPLAY, _VALUE, _LAST_VALUE = w("displayText"), w("value"), w("lastValue")
_DATE, _FULL_DATE, _ISO_LENGTH = w("date"), w("fullDate"), len("2016-05-10")
_LISTS = frozenset({w("dropDownList"), w("comboBox")})
_PLAIN = frozenset(w(name) for name in ("id", "lock", "placeholder", "rPr", "temporary", "tabIndex"))
_NO_KINDS: frozenset[str] = frozenset()
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TICKED, _UNTICKED = frozenset("☑☒✓✔√■●◉✗×"), frozenset("□☐○")


def control_of(properties: Element | None) -> Control:
    """The control with these properties (w:sdtPr)."""
    tag = alias = ""
    prompts = False
    choices: tuple[str, ...] = ()
    kinds: list[str] = []
    each = properties[0] if properties is not None and len(properties) else None
    while each is not None:
        name = each.tag
        if name == _TAG:
            tag = each.get(VAL, "")
        elif name == _ALIAS:
            alias = each.get(VAL, "")
        elif name == _PROMPT:
            prompts = is_on(each)
        elif name not in _PLAIN:
            kinds.append(name)
            if name in _LISTS:
                choices = tuple(item.get(_DISPLAY, item.get(_VALUE, "")) for item in each.iter(_LIST_ITEM))
        each = each.getnext()
    return Control(tag, alias, _kinds(tuple(kinds)) if kinds else _NO_KINDS, prompts, choices)


@lru_cache(maxsize=256)
def _kinds(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.rpartition("}")[2] for name in names)


def contradicts(properties: Element, text: str) -> bool:
    """Whether a control shows `text` though its hidden state is another: a box's, a day's, or the entry last chosen."""
    box, day = properties.find(f"{_W14}checkbox"), properties.find(_DATE)
    if box is not None:
        return _is_other_state(box, text)
    if day is not None:
        shown, hidden = calendar_date(squeeze(text))[0], day.get(_FULL_DATE, "")[:_ISO_LENGTH]
        return bool(shown and hidden) and shown != hidden
    listed = next((each for each in properties if each.tag in _LISTS), None)
    return listed is not None and _is_other_entry(listed, squeeze(text))


def _is_other_state(box: Element, text: str) -> bool:
    state = box.find(f"{_W14}checked")
    ticked = state is not None and state.get(_W14 + "val") in ("1", "true", "on")
    return text.strip() in (_UNTICKED if ticked else _TICKED)


def _is_other_entry(listed: Element, shown: str) -> bool:
    """Whether another entry is chosen than the one that is shown; words that are no entry were typed."""
    entries = {item.get(_VALUE, ""): squeeze(item.get(_DISPLAY, item.get(_VALUE, ""))) for item in listed}
    chosen = entries.get(listed.get(_LAST_VALUE, ""))
    return chosen is not None and shown in entries.values() and shown != chosen
