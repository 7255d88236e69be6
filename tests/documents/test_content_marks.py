"""The intermediate form: what stands around text and beside it, against real XML."""

from __future__ import annotations

import pytest

from documents.content import read_content
from documents.content.parts import Cell, Paragraph, Row, paragraphs_of
from documents.package import OFFICE, Package
from tests.documents.markup import (
    RELATIONS,
    SPACES,
    bookmark,
    content_of,
    field,
    only,
    p,
    part,
    r,
    signs_of,
    spans_of,
    table_of,
    tbl,
    tc,
    text_of,
    tr,
)

# fields


def test_harmless_fields() -> None:
    content = content_of(p(field('HYPERLINK "http://x"', r("甲")), field('FILLIN ""', r("乙"))))
    assert text_of(content) == "甲乙" and not content.signs


def test_calculated_fields_are_a_sign() -> None:
    content = content_of(p(field('DATE \\@ "yyyy"', r("2016")), r("年")))
    assert [(each.text, each.signs) for each in spans_of(content)] == [("2016", ("field_code",)), ("年", ())]
    assert content.signs == {("field_code", 'DATE \\@ "yyyy"'): 1}
    simple = content_of(p(f'<w:fldSimple w:instr=" DATE ">{r("2016")}</w:fldSimple>'))
    assert only(simple).signs == ("field_code",) and simple.signs == {("field_code", "DATE"): 1}


def test_page_numbers_of_a_margin_are_no_text() -> None:
    footer = part(
        "ftr",
        p(
            r("第"),
            field("PAGE", r("12")),
            r("页，共"),
            f'<w:fldSimple w:instr="NUMPAGES">{r("30")}</w:fldSimple>',
            r("页"),
        ),
    )
    content = content_of(p(), footer=footer)
    assert [each.text for each in content.margins] == ["第页，共页"] and not content.signs
    odd = content_of(p(), footer=part("ftr", p(field("PAGE", r("更正：李四")))))
    assert [each.text for each in odd.margins] == ["更正：李四"] and odd.margins[0].spans[0].signs == ("field_code",)
    assert signs_of(content_of(p(field("PAGE", r("1"))))) == {"field_code"}


@pytest.mark.parametrize(
    ("data", "result", "shown"),
    [
        ("<w:checkBox><w:checked/></w:checkBox>", "", "☑"),
        ('<w:checkBox><w:checked w:val="0"/></w:checkBox>', "", "□"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "", "☑"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', r("☐"), "□"),
        ("<w:checkBox><w:checked/></w:checkBox>", r("☒"), "☑"),
    ],
)
def test_form_check_boxes(data: str, result: str, shown: str) -> None:
    content = content_of(p(field("FORMCHECKBOX", result, f"<w:ffData>{data}</w:ffData>"), r("男")))
    box, label = spans_of(content)
    assert (box.text, label.text) == (shown, "男") and box.controls[0].kinds == {"formCheckBox"}
    assert not content.signs


def test_a_form_check_box_that_shows_something_else_too() -> None:
    data = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    content = content_of(p(field("FORMCHECKBOX", r("作废"), data)))
    assert text_of(content) == "☑作废" and signs_of(content) == set() and spans_of(content)[1].signs == ("field_code",)


@pytest.mark.parametrize(
    ("chosen", "shown"), [('<w:result w:val="1"/>', "女"), ("", "男"), ('<w:default w:val="1"/>', "女")]
)
def test_form_drop_downs(chosen: str, shown: str) -> None:
    data = f'<w:ffData><w:ddList>{chosen}<w:listEntry w:val="男"/><w:listEntry w:val="女"/></w:ddList></w:ffData>'
    span = only(content_of(p(field("FORMDROPDOWN", "", data))))
    assert span.text == shown and span.controls[0].choices == ("男", "女")
    assert text_of(content_of(p(field("FORMDROPDOWN", r(shown), data)))) == shown


def test_form_texts() -> None:
    content = content_of(p(bookmark(field("FORMTEXT", r("张三"), "<w:ffData/>"), "Text1")))
    assert only(content).text == "张三" and only(content).bookmarks == ("Text1",)
    assert only(content).controls[0].kinds == {"formText"} and not content.signs
    empty = only(content_of(p(field("FORMTEXT"))))
    assert empty.text == "" and empty.controls[0].kinds == {"formText"}
    dated = '<w:ffData><w:textInput><w:type w:val="currentDate"/></w:textInput></w:ffData>'
    assert signs_of(content_of(p(field("FORMTEXT", r("1日"), dated)))) == {"field_code"}


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("MACROBUTTON Nothing 点击填写", "点击填写"),
        ("SYMBOL 254 \\f Wingdings \\s 10", "☑"),
        ("EQ \\o(甲,乙)", "\ufffd"),
        ("XE 索引", ""),
    ],
)
def test_fields_that_show_their_code(code: str, shown: str) -> None:
    content = content_of(p(field(code)))
    assert text_of(content) == shown and signs_of(content) >= {"field_code"}


def test_fields_inside_fields() -> None:
    inner = field("DATE", r("2016"))
    content = content_of(p(field(f"IF</w:instrText></w:r>{inner}<w:r><w:instrText>= 1 a b", r("甲")), r("乙")))
    assert [(each.text, each.signs) for each in spans_of(content)] == [
        ("2016", ("field_code", "hidden_text")),
        ("甲", ("field_code",)),
        ("乙", ()),
    ]


def test_a_field_that_never_ends() -> None:
    content = content_of(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("甲")), p(r("乙")))
    assert text_of(content) == "甲|乙" and {each.signs for each in spans_of(content)} == {("hidden_text",)}
    stray = content_of(
        p('<w:r><w:fldChar w:fldCharType="end"/></w:r>', r("甲"), "<w:r><w:instrText>DATE</w:instrText></w:r>")
    )
    assert text_of(stray) == "甲" and stray.signs == {("field_code", "DATE"): 1}


def test_dates_that_the_program_fills_in() -> None:
    content = content_of(p("<w:r><w:yearLong/></w:r>"))
    assert text_of(content) == "\ufffd" and signs_of(content) == {"field_code", "symbol"}


# revisions, comments, notes


def test_inserted_and_deleted_text() -> None:
    deleted = "<w:del><w:r><w:delText>李四</w:delText></w:r></w:del>"
    content = content_of(p(r("甲"), f"<w:ins>{r('张三')}</w:ins>", deleted))
    assert [(each.text, each.signs) for each in spans_of(content)] == [("甲", ()), ("张三", ("tracked_changes",))]
    assert content.signs[("tracked_changes", "李四")] == 1 and content.signs[("tracked_changes", "张三")] == 1
    assert isinstance(content.body[0], Paragraph) and content.body[0].signs == ("tracked_changes",)


@pytest.mark.parametrize(
    "body",
    [
        p(f"<w:moveFrom>{r('甲')}</w:moveFrom>"),
        p(f"<w:moveTo>{r('甲')}</w:moveTo>"),
        p("<w:ins/>"),
        p(r("甲"), properties="<w:rPr><w:del/></w:rPr>"),
        p(properties="<w:rPr><w:ins/></w:rPr>"),
        tbl(tr(tc(p()), properties="<w:ins/>")),
        tbl(tr(tc(p()), properties="<w:del/>")),
        tbl(tr(tc(p(), properties="<w:cellIns/>"))),
        tbl(tr(tc(p(), properties="<w:cellDel/>"))),
        tbl(tr(tc(p(), properties="<w:cellMerge/>"))),
    ],
)
def test_revisions_are_a_sign(body: str) -> None:
    assert signs_of(content_of(body)) == {"tracked_changes"}


def test_moved_away_text_is_gone() -> None:
    assert text_of(content_of(p(f"<w:moveFrom>{r('甲')}</w:moveFrom>", f"<w:moveTo>{r('乙')}</w:moveTo>"))) == "乙"


def test_formatting_that_was_changed_is_none() -> None:
    changed = "<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>"
    assert not content_of(p(r("甲", changed))).signs


def test_a_revised_row_says_so() -> None:
    assert table_of(content_of(tbl(tr(tc(p(r("甲"))), properties="<w:del/>")))).rows[0].signs == ("tracked_changes",)


def test_comments_mark_what_they_are_about() -> None:
    comments = part("comments", f'<w:comment w:id="0">{p(r("有误"))}</w:comment>')
    body = p(
        r("甲"),
        '<w:commentRangeStart w:id="0"/>',
        r("乙"),
        '<w:commentRangeEnd w:id="0"/>',
        '<w:r><w:commentReference w:id="0"/></w:r>',
        r("丙"),
    )
    content = content_of(body, comments=comments)
    assert [each.signs for each in spans_of(content)] == [(), ("comments",), ()]
    assert content.signs == {("comments", "有误"): 2}
    point = content_of(p('<w:commentRangeStart w:id="5"/>', r("甲")))
    assert only(point).signs == () and point.signs == {("comments", ""): 1}


def test_notes_are_text_and_a_sign() -> None:
    separator = f'<w:footnote w:type="separator" w:id="0">{p("<w:r><w:separator/></w:r>")}</w:footnote>'
    notes = part("footnotes", f'{separator}<w:footnote w:id="1">{p(r("应为 李四"))}</w:footnote>')
    ends = part("endnotes", f'<w:endnote w:id="1">{p(r("作废"))}</w:endnote>')
    content = content_of(p('<w:r><w:footnoteReference w:id="1"/></w:r>'), footnotes=notes, endnotes=ends)
    assert [each.text for each in content.notes] == ["应为 李四", "作废"]
    assert content.signs == {("footnotes", "应为李四"): 1, ("footnotes", "作废"): 1}
    assert isinstance(content.body[0], Paragraph) and content.body[0].signs == ("footnotes",)


# boxes, drawings, alternatives


BOX = "<w:txbxContent>{}</w:txbxContent>"
DRAWING = "<w:r><w:drawing><wps:wsp xmlns:wps='x'>{}</wps:wsp></w:drawing></w:r>"
PICT = "<w:r><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></w:r>"


@pytest.mark.parametrize("holder", [DRAWING, PICT])
def test_text_boxes_stand_aside(holder: str) -> None:
    box = holder.format(BOX.format(p(r("盒")) + tbl(tr(tc(p(r("中")))))))
    content = content_of(p(r("甲"), box, r("乙")), p())
    assert text_of(content) == "甲乙|" and [each.text for each in content.boxes] == ["盒", "中"]
    assert content.signs == {("picture", ""): 1, ("text_box", "盒中"): 1}
    first = content.body[0]
    assert isinstance(first, Paragraph) and set(first.signs) == {"picture", "text_box"} and first.number == 0
    assert signs_of(content_of(p(holder.format(BOX.format(p()))))) == {"picture"}


def test_a_box_is_seen_though_the_line_of_its_anchor_is_not() -> None:
    box = DRAWING.format(BOX.format(p(r("盒"))))
    content = content_of(p(box, r("甲"), properties='<w:spacing w:line="20" w:lineRule="exact"/>'))
    assert content.boxes[0].spans[0].signs == () and content.signs[("hidden_text", "甲")] == 1
    assert ("hidden_text", "盒") not in content.signs


def test_words_in_shapes() -> None:
    art = content_of(p('<w:r><w:pict><v:shape><v:textpath string="草稿"/></v:shape></w:pict></w:r>'))
    assert [each.text for each in art.boxes] == ["草稿"]
    drawn = content_of(
        p("<w:r><w:drawing><a:p><a:r><a:t>图</a:t></a:r><a:r><a:t>中</a:t></a:r></a:p></w:drawing></w:r>")
    )
    assert [each.text for each in drawn.boxes] == ["图中"]


@pytest.mark.parametrize("tag", ["drawing", "pict", "object", "contentPart"])
def test_pictures_are_a_sign(tag: str) -> None:
    content = content_of(p(f"<w:r><w:{tag}/></w:r>"))
    assert content.signs == {("picture", ""): 1}
    assert isinstance(content.body[0], Paragraph) and content.body[0].signs == ("picture",)


def test_a_framed_paragraph_stands_aside() -> None:
    content = content_of(p(r("甲")), p(r("框"), properties="<w:framePr/>"), p(r("乙")))
    assert text_of(content) == "甲|乙" and [each.text for each in content.boxes] == ["框"]
    assert [each.number for each in paragraphs_of(content.body)] == [0, 2]
    assert content.signs == {("text_box", "框"): 1}
    assert not content_of(p(properties="<w:framePr/>")).signs
    inside = content_of(tbl(tr(tc(p(r("框"), properties="<w:framePr/>")))))
    assert text_of(inside) == "框" and signs_of(inside) == {"text_box"}


def alternatives(*texts: str) -> str:
    first, *others = texts
    fallback = "".join(f"<mc:Fallback>{each}</mc:Fallback>" for each in others)
    return f'<mc:AlternateContent><mc:Choice Requires="wps">{first}</mc:Choice>{fallback}</mc:AlternateContent>'


def test_one_of_the_alternatives_is_read() -> None:
    box, old = DRAWING.format(BOX.format(p(r("盒")))), PICT.format(BOX.format(p(r("盒"))))
    same = content_of(p(alternatives(box, old), r("甲")))
    assert [each.text for each in same.boxes] == ["盒"]
    assert same.signs == {("picture", ""): 1, ("text_box", "盒"): 1}
    differs = content_of(p(alternatives(r("甲"), r("乙"))))
    assert only(differs).text == "甲" and only(differs).signs == ("hidden_text",)
    alone = content_of(p(alternatives(r("甲"))))
    assert only(alone).signs == ("hidden_text",)
    fallback = "<mc:AlternateContent><mc:Fallback><w:r><w:t>乙</w:t></w:r></mc:Fallback></mc:AlternateContent>"
    assert text_of(content_of(p(fallback))) == "乙"


def test_alternatives_without_end_are_a_sign() -> None:
    content = r("底")
    for _ in range(20):
        content = alternatives(content, content) if _ < 3 else alternatives(content)
    assert signs_of(content_of(p(content))) == {"hidden_text"}


def test_a_formula_is_text_and_a_sign() -> None:
    content = content_of(p("<m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara>"))
    assert only(content).text == "x=1" and only(content).signs == ("formula",)
    assert signs_of(content) == {"formula"}


def test_a_phonetic_guide_leaves_its_base() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('zhāng')}</w:rt><w:rubyBase>{r('张')}</w:rubyBase></w:ruby></w:r>"
    content = content_of(p(ruby, r("三")))
    assert only(content).text == "张三" and only(content).signs == ()
    assert content.signs == {("phonetic_guide", "张"): 1}


@pytest.mark.parametrize("tag", ["altChunk", "subDoc"])
def test_embedded_documents_are_a_sign(tag: str) -> None:
    assert content_of(f"<w:{tag}/>").signs == {("alt_chunk", ""): 1}


# numbers, margins, relationships


def test_automatic_numbers() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="n"><w:pPr><w:numPr/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="o"><w:basedOn w:val="n"/></w:style>'
    )
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    properties = ["", "<w:numPr/>", '<w:pStyle w:val="o"/>', f'<w:pStyle w:val="o"/>{off}', off]
    content = content_of(*(p(r("甲"), properties=each) for each in properties), styles=styles)
    assert [each.numbered for each in paragraphs_of(content.body)] == [False, True, True, False, False]


def test_margins_with_tables_and_boxes() -> None:
    header = part("hdr", p(r("页眉"), DRAWING.format(BOX.format(p(r("盒"))))) + tbl(tr(tc(p(r("格"))))))
    content = content_of(p(r("甲")), header=header, footer=part("ftr", p(r("页脚"))))
    assert [each.text for each in content.margins] == ["页眉", "格", "页脚"]
    assert [each.text for each in content.boxes] == ["盒"] and text_of(content) == "甲"


def test_what_the_file_loads_from_elsewhere() -> None:
    relations = (
        f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="a" Type="{OFFICE}image" Target="http://x/y.png" TargetMode="External"/>'
        f'<Relationship Id="b" Type="{OFFICE}hyperlink" Target="http://x" TargetMode="External"/></Relationships>'
    )
    main = f"<w:document {SPACES}><w:body/></w:document>"
    package = Package({"word/document.xml": main.encode(), "word/_rels/document.xml.rels": relations.encode()})
    assert read_content(package).signs == {("external_link", "http://x/y.png"): 1}


def test_nesting_as_deep_as_a_part_may_be() -> None:
    deep = p(r("底"))
    for _ in range(60):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    content = content_of(f"<w:customXml>{deep}</w:customXml>")
    assert text_of(content) == "底"


def test_a_document_without_a_body_is_empty() -> None:
    package = Package({"word/document.xml": f"<w:document {SPACES}/>".encode()})
    assert read_content(package).body == []


def test_what_a_row_has_at_a_column() -> None:
    row = Row([Cell([], 0, 1), Cell([], 1, 2)])
    assert row.at(2) is row.cells[1] and row.at(3) is None
