"""Content controls (ISO/IEC 29500-1, 17.5.2): what their properties say."""

from __future__ import annotations

from functools import lru_cache

from documents.content.parts import Control
from documents.wml import VAL, Element, is_on, w

_TAG, _ALIAS, _PROMPT, _LIST_ITEM = w("tag"), w("alias"), w("showingPlcHdr"), w("listItem")
_DISPLAY, _VALUE = w("displayText"), w("value")
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
    """Whether a check box (w14:checkbox) shows `text` though its state is the other one."""
    state = properties.find(f"{_W14}checkbox/{_W14}checked")
    ticked = state is not None and state.get(_W14 + "val") in ("1", "true", "on")
    return text.strip() in (_UNTICKED if ticked else _TICKED)
