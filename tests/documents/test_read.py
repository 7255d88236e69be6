"""Returned forms: what is accepted, what a person sees, what goes back; never a silent wrong value."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.blanks import FieldOverride, model_from_blank
from documents.forms import FieldType
from documents.identity import Identity, make_number, stamp
from documents.package import Package
from documents.reading import Expected, Reading, read
from documents.reading.result import say_place
from documents.reasons import Rejection
from documents.wml import BODY, Element, P, label_key, squeeze, text_of, w
from messages import language
from tests.documents import build
from tests.documents.edits import (
    DOUBTFUL,
    HARMLESS,
    Edit,
    control_deleted_and_retyped,
    first,
    picture,
    typed_run,
    untagged_row_added,
)

NUMBER = make_number(77)
MODEL = build.model()
BLANK = stamp(build.blank(), Identity(NUMBER))
GOOD = build.fill(BLANK)
EXPECTED = Expected(NUMBER, build.UNITS)
TRUTH = {
    "unit": "东山县团委",
    "officer_name": "张三",
    "officer_post": "组织部干事",
    "officer_mobile": "13800000001",
    "officer_tel": "0573-82520001",
    "started_on": "2016-05-10",
    "visits": 10,
    "remarks": "第一批",
}


def reading_of(data: bytes, expected: Expected = EXPECTED) -> Reading:
    return read(MODEL, BLANK, data, expected)


def codes(reading: Reading) -> set[str]:
    everywhere = [reading.reasons, *(each.reasons for each in reading.fields), *(t.reasons for t in reading.tables)]
    everywhere += [row.reasons for table in reading.tables for row in table.rows]
    return {reason.code for reasons in everywhere for reason in reasons}


def field(reading: Reading, key: str) -> object:
    return next(each for each in reading.fields if each.key == key)


def test_a_well_filled_form_is_accepted_without_a_hand() -> None:
    reading = reading_of(GOOD)
    assert reading.verdict == "accepted" and codes(reading) == set()
    assert {each.key: each.value for each in reading.fields} == TRUTH
    assert {each.status for each in reading.fields} == {"ok"}
    (table,) = reading.tables
    assert table.columns == ("联系点名称", "地址", "手机") and table.status == "ok"
    assert [tuple(row.values.values()) for row in table.rows] == [tuple(row) for row in build.ROWS]


@pytest.mark.parametrize("wanted", [True, False])
def test_the_search_for_garbage_is_left_as_it_was(wanted: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if wanted else gc.disable)()
        reading_of(GOOD)
        with pytest.raises(Rejection):
            read(MODEL, b"no blank", GOOD, EXPECTED)
        assert gc.isenabled() == wanted
    finally:
        (gc.enable if before else gc.disable)()


def test_the_reading_prints_as_the_contract_says() -> None:
    language.activate("en")
    printed = reading_of(GOOD).to_json("a.docx")
    assert printed["file"] == "a.docx" and printed["verdict"] == "accepted" and printed["reasons"] == []
    assert printed["fields"][1] == {
        "key": "officer_name",
        "label": "联络员姓名",
        "type": "name",
        "value": "张三",
        "raw": "张三",
        "status": "ok",
        "reasons": [],
        "place": "table 1, row 2, cell 2",
    }
    assert printed["tables"][0]["rows"][0]["values"]["联系点名称"] == "城东社区"
    assert say_place("p4") == "paragraph 5" and say_place("t0r1") == "table 1, row 2" and say_place("") == ""


def test_every_reason_has_a_sentence() -> None:
    language.activate("en")
    reading = reading_of(build.fill(BLANK, {**build.ANSWERS, "officer_mobile": "1380000"}))
    assert [each["message"] for each in reading.to_json("a")["fields"][3]["reasons"]] == [
        "This is not one mobile number of 11 digits."
    ]


@pytest.mark.parametrize(("edit", "code"), DOUBTFUL, ids=[edit.__name__ for edit, _ in DOUBTFUL])
def test_a_doubtful_change_comes_before_a_person(edit: Edit, code: str) -> None:
    reading = reading_of(build.change(GOOD, edit))
    assert reading.verdict == "review"
    assert code in codes(reading)


@pytest.mark.parametrize("edit", HARMLESS, ids=[edit.__name__ for edit in HARMLESS])
def test_a_harmless_change_is_accepted(edit: Edit) -> None:
    reading = reading_of(build.change(GOOD, edit))
    assert codes(reading) == set() and reading.verdict == "accepted"
    assert {each.key: each.value for each in reading.fields} == TRUTH
    assert reading.tables[0].rows[0].values == {"联系点名称": "城东社区", "地址": "城东街道1号", "手机": "13800000002"}


def test_an_answer_that_was_deleted_again_is_blank() -> None:
    """Word then shows its own prompt, not the blank's."""

    def delete(root: Element) -> None:
        sdt = first(root, "remarks")
        build.type_into(sdt, "单击或点击此处输入文字。")
        etree.SubElement(sdt[0], w("showingPlcHdr"))

    reading = reading_of(build.change(GOOD, delete))
    assert reading.verdict == "accepted" and reading.fields[-1].value is None


def test_rows_that_lost_their_tags_and_hold_only_prompts_are_empty() -> None:
    def untag_rows(root: Element) -> None:
        for sdt in [each for each in root.iter(w("sdt")) if "点击填写" in text_of(each)]:
            sdt.addnext(typed_run("点击填写"))
            sdt.getparent().remove(sdt)  # type: ignore[union-attr]

    reading = reading_of(build.change(GOOD, untag_rows))
    assert reading.verdict == "accepted" and len(reading.tables[0].rows) == 2


def test_an_answer_without_its_control_is_vouched_for_by_label_and_place() -> None:
    reading = reading_of(build.change(GOOD, control_deleted_and_retyped))
    found = field(reading, "officer_mobile")
    assert found.value == "13900000009" and found.status == "ok"  # type: ignore[attr-defined]
    assert reading.verdict == "accepted"


def test_a_row_without_controls_is_vouched_for_by_header_and_place() -> None:
    reading = reading_of(build.change(GOOD, untagged_row_added))
    assert reading.verdict == "accepted"
    assert list(reading.tables[0].rows[2].values.values()) == ["新村", "西路3号", "13800000004"]


def test_missing_answers() -> None:
    reading = reading_of(build.fill(BLANK, {"officer_name": "张三"}, ()))
    statuses = {each.key: each.status for each in reading.fields}
    assert statuses["officer_mobile"] == "review" and statuses["remarks"] == "blank"
    assert {"required_blank", "required_table_empty"} <= codes(reading) and reading.verdict == "review"


def test_an_unchanged_blank_goes_back() -> None:
    reading = reading_of(BLANK)
    assert (reading.verdict, [each.code for each in reading.reasons]) == ("rejected", ["blank_returned"])


def test_a_blank_with_only_a_picture_is_looked_at() -> None:
    assert reading_of(build.change(BLANK, picture)).verdict == "review"


@pytest.mark.parametrize("word", ["无", "暂无。", " 无 "])
def test_nothing_to_report_is_an_answer(word: str) -> None:
    reading = reading_of(build.fill(BLANK, rows=[(word, "", "")]))
    assert reading.verdict == "accepted" and reading.nil and reading.tables[0].rows == ()
    everywhere = reading_of(build.fill(BLANK, rows=[(word, word, word)]))
    assert everywhere.nil and everywhere.verdict == "accepted"


def test_nothing_to_report_in_a_form_without_tables() -> None:
    fields = [("amount", "数量", FieldType.INTEGER), ("note", "说明", FieldType.LONG_TEXT)]
    data = build.document(build.table(*((label, build.control(key, label)) for key, label, _ in fields)))
    known = {key: FieldOverride(kind, required=True) for key, _, kind in fields}
    model = model_from_blank(data, "f", "f", known)
    nil = read(model, data, build.fill(data, {"amount": "无", "note": "无"}, ()), Expected())
    assert nil.nil and nil.verdict == "accepted" and [each.value for each in nil.fields] == [None, None]
    half = read(model, data, build.fill(data, {"amount": "无", "note": "已完成"}, ()), Expected())
    assert not half.nil and half.verdict == "review" and "nil_answer" in codes(half)


def test_a_name_that_the_issued_form_already_holds_is_no_answer_by_itself() -> None:
    prefilled = build.change(BLANK, lambda root: build.type_into(first(root, "unit"), "东山县团委"))
    answers = {key: text for key, text in build.ANSWERS.items() if key != "unit"}
    reading = read(MODEL, prefilled, build.fill(prefilled, answers), EXPECTED)
    assert reading.verdict == "accepted" and reading.fields[0].value == "东山县团委"
    untouched = read(MODEL, prefilled, prefilled, EXPECTED)
    assert [each.code for each in untouched.reasons] == ["blank_returned"]


def test_the_form_number_is_a_witness() -> None:
    other = make_number(78)
    assert "other_form" in codes(reading_of(build.fill(stamp(build.blank(), Identity(other)))))
    assert "number_missing" in codes(reading_of(build.fill(build.blank())))
    assert read(MODEL, build.blank(), build.fill(build.blank()), Expected()).verdict == "accepted"


def test_text_in_a_footer_is_seen() -> None:
    def edit(data: bytes) -> bytes:
        package = Package.open(data)
        package.tree(package.related(package.main, "footer")[0]).append(build.paragraph("以新表为准"))
        return package.save()

    assert "margin_text" in codes(reading_of(edit(GOOD)))


def test_a_note_is_seen() -> None:
    package = Package.open(GOOD)
    notes = etree.Element(w("footnotes"))
    etree.SubElement(notes, w("footnote")).append(build.paragraph("电话应为13900000009"))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    package.add("word/footnotes.xml", notes, kind)
    package.relate(package.main, "footnotes", "word/footnotes.xml")
    assert "footnotes" in codes(reading_of(package.save()))


def test_a_style_that_hides_is_seen() -> None:
    package = Package.open(GOOD)
    styles = package.tree(package.related(package.main, "styles")[0])
    for name, parent in (("Gone", ""), ("GoneToo", "Gone")):
        style = etree.SubElement(styles, w("style"), {w("type"): "character", w("styleId"): name})
        if parent:
            etree.SubElement(style, w("basedOn"), {w("val"): parent})
        else:
            etree.SubElement(etree.SubElement(style, w("rPr")), w("vanish"))
    run = typed_run("悄悄")
    etree.SubElement(run[0], w("rStyle"), {w("val"): "GoneToo"})
    first(package.tree(package.main), "remarks").find(w("sdtContent")).append(run)  # type: ignore[union-attr]
    assert "hidden_text" in codes(reading_of(package.save()))


@pytest.mark.parametrize(
    ("data", "verdict", "code"),
    [
        (b"", "rejected", "empty"),
        (GOOD[:2000], "rejected", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "rejected", "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "review", "converter_missing"),
        (b"%PDF-1.4", "review", "converter_missing"),
        (b"\xff\xd8\xff\xe0", "review", "converter_missing"),
        ("你好".encode(), "rejected", "not_word"),
        (build.document(build.paragraph("会议记录")), "rejected", "not_our_form"),
        (build.add_part(GOOD, "word/vbaProject.bin", b"x"), "rejected", "macros"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_verdict(data: bytes, verdict: str, code: str) -> None:
    reading = reading_of(data)
    assert (reading.verdict, [each.code for each in reading.reasons]) == (verdict, [code])


def test_a_form_that_lost_its_tags_is_read_by_labels_and_places() -> None:
    def untag(root: Element) -> None:
        for sdt in list(root.iter(w("sdt"))):
            sdt.find(w("sdtPr")).clear()  # type: ignore[union-attr]

    reading = reading_of(build.change(GOOD, untag))
    assert reading.verdict == "accepted"
    assert {each.key: each.value for each in reading.fields} == TRUTH
    assert len(reading.tables[0].rows) == 2


TEXT = st.text("甲乙丙张三12 ：。、x", min_size=1, max_size=8)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_every_visible_character_is_the_blanks_or_claimed_or_reported(data: st.DataObject) -> None:
    """Put a run anywhere in the filled form: what is accepted shows it in an answer (a label may get its colon)."""
    addition = data.draw(TEXT)
    package = Package.open(GOOD)
    root = package.tree(package.main)
    spots = [each for each in root.find(BODY).iter(P, w("sdtContent")) if each.getparent() is not None]  # type: ignore[union-attr]
    spot = data.draw(st.sampled_from(spots))
    runs = [each for each in spot if each.tag == w("r")]
    (runs[-1].addnext if runs else spot.append)(typed_run(addition))
    reading = reading_of(package.save())
    if reading.verdict == "accepted" and label_key(addition):
        shown = "".join(each.raw for each in reading.fields)
        shown += "".join(text for table in reading.tables for row in table.rows for text in row.raw.values())
        assert label_key(addition) in squeeze(shown)
