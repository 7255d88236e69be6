"""Ambiguous: corrections, notes, revisions, hidden and covered text, other marks than ticks."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from tests.unseen.answers import Answer
from tests.unseen.returns import Field, Return, doubt_all, unknown
from tests.unseen.wml import Element, para, parse, run, w

SOME = ("name", "mobile", "phone", "email", "unit", "place", "int", "date", "text")


def any_field(made: Return, *kinds: str) -> Field | None:
    found = made.slots(*(kinds or SOME))
    return made.rng.choice(found) if found else None


def slot_runs(made: Return, key: str) -> list[Element]:
    target = made.slot(key)
    return [target] if target.tag == w("r") else target.findall(w("r"))


def set_prop(target: Element, xml: str) -> None:
    had = target.find(w("rPr"))
    if had is None:
        had = etree.SubElement(target, w("rPr"))
        target.insert(0, had)
    had.append(parse(xml))


def beside(props: str, keep_old: bool = True) -> Callable[[Return], bool]:
    """An old answer with `props` stands before the one that counts."""

    def mutate(made: Return) -> bool:
        each = any_field(made)
        if each is None:
            return False
        old = made.pool.make(each.kind)
        slot_runs(made, each.key)[0].addprevious(parse(run(old.raw, props)))
        return keep_old

    return mutate


def looks(props: str) -> Callable[[Return], bool]:
    """The answer is there for a program only, or crossed out: nothing counts."""

    def mutate(made: Return) -> bool:
        each = any_field(made)
        if each is None:
            return False
        for target in slot_runs(made, each.key):
            set_prop(target, props)
        made.answers[each.key] = unknown(made.answers[each.key])
        return True

    return mutate


def second_hand(made: Return) -> bool:
    """Somebody has written another answer behind the first, in red."""
    each = any_field(made)
    if each is None:
        return False
    other = made.pool.make(each.kind)
    slot_runs(made, each.key)[-1].addnext(parse(run(f" {other.raw}", '<w:color w:val="FF0000"/>')))
    made.answers[each.key] = unknown(made.answers[each.key])
    return True


def after(form: str, everything: bool = False) -> Callable[[Return], bool]:
    """A sentence below the form; {0} an answer of the form, {1} another of its kind, {2} its label."""

    def mutate(made: Return) -> bool:
        each = any_field(made)
        if each is None:
            return False
        answer, other = made.answers[each.key], made.pool.make(each.kind)
        made.end(para(form.format(answer.raw if answer else "", other.raw, each.labels[0])))
        if everything:
            doubt_all(made)
        else:
            made.answers[each.key] = Answer(each.kind, other.raw, other.value)
        return True

    return mutate


def star(made: Return) -> bool:
    """A star at an answer, its note below."""
    each = any_field(made, "name", "mobile", "phone", "unit", "int")
    if each is None:
        return False
    slot_runs(made, each.key)[-1].addnext(parse(run("*")))
    made.end(para(f"* 自下月起改为{made.pool.make(each.kind).raw}"))
    made.answers[each.key] = unknown(made.answers[each.key])
    return True


def raised(made: Return) -> bool:
    """A raised 1 behind an answer, its note below."""
    each = any_field(made, "name", "mobile", "phone", "unit", "int")
    if each is None:
        return False
    slot_runs(made, each.key)[-1].addnext(parse(run("1", '<w:vertAlign w:val="superscript"/>')))
    made.end(para(f"1 以{made.pool.make(each.kind).raw}为准"))
    made.answers[each.key] = unknown(made.answers[each.key])
    return True


def tracked(made: Return) -> bool:
    each = any_field(made)
    if each is None:
        return False
    old, inner = slot_runs(made, each.key)[0], made.pool.make(each.kind)
    who = 'w:id="9" w:author="a" w:date="2024-01-01T00:00:00Z"'
    fresh = parse(f"<w:ins {who}>{run(inner.raw)}</w:ins>")
    gone = parse(f"<w:del {who}/>")
    old.addprevious(gone)
    gone.append(old)
    gone.addnext(fresh)
    for text in gone.iter(w("t")):
        text.tag = w("delText")
    made.answers[each.key] = Answer(each.kind, inner.raw, inner.value)
    return True


def row_tracked(made: Return) -> bool:
    """A filled row is deleted, and the deletion not yet accepted."""
    for grid, number in made.filled():
        if not grid.names:
            line = made.find(f"//w:tr[@u:row='{grid.key}']")[number]
            props = line.find(w("trPr"))
            props.append(parse('<w:del w:id="8" w:author="a" w:date="2024-01-01T00:00:00Z"/>'))
            made.rows[grid.key][number] = {key: unknown(a) for key, a in made.rows[grid.key][number].items()}
            return True
    return False


def numbered(made: Return) -> bool:
    """Numbers of a list stand before the answer and belong to it: 1. and 2. are two names."""
    found = [each for each in made.slots("name", "text") if made.slot(each.key).tag == w("p")]
    if not found:
        return False
    each = made.rng.choice(found)
    first = made.slot(each.key)
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    first.find(w("pPr")).append(parse(listed))
    first.addnext(parse(para(made.pool.make(each.kind).raw, props=listed)))
    made.answers[each.key] = unknown(made.answers[each.key])
    return True


def other_unit(made: Return) -> bool:
    """The unit that is named is not the one that sent the form."""
    found = made.slots("unit")
    if not found or found[0].labels[0] not in ("单位名称", "填报单位", "报送单位", "单位名称 Organization"):
        return False
    made.unit_names = (made.pool.make("unit").raw,)
    made.answers[found[0].key] = unknown(made.answers[found[0].key])
    return True


def other_year(made: Return) -> bool:
    """The title is that of an earlier year's form."""
    target = made.find("//w:body/w:p/w:r/w:t")[0]
    target.text = f"2019年度{target.text}"
    doubt_all(made)
    return True


MARKS: dict[str, Callable[[Return], bool]] = {
    "old answer struck out": beside("<w:strike/>"),
    "old answer struck out twice": beside("<w:dstrike/>"),
    "old answer hidden": beside("<w:vanish/>"),
    "old answer white": beside('<w:color w:val="FFFFFF"/>'),
    "old answer grey and small": beside('<w:color w:val="BFBFBF"/><w:sz w:val="2"/>'),
    "answer struck out": looks("<w:strike/>"),
    "answer hidden": looks("<w:vanish/>"),
    "answer white": looks('<w:color w:val="FFFFFF"/>'),
    "answer tiny": looks('<w:sz w:val="2"/>'),
    "second hand in red": second_hand,
    "correction below": after("更正：{2}应为{1}。"),
    "addition below": after("补充说明：{2}请以{1}为准"),
    "void below": after("以上内容作废，以新表为准。", everything=True),
    "draft below": after("（此表为草稿，尚未经领导审定）", everything=True),
    "other unit below": after("代{1}填报，该单位数据另行报送", everything=True),
    "star and note": star,
    "raised number and note": raised,
    "tracked change": tracked,
    "row deleted under tracking": row_tracked,
    "numbered list": numbered,
    "other unit": other_unit,
    "other year": other_year,
}
