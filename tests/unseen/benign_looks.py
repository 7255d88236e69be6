"""Benign: other looks, other programs, other empty space; no answer and no label changes its words."""

from __future__ import annotations

import copy
from collections.abc import Callable

from lxml import etree

from tests.unseen.returns import Return
from tests.unseen.wml import Element, parse, w


def answered_runs(made: Return) -> list[Element]:
    """The runs that hold typed answers."""
    runs = [each for each in made.find("//w:r[@u:slot][w:t]") if "_" not in "".join(each.itertext())]
    runs += made.find("//w:p[@u:slot]/w:r[w:t]")
    return runs + made.find("//w:tc[@u:col]//w:p[not(@u:slot)]/w:r[not(@u:slot)][w:t]")


def props(xml: str) -> Callable[[Return], bool]:
    """Give all answers a property of the run."""

    def mutate(made: Return) -> bool:
        for each in answered_runs(made):
            had = each.find(w("rPr"))
            if had is None:
                had = etree.SubElement(each, w("rPr"))
                each.insert(0, had)
            had.append(parse(xml))
        return True

    return mutate


def paragraph_style(made: Return) -> bool:
    for each in answered_runs(made):
        around = next(each.iterancestors(w("p")))
        had = around.find(w("pPr"))
        if had is not None and had.find(w("pStyle")) is None:
            had.insert(0, parse('<w:pStyle w:val="a3"/>'))
    return True


def rendered_breaks(made: Return) -> bool:
    for each in made.find("//w:p/w:r")[::7]:
        each.insert(1, parse("<w:lastRenderedPageBreak/>"))
    return True


def spaced_labels(made: Return) -> bool:
    """Labels of two to four characters are stretched."""
    found = [each for each in made.find("//w:r[@u:label]/w:t") if 2 <= len(each.text or "") <= 4]
    for each in found:
        if "　" not in (each.text or ""):
            each.text = made.rng.choice((" ", "　")).join(each.text or "")
    return bool(found)


def rows_deleted(made: Return) -> bool:
    """Empty rows at the end are deleted."""
    done = False
    for grid in made.form.grids:
        for each in made.find(f"//w:tr[@u:row='{grid.key}']")[len(made.rows[grid.key]) :]:
            around = each.getparent().getparent() if each.getparent().tag == w("sdtContent") else each
            around.getparent().remove(around)
            done = True
    return done


def rows_appended(made: Return) -> bool:
    """Empty rows at the end are doubled (without a number)."""
    done = False
    for grid in made.form.grids:
        rows = made.find(f"//w:tr[@u:row='{grid.key}']")
        if len(rows) > len(made.rows[grid.key]) and rows[-1].getparent().tag == w("tbl"):
            fresh = copy.deepcopy(rows[-1])
            for text in fresh.iter(w("t")):
                text.text = ""
            rows[-1].addnext(fresh)
            done = True
    return done


def empty_paragraphs(made: Return) -> bool:
    for each in list(made.body())[1:-1]:
        if made.rng.random() < 0.5 and each.tag == w("tbl"):
            each.addnext(parse("<w:p/>"))
            each.addprevious(parse("<w:p/>"))
    made.end("<w:p/>", "<w:p/>")
    return True


def empty_in_cells(made: Return) -> bool:
    """An empty paragraph after the answer in some cells."""
    found = made.find("//w:tc/w:p[@u:slot]")
    for each in made.rng.sample(found, min(3, len(found))):
        each.addnext(parse("<w:p/>"))
    return bool(found)


def page_break(made: Return) -> bool:
    made.end('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
    tables = made.find("//w:body/w:tbl")
    if tables:
        tables[-1].addprevious(parse('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'))
    return True


def header_again(made: Return) -> bool:
    """The header row is copied into a long list where the page ends."""
    for grid in made.form.grids:
        rows = made.find(f"//w:tr[@u:row='{grid.key}']")
        if not grid.names and len(made.rows[grid.key]) > 3 and rows[0].getparent().tag == w("tbl"):
            above = made.find(f"//w:tr[@u:row='{grid.key}'][1]/preceding-sibling::w:tr[count(.//w:r[@u:label]) > 1]")
            head = above[-1]
            rows[2].addnext(copy.deepcopy(head))
            return True
    return False


def widths(made: Return) -> bool:
    for each in made.find("//w:tcW"):
        each.set(w("w"), str(made.rng.randint(900, 2600)))
    for each in made.find("//w:tblPr"):
        each.append(
            parse('<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>')
        )
    return bool(made.find("//w:tcW"))


def landscape(made: Return) -> bool:
    size = made.find("//w:sectPr/w:pgSz")[0]
    size.set(w("orient"), "landscape")
    size.set(w("w"), "16838")
    size.set(w("h"), "11906")
    return True


def half_colons(made: Return) -> bool:
    found = [each for each in made.find("//w:body/w:p/w:r[not(@u:slot)]/w:t") if "：" in (each.text or "")]
    for each in found:
        each.text = (each.text or "").replace("：", ":")
    return bool(found)


def zero_width(made: Return) -> bool:
    """Zero-width spaces and a soft hyphen, which editors leave behind when one pastes."""
    for each in answered_runs(made)[::3]:
        text = each.find(w("t"))
        if text.text and len(text.text) > 2:
            text.text = text.text[:2] + "\u200b" + text.text[2:]
    return True


def marks_lost(made: Return) -> bool:
    """A first column's cells are shaded, borders changed, rows do not split."""
    for each in made.find("//w:tr/w:trPr"):
        each.append(parse("<w:cantSplit/>"))
    for each in made.find("//w:tc[.//w:r[@u:label]]/w:tcPr"):
        each.append(parse('<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>'))
        each.append(parse('<w:vAlign w:val="center"/>'))
    return bool(made.find("//w:tr"))


LOOKS: dict[str, Callable[[Return], bool]] = {
    "answers bold": props("<w:b/>"),
    "answers highlighted": props('<w:highlight w:val="yellow"/>'),
    "answers blue": props('<w:color w:val="0000FF"/>'),
    "answers in italics": props("<w:i/>"),
    "answers underlined": props('<w:u w:val="single"/>'),
    "answers in another size": props('<w:sz w:val="21"/>'),
    "answers set wide": props('<w:spacing w:val="20"/>'),
    "answers shaded": props('<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'),
    "another paragraph style": paragraph_style,
    "rendered page breaks": rendered_breaks,
    "labels stretched": spaced_labels,
    "empty rows deleted": rows_deleted,
    "empty rows added": rows_appended,
    "empty paragraphs": empty_paragraphs,
    "empty paragraphs in cells": empty_in_cells,
    "page break": page_break,
    "header row again": header_again,
    "widths and margins": widths,
    "landscape": landscape,
    "half-width colons": half_colons,
    "zero-width spaces": zero_width,
    "shading and alignment": marks_lost,
}
