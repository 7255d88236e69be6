"""Where answers stand in a container's text: by the form's own text from both sides, else by the controls."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from documents.blanks.slots import Piece, Slot
from documents.content.parts import Control, Paragraph, Span
from documents.forms import FieldSpec
from documents.reading.containers import Container, joined
from documents.reading.matching import match, reordered, squeezed


def slot(key: str, prompt: str = "", tag: str = "") -> Slot:
    return Slot(FieldSpec(key, key), prompt, tag)


def container(*spans: Span | str) -> Container:
    made = [each if isinstance(each, Span) else Span(each) for each in spans]
    return Container(Paragraph(made, 0), "p0")


def found(pieces: Sequence[Piece], held: Container) -> list[str] | None:
    made = match(squeezed(pieces), held)
    return None if made is None else ["".join(s.text for s in held.cut(*region)) for region in made.regions]


def test_what_stands_between_the_forms_own_words_is_the_answer() -> None:
    pieces: list[Piece] = ["单位：", slot("unit"), "  联系人：", slot("name"), "（盖章）"]
    assert found(pieces, container("单 位：东山县 团委　联系人：张三（盖章）")) == ["东山县 团委", "张三"]
    assert found(pieces, container("单位：联系人：（盖章）")) == ["", ""]
    assert found(pieces, container("单位：东山县团委 联系：张三（盖章）")) is None
    assert found(pieces, container("单位：东山县团委 联系人：张三（盖章）另")) is None
    assert found(pieces, container("我单位：东山县团委 联系人：张三（盖章）")) is None


def test_an_answer_that_holds_the_forms_words_is_not_sure() -> None:
    pieces = squeezed(["甲：", slot("one"), "乙：", slot("two")])
    unsure = match(pieces, container("甲：一乙：二乙：三"))
    assert unsure is not None and not unsure.sure


def test_controls_tell_where_text_does_not() -> None:
    one, two = (Control(tag, "", frozenset(), prompts=False) for tag in ("one", "two"))
    pieces = squeezed(["甲：", slot("one", tag="one"), "乙：", slot("two", tag="two")])
    held = container("甲：", Span("一乙：二", (one,)), "乙：", Span("三", (two,)))
    made = match(pieces, held)
    assert made is not None and made.sure and [held.flat[a:b] for a, b in made.regions] == ["一乙:二", "三"]
    stray = container("甲：另", Span("一乙：二", (one,)), "乙：", Span("三", (two,)))
    unsure = match(pieces, stray)
    assert unsure is not None and not unsure.sure


def test_slots_that_touch_are_told_apart_by_a_date() -> None:
    pieces = [slot("who"), slot("day", "    年  月  日")]
    assert found(pieces, container("东山县团委 2016年5月10日")) == ["东山县团委", "2016年5月10日"]
    assert found(pieces, container("东山县团委   年  月  日")) == ["东山县团委", "年  月  日"]
    unsure = match(squeezed(pieces), container("东山县团委"))
    assert unsure is not None and not unsure.sure


def test_labels_with_colons_may_stand_in_any_order() -> None:
    pieces = squeezed(["填表人：", slot("who"), "电话：", slot("tel"), "日期：", slot("day")])
    held = container("日期：5月1日 填表人：张三 电话：82520001")
    made = reordered(pieces, held)
    assert made is not None and [held.flat[a:b] for a, b in made.regions] == ["张三", "82520001", "5月1日"]
    assert reordered(pieces, container("日期：5月1日 填表人：张三 电话：1 电话：2")) is None
    assert reordered(pieces, container("日期：5月1日 填表人：张三")) is None
    assert reordered(pieces, container("另：日期：5月1日 填表人：张三 电话：1")) is None


def test_paragraphs_joined_know_where_each_part_stands() -> None:
    first = Container(Paragraph([Span("单位：甲")], 3), "p3")
    second = Container(Paragraph([Span("日期：5月")], 4), "p4")
    both = joined([first, second])
    assert both.text == "单位：甲\n日期：5月" and both.place_at(0) == "p3" and both.place_at(5) == "p4"
    assert "".join(span.text for span in both.cut(3, 7)) == "甲\n日期："


WORDS = st.text("甲乙：1 ａ㎡ﬁ\u3000\n", max_size=8)


@given(st.lists(st.tuples(WORDS, st.booleans()), max_size=6), st.data())
def test_cutting_gives_back_the_text_that_was_asked_for(parts: list[tuple[str, bool]], data: st.DataObject) -> None:
    control = Control("x", "", frozenset(), prompts=False)
    held = container(*(Span(text, (control,) if inside else ()) for text, inside in parts))
    start = data.draw(st.integers(0, len(held.flat)))
    end = data.draw(st.integers(start, len(held.flat)))
    cut = Container(Paragraph(held.cut(start, end), 0), "p0")
    assert held.flat[start:end] in cut.flat  # a character that is several squeezed ones is not torn
    assert cut.text in held.text


@given(st.lists(st.text("甲乙丙：12", max_size=4), min_size=1, max_size=3), WORDS)
def test_a_filled_pattern_is_read_as_filled_or_is_not_sure(texts: list[str], answer: str) -> None:
    pieces: list[Piece] = []
    filled = ""
    for text in texts:
        pieces += [text, slot("x")]
        filled += text + answer
    made = match(squeezed(pieces), container(filled))
    assert made is not None
    if made.sure:
        wanted = Container(Paragraph([Span(answer)], 0), "p0").flat
        shown = container(filled).flat
        assert [shown[a:b] for a, b in made.regions] == [wanted] * len(texts)
