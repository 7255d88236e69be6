"""Choices from a list and free words."""

from __future__ import annotations

from random import Random

from tests.tricks.kinds import kind, rewrites
from tests.tricks.kinds_numbers import fixed
from tests.tricks.markup import run
from tests.tricks.slots import LOOK, Paper, Slot, Truth, is_one_of

OPEN = "text post place unit"


def _choice(name: str, pattern: str, certain: bool = False) -> None:
    """Another text in a cell with a drop-down list."""

    @kind(name)
    def change(paper: Paper, rng: Random) -> bool:
        found = [s for s in paper.every if s.control is not None and s.options and s.written and not s.touched]
        if not found:
            return False
        slot = rng.choice(found)
        other = rng.choice([each for each in slot.options if each != slot.written])
        slot.touched = True
        old = slot.truth
        slot.say(pattern.format(v=slot.written, o=other), LOOK)
        slot.truth = old if certain else LOOK
        return True


_choice("list, two options", "{v}/{o}")
_choice("list, not this", "非{v}")
_choice("list, other than", "除{v}外")
_choice("list, planned", "{v}（拟）")
_choice("list, partly", "{v}（部分）")
_choice("list, changed", "{o}→{v}")
_choice("list, both", "{o}和{v}")
_choice("list, mostly", "以{v}为主")
_choice("list, letter of the option", "A")
_choice("list, number of the option", "1")
_choice("list, a tick", "√")
_choice("list, others and a word", "其他：{v}")
_choice("list, longer word", "{v}附属机构")
_choice("list, all", "以上都是")
_choice("list, question mark", "{v}？")
_choice("list, gap inside", "{v}　", True)


def _visible(slot: Slot, new: str) -> Truth:
    return is_one_of(new)


rewrites("words, see annex", OPEN, lambda v, rng: "见附件")
rewrites("words, as above", OPEN, lambda v, rng: "同上")
rewrites("words, left out", OPEN, lambda v, rng: "略", lambda s, n: is_one_of(""))
rewrites("words, void", OPEN, lambda v, rng: f"{v}（作废）")
rewrites("words, cancelled", OPEN, lambda v, rng: f"{v}（取消）")
rewrites("words, to be changed", OPEN, lambda v, rng: f"{v}（待核实）")
rewrites("words, arrow to others", OPEN, lambda v, rng: f"{v}→{v[::-1]}")
rewrites("words, override", OPEN, lambda v, rng: f"\u202e{v}\u202c", lambda s, n: is_one_of(s.written[::-1], n))
rewrites("words, private-use glyphs", OPEN, lambda v, rng: f"{v[:2]}\ue001\ue002{v[2:]}")
rewrites("words, replacement characters", OPEN, lambda v, rng: f"{v[:2]}\ufffd\ufffd{v[2:]}")
rewrites("words, mojibake", "post place unit", lambda v, rng: v.encode("utf-8").decode("latin-1"))
rewrites("words, question marks", OPEN, lambda v, rng: "?" * len(v))
rewrites("words, struck by combining marks", OPEN, lambda v, rng: "".join(f"{each}\u0336" for each in v))
rewrites("words, stand twice", "post place unit", lambda v, rng: v * 2)
rewrites("words, thrice", "post place unit", lambda v, rng: v * 3)
rewrites("words, next label typed too", OPEN, lambda v, rng: f"{v} 联系电话：0573-82520001")
rewrites("words, for the office only", OPEN, lambda v, rng: f"{v}（此栏由市局填写）")
rewrites("words, a note to the clerk", OPEN, lambda v, rng: f"{v}（请领导审定）")
rewrites("words, a blank to fill", OPEN, lambda v, rng: f"{v}（补：____）")
rewrites("words, as at left", OPEN, lambda v, rng: "同左")
rewrites("words, sample", OPEN, lambda v, rng: f"例：{v}")
rewrites("words, X marks", OPEN, lambda v, rng: "XXX")
rewrites("words, circles", OPEN, lambda v, rng: "○○○○")
rewrites("words, test", OPEN, lambda v, rng: "测试")
fixed("words, dots only", OPEN, "……", "")
fixed("long words, see annex", "long_text", "详见附件材料。")
fixed("long words, continued elsewhere", "long_text", "（接下页）")
fixed("long words, as last year", "long_text", "同上年度报告。")
fixed("long words, void", "long_text", "以上内容作废，另行报送。")


@kind("words, of another question")
def exchanged(paper: Paper, rng: Random) -> bool:
    """Two answers whose types differ stand in each other's places."""
    found = [s for s in paper.slots if s.written and not s.touched and s.where == "cell" and s.type != "long_text"]
    pairs = [(a, b) for a in found for b in found if a.type != b.type and {a.type, b.type} != {"unit", "text"}]
    pairs = [(a, b) for a, b in pairs if {a.type, b.type} & {"mobile", "email", "date", "name", "landline", "integer"}]
    pairs = [(a, b) for a, b in pairs if {a.type, b.type} != {"integer", "decimal"} and not a.options and not b.options]
    if not pairs:
        return False
    one, other = rng.choice(pairs)
    one.touched = other.touched = True
    first, second = one.written, other.written
    one.write(run(second))
    other.write(run(first))
    one.truth, other.truth = LOOK, LOOK
    return True
