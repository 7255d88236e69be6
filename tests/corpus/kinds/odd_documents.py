"""Ambiguous: the document holds more than a filled form, or something in it changes what is meant."""

from __future__ import annotations

import copy

from lxml import etree

from documents.wml import TC, Element, P, w
from tests.corpus.fill import fill
from tests.corpus.kinds.registry import ambiguous
from tests.corpus.paper import el, para, row, run
from tests.corpus.returns import How, Return, Spot, parent_of
from tests.corpus.values import mobile, name

RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/{}"
VML = "urn:schemas-microsoft-com:vml"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
HOW: tuple[How, ...] = ("cell", "control")


def pick(made: Return, *makers: str) -> Spot | None:
    """An answer of these sorts in a cell or control."""
    return made.pick(*makers, how=HOW)


def _part(made: Return, kind: str, root: Element) -> None:
    """Add a part of the main document, with its relationship."""
    part = f"word/{kind}9.xml"
    made.package.add(part, root, TYPE.format(kind))
    made.package.relate(made.package.main, kind, part)


def _notes(kind: str, text: str) -> Element:
    root = etree.Element(w(kind), nsmap={"w": w("")[1:-1]})
    single = kind[:-1]
    root.append(el(single, para(run("")), id=0, type="separator"))
    root.append(el(single, para(text), id=1))
    return root


@ambiguous("a comment contradicts an answer")
def comment_contradicts(made: Return) -> bool:
    spot = pick(made, "name", "mobile", "bureau", "post")
    if spot is None:
        return False
    _comment(made, spot, "此人已调离，待定")
    spot.answer.doubt()
    return True


@ambiguous("a comment asks something, and is answered")
def comment_answered(made: Return) -> bool:
    spot = pick(made, "name", "mobile", "long", "date", "count")
    if spot is None:
        return False
    _comment(made, spot, "请核实。已核实。")
    return True


def _comment(made: Return, spot: Spot, text: str) -> None:
    root = etree.Element(w("comments"), nsmap={"w": w("")[1:-1]})
    root.append(el("comment", para(text), id=0, author="审核人", initials="S"))
    _part(made, "comments", root)
    spot.runs[0].addprevious(el("commentRangeStart", id=0))
    spot.runs[0].addnext(el("r", el("commentReference", id=0)))
    spot.runs[0].addnext(el("commentRangeEnd", id=0))


@ambiguous("a footnote corrects an answer")
def footnote_corrects(made: Return) -> bool:
    spot = pick(made, "name", "mobile", "count", "bureau")
    if spot is None:
        return False
    _part(made, "footnotes", _notes("footnotes", f"更正：应为{mobile(made.rng)}。"))
    spot.runs[0].addnext(el("r", el("footnoteReference", id=1)))
    spot.answer.doubt()
    return True


@ambiguous("an endnote is set")
def endnote_added(made: Return) -> bool:
    spot = pick(made, "long", "name", "place")
    if spot is None:
        return False
    _part(made, "endnotes", _notes("endnotes", "数据截至5月底。"))
    spot.runs[0].addnext(el("r", el("endnoteReference", id=1)))
    return True


@ambiguous("a note stands in the header")
def note_in_header(made: Return) -> bool:
    return _header(
        made, para(made.rng.choice(("本表联系电话以县团委办公室为准", "更正稿", "本表作废，以6月2日报送为准")))
    )


@ambiguous("a watermark lies behind the text")
def watermark(made: Return) -> bool:
    shape = etree.Element(f"{{{VML}}}shape", {"style": "position:absolute"}, nsmap={"v": VML})
    etree.SubElement(shape, f"{{{VML}}}textpath", {"string": made.rng.choice(("样本", "草稿", "内部资料"))})
    return _header(made, para(el("r", el("pict", shape))))


def _header(made: Return, paragraph: Element) -> bool:
    section = next(made.body.iter(w("sectPr")))
    if section.find(w("headerReference")) is not None or "word/header8.xml" in made.package.parts:
        return False
    root = etree.Element(w("hdr"), nsmap={"w": w("")[1:-1]})
    root.append(paragraph)
    made.package.add("word/header8.xml", root, TYPE.format("header"))
    reference = el("headerReference", type="default")
    reference.set(RELATIONSHIP, made.package.relate(made.package.main, "header", "word/header8.xml"))
    section.insert(0, reference)
    return True


def _box(*paragraphs: Element) -> Element:
    """A run with a text box that floats."""
    # without a shape that is drawn, LibreOffice drops the box from an .rtf
    shape = etree.Element(f"{{{VML}}}rect", {"style": "position:absolute;width:200pt;height:40pt"}, nsmap={"v": VML})
    box = etree.SubElement(shape, f"{{{VML}}}textbox")
    box.append(el("txbxContent", *paragraphs))
    return el("r", el("pict", shape))


@ambiguous("an answer stands in a text box over its cell")
def answer_in_text_box(made: Return) -> bool:
    spot = pick(made, "name", "mobile", "bureau", "place", "date")
    if spot is None or spot.how != "cell":
        return False
    old = spot.runs[0]
    parent_of(old).replace(old, _box(para(spot.answer.text)))
    return True


@ambiguous("a text box with a note floats beside the form")
def note_in_text_box(made: Return) -> bool:
    first = next(made.body.iter(P))
    first.append(_box(para(f"联系人变更为{name(made.rng)}，请知悉")))
    return True


@ambiguous("a DrawingML text box with a note, and its VML fallback")
def note_in_drawing_box(made: Return) -> bool:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    block = etree.Element(f"{{{space}}}AlternateContent", nsmap={"mc": space})
    shape = etree.Element("{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp")
    shape.append(el("txbxContent", para("数据以此为准：12")))
    anchor = etree.Element(f"{{{DRAWING.format('wordprocessingDrawing')}}}anchor")
    anchor.append(shape)
    etree.SubElement(block, f"{{{space}}}Choice", Requires="wps").append(el("drawing", anchor))
    etree.SubElement(block, f"{{{space}}}Fallback").append(_box(para("数据以此为准：12"))[0])
    next(made.body.iter(P)).append(el("r", block))
    return True


@ambiguous("a note stands in a frame beside the form")
def note_in_frame(made: Return) -> bool:
    made.body.insert(
        0, el("p", el("pPr", el("framePr", w=2000, hSpace=180, wrap="around", x=9000, y=3000)), run("第3行作废"))
    )
    return True


@ambiguous("a stamp floats over the form as a picture")
def stamp_picture(made: Return) -> bool:
    space = DRAWING.format("wordprocessingDrawing")
    anchor = etree.Element(f"{{{space}}}anchor", {"behindDoc": "1"}, nsmap={"wp": space})
    etree.SubElement(anchor, f"{{{space}}}docPr", {"id": "1", "name": "公章"})
    list(made.body.iter(P))[-1].append(el("r", el("drawing", anchor)))
    return True


@ambiguous("a table stands inside an answer")
def table_in_answer(made: Return) -> bool:
    spot = made.pick("long", "place", "bureau", "remark", how=("cell",))
    if spot is None:
        return False
    inner = el(
        "tbl",
        el("tblPr"),
        el("tblGrid", el("gridCol", w=900), el("gridCol", w=900)),
        row("项目", "数量"),
        row("培训", "3"),
    )
    spot.holder.append(inner)
    spot.holder.append(para())
    spot.answer.doubt()
    return True


@ambiguous("another document is embedded")
def document_embedded(made: Return) -> bool:
    chunk = el("altChunk")
    chunk.set(RELATIONSHIP, "rIdNone")
    made.append(chunk)
    return True


@ambiguous("the form is pasted below a covering letter")
def covering_letter(made: Return) -> bool:
    letter = (para("共青团嘉兴市委员会："), para("现将我县有关表格报上，请审阅。"), para("2016年5月9日", align="right"))
    for block in reversed(letter):
        made.body.insert(0, block)
    return True


@ambiguous("a correction is written below the form")
def correction_below(made: Return) -> bool:
    spot = made.pick("name", "mobile", "count", "date")
    if spot is None:
        return False
    text = f"更正：{spot.ask.label}应为{made.rng.choice((name(made.rng), mobile(made.rng), '15'))}。"
    made.append(para(text))
    spot.answer.doubt()
    return True


@ambiguous("a remark is written below the form")
def remark_below(made: Return) -> bool:
    made.append(
        para(
            made.rng.choice(("以上情况属实。", "单位盖章：", "如有疑问请致电办公室。", f"（审核人：{name(made.rng)}）"))
        )
    )
    return True


@ambiguous("the form is declared void")
def form_void(made: Return) -> bool:
    made.body.insert(0, para(made.rng.choice(("作废", "本表作废，以补报为准", "此件已撤回"))))
    made.truth.doubt()
    return True


@ambiguous("two filled forms are in one file")
def two_forms(made: Return) -> bool:
    other = fill(made.form, made.rng)
    for block in list(other.body)[:-1]:
        made.append(block)
    made.truth.doubt()
    return True


@ambiguous("the blank form follows the filled one")
def blank_follows(made: Return) -> bool:
    other = fill(made.form, made.rng, empty=True)
    for block in list(other.body)[:-1]:
        made.append(block)
    return True


@ambiguous("last year's form, filled: title and some labels are others")
def last_years_form(made: Return) -> bool:
    nodes = [
        each
        for each in made.body.iter(w("t"))
        if each.text and "2016" in each.text and parent_of(parent_of(each)).getparent() is made.body
    ]
    titles = [each for each in made.body.findall(P) if sum(len(node.text or "") for node in each.iter(w("t"))) > 4]
    labels = [
        each.label for each in made.spots if each.label is not None and each.label.tag == TC and made.lives(each.label)
    ]
    if not titles or not labels:
        return False
    node = nodes[0] if nodes else next(titles[0].iter(w("t")))
    node.text = (node.text or "").replace("2016", "2015") if nodes else f"2015年度{node.text}"
    next(labels[-1].iter(w("t"))).text = "上年度情况"
    made.truth.doubt()
    return True


@ambiguous("the footer with the form number is deleted")
def form_number_deleted(made: Return) -> bool:
    if not made.form.number:
        return False
    for reference in list(made.root.iter(w("footerReference"))):
        parent_of(reference).remove(reference)
    for mark in [*made.root.iter(w("bookmarkStart")), *made.root.iter(w("bookmarkEnd"))]:
        parent_of(mark).remove(mark)
    if "docProps/custom.xml" in made.package.parts:
        root = made.package.tree("docProps/custom.xml")
        for child in list(root):
            root.remove(child)
    return True


@ambiguous("labels and answers are in traditional characters")
def traditional_labels(made: Return) -> bool:
    table = str.maketrans("务单联号码邮电话备职报", "務單聯號碼郵電話備職報")
    nodes = [
        each
        for spot in made.spots
        if spot.label is not None and made.lives(spot.label)
        for each in spot.label.iter(w("t"))
    ]
    changed = [each for each in nodes if each.text and each.text.translate(table) != each.text]
    for each in changed:
        each.text = (each.text or "").translate(table)
    return bool(changed)


@ambiguous("the whole form was copied as a table into another document")
def form_in_a_cell(made: Return) -> bool:
    blocks = list(list(made.body)[:-1])
    inner = el("tc")
    inner.extend(blocks)
    inner.append(para())
    made.append(el("tbl", el("tblPr"), el("tblGrid", el("gridCol", w=9000)), row(inner)))
    return True


@ambiguous("a second copy of one answer's paragraph stands below the form")
def answer_repeated_below(made: Return) -> bool:
    spot = made.pick("name", "mobile", "long", how=("cell",))
    if spot is None:
        return False
    found = spot.holder.find(P)
    assert found is not None
    made.append(copy.deepcopy(found))
    return True
