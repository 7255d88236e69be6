"""What holds for any filling and any change: what is vouched for is what was written, and every file gets a verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from documents.blanks import model_from_blank
from documents.forms import FieldType
from documents.package import Package
from documents.reading import Expected, Reading, read
from documents.values import parse_value
from documents.wml import TC, TR, P, squeeze, text_of, w, xml_text
from tests.documents import build
from tests.documents.edits import typed_run

FIELDS = (("a", "单位", FieldType.TEXT), ("b", "姓名", FieldType.NAME), ("c", "次数", FieldType.INTEGER))
LABELS = tuple(label for _, label, _ in FIELDS)
HEADER = ("名称", "地址", "手机号码")


def plain_form(answers: Sequence[str], rows: Sequence[Sequence[str]], note: str = "________") -> bytes:
    """A form without controls, blank or filled."""
    pairs = [(label, text) for label, text in zip(LABELS, answers, strict=True)]
    return build.document(
        build.paragraph("情况表"),
        build.table(*pairs),
        build.paragraph(f"备注：{note}"),
        build.table(HEADER, *(rows or [("", "", "")])),
    )


BLANK = plain_form(("", "", ""), [("", "", "")] * 3)
MODEL = model_from_blank(BLANK, "plain", "plain")
TAGGED = build.blank()
TAGGED_MODEL = build.model()
ANY = st.text(st.characters(codec="utf-8"), max_size=12).map(xml_text)
LIKELY = st.text("甲乙张三李四城东路1号２0139 \u3000、：()（）年月日无同上合计_√□", max_size=12)
WORDS = st.one_of(LIKELY, ANY)


def shown(text: str) -> str:
    """What a page shows of a text: no invisible characters, no white space."""
    return squeeze(
        re.sub("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]", "", text)
    )


def check(reading: Reading, written: dict[str, str], types: dict[str, FieldType]) -> None:
    """What is vouched for is the canonical value of what was written; what is blank was not written."""
    for each in reading.fields:
        text = written.get(each.label, "")
        if each.status == "ok":
            assert shown(each.raw) == shown(text)
            assert each.value == parse_value(each.raw, types[each.label], ()).value
        elif each.status == "blank":
            answer = shown(text).removeprefix(":").strip("_")  # a colon right behind the label is the label's own
            assert parse_value(text, types[each.label]).value is None or answer in ("", "无")


@settings(max_examples=25, deadline=None)
@given(st.tuples(WORDS, WORDS, WORDS), WORDS)
@example(("\u00ad", "", ""), "\u00ad：")
@example(("", "", "2\u00ad"), "：\u00ad")
def test_a_plain_form_is_read_as_it_was_filled(answers: tuple[str, str, str], note: str) -> None:
    reading = read(MODEL, BLANK, plain_form(answers, (), note), Expected())
    types = {each.label: each.type for each in MODEL.fields}
    check(reading, {**dict(zip(LABELS, answers, strict=True)), "备注": note}, types)


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from([key for key, *_ in build.FIELDS]), WORDS, max_size=8))
def test_a_tagged_form_is_read_as_it_was_filled(answers: dict[str, str]) -> None:
    reading = read(TAGGED_MODEL, TAGGED, build.fill(TAGGED, answers, ()), Expected())
    labels = {key: label for key, label, *_ in build.FIELDS}
    types = {each.label: each.type for each in TAGGED_MODEL.fields}
    check(reading, {labels[key]: text for key, text in answers.items()}, types)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4))
def test_rows_are_read_as_they_were_filled(rows: list[tuple[str, str, str]]) -> None:
    reading = read(MODEL, BLANK, plain_form(("甲", "张三", "1"), rows), Expected())
    (table,) = reading.tables
    written = [tuple(map(shown, row)) for row in rows]
    for row in table.rows:
        if row.status == "ok":
            assert tuple(map(shown, row.raw.values())) in written
    if reading.verdict == "accepted" and not table.nil:
        filled = [row for row in written if any(text.strip("_") for text in row)]
        assert len(table.rows) == len(filled)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_text_put_anywhere_is_claimed_or_doubted(data: st.DataObject) -> None:
    """Conservation: nothing that a plain form shows is lost when it is accepted."""
    addition = data.draw(LIKELY.filter(lambda text: bool(squeeze(text).strip(":_"))))
    package = Package.open(plain_form(("东山县", "张三", "10"), [("第一中学", "学院路2号", "13800000003")], "第一批"))
    root = package.tree(package.main)
    spot = data.draw(st.sampled_from(list(root.iter(P))))
    runs = spot.findall(w("r"))
    (runs[-1].addnext if runs else spot.append)(typed_run(addition))
    reading = read(MODEL, BLANK, package.save(), Expected())
    if reading.verdict == "accepted":
        given = "".join(each.raw for each in reading.fields)
        given += "".join(text for table in reading.tables for row in table.rows for text in row.raw.values())
        assert squeeze(addition).strip(":_") in squeeze(given)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_rows_and_cells_taken_out_or_moved_are_never_misread(data: st.DataObject) -> None:
    answers, rows = (
        ("东山县", "张三", "10"),
        [("第一中学", "学院路2号", "13800000003"), ("东小", "东路5号", "13800000004")],
    )
    package = Package.open(plain_form(answers, rows, "第一批"))
    root = package.tree(package.main)
    moved = data.draw(st.sampled_from([each for each in root.iter(TR, TC, P) if each.getparent() is not None]))
    others = [each for each in root.iter(moved.tag) if each is not moved and moved not in each.iterancestors()]
    target = data.draw(st.sampled_from([None, *others]))
    if target is not None and target not in moved.iterdescendants():
        target.addnext(moved)
    else:
        parent = moved.getparent()
        assert parent is not None
        parent.remove(moved)
    left = text_of(root)
    written = {**dict(zip(LABELS, answers, strict=True)), "备注": "第一批"}
    reading = read(MODEL, BLANK, package.save(), Expected())
    types = {each.label: each.type for each in MODEL.fields}
    if reading.verdict != "rejected":
        check(reading, {label: text if text in left else "" for label, text in written.items()}, types)


@settings(max_examples=25, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.binary(max_size=60).map(lambda tail: BLANK[: len(BLANK) // 2] + tail)))
def test_any_bytes_get_exactly_one_verdict(data: bytes) -> None:
    reading = read(MODEL, BLANK, data, Expected())
    assert reading.verdict in ("review", "rejected") and reading.reasons
    assert len(reading.to_json("x")["reasons"]) == len(reading.reasons)
