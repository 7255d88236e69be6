"""Boxes that are marked in other ways."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.tricks.building import boxes
from tests.tricks.kinds import kind
from tests.tricks.kinds_looks import gone, inserted
from tests.tricks.markup import run
from tests.tricks.slots import LOOK, Paper, Slot

Draw = Callable[[list[tuple[str, bool]]], str]
WING2 = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2" w:hint="default"/>'
WING = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:hint="default"/>'
STRIKE = "<w:strike/>"


def _boxed(paper: Paper, rng: Random, single: bool, least: int) -> Slot | None:
    found = [s for s in paper.slots if s.where == "box" and s.chosen and not s.touched and len(s.options) >= least]
    found = [s for s in found if not single or s.type == "choice"]
    if not found:
        return None
    slot = rng.choice(found)
    slot.touched = True
    return slot


def draws(name: str, draw: Draw, certain: bool = False, single: bool = False, least: int = 2) -> None:
    """A kind that draws the options anew; `draw` gets each option and whether it was chosen."""

    @kind(f"box, {name}")
    def change(paper: Paper, rng: Random) -> bool:
        slot = _boxed(paper, rng, single, least)
        if slot is None:
            return False
        slot.write(draw([(each, each in slot.chosen) for each in slot.options]))
        slot.truth = slot.truth if certain else LOOK
        return True


def _each(form: Callable[[str, bool], str]) -> Draw:
    return lambda options: run("　").join(form(option, chosen) for option, chosen in options)


def control(option: str, checked: bool, glyph: str, symbol: str = "2612") -> str:
    """A check-box control and its option."""
    state = (
        f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/><w14:checkedState w14:val="{symbol}"/></w14:checkbox>'
    )
    return f"<w:sdt><w:sdtPr>{state}</w:sdtPr><w:sdtContent>{run(glyph)}</w:sdtContent></w:sdt>{run(option)}"


draws("tick between two options", lambda o: run(f"□{o[0][0]} √ □{o[1][0]}" + "".join(f"　□{n}" for n, _ in o[2:])))
draws("cross on an option", _each(lambda o, c: run(f"{'×' if c else '□'}{o}")))
draws("heavy cross on an option", _each(lambda o, c: run(f"{'✗' if c else '□'}{o}")))
draws("boxed cross", _each(lambda o, c: run(f"{'☒' if c else '☐'}{o}")), True)
draws("cross on what was not chosen", _each(lambda o, c: run(f"{'□' if c else '×'}{o}")))
draws("boxed cross and tick", _each(lambda o, c: run(f"{'☑' if c else '☒'}{o}")), True, single=True)
draws("others struck", _each(lambda o, c: run(f"□{o}", "" if c else STRIKE)), True)
draws("chosen one struck", _each(lambda o, c: run(f"{'☑' if c else '□'}{o}", STRIKE if c else "")))
draws("only the box struck", _each(lambda o, c: run("☑" if c else "□", STRIKE if c else "") + run(o)))
draws("word framed, no tick", _each(lambda o, c: run("□") + run(o, '<w:bdr w:val="single"/>' if c else "")), True)
draws("word shaded, no tick", _each(lambda o, c: run("□") + run(o, '<w:highlight w:val="yellow"/>' if c else "")))
draws("word bold, no tick", _each(lambda o, c: run("□") + run(o, "<w:b/>" if c else "")))
draws("word underlined, no tick", _each(lambda o, c: run("□") + run(o, '<w:u w:val="single"/>' if c else "")))
draws("word ringed by a combining mark", _each(lambda o, c: run(f"□{o}" + ("\u20dd" if c else ""))), True)
draws("letter P of Wingdings 2", _each(lambda o, c: run("P" if c else "£", WING2) + run(o)), True)
draws("letter R of Wingdings 2", _each(lambda o, c: run("R" if c else "£", WING2) + run(o)), True)
draws("letter O of Wingdings 2, a cross", _each(lambda o, c: run("O" if c else "£", WING2) + run(o)))
draws("thorn of Wingdings", _each(lambda o, c: run("þ" if c else "¨", WING) + run(o)), True)
draws("cross of Wingdings", _each(lambda o, c: run("û" if c else "¨", WING) + run(o)))
draws("letter v", _each(lambda o, c: run(f"{'v' if c else '□'}{o}")), True)
draws("letter V after the box", _each(lambda o, c: run(f"□{'V' if c else ''}{o}")), True)
draws("star", _each(lambda o, c: run(f"{'★' if c else '□'}{o}")), True)
draws("black among hollow circles", _each(lambda o, c: run(f"{'●' if c else '○'}{o}")), True)
draws("hollow circle among boxes", _each(lambda o, c: run(f"{'○' if c else '□'}{o}")), True)
draws("half black", _each(lambda o, c: run(f"{'◪' if c else '□'}{o}")))
draws("box with a box in it", _each(lambda o, c: run(f"{'▣' if c else '□'}{o}")), True)
draws("all black but the chosen one", _each(lambda o, c: run(f"{'□' if c else '■'}{o}")), single=True, least=3)
draws("small white and black", _each(lambda o, c: run(f"{'▪' if c else '▫'}{o}")), True)
draws(
    "hidden tick at another",
    _each(lambda o, c: run(f"{'☑' if c else '□'}") + run("" if c else "√", "<w:vanish/>") + run(o)),
    True,
)
draws("white tick only", _each(lambda o, c: run("□") + run("√" if c else "", '<w:color w:val="FFFFFF"/>') + run(o)))
draws("tick deleted under tracking", _each(lambda o, c: (gone("☑") + inserted(run("□")) if c else run("□")) + run(o)))
draws(
    "another ticked under tracking",
    _each(lambda o, c: (run("☑") if c else gone("□") + inserted(run("☑"))) + run(o)),
    single=True,
)
draws("option reworded to not", _each(lambda o, c: run(f"{'☑' if c else '□'}{'非' if c else ''}{o}")))
draws("option with an exception", _each(lambda o, c: run(f"{'☑' if c else '□'}{o}{'（部分除外）' if c else ''}")))
draws("ticked one of one's own", lambda o: run("　".join(f"□{n}" for n, _ in o) + "　☑其他"))
draws("tick at the end of the line", lambda o: run("　".join(f"□{n}" for n, _ in o) + "　√"))
draws("tick before the line", lambda o: run("√　" + "　".join(f"□{n}" for n, _ in o)))
draws("boxes after the words", lambda o: run("　".join(f"{n}{'☑' if c else '□'}" for n, c in o)), True)
draws("order turned round", lambda o: run("　".join(f"{'☑' if c else '□'}{n}" for n, c in reversed(o))), True)
draws("numbers as ranks", lambda o: run("　".join(f"{at}{n}" for at, (n, _) in enumerate(o, 1))))
draws(
    "words typed after empty boxes", lambda o: run("　".join(f"□{n}" for n, _ in o) + "　" + next(n for n, c in o if c))
)
draws(
    "tick at one, word of another",
    lambda o: run("　".join(f"{'☑' if c else '□'}{n}" for n, c in o) + "　" + next(n for n, c in o if not c)),
)
draws("every one crossed out", _each(lambda o, c: run(f"□{o}", STRIKE)))
draws("boxes gone, all words left", lambda o: run("　".join(n for n, _ in o)))
draws("tick and question mark", _each(lambda o, c: run(f"{'☑' if c else '□'}{o}{'？' if c else ''}")))
draws("two ticks on one", _each(lambda o, c: run(f"{'√√' if c else '□'}{o}")), True)
draws("tick and cross on one", _each(lambda o, c: run(f"{'☑×' if c else '□'}{o}")))
draws("slash on the others", _each(lambda o, c: run(f"{'□' if c else '/'}{o}")))
draws(
    "option split by a line",
    _each(lambda o, c: run(f"{'☑' if c else '□'}{o[:1]}") + "<w:r><w:br/></w:r>" + run(o[1:])),
    True,
)
draws(
    "stands twice, other tick",
    lambda o: boxes([n for n, _ in o], [n for n, c in o if c]) + boxes([n for n, _ in o], [n for n, c in o if not c]),
)
draws("control checked, glyph empty", _each(lambda o, c: control(o, c, "☐")))
draws("control not checked, glyph full", _each(lambda o, c: control(o, False, "☒" if c else "☐")))
draws("control whose full glyph is an empty box", _each(lambda o, c: control(o, c, "☐", "2610")))
draws("control in good order", _each(lambda o, c: control(o, c, "☒" if c else "☐")), True)
draws(
    "tick as a picture",
    _each(
        lambda o, c: (
            run("□")
            + ('<w:r><w:drawing><wp:inline><wp:docPr id="4" name="勾"/></wp:inline></w:drawing></w:r>' if c else "")
            + run(o)
        )
    ),
)
draws(
    "ellipse laid over a word",
    _each(
        lambda o, c: (
            run(f"□{o}")
            + ('<w:r><w:pict><v:oval style="position:absolute;width:30pt;height:15pt"/></w:pict></w:r>' if c else "")
        )
    ),
)
draws(
    "tick raised as a superscript",
    _each(lambda o, c: run("□") + (run("√", '<w:vertAlign w:val="superscript"/>') if c else "") + run(o)),
    True,
)
draws("nothing but a full stop", _each(lambda o, c: run(f"{'.' if c else '□'}{o}")))
draws("zero and one", _each(lambda o, c: run(f"{'1' if c else '0'}{o}")), True)
draws("plus and minus", _each(lambda o, c: run(f"{'＋' if c else '－'}{o}")), True)
draws("Y and N", _each(lambda o, c: run(f"{'Y' if c else 'N'}{o}")), True)
draws(
    "old check-box field",
    _each(
        lambda o, c: (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
            f'<w:checked w:val="{int(c)}"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX '
            f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>{run(o)}'
        )
    ),
    True,
)
