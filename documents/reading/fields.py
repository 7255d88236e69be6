"""Single fields: vouched for when the control's tag, the printed label and the type agree."""

from __future__ import annotations

from documents.forms import FieldSpec
from documents.layout import Control
from documents.reading.evidence import Context, answer_in, is_prefilled, judge
from documents.reading.result import FieldReading, Status, place_of
from documents.reasons import Reason
from documents.wml import Cell, Element, Row, label_key, squeeze, text_of


def read_field(spec: FieldSpec, context: Context) -> tuple[FieldReading, list[Element]]:
    """One field's reading, and the elements whose text it claims."""
    found = context.returned.tagged(spec.key)
    if len(found) == 1:
        return _from_control(spec, found[0], context), [found[0].element]
    if found:
        raw = "\n".join(text_of(each.element) for each in found)
        reasons = (Reason("several_answers", {"count": str(len(found))}),)
        place = place_of(found[1].line, found[1].cell)
        reading = FieldReading(spec.key, spec.label, spec.type, None, raw, "review", reasons, place)
        return reading, [each.element for each in found]
    return _from_label(spec, context)


def _from_control(spec: FieldSpec, control: Control, context: Context) -> FieldReading:
    blank = context.blank.tagged(spec.key)[0]
    raw, reasons = answer_in(control, text_of(blank.element), context)
    if not raw and not reasons and is_prefilled(spec, blank, context):
        raw = text_of(control.element)
    if not _label_agrees(spec, control, blank, context):
        reasons.append(Reason("label_differs", {"label": spec.label}))
    outside = context.returned.text(control.container)
    if squeeze(outside) != squeeze(context.blank.text(blank.container)):
        reasons.append(Reason("outside_control"))
        raw = raw or outside
    value, doubts = judge(raw, spec, context)
    reasons += doubts
    status: Status = "review" if reasons else ("blank" if value is None else "ok")
    place = place_of(control.line, control.cell)
    return FieldReading(spec.key, spec.label, spec.type, value, raw, status, tuple(reasons), place)


def _label_agrees(spec: FieldSpec, control: Control, blank: Control, context: Context) -> bool:
    """Whether the label stands where it stands in the blank: before the control, left of it or above it."""
    label = label_key(spec.label)
    printed = context.blank.labels(blank)
    sides = [side for side, text in printed.items() if label_key(text) == label]
    returned = context.returned.labels(control)
    return bool(sides) and label_key(returned[sides[0]]) == label


def _from_label(spec: FieldSpec, context: Context) -> tuple[FieldReading, list[Element]]:
    """A proposal from the cell right of the label: the tag is gone, so it is one witness only."""
    beside = [
        (line, line.cells[number + 1])
        for line in context.returned.lines
        if isinstance(line, Row)
        for number, cell in enumerate(line.cells[:-1])
        if label_key(text_of(cell.element)) == label_key(spec.label)
    ]
    if len(beside) != 1 or context.returned.inside.get(beside[0][1].element):
        reasons = (Reason("field_missing"),)
        return FieldReading(spec.key, spec.label, spec.type, None, "", "review", reasons), []
    return _proposal(spec, *beside[0], context)


def _proposal(spec: FieldSpec, line: Row, cell: Cell, context: Context) -> tuple[FieldReading, list[Element]]:
    raw = text_of(cell.element)
    blank = context.blank.tagged(spec.key)[0]
    if squeeze(raw) == squeeze(text_of(blank.container)):
        raw = ""
    value, doubts = judge(raw, spec, context)
    reasons = (Reason("tag_missing"), *doubts)
    place = place_of(line, cell)
    reading = FieldReading(spec.key, spec.label, spec.type, value, raw, "review", reasons, place)
    return reading, [cell.element]
