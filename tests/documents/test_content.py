"""The intermediate form: text and its tables, against real XML."""

from __future__ import annotations

import pytest

from documents.content.parts import Paragraph, Table, paragraphs_of
from tests.documents.markup import (
    bookmark,
    content_of,
    only,
    p,
    r,
    sdt,
    signs_of,
    spans_of,
    table_of,
    tbl,
    tc,
    text_of,
    tr,
)

# text


def test_runs_of_equal_marks_are_one_span() -> None:
    content = content_of(p(r("张", "<w:b/>"), r("三")), p())
    assert text_of(content) == "张三|" and len(spans_of(content)) == 1
    assert [each.number for each in content.body if isinstance(each, Paragraph)] == [0, 1]
    assert not content.signs


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
        ("<w:r><w:t>甲</w:t><w:cr/><w:t>乙</w:t></w:r>", "甲\n乙"),
        ('<w:r><w:t>甲</w:t><w:br w:type="page"/></w:r>', "甲\n"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:ptab/><w:t>乙</w:t></w:r>", "甲\t\t乙"),
        ("<w:r><w:t>0573</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>", "0573-1"),
        ("<w:r><w:t>甲</w:t><w:softHyphen/><w:t>\u00ad\u200b乙\ufeff</w:t></w:r>", "甲乙"),
        ("<w:r><w:t>☑\ufe0f男</w:t></w:r>", "☑男"),
        ("<w:r><w:t>甲\u2028乙</w:t></w:r>", "甲\n乙"),
        ("<w:r><w:t>甲\n乙</w:t></w:r>", "甲 乙"),
        ('<w:smartTag w:element="x"><w:smartTagPr/><w:r><w:t>甲</w:t></w:r></w:smartTag>', "甲"),
        ("<w:customXml><w:customXmlPr/><w:r><w:t>甲</w:t></w:r></w:customXml>", "甲"),
        ('<w:hyperlink w:anchor="x"><w:r><w:t>甲</w:t></w:r></w:hyperlink>', "甲"),
        ("<w:proofErr/><w:r><w:lastRenderedPageBreak/><w:t>甲</w:t></w:r>", "甲"),
    ],
)
def test_text_as_it_is_shown(xml: str, text: str) -> None:
    content = content_of(p(xml))
    assert text_of(content) == text and not content.signs


def test_text_outside_paragraphs_is_not_lost() -> None:
    content = content_of(r("甲"), p(r("乙")), tbl(tr(tc(r("丙"), p(r("丁"))))), p(p(r("戊")), p(r("己"))))
    assert text_of(content) == "甲|乙|丙|丁|戊\n己"


@pytest.mark.parametrize("tag", ["bdo", "dir"])
def test_turned_text(tag: str) -> None:
    content = content_of(p(f"<w:{tag} w:val='rtl'>{r('10')}</w:{tag}>"))
    assert only(content).signs == ("turned_text",) and content.signs == {("turned_text", "10"): 1}


def test_characters_that_turn_text() -> None:
    content = content_of(p(r("\u202e01\u202c")))
    assert only(content).text == "01" and only(content).signs == ("turned_text",)


def test_runs_set_from_right_to_left() -> None:
    assert only(content_of(p(r("01", "<w:rtl/>")))).signs == ("turned_text",)
    assert only(content_of(p(r("01", '<w:rtl w:val="0"/>')))).signs == ()


# symbols


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "FE", "☑"),
        ("Wingdings", "F0A8", "□"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "F0A3", "□"),
        ("Webdings", "F063", "□"),
        ("Symbol", "F0D6", "√"),
        ("MS Gothic", "2612", "☒"),
    ],
)
def test_known_symbols_are_text(font: str, char: str, shown: str) -> None:
    content = content_of(p(f'<w:r><w:sym w:font="{font}" w:char="{char}"/><w:t>男</w:t></w:r>'))
    assert only(content).text == shown + "男" and not content.signs


@pytest.mark.parametrize(("font", "char"), [("Wingdings", "F028"), ("", "F028"), ("Wingdings", ""), ("宋体", "E001")])
def test_unknown_symbols_are_a_sign(font: str, char: str) -> None:
    content = content_of(p(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'))
    assert only(content).text == "\ufffd" and only(content).signs == ("symbol",)
    assert content.signs == {("symbol", "\ufffd"): 1}


def test_characters_of_a_symbol_font() -> None:
    fonts = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2" w:eastAsia="宋体"/>'
    assert [(each.text, each.signs) for each in spans_of(content_of(p(r("R男 \uf0a3女", fonts))))] == [("☑男 □女", ())]
    assert only(content_of(p(r("J", fonts)))).signs == ("symbol",)
    assert only(content_of(p(r("R", '<w:rFonts w:cs="Wingdings 2"/>')))).text == "R"


def test_a_symbol_font_through_a_style() -> None:
    styles = '<w:style w:type="character" w:styleId="s"><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:style>'
    assert text_of(content_of(p(r("\u00fe", '<w:rStyle w:val="s"/>')), styles=styles)) == "☑"
    plain = '<w:rStyle w:val="s"/><w:rFonts w:ascii="宋体"/>'
    assert text_of(content_of(p(r("A", plain)), styles=styles)) == "A"


# tables


def test_the_grid_of_a_table() -> None:
    content = content_of(
        p(),
        tbl(
            tr(tc(p(r("甲")), properties='<w:vMerge w:val="restart"/>'), tc(p(), properties='<w:gridSpan w:val="2"/>')),
            tr(tc(p(), properties="<w:vMerge/>"), tc(p(r("乙"))), tc(p(r("丙")))),
            tr(tc(p(r("丁"))), properties='<w:gridBefore w:val="2"/>'),
        ),
        tbl(tr(tc(p()))),
    )
    table = table_of(content)
    assert [[(each.column, each.span, each.merged, each.continues) for each in row.cells] for row in table.rows] == [
        [(0, 1, True, False), (1, 2, False, False)],
        [(0, 1, True, True), (1, 1, False, False), (2, 1, False, False)],
        [(2, 1, False, False)],
    ]
    assert [(row.table, row.number) for row in table.rows] == [(0, 0), (0, 1), (0, 2)]
    assert [each.number for each in content.body if isinstance(each, Table)] == [0, 1]
    assert not content.signs


@pytest.mark.parametrize("merge", ["vMerge", "hMerge"])
def test_text_in_a_cell_that_is_merged_away(merge: str) -> None:
    content = content_of(
        tbl(tr(tc(p(r("甲")), properties=f'<w:{merge} w:val="restart"/>'), tc(p(r("乙")), properties=f"<w:{merge}/>")))
    )
    assert content.signs == {("hidden_text", "乙"): 1}
    assert [each.signs for each in spans_of(content)] == [(), ("hidden_text",)]


def test_a_nested_table_is_a_block_of_its_cell() -> None:
    content = content_of(tbl(tr(tc(p(r("甲")), tbl(tr(tc(p(r("乙"))), tc(p(r("丙"))))), p()), tc(p(r("丁"))))))
    cell = table_of(content).rows[0].cells[0]
    inner = cell.blocks[1]
    assert isinstance(inner, Table) and inner.number == -1 and inner.rows[0].table == -1
    assert cell.text == "甲\n乙\n丙\n" and table_of(content).rows[0].cells[1].column == 1
    assert content.signs == {("nested_table", ""): 1}
    assert [each.number for each in paragraphs_of(content.body)] == [-1] * 5


def test_wrappers_around_rows_and_cells() -> None:
    row = tr(sdt(tc(p(r("甲"))), "cell"), f"<w:customXml>{tc(p(r('乙')))}</w:customXml>")
    content = content_of(sdt(tbl(sdt(row, "row")), "table"))
    cells = table_of(content).rows[0].cells
    assert [[each.tag for each in cell.controls] for cell in cells] == [["table", "row", "cell"], ["table", "row"]]
    assert [each.tag for each in cells[0].spans[0].controls] == ["table", "row", "cell"]


# controls and bookmarks


def test_a_control_says_what_it_is() -> None:
    listing = '<w:dropDownList><w:listItem w:displayText="男" w:value="1"/><w:listItem w:value="女"/></w:dropDownList>'
    span = only(content_of(p(sdt(r("男"), "sex", f"<w:showingPlcHdr/>{listing}"))))
    (control,) = span.controls
    assert (control.tag, control.alias, control.prompts, control.choices) == ("sex", "题", True, ("男", "女"))
    assert control.kinds == {"dropDownList"}


def test_controls_lie_in_each_other() -> None:
    inner = sdt(r("乙"), "in")
    spans = spans_of(content_of(p(sdt(r("甲") + inner, "out"), r("丙"))))
    assert [(each.text, [c.tag for c in each.controls]) for each in spans] == [
        ("甲", ["out"]),
        ("乙", ["out", "in"]),
        ("丙", []),
    ]
    assert spans[0].controls[0] is spans[1].controls[0]


@pytest.mark.parametrize(
    "body",
    [
        p(r("标签"), sdt("", "x")),
        p(r("标签"), sdt("<w:r><w:t></w:t></w:r>", "x")),
        p(r("标签")) + sdt(p(), "x"),
        tbl(tr(tc(p(r("标签"))), sdt(tc(p()), "x"))),
        tbl(tr(tc(p(r("标签"))), tc(sdt(p() + p(), "x")))),
    ],
)
def test_an_empty_control_leaves_a_span_in_its_place(body: str) -> None:
    spans = spans_of(content_of(body))
    assert [(each.text, [c.tag for c in each.controls]) for each in spans] == [("标签", []), ("", ["x"])]


def test_empty_controls_in_a_row_stay_apart() -> None:
    spans = spans_of(content_of(p(sdt("", "a"), r("和"), sdt("", "b"), sdt(sdt("", "d"), "c"))))
    assert [[c.tag for c in each.controls] for each in spans] == [["a"], [], ["b"], ["c", "d"]]


def test_bookmarks_reach_over_paragraphs_and_cells() -> None:
    start, end = '<w:bookmarkStart w:id="7" w:name="SFF_a"/>', '<w:bookmarkEnd w:id="7"/>'
    spans = spans_of(content_of(p(r("甲"), start, r("乙")), tbl(tr(tc(p(r("丙"))))), end, p(r("丁"))))
    assert [each.bookmarks for each in spans] == [(), ("SFF_a",), ("SFF_a",), ()]


def test_bookmarks_of_word_itself_and_open_ones_are_noise() -> None:
    open_one = '<w:bookmarkStart w:id="9" w:name="open"/>'
    content = content_of(p(bookmark(r("甲"), "_GoBack"), open_one, bookmark(r("乙"), "Text1", 2)))
    assert [(each.text, each.bookmarks) for each in spans_of(content)] == [("甲", ()), ("乙", ("Text1",))]


def test_a_bookmark_of_columns_covers_only_these() -> None:
    start = '<w:bookmarkStart w:id="7" w:name="SFF_a" w:colFirst="1" w:colLast="1"/>'
    row = f'<w:tr>{start}{tc(p(r("甲")))}{tc(p(r("乙")))}{tc(p(r("丙")))}</w:tr><w:bookmarkEnd w:id="7"/>'
    assert [each.bookmarks for each in spans_of(content_of(tbl(row)))] == [(), ("SFF_a",), ()]


@pytest.mark.parametrize("body", [p(r("甲"), bookmark("")), p(r("甲")) + bookmark(p())])
def test_an_empty_bookmark_of_ours_leaves_a_span(body: str) -> None:
    assert [(each.text, each.bookmarks) for each in spans_of(content_of(body))] == [("甲", ()), ("", ("SFF_x",))]
    assert len(spans_of(content_of(body.replace("SFF_x", "Text1")))) == 1


def test_a_control_inside_its_bookmark() -> None:
    spans = spans_of(content_of(p(bookmark(sdt("", "a"), "SFF_a"), bookmark(sdt(r("乙"), "b"), "SFF_b", 2))))
    assert [(each.text, each.bookmarks, [c.tag for c in each.controls]) for each in spans] == [
        ("", ("SFF_a",), ["a"]),
        ("乙", ("SFF_b",), ["b"]),
    ]


def test_data_binding_is_a_sign() -> None:
    binding = '<w:dataBinding w:xpath="/a/b"/>'
    content = content_of(p(sdt(r("甲"), "x", binding), r("乙")))
    assert [each.signs for each in spans_of(content)] == [("bound_data",), ()]
    assert content.signs == {("bound_data", "/a/b"): 1}


def test_data_binding_of_word_2012_is_a_sign_too() -> None:
    name = "http://schemas.microsoft.com/office/word/2012/wordml"
    binding = f'<w15:dataBinding xmlns:w15="{name}" w:xpath="/a/b"/>'
    assert signs_of(content_of(p(sdt(r("甲"), "x", binding)))) == {"bound_data"}


def test_a_check_box_shows_its_glyph_and_may_contradict_itself() -> None:
    state = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
    good = content_of(p(r("是"), sdt(r("☒"), "x", state)))
    assert text_of(good) == "是☒" and not good.signs
    bad = content_of(p(r("是"), sdt(r("☐"), "x", state)))
    assert text_of(bad) == "是☐" and bad.signs == {("bound_data", "☐"): 1}
