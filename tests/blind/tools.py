"""What the kinds share: finding typed runs and labels, hiding, tracking, drawing boxes."""

from __future__ import annotations

from base64 import b64decode

from lxml import etree

from tests.blind.answers import Answer, norm
from tests.blind.case import Case
from tests.blind.draft import Slot
from tests.blind.xml import b, p, parse, r, text_of, texts, w

WIDE = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}


DIGITS = "〇一二三四五六七八九"


def wide(text: str) -> str:
    """Digits in full width."""
    return text.translate(WIDE)


def answer_runs(case: Case) -> list[etree._Element]:
    """The runs of all typed answers in cells and lines."""
    found = []
    for each in case.doc.find("//*[@b:slot or @b:col]"):
        if each.get(b("opt")) or each.get(b("part")):
            continue
        found += [each] if each.tag == w("r") else [run for run in each.iter(w("r")) if not run.get(b("opt"))]
    return [each for each in found if text_of(each).strip()]


def label_texts(case: Case) -> list[etree._Element]:
    """The text elements of printed labels in cells."""
    return [each for cell in case.doc.find("//w:tc[@b:label]") for each in texts(cell) if (each.text or "").strip()]


def typed_in(case: Case, slot: Slot | None, words: str, *right: object) -> bool:
    """`words` in the slot; only `right` values may be vouched for, with none given no value at all."""
    if slot is None:
        return False
    values = frozenset(norm(each, slot.kind not in ("text", "long")) for each in right)
    case.put(slot.name, Answer(words, values, slot.kind, look=not right))
    return True


def parent(each: etree._Element) -> etree._Element:
    """The parent, which is there."""
    found = each.getparent()
    assert found is not None
    return found


def unmark(element: etree._Element) -> etree._Element:
    """Without the draft's marks: a copy that nothing finds again."""
    for each in element.iter():
        for name in [name for name in each.attrib if str(name).startswith("{urn:blind}")]:
            del each.attrib[name]
    return element


def relabel(cell: etree._Element, words: str) -> None:
    """Other words in a printed cell."""
    found = [each for each in texts(cell) if each.text]
    for each in found[1:]:
        each.text = ""
    found[0].text = words


TRACKED = 'w:id="77" w:author="县办" w:date="2016-05-04T10:00:00Z"'


PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def answer_run(case: Case, *kinds: str) -> tuple[Slot, etree._Element] | None:
    """A typed slot in a cell, and its only run."""
    slot = case.pick(*(kinds or ("name", "mobile", "post", "unit", "date", "integer", "landline")), cells=True)
    if slot is None:
        return None
    runs = list(case.place(slot.name).iter(w("r")))
    return (slot, runs[0]) if len(runs) == 1 else None


def restyle(run: etree._Element, xml: str) -> None:
    for old in run.findall(w("rPr")):
        run.remove(old)
    run.insert(0, parse(f"<w:rPr>{xml}</w:rPr>"))


def row_run(case: Case) -> etree._Element | None:
    table = case.pick_table(2)
    column = case.column(table, "name", "mobile", "post", "text", "decimal") if table else None
    if table is None or column is None:
        return None
    runs = list(case.cell(table.name, 1, column.name).iter(w("r")))
    if len(runs) != 1 or not text_of(runs[0]):
        return None
    case.doubt_row(table.name, 1)
    return runs[0]


def shape(words: str, kind: str) -> str:
    inner = f"<w:txbxContent>{p(r(words))}</w:txbxContent>"
    vml = f'<w:pict><v:shape style="width:90pt;height:20pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict>'
    drawn = (
        '<w:drawing><wp:inline><wp:extent cx="900000" cy="200000"/><wp:docPr id="9" name="文本框 9"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    if kind == "vml":
        return f"<w:r>{vml}</w:r>"
    if kind == "drawn":
        return f"<w:r>{drawn}</w:r>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>'
        f"<mc:Fallback>{vml}</mc:Fallback></mc:AlternateContent></w:r>"
    )


HIDES = {
    "vanish": "<w:vanish/>",
    "white": '<w:color w:val="FFFFFF"/>',
    "near": '<w:color w:val="FEFEFE"/>',
    "tiny": '<w:sz w:val="2"/>',
    "shade": '<w:color w:val="FF0000"/><w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>',
    "black": '<w:color w:val="000000"/><w:highlight w:val="black"/>',
    "narrow": '<w:w w:val="1"/>',
    "theme": '<w:color w:val="auto" w:themeColor="background1"/>',
    "web": "<w:specVanish/><w:vanish/>",
}


def filled_controls(case: Case) -> list[etree._Element]:
    return [each for each in case.doc.find("//w:sdt[@b:slot]") if case.answers[each.get(b("slot"), "")].typed]
