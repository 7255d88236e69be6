"""Returned forms: what is accepted, what a person sees, what goes back; never a silent wrong value."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.blank import FieldOverride, model_from_blank
from documents.forms import FieldType
from documents.identity import Identity, make_number, stamp
from documents.package import Package
from documents.reading import Expected, Reading, read
from documents.reading.result import say_place
from documents.wml import BODY, Element, P, T, squeeze, text_of, w
from messages import language
from tests.documents import build

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


# --- changes that people make: (what, edit of the filled form, a code that must be seen) ---


def _first(root: Element, tag: str) -> Element:
    return build.controls(root, tag)[0]


def _cell(sdt: Element) -> Element:
    return next(sdt.iterancestors(w("tc")))


def _row(sdt: Element) -> Element:
    return next(sdt.iterancestors(w("tr")))


def _run(text: str, *effects: str) -> Element:
    run = etree.Element(w("r"))
    properties = etree.SubElement(run, w("rPr"))
    for effect in effects:
        etree.SubElement(properties, w(effect))
    etree.SubElement(run, T).text = text
    return run


def typed_beside_the_control(root: Element) -> None:
    _first(root, "officer_mobile").addnext(_run("13900000009"))


def control_deleted_and_retyped(root: Element) -> None:
    sdt = _first(root, "officer_mobile")
    sdt.addnext(_run("13900000009"))
    sdt.getparent().remove(sdt)  # type: ignore[union-attr]


def value_typed_into_the_label(root: Element) -> None:
    label = _row(_first(root, "officer_name"))[0]
    label.find(P).append(_run("李四"))  # type: ignore[union-attr]


def labels_swapped(root: Element) -> None:
    one, two = (_row(_first(root, tag)).find(f".//{T}") for tag in ("officer_mobile", "officer_tel"))
    assert one is not None and two is not None
    one.text, two.text = two.text, one.text


def control_moved_to_another_row(root: Element) -> None:
    one, two = _first(root, "officer_post"), _first(root, "remarks")
    one_place, two_place = one.getparent(), two.getparent()
    assert one_place is not None and two_place is not None
    two_place.append(one)
    one_place.append(two)


def field_row_deleted(root: Element) -> None:
    row = _row(_first(root, "visits"))
    row.getparent().remove(row)  # type: ignore[union-attr]


def field_row_copied(root: Element) -> None:
    row = _row(_first(root, "officer_name"))
    twin = copy.deepcopy(row)
    row.addnext(twin)
    build.type_into(build.controls(root, "officer_name")[1], "李四")


def tracked_insertion(root: Element) -> None:
    run = _first(root, "officer_name").find(f".//{w('r')}")
    inserted = etree.Element(w("ins"), {w("author"): "x"})
    run.addnext(inserted)  # type: ignore[union-attr]
    inserted.append(_run("丰"))


def tracked_deletion(root: Element) -> None:
    run = _first(root, "officer_name").find(f".//{w('r')}")
    deleted = etree.Element(w("del"), {w("author"): "x"})
    gone = etree.SubElement(etree.SubElement(deleted, w("r")), w("delText"))
    gone.text = "李四"
    run.addnext(deleted)  # type: ignore[union-attr]


def struck_out(root: Element) -> None:
    _first(root, "officer_post").find(w("sdtContent")).insert(0, _run("部长", "strike"))  # type: ignore[union-attr]


def hidden(root: Element) -> None:
    _first(root, "remarks").find(w("sdtContent")).append(_run("秘密", "vanish"))  # type: ignore[union-attr]


def comment(root: Element) -> None:
    etree.SubElement(_run_of(root, "officer_mobile"), w("commentReference"), {w("id"): "0"})


def _run_of(root: Element, tag: str) -> Element:
    found = _first(root, tag).find(f".//{w('r')}")
    assert found is not None
    return found


def picture(root: Element) -> None:
    etree.SubElement(_run_of(root, "remarks"), w("drawing"))


def text_box(root: Element) -> None:
    box = etree.SubElement(etree.SubElement(_run_of(root, "remarks"), w("pict")), w("txbxContent"))
    box.append(build.paragraph("手机号有误，应为13900000009"))


def nested_table(root: Element) -> None:
    _cell(_first(root, "remarks")).insert(0, build.table(("甲", "乙")))


def alt_chunk(root: Element) -> None:
    root.find(BODY).insert(0, etree.Element(w("altChunk")))  # type: ignore[union-attr]


def date_field(root: Element) -> None:
    field = etree.SubElement(_run_of(root, "started_on").getparent(), w("fldSimple"), {w("instr"): " DATE "})  # type: ignore[arg-type]
    field.append(_run("2016-05-11"))


def phonetic_guide(root: Element) -> None:
    etree.SubElement(_run_of(root, "officer_name"), w("ruby"))


def correction_after_the_form(root: Element) -> None:
    root.find(BODY).insert(-1, build.paragraph("更正：联络员改为李四"))  # type: ignore[union-attr]


def cover_letter(root: Element) -> None:
    root.find(BODY).insert(0, build.paragraph("现将名单报上，请查收。"))  # type: ignore[union-attr]


def note_deleted(root: Element) -> None:
    note = next(each for each in root.iter(P) if text_of(each) == build.NOTE)
    note.getparent().remove(note)  # type: ignore[union-attr]


def paragraphs_reordered(root: Element) -> None:
    note = next(each for each in root.iter(P) if text_of(each) == build.NOTE)
    root.find(BODY).insert(0, note)  # type: ignore[union-attr]


def prompt_left_in(root: Element) -> None:
    _first(root, "officer_post").find(w("sdtContent")).insert(0, _run("点击填写"))  # type: ignore[union-attr]


def prompt_mark_left_on(root: Element) -> None:
    etree.SubElement(_first(root, "remarks").find(w("sdtPr")), w("showingPlcHdr"))  # type: ignore[arg-type]


def controls_nested(root: Element) -> None:
    _first(root, "officer_post").find(w("sdtContent")).append(_first(root, "remarks"))  # type: ignore[union-attr]


def numbered_answer(root: Element) -> None:
    content = _first(root, "remarks").find(w("sdtContent"))
    properties = etree.SubElement(etree.SubElement(content, P), w("pPr"))  # type: ignore[arg-type]
    etree.SubElement(properties, w("numPr"))


def nearly_white(root: Element) -> None:
    run = _run("悄悄", "color")
    run[0][0].set(w("val"), "FEFEFE")
    _first(root, "remarks").find(w("sdtContent")).append(run)  # type: ignore[union-attr]


def table_in_an_answer(root: Element) -> None:
    _first(root, "remarks").find(w("sdtContent")).append(build.table(("甲", "乙")))  # type: ignore[union-attr]


def untagged_row_added(root: Element) -> None:
    row = _row(_first(root, "points.name"))
    row.getparent().append(build.table(("3", "新村", "西路3号", "13800000004"))[1])  # type: ignore[union-attr]


def row_shifted(root: Element) -> None:
    row = _row(_first(root, "points.name"))
    row.insert(0, row[-1])


def cells_merged(root: Element) -> None:
    cell = _cell(_first(root, "points.address"))
    etree.SubElement(etree.SubElement(cell, w("tcPr")), w("vMerge"), {w("val"): "restart"})
    cell.insert(0, cell[-1])


def column_added(root: Element) -> None:
    for row in next(_first(root, "points.name").iterancestors(w("tbl"))).iter(w("tr")):
        row.append(build.table(("备注",))[1][0])


def header_reworded(root: Element) -> None:
    header = next(each for each in root.iter(T) if each.text == "联系点名称")
    header.text = "名称"


def total_row(root: Element) -> None:
    build.type_into(_first(root, "points.name"), "合计")


def example_row(root: Element) -> None:
    build.type_into(_first(root, "points.name"), "例：城东社区")


def serial_overwritten(root: Element) -> None:
    next(each for each in _row(_first(root, "points.name")).iter(T)).text = "备用"


def outside_in_a_row(root: Element) -> None:
    _first(root, "points.mobile").addnext(_run("（与微信同号）"))


def two_answers_in_a_cell(root: Element) -> None:
    sdt = _first(root, "points.name")
    sdt.addnext(copy.deepcopy(sdt))


def row_value_wrong(root: Element) -> None:
    build.type_into(_first(root, "points.mobile"), "138")


def foreign_unit(root: Element) -> None:
    build.type_into(_first(root, "unit"), "西山县团委")


CHANGES: list[tuple[Callable[[Element], None], str]] = [
    (typed_beside_the_control, "outside_control"),
    (control_deleted_and_retyped, "tag_missing"),
    (value_typed_into_the_label, "label_differs"),
    (labels_swapped, "label_differs"),
    (control_moved_to_another_row, "label_differs"),
    (field_row_deleted, "field_missing"),
    (field_row_copied, "several_answers"),
    (tracked_insertion, "tracked_changes"),
    (tracked_deletion, "tracked_changes"),
    (struck_out, "struck_text"),
    (hidden, "hidden_text"),
    (comment, "comments"),
    (picture, "picture"),
    (text_box, "text_box"),
    (nested_table, "nested_table"),
    (alt_chunk, "alt_chunk"),
    (date_field, "field_code"),
    (phonetic_guide, "phonetic_guide"),
    (correction_after_the_form, "residue"),
    (cover_letter, "residue"),
    (note_deleted, "form_text_missing"),
    (paragraphs_reordered, "form_reordered"),
    (prompt_left_in, "placeholder_left"),
    (prompt_mark_left_on, "placeholder_left"),
    (controls_nested, "nested_control"),
    (numbered_answer, "numbered_text"),
    (nearly_white, "hidden_text"),
    (table_in_an_answer, "nested_table"),
    (untagged_row_added, "tag_missing"),
    (row_shifted, "column_disagrees"),
    (cells_merged, "merged_cells"),
    (column_added, "table_missing"),
    (header_reworded, "table_missing"),
    (total_row, "total_row"),
    (example_row, "example_row"),
    (serial_overwritten, "row_extra"),
    (outside_in_a_row, "outside_control"),
    (two_answers_in_a_cell, "several_answers"),
    (row_value_wrong, "mobile_wrong"),
    (foreign_unit, "unit_unknown"),
]


@pytest.mark.parametrize(("edit", "code"), CHANGES, ids=[edit.__name__ for edit, _ in CHANGES])
def test_a_doubtful_change_comes_before_a_person(edit: Callable[[Element], None], code: str) -> None:
    reading = reading_of(build.change(GOOD, edit))
    assert reading.verdict == "review"
    assert code in codes(reading)


def rows_added_by_word(root: Element) -> None:
    row = _row(build.controls(root, "points.name")[1])
    twin = copy.deepcopy(row)
    row.addnext(twin)
    build.type_into(build.controls(root, "points.name")[2], "城西社区")


def empty_rows_deleted(root: Element) -> None:
    row = _row(build.controls(root, "points.name")[2])
    row.getparent().remove(row)  # type: ignore[union-attr]


def columns_reordered(root: Element) -> None:
    for row in next(_first(root, "points.name").iterancestors(w("tbl"))).iter(w("tr")):
        row.append(row[1])


def label_spaced(root: Element) -> None:
    label = next(each for each in root.iter(T) if each.text == "联络员姓名")
    label.text = "联 络 员 姓 名："


def header_repeated(root: Element) -> None:
    row = _row(build.controls(root, "points.name")[1])
    header = next(each for each in root.iter(w("tr")) if "联系点名称" in text_of(each))
    row.addprevious(copy.deepcopy(header))


def run_split(root: Element) -> None:
    build.type_into(_first(root, "officer_mobile"), "138")
    _run_of(root, "officer_mobile").addnext(_run("0000 0001"))


def wrapped_in_smart_tag(root: Element) -> None:
    run = _run_of(root, "unit")
    tag = etree.Element(w("smartTag"))
    run.addprevious(tag)
    tag.append(run)


def full_width(root: Element) -> None:
    build.type_into(_first(root, "officer_mobile"), "１３８００００　０００１")


@pytest.mark.parametrize(
    "edit",
    [rows_added_by_word, empty_rows_deleted, columns_reordered, label_spaced, header_repeated, run_split,
     wrapped_in_smart_tag, full_width],
)  # fmt: skip
def test_a_harmless_change_is_accepted(edit: Callable[[Element], None]) -> None:
    reading = reading_of(build.change(GOOD, edit))
    assert codes(reading) == set() and reading.verdict == "accepted"
    assert {each.key: each.value for each in reading.fields} == TRUTH
    assert reading.tables[0].rows[0].values == {"联系点名称": "城东社区", "地址": "城东街道1号", "手机": "13800000002"}


def test_an_answer_that_was_deleted_again_is_blank() -> None:
    """Word then shows its own prompt, not the blank's."""

    def delete(root: Element) -> None:
        sdt = _first(root, "remarks")
        build.type_into(sdt, "单击或点击此处输入文字。")
        etree.SubElement(sdt[0], w("showingPlcHdr"))

    reading = reading_of(build.change(GOOD, delete))
    assert reading.verdict == "accepted" and reading.fields[-1].value is None


def test_rows_that_lost_their_tags_and_hold_only_prompts_are_empty() -> None:
    def untag_rows(root: Element) -> None:
        for sdt in [each for each in root.iter(w("sdt")) if "点击填写" in text_of(each)]:
            sdt.addnext(_run("点击填写"))
            sdt.getparent().remove(sdt)  # type: ignore[union-attr]

    reading = reading_of(build.change(GOOD, untag_rows))
    assert reading.verdict == "accepted" and len(reading.tables[0].rows) == 2


def test_a_proposal_is_read_where_the_tag_is_gone() -> None:
    found = field(reading_of(build.change(GOOD, control_deleted_and_retyped)), "officer_mobile")
    assert found.value == "13900000009" and found.status == "review"  # type: ignore[attr-defined]


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
    prefilled = build.change(BLANK, lambda root: build.type_into(_first(root, "unit"), "东山县团委"))
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
    run = _run("悄悄")
    etree.SubElement(run[0], w("rStyle"), {w("val"): "GoneToo"})
    _first(package.tree(package.main), "remarks").find(w("sdtContent")).append(run)  # type: ignore[union-attr]
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


def test_labels_without_tags_are_still_our_form() -> None:
    def untag(root: Element) -> None:
        for sdt in list(root.iter(w("sdt"))):
            sdt.find(w("sdtPr")).clear()  # type: ignore[union-attr]

    reading = reading_of(build.change(GOOD, untag))
    assert reading.verdict == "review"
    assert field(reading, "officer_name").value == "张三"  # type: ignore[attr-defined]
    assert {each.status for each in reading.fields} == {"review"}


TEXT = st.text("甲乙丙张三12 ：。、x", min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_visible_character_is_the_blanks_or_claimed_or_reported(data: st.DataObject) -> None:
    """Put a run anywhere in the filled form: what is accepted shows it in an answer."""
    addition = data.draw(TEXT)
    package = Package.open(GOOD)
    root = package.tree(package.main)
    spots = [each for each in root.find(BODY).iter(P, w("sdtContent")) if each.getparent() is not None]  # type: ignore[union-attr]
    spot = data.draw(st.sampled_from(spots))
    runs = [each for each in spot if each.tag == w("r")]
    (runs[-1].addnext if runs else spot.append)(_run(addition))
    reading = reading_of(package.save())
    if reading.verdict == "accepted" and squeeze(addition):
        shown = "".join(each.raw for each in reading.fields)
        shown += "".join(text for table in reading.tables for row in table.rows for text in row.raw.values())
        assert squeeze(addition) in squeeze(shown)
