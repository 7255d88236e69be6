"""Fields, symbols, numbering, pictures, other parts: what Word shows is not in the text."""

from __future__ import annotations

from random import Random

from tests.tricks.kinds import PLAIN, Rewrite, kind, pick, remarks, same, twist
from tests.tricks.kinds_looks import properties
from tests.tricks.markup import DECLARED, paragraph, pieces, run
from tests.tricks.slots import LOOK, Paper

EVERY = ""
COUNT = "integer"


def field(code: str, result: str | None) -> str:
    """A complex field."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    begin += f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    middle = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return f'{begin}{middle}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _coded(name: str, types: str, code: str, shown: bool = True) -> None:
    how: Rewrite = lambda v, r: field(code.format(v=v), run(v) if shown else None)  # noqa: E731
    if shown:
        remarks(f"field, {name}", types, how, same)
    else:
        remarks(f"field, {name}", types, how)


_coded("sum above", COUNT, "=SUM(ABOVE)")
_coded("document property", EVERY, "DOCPROPERTY 填报 \\* MERGEFORMAT")
_coded("reference to a bookmark", EVERY, "REF _Ref901 \\h")
_coded("quoted", EVERY, 'QUOTE "{v}"')
_coded("mail merge", EVERY, "MERGEFIELD 字段1")
_coded("link to a workbook", COUNT, 'LINK Excel.Sheet.12 "C:\\\\表.xlsx" "Sheet1!R2C3" \\a \\t')
_coded("circled by EQ", COUNT, "EQ \\o\\ac(○,{v})", False)
_coded("fraction by EQ", COUNT, "EQ \\f({v},2)", False)
_coded("prompt of a macro button", EVERY, "MACROBUTTON NoMacro {v}", False)
_coded("quoted without a result", EVERY, 'QUOTE "{v}"', False)
_coded("symbol without a result", COUNT, 'SYMBOL 51 \\f "Arial"', False)
remarks(
    "field, condition with another value inside",
    COUNT,
    lambda v, r: field(f'IF 1 = 1 "{v}" "{twist(v, r)}"', run(v)),
    same,
)
remarks("field, simple", EVERY, lambda v, r: f'<w:fldSimple w:instr=" DOCPROPERTY 值 ">{run(v)}</w:fldSimple>', same)
remarks("field, nested code leaks", COUNT, lambda v, r: field(f"= {v}0 / 10", field("= 1", run(v))), same)
remarks("field, moved by ADVANCE", COUNT, lambda v, r: run(v) + field("ADVANCE \\l50", "") + run("7"))
remarks("field, number of its own", COUNT, lambda v, r: field("AUTONUM", None) + run(v))
remarks("field, sequence", COUNT, lambda v, r: run(v) + field("SEQ a", run("3")))
remarks(
    "field, drop-down of old Word",
    "post text",
    lambda v, r: (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="D"/><w:ddList><w:result w:val="1"/>'
        f'<w:listEntry w:val="甲"/><w:listEntry w:val="{v}"/></w:ddList></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    same,
)
remarks(
    "field, changed under tracking",
    COUNT,
    lambda v, r: field("=SUM(ABOVE)", f'<w:ins w:id="3" w:author="甲">{run(v)}</w:ins>'),
)

remarks(
    "symbol, a digit of the Symbol font",
    COUNT,
    lambda v, r: run(v) + '<w:r><w:sym w:font="Symbol" w:char="F033"/></w:r>',
)
remarks(
    "symbol, circled digit of Wingdings",
    COUNT,
    lambda v, r: run(v) + '<w:r><w:sym w:font="Wingdings" w:char="F08C"/></w:r>',
)
remarks(
    "symbol, Wingdings letters",
    "name post text",
    lambda v, r: run("OK", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
)
remarks("symbol, answer in capitals by format", "email", lambda v, r: run(v, "<w:caps/>"), same)
remarks("math, number in a formula", COUNT, lambda v, r: f"<m:oMath><m:r><m:t>{v}</m:t></m:r></m:oMath>", same)
remarks("math, exponent", COUNT, lambda v, r: run(v) + "<m:oMath><m:r><m:t>2</m:t></m:r></m:oMath>")
remarks(
    "math, fraction",
    COUNT,
    lambda v, r: (
        f"<m:oMath><m:f><m:num><m:r><m:t>{v}</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    ),
)
remarks(
    "tab between digits",
    "integer mobile",
    lambda v, r: f"<w:r><w:t>{v[:1]}</w:t><w:tab/><w:t>{v[1:]}</w:t></w:r>",
    same,
)
remarks(
    "position tab before a second",
    COUNT,
    lambda v, r: run(v) + '<w:r><w:ptab w:alignment="right" w:relativeTo="margin" w:leader="dot"/></w:r>' + run("8"),
)
remarks(
    "line break inside", "integer mobile", lambda v, r: f"<w:r><w:t>{v[:1]}</w:t><w:br/><w:t>{v[1:]}</w:t></w:r>", same
)
remarks(
    "no-break hyphen",
    "landline",
    lambda v, r: f"<w:r><w:t>{v[:4]}</w:t><w:noBreakHyphen/><w:t>{v[5:]}</w:t></w:r>",
    same,
)
remarks(
    "page turned inside",
    EVERY,
    lambda v, r: f"<w:r><w:t>{v[:1]}</w:t><w:lastRenderedPageBreak/><w:t>{v[1:]}</w:t></w:r>",
    same,
)
remarks("custom XML around it", EVERY, lambda v, r: f'<w:customXml w:element="v">{run(v)}</w:customXml>', same)
remarks(
    "alternatives that differ",
    EVERY,
    lambda v, r: (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{run(v)}</mc:Choice><mc:Fallback>{run(twist(v, r))}'
        "</mc:Fallback></mc:AlternateContent>"
    ),
    same,
)
SHAPE = '<w:r><w:pict><v:shape style="position:absolute;width:90pt;height:20pt">{}</v:shape></w:pict></w:r>'


def _box(words: str) -> str:
    return SHAPE.format(f"<v:textbox><w:txbxContent>{paragraph(run(words))}</w:txbxContent></v:textbox>")


remarks("shape, another figure laid over it", EVERY, lambda v, r: run(v) + _box(twist(v, r)))
remarks("shape, WordArt instead", EVERY, lambda v, r: SHAPE.format(f'<v:textpath on="t" string="{v}"/>'))
remarks(
    "shape, WordArt beside", EVERY, lambda v, r: run(v) + SHAPE.format(f'<v:textpath on="t" string="{twist(v, r)}"/>')
)
remarks(
    "shape, line drawn through it",
    EVERY,
    lambda v, r: run(v) + '<w:r><w:pict><v:line from="0,8pt" to="90pt,8pt"/></w:pict></w:r>',
)
remarks(
    "shape, ellipse around it",
    EVERY,
    lambda v, r: run(v) + '<w:r><w:pict><v:oval style="width:9pt;height:9pt"/></w:pict></w:r>',
    same,
)


def picture(relation: str, words: str) -> str:
    """An inline picture with alternative text."""
    blip = f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
    kind_ = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="200000"/><wp:docPr id="5" name="图" descr="{words}"/>'
        f'<a:graphic><a:graphicData uri="{kind_}">{blip}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _pictured(name: str, keeps: bool) -> None:
    @kind(f"picture, {name}")
    def change(paper: Paper, rng: Random) -> bool:
        slot = pick(paper, rng, PLAIN)
        if slot is None:
            return False
        paper.package.parts["word/media/image1.png"] = b"\x89PNG\r\n\x1a\n"
        number = paper.package.relate("image", "media/image1.png")
        slot.write((run(slot.written) if keeps else "") + picture(number, twist(slot.written, rng)))
        slot.truth = LOOK
        return True


_pictured("instead of the answer", False)
_pictured("after the answer", True)


@kind("object, workbook instead of the answer")
def embedded(paper: Paper, rng: Random) -> bool:
    """The figure is in an embedded workbook."""
    slot = pick(paper, rng, PLAIN)
    if slot is None:
        return False
    paper.package.parts["word/embeddings/oleObject1.bin"] = b"\xd0\xcf\x11\xe0" + b"\0" * 600
    number = paper.package.relate("oleObject", "embeddings/oleObject1.bin")
    slot.write(f'<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.8" r:id="{number}"/></w:object></w:r>')
    slot.truth = LOOK
    return True


def _numbered(name: str, level: str, certain: bool, keeps: bool = True) -> None:
    @kind(f"numbering, {name}")
    def change(paper: Paper, rng: Random) -> bool:
        slot = pick(paper, rng, PLAIN if keeps else ["integer"], "cell")
        if slot is None:
            return False
        paper.package.add(
            "numbering",
            f'<w:numbering {DECLARED}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/>{level}'
            '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
        )
        numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        properties(slot.paragraph).extend(pieces(numbered))
        if not keeps:
            slot.write("")
        slot.truth = slot.truth if certain else LOOK
        return True


DECIMAL = '<w:numFmt w:val="decimal"/><w:lvlText w:val="{}"/>'
_numbered("the only answer", DECIMAL.format("%1"), False, keeps=False)
_numbered("digit before the answer", DECIMAL.format("%1"), False)
_numbered("the word not before the answer", '<w:numFmt w:val="bullet"/><w:lvlText w:val="非"/>', False)
_numbered("a round bullet", '<w:numFmt w:val="bullet"/><w:lvlText w:val="●"/>', True)


def _noted(part: str, reference: str) -> None:
    @kind(f"note, correction in {part}")
    def change(paper: Paper, rng: Random) -> bool:
        slot = pick(paper, rng, PLAIN)
        if slot is None:
            return False
        words = paragraph(run(f"此处有误，应为{twist(slot.written, rng)}。"))
        one = part[:-1]
        paper.package.add(part, f'<w:{part} {DECLARED}><w:{one} w:id="2" w:author="甲">{words}</w:{one}></w:{part}>')
        slot.write(run(slot.written) + f"<w:r>{reference}</w:r>")
        slot.truth = LOOK
        return True


_noted("endnotes", '<w:endnoteReference w:id="2"/>')
_noted("footnotes", '<w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t>')
_noted("comments", '<w:commentReference w:id="2"/>')
