"""Ambiguous: words that stand for an answer, or more than the answer."""

from __future__ import annotations

from tests.corpus.kinds.words import one_of, typed, value_kind
from tests.corpus.values import mobile, name

value_kind(
    "ditto",
    "writes 同上",
    ("name", "post", "bureau", "place", "mobile", "remark"),
    lambda made, spot: one_of(made, "同上", "〃", "同前"),
    never=True,
)
value_kind(
    "see_attachment",
    "writes 见附件",
    ("long", "name", "place", "count"),
    lambda made, spot: one_of(made, "见附件", "详见附表", "另附", "附后"),
    never=True,
)
value_kind(
    "put_off",
    "writes 待定",
    ("name", "date", "mobile", "count", "place"),
    lambda made, spot: one_of(made, "待定", "不详", "待报", "/", "？"),
    never=True,
)
value_kind(
    "crosses",
    "writes XXX",
    ("name", "mobile", "date", "bureau"),
    lambda made, spot: one_of(made, "XXX", "×××", "***", "……"),
    never=True,
)
value_kind(
    "dash_only",
    "writes a dash",
    ("name", "count", "email", "landline", "remark"),
    lambda made, spot: one_of(made, "—", "-", "－－", "——"),
    never=True,
)
value_kind(
    "void_note",
    "writes 作废 behind an answer",
    ("name", "mobile", "bureau", "post", "place"),
    lambda made, spot: f"{typed(spot)}（{one_of(made, '作废', '撤销', '更正', '以此为准')}）",
    never=True,
)
value_kind(
    "unit_of_others",
    "another unit's name stands there",
    ("unit",),
    lambda made, spot: one_of(made, "共青团平湖市委员会", "平湖团市委", "海宁市"),
)
value_kind(
    "unit_with_contact",
    "writes name and telephone behind the unit",
    ("unit",),
    lambda made, spot: f"{typed(spot)} 张明 13812345678",
    keep=True,
)
value_kind("place_is_person", "a person where a place is asked", ("place",), lambda made, spot: name(made.rng))
value_kind(
    "place_with_phone",
    "a mobile behind the address",
    ("place",),
    lambda made, spot: f"{typed(spot)}，联系电话{mobile(made.rng)}",
)
value_kind(
    "text_repeated",
    "a program multiplied the text",
    ("bureau", "place", "post"),
    lambda made, spot: typed(spot) * 3,
    never=True,
)
value_kind(
    "text_with_choice",
    "gives two answers and asks to choose",
    ("bureau", "place", "topic"),
    lambda made, spot: f"{typed(spot)}（或{one_of(made, '县文化馆', '另定')}）",
)
value_kind(
    "text_with_excel_error",
    "Excel left an error value",
    ("count", "percent", "bureau", "remark"),
    lambda made, spot: one_of(made, "#REF!", "#N/A", "#VALUE!", "#DIV/0!"),
    never=True,
)
value_kind(
    "template_braces_left",
    "a template's code is left",
    ("name", "bureau", "place"),
    lambda made, spot: one_of(made, "{{ name }}", "«姓名»", "${name}", "【请填写】"),
    never=True,
)
value_kind(
    "text_turned",
    "a character turns the direction of the text",
    ("mobile", "name", "bureau"),
    lambda made, spot: "\u202e" + typed(spot) + "\u202c",
    never=True,
)
value_kind(
    "mojibake",
    "the text is in the wrong encoding",
    ("name", "bureau", "place"),
    lambda made, spot: one_of(made, "锟斤拷", "å¼ ä¸‰", "ÕÅÈý", "����"),
    never=True,
)
