"""The intermediate form: every construct of WordprocessingML that carries text, against real XML."""

from __future__ import annotations

import pytest

from documents.content import Content, read_content
from documents.content.parts import Cell, Paragraph, Row, Span, Table, paragraphs_of
from documents.package import OFFICE, Package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*pieces: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(pieces)}</w:p>"


def tc(*blocks: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def sdt(content: str, tag: str = "x", properties: str = "") -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="题"/><w:tag w:val="{tag}"/>{properties}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def bookmark(content: str, name: str = "SFF_x", number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def field(code: str, result: str = "", data: str = "") -> str:
    """A complex field; without a result it has no separator."""
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def content_of(*blocks: str, styles: str = "", **parts: str) -> Content:
    """The content of a document with this body; `parts` by relationship type."""
    found = {"word/document.xml": f"<w:document {SPACES}><w:body>{''.join(blocks)}</w:body></w:document>"}
    if styles:
        parts["styles"] = f"<w:styles {SPACES}>{styles}</w:styles>"
    relations = ""
    for number, (kind, xml) in enumerate(parts.items()):
        name = kind.rstrip("0123456789")
        found[f"word/{kind}.xml"] = xml
        relations += f'<Relationship Id="r{number}" Type="{OFFICE}{name}" Target="{kind}.xml"/>'
    found["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
    return read_content(Package({name: xml.encode() for name, xml in found.items()}))


def part(name: str, content: str) -> str:
    return f"<w:{name} {SPACES}>{content}</w:{name}>"


def spans_of(content: Content) -> list[Span]:
    return [span for paragraph in paragraphs_of(content.body) for span in paragraph.spans]


def text_of(content: Content) -> str:
    return "|".join(paragraph.text for paragraph in paragraphs_of(content.body))


def signs_of(content: Content) -> set[str]:
    return {code for code, _ in content.signs}


def table_of(content: Content) -> Table:
    return next(each for each in content.body if isinstance(each, Table))


def only(content: Content) -> Span:
    (span,) = spans_of(content)
    return span


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


# looks


@pytest.mark.parametrize(
    ("look", "code"),
    [
        ("<w:strike/>", "struck_text"),
        ("<w:dstrike/>", "struck_text"),
        ("<w:vanish/>", "hidden_text"),
        ("<w:specVanish/>", "hidden_text"),
        ('<w:color w:val="FEFEFE"/>', "hidden_text"),
        ('<w:color w:val="auto" w:themeColor="background1"/>', "hidden_text"),
        ('<w:sz w:val="4"/>', "hidden_text"),
        ('<w:w w:val="5%"/>', "hidden_text"),
        ('<w:spacing w:val="-200"/>', "hidden_text"),
        ("<w14:textFill><w14:noFill/></w14:textFill>", "hidden_text"),
        ('<w:vertAlign w:val="superscript"/>', "raised_text"),
        ('<w:position w:val="-8"/>', "raised_text"),
        ('<w:shd w:val="clear" w:fill="000000"/>', "hidden_text"),
        ('<w:highlight w:val="black"/>', "hidden_text"),
    ],
)
def test_looks_are_signs_of_the_span(look: str, code: str) -> None:
    content = content_of(p(r("甲"), r("乙 丙", look), r("", look)))
    assert [(each.text, each.signs) for each in spans_of(content)] == [("甲", ()), ("乙 丙", (code,))]
    assert content.signs == {(code, "乙丙"): 1}


@pytest.mark.parametrize(
    "look",
    [
        '<w:strike w:val="0"/>',
        '<w:color w:val="C00000"/>',
        '<w:sz w:val="21"/>',
        '<w:spacing w:val="-12"/>',
        '<w:vertAlign w:val="baseline"/>',
        '<w:shd w:val="clear" w:fill="D9D9D9"/>',
        '<w:highlight w:val="yellow"/>',
        '<w:u w:val="none"/>',
    ],
)
def test_looks_that_are_no_sign(look: str) -> None:
    content = content_of(p(r("甲", look)))
    assert only(content).signs == () and not only(content).underlined and not content.signs


def test_all_looks_of_a_span_are_told() -> None:
    assert only(content_of(p(r("甲", '<w:strike/><w:vanish/><w:u w:val="single"/>')))).signs == (
        "hidden_text",
        "struck_text",
    )
    assert only(content_of(p(r("    ", '<w:u w:val="single"/>')))).underlined


STYLES = (
    '<w:style w:type="paragraph" w:styleId="a"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:basedOn w:val="d"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="d"><w:basedOn w:val="c"/></w:style>'
    '<w:style w:type="character" w:styleId="e"><w:basedOn w:val="a"/><w:rPr><w:strike w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="t"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("paragraph", "run", "signs"),
    [
        ("a", "", ("struck_text",)),
        ("b", "", ("struck_text",)),
        ("b", '<w:strike w:val="0"/>', ()),
        ("b", '<w:rStyle w:val="c"/>', ("hidden_text", "struck_text")),
        ("b", '<w:rStyle w:val="e"/>', ("struck_text",)),
        ("", '<w:rStyle w:val="d"/>', ("hidden_text",)),
        ("", '<w:rStyle w:val="e"/>', ()),
        ("missing", '<w:rStyle w:val="missing"/>', ()),
    ],
)
def test_looks_through_styles(paragraph: str, run: str, signs: tuple[str, ...]) -> None:
    properties = f'<w:pStyle w:val="{paragraph}"/>' if paragraph else ""
    assert only(content_of(p(r("甲", run), properties=properties), styles=STYLES)).signs == signs


def test_looks_through_a_table_style_and_the_defaults() -> None:
    table = tbl(tr(tc(p(r("甲"), r("乙", '<w:color w:val="000000"/>')))), properties='<w:tblStyle w:val="t"/>')
    content = content_of(table, p(r("丙")), styles=STYLES)
    assert [each.signs for each in spans_of(content)] == [("hidden_text",), (), ()]
    general = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    assert only(content_of(p(r("丙")), styles=general)).signs == ("hidden_text",)
    default = '<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert only(content_of("<w:p><w:r><w:t>丙</w:t></w:r></w:p>", styles=default)).signs == ("hidden_text",)


@pytest.mark.parametrize("place", ["pPr", "tcPr", "tblPr"])
def test_text_of_the_colour_behind_it(place: str) -> None:
    shading = {place: '<w:shd w:val="clear" w:fill="0A0A0A"/>'}
    cell = tc(
        p(r("甲"), r("乙", '<w:color w:val="FFFF00"/>'), properties=shading.get("pPr", "")),
        properties=shading.get("tcPr", ""),
    )
    content = content_of(tbl(tr(cell), properties=shading.get("tblPr", "")), p(r("丙")))
    assert [each.signs for each in spans_of(content)] == [("hidden_text",), (), ()]


@pytest.mark.parametrize(
    ("row", "paragraph"),
    [
        ("<w:hidden/>", ""),
        ('<w:trHeight w:val="20" w:hRule="exact"/>', ""),
        ("", '<w:spacing w:line="20" w:lineRule="exact"/>'),
        ("", '<w:ind w:left="20000"/>'),
        ("", '<w:ind w:firstLine="-12000"/>'),
    ],
)
def test_lines_that_nobody_sees(row: str, paragraph: str) -> None:
    content = content_of(tbl(tr(tc(p(r("甲"), properties=paragraph)), properties=row), tr(tc(p(r("乙"))))))
    assert [each.signs for each in spans_of(content)] == [("hidden_text",), ()]
    assert content.signs == {("hidden_text", "甲"): 1}
    assert bool(table_of(content).rows[0].signs) == bool(row)
    empty = content_of(tbl(tr(tc(p(properties=paragraph)), properties=row)))
    assert not empty.signs


@pytest.mark.parametrize(
    "row", ['<w:hidden w:val="0"/>', '<w:trHeight w:val="20"/>', '<w:trHeight w:val="600" w:hRule="exact"/>']
)
def test_lines_that_are_seen(row: str) -> None:
    assert not content_of(tbl(tr(tc(p(r("甲"))), properties=row))).signs


def test_properties_as_word_writes_them_are_no_text() -> None:
    paragraph = (
        '<w:pStyle w:val="a"/><w:keepNext/><w:widowControl w:val="0"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/>'
        '</w:numPr><w:pBdr><w:top w:val="none" w:sz="0" w:space="0"/></w:pBdr><w:shd w:val="clear" w:fill="FFFFFF"/>'
        '<w:tabs><w:tab w:val="left" w:pos="420"/><w:tab w:val="clear" w:pos="840"/></w:tabs>'
        '<w:spacing w:before="120" w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>'
        '<w:jc w:val="both"/><w:rPr><w:rFonts w:ascii="Wingdings"/><w:strike/><w:vanish/></w:rPr>'
        '<w:sectPr><w:pgSz w:w="11906"/><w:pgNumType w:start="1"/><w:cols w:space="425"/></w:sectPr>'
        '<w:pPrChange w:id="1"><w:pPr><w:framePr/><w:numPr/></w:pPr></w:pPrChange>'
    )
    run = (
        '<w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:hint="eastAsia"/><w:b/>'
        '<w:color w:val="000000" w:themeColor="text1"/><w:spacing w:val="-6"/><w:w w:val="90"/><w:kern w:val="0"/>'
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/><w:lang w:val="x"/>'
    )
    table = (
        '<w:tblStyle w:val="t"/><w:tblW w:w="0" w:type="auto"/><w:tblInd w:w="0"/><w:tblBorders><w:top w:sz="4"/>'
        '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid><w:tblPr>'
    )
    cell = tc(p(r("甲", run), properties=paragraph), properties='<w:tcW w:w="2000"/><w:vAlign w:val="center"/>')
    row = tr(cell, properties='<w:cantSplit/><w:trHeight w:val="567" w:hRule="atLeast"/><w:tblHeader/>')
    control = sdt(
        r("乙", run), "x", f'<w:rPr>{run}<w:vanish/></w:rPr><w:id w:val="1"/><w:placeholder/><w15:x xmlns:w15="x"/>'
    )
    content = content_of(p(r("丙", run), control, r("丁"), properties=paragraph), tbl(row, properties=table))
    assert text_of(content) == "丙乙丁|甲" and not content.signs
    assert all(each.numbered for each in paragraphs_of(content.body))


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
