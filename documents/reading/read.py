"""One returned file against the blank that was issued: a verdict, values with evidence, and reasons."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from documents.blanks import compile_blank
from documents.blanks.slots import Blank
from documents.content import read_content
from documents.content.parts import Content
from documents.forms import FormModel
from documents.identity import Found, hidden_identity
from documents.intake import check_docx
from documents.kinds import REFUSED, Kind, sniff
from documents.reading.alignment import align
from documents.reading.answers import Context
from documents.reading.decide import decide
from documents.reading.fields import Read, read_field
from documents.reading.form import form_of
from documents.reading.grids import read_grid
from documents.reading.hearsay import doubt_hearsay
from documents.reading.order import doubt_order
from documents.reading.origin import is_ours, number_doubts, printed_in
from documents.reading.outside import outside_doubts, text_doubts
from documents.reading.pairing import Placed
from documents.reading.photographs import photographs
from documents.reading.result import Expected, Reading, TableReading
from documents.reading.strangers import doubt_strangers
from documents.reading.witnesses import Witnesses
from documents.reasons import Reason, Rejection


def read(model: FormModel, blank: bytes, returned: bytes, expected: Expected) -> Reading:
    """The reading of `returned`, an answer to `blank` whose model is `model`.

    A file that cannot be read gets a verdict too. Raises Rejection only when `blank` itself cannot be opened.
    """
    kind = sniff(returned)
    if kind in REFUSED:
        return Reading("rejected", (Reason(REFUSED[kind]),))
    if kind != Kind.DOCX:
        return Reading("review", (Reason("converter_missing", {"kind": kind.value}),))
    with _without_collector():
        return _read_docx(model, blank, returned, expected)


@contextmanager
def _without_collector() -> Iterator[None]:
    """No search for garbage while a document is read: all of it is in use, and the search takes 40 % at 2,000 rows."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _read_docx(model: FormModel, blank: bytes, returned: bytes, expected: Expected) -> Reading:
    form = compile_blank(blank, model)
    try:
        package = check_docx(returned)
        content = read_content(package)
        numbers = hidden_identity(package)
    except Rejection as rejection:
        return Reading("rejected", (rejection.reason,), quarantined=rejection.quarantined)
    return read_content_against(form, content, numbers, expected)


def read_content_against(blank: Blank, content: Content, numbers: Found | None, expected: Expected) -> Reading:
    """The reading of a document's content; `numbers` are the form numbers that it carries beside the printed ones."""
    if not (blank.model.fields or blank.model.tables):  # then nothing can tell whether the file is the form
        return Reading("review", (Reason("form_asks_nothing"),))
    form = form_of(blank)
    pairing = align(form, content)
    witnesses = Witnesses(form, content)
    found = {*printed_in(content), *((numbers.property, numbers.bookmark) if numbers is not None else ())} - {None}
    numbered = number_doubts(found, expected)
    if not is_ours(form, content, pairing, witnesses, bool(expected.form_number) and not numbered):
        other = next((each for each in numbered if each.code == "other_form"), None)
        return Reading("rejected", (other or Reason("not_our_form"),))
    context = Context(form, expected, witnesses)
    places: dict[str, list[Placed]] = {}
    for placed in pairing.placed:
        places.setdefault(placed.slot.spec.key, []).append(placed)
    fields = [read_field(spec, places.get(spec.key, []), context) for spec in blank.model.fields]
    tables = [read_grid(spec, pairing, context) for spec in blank.model.tables]
    photos = photographs(content, form)
    outside = [*outside_doubts(content, form, photos), *text_doubts(pairing, form, _texts(fields, tables), photos)]
    doubts = [*numbered, *outside]
    read_out = doubt_strangers(*doubt_hearsay(fields, tables, blank.model), blank.model)
    reading = decide(*doubt_order(*read_out, blank), doubts, blank.model)
    if found and expected.form_number not in ("", *found):  # a person can tell which form it answers, we cannot
        return replace(reading, verdict="rejected", reasons=tuple(numbered))
    return reading


def _texts(fields: Sequence[Read], tables: Sequence[TableReading]) -> Iterator[str]:
    """What was typed, answer by answer."""
    yield from (each.reading.raw for each in fields)
    yield from (text for table in tables for row in table.rows for text in row.raw.values())
