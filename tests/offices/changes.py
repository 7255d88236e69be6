"""Harmless changes of the look and the file: nothing that was answered changes. False: there is nothing to change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from random import Random

from lxml import etree

from tests.offices.headers import header_text
from tests.offices.sheet import Element, Sheet, length, runs_of, w

Change = Callable[[Sheet, Random], bool]


def _look(tag: str, **values: str) -> Change:
    """Set typed text in another look."""

    def change(sheet: Sheet, random: Random) -> bool:
        for run in sheet.typed:
            look = run.find(w("rPr"))
            if look is None:
                look = etree.Element(w("rPr"))
                run.insert(0, look)
            for old in look.findall(w(tag)):
                look.remove(old)
            etree.SubElement(look, w(tag), {w(name): value for name, value in values.items()})
        return bool(sheet.typed)

    return change


def _row_heights(sheet: Sheet, random: Random) -> bool:
    rows = list(sheet.root.iter(w("tr")))
    for row in rows:
        look = row.find(w("trPr"))
        if look is None:
            look = etree.Element(w("trPr"))
            row.insert(0, look)
        for old in look.findall(w("trHeight")):
            look.remove(old)
        etree.SubElement(look, w("trHeight"), {w("val"): str(random.randint(400, 1200)), w("hRule"): "atLeast"})
    return bool(rows)


def _widths(sheet: Sheet, random: Random) -> bool:
    widths = list(sheet.root.iter(w("tcW"), w("gridCol")))
    for each in widths:
        each.set(w("w"), str(int(float(each.get(w("w"), "1000")) * 0.93)))
    return bool(widths)


def _rows_more(sheet: Sheet, random: Random) -> bool:
    """Empty rows below a list."""
    done = False
    for group, rows in sheet.lists.items():
        if sheet.filled[group] < len(rows):
            for _ in range(random.randint(1, 3)):
                new = deepcopy(rows[-1])
                for number in (each for each in new.iter(w("t")) if (each.text or "").isdigit()):
                    number.text = str(int(number.text or "0") + 1)
                rows[-1].addnext(new)
                rows.append(new)
            done = True
    return done


def _rows_fewer(sheet: Sheet, random: Random) -> bool:
    """Delete the empty rows of lists, all but those where a joined cell begins."""
    done = False
    for group, rows in sheet.lists.items():
        for row in rows[max(1, sheet.filled[group]) :]:
            parent = row.getparent()
            if parent is not None and row.find(f".//{w('vMerge')}") is None:
                parent.remove(row)
                done = True
    return done


def _margins(sheet: Sheet, random: Random) -> bool:
    for each in sheet.root.iter(w("pgMar")):
        for side in ("top", "bottom", "left", "right"):
            each.set(w(side), str(random.choice((720, 1080, 1247, 1800))))
    return True


def _landscape(sheet: Sheet, random: Random) -> bool:
    for each in sheet.root.iter(w("pgSz")):
        each.set(w("w"), "16838")
        each.set(w("h"), "11906")
        each.set(w("orient"), "landscape")
    return True


def _tops(sheet: Sheet) -> list[Element]:
    return [each for each in sheet.body if each.tag in (w("p"), w("tbl"))]


def _empty(**attributes: str) -> Element:
    para = etree.Element(w("p"))
    if attributes:
        run = etree.SubElement(para, w("r"))
        etree.SubElement(run, w("br"), {w(name): value for name, value in attributes.items()})
    return para


def _line_first(sheet: Sheet, random: Random) -> bool:
    sheet.body.insert(0, _empty())
    return True


def _lines_last(sheet: Sheet, random: Random) -> bool:
    for _ in range(random.randint(1, 4)):
        _tops(sheet)[-1].addnext(_empty())
    return True


def _page_break_before_table(sheet: Sheet, random: Random) -> bool:
    tables = [each for each in _tops(sheet)[1:] if each.tag == w("tbl")]
    if tables:
        tables[0].addprevious(_empty(type="page"))
    return bool(tables)


def _page_break_last(sheet: Sheet, random: Random) -> bool:
    _tops(sheet)[-1].addnext(_empty(type="page"))
    return True


def _spelling(sheet: Sheet, random: Random) -> bool:
    for run in sheet.typed:
        run.addprevious(etree.Element(w("proofErr"), {w("type"): "spellStart"}))
        run.addnext(etree.Element(w("proofErr"), {w("type"): "spellEnd"}))
    return True


def _revision_numbers(sheet: Sheet, random: Random) -> bool:
    """What stays of tracked changes that were accepted: numbers of the sessions, runs cut where they began."""
    for number, run in enumerate(sheet.typed):
        run.set(w("rsidR"), f"00A{number:05X}")
        parent = next(run.iterancestors(w("p")))
        parent.set(w("rsidP"), "00B1C2D3")
    return _split(sheet, random)


def _split(sheet: Sheet, random: Random) -> bool:
    for run in sheet.typed:
        text = run.find(w("t"))
        content = "" if text is None else text.text or ""
        if text is not None and len(content) > 1 and len(run.findall(w("t"))) == 1 and run.find(w("br")) is None:
            cut = random.randrange(1, len(content))
            rest = deepcopy(run)
            other = rest.find(w("t"))
            assert other is not None
            text.text, other.text = content[:cut], content[cut:]
            run.addnext(rest)
    return True


def _go_back(sheet: Sheet, random: Random) -> bool:
    if not sheet.typed:
        return False
    sheet.typed[-1].addprevious(etree.Element(w("bookmarkStart"), {w("id"): "900", w("name"): "_GoBack"}))
    sheet.typed[-1].addnext(etree.Element(w("bookmarkEnd"), {w("id"): "900"}))
    return True


def _rendered_breaks(sheet: Sheet, random: Random) -> bool:
    for run in sheet.typed[:3]:
        run.insert(1 if run.find(w("rPr")) is not None else 0, etree.Element(w("lastRenderedPageBreak")))
    return True


def _aligned(value: str) -> Change:
    def change(sheet: Sheet, random: Random) -> bool:
        for run in sheet.typed:
            para = next(run.iterancestors(w("p")))
            look = para.find(w("pPr"))
            if look is None:
                look = etree.Element(w("pPr"))
                para.insert(0, look)
            for old in look.findall(w("jc")):
                look.remove(old)
            etree.SubElement(look, w("jc"), {w("val"): value})
        return True

    return change


def _empty_paragraph_in_cell(sheet: Sheet, random: Random) -> bool:
    """A line too many below an answer in a cell."""
    inside = [run for run in sheet.typed if next(run.iterancestors(w("tc")), None) is not None]
    for run in inside:
        if random.random() < 0.4:
            next(run.iterancestors(w("p"))).addnext(_empty())
    return bool(inside)


def _paragraphs_for_lines(sheet: Sheet, random: Random) -> bool:
    """Lines of an answer as paragraphs of their own, where nothing stands behind it."""
    done = False
    for run in list(sheet.typed):
        para = next(run.iterancestors(w("p")))
        breaks = run.findall(w("br"))
        if not breaks or runs_of(para)[-1] is not run or run.getparent() is not para:
            continue
        new = etree.Element(w("p"))
        rest = etree.SubElement(new, w("r"))
        if (look := run.find(w("rPr"))) is not None:
            rest.append(deepcopy(look))
        for each in [*breaks[0].itersiblings()]:
            rest.append(each)
        run.remove(breaks[0])
        if length(run) and length(rest):
            para.addnext(new)
            done = True
        else:
            run.extend([etree.Element(w("br")), *[each for each in rest if each.tag != w("rPr")]])
    return done


def _spacing(sheet: Sheet, random: Random) -> bool:
    for old in list(sheet.root.iter(w("spacing"))):
        if (parent := old.getparent()) is not None and parent.tag == w("pPr"):
            parent.remove(old)
    return True


def _bold_labels(sheet: Sheet, random: Random) -> bool:
    for run in sheet.root.iter(w("r")):
        look = run.find(w("rPr"))
        if look is not None and run not in sheet.typed and look.find(w("b")) is None:
            look.append(etree.Element(w("b")))
    return True


def _shaded(sheet: Sheet, random: Random) -> bool:
    cells = list(sheet.root.iter(w("tcPr")))
    for each in cells[:4]:
        etree.SubElement(each, w("shd"), {w("val"): "clear", w("color"): "auto", w("fill"): "F2F2F2"})
    return bool(cells)


def _unlined(sheet: Sheet, random: Random) -> bool:
    """Take the line from under the blanks."""
    lines = list(sheet.root.iter(w("u")))
    for each in lines:
        each.set(w("val"), "none")
    return bool(lines)


CHANGES: Mapping[str, Change] = {
    "bold": _look("b"),
    "blue": _look("color", val="0070C0"),
    "red": _look("color", val="FF0000"),
    "other_font": _look("rFonts", ascii="楷体", eastAsia="楷体", hAnsi="楷体"),
    "smaller": _look("sz", val="18"),
    "larger": _look("sz", val="32"),
    "underlined": _look("u", val="single"),
    "highlighted": _look("highlight", val="yellow"),
    "language": _look("lang", val="en-US", eastAsia="zh-CN"),
    "row_heights": _row_heights,
    "column_widths": _widths,
    "empty_rows_more": _rows_more,
    "empty_rows_deleted": _rows_fewer,
    "margins": _margins,
    "landscape": _landscape,
    "line_first": _line_first,
    "lines_last": _lines_last,
    "page_break_before_table": _page_break_before_table,
    "page_break_last": _page_break_last,
    "spell_check": _spelling,
    "accepted_revisions": _revision_numbers,
    "runs_split": _split,
    "go_back": _go_back,
    "rendered_breaks": _rendered_breaks,
    "centred": _aligned("center"),
    "left": _aligned("left"),
    "line_below_answer": _empty_paragraph_in_cell,
    "paragraphs_for_lines": _paragraphs_for_lines,
    "line_spacing": _spacing,
    "bold_labels": _bold_labels,
    "shaded": _shaded,
    "unlined": _unlined,
    "header_text": header_text,
}
