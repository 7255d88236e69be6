"""The intermediate form: how text looks, against real XML."""

from __future__ import annotations

import pytest

from documents.content.parts import paragraphs_of
from tests.documents.markup import (
    content_of,
    only,
    p,
    r,
    sdt,
    spans_of,
    table_of,
    tbl,
    tc,
    text_of,
    tr,
)

# looks


def fill(color: str, more: str = "") -> str:
    """Word's text effect in one colour."""
    return f"<w14:textFill><w14:solidFill>{color}</w14:solidFill>{more}</w14:textFill>"


def gradient(*colors: str) -> str:
    """Word's text effect that runs through these colours."""
    stops = "".join(f'<w14:gs w14:pos="0"><w14:srgbClr w14:val="{each}"/></w14:gs>' for each in colors)
    return f"<w14:textFill><w14:gradFill><w14:gsLst>{stops}</w14:gsLst></w14:gradFill></w14:textFill>"


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
        (fill('<w14:srgbClr w14:val="FFFFFF"/>'), "hidden_text"),
        (fill('<w14:schemeClr w14:val="bg1"/>'), "hidden_text"),
        (fill('<w14:schemeClr w14:val="bg1"><w14:lumMod w14:val="95000"/></w14:schemeClr>'), "hidden_text"),
        (
            fill(
                '<w14:schemeClr w14:val="tx1"><w14:lumMod w14:val="5000"/><w14:lumOff w14:val="95000"/></w14:schemeClr>'
            ),
            "hidden_text",
        ),
        (fill('<w14:srgbClr w14:val="000000"><w14:alpha w14:val="95000"/></w14:srgbClr>'), "hidden_text"),
        (gradient("FFFFFF", "FAFAFA"), "hidden_text"),
        ('<w:shd w:val="clear" w:fill="0070C0"/>' + fill('<w14:srgbClr w14:val="0070C0"/>'), "hidden_text"),
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
        '<w:color w:val="808080" w:themeColor="background1" w:themeShade="80"/>',
        fill('<w14:srgbClr w14:val="C00000"/>'),
        fill('<w14:schemeClr w14:val="tx1"/>'),
        fill('<w14:schemeClr w14:val="accent1"/>'),
        fill('<w14:schemeClr w14:val="bg1"><w14:lumMod w14:val="50000"/></w14:schemeClr>'),
        fill('<w14:srgbClr w14:val="000000"><w14:alpha w14:val="0"/></w14:srgbClr>'),
        fill("", "<w14:prstDash/>"),
        gradient("FFFFFF", "0070C0"),
        '<w:shd w:val="clear" w:fill="000000"/>' + fill('<w14:srgbClr w14:val="FFFF00"/>'),
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


def test_a_text_effect_of_a_style() -> None:
    pale = fill('<w14:schemeClr w14:val="bg1"/>')
    styles = f'<w:style w:type="character" w:styleId="f"><w:rPr>{pale}</w:rPr></w:style>'
    assert only(content_of(p(r("甲", '<w:rStyle w:val="f"/>')), styles=styles)).signs == ("hidden_text",)
    seen = '<w:rStyle w:val="f"/>' + fill('<w14:schemeClr w14:val="tx1"/>')
    assert only(content_of(p(r("甲", seen)), styles=styles)).signs == ()


def conditional(kind: str, run: str, cell: str = "", more: str = "") -> str:
    """A table style with one conditional format."""
    return (
        f'<w:style w:type="table" w:styleId="t">{more}<w:tblStylePr w:type="{kind}"><w:rPr>{run}</w:rPr>'
        f"<w:tcPr>{cell}</w:tcPr></w:tblStylePr></w:style>"
    )


def conditioned(look: str = "", cell: str = "", row: str = "") -> str:
    """A table of three rows and three columns, the cells 1 to 9; `cell` and `row` are properties of the first ones."""
    texts = [[tc(p(r(str(3 * n + m))), properties=cell if n + m == 1 else "") for m in (1, 2, 3)] for n in range(3)]
    rows = [tr(*cells, properties="" if number else row) for number, cells in enumerate(texts)]
    return tbl(*rows, properties=f'<w:tblStyle w:val="t"/>{look}')


WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    ("kind", "look", "marked"),
    [
        ("firstRow", '<w:tblLook w:val="0020"/>', "123"),
        ("firstRow", '<w:tblLook w:val="04A0" w:firstRow="1" w:noVBand="1"/>', "123"),
        ("firstRow", '<w:tblLook w:val="0000"/>', ""),
        ("firstRow", '<w:tblLook w:val="0020" w:firstRow="0"/>', ""),
        ("firstRow", '<w:tblLook w:val="?"/>', ""),
        ("lastRow", '<w:tblLook w:lastRow="1"/>', "789"),
        ("firstCol", '<w:tblLook w:firstColumn="1"/>', "147"),
        ("lastCol", '<w:tblLook w:val="0100"/>', "369"),
        ("neCell", '<w:tblLook w:firstRow="1" w:lastColumn="1"/>', "3"),
        ("swCell", '<w:tblLook w:lastRow="1" w:firstColumn="1"/>', "7"),
        ("band1Horz", "", "123789"),
        ("band1Horz", '<w:tblLook w:firstRow="1"/>', "456"),
        ("band2Horz", '<w:tblLook w:firstRow="1"/>', "789"),
        ("band2Vert", '<w:tblLook w:noHBand="1"/>', "258"),
        ("band2Vert", '<w:tblLook w:noVBand="1"/>', ""),
        ("wholeTable", "", "123456789"),
    ],
)
def test_a_conditional_format_of_the_tables_style(kind: str, look: str, marked: str) -> None:
    for run, code in ((WHITE, "hidden_text"), ("<w:vanish/>", "hidden_text"), ("<w:strike/>", "struck_text")):
        content = content_of(conditioned(look), p(r("0")), styles=conditional(kind, run))
        assert {each.signs for each in spans_of(content) if each.text in marked} <= {(code,)}
        assert "".join(each.text for each in spans_of(content) if each.signs) == marked


def test_bands_of_two_rows_and_a_style_that_is_based_on_the_one_with_formats() -> None:
    more = '<w:tblPr><w:tblStyleRowBandSize w:val="2"/></w:tblPr>'
    based = '<w:style w:type="table" w:styleId="s"><w:basedOn w:val="t"/></w:style>'
    table = conditioned().replace('tblStyle w:val="t"', 'tblStyle w:val="s"')
    content = content_of(table, styles=conditional("band2Horz", WHITE, more=more) + based)
    assert "".join(each.text for each in spans_of(content) if each.signs) == "789"


def test_cells_that_another_program_says_to_be_meant() -> None:
    none, told = '<w:tblLook w:val="0600"/>', '<w:cnfStyle w:val="100000000000"/>'
    for cell, row, marked in ((told, "", "1"), ("", told, "123")):
        content = content_of(conditioned(none, cell, row), styles=conditional("firstRow", WHITE))
        assert "".join(each.text for each in spans_of(content) if each.signs) == marked


@pytest.mark.parametrize(
    ("run", "cell", "own", "marked"),
    [
        (WHITE, '<w:shd w:val="clear" w:fill="4F81BD"/>', "", ""),
        ('<w:color w:val="auto" w:themeColor="background1"/>', '<w:shd w:val="clear" w:fill="000000"/>', "", ""),
        ('<w:color w:val="4F81BD"/>', '<w:shd w:val="clear" w:fill="4F81BD"/>', "", "123"),
        (WHITE, '<w:shd w:val="clear" w:fill="auto"/>', "", "123"),
        (WHITE, "", '<w:shd w:val="clear" w:fill="4F81BD"/>', "23"),
        (WHITE, '<w:shd w:val="clear" w:fill="4F81BD"/>', '<w:shd w:val="clear" w:fill="auto"/>', "1"),
        ("<w:b/>", '<w:shd w:val="clear" w:fill="000000"/>', "", ""),
    ],
)
def test_white_on_a_dark_header_is_the_usual_look(run: str, cell: str, own: str, marked: str) -> None:
    content = content_of(conditioned('<w:tblLook w:firstRow="1"/>', own), styles=conditional("firstRow", run, cell))
    assert "".join(each.text for each in spans_of(content) if each.signs) == marked


def test_a_conditional_format_ends_with_its_table_and_yields_to_the_run() -> None:
    inner = tbl(tr(tc(p(r("丙")))))
    table = tbl(
        tr(tc(p(r("甲")), inner, p(r("丁"), r("乙", '<w:color w:val="000000"/>')))),
        properties='<w:tblStyle w:val="t"/>',
    )
    content = content_of(table, styles=conditional("band1Horz", WHITE))
    assert [(each.text, bool(each.signs)) for each in spans_of(content)] == [
        ("甲", True), ("丙", True), ("丁", True), ("乙", False)
    ]  # fmt: skip


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


@pytest.mark.parametrize("line", ["tl2br", "tr2bl"])
def test_a_diagonal_strikes_the_text_of_its_cell_out(line: str) -> None:
    borders = f'<w:tcBorders><w:top w:val="single"/><w:{line} w:val="{{}}" w:sz="4"/></w:tcBorders>'
    row = tr(tc(p(r("甲")), properties=borders.format("single")), tc(p(r("乙"))))
    content = content_of(tbl(row, tr(tc(p(), properties=borders.format("single")))), p(r("丙")))
    assert [each.signs for each in spans_of(content)] == [("struck_text",), (), ()]
    assert content.signs == {("struck_text", "甲"): 1}
    for none in ("nil", "none"):
        assert not content_of(tbl(tr(tc(p(r("甲")), properties=borders.format(none))))).signs


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
