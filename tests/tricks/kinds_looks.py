"""What is there and not seen, or seen and not there: hidden, white, tiny, struck, tracked, styled."""

from __future__ import annotations

from random import Random

from tests.tricks.kinds import NUMBERS, PLAIN, kind, pick, remarks, same, twist
from tests.tricks.markup import Element, paragraph, pieces, run, w
from tests.tricks.slots import LOOK, Paper

WHO = 'w:author="审核" w:date="2026-05-02T09:00:00Z"'
EVERY = ""
DIGITS = "integer decimal mobile landline date"


def inserted(xml: str) -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="901" {WHO}>{xml}</w:ins>'


def deleted(words: str, properties: str = "") -> str:
    """A tracked deletion."""
    return f'<w:del w:id="902" {WHO}>{run(words, properties).replace("w:t", "w:delText")}</w:del>'


def gone(words: str) -> str:
    """A tracked deletion of plain words."""
    return f'<w:del w:id="902" {WHO}><w:r><w:delText>{words}</w:delText></w:r></w:del>'


def _extra(name: str, properties: str, style: str = "") -> None:
    """The right answer, and after it a figure that nobody sees."""

    @kind(f"unseen, {name}")
    def change(paper: Paper, rng: Random) -> bool:
        slot = pick(paper, rng, PLAIN)
        if slot is None:
            return False
        if style:
            paper.package.change_styles(style)
        slot.write(run(slot.written) + run("5" if slot.type in NUMBERS else "5号", properties))
        return True


_extra("hidden", "<w:vanish/>")
_extra("white", '<w:color w:val="FFFFFF"/>')
_extra("nearly white", '<w:color w:val="FEFEFE"/>')
_extra("theme white", '<w:color w:val="auto" w:themeColor="background1"/>')
_extra("half a point", '<w:sz w:val="1"/>')
_extra("one per cent wide", '<w:w w:val="1"/>')
_extra("raised out of sight", '<w:position w:val="1500"/>')
_extra("spaced onto itself", '<w:spacing w:val="-800"/>')
_extra("black on black", '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')
_extra("white highlight, white ink", '<w:color w:val="FFFFFF"/><w:highlight w:val="white"/>')
_char = '<w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr>{}</w:rPr></w:style>'
_extra("hidden by a style", '<w:rStyle w:val="Ghost"/>', _char.format("<w:vanish/>"))
_extra("white by a style", '<w:rStyle w:val="Ghost"/>', _char.format('<w:color w:val="FFFFFF"/>'))
_extra("tiny by a style", '<w:rStyle w:val="Ghost"/>', _char.format('<w:sz w:val="1"/>'))
_extra(
    "hidden by a style's parent",
    '<w:rStyle w:val="Child"/>',
    _char.format("<w:vanish/>")
    + '<w:style w:type="character" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Ghost"/></w:style>',
)


def _whole(name: str, properties: str, style: str = "", types: list[str] = PLAIN) -> None:
    """The whole answer is in a look that makes it doubtful."""

    @kind(f"whole answer, {name}")
    def change(paper: Paper, rng: Random) -> bool:
        slot = pick(paper, rng, types)
        if slot is None:
            return False
        if style:
            paper.package.change_styles(style)
        slot.write(run(slot.written, properties))
        slot.truth = LOOK
        return True


_whole("double strike", "<w:dstrike/>")
_whole("hidden", "<w:vanish/>")
_whole("white", '<w:color w:val="FFFFFF"/>')
_whole("blacked out", '<w:color w:val="000000"/><w:highlight w:val="black"/>')
_whole("struck by a style", '<w:rStyle w:val="Ghost"/>', _char.format("<w:strike/>"))
_whole("hidden by a style", '<w:rStyle w:val="Ghost"/>', _char.format("<w:vanish/>"))
_whole("one point", '<w:sz w:val="2"/>')
_whole("symbol font", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>', types=["mobile", "email", "integer"])

remarks("look, two lines in one", EVERY, lambda v, r: run(v, '<w:eastAsianLayout w:id="1" w:combine="1"/>'), same)
remarks("look, fitted", EVERY, lambda v, r: run(v, '<w:fitText w:val="900"/>'), same)
remarks("look, framed", EVERY, lambda v, r: run(v, '<w:bdr w:val="single" w:sz="4"/>'), same)
remarks("look, emphasis dots", EVERY, lambda v, r: run(v, '<w:em w:val="dot"/>'), same)
remarks("look, yellow", EVERY, lambda v, r: run(v, '<w:highlight w:val="yellow"/>'), same)
remarks("look, hidden from the web only", EVERY, lambda v, r: run(v, "<w:webHidden/>"), same)
remarks("look, strike switched off", EVERY, lambda v, r: run(v, '<w:strike w:val="0"/>'), same)
remarks("look, right-to-left run", "mobile integer", lambda v, r: run(v, "<w:rtl/><w:cs/>"), same)
remarks(
    "look, override element turns digits",
    "integer mobile",
    lambda v, r: f'<w:bdo w:val="rtl">{run(v[::-1])}</w:bdo>',
    same,
)
remarks("look, last digit struck", DIGITS, lambda v, r: run(v[:-1]) + run(v[-1], "<w:strike/>"))
remarks("look, first digit struck", DIGITS, lambda v, r: run(v[0], "<w:strike/>") + run(v[1:]))
remarks("look, double strike and new", EVERY, lambda v, r: run(twist(v, r), "<w:dstrike/>") + run(v), same)
remarks(
    "look, superscript digit after it",
    "integer name",
    lambda v, r: run(v) + run("1", '<w:vertAlign w:val="superscript"/>'),
    same,
)
remarks(
    "look, subscript digit after it",
    "integer name",
    lambda v, r: run(v) + run("2", '<w:vertAlign w:val="subscript"/>'),
    same,
)
remarks("tracked, digit replaced", DIGITS, lambda v, r: run(v[:-1]) + gone(v[-1]) + inserted(run(twist(v, r)[-1])))
remarks("tracked, deleted whole", EVERY, lambda v, r: gone(v))
remarks("tracked, inserted then deleted", EVERY, lambda v, r: inserted(gone(v)))
remarks("tracked, one then a new one", EVERY, lambda v, r: gone(twist(v, r)) + inserted(run(v)), same)
remarks(
    "tracked, deletion inside an insertion", DIGITS, lambda v, r: inserted(run(v[:2]) + gone("9") + run(v[2:])), same
)
remarks(
    "tracked, formatting only",
    EVERY,
    lambda v, r: run(v, f'<w:b/><w:rPrChange w:id="9" {WHO}><w:rPr/></w:rPrChange>'),
    same,
)
remarks(
    "tracked, strike was taken away",
    EVERY,
    lambda v, r: run(v, f'<w:rPrChange w:id="9" {WHO}><w:rPr><w:strike/></w:rPr></w:rPrChange>'),
    same,
)


@kind("tracked, moved to another cell")
def moved(paper: Paper, rng: Random) -> bool:
    """The answer was moved under tracking into the place of another, which is empty now."""
    one, other = pick(paper, rng, ["text", "unit", "name", "place", "post"]), pick(paper, rng, PLAIN)
    if one is None or other is None or one is other:
        return False
    one.write(f'<w:moveFrom w:id="77" {WHO}>{run(one.written)}</w:moveFrom>')
    other.write(f'<w:moveTo w:id="78" {WHO}>{run(one.written)}</w:moveTo>')
    one.truth, other.truth = LOOK, LOOK
    return True


@kind("tracked, cell deleted")
def cell_deleted(paper: Paper, rng: Random) -> bool:
    """Word marks the answer's cell as deleted."""
    slot = pick(paper, rng, PLAIN, "cell")
    place = slot.cell if slot else None
    if slot is None or place is None:
        return False
    place[0].append(pieces(f'<w:cellDel w:id="41" {WHO}/>')[0])
    slot.truth = LOOK
    return True


def properties(paragraph_: Element) -> Element:
    """Its w:pPr, made when there is none."""
    found = paragraph_.find(w("pPr"))
    if found is None:
        found = pieces("<w:pPr/>")[0]
        paragraph_.insert(0, found)
    return found


def _styled(name: str, inside: str) -> None:
    @kind(f"whole paragraph, {name}")
    def change(paper: Paper, rng: Random) -> bool:
        slot = pick(paper, rng, PLAIN, "cell")
        if slot is None:
            return False
        style = f'<w:style w:type="paragraph" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr>{inside}</w:rPr></w:style>'
        paper.package.change_styles(style)
        properties(slot.paragraph).insert(0, pieces('<w:pStyle w:val="Gone"/>')[0])
        slot.truth = LOOK
        return True


_styled("struck by its style", "<w:strike/>")
_styled("hidden by its style", "<w:vanish/>")
_styled("white by its style", '<w:color w:val="FFFFFF"/>')


@kind("look, hidden twice is seen")
def toggled(paper: Paper, rng: Random) -> bool:
    """A toggle that paragraph and character style both set is off."""
    slot = pick(paper, rng, PLAIN, "cell")
    if slot is None:
        return False
    style = '<w:style w:type="paragraph" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
    paper.package.change_styles(style + _char.format("<w:vanish/>"))
    properties(slot.paragraph).insert(0, pieces('<w:pStyle w:val="Gone"/>')[0])
    slot.write(run(slot.written, '<w:rStyle w:val="Ghost"/>'))
    return True


def _celled(name: str, inside: str, certain: bool) -> None:
    @kind(f"cell, {name}")
    def change(paper: Paper, rng: Random) -> bool:
        slot = pick(paper, rng, PLAIN, "cell")
        place = slot.cell if slot else None
        if slot is None or place is None:
            return False
        place[0].extend(pieces(inside))
        slot.truth = slot.truth if certain else LOOK
        return True


_celled("shaded", '<w:shd w:val="clear" w:fill="D9D9D9"/>', True)
_celled("vertical", '<w:textDirection w:val="tbRlV"/>', True)
_celled(
    "diagonal line through it", '<w:tcBorders><w:tl2br w:val="single"/><w:tr2bl w:val="single"/></w:tcBorders>', False
)


@kind("cell, white on a black ground")
def inverse(paper: Paper, rng: Random) -> bool:
    """White letters that are well seen."""
    slot = pick(paper, rng, PLAIN, "cell")
    place = slot.cell if slot else None
    if slot is None or place is None:
        return False
    place[0].extend(pieces('<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'))
    slot.write(run(slot.written, '<w:color w:val="FFFFFF"/>'))
    return True


@kind("cell, letters of the ground's colour")
def camouflaged(paper: Paper, rng: Random) -> bool:
    """A second figure in the grey of the cell."""
    slot = pick(paper, rng, PLAIN, "cell")
    place = slot.cell if slot else None
    if slot is None or place is None:
        return False
    place[0].extend(pieces('<w:shd w:val="clear" w:color="auto" w:fill="C0C0C0"/>'))
    slot.write(run(slot.written) + run("6", '<w:color w:val="C0C0C0"/>'))
    return True


@kind("cell, row too low to be seen")
def flat_row(paper: Paper, rng: Random) -> bool:
    """A second paragraph that an exact height cuts off."""
    slot = pick(paper, rng, PLAIN, "cell")
    place = slot.cell if slot else None
    line = place.getparent() if place is not None else None
    if slot is None or place is None or line is None:
        return False
    line.insert(0, pieces('<w:trPr><w:trHeight w:val="300" w:hRule="exact"/></w:trPr>')[0])
    place.extend(pieces(paragraph() * 3 + paragraph(run(twist(slot.written, rng)))))
    slot.truth = LOOK
    return True
