"""Benign: lines that run on otherwise, columns in another order, page numbers, notes that were deleted."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tests.unseen.returns import Return
from tests.unseen.wml import NS, XMLNS, Element, U, para, parse, run, w


def _sign_off(made: Return) -> Element | None:
    """The last line outside tables with two answers or more."""
    found = made.find("//w:body/w:p[count(.//w:r[@u:slot]) > 1]")
    return found[-1] if found else None


def reflowed(made: Return) -> bool:
    """A line of several answers goes on in a second paragraph."""
    line = _sign_off(made)
    if line is None:
        return False
    parts = [each for each in line if each.tag != w("pPr")]
    slots = [n for n, each in enumerate(parts) if each.xpath("descendant-or-self::w:r[@u:slot]", namespaces=NS)]
    fresh = parse("<w:p/>")
    line.addnext(fresh)
    for each in parts[slots[0] + 1 :]:
        fresh.append(each)
    for text in fresh.iter(w("t")):
        text.text = (text.text or "").lstrip("　 ")
        break
    return True


def tabs(made: Return) -> bool:
    """Tabs instead of spaces between the answers of a line."""
    line = _sign_off(made)
    found = [] if line is None else [each for each in line.iter(w("t")) if (each.text or "").startswith("　")]
    for each in found:
        each.text = (each.text or "").lstrip("　")
        each.addprevious(parse("<w:tab/>"))
    return bool(found)


def columns_reordered(made: Return) -> bool:
    """The last column of a list, with its header, stands first."""
    for grid in made.form.grids:
        rows = made.find(f"//w:tr[@u:row='{grid.key}']")
        table = rows[0].getparent()
        examples = made.form.name == "contacts"  # its example would change too
        if (
            grid.names
            or examples
            or table.tag != w("tbl")
            or any(row.find(w("tc")).get(f"{{{U}}}serial") for row in rows)
        ):
            continue
        if len({len(row.findall(w("tc"))) for row in table.findall(w("tr"))}) != 1:
            continue
        for row in table.findall(w("tr")):
            cells = row.findall(w("tc"))
            cells[0].addprevious(cells[-1])
        return True
    return False


def page_numbers(made: Return) -> bool:
    """A footer with the number of the page."""
    field = f'<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>'
    made.parts["footer9.xml"] = ("footer", f"<w:ftr {XMLNS}>{para(field, jc='center')}</w:ftr>".encode())
    number = list(made.parts).index("footer9.xml")
    made.find("//w:sectPr")[0].insert(0, parse(f'<w:footerReference w:type="default" r:id="rIdX{number}"/>'))
    return True


def note_deleted(made: Return) -> bool:
    """A remark of the blank that asks for nothing is gone."""
    found = [
        each
        for each in made.find("//w:body/w:p[not(.//w:r[@u:slot])]")
        if "".join(each.itertext()).startswith(("注：", "说明：", "（请"))
    ]
    for each in found:
        each.getparent().remove(each)
    return bool(found)


def phonetic(made: Return) -> bool:
    """A phonetic guide over the first character of a name."""
    for each in made.slots("name"):
        target, answer = made.slot(each.key), made.answers[each.key]
        runs = [target] if target.tag == w("r") else target.findall(w("r"))
        if answer and len(runs) == 1 and runs[0].find(w("t")) is not None and runs[0].find(w("t")).text == answer.raw:
            text = runs[0].find(w("t"))
            ruby = f"<w:ruby><w:rt>{run('lǐ')}</w:rt><w:rubyBase>{run(answer.raw[0])}</w:rubyBase></w:ruby>"
            text.text = answer.raw[1:]
            first = copy.deepcopy(runs[0])
            for name in list(first.attrib):
                del first.attrib[name]
            first.replace(first.find(w("t")), parse(ruby))
            runs[0].addprevious(first)
            return True
    return False


def hard_spaces(made: Return) -> bool:
    """No-break spaces around the texts of label cells."""
    found = made.find("//w:tc//w:r[@u:label]/w:t")
    for each in found:
        each.text = f"\u00a0{each.text}\u00a0"
    return bool(found)


def title_wrapped(made: Return) -> bool:
    """The title is broken into two lines."""
    text = made.find("//w:body/w:p[1]/w:r/w:t")[0]
    words = text.text or ""
    if len(words) < 6:
        return False
    text.text = words[:4]
    text.addnext(parse(f"<w:t>{words[4:]}</w:t>"))
    text.addnext(parse("<w:br/>"))
    return True


MORE_LOOKS: dict[str, Callable[[Return], bool]] = {
    "sign-off in two lines": reflowed,
    "tabs between answers": tabs,
    "columns in another order": columns_reordered,
    "page numbers": page_numbers,
    "remark deleted": note_deleted,
    "phonetic guide": phonetic,
    "hard spaces at labels": hard_spaces,
    "title in two lines": title_wrapped,
}
