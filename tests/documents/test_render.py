"""Templates: data comes out literally, mistakes are explained, the same input gives the same bytes."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.package import Package
from documents.rendering import render, variables
from documents.wml import P, squeeze, text_of, w
from messages import language
from messages.errors import TemplateError
from tests.documents import build


def template(*lines: str) -> bytes:
    return build.document(*map(build.paragraph, lines))


def lines(data: bytes) -> list[str]:
    package = Package.open(data)
    return [text_of(each) for each in package.tree(package.main).iter(P)]


NOTICE = template("{{ unit.name }}：", "{% for each in names %}{{ each }};{% endfor %}")


def test_values_and_loops() -> None:
    assert lines(render(NOTICE, {"unit": {"name": "东山"}, "names": ["甲", "乙"]}, "n"))[:2] == ["东山：", "甲;乙;"]


@pytest.mark.parametrize(
    "value",
    [
        "名称：甲<乙（盖章）",
        "{{7*7}}",
        "{% if %}",
        "{# x #}",
        "{_{ 7 }_}",
        "{_% x %_}",
        "&amp; & <b>",
        "a\nb\n\nc",
        "'\"",
        "𠮷",
    ],
)
def test_data_come_out_literally(value: str) -> None:
    assert lines(render(template("〔{{ value }}〕"), {"value": value}, "n"))[0] == f"〔{value}〕"


def test_characters_that_xml_cannot_hold_are_dropped() -> None:
    assert lines(render(template("{{ v }}"), {"v": "甲\x00\x0b\a\f\ufffe\ud800乙"}, "n"))[0] == "甲乙"


@settings(max_examples=25, deadline=None)
@given(st.text("甲{}%_#7*<>&'\"\n x", max_size=12))
def test_no_text_is_ever_changed(value: str) -> None:
    shown = lines(render(template("〔{{ value }}〕"), {"value": value}, "n"))[0]
    assert squeeze(shown) == squeeze(f"〔{value}〕")


def test_the_same_input_gives_the_same_bytes() -> None:
    context = {"unit": {"name": "东山"}, "names": []}
    digests = {hashlib.sha256(render(NOTICE, context, "n")).hexdigest() for _ in range(2)}
    assert len(digests) == 1


def test_notes_are_rendered_once() -> None:
    package = Package.open(template("{{ v }}"))
    notes = etree.Element(w("footnotes"), nsmap={"w": w("")[1:-1]})
    etree.SubElement(notes, w("footnote")).append(build.paragraph("{{ v }}"))
    package.add(
        "word/footnotes.xml", notes, "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    )
    package.relate(package.main, "footnotes", "word/footnotes.xml")
    rendered = Package.open(render(package.save(), {"v": "{{7*7}}"}, "n"))
    assert text_of(rendered.tree("word/footnotes.xml")) == "{{7*7}}"


def test_the_names_that_a_template_uses() -> None:
    assert variables(NOTICE) == {"unit", "names"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ unti }}", "asks for “unti”, which the data do not have"),
        ("{{ unit.nmae }}", "asks for “nmae”"),
        ("{% if unit %}", "not written correctly.*line"),
        ("{{ unit | nothing }}", "not written correctly"),
        ("{{ unit.name.__class__ }}", "asks for|may not do"),
        ("{{ names.append(1) }}", "may not do"),
        ("{{ unit + 1 }}", "do not fit"),
        ("{{ 1 / 0 }}", "do not fit"),
    ],
)
def test_a_mistake_is_explained(text: str, said: str) -> None:
    language.activate("en")
    context: dict[str, Any] = {"unit": {"name": "东山"}, "names": []}
    with pytest.raises(TemplateError, match=said) as caught:
        render(template("第一段", text), context, "notice.docx, unit 330411")
    assert str(caught.value).startswith("notice.docx, unit 330411: ")


def test_a_syntax_error_names_the_text_near_it() -> None:
    language.activate("en")
    with pytest.raises(TemplateError, match="near “请于"):
        render(template("第一段", "请于{{ due 前报送"), {}, "n")


def test_a_file_that_is_no_template() -> None:
    with pytest.raises(TemplateError):
        render(b"PK", {}, "n")
    with pytest.raises(TemplateError):
        variables(b"")


def test_only_json_types_reach_a_template() -> None:
    with pytest.raises(TypeError, match="JSON types only, not object"):
        render(NOTICE, {"unit": object()}, "n")
    assert lines(render(template("{{ a }}{{ b }}"), {"a": None, "b": 1.5}, "n"))[0] == "None1.5"
