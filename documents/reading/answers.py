"""What every answer is checked for, in a single field and in a row alike: its text, its witnesses, its value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from documents.blanks.slots import Slot
from documents.content.parts import Cell, Paragraph, Span, paragraphs_of
from documents.content.stress import stresses
from documents.forms import FieldSpec, FieldType
from documents.reading.containers import Container
from documents.reading.form import Form
from documents.reading.pairing import Placed
from documents.reading.result import Expected
from documents.reading.witnesses import BOXES, Witnesses, count_controls, is_nested
from documents.reasons import Reason
from documents.values import (
    Value,
    asks_for_person,
    exceeds_whole,
    holds_person_apart,
    is_measure,
    is_nil,
    is_no_age,
    is_too_little,
    is_unusual,
    may_be_mobile,
    names_and_calls,
    names_several_units,
    no_person,
    parse_value,
    unit_differs,
    was_or_may_be,
)
from documents.wml import label_key, squeeze

_WORDS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})  # here “无” is an answer like another
_WORD_PROMPTS = frozenset(  # what Word shows again when an answer was deleted
    squeeze("单击或点击此处输入文字。|单击此处输入文字。|单击或点击以输入日期。|单击此处输入日期。|选择一项。").split(
        "|"
    )
)
_MIN_PROMPT = 2  # a shorter prompt may be part of an answer
_PARTS = re.compile(r"[年月日□☐☑○()（）/.\-_＿\s]")  # of a prompt that stays around the answer: a date, boxes, lines
_OWN_UNIT = re.compile(r"(?:所属|参会|参加)?单位(?:名称|全称)?(?:\((?:盖章|公章|章)\))?")
_ONE_UNIT = re.compile(r"(?:单位|部门|机构|学校|院校|科室)(?:名称|全称)?(?:\([^()]*\))?$")
_REQUEST = re.compile(r"填|输入|选择|点击|请|此处|在此|例|样|某|[Xx×*]{2}|…|\?")
_UNUSUAL = frozenset({"name_unusual", "looks_like_other", "post_with_name", "odd_sign", "too_short"})
_LABEL_DECIDES = frozenset({"too_short", "looks_like_other", "two_texts"})
_CHECKED = frozenset(  # whose own grammar tells them from other answers
    {FieldType.NAME, FieldType.MOBILE, FieldType.LANDLINE, FieldType.PHONE, FieldType.EMAIL, FieldType.DATE}
    | {FieldType.CHOICE, FieldType.CHOICES}
)
_SHORT = frozenset({FieldType.TEXT, FieldType.UNIT, FieldType.PLACE, FieldType.POST})
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
        """The labels of all fields and columns, squeezed."""
        model = self.form.blank.model
        specs = [*model.fields, *(column for table in model.tables for column in table.columns)]
        return frozenset(label_key(each.label) for each in specs if len(label_key(each.label)) > 1)

    @cached_property
    def _known(self) -> Mapping[str, str]:
        return {key: squeeze(str(value)) for key, value in self.expected.known.items() if value is not None}

    def is_single(self, spec: FieldSpec) -> bool:
        """Whether `spec` is a single field of the form, not a column."""
        found = self.form.blank.slots.get(spec.key)
        return found is not None and found.spec is spec

    def is_known(self, spec: FieldSpec, value: Value) -> bool:
        """Whether another source gives the same answer."""
        return self.is_single(spec) and squeeze(str(value)) == self._known.get(spec.key, "")

    def is_known_elsewhere(self, spec: FieldSpec, value: Value) -> bool:
        """Whether another source gives this answer to another field, and not to this one."""
        if not self.is_single(spec):
            return False
        flat = squeeze(str(value))
        elsewhere = any(known == flat for key, known in self._known.items() if key != spec.key)
        return elsewhere and self._known.get(spec.key, flat) != flat


class Answer(NamedTuple):
    """The text typed into a slot ("" for none), doubts about it, and whether a control or bookmark names another."""

    raw: str
    reasons: list[Reason]
    astray: bool


def answer_in(placed: Placed, context: Context) -> Answer:
    """What was typed into a slot, with the doubts that lie in its controls, looks and prompt."""
    container, (start, end) = placed.container, placed.region
    if start == end:
        counts = container.is_numbered and not placed.outline.numbered and not container.flat
        return Answer("", [Reason("numbered_text")] if counts else [], astray=False)
    spans, flat = container.cut(start, end), container.flat[start:end]
    plain = len(spans) == 1 and _is_plain(spans[0], placed.slot, context.form)  # most are
    marked = [] if plain else [span for span in spans if span.controls or span.bookmarks]
    astray = bool(marked) and context.witnesses.others(marked, placed.slot)
    if _is_untouched(flat, placed.prompt):
        apart = bool(placed.slot.spec.choices) and _is_set_apart(container, start, end)
        return Answer("", [Reason("option_set_apart")] if apart else [], astray)
    raw, reasons = _without_prompt(placed, spans[0].text, flat) if plain else _typed(placed, spans, marked)
    if not raw:
        return Answer("", reasons, astray)
    if not plain:
        reasons += _marked_otherwise(spans, marked, context.form)
    if not placed.outline.numbered and container.is_numbered:
        reasons.append(Reason("numbered_text"))
    if not placed.sure:
        reasons.append(Reason("boundary_unclear"))
    if placed.slot.spec.type in _SHORT and len(raw.split()) > 1 and _is_set_apart(container, start, end):
        reasons.append(Reason("two_texts"))  # a second hand wrote behind the first
    return Answer(raw, reasons, astray)


def _is_plain(span: Span, slot: Slot, form: Form) -> bool:
    """Whether nothing stands around the text but its own control, if any, so that no mark can raise a doubt."""
    if span.signs or span.bookmarks:
        return False
    if len(span.controls) != 1:
        return not span.controls
    control = span.controls[0]
    own = control.tag != "" and control.tag == slot.tag and control.alias == form.aliases.get(control.tag, "")
    return own and not control.prompts


def _marked_otherwise(spans: Sequence[Span], marked: Sequence[Span], form: Form) -> list[Reason]:
    """Doubts about an answer that looks odd, or stands in more controls than one."""
    reasons = [Reason(code) for code in sorted({sign for span in spans for sign in span.signs} - _HARMLESS)]
    if is_nested(marked, form.tags):
        reasons.append(Reason("nested_control"))
    if len(marked) > 1 and (count := count_controls(marked)) > 1:
        reasons.append(Reason("several_answers", {"count": str(count)}))
    return reasons


def _is_set_apart(container: Container, start: int, end: int) -> bool:
    """Whether words of one place differ in their look, as where an option was underlined, framed or coloured."""
    paragraphs = [each for source in container.sources for each in _paragraphs_in(source)]
    letters, found = stresses(paragraphs)
    before, here = (sum(map(str.isalnum, container.flat[a:b])) for a, b in ((0, start), (start, end)))
    same = letters == "".join(filter(str.isalnum, container.flat))
    return same and len(set(found[before : before + here])) > 1


def _paragraphs_in(source: Cell | Paragraph) -> list[Paragraph]:
    return [source] if isinstance(source, Paragraph) else list(paragraphs_of(source.blocks))


def _is_untouched(flat: str, prompt: str) -> bool:
    return flat == prompt or not flat.strip("_") or (prompt != "" and not flat.replace(prompt, ""))


def _typed(placed: Placed, spans: Sequence[Span], marked: Sequence[Span]) -> tuple[str, list[Reason]]:
    """The answer without the prompt, where that is still whole, and doubts about what is left of it."""
    tag, prompt = placed.slot.tag, placed.prompt
    text = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
    own = [span for span in marked if (_is_in(span, tag) if tag else _is_in_form_field(span))]
    if own:
        outside = "".join([span.text for span in spans if span not in own]) if len(own) < len(spans) else ""
        prompts = _prompts(own, tag)
        if outside or prompts:
            flat = squeeze("".join(span.text for span in own))
            if _is_untouched(flat, prompt) or (prompts and flat in _WORD_PROMPTS):
                return ("" if outside.isspace() else outside), []
            if prompts or not outside.isspace():
                return text, [Reason("placeholder_left" if prompts else "outside_control")]
    return _without_prompt(placed, text, squeeze(text))


def _without_prompt(placed: Placed, text: str, flat: str) -> tuple[str, list[Reason]]:
    """The text without the colon of the label before it, and a doubt where it (squeezed: `flat`) shows the prompt."""
    if placed.slot.side == "before" and flat[:1] == ":":
        text, flat = text.lstrip()[1:], flat[1:]
    left = placed.prompt and not placed.slot.spec.choices and _shows(placed.prompt, flat)
    return text, [Reason("placeholder_left")] if left else []


def _shows(prompt: str, flat: str) -> bool:
    """Whether the answer still begins or ends with the prompt, or with two characters of a longer one."""
    whole, first, last = _remains(prompt)
    if not whole:
        return False
    return whole in flat or (first != "" and (flat.startswith(first) or flat.endswith(last)))


@lru_cache(maxsize=1024)
def _remains(prompt: str) -> tuple[str, str, str]:
    """What of a prompt must not be left in an answer: all of it, how it begins, how it ends; "" where that is none."""
    words = _PARTS.sub("", prompt)
    if len(words) < _MIN_PROMPT:
        return "", "", ""
    longer = words == prompt and len(words) > _MIN_PROMPT
    return prompt, words[:_MIN_PROMPT] if longer else "", words[-_MIN_PROMPT:] if longer else ""


def _is_in(span: Span, tag: str) -> bool:
    return tag in [control.tag for control in span.controls]


def _is_in_form_field(span: Span) -> bool:
    """Whether the text stands in a control without a tag, such as a text field of Word's older kind (17.16.5.21)."""
    return any(not control.tag and not control.kinds & BOXES for control in span.controls)


def _prompts(spans: Sequence[Span], tag: str) -> bool:
    """Whether the control with this tag says that it shows its prompt."""
    return True in [control.prompts for span in spans for control in span.controls if control.tag == tag]


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
    if spec.type not in _WORDS and is_nil(raw):
        return None, [Reason("nil_answer")] if spec.required else []
    parsed = parse_value(raw, spec.type, spec.choices, slot.prompt)
    if parsed.problem in _LABEL_DECIDES and (meant := _meant(raw, parsed.problem, _key(spec.label))):
        return meant, []
    if parsed.problem is not None:
        known = parsed.problem in _UNUSUAL and context.is_known(spec, parsed.value)
        options = {"options": "、".join(spec.choices)} if parsed.problem == "choice_wrong" else {}
        return parsed.value, [] if known else [Reason(parsed.problem, options)]
    if parsed.value is None:
        return None, [Reason("required_blank")] if spec.required else []
    return parsed.value, _misplaced(parsed.value, raw, spec, context)


def _meant(raw: str, problem: str, label: str) -> str:
    """The answer that only its label makes one: a mobile as a name on a network, a measure word, a name and number."""
    if problem == "too_short":
        return squeeze(raw) if is_measure(label, squeeze(raw)) else ""
    if problem == "looks_like_other" and may_be_mobile(label, squeeze(raw)):
        return squeeze(raw)
    return raw.strip() if names_and_calls(label, raw) else ""


_key = lru_cache(maxsize=1024)(label_key)  # a form has few labels, and each answer asks for its own


def _misplaced(value: Value, raw: str, spec: FieldSpec, context: Context) -> list[Reason]:
    """Doubts that only the form and what is known of the unit can tell."""
    if context.expected.known and context.is_known_elsewhere(spec, value):
        return [Reason("looks_like_other")]
    if isinstance(value, str):
        return [] if spec.type in _CHECKED else _foreign(value, spec, context)
    return [] if isinstance(value, list) or value is None else _measured(value, raw, spec)


def _measured(value: float, raw: str, spec: FieldSpec) -> list[Reason]:
    """Doubts about a number that is given in another measure, or that there cannot be."""
    label = _key(spec.label)
    if unit_differs(label, squeeze(raw)):
        return [Reason("other_measure", {"label": spec.label})]
    if is_no_age(label, value):
        return [Reason("looks_like_other")]
    more = spec.type == FieldType.PERCENTAGE and exceeds_whole(label, value)
    return [Reason("share_exceeds")] if more else []


def _foreign(value: str, spec: FieldSpec, context: Context) -> list[Reason]:
    """Doubts about words: another unit's name, an answer that its label never has, a label of the form."""
    flat, label = squeeze(value), _key(spec.label)
    if context.units and flat not in context.units and _names_sender(spec, label, context):
        return [Reason("unit_unknown", {"value": value})]
    told = _unlike_label(flat, value, label) if spec.type == FieldType.TEXT else ""
    if told:
        return [Reason(told)]
    if _ONE_UNIT.search(label) and names_several_units(value):
        return [Reason("two_texts")]
    little = spec.type == FieldType.LONG_TEXT and is_too_little(label, flat)
    if little or (spec.type == FieldType.PLACE and flat in context.units):
        return [Reason("looks_like_other")]
    if flat in context.labels or (":" in flat and any(f"{each}:" in flat for each in context.labels)):
        return [Reason("note")]
    return []


def _unlike_label(flat: str, value: str, label: str) -> str:
    """The code of what words are instead of what their label asks for, "" for nothing."""
    strange = no_person(flat) if asks_for_person(label) else None
    if strange:
        return strange
    if _ONE_UNIT.search(label) and was_or_may_be(flat):
        return "unsure"
    if holds_person_apart(label, value):
        return "two_texts"
    return "looks_like_other" if is_unusual(label, flat) else ""


def _names_sender(spec: FieldSpec, label: str, context: Context) -> bool:
    """Whether the field asks for the name of the unit that fills in the form."""
    return spec.type == FieldType.UNIT or (context.is_single(spec) and _OWN_UNIT.fullmatch(label) is not None)
