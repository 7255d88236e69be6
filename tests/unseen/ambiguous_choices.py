"""Ambiguous: options marked otherwise than by a tick, and content controls that were moved or copied."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tests.unseen.ambiguous_marks import set_prop
from tests.unseen.returns import Return, set_sign, unknown
from tests.unseen.wml import Element, parse, run, u, w


def moved_controls(made: Return) -> bool:
    """Two controls were cut and pasted into each other's place: tag and label disagree; the label is seen."""
    found = [each for each in made.slots("name", "unit", "place", "long", "text") if made.form.tagged]
    pairs = [(a, b) for a in found for b in found if a.key < b.key and a.kind != b.kind]
    if not pairs:
        return False
    one, two = made.rng.choice(pairs)
    tags = [made.find(f"//w:sdt[w:sdtPr/w:tag[@w:val='{each.key}']]/w:sdtPr/w:tag")[0] for each in (one, two)]
    tags[0].set(w("val"), two.key)
    tags[1].set(w("val"), one.key)
    return True


def control_twice(made: Return) -> bool:
    """A control was copied to the end of the form with another answer."""
    found = [each for each in made.slots("name", "unit", "place", "long", "text") if made.form.tagged]
    if not found:
        return False
    each = made.rng.choice(found)
    other = made.pool.make(each.kind)
    around = copy.deepcopy(next(made.slot(each.key).iterancestors(w("sdt"))))
    if around.find(f"{w('sdtContent')}/{w('tc')}") is not None:
        return False
    for text in around.iter(w("t")):
        text.text = other.raw
    if around.find(f"{w('sdtContent')}/{w('r')}") is not None:
        holder = parse("<w:p/>")
        holder.append(around)
        around = holder
    made.body().insert(len(made.body()) - 1, around)
    made.answers[each.key] = unknown(made.answers[each.key])
    return True


def prompt_left(made: Return) -> bool:
    """The prompt of the control is left beside the answer."""
    found = [each for each in made.slots("name", "unit", "place", "text", "long") if made.form.tagged]
    if not found:
        return False
    each = made.rng.choice(found)
    answer = made.answers[each.key]
    made.write(each.key, f"{answer.raw if answer else ''}点击此处填写")
    return True


def chosen(how: Callable[[Element, bool], None], known: bool = True) -> Callable[[Return], bool]:
    """A choice is marked otherwise than by a tick: `how` gets the run of each box and whether it is meant."""

    def mutate(made: Return) -> bool:
        found = made.choices()
        for each in found[:1]:
            answer = made.answers[each.key]
            for box in made.find(f"//w:r[@u:box='{each.key}']"):
                set_sign(box, "□")
                how(box, bool(answer and box.get(u("opt")) in answer.raw.split("、")))
            if not known:
                made.answers[each.key] = unknown(answer)
        return bool(found)

    return mutate


def _style(xml: str, meant: bool) -> Callable[[Element, bool], None]:
    def how(box: Element, is_meant: bool) -> None:
        if is_meant == meant:
            set_prop(box.getnext(), xml)

    return how


def _tick_behind(box: Element, meant: bool) -> None:
    if meant:
        box.getnext().find(w("t")).text += "√"


def _cross(box: Element, meant: bool) -> None:
    set_sign(box, "□" if meant else "×")


def _question(box: Element, meant: bool) -> None:
    set_sign(box, "？" if meant else "□")


def _removed(box: Element, meant: bool) -> None:
    set_sign(box, "")
    if not meant:
        box.getnext().find(w("t")).text = ""


def typed_behind(made: Return) -> bool:
    """The options stay unticked and the answer is typed behind them."""
    found = [each for each in made.choices() if each.kind == "choice"]
    for each in found[:1]:
        boxes = made.find(f"//w:r[@u:box='{each.key}']")
        for box in boxes:
            set_sign(box, "□")
        answer = made.answers[each.key]
        boxes[-1].getnext().addnext(parse(run(f"　{answer.raw if answer else ''}")))
    return bool(found)


def several_ticked(made: Return) -> bool:
    """All options of a single choice are ticked."""
    found = [each for each in made.choices() if each.kind == "choice"]
    for each in found[:1]:
        for box in made.find(f"//w:r[@u:box='{each.key}']"):
            set_sign(box, "☑")
        made.answers[each.key] = unknown(made.answers[each.key])
    return bool(found)


CHOICES: dict[str, Callable[[Return], bool]] = {
    "controls moved": moved_controls,
    "control twice": control_twice,
    "prompt left": prompt_left,
    "option underlined": chosen(_style('<w:u w:val="single"/>', True)),
    "option in red": chosen(_style('<w:color w:val="FF0000"/>', True)),
    "option in a frame": chosen(_style('<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>', True)),
    "option highlighted": chosen(_style('<w:highlight w:val="yellow"/>', True)),
    "option bold": chosen(_style("<w:b/>", True)),
    "other options struck out": chosen(_style("<w:strike/>", False)),
    "tick behind the option": chosen(_tick_behind),
    "all options ticked": several_ticked,
    "other options crossed": chosen(_cross),
    "option questioned": chosen(_question, known=False),
    "other options deleted": chosen(_removed),
    "option typed behind": typed_behind,
}
