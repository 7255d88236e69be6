"""Benign: what Word, WPS and Google Docs write of themselves."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tests.unseen.benign_looks import answered_runs
from tests.unseen.returns import Return
from tests.unseen.wml import parse, w


def split_runs(made: Return) -> bool:
    """An answer is in several runs with revision ids and marks of the spelling check between them."""
    for number, each in enumerate(answered_runs(made)):
        texts = each.findall(w("t"))
        if len(texts) != 1 or len(texts[0].text or "") < 2:
            continue
        text = texts[0].text or ""
        second = copy.deepcopy(each)
        for name in list(second.attrib):
            del second.attrib[name]
        cut = made.rng.randint(1, len(text) - 1)
        texts[0].text, second.find(w("t")).text = text[:cut], text[cut:]
        second.set(w("rsidR"), f"00{number:06X}")
        each.addnext(second)
        each.addnext(parse('<w:proofErr w:type="spellStart"/>'))
        second.addnext(parse('<w:proofErr w:type="spellEnd"/>'))
    return True


def smart_tags(made: Return) -> bool:
    for each in made.rng.sample(answered_runs(made), min(3, len(answered_runs(made)))):
        tag = parse('<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate"/>')
        each.getparent().replace(each, tag)
        tag.append(each)
    return True


def hyperlink(made: Return) -> bool:
    found = made.slots("email")
    for number, each in enumerate(found):
        target = made.slot(each.key)
        for inner in [target] if target.tag == w("r") else target.findall(w("r")):
            link = parse(f'<w:hyperlink r:id="rIdL{number}" w:history="1"/>')
            inner.getparent().replace(inner, link)
            link.append(inner)
            answer = made.answers[each.key]
            made.links[f"rIdL{number}"] = f"mailto:{answer.raw if answer else ''}"
    return bool(found)


def bookmarks(made: Return) -> bool:
    for number, each in enumerate(answered_runs(made)[:4]):
        each.addprevious(
            parse(f'<w:bookmarkStart w:id="{number}" w:name="{"_GoBack" if not number else f"OLE_{number}"}"/>')
        )
        each.addnext(parse(f'<w:bookmarkEnd w:id="{number}"/>'))
    return True


def wps(made: Return) -> bool:
    """As WPS writes: a language and a hint in each run, run properties at paragraphs, exceptions at rows."""
    for each in made.find("//w:rPr"):
        each.append(parse('<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'))
        for font in each.findall(w("rFonts")):
            font.set(w("hint"), "eastAsia")
    for each in made.find("//w:pPr"):
        each.append(parse('<w:rPr><w:rFonts w:hint="default"/><w:vertAlign w:val="baseline"/></w:rPr>'))
    for each in made.find("//w:tr"):
        each.insert(0, parse('<w:tblPrEx><w:tblLayout w:type="fixed"/></w:tblPrEx>'))
    return True


def google(made: Return) -> bool:
    """As Google Docs writes: runs in controls of its own, properties that say their default."""
    for number, each in enumerate(answered_runs(made)):
        control = parse(f'<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_{number}"/></w:sdtPr><w:sdtContent/></w:sdt>')
        each.getparent().replace(each, control)
        control[1].append(each)
    for each in made.find("//w:pPr"):
        each.insert(0, parse('<w:widowControl w:val="0"/>'))
    for each in made.find("//w:rPr"):
        each.append(parse('<w:rtl w:val="0"/>'))
    return True


def controls_lost(made: Return) -> bool:
    """An editor has unwrapped all content controls."""
    found = made.find("//w:sdt")
    for each in reversed(found):
        for inner in list(each.find(w("sdtContent"))):
            each.addprevious(inner)
        each.getparent().remove(each)
    return bool(found)


def settings(made: Return) -> bool:
    made.parts["settings.xml"] = (
        "settings",
        f'<w:settings xmlns:w="{w("")[1:-1]}"><w:zoom w:percent="150"/><w:proofState w:spelling="clean"/>'
        '<w:defaultTabStop w:val="420"/></w:settings>'.encode(),
    )
    return True


PROGRAMS: dict[str, Callable[[Return], bool]] = {
    "split runs": split_runs,
    "smart tags": smart_tags,
    "e-mail as a link": hyperlink,
    "bookmarks": bookmarks,
    "zoom and settings": settings,
    "written by WPS": wps,
    "written by Google Docs": google,
    "controls unwrapped": controls_lost,
}
