"""Labels and sentences that were changed, and answers that stand elsewhere."""

from __future__ import annotations

import itertools
from random import Random

from tests.tricks.kinds import PLAIN, kind, pick, twist
from tests.tricks.markup import Element, cell, paragraph, pieces, row, run, text, visible, w
from tests.tricks.people import person
from tests.tricks.slots import BLANK, LOOK, Paper, Slot, is_one_of


def labelled(paper: Paper, rng: Random, types: list[str] | None = None) -> tuple[Slot, Element] | None:
    """A filled place with its label's cell."""
    found = [(s, label) for s in paper.slots if (label := paper.label_of(s)) is not None]
    found = [(s, label) for s, label in found if s.written and not s.touched and (types is None or s.type in types)]
    if not found:
        return None
    slot, label = rng.choice(found)
    slot.touched = True
    return slot, label


def relabel(label: Element, words: str) -> None:
    """Other words in a label's cell."""
    texts = list(label.iter(w("t")))
    texts[0].text = words
    for each in texts[1:]:
        each.text = ""


def _labels(name: str, pattern: str, types: list[str] | None = None) -> None:
    @kind(f"label, {name}")
    def change(paper: Paper, rng: Random) -> bool:
        found = labelled(paper, rng, types)
        if found is None:
            return False
        slot, label = found
        relabel(label, pattern.format(label=visible(label)))
        slot.truth = LOOK
        return True


_labels("of the former one", "原{label}")
_labels("of the spouse", "配偶{label}")
_labels("of the year before", "上年{label}")
_labels("of the deputy", "副{label}", ["name", "post"])
_labels("of the next one up", "上级{label}", ["unit", "name", "post"])
_labels("planned", "计划{label}", ["integer", "decimal", "percentage"])
_labels("not", "未{label}", ["integer", "percentage"])
_labels("struck and given up", "{label}（此项不填）")
_labels("wants another thing", "备注")
_labels("wiped out", "")


@kind("label, another unit of measure")
def other_measure(paper: Paper, rng: Random) -> bool:
    """The unit in the label's brackets was changed."""
    found = labelled(paper, rng, ["integer", "decimal"])
    if found is None:
        return False
    slot, label = found
    words = visible(label)
    at = words.find("（")
    if at < 0:
        return False
    relabel(label, words[:at] + ("（亿元）" if "元" in words else "（百人）"))
    slot.truth = LOOK
    return True


@kind("label, replaced by that of another question")
def other_question(paper: Paper, rng: Random) -> bool:
    """Two labels are the same now."""
    one, other = labelled(paper, rng), labelled(paper, rng)
    if one is None or other is None or one[0].type == other[0].type:
        return False
    relabel(one[1], other[0].label)
    one[0].truth, other[0].truth = LOOK, LOOK
    return True


@kind("answer before the label")
def before_label(paper: Paper, rng: Random) -> bool:
    """The answer is in the label's cell, before its words."""
    found = labelled(paper, rng)
    if found is None or found[0].options:
        return False
    slot, label = found
    next(label.iter(w("p"))).insert(0, pieces(run(f"{slot.written} "))[0])
    slot.write("")
    return True


@kind("answer overwrote the next label")
def over_label(paper: Paper, rng: Random) -> bool:
    """The next label's cell holds the answer; its own place is empty."""
    found = labelled(paper, rng)
    if found is None or found[0].options:
        return False
    slot, _ = found
    after = slot.cell.getnext() if slot.cell is not None else None
    if after is None:
        return False
    relabel(after, slot.written)
    slot.write("")
    slot.truth = LOOK
    for other in paper.slots:
        if other.cell is not None and other.cell.getprevious() is after:
            other.truth, other.touched = LOOK, True
    return True


@kind("answers one row lower")
def one_lower(paper: Paper, rng: Random) -> bool:
    """Three answers below each other each stand one row too low."""
    groups: dict[Element, list[Slot]] = {}
    for slot in paper.slots:
        if paper.label_of(slot) is not None and slot.where == "cell" and not slot.options and not slot.touched:
            groups.setdefault(next(slot.cell.iterancestors(w("tbl"))), []).append(slot)  # type: ignore[union-attr]
    for group in groups.values():
        lefts = [s for s in group if s.cell is not None and s.cell.getparent().index(s.cell) == 1]  # type: ignore[union-attr]
        lefts = lefts[1:]
        types = [each.type for each in lefts]
        if (
            len(lefts) < 2
            or not all(each.written for each in lefts)
            or any(a == b for a, b in itertools.pairwise(types))
        ):
            continue
        words = [each.written for each in lefts]
        for slot, moved in zip(lefts, ["", *words[:-1]], strict=True):
            slot.write(run(moved) if moved else "")
            slot.truth, slot.touched = LOOK, True
        return True
    return False


@kind("row cut out")
def row_cut(paper: Paper, rng: Random) -> bool:
    """Label and answer are gone."""
    found = labelled(paper, rng)
    if found is None:
        return False
    line = found[1].getparent()
    assert line is not None
    for slot in paper.slots:
        if slot.cell is not None and slot.cell.getparent() is line:
            slot.truth, slot.written, slot.touched = BLANK, "", True
    line.getparent().remove(line)  # type: ignore[union-attr]
    return True


@kind("row put in, second person")
def row_put_in(paper: Paper, rng: Random) -> bool:
    """A row with the same label and another name."""
    found = labelled(paper, rng, ["name"])
    if found is None:
        return False
    slot, label = found
    line = label.getparent()
    assert line is not None
    made = cell(paragraph(run(slot.label))) + cell(paragraph(run(person(rng))), 3)
    line.addnext(pieces(row(made))[0])
    slot.truth = LOOK
    return True


@kind("label and answer changed sides")
def mirrored(paper: Paper, rng: Random) -> bool:
    """The answer stands left of its label."""
    found = labelled(paper, rng)
    if found is None or found[0].cell is None:
        return False
    found[0].cell.addnext(found[1])
    return True


@kind("answered again below")
def again_below(paper: Paper, rng: Random) -> bool:
    """The end of the paper gives another answer to the same question."""
    slot = pick(paper, rng, PLAIN)
    if slot is None or slot not in paper.slots:
        return False
    paper.end(paragraph(run(f"{slot.label}：{twist(slot.written, rng)}")))
    slot.truth = LOOK
    return True


@kind("answered again above")
def again_above(paper: Paper, rng: Random) -> bool:
    """A line under the title gives another answer to the same question."""
    slot = pick(paper, rng, PLAIN)
    if slot is None or slot not in paper.slots:
        return False
    paper.title.addnext(pieces(paragraph(run(f"{slot.label}更正为{twist(slot.written, rng)}")))[0])
    slot.truth = LOOK
    return True


@kind("second paragraph with another answer")
def second_paragraph(paper: Paper, rng: Random) -> bool:
    """The cell holds two paragraphs."""
    slot = pick(paper, rng, PLAIN, "cell")
    if slot is None or slot.cell is None:
        return False
    slot.cell.append(pieces(paragraph(run(f"或{twist(slot.written, rng)}")))[0])
    slot.truth = LOOK
    return True


@kind("answer in a frame beside the table")
def framed(paper: Paper, rng: Random) -> bool:
    """A framed paragraph stands before the table; the cell is empty."""
    slot = pick(paper, rng, PLAIN, "cell")
    if slot is None or slot.cell is None:
        return False
    whole = next(slot.cell.iterancestors(w("tbl")))
    frame = (
        '<w:framePr w:w="2000" w:hSpace="180" w:wrap="around" w:vAnchor="text" w:hAnchor="page" w:x="4000" w:y="900"/>'
    )
    whole.addprevious(pieces(paragraph(run(slot.written), frame))[0])
    slot.write("")
    slot.truth = LOOK
    return True


def _sentence(name: str, old: str, new: str) -> None:
    @kind(f"sentence, {name}")
    def change(paper: Paper, rng: Random) -> bool:
        lines = [s.paragraph for s in paper.slots if s.where == "gap" and s.written and not s.touched]
        lines = [each for each in lines if any(old in (t.text or "") for t in each.iter(w("t")))]
        if not lines:
            return False
        line = rng.choice(lines)
        for slot in paper.slots:
            if slot.where == "gap" and slot.paragraph is line:
                slot.truth, slot.touched = LOOK, True
        for each in line.iter(w("t")):
            if old in (each.text or ""):
                each.text = (each.text or "").replace(old, new, 1)
                break
        return True


_sentence("not before the verb", "随行人员共", "未安排随行人员，原定")
_sentence("another measure after the gap", "人。", "户。")
_sentence("of last year", "本次共", "上次共")
_sentence("found not", "，发现隐患", "，未发现隐患")
_sentence("planned", "已整改", "计划整改")
_sentence("another question", "填报人：", "审批人：")
_sentence("another telephone", "联系电话：", "家庭电话：")
_sentence("another day", "检查日期：", "复查日期：")
_sentence("another person", "检查人：", "被检查人：")
_sentence("another unit", "参会单位：", "主办单位：")


@kind("sentence, a second number after the gap")
def second_number(paper: Paper, rng: Random) -> bool:
    """Words that limit the number stand after the gap."""
    slot = pick(paper, rng, ["integer", "text"], "gap")
    if slot is None or not slot.written.isdigit():
        return False
    more = f"（含校外{int(slot.written) // 2}）"
    slot.content[-1].addnext(pieces(run(more))[0])
    slot.truth = is_one_of(slot.written, slot.written + more)
    return True


@kind("sentence, answer typed behind the line")
def behind_line(paper: Paper, rng: Random) -> bool:
    """The gap stays, the answer stands after the sentence."""
    slot = pick(paper, rng, PLAIN, "gap")
    if slot is None or slot.control is not None:
        return False
    words = slot.written
    slot.write(run("　" * 8, '<w:u w:val="single"/>'))
    slot.paragraph.append(pieces(f"<w:r>{text(words)}</w:r>")[0])
    return True
