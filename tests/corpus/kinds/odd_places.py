"""Ambiguous: an answer stands where it should not, or its label is not what was printed."""

from __future__ import annotations

import copy

from documents.wml import TC, Element, P, text_of, w
from tests.corpus.kinds.registry import ambiguous
from tests.corpus.paper import cell, el, para, row, run
from tests.corpus.returns import Return, Spot, parent_of
from tests.corpus.values import mobile, name


def labelled(made: Return) -> list[Spot]:
    """Single answers in a cell whose label is the cell to the left, untouched and filled."""
    return [
        each
        for each in made.filled(single=True)
        if each.label is not None
        and each.label.tag == TC
        and each.cell is not None
        and each.how in ("cell", "control")
        and each.label.getnext() is each.cell
    ]


def _pick_pair(made: Return) -> Spot | None:
    found = labelled(made)
    if not found:
        return None
    spot = made.rng.choice(found)
    spot.touched = True
    return spot


def label_text(spot: Spot) -> Element:
    """The element with the text of an answer's label."""
    assert spot.label is not None
    return next(each for each in spot.label.iter(w("t")) if each.text)


def _clear(spot: Spot) -> None:
    """The answer is not in its place any more."""
    for each in spot.runs:
        parent_of(each).remove(each)
    spot.runs = []


@ambiguous("adds （必填） to a label")
def label_with_hint(made: Return) -> bool:
    spot = _pick_pair(made)
    if spot is None:
        return False
    node = label_text(spot)
    node.text = f"{node.text}（必填）"
    return True


@ambiguous("words a label in another way")
def label_reworded(made: Return) -> bool:
    other = {
        "手机号码": "手机",
        "电子邮箱": "邮箱",
        "姓名": "名字",
        "工作单位": "单位",
        "联系电话": "电话",
        "通讯地址": "地址",
        "职务": "职位",
        "备注": "说明",
    }
    found = [each for each in labelled(made) if each.ask.label in other]
    if not found:
        return False
    spot = made.rng.choice(found)
    spot.touched = True
    first, *rest = list(spot.label.iter(w("t"))) if spot.label is not None else []
    first.text = other[spot.ask.label]
    for each in rest:
        each.text = ""
    return True


@ambiguous("a label becomes another question")
def label_means_another(made: Return) -> bool:
    spot = _pick_pair(made)
    if spot is None:
        return False
    label_text(spot).text = made.rng.choice(("上级联系人", "备用电话", "原任职务", "家庭住址"))
    spot.answer.doubt()
    return True


@ambiguous("a label is deleted, the answer stays")
def label_deleted(made: Return) -> bool:
    spot = _pick_pair(made)
    if spot is None or spot.label is None:
        return False
    for each in spot.label.iter(w("t")):
        each.text = ""
    return True


@ambiguous("types the answer into the label's cell")
def answer_in_label_cell(made: Return) -> bool:
    spot = _pick_pair(made)
    if spot is None or spot.label is None:
        return False
    _clear(spot)
    paragraph = spot.label.find(P)
    assert paragraph is not None
    paragraph.append(run(made.rng.choice(("：", " ", "")) + spot.answer.text))
    return True


@ambiguous("types the answer over the label and leaves the answer's cell empty")
def answer_over_label(made: Return) -> bool:
    spot = _pick_pair(made)
    if spot is None or spot.label is None:
        return False
    _clear(spot)
    for each in spot.label.iter(w("t")):
        each.text = ""
    next(spot.label.iter(w("t"))).text = spot.answer.text
    return True


@ambiguous("a row for a second officer is inserted among the questions")
def row_inserted(made: Return) -> bool:
    spot = _pick_pair(made)
    if spot is None or spot.row is None or spot.cell is None:
        return False
    twin = copy.deepcopy(spot.row)
    spot.row.addnext(twin)
    texts = [each for each in twin.iter(w("t")) if each.text]
    texts[0].text = "备用" + (texts[0].text or "")
    return True


@ambiguous("a question's row is copied and answered in another way")
def row_twice(made: Return) -> bool:
    spot = _pick_pair(made)
    if spot is None or spot.row is None:
        return False
    twin = copy.deepcopy(spot.row)
    spot.row.addnext(twin)
    for each in twin.iter(w("t")):
        each.text = (each.text or "").replace(spot.answer.text, name(made.rng))
    for each_spot in made.spots:
        if each_spot.row is spot.row:
            each_spot.answer.doubt()
    return True


@ambiguous("a question's row is deleted")
def row_deleted(made: Return) -> bool:
    spot = _pick_pair(made)
    if spot is None or spot.row is None or spot.row.find(f".//{w('vMerge')}") is not None:
        return False
    gone = [each for each in made.spots if each.row is spot.row]
    parent_of(spot.row).remove(spot.row)
    for each in gone:
        each.answer.take("", None)
    return True


@ambiguous("the answer's cell is merged with the next label")
def cells_merged(made: Return) -> bool:
    found = [
        (each, following)
        for each in labelled(made)
        if each.how == "cell" and (following := each.holder.getnext()) is not None and following.tag == TC
    ]
    if not found:
        return False
    spot, following = made.rng.choice(found)
    spot.touched = True
    for block in following.findall(P):
        spot.holder.append(block)
    spot.holder[0].append(el("gridSpan", val=2))
    parent_of(following).remove(following)
    spot.answer.doubt()
    for each in made.spots:
        if each.label is following:
            each.answer.doubt()
    return True


@ambiguous("a question's row gets another cell")
def cell_added(made: Return) -> bool:
    spot = _pick_pair(made)
    if spot is None or spot.row is None:
        return False
    spot.row.append(cell("以上情况属实"))
    return True


@ambiguous("the prompt is left in front of the answer")
def prompt_left(made: Return) -> bool:
    spot = made.pick("name", "mobile", "post", "email", "bureau", "point", how=("control",))
    if spot is None:
        return False
    spot.type(made.rng.choice(("点击填写", "请填写", f"请填写{spot.ask.label}", "点击填写姓名")) + spot.answer.text)
    return True


@ambiguous("answers in a second paragraph of the same cell too")
def second_answer_below(made: Return) -> bool:
    spot = made.pick("name", "bureau", "place", "post", "mobile", how=("cell",))
    if spot is None:
        return False
    spot.holder.append(para(mobile(made.rng) if spot.ask.wish.maker == "mobile" else name(made.rng)))
    spot.answer.doubt()
    return True


@ambiguous("a name runs down its cell, a character a paragraph")
def name_vertical(made: Return) -> bool:
    spot = made.pick("name", how=("cell",))
    if spot is None:
        return False
    text = str(spot.answer.values[0])
    spot.type(text[0])
    for char in text[1:]:
        spot.holder.append(para(char))
    return True


@ambiguous("an answer is split over its cell and the one beside it")
def answer_over_two_cells(made: Return) -> bool:
    empties = [each for each in made.empties() if each.how == "cell"]
    spot = made.pick("name", "bureau", "place", how=("cell",), single=True)
    if spot is None or not empties:
        return False
    other, text = made.rng.choice(empties), spot.answer.text
    spot.type(text[:1])
    other.type(text[1:])
    other.touched = True
    spot.answer.doubt()
    other.answer.doubt()
    return True


@ambiguous("the answers of a line are all typed at its end")
def answers_at_the_end(made: Return) -> bool:
    lines = [each for each in [*made.marks.get("line", []), *made.marks.get("signoff", [])] if made.lives(each)]
    for line in lines:
        spots = [
            each for each in made.filled(how=("gap",)) if each.label is not None and each.label.getparent() is line
        ]
        if len(spots) > 1:
            texts = "  ".join(each.answer.text for each in spots)
            for spot in spots:
                _clear(spot)
                spot.touched = True
                spot.answer.doubt()
            line.append(run(texts))
            return True
    return False


@ambiguous("a label of a line is deleted, its answer stays")
def line_label_deleted(made: Return) -> bool:
    found = [
        each
        for each in made.filled(how=("gap",))
        if each.label is not None and made.lives(each.label) and len(parent_of(each.label)) > 3
    ]
    if not found:
        return False
    spot = made.rng.choice(found)
    spot.touched = True
    assert spot.label is not None
    parent_of(spot.label).remove(spot.label)
    neighbours = [
        each
        for each in made.spots
        if each.runs
        and made.lives(each.runs[0])
        and each.label is not None
        and each.label.getparent() is spot.runs[0].getparent()
    ]
    for each in [spot, *neighbours]:
        each.answer.values = tuple(dict.fromkeys(each.answer.values))
    return True


@ambiguous("an instruction is overwritten with a remark")
def note_overwritten(made: Return) -> bool:
    notes = [each for each in made.marks.get("note", []) if made.lives(each)]
    if not notes:
        return False
    next(notes[0].iter(w("t"))).text = f"我单位{text_of(notes[0])[:2]}联络员下月起由{name(made.rng)}担任。"
    return True


@ambiguous("adds a row at the end of the questions with a remark over its whole width")
def remark_row(made: Return) -> bool:
    spot = _pick_pair(made)
    if spot is None or spot.row is None:
        return False
    parent_of(spot.row).append(row(cell("以上人员如有变动另行报送", span=4)))
    return True
