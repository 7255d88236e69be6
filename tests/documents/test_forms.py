"""Blanks compiled to models: what a form asks for, and what is wrong with a blank."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from documents.blanks import FieldOverride, model_from_blank
from documents.forms import FieldSpec, FieldType, FormModel, TableSpec, unique_labels
from documents.wml import BODY, TBL, Element, P, T, w
from messages import language
from messages.errors import DocumentError
from tests.documents import build

WORDS = st.text("甲乙丙abc_", min_size=1, max_size=6)
SPECS = st.builds(
    FieldSpec, WORDS, WORDS, st.sampled_from(FieldType), st.booleans(), st.lists(WORDS, max_size=3).map(tuple)
)
MODELS = st.builds(
    FormModel,
    WORDS,
    WORDS,
    st.lists(SPECS, max_size=3).map(tuple),
    st.lists(st.builds(TableSpec, WORDS, WORDS, st.lists(SPECS, max_size=3).map(tuple)), max_size=2).map(tuple),
    st.integers(0, 3),
)


@given(MODELS)
def test_a_model_survives_json(model: FormModel) -> None:
    assert FormModel.from_json(json.loads(json.dumps(model.to_json()))) == model


def test_a_blank_says_what_it_asks_for() -> None:
    model = build.model()
    assert [(each.key, each.label, each.type, each.required) for each in model.fields] == list(build.FIELDS)
    (table,) = model.tables
    assert (table.key, table.label) == ("points", "联系点")
    assert [(each.key, each.label, each.type, each.required) for each in table.columns] == list(build.COLUMNS)


def test_a_bare_blank_requires_nothing_and_tells_types_by_its_labels() -> None:
    model = model_from_blank(build.blank(), "k", "t")
    assert [(each.key, each.type) for each in model.fields] == [(key, kind) for key, _, kind, _ in build.FIELDS]
    assert not any(each.required for each in model.fields)


def test_a_model_stored_before_there_were_versions() -> None:
    stored = build.model().to_json()
    assert "version" not in stored and FormModel.from_json(stored).version == 0


def test_a_table_is_labelled_by_the_campaign() -> None:
    known = build.overrides() | {"points": FieldOverride(label="基层联系点")}
    assert model_from_blank(build.blank(), "k", "t", known).tables[0].label == "基层联系点"


def test_labels_before_in_the_paragraph_and_above() -> None:
    line = build.paragraph("联系人：")
    line.append(build.control("person", "联系人"))
    line.append(build.paragraph(" 电话：")[0])
    line.append(build.control("phone", ""))
    block = etree.Element(w("sdt"))
    properties = etree.SubElement(block, w("sdtPr"))
    etree.SubElement(properties, w("tag"), {w("val"): "story"})
    etree.SubElement(block, w("sdtContent")).extend([build.paragraph("第一段"), build.paragraph("第二段")])
    data = build.document(line, build.paragraph("做法："), block)
    model = model_from_blank(data, "k", "t")
    assert [(each.key, each.label) for each in model.fields] == [
        ("person", "联系人"),
        ("phone", "电话"),
        ("story", "做法"),
    ]


def test_repeated_and_merged_headers() -> None:
    grid = build.table(
        ("姓名", "电话", "电话"),
        ("", "", ""),
        tuple(build.control(f"t.{key}", label) for key, label in (("n", "姓名"), ("a", "电话"), ("b", "电话"))),
    )
    for row, value in ((0, "restart"), (1, "continue")):
        for cell in list(grid.iter(w("tr")))[row].iter(w("tc")):
            cell.insert(0, etree.Element(w("tcPr")))
            etree.SubElement(cell[0], w("vMerge"), {w("val"): value})
    model = model_from_blank(build.document(grid), "k", "t")
    assert [each.label for each in model.tables[0].columns] == ["姓名", "电话", "电话 (2)"]
    assert unique_labels(["a", "a", "a"]) == ["a", "a (2)", "a (3)"]


def _row_of(root: Element, tag: str) -> Element:
    return next(build.controls(root, tag)[0].iterancestors(w("tr")))


def plain_text(root: Element) -> None:
    etree.SubElement(build.controls(root, "remarks")[0][0], w("text"))


def picture_control(root: Element) -> None:
    etree.SubElement(build.controls(root, "remarks")[0][0], w("picture"))


def bad_tag(root: Element) -> None:
    tag = build.controls(root, "remarks")[0][0].find(w("tag"))
    assert tag is not None
    tag.set(w("val"), "备注")


def no_tag(root: Element) -> None:
    properties = build.controls(root, "remarks")[0][0]
    properties.remove(properties[1])


def doubled_tag(root: Element) -> None:
    tag = build.controls(root, "remarks")[0][0].find(w("tag"))
    assert tag is not None
    tag.set(w("val"), "officer_name")


def unknown_tag(root: Element) -> None:
    tag = build.controls(root, "remarks")[0][0].find(w("tag"))
    assert tag is not None
    tag.set(w("val"), "remark")


def missing_tag(root: Element) -> None:
    row = _row_of(root, "remarks")
    row.getparent().remove(row)  # type: ignore[union-attr]


def other_label(root: Element) -> None:
    next(each for each in root.iter(T) if each.text == "备注").text = "说明"


def other_header(root: Element) -> None:
    next(each for each in root.iter(T) if each.text == "地址").text = "位置"


def rows_without_header(root: Element) -> None:
    header = _row_of(root, "points.name").getprevious()
    assert header is not None
    header.getparent().remove(header)  # type: ignore[union-attr]


def two_in_a_cell(root: Element) -> None:
    for name, address in zip(build.controls(root, "points.name"), build.controls(root, "points.address"), strict=True):
        name.addnext(address)


def rows_in_two_tables(root: Element) -> None:
    row = build.controls(root, "points.name")[2].iterancestors(w("tr"))
    other = etree.Element(TBL)
    other.append(next(row))
    root.find(BODY).insert(0, other)  # type: ignore[union-attr]


def uneven_rows(root: Element) -> None:
    control = build.controls(root, "points.name")[0]
    control.getparent().remove(control)  # type: ignore[union-attr]


def outside_any_table(root: Element) -> None:
    line = etree.Element(P)
    line.append(build.controls(root, "points.name")[0])
    root.find(BODY).insert(0, line)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (plain_text, "“remarks” is of the plain-text kind"),
        (picture_control, "“remarks” is of the kind “picture”"),
        (bad_tag, "the tag “备注”, which is no key"),
        (no_tag, "“备注” has the tag “”"),
        (doubled_tag, "“officer_name” occurs twice"),
        (unknown_tag, "“remark” that the campaign does not name.*use one of: remarks"),
        (missing_tag, "names “remarks”, but the blank has no content control"),
        (other_label, "“remarks” is titled “备注”, but beside it stands “说明"),
        (other_header, "“points.address” is titled “地址”, but its column is headed “位置”"),
        (rows_without_header, "repeating rows “points” are not"),
        (two_in_a_cell, "repeating rows “points” are not"),
        (rows_in_two_tables, "repeating rows “points” are not"),
        (uneven_rows, "repeating rows “points” are not"),
        (outside_any_table, "repeating rows “points” are not"),
    ],
)
def test_a_wrong_blank_is_explained(edit: Callable[[Element], None], said: str) -> None:
    language.activate("en")
    with pytest.raises(DocumentError, match=said) as caught:
        model_from_blank(build.change(build.blank(), edit), "roster", "t", build.overrides())
    assert str(caught.value).startswith("roster: ")


def test_word_s_own_controls_are_no_fields() -> None:
    def add_page_number(root: Element) -> None:
        sdt = etree.Element(w("sdt"))
        etree.SubElement(etree.SubElement(sdt, w("sdtPr")), w("docPartObj"))
        etree.SubElement(sdt, w("sdtContent")).append(build.paragraph("1"))
        root.find(BODY).insert(0, sdt)  # type: ignore[union-attr]

    data = build.change(build.blank(), add_page_number)
    assert model_from_blank(data, "roster", build.TITLE, build.overrides()) == build.model()
