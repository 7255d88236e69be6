"""Benign: the document looks different and says the same."""

from __future__ import annotations

import copy

from documents.wml import TC, TR, Element, P, w
from tests.corpus.kinds.registry import benign
from tests.corpus.paper import el, para, run
from tests.corpus.returns import Return, parent_of


def _look(made: Return, *look: Element) -> bool:
    """Give the typed runs a look."""
    runs = [each for spot in made.filled() for each in spot.runs if made.lives(each)]
    for each in runs:
        properties = each.find(w("rPr"))
        if properties is None:
            properties = el("rPr")
            each.insert(0, properties)
        properties.extend(copy.deepcopy(list(look)))
    return bool(runs)


@benign("types in blue")
def answers_in_blue(made: Return) -> bool:
    return _look(made, el("color", val="0000FF"))


@benign("types in red, bold")
def answers_in_red(made: Return) -> bool:
    return _look(made, el("b"), el("color", val="FF0000"))


@benign("uses another font and size")
def answers_in_another_font(made: Return) -> bool:
    fonts = el("rFonts", ascii="仿宋_GB2312", eastAsia="仿宋_GB2312", hAnsi="仿宋_GB2312")
    return _look(made, fonts, el("sz", val=made.rng.choice((18, 24, 28, 32))))


@benign("marks answers in yellow")
def answers_highlighted(made: Return) -> bool:
    return _look(made, el("highlight", val="yellow"))


@benign("pastes answers with the look of a web page (shading, spacing, language)")
def answers_pasted_with_look(made: Return) -> bool:
    return _look(
        made,
        el("color", val="333333"),
        el("spacing", val=8),
        el("shd", val="clear", fill="FFFFFF"),
        el("lang", eastAsia="zh-TW"),
    )


@benign("the editor splits an answer into many runs with proof marks and revision ids")
def answers_in_many_runs(made: Return) -> bool:
    changed = False
    for spot in made.filled("name", "mobile", "place", "long", "bureau", "post", how=("cell", "control")):
        if (
            len(spot.runs) != 1
            or len(spot.answer.text) < 2
            or any(each.tag != w("t") for each in spot.runs[0] if each.tag != w("rPr"))
        ):
            continue
        old, text = spot.runs[0], spot.answer.text
        if "\n" in text or not made.lives(old):
            continue
        cut = made.rng.randrange(1, len(text))
        pieces = [run(text[:cut]), run(text[cut:])]
        pieces[0].set(w("rsidR"), "00A77B3E")
        home = parent_of(old)
        at = home.index(old)
        home[at : at + 1] = [
            pieces[0],
            el("proofErr", type="spellStart"),
            el("bookmarkStart", id=990, name="_GoBack"),
            el("bookmarkEnd", id=990),
            pieces[1],
        ]
        spot.runs, changed = pieces, True
        break
    return changed


@benign("centres answers")
def answers_centred(made: Return) -> bool:
    paragraphs = {
        parent_of(each)
        for spot in made.filled(how=("cell",))
        for each in spot.runs
        if made.lives(each) and parent_of(each).tag == P
    }
    for paragraph in paragraphs:
        if paragraph.find(w("pPr")) is None:
            paragraph.insert(0, el("pPr", el("spacing", line=360), el("jc", val="center")))
    return bool(paragraphs)


@benign("drags the columns to other widths")
def columns_resized(made: Return) -> bool:
    widths = list(made.root.iter(w("tcW"), w("gridCol")))
    for each in widths:
        each.set(w("w"), str(int(each.get(w("w"), "1000")) * made.rng.choice((9, 10, 11, 12)) // 10))
    return bool(widths)


@benign("sets row heights and lets header rows repeat on each page")
def row_heights(made: Return) -> bool:
    rows = list(made.root.iter(TR))
    for number, row in enumerate(rows):
        if row.find(w("trPr")) is None:
            row.insert(0, el("trPr", *([el("tblHeader")] if number == 0 else []), el("trHeight", val=640)))
    return bool(rows)


@benign("shades cells and changes borders")
def cells_shaded(made: Return) -> bool:
    cells = [each for each in made.root.iter(w("tcPr")) if made.rng.random() < 0.4]
    for each in cells:
        each.append(el("shd", val="clear", color="auto", fill="D9E2F3"))
        each.append(el("vAlign", val="center"))
    return bool(cells)


@benign("puts empty lines before or after the table")
def empty_paragraphs(made: Return) -> bool:
    for table in made.body.findall(w("tbl")):
        table.addnext(para())
    made.body.insert(0, para())
    made.append(para(), para("  "))
    return True


@benign("puts a page break before a table")
def page_break(made: Return) -> bool:
    tables = made.body.findall(w("tbl"))
    target = tables[-1] if tables else made.body[-1]
    target.addprevious(el("p", el("r", el("br", type="page"))))
    return True


@benign("turns the page to landscape in a section of its own")
def landscape_section(made: Return) -> bool:
    made.append(el("p", el("pPr", el("sectPr", el("pgSz", w=16838, h=11906, orient="landscape")))), para())
    return True


@benign("stretches labels over the cell: 联 络 员")
def labels_stretched(made: Return) -> bool:
    return _labels(made, lambda text: made.rng.choice((" ", "\u3000", "  ")).join(text) if len(text) < 6 else text)


@benign("puts a colon behind the label, or takes it away")
def label_colons(made: Return) -> bool:
    cells = [each for spot in made.spots if (each := spot.label) is not None and each.tag == TC and made.lives(each)]
    texts = [next(each.iter(w("t")), None) for each in cells]
    changed = [each for each in texts if each is not None and each.text and not each.text.endswith("：")][:3]
    for each in changed:
        each.text = f"{each.text}："
    return bool(changed)


@benign("labels run down their cell, a character a line")
def labels_vertical(made: Return) -> bool:
    leads = [each for each in made.marks.get("lead", []) if made.lives(each)]
    for lead in leads:
        node = next(lead.iter(w("t")))
        home, text = parent_of(node), node.text or ""
        home.remove(node)
        for number, char in enumerate(text):
            piece = el("t")
            piece.text = char
            home.extend([el("br"), piece] if number else [piece])
    return bool(leads)


@benign("the labels' brackets and colons become half width, or full width")
def label_punctuation(made: Return) -> bool:
    to_half = str.maketrans("（）：", "():")
    return _labels(made, lambda text: text.translate(to_half))


def _labels(made: Return, change: object) -> bool:
    assert callable(change)
    changed = False
    for spot in made.spots:
        if spot.label is None or not made.lives(spot.label):
            continue
        node = next(spot.label.iter(w("t")), None)
        if node is None or not node.text:
            continue
        new = change(node.text)
        changed = changed or new != node.text
        node.text = new
    return changed


@benign("breaks the title over two lines")
def title_broken(made: Return) -> bool:
    title = next((each for each in made.body.findall(P) if len(_text(each)) > 6), None)
    if title is None:
        return False
    node = next(title.iter(w("t")))
    if not node.text or len(node.text) < 6:
        return False
    cut = len(node.text) // 2
    twin = copy.deepcopy(title)
    next(twin.iter(w("t"))).text = node.text[cut:]
    node.text = node.text[:cut]
    title.addnext(twin)
    return True


def _text(paragraph: Element) -> str:
    return "".join(each.text or "" for each in paragraph.iter(w("t")))


@benign("deletes the instructions below the form")
def note_deleted(made: Return) -> bool:
    notes = [each for each in made.marks.get("note", []) if made.lives(each)]
    for note in notes:
        parent_of(note).remove(note)
    return bool(notes)


@benign("puts a guide to pronunciation over a name; the name is the base text")
def phonetic_guide(made: Return) -> bool:
    spot = made.pick("name", how=("cell", "control"))
    if spot is None:
        return False
    base = spot.runs[0]
    home = parent_of(base)
    at = home.index(base)
    ruby = el(
        "ruby",
        el("rubyPr", el("rubyAlign", val="center"), el("hps", val=10)),
        el("rt", run("zhāng")),
        el("rubyBase", run(spot.answer.text)),
    )
    home[at : at + 1] = [el("r", ruby)]
    spot.runs = [home[at]]
    return True
