"""What every answer is checked for, in a single field and in a row alike."""

from __future__ import annotations

from dataclasses import dataclass

from documents.forms import FieldSpec, FieldType
from documents.layout import Control, Layout
from documents.reading.doubts import local_doubts
from documents.reading.looks import Styles
from documents.reading.result import Expected
from documents.reasons import Reason
from documents.values import Value, is_nil, parse_value
from documents.values.parse import clean
from documents.wml import TBL, Element, P, shows_placeholder, squeeze, text_of, w

_WORDS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})  # here “无” is an answer like another
_WORD_PROMPTS = frozenset(  # what Word shows again when an answer was deleted
    squeeze("单击或点击此处输入文字。|单击此处输入文字。|单击或点击以输入日期。|单击此处输入日期。|选择一项。").split(
        "|"
    )
)
_MIN_PROMPT = 2  # a shorter prompt may be part of an answer


@dataclass(frozen=True)
class Context:
    """The two documents, what is expected, and the styles that strike out or hide."""

    blank: Layout
    returned: Layout
    expected: Expected
    styles: Styles


def answer_in(control: Control, prompt: str, context: Context) -> tuple[str, list[Reason]]:
    """The text typed into a control ("" for none) and its doubts; `prompt` is the blank's text in it."""
    raw = text_of(control.element)
    if control.nested:
        return raw, [Reason("nested_control")]
    flagged = shows_placeholder(control.element)
    if squeeze(raw) == squeeze(prompt) or not clean(raw) or (flagged and squeeze(raw) in _WORD_PROMPTS):
        return "", []
    reasons = local_doubts(control.element, context.styles)
    left = len(squeeze(prompt)) >= _MIN_PROMPT and squeeze(prompt) in squeeze(raw)
    if left or flagged:
        reasons.append(Reason("placeholder_left"))
    if any(other.nested and other is not control and control.element in _ancestors(other)
           for other in context.returned.inside.get(control.container, [])):  # fmt: skip
        reasons.append(Reason("nested_control"))
    if control.element.find(f".//{TBL}") is not None:
        reasons.append(Reason("nested_table"))
    if _is_numbered(control) and not any(map(_is_numbered, context.blank.tagged(control.tag)[:1])):
        reasons.append(Reason("numbered_text"))
    return raw, reasons


def is_prefilled(spec: FieldSpec, blank: Control, context: Context) -> bool:
    """Whether the issued form already names its unit there; any other text of the blank is a prompt."""
    text = squeeze(text_of(blank.element))
    known = text in map(squeeze, context.expected.unit_names)
    return spec.type == FieldType.UNIT and known and not shows_placeholder(blank.element)


def _is_numbered(control: Control) -> bool:
    """Whether Word numbers the answer's paragraph, so that it shows more than its text."""
    around = next(control.element.iterancestors(P), None)
    path = f"{w('pPr')}/{w('numPr')}"
    return control.element.find(f".//{w('numPr')}") is not None or (
        around is not None and around.find(path) is not None
    )


def _ancestors(control: Control) -> list[Element]:
    return list(control.element.iterancestors())


def judge(raw: str, spec: FieldSpec, context: Context) -> tuple[Value, list[Reason]]:
    """The value of `raw` by the field's type, with the reasons of doubt that lie in the value itself."""
    if is_nil(raw) and spec.type not in _WORDS:
        return None, [Reason("nil_answer")] if spec.required else []
    parsed = parse_value(raw, spec.type, spec.choices)
    if parsed.problem is not None:
        options = {"options": "、".join(spec.choices)} if parsed.problem == "choice_wrong" else {}
        return parsed.value, [Reason(parsed.problem, options)]
    if parsed.value is None:
        return None, [Reason("required_blank")] if spec.required else []
    names = context.expected.unit_names
    if spec.type == FieldType.UNIT and names and squeeze(str(parsed.value)) not in map(squeeze, names):
        return parsed.value, [Reason("unit_unknown", {"value": str(parsed.value)})]
    return parsed.value, []
