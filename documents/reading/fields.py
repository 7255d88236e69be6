"""Single fields: vouched for when the label, the place in the form, the controls and the type agree."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from documents.forms import FieldSpec
from documents.reading.answers import Context, answer_in, is_prefilled, judge
from documents.reading.pairing import Placed
from documents.reading.result import FieldReading, Status
from documents.reasons import Reason
from documents.values import Value, ticked_cell
from documents.wml import squeeze


@dataclass(frozen=True)
class Read:
    """A field's reading, and whether the unit wrote something there."""

    reading: FieldReading
    given: bool


def read_field(spec: FieldSpec, places: list[Placed], context: Context) -> Read:
    """One field's reading at the places of its slots (several where one control wraps several paragraphs)."""
    if not places:
        return Read(_unplaced(spec, context), given=False)
    answers = [_answer(each, context) for each in places]
    raw = "\n".join(filter(None, (text for text, _ in answers)))
    reasons = list(chain.from_iterable(found for _, found in answers))
    reasons += _place_doubts(spec, places, context)
    given = bool(raw)
    slot = places[0].slot
    if not raw and not reasons and is_prefilled(slot, context):
        raw = slot.prompt
    value, doubts = judge(raw, slot, context)
    reasons += [each for each in doubts if not (reasons and each.code == "required_blank")]
    return Read(_reading(spec, value, raw, _unique(reasons), _place_of(places[0])), given)


def _answer(placed: Placed, context: Context) -> tuple[str, list[Reason]]:
    raw, reasons, astray = answer_in(placed, context)
    if raw and placed.slot.option:
        raw, wrong = ticked_cell(raw, placed.slot.option)
        options = {"options": "、".join(placed.slot.spec.choices)}
        reasons = [*reasons, Reason("choice_wrong", options)] if wrong else reasons
    if astray:
        reasons.append(Reason("label_differs", {"label": placed.slot.spec.label}))
    if placed.merged:
        reasons.append(Reason("merged_cells"))
    return raw, reasons


def _place_doubts(spec: FieldSpec, places: list[Placed], context: Context) -> list[Reason]:
    """Doubts about where the answer stands: the label beside it, and controls of this field elsewhere."""
    tag = places[0].slot.tag
    here = {source for each in places for source in each.container.sources}
    controls = context.witnesses.named(tag) if tag else {}
    differs = Reason("label_differs", {"label": spec.label})
    if len(controls) > 1:
        return [Reason("several_answers", {"count": str(len(controls))})]
    if not all(each.labelled for each in places) or (tag and context.witnesses.holders(tag) - here):
        return [differs]
    if not controls and not any(_has_words(each) for each in places):
        return [Reason("tag_missing")]
    return []


def _has_words(placed: Placed) -> bool:
    """Whether printed words name the slot: its label, what stands around it in its container, or its own 年 月 日."""
    return bool(placed.slot.side or placed.outline.texts or placed.prompt)


def _unplaced(spec: FieldSpec, context: Context) -> FieldReading:
    """A proposal from the field's control alone, where the form around it is not the blank's."""
    slot = context.form.blank.slots.get(spec.key)
    controls = context.witnesses.named(slot.tag) if slot is not None and slot.tag else {}
    raw = "\n".join(controls.values())
    if slot is None or squeeze(raw) in ("", squeeze(slot.prompt)):
        return FieldReading(spec.key, spec.label, spec.type, None, "", "review", (Reason("field_missing"),))
    value, doubts = judge(raw, slot, context)
    several = Reason("several_answers", {"count": str(len(controls))})
    reason = several if len(controls) > 1 else Reason("label_differs", {"label": spec.label})
    reading = None if len(controls) > 1 else value
    return FieldReading(spec.key, spec.label, spec.type, reading, raw, "review", (reason, *doubts))


def _reading(spec: FieldSpec, value: Value, raw: str, reasons: tuple[Reason, ...], place: str) -> FieldReading:
    status: Status = "review" if reasons else ("blank" if value is None else "ok")
    if any(each.code == "several_answers" for each in reasons):
        value = None
    return FieldReading(spec.key, spec.label, spec.type, value, raw, status, reasons, place)


def _unique(reasons: list[Reason]) -> tuple[Reason, ...]:
    return tuple({each.code: each for each in reversed(reasons)}.values())[::-1]


def _place_of(placed: Placed) -> str:
    return placed.container.place_at(placed.region[0])
