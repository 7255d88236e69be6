"""Whether a file is the form at all: its number, of which none of its places may say another one, and its labels."""

from __future__ import annotations

import re
from collections.abc import Collection

from documents.content.parts import Content, paragraphs_of
from documents.identity import find_numbers
from documents.reading.form import Form
from documents.reading.pairing import Pairing
from documents.reading.result import Expected
from documents.reading.witnesses import Witnesses
from documents.reasons import Reason
from documents.wml import label_key, squeeze

_MAYBE = re.compile("[SsＳｓ]")  # with which a form number begins
_HIDERS = frozenset({"picture", "alt_chunk", "text_box"})  # which may hold the form itself
_SHARE = 0.3  # of the labels; with fewer a file is another form


def printed_in(content: Content) -> list[str]:
    """Every form number that the document shows, each once."""
    texts = [each.text for each in (*content.margins, *paragraphs_of(content.body), *content.boxes)]
    return list(dict.fromkeys(number for text in texts if _MAYBE.search(text) for number in find_numbers(text)))


def number_doubts(numbers: Collection[str | None], expected: Expected) -> list[Reason]:
    """The reason for another form's number among those that a file carries, or for none where one is expected."""
    if not expected.form_number:
        return []
    others = sorted(str(each) for each in {*numbers} - {expected.form_number})
    if others:
        return [Reason("other_form", {"found": "、".join(others), "expected": expected.form_number})]
    return [] if numbers else [Reason("number_missing", {"expected": expected.form_number})]


def is_ours(form: Form, content: Content, pairing: Pairing, witnesses: Witnesses, numbers: bool) -> bool:
    """Whether the file is the form, filled well or badly: by a control, a label, or its number beside a picture."""
    if witnesses.any or len(pairing.placed) + len(pairing.grids) > len(form.blank.model.fields) / 2:
        return True
    if numbers and any(code in _HIDERS for code, _ in content.signs):
        return True
    model = form.blank.model
    labels = {label_key(each.label) for each in model.fields}
    labels |= {label_key(column.label) for table in model.tables for column in table.columns}
    shown = "\n".join(squeeze(each.text) for each in (*paragraphs_of(content.body), *content.boxes))
    found = sum(label in shown for label in labels if label)
    return found >= max(1, _SHARE * len(labels))
