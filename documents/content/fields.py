"""Fields (ISO/IEC 29500-1, 17.16): which ones are harmless, what form fields show, what only the code tells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.content.parts import Control
from documents.content.symbols import UNREADABLE, glyph
from documents.wml import VAL, Element, is_on, squeeze, w, whole

_HARMLESS = frozenset({"HYPERLINK", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "FILLIN"})  # FILLIN: what was typed
_PAGES = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"})
_UNSEEN = frozenset({"XE", "TC", "TA", "RD", "SET", "ASK", "PRIVATE", "BIDIOUTLINE"})  # fields that show nothing
_PAGE_NUMBER = re.compile(r"[0-9〇零一二三四五六七八九十百IVXLCivxlc\-—–]*")
_TICKED, _UNTICKED = "☑", "□"
_SAME = {"☑": "☑☒√✓✔■", "□": "□☐▢"}  # what programs write as the result of a check box
_SYMBOL_CODE = re.compile(r'SYMBOL\s+(0x[0-9A-Fa-f]{1,4}|[0-9]{1,5})\b.*?\\f\s*"?([^"\\]+)', re.IGNORECASE)


@dataclass(eq=False)
class Field:
    """An open field: its code, and once that is read what becomes of its result."""

    data: Element | None = None  # w:ffData of a form field
    codes: list[str] = field(default_factory=list)
    separated: bool = False  # the code is read, the result begins
    sign: str = ""
    control: Control | None = None
    shown: str | None = None  # what is shown whatever the result says; None: the result itself
    result: list[str] = field(default_factory=list)  # kept aside when `shown` stands for it

    @property
    def code(self) -> str:
        """The field's code, white space made even."""
        return " ".join("".join(self.codes).split())

    def resolve(self, margin: bool) -> str | None:
        """Decide by the code what is to be `shown`; in headers and footers (`margin`) page numbers are no text."""
        name = self.code.partition(" ")[0].upper()
        self.separated = True
        if name == "FORMCHECKBOX":
            self.control = _form_control("formCheckBox")
            return _box(self.data)
        if name == "FORMDROPDOWN":
            shown, choices = _choice(self.data)
            self.control = _form_control("formDropDown", choices)
            return shown
        if name == "FORMTEXT":
            self.control = _form_control("formText")
            self.sign = "" if _is_typed(self.data) else "field_code"
            return None
        if margin and name in _PAGES:
            return ""
        self.sign = "field_code" if name and name not in _HARMLESS else ""
        return None

    def surplus(self) -> str:
        """The part of the result that says something else than what is shown in its place."""
        result = "".join(self.result)
        flat, shown = squeeze(result), self.shown or ""
        same = flat in ("", squeeze(shown)) or (shown in _SAME and flat in _SAME[shown])
        return "" if same or (not shown and _PAGE_NUMBER.fullmatch(flat)) else result

    def text_of_code(self) -> str:
        """What a field without result shows by its code alone."""
        name, _, rest = self.code.partition(" ")
        name = name.upper()
        if not name or name in _UNSEEN | _HARMLESS | _PAGES:
            return ""
        if name in ("MACROBUTTON", "GOTOBUTTON"):
            return rest.partition(" ")[2]
        symbol = _SYMBOL_CODE.match(self.code)
        return glyph(symbol[2].strip(), int(symbol[1], 0) & 0xFFFF) if symbol else UNREADABLE


def _form_control(kind: str, choices: tuple[str, ...] = ()) -> Control:
    return Control("", "", frozenset({kind}), False, choices)


def _box(data: Element | None) -> str:
    box = data.find(w("checkBox")) if data is not None else None
    if box is None:
        return UNREADABLE
    for name in ("checked", "default"):
        found = box.find(w(name))
        if found is not None:
            return _TICKED if is_on(found) else _UNTICKED
    return _UNTICKED


def _choice(data: Element | None) -> tuple[str, tuple[str, ...]]:
    """The entry that is chosen, and all entries."""
    drop_down = data.find(w("ddList")) if data is not None else None
    if drop_down is None:
        return UNREADABLE, ()
    entries = tuple(each.get(VAL, "") for each in drop_down.findall(w("listEntry")))
    for name in ("result", "default"):
        found = drop_down.find(w(name))
        if found is not None:
            number = whole(found.get(VAL, ""), len(entries))
            return (entries[number] if number < len(entries) else UNREADABLE), entries
    return (entries[0] if entries else ""), entries


def _is_typed(data: Element | None) -> bool:
    """Whether a text field holds what a person types: not the date of today, not a sum."""
    kind = data.find(f"{w('textInput')}/{w('type')}") if data is not None else None
    return kind is None or kind.get(VAL) in ("regular", "number", "date")
