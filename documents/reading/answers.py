"""What every answer is checked for, in a single field and in a row alike: its text, its witnesses, its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.blanks.slots import Slot
from documents.content.parts import Span
from documents.forms import FieldSpec, FieldType
from documents.reading.containers import Container
from documents.reading.form import Form, Outline
from documents.reading.result import Expected
from documents.reading.witnesses import Witnesses, is_nested
from documents.reasons import Reason
from documents.values import Value, is_nil, parse_value
from documents.wml import label_key, squeeze

_WORDS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})  # here “无” is an answer like another
_UNITED = frozenset({FieldType.UNIT, FieldType.PLACE, FieldType.POST, FieldType.TEXT})
_WORD_PROMPTS = frozenset(  # what Word shows again when an answer was deleted
    squeeze("单击或点击此处输入文字。|单击此处输入文字。|单击或点击以输入日期。|单击此处输入日期。|选择一项。").split(
        "|"
    )
)
_MIN_PROMPT = 2  # a shorter prompt may be part of an answer
_FILL_IN = re.compile(r"[_＿\s]*")
_WORD = re.compile(r"[^\W_]")
_PARTS = re.compile(r"[年月日□☐☑○()（）/.\-_＿\s]")  # of a prompt that stays around the answer: a date, boxes, lines
_OWN_UNIT = re.compile(r"(?:所属|参会|参加)?单位(?:名称|全称)?(?:\((?:盖章|公章|章)\))?")
_REQUEST = re.compile(r"填|输入|选择|点击|请|此处|在此|例|样|某|[Xx×*]{2}|…|\?")
_HARMLESS = frozenset({"phonetic_guide"})  # the guide is no text, the base is


@dataclass(frozen=True)
class Context:
    """The form, what is expected of the return, and what its controls say."""

    form: Form
    expected: Expected
    witnesses: Witnesses

    @cached_property
    def units(self) -> frozenset[str]:
        """The names of the unit that sent the form, squeezed."""
        return frozenset(map(squeeze, self.expected.unit_names))

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels of all fields and columns, with a colon."""
        model = self.form.blank.model
        specs = [*model.fields, *(column for table in model.tables for column in table.columns)]
        return frozenset(label_key(each.label) + ":" for each in specs if len(label_key(each.label)) > 1)


def answer_in(
    slot: Slot, outline: Outline, container: Container, spans: Sequence[Span], context: Context
) -> tuple[str, list[Reason]]:
    """The text typed into a slot ("" for none) and the doubts in its controls, looks and prompt."""
    text = "".join(span.text for span in spans)
    flat, prompt = squeeze(text), squeeze(slot.prompt)
    if _is_untouched(flat, prompt):
        return "", []
    own = [span for span in spans if any(control.tag == slot.tag for control in span.controls)] if slot.tag else []
    raw, reasons = _typed(slot, text, own, spans)
    if not raw:
        return "", reasons
    if is_nested(spans, context.form.tags):
        reasons.append(Reason("nested_control"))
    reasons += [Reason(code) for code in sorted({sign for span in spans for sign in span.signs} - _HARMLESS)]
    if not outline.numbered and any(each.numbered for each in container.paragraphs):
        reasons.append(Reason("numbered_text"))
    return raw, reasons


def _is_untouched(flat: str, prompt: str) -> bool:
    return flat == prompt or not flat or _FILL_IN.fullmatch(flat) is not None


def _typed(slot: Slot, text: str, own: Sequence[Span], spans: Sequence[Span]) -> tuple[str, list[Reason]]:
    """The answer without the prompt, where that is still whole, and doubts about what is left of it."""
    prompt = squeeze(slot.prompt)
    if own:
        inside = "".join(span.text for span in own)
        outside = "".join(span.text for span in spans if span not in own)
        flat, prompts = squeeze(inside), any(c.prompts for span in own for c in span.controls if c.tag == slot.tag)
        if _is_untouched(flat, prompt) or (prompts and flat in _WORD_PROMPTS):
            return (outside if squeeze(outside) else ""), []
        if prompts:
            return text, [Reason("placeholder_left")]
        if squeeze(outside):
            return text, [Reason("outside_control")]
    if slot.side == "before" and text.lstrip()[:1] in (":", "："):
        text = text.lstrip()[1:]
    words = _PARTS.sub("", prompt)
    left = len(words) >= _MIN_PROMPT and prompt in squeeze(text) and not slot.spec.choices
    return text, [Reason("placeholder_left")] if left else []


def is_prefilled(slot: Slot, context: Context) -> bool:
    """Whether the issued form already answers there: it names the unit, or says what is no request to fill in."""
    if not slot.prefilled:
        return False
    return squeeze(slot.prompt) in context.units or _REQUEST.search(squeeze(slot.prompt)) is None


def judge(raw: str, slot: Slot, context: Context) -> tuple[Value, list[Reason]]:
    """The value of `raw` by the field's type, with the reasons of doubt that lie in the value itself."""
    spec = slot.spec
    if not raw:
        return None, [Reason("required_blank")] if spec.required else []
    if is_nil(raw) and spec.type not in _WORDS:
        return None, [Reason("nil_answer")] if spec.required else []
    parsed = parse_value(raw, spec.type, spec.choices, slot.prompt)
    if parsed.problem is not None:
        options = {"options": "、".join(spec.choices)} if parsed.problem == "choice_wrong" else {}
        return parsed.value, [Reason(parsed.problem, options)]
    if parsed.value is None:
        return None, [Reason("required_blank")] if spec.required else []
    return parsed.value, _foreign(parsed.value, spec, context)


def _foreign(value: Value, spec: FieldSpec, context: Context) -> list[Reason]:
    """Doubts that only the form and what is known of the unit can tell."""
    flat = squeeze(str(value))
    single = context.form.blank.slots.get(spec.key)
    own = single is not None and single.spec is spec and _OWN_UNIT.fullmatch(label_key(spec.label))
    if (own or spec.type == FieldType.UNIT) and context.units and flat not in context.units:
        return [Reason("unit_unknown", {"value": str(value)})]
    if spec.type == FieldType.PLACE and flat in context.units:
        return [Reason("looks_like_other")]
    if ":" in flat and isinstance(value, str) and any(label in flat for label in context.labels):
        return [Reason("note")]
    return []
