"""What people do to a filled form before they send it back: one function a change, on the document's root."""

from __future__ import annotations

import copy
from collections.abc import Callable

from lxml import etree

from documents.wml import BODY, Element, P, T, text_of, w
from tests.documents import build

Edit = Callable[[Element], None]


def first(root: Element, tag: str) -> Element:
    return build.controls(root, tag)[0]


def _cell(sdt: Element) -> Element:
    return next(sdt.iterancestors(w("tc")))


def _row(sdt: Element) -> Element:
    return next(sdt.iterancestors(w("tr")))


def typed_run(text: str, *effects: str) -> Element:
    run = etree.Element(w("r"))
    properties = etree.SubElement(run, w("rPr"))
    for effect in effects:
        etree.SubElement(properties, w(effect))
    etree.SubElement(run, T).text = text
    return run


def typed_beside_the_control(root: Element) -> None:
    first(root, "officer_mobile").addnext(typed_run("13900000009"))


def control_deleted_and_retyped(root: Element) -> None:
    sdt = first(root, "officer_mobile")
    sdt.addnext(typed_run("13900000009"))
    sdt.getparent().remove(sdt)  # type: ignore[union-attr]


def value_typed_into_the_label(root: Element) -> None:
    label = _row(first(root, "officer_name"))[0]
    label.find(P).append(typed_run("李四"))  # type: ignore[union-attr]


def labels_swapped(root: Element) -> None:
    one, two = (_row(first(root, tag)).find(f".//{T}") for tag in ("officer_mobile", "officer_tel"))
    assert one is not None and two is not None
    one.text, two.text = two.text, one.text


def control_moved_to_another_row(root: Element) -> None:
    one, two = first(root, "officer_post"), first(root, "remarks")
    one_place, two_place = one.getparent(), two.getparent()
    assert one_place is not None and two_place is not None
    two_place.append(one)
    one_place.append(two)


def field_row_deleted(root: Element) -> None:
    row = _row(first(root, "visits"))
    row.getparent().remove(row)  # type: ignore[union-attr]


def field_row_copied(root: Element) -> None:
    row = _row(first(root, "officer_name"))
    twin = copy.deepcopy(row)
    row.addnext(twin)
    build.type_into(build.controls(root, "officer_name")[1], "李四")


def tracked_insertion(root: Element) -> None:
    run = first(root, "officer_name").find(f".//{w('r')}")
    inserted = etree.Element(w("ins"), {w("author"): "x"})
    run.addnext(inserted)  # type: ignore[union-attr]
    inserted.append(typed_run("丰"))


def tracked_deletion(root: Element) -> None:
    run = first(root, "officer_name").find(f".//{w('r')}")
    deleted = etree.Element(w("del"), {w("author"): "x"})
    gone = etree.SubElement(etree.SubElement(deleted, w("r")), w("delText"))
    gone.text = "李四"
    run.addnext(deleted)  # type: ignore[union-attr]


def struck_out(root: Element) -> None:
    first(root, "officer_post").find(w("sdtContent")).insert(0, typed_run("部长", "strike"))  # type: ignore[union-attr]


def hidden(root: Element) -> None:
    first(root, "remarks").find(w("sdtContent")).append(typed_run("秘密", "vanish"))  # type: ignore[union-attr]


def comment(root: Element) -> None:
    etree.SubElement(_run_of(root, "officer_mobile"), w("commentReference"), {w("id"): "0"})


def _run_of(root: Element, tag: str) -> Element:
    found = first(root, tag).find(f".//{w('r')}")
    assert found is not None
    return found


def picture(root: Element) -> None:
    etree.SubElement(_run_of(root, "remarks"), w("drawing"))


def text_box(root: Element) -> None:
    box = etree.SubElement(etree.SubElement(_run_of(root, "remarks"), w("pict")), w("txbxContent"))
    box.append(build.paragraph("手机号有误，应为13900000009"))


def nested_table(root: Element) -> None:
    _cell(first(root, "remarks")).insert(0, build.table(("甲", "乙")))


def alt_chunk(root: Element) -> None:
    root.find(BODY).insert(0, etree.Element(w("altChunk")))  # type: ignore[union-attr]


def date_field(root: Element) -> None:
    field = etree.SubElement(_run_of(root, "started_on").getparent(), w("fldSimple"), {w("instr"): " DATE "})  # type: ignore[arg-type]
    field.append(typed_run("2016-05-11"))


def phonetic_guide(root: Element) -> None:
    """Word puts the base into w:rubyBase and the guide above it into w:rt."""
    run = _run_of(root, "officer_name")
    text = run.find(T)
    assert text is not None
    ruby = etree.SubElement(run, w("ruby"))
    etree.SubElement(etree.SubElement(ruby, w("rt")), w("r")).append(typed_run("zhang san")[1])
    etree.SubElement(etree.SubElement(ruby, w("rubyBase")), w("r")).append(text)


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
    first(root, "officer_post").find(w("sdtContent")).insert(0, typed_run("点击填写"))  # type: ignore[union-attr]


def prompt_mark_left_on(root: Element) -> None:
    etree.SubElement(first(root, "remarks").find(w("sdtPr")), w("showingPlcHdr"))  # type: ignore[arg-type]


def controls_nested(root: Element) -> None:
    first(root, "officer_post").find(w("sdtContent")).append(first(root, "remarks"))  # type: ignore[union-attr]


def numbered_answer(root: Element) -> None:
    """A block-level control whose paragraph is an item of a list."""
    control = first(root, "remarks")
    content, paragraph = control.find(w("sdtContent")), control.getparent()
    assert content is not None and paragraph is not None
    paragraph.addprevious(control)
    item = etree.Element(P)
    etree.SubElement(etree.SubElement(item, w("pPr")), w("numPr"))
    item.extend(list(content))
    content.append(item)


def nearly_white(root: Element) -> None:
    run = typed_run("悄悄", "color")
    run[0][0].set(w("val"), "FEFEFE")
    first(root, "remarks").find(w("sdtContent")).append(run)  # type: ignore[union-attr]


def table_in_an_answer(root: Element) -> None:
    first(root, "remarks").find(w("sdtContent")).append(build.table(("甲", "乙")))  # type: ignore[union-attr]


def untagged_row_added(root: Element) -> None:
    row = _row(first(root, "points.name"))
    row.getparent().append(build.table(("3", "新村", "西路3号", "13800000004"))[1])  # type: ignore[union-attr]


def row_shifted(root: Element) -> None:
    row = _row(first(root, "points.name"))
    row.insert(0, row[-1])


def cells_merged(root: Element) -> None:
    cell = _cell(first(root, "points.address"))
    etree.SubElement(etree.SubElement(cell, w("tcPr")), w("vMerge"), {w("val"): "restart"})
    cell.insert(0, cell[-1])


def column_added(root: Element) -> None:
    for row in next(first(root, "points.name").iterancestors(w("tbl"))).iter(w("tr")):
        row.append(build.table(("备注",))[1][0])


def header_reworded(root: Element) -> None:
    header = next(each for each in root.iter(T) if each.text == "联系点名称")
    header.text = "名称"


def total_row(root: Element) -> None:
    build.type_into(first(root, "points.name"), "合计")


def example_row(root: Element) -> None:
    build.type_into(first(root, "points.name"), "例：城东社区")


def serial_overwritten(root: Element) -> None:
    next(each for each in _row(first(root, "points.name")).iter(T)).text = "备用"


def outside_in_a_row(root: Element) -> None:
    first(root, "points.mobile").addnext(typed_run("（与微信同号）"))


def two_answers_in_a_cell(root: Element) -> None:
    sdt = first(root, "points.name")
    sdt.addnext(copy.deepcopy(sdt))


def row_value_wrong(root: Element) -> None:
    build.type_into(first(root, "points.mobile"), "138")


def foreign_unit(root: Element) -> None:
    build.type_into(first(root, "unit"), "西山县团委")


DOUBTFUL: list[tuple[Edit, str]] = [
    (typed_beside_the_control, "outside_control"),
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
    (correction_after_the_form, "residue"),
    (cover_letter, "residue"),
    (paragraphs_reordered, "form_reordered"),
    (prompt_left_in, "placeholder_left"),
    (prompt_mark_left_on, "placeholder_left"),
    (controls_nested, "nested_control"),
    (numbered_answer, "numbered_text"),
    (nearly_white, "hidden_text"),
    (table_in_an_answer, "nested_table"),
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


def rows_added_by_word(root: Element) -> None:
    row = _row(build.controls(root, "points.name")[1])
    twin = copy.deepcopy(row)
    row.addnext(twin)
    build.type_into(build.controls(root, "points.name")[2], "城西社区")


def empty_rows_deleted(root: Element) -> None:
    row = _row(build.controls(root, "points.name")[2])
    row.getparent().remove(row)  # type: ignore[union-attr]


def columns_reordered(root: Element) -> None:
    for row in next(first(root, "points.name").iterancestors(w("tbl"))).iter(w("tr")):
        row.append(row[1])


def label_spaced(root: Element) -> None:
    label = next(each for each in root.iter(T) if each.text == "联络员姓名")
    label.text = "联 络 员 姓 名："


def header_repeated(root: Element) -> None:
    row = _row(build.controls(root, "points.name")[1])
    header = next(each for each in root.iter(w("tr")) if "联系点名称" in text_of(each))
    row.addprevious(copy.deepcopy(header))


def run_split(root: Element) -> None:
    build.type_into(first(root, "officer_mobile"), "138")
    _run_of(root, "officer_mobile").addnext(typed_run("0000 0001"))


def wrapped_in_smart_tag(root: Element) -> None:
    run = _run_of(root, "unit")
    tag = etree.Element(w("smartTag"))
    run.addprevious(tag)
    tag.append(run)


def full_width(root: Element) -> None:
    build.type_into(first(root, "officer_mobile"), "１３８００００　０００１")


HARMLESS: list[Edit] = [
    rows_added_by_word,
    empty_rows_deleted,
    columns_reordered,
    label_spaced,
    header_repeated,
    run_split,
    wrapped_in_smart_tag,
    full_width,
    phonetic_guide,
    note_deleted,
]
