"""Blanks with doubled tags, and with gaps in headers and footers: nothing typed there is taken or lost unseen."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

from documents.blanks import compile_blank, model_from_blank, remarks
from documents.reading import Expected, read
from tests.documents import build


def with_header(text: str, name: str = "") -> bytes:
    made: Any = docx.Document()
    made.element.body.insert(0, build.paragraph("登记表"))
    made.element.body.insert(1, build.table(("姓名", name), ("电话", "")))
    made.sections[0].header.paragraphs[0].text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("asked", "typed", "codes"),
    [
        ("填报单位：________", "填报单位：东山县团委", ["margin_text"]),
        ("填报单位：", "填报单位：东山县团委", ["margin_text"]),
        ("编号：____", "编号：12", ["margin_text"]),
        ("编号：____", "12", ["margin_text"]),
        ("____", "12", ["margin_text"]),
        ("填报单位：________", "填报单位：________", []),
        ("登记", "12", []),  # a page number
    ],
)
def test_what_is_typed_into_a_header_is_seen(asked: str, typed: str, codes: list[str]) -> None:
    blank = with_header(asked)
    reading = read(model_from_blank(blank, "k", "t"), blank, with_header(typed, "张三"), Expected())
    assert [each.code for each in reading.reasons] == codes
    assert reading.verdict == ("review" if codes else "accepted")


def form(first: str = "", second: str = "", *, tags: tuple[str, str] = ("who", "who")) -> bytes:
    pairs = (("姓名", tags[0], first), ("联系人", tags[1], second))
    data = build.document(
        build.paragraph("登记表"), build.table(*((label, build.control(tag, label)) for label, tag, _ in pairs))
    )

    def typed(root: Any) -> None:
        for sdt, text in zip(root.iter("{*}sdt"), (first, second), strict=True):
            if text:
                build.type_into(sdt, text)

    return build.change(data, typed)


def test_answers_with_a_doubled_tag_are_told_by_their_labels() -> None:
    blank = form()
    model = model_from_blank(blank, "k", "t")
    assert ["“who”" in each for each in remarks(compile_blank(blank, model))] == [True]
    reading = read(model, blank, form("张三", "李四"), Expected())
    assert [(each.key, each.value, each.status) for each in reading.fields] == [
        ("姓名", "张三", "ok"),
        ("联系人", "李四", "ok"),
    ]


def test_a_blank_whose_tags_differ_has_no_remark() -> None:
    blank = form(tags=("who", "contact"))
    assert list(remarks(compile_blank(blank, model_from_blank(blank, "k", "t")))) == []
    assert list(remarks(compile_blank(build.blank(), model_from_blank(build.blank(), "k", "t")))) == []
