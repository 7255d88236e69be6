"""Content controls that say one thing and hold another."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random

from tests.tricks.kinds import kind, twist
from tests.tricks.markup import Element, paragraph, pieces, run, w
from tests.tricks.slots import LOOK, Paper, Slot

Handle = Callable[[Paper, Slot, Element, Element, Random], bool]
BIND = '<w:dataBinding w:xpath="/a/b" w:storeItemID="{11111111-2222-3333-4444-555555555555}"/>'


def _held(name: str, certain: bool, only: str = "") -> Callable[[Handle], Handle]:
    """A kind on one filled control: its properties and content are handed over."""

    def keep(handle: Handle) -> Handle:
        @kind(f"control, {name}")
        def change(paper: Paper, rng: Random) -> bool:
            found = [s for s in paper.every if s.control is not None and s.written and not s.touched]
            found = [s for s in found if not only or (s.type == only and (only != "choice" or s.options))]
            if not found:
                return False
            slot = rng.choice(found)
            assert slot.control is not None
            slot.touched = True
            settings = slot.control.find(w("sdtPr"))
            assert settings is not None
            if not handle(paper, slot, slot.control, settings, rng):
                return False
            slot.truth = slot.truth if certain else LOOK
            return True

        return handle

    return keep


@_held("bound to other data", False)
def bound(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """Word will show the other data when it opens the file."""
    settings.extend(pieces(BIND))
    paper.package.parts["customXml/item1.xml"] = f"<a><b>{twist(slot.written, rng)}</b></a>".encode()
    paper.package.parts["customXml/itemProps1.xml"] = (
        b'<ds:datastoreItem ds:itemID="{11111111-2222-3333-4444-555555555555}" '
        b'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
    )
    paper.package.parts["customXml/_rels/item1.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps" '
        b'Target="itemProps1.xml"/></Relationships>'
    )
    paper.package.relate("customXml", "../customXml/item1.xml")
    return True


@_held("date that differs from the one shown", False, "date")
def other_date(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """w:fullDate is the day before Christmas."""
    date = settings.find(w("date"))
    if date is None:
        return False
    date.set(w("fullDate"), "2026-12-24T00:00:00Z")
    return True


@_held("last value of the list differs", False, "choice")
def other_option(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """w:lastValue names another option."""
    chooser = settings.find(w("dropDownList"))
    if chooser is None:
        return False
    chooser.set(w("lastValue"), next(each for each in slot.options if each != slot.written))
    return True


@_held("list whose values were changed", False, "choice")
def other_list(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """The list offers other texts now, and one of them was taken."""
    for number, item in enumerate(settings.iter(w("listItem"))):
        item.set(w("displayText"), f"新{number}类")
    slot.write(run("新1类"))
    return True


@_held("prompt flag left on", True)
def flag_left(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """The text is the answer's, the flag says prompt."""
    settings.extend(pieces("<w:showingPlcHdr/>"))
    return True


@_held("moved out, prompt left, words beside", True)
def beside(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """The answer stands after the control that still shows its prompt."""
    settings.extend(pieces("<w:showingPlcHdr/>"))
    slot.write(run("点击填写", '<w:rStyle w:val="PlaceholderText"/>'))
    settings.extend(pieces("<w:showingPlcHdr/>"))
    control.addnext(pieces(run(slot.written))[0])
    return True


@_held("answer and another beside it", False)
def another_beside(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """A second answer stands after the control."""
    control.addnext(pieces(run(twist(slot.written, rng)))[0])
    return True


@_held("doubled elsewhere with another answer", False)
def doubled(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """The control was copied to the end and says something else there."""
    if slot.where == "cell" and "." in slot.key:
        return False
    again = copy.deepcopy(control)
    for each in again.iter(w("t")):
        each.text = twist(slot.written, rng)
    paper.end(paragraph())
    paper.body[-2].append(again)
    return True


@_held("another control inside", False)
def nested(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """A control of another question was pasted into it."""
    others = [s for s in paper.slots if s.control is not None and s is not slot and s.written and s.type != slot.type]
    if not others or "." in slot.key:
        return False
    other = rng.choice(others)
    assert other.control is not None
    other.touched, other.truth = True, LOOK
    slot.parent.append(copy.deepcopy(other.control))
    return True


@_held("two exchanged places", False)
def exchanged(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """Two controls with their answers stand in each other's cells."""
    others = [s for s in paper.slots if s.control is not None and s.written and not s.touched and s.where == "cell"]
    others = [s for s in others if s.type != slot.type]
    if not others or "." in slot.key or slot.where != "cell":
        return False
    other = rng.choice(others)
    assert other.control is not None
    other.touched, other.truth = True, LOOK
    here, there = control.getparent(), other.control.getparent()
    assert here is not None and there is not None
    here.append(other.control)
    there.append(control)
    return True


@_held("only the tags exchanged", False)
def tags_exchanged(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """A rebuilt form gave two controls each other's tags."""
    others = [s for s in paper.slots if s.control is not None and s.written and not s.touched and s.type != slot.type]
    if not others or "." in slot.key:
        return False
    other = rng.choice(others)
    assert other.control is not None
    other.touched, other.truth = True, LOOK
    one, two = settings.find(w("tag")), other.control.find(f"{w('sdtPr')}/{w('tag')}")
    assert one is not None and two is not None
    one.set(w("val"), other.key)
    two.set(w("val"), slot.key)
    return True


@_held("tag of a column that is not its own", True)
def foreign_tag(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """The tag is unknown; label and place are right."""
    tag = settings.find(w("tag"))
    assert tag is not None
    tag.set(w("val"), "goog_rdk_12")
    return True


@_held("unlocked, removed, words stay", True)
def removed(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """The control is gone, its words stay."""
    control.addnext(pieces(run(slot.written))[0])
    parent = control.getparent()
    assert parent is not None
    parent.remove(control)
    return True


@_held("moved into the label's cell", False)
def in_label(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """The control with its answer stands before the label."""
    label = paper.label_of(slot)
    if label is None:
        return False
    label.insert(1, pieces(paragraph())[0])
    label[1].append(control)
    return True


@_held("encloses the next cell's words too", False)
def swallowed(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """The label of the next question was drawn into the control."""
    place = slot.cell
    after = place.getnext() if place is not None else None
    if after is None or "." in slot.key or after.find(f".//{w('sdt')}") is not None:
        return False
    label = next(after.iter(w("p")))
    words = "".join(each.text or "" for each in label.iter(w("t")))
    for each in list(label.iter(w("r"))):
        label.remove(each)
    slot.parent.extend(pieces(run(words)))
    return True


@_held("picture control in its place", False)
def pictured(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """A picture control holds a drawing only."""
    settings.extend(pieces("<w:picture/>"))
    slot.write('<w:r><w:drawing><wp:inline><wp:docPr id="3" name="图"/></wp:inline></w:drawing></w:r>')
    return True


@_held("hidden content", False)
def hidden(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """The control's own run properties and its runs are hidden."""
    slot.write(run(slot.written, "<w:vanish/>"))
    return True


@_held("second answer hidden in it", True)
def hidden_second(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """Hidden words follow the answer in the control."""
    slot.write(run(slot.written) + run(twist(slot.written, rng), "<w:vanish/>"))
    return True


@_held("prompt's end left before the answer", False)
def prompt_end(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """Half the prompt stands before the answer."""
    slot.write(run(f"点击填{slot.written}"))
    return True


@_held("prompt in brackets after the answer", False)
def prompt_after(paper: Paper, slot: Slot, control: Element, settings: Element, rng: Random) -> bool:
    """The prompt stands after the answer."""
    slot.write(run(slot.written) + run("点击填写", '<w:rStyle w:val="PlaceholderText"/>'))
    return True
