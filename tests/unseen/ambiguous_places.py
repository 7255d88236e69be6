"""Ambiguous: values in the wrong place, and tables of another shape."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tests.unseen.answers import Answer
from tests.unseen.returns import Field, Return, doubt_all, erase, unknown
from tests.unseen.wml import NS, Element, cell, label, para, parse, row, run, w


def _pair(made: Return, first: tuple[str, ...], second: tuple[str, ...]) -> tuple[Field, Field] | None:
    one, two = made.slots(*first), made.slots(*second)
    return (made.rng.choice(one), made.rng.choice(two)) if one and two else None


def swapped(first: tuple[str, ...], second: tuple[str, ...]) -> Callable[[Return], bool]:
    """Two answers of different kinds stand in each other's place; the truth is what was meant."""

    def mutate(made: Return) -> bool:
        pair = _pair(made, first, second)
        if pair is None:
            return False
        a, b = made.answers[pair[0].key], made.answers[pair[1].key]
        if a is None or b is None:
            return False
        made.write(pair[0].key, b.raw)
        made.write(pair[1].key, a.raw)
        return True

    return mutate


def shifted(made: Return) -> bool:
    """All single answers stand one field too far; the first is empty."""
    found = made.slots()
    if len(found) < 4 or len({each.kind for each in found}) < 3:
        return False
    answers = [made.answers[each.key] for each in found]
    for each, answer in zip(found[1:], answers, strict=False):
        if answer:
            made.write(each.key, answer.raw)
    erase(made, found[0].key)
    return True


def both_in_one(made: Return) -> bool:
    """A name's cell also holds the telephone, whose own place is empty."""
    pair = _pair(made, ("name",), ("mobile", "phone"))
    if pair is None:
        return False
    a, b = made.answers[pair[0].key], made.answers[pair[1].key]
    made.write(pair[0].key, f"{a.raw if a else ''} {b.raw if b else ''}")
    erase(made, pair[1].key)
    return True


def _labelled_cells(made: Return) -> list[tuple[Field, Element, Element]]:
    """Fields that fill a cell right of a label: the field, the label's cell, its own."""
    found = []
    for each in made.slots():
        own = next(made.slot(each.key).iterancestors(w("tc")), None)
        before = own.getprevious() if own is not None else None
        if own is None or before is None or before.tag != w("tc") or len(own.findall(w("p"))) != 1:
            continue
        if before.xpath(".//w:r[@u:label]", namespaces=NS):
            found.append((each, before, own))
    return found


def into_label(made: Return) -> bool:
    """The answer is typed behind its label, its own cell is empty."""
    found = _labelled_cells(made)
    if not found:
        return False
    each, before, _ = made.rng.choice(found)
    answer = made.answers[each.key]
    before.findall(w("p"))[-1].append(parse(run(f"：{answer.raw if answer else ''}")))
    erase(made, each.key)
    return True


def over_label(made: Return) -> bool:
    """The answer is written over its label, its own cell is empty."""
    found = _labelled_cells(made)
    if not found:
        return False
    each, before, _ = made.rng.choice(found)
    answer = made.answers[each.key]
    next(before.iter(w("t"))).text = answer.raw if answer else ""
    erase(made, each.key)
    return True


def labels_swapped(made: Return) -> bool:
    """Two label cells change places, the answers go with their labels' words or not: by label they are right."""
    found = [
        each for each in _labelled_cells(made) if each[0].kind in ("name", "mobile", "email", "unit", "place", "text")
    ]
    if len(found) < 2:
        return False
    (one, first, _), (two, second, _) = made.rng.sample(found, 2)
    texts = [next(each.iter(w("t"))) for each in (first, second)]
    if texts[0].text == texts[1].text:
        return False
    texts[0].text, texts[1].text = texts[1].text, texts[0].text
    a, b = made.answers[one.key], made.answers[two.key]
    if a and b:
        made.answers[one.key], made.answers[two.key] = (
            Answer(one.kind, b.raw, b.value),
            Answer(two.kind, a.raw, a.value),
        )
    return True


def label_renamed(text: str, *kinds: str) -> Callable[[Return], bool]:
    """A label is overwritten by the name of another thing."""

    def mutate(made: Return) -> bool:
        found = [each for each in _labelled_cells(made) if each[0].kind in kinds]
        if not found:
            return False
        each, before, _ = made.rng.choice(found)
        next(before.iter(w("t"))).text = text
        made.answers[each.key] = unknown(made.answers[each.key])
        return True

    return mutate


def row_inserted(made: Return) -> bool:
    """A row with a new label of the same sort stands before a row of facts."""
    found = [each for each in _labelled_cells(made) if each[0].kind in ("name", "mobile", "unit", "phone", "text")]
    if not found:
        return False
    each, before, _ = made.rng.choice(found)
    fresh = made.pool.make(each.kind)
    old = next(before.iter(w("t"))).text
    before.getparent().addprevious(parse(row(label(f"备用{old}"), cell(para(fresh.raw), span=3))))
    return True


def cells_merged(made: Return) -> bool:
    """An answer's cell, the next label and its answer become one cell."""
    for _, _, own in _labelled_cells(made):
        near = own.getnext()
        after = near.getnext() if near is not None else None
        if after is not None and after.tag == w("tc"):
            words = f"{''.join(near.itertext())}{''.join(after.itertext())}"
            next(own.iter(w("p"))).append(parse(run(words)))
            own[0].append(parse('<w:gridSpan w:val="3"/>'))
            own.getparent().remove(near)
            own.getparent().remove(after)
            return True
    return False


def cell_split(made: Return) -> bool:
    """An answer's cell is split in two, and both halves hold something of the kind."""
    found = [
        each for each in _labelled_cells(made) if each[0].kind in ("name", "mobile", "text", "unit", "place", "int:人")
    ]
    if not found:
        return False
    each, _, own = made.rng.choice(found)
    own.addnext(parse(cell(para(made.pool.make(each.kind).raw), width=700)))
    made.answers[each.key] = unknown(made.answers[each.key])
    return True


def form_below(made: Return) -> bool:
    """A second form of another unit below the first."""
    for each in list(made.body())[:-1]:
        fresh = copy.deepcopy(each)
        for text in fresh.iter(w("t")):
            if text.text and text.text.isdigit() and len(text.text) == 11:
                text.text = made.pool.make("mobile").raw
        made.body().insert(len(made.body()) - 1, fresh)
    doubt_all(made)
    return True


NAMES, PHONES = ("name", "person"), ("mobile", "phone", "landline")
PLACES: dict[str, Callable[[Return], bool]] = {
    "name and telephone swapped": swapped(NAMES, PHONES),
    "name and date swapped": swapped(NAMES, ("date", "when")),
    "e-mail and telephone swapped": swapped(("email",), PHONES),
    "address and telephone swapped": swapped(("place", "unit"), PHONES),
    "number and date swapped": swapped(("int",), ("date",)),
    "long text and e-mail swapped": swapped(("long",), ("email", "mobile")),
    "mobile and number swapped": swapped(("mobile",), ("int",)),
    "all shifted by one": shifted,
    "name and telephone in one": both_in_one,
    "typed behind the label": into_label,
    "typed over the label": over_label,
    "labels swapped": labels_swapped,
    "label: fax": label_renamed("传真号码", "mobile", "phone", "landline"),
    "label: other person": label_renamed("分管领导姓名", "name"),
    "label: other unit": label_renamed("上级单位", "unit"),
    "row inserted": row_inserted,
    "cells merged": cells_merged,
    "cell split": cell_split,
    "second form below": form_below,
}
