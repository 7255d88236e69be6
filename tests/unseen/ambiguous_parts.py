"""Ambiguous: answers and corrections in other parts of the file, in pictures, fields and embedded documents."""

from __future__ import annotations

import base64
from collections.abc import Callable

from tests.unseen.ambiguous_marks import any_field, slot_runs
from tests.unseen.answers import Answer
from tests.unseen.returns import Return, erase, unknown
from tests.unseen.wml import XMLNS, Element, para, parse, w

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def note(part: str) -> Callable[[Return], bool]:
    """A comment, footnote or endnote at an answer that gives another."""

    def mutate(made: Return) -> bool:
        each = any_field(made)
        if each is None:
            return False
        other = made.pool.make(each.kind)
        one = part[:-1]
        inner = f'<w:{one} w:id="2">{para(f"应为{other.raw}")}</w:{one}>'
        made.parts[f"{part}.xml"] = (part, f"<w:{part} {XMLNS}>{inner}</w:{part}>".encode())
        slot_runs(made, each.key)[-1].addnext(parse(f'<w:r><w:{one}Reference w:id="2"/></w:r>'))
        made.answers[each.key] = Answer(each.kind, other.raw, other.value)
        return True

    return mutate


def margin(part: str) -> Callable[[Return], bool]:
    """The header or footer says what is to be changed."""

    def mutate(made: Return) -> bool:
        each = any_field(made)
        if each is None:
            return False
        other, short = made.pool.make(each.kind), "hdr" if part == "header" else "ftr"
        xml = f"<w:{short} {XMLNS}>{para(f'{each.labels[0]}请改为{other.raw}')}</w:{short}>"
        made.parts[f"{part}1.xml"] = (part, xml.encode())
        number = list(made.parts).index(f"{part}1.xml")
        made.find("//w:sectPr")[0].insert(0, parse(f'<w:{part}Reference w:type="default" r:id="rIdX{number}"/>'))
        made.answers[each.key] = Answer(each.kind, other.raw, other.value)
        return True

    return mutate


def text_box(made: Return) -> bool:
    """The answer is in a text box that floats over its place."""
    each = any_field(made)
    if each is None:
        return False
    answer = made.answers[each.key]
    erase(made, each.key)
    shape = f'<v:shape style="position:absolute"><v:textbox><w:txbxContent>{para(answer.raw if answer else "")}'
    shape += "</w:txbxContent></v:textbox></v:shape>"
    target = made.slot(each.key)
    xml = parse(f"<w:r><w:pict>{shape}</w:pict></w:r>")
    target.append(xml) if target.tag == w("p") else target.addnext(xml)
    return True


def _picture(made: Return) -> Element:
    made.parts["stamp.png"] = ("image", PNG)
    number = list(made.parts).index("stamp.png")
    return parse(
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="500000"/><wp:docPr id="1" name="p"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="rIdX{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="900000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def pictured(made: Return) -> bool:
    """The answer is a picture of handwriting."""
    each = any_field(made)
    if each is None:
        return False
    erase(made, each.key)
    target = made.slot(each.key)
    target.append(_picture(made)) if target.tag == w("p") else target.addnext(_picture(made))
    return True


def embedded(made: Return) -> bool:
    """A long answer is an embedded document."""
    each = any_field(made, "long")
    if each is None or made.slot(each.key).tag != w("p"):
        return False
    answer = made.answers[each.key]
    made.parts["chunk.html"] = ("aFChunk", f"<html><body>{answer.raw if answer else ''}</body></html>".encode())
    erase(made, each.key)
    made.slot(each.key).addprevious(parse(f'<w:altChunk r:id="rIdX{list(made.parts).index("chunk.html")}"/>'))
    return True


def date_field(made: Return) -> bool:
    """The date is a field that shows the day on which the file is opened."""
    each = any_field(made, "date")
    if each is None:
        return False
    target = slot_runs(made, each.key)[0]
    around = parse('<w:fldSimple w:instr=" DATE \\@ &quot;yyyy-MM-dd&quot; "/>')
    target.getparent().replace(target, around)
    around.append(target)
    made.answers[each.key] = unknown(made.answers[each.key])
    return True


PARTS: dict[str, Callable[[Return], bool]] = {
    "comment": note("comments"),
    "footnote": note("footnotes"),
    "endnote": note("endnotes"),
    "correction in the header": margin("header"),
    "correction in the footer": margin("footer"),
    "answer in a text box": text_box,
    "answer as a picture": pictured,
    "answer embedded": embedded,
    "date field": date_field,
}
