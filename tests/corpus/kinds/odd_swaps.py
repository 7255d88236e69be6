"""Ambiguous: answers stand in each other's place."""

from __future__ import annotations

import copy
import itertools

from documents.wml import P
from tests.corpus.kinds.odd_places import label_text, labelled
from tests.corpus.kinds.registry import ambiguous
from tests.corpus.paper import el
from tests.corpus.returns import Return, parent_of


@ambiguous("two labels are swapped, the answers stay")
def labels_swapped(made: Return) -> bool:
    found = labelled(made)
    if len(found) < 2:
        return False
    one, other = made.rng.sample(found, 2)
    first, second = label_text(one), label_text(other)
    first.text, second.text = second.text, first.text
    for spot in (one, other):
        spot.touched = True
        spot.answer.doubt()
    return True


def _swap(made: Return, first: tuple[str, ...], second: tuple[str, ...], *, single: bool = True) -> bool:
    """Two answers stand in each other's place."""
    ones, others = (
        made.filled(*first, how=("cell", "control", "gap"), single=single),
        made.filled(*second, how=("cell", "control", "gap"), single=single),
    )
    pairs = [
        (one, other) for one in ones for other in others if one is not other and one.answer.text != other.answer.text
    ]
    if not pairs:
        return False
    one, other = made.rng.choice(pairs)
    texts = one.answer.text, other.answer.text
    one.type(texts[1])
    other.type(texts[0])
    for spot in (one, other):
        spot.touched = True
        spot.answer.doubt()
    return True


@ambiguous("telephone and mobile are swapped")
def phones_swapped(made: Return) -> bool:
    return _swap(made, ("mobile",), ("landline",))


@ambiguous("name and place are swapped")
def name_and_place_swapped(made: Return) -> bool:
    return _swap(made, ("name",), ("place",))


@ambiguous("name and mobile are swapped")
def name_and_mobile_swapped(made: Return) -> bool:
    return _swap(made, ("name",), ("mobile", "phone"))


@ambiguous("name and post are swapped")
def name_and_post_swapped(made: Return) -> bool:
    return _swap(made, ("name",), ("post",))


@ambiguous("e-mail and name are swapped")
def email_and_name_swapped(made: Return) -> bool:
    return _swap(made, ("email",), ("name",))


@ambiguous("the own unit and the address are swapped")
def unit_and_place_swapped(made: Return) -> bool:
    return _swap(made, ("unit",), ("place",))


@ambiguous("post and mobile are swapped")
def post_and_mobile_swapped(made: Return) -> bool:
    return _swap(made, ("post",), ("mobile", "phone"))


@ambiguous("date and count are swapped")
def date_and_count_swapped(made: Return) -> bool:
    return _swap(made, ("date",), ("count",))


@ambiguous("answers are pasted one row too low")
def answers_one_row_low(made: Return) -> bool:
    found = [each for each in labelled(made) if each.how == "cell"]
    if len(found) < 4:
        return False
    moved = found[:4]
    texts = [each.answer.text for each in moved]
    if len({each.ask.wish.maker for each in moved} - {"word", "bureau", "work", "remark"}) < 3:
        return False
    for spot, text in zip(moved, [texts[-1], *texts[:-1]], strict=True):
        spot.type(text)
        spot.touched = True
        spot.answer.doubt()
    return True


@ambiguous("two rows of questions change their order")
def rows_swapped(made: Return) -> bool:
    found = [each for each in labelled(made) if each.row is not None]
    rows = list(dict.fromkeys(each.row for each in found if each.row is not None))
    pairs = [(one, two) for one, two in itertools.pairwise(rows) if one.getnext() is two and len(one) == len(two)]
    if not pairs:
        return False
    one, two = made.rng.choice(pairs)
    one.addprevious(two)
    return True


@ambiguous("two controls are dragged into each other's place")
def controls_swapped(made: Return) -> bool:
    found = [each for each in made.filled(how=("control",), single=True) if parent_of(each.holder).tag == P]
    if len(found) < 2:
        return False
    one, other = made.rng.sample(found, 2)
    marker = el("r")
    parent_of(one.holder).replace(one.holder, marker)
    parent_of(other.holder).replace(other.holder, one.holder)
    parent_of(marker).replace(marker, other.holder)
    for spot in (one, other):
        spot.touched = True
        spot.answer.doubt()
    return True


@ambiguous("a control is copied into another answer's cell")
def control_copied(made: Return) -> bool:
    found = [each for each in made.filled(how=("control",), single=True) if parent_of(each.holder).tag == P]
    if len(found) < 2:
        return False
    one, other = made.rng.sample(found, 2)
    other.holder.addnext(copy.deepcopy(one.holder))
    for spot in (one, other):
        spot.touched = True
        spot.answer.doubt()
    return True


@ambiguous("the answers of two lines are typed in the wrong order")
def line_answers_swapped(made: Return) -> bool:
    found = made.filled("name", "mobile", "email", "count", "date", how=("gap",))
    pairs = [(one, two) for one in found for two in found if one.ask.wish.maker < two.ask.wish.maker]
    if not pairs:
        return False
    one, two = made.rng.choice(pairs)
    texts = one.answer.text, two.answer.text
    one.type(texts[1])
    two.type(texts[0])
    for spot in (one, two):
        spot.touched = True
        spot.answer.doubt()
    return True
