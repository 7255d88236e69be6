"""Ambiguous: changes are tracked, text is struck, hidden, raised, calculated, or no text at all."""

from __future__ import annotations

from lxml import etree

from documents.wml import Element, P, w
from tests.corpus.kinds.odd_documents import pick
from tests.corpus.kinds.registry import ambiguous
from tests.corpus.paper import el, run
from tests.corpus.returns import How, Return, parent_of

RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/{}"
VML = "urn:schemas-microsoft-com:vml"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
HOW: tuple[How, ...] = ("cell", "control")


@ambiguous("an insertion is tracked in an answer")
def insertion_tracked(made: Return) -> bool:
    spot = pick(made, "name", "bureau", "place", "mobile", "post")
    if spot is None:
        return False
    spot.runs[0].addnext(el("ins", run("新"), id=51, author="王科长", date="2016-05-10T09:00:00Z"))
    spot.answer.doubt()
    return True


@ambiguous("an answer is replaced with changes tracked")
def replacement_tracked(made: Return) -> bool:
    spot = pick(made, "name", "bureau", "place", "mobile", "post", "count", "date")
    if spot is None:
        return False
    old = spot.runs[0]
    gone = el("delText")
    gone.text = "原来的"
    old.addprevious(el("del", el("r", gone), id=52, author="王科长", date="2016-05-10T09:00:00Z"))
    inserted = el("ins", id=53, author="王科长", date="2016-05-10T09:00:00Z")
    parent_of(old).replace(old, inserted)
    inserted.append(old)
    return True


@ambiguous("an answer is deleted with changes tracked")
def deletion_tracked(made: Return) -> bool:
    spot = pick(made, "name", "bureau", "place", "post")
    if spot is None:
        return False
    old = spot.runs[0]
    gone = el("delText")
    gone.text = spot.answer.text
    parent_of(old).replace(old, el("del", el("r", gone), id=54, author="王科长", date="2016-05-10T09:00:00Z"))
    spot.answer.doubt()
    return True


@ambiguous("the result of comparing two versions is sent")
def compared_versions(made: Return) -> bool:
    found = [each for each in made.filled(how=HOW) if each.runs and made.lives(each.runs[0])][:4]
    for number, spot in enumerate(found):
        spot.touched = True
        old = spot.runs[0]
        inserted = el("ins", id=60 + number, author="比较", date="2016-05-10T09:00:00Z")
        parent_of(old).replace(old, inserted)
        inserted.append(old)
    return bool(found)


@ambiguous("text was moved with changes tracked")
def move_tracked(made: Return) -> bool:
    spot = pick(made, "place", "bureau", "long", "post")
    if spot is None:
        return False
    old = spot.runs[0]
    moved = el("moveTo", id=71, author="王科长", date="2016-05-10T09:00:00Z")
    parent_of(old).replace(old, moved)
    moved.append(old)
    return True


@ambiguous("an old answer is struck out and the new one stands behind it")
def old_answer_struck(made: Return) -> bool:
    spot = made.pick("name", "post", "bureau", "count", "mobile", "place", how=HOW)
    if spot is None:
        return False
    struck = run(made.rng.choice(("科员", "李四", "13")), el(made.rng.choice(("strike", "dstrike"))))
    spot.runs[0].addprevious(struck)
    return True


@ambiguous("an answer is struck out")
def answer_struck(made: Return) -> bool:
    spot = pick(made, "name", "bureau", "mobile", "place", "long", "date")
    if spot is None:
        return False
    spot.type(spot.answer.text, el("strike"))
    spot.answer.doubt()
    return True


@ambiguous("hidden text stands in an answer")
def hidden_text(made: Return) -> bool:
    return _unseen(made, el("vanish"))


@ambiguous("white text stands in an answer")
def white_text(made: Return) -> bool:
    return _unseen(made, el("color", val="FFFFFF"))


@ambiguous("text too small to read stands in an answer")
def tiny_text(made: Return) -> bool:
    return _unseen(made, el("sz", val=2))


def _unseen(made: Return, look: Element) -> bool:
    spot = pick(made, "name", "bureau", "mobile", "place", "post", "long")
    if spot is None:
        return False
    spot.runs[0].addnext(run("内部掌握", look))
    return True


@ambiguous("a digit is set as superscript")
def superscript_digit(made: Return) -> bool:
    spot = pick(made, "count", "mobile", "name")
    if spot is None:
        return False
    spot.runs[0].addnext(run("2", el("vertAlign", val="superscript")))
    return True


@ambiguous("the date is a field that shows today")
def date_field(made: Return) -> bool:
    spot = pick(made, "date")
    if spot is None:
        return False
    old = spot.runs[0]
    field = el("fldSimple", instr=' DATE \\@ "yyyy年M月d日" ')
    parent_of(old).replace(old, field)
    field.append(old)
    spot.answer.doubt()
    return True


@ambiguous("a number is calculated by a field")
def formula_field(made: Return) -> bool:
    spot = pick(made, "count", "tally", "decimal")
    if spot is None:
        return False
    old = spot.runs[0]
    field = el("fldSimple", instr=" =SUM(ABOVE) ")
    parent_of(old).replace(old, field)
    field.append(old)
    return True


@ambiguous("an equation stands in an answer")
def equation(made: Return) -> bool:
    spot = pick(made, "count", "long", "percent", "remark")
    if spot is None:
        return False
    math = etree.Element(f"{{{MATH}}}oMath", nsmap={"m": MATH})
    etree.SubElement(etree.SubElement(math, f"{{{MATH}}}r"), f"{{{MATH}}}t").text = "×2"
    spot.runs[0].addnext(math)
    spot.answer.doubt()
    return True


@ambiguous("an unknown symbol stands in an answer")
def unknown_symbol(made: Return) -> bool:
    spot = pick(made, "name", "count", "place", "bureau")
    if spot is None:
        return False
    spot.runs[0].addnext(el("r", el("sym", font="Webdings", char="F061")))
    return True


@ambiguous("a list with automatic bullets or numbers is an answer")
def numbered_list(made: Return) -> bool:
    spot = made.pick("long", "name", "bureau", how=("cell",))
    if spot is None:
        return False
    paragraph = spot.holder.find(P)
    assert paragraph is not None
    numbering = el("numPr", el("ilvl", val=0), el("numId", val=1))
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = el("pPr")
        paragraph.insert(0, properties)
    properties.append(numbering)
    return True


@ambiguous("an answer is bound to hidden data that say something else")
def bound_control(made: Return) -> bool:
    spot = made.pick("name", "mobile", "bureau", how=("control",))
    if spot is None:
        return False
    properties = spot.holder.find(w("sdtPr"))
    assert properties is not None
    properties.append(el("dataBinding", xpath="/form/name", storeItemID="{00000000-0000-0000-0000-000000000001}"))
    return True


@ambiguous("the answers run from right to left")
def right_to_left(made: Return) -> bool:
    spot = pick(made, "mobile", "count", "date", "name")
    if spot is None:
        return False
    spot.type(spot.answer.text, el("rtl"))
    return True
