"""Doubtful marks: fields, symbols, numbers, controls, bookmarks."""

from __future__ import annotations

from copy import deepcopy

from tests.blind.answers import blank, make, mobile, person
from tests.blind.case import Case, ambiguous, run_text, write
from tests.blind.tools import (
    PIXEL,
    answer_run,
    filled_controls,
    parent,
    restyle,
    row_run,
)
from tests.blind.xml import Part, ancestor, b, p, parse, parse_all, r, text_of, w, wordpart


@ambiguous
def field_without_end(case: Case) -> bool:
    """A field that begins in an answer and never ends."""
    found = answer_run(case)
    if found is None:
        return False
    for each in parse_all('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'):
        found[1].addprevious(each)
    case.doubt(found[0].name)
    return True


@ambiguous
def symbol_font(case: Case) -> bool:
    """An answer in a font of pictures."""
    found = answer_run(case, "mobile", "integer", "landline", "email")
    if found is None or not text_of(found[1]).isascii():  # the font is that of Latin letters and digits only
        return False
    restyle(found[1], '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:cs="Wingdings"/>')
    case.doubt(found[0].name)
    return True


@ambiguous
def symbol_in_answer(case: Case) -> bool:
    """A symbol within an answer."""
    found = answer_run(case, "mobile", "integer", "name")
    if found is None:
        return False
    found[1].append(parse('<w:sym w:font="Wingdings" w:char="F0FC"/>'))
    case.doubt(found[0].name)
    return True


@ambiguous
def superscript(case: Case) -> bool:
    """91² or 91* with a note below."""
    found = answer_run(case, "integer", "name", "mobile")
    if found is None:
        return False
    mark = case.rng.choice(("2", "*", "注", "①"))
    found[1].addnext(parse(r(mark, '<w:vertAlign w:val="superscript"/>')))
    case.doc.append(p(r(f"{mark}含上年结转")))
    case.doubt(found[0].name)
    case.hold = True
    return True


@ambiguous
def superscript_row(case: Case) -> bool:
    """The same in a row, without a note."""
    run = row_run(case)
    if run is None:
        return False
    run.addnext(parse(r("2", '<w:vertAlign w:val="superscript"/>')))
    return True


@ambiguous
def auto_number(case: Case) -> bool:
    """An answer that is an automatic number."""
    found = answer_run(case, "integer", "name", "post")
    if found is None:
        return False
    number = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt '
        'w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num>'
    )
    case.doc.add(wordpart("word/numbering.xml", "numbering", number))
    paragraph = ancestor(found[1], "p")
    for old in paragraph.findall(w("pPr")):
        paragraph.remove(old)
    paragraph.insert(0, parse('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'))
    case.doubt(found[0].name)
    return True


@ambiguous
def ruby(case: Case) -> bool:
    """A phonetic guide over a name."""
    found = answer_run(case, "name")
    if found is None:
        return False
    _slot, run = found
    words = text_of(run)
    run.addnext(
        parse(f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('ma')}</w:rt><w:rubyBase>{r(words)}</w:rubyBase></w:ruby></w:r>")
    )
    parent(run).remove(run)
    return True


@ambiguous
def formula(case: Case) -> bool:
    """A number as a formula."""
    found = answer_run(case, "integer", "decimal")
    if found is None:
        return False
    words = text_of(found[1])
    found[1].addnext(parse(f"<m:oMath><m:r><m:t>{words}</m:t></m:r></m:oMath>"))
    parent(found[1]).remove(found[1])
    return True


@ambiguous
def picture_answer(case: Case) -> bool:
    """A picture of the answer in its cell."""
    found = answer_run(case)
    if found is None:
        return False
    slot, run = found
    name = case.doc.add(Part("word/media/i.png", "image/png", "image", PIXEL))
    drawn = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="200000"/><wp:docPr id="8" name="图片 8"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="0" name="i"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill><pic:spPr/>'
        "</pic:pic></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    run.addnext(parse(drawn))
    parent(run).remove(run)
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def alt_chunk(case: Case) -> bool:
    """Another document is embedded in the form."""
    html = f"<html><body>补充联系人：{person(case.rng)}</body></html>".encode()
    name = case.doc.add(Part("word/chunk.html", "text/html", "aFChunk", html))
    case.doc.append(f'<w:altChunk r:id="{name}"/>')
    case.hold = True
    return True


@ambiguous
def mirrored(case: Case) -> bool:
    """Words set from right to left."""
    found = answer_run(case, "mobile", "name", "integer")
    if found is None or len(text_of(found[1])) < 2:
        return False
    run = found[1]
    wrap = parse('<w:bdo w:val="rtl"/>')
    run.addprevious(wrap)
    wrap.append(run)
    case.doubt(found[0].name)
    return True


@ambiguous
def merged_lower_text(case: Case) -> bool:
    """Words in the lower part of a merged label, which no Word shows."""
    cells = case.doc.find("//w:tc[w:tcPr/w:vMerge[not(@w:val)]]")
    if not cells:
        return False
    write(case.rng.choice(cells), person(case.rng))
    case.hold = True
    return True


@ambiguous
def framed(case: Case) -> bool:
    """A framed paragraph moved beside the form with another number."""
    case.doc.body.insert(
        1,
        parse(
            p(
                r(f"新号码{mobile(case.rng)}"),
                '<w:framePr w:w="2000" w:hSpace="180" w:wrap="around" w:hAnchor="page" w:x="8000" w:y="300"/>',
            )
        ),
    )
    case.hold = True
    return True


@ambiguous
def controls_exchanged(case: Case) -> bool:
    """Two controls cut and pasted into each other's cell: tag and label disagree."""
    found = filled_controls(case)
    if len(found) < 2:
        return False
    one, two = case.rng.sample(found, 2)
    mark = parse("<w:proofErr/>")
    one.addprevious(mark)
    two.addprevious(one)
    mark.addprevious(two)
    parent(mark).remove(mark)
    case.doubt(one.get(b("slot"), ""), two.get(b("slot"), ""))
    return True


@ambiguous
def control_beside(case: Case) -> bool:
    """The control still shows its prompt, the answer stands behind it."""
    found = list(filled_controls(case))
    if not found:
        return False
    control = case.rng.choice(found)
    slot = control.get(b("slot"), "")
    fresh = case.form.doc.copy().find(f'//*[@b:slot="{slot}"]')[0]
    control.addnext(parse(r(case.answers[slot].typed)))
    parent(control).replace(control, fresh)
    return True


@ambiguous
def control_gone(case: Case) -> bool:
    """The control was deleted, the answer typed in its place."""
    found = filled_controls(case)
    if not found:
        return False
    control = case.rng.choice(found)
    parent(control).replace(control, parse(r(case.answers[control.get(b("slot"), "")].typed.replace("\n", " "))))
    return True


@ambiguous
def control_bound(case: Case) -> bool:
    """A control bound to data that says another thing: Word shows the data."""
    found = filled_controls(case)
    if not found:
        return False
    control = case.rng.choice(found)
    props = control.find(w("sdtPr"))
    assert props is not None
    props.append(parse('<w:dataBinding w:xpath="/x/y" w:storeItemID="{11111111-2222-3333-4444-555555555555}"/>'))
    case.doc.add(Part("customXml/item1.xml", "application/xml", "", b"<x><y>&#x5f20;</y></x>"))
    case.doubt(control.get(b("slot"), ""))
    return True


@ambiguous
def control_twice(case: Case) -> bool:
    """The same control stands again below with another answer."""
    found = filled_controls(case)
    if not found:
        return False
    control = case.rng.choice(found)
    slot = control.get(b("slot"), "")
    new = deepcopy(control)
    new.attrib.pop(b("slot"))
    for each in new.iter(w("r")):
        run_text(each, make(case.form.slot(slot).kind, case.rng).typed)
    paragraph = parse(p())
    paragraph.append(new)
    case.doc.body.insert(len(case.doc.blocks()), paragraph)
    case.doubt(slot)
    case.hold = True
    return True


@ambiguous
def bookmark_moved(case: Case) -> bool:
    """Two bookmarks changed names: by label, or a person looks."""
    found = case.doc.find("//w:bookmarkStart")
    if len(found) < 2:
        return False
    one, two = case.rng.sample(found, 2)
    first, second = one.get(w("name"), ""), two.get(w("name"), "")
    one.set(w("name"), second)
    two.set(w("name"), first)
    return True


@ambiguous
def seal_picture(case: Case) -> bool:
    """The picture of a seal over the opinion: right, or a person looks."""
    slot = case.pick("opinion")
    if slot is None:
        return False
    name = case.doc.add(Part("word/media/s.png", "image/png", "image", PIXEL))
    case.place(slot.name).append(
        parse(
            f'<w:r><w:pict><v:shape style="width:80pt;height:80pt"><v:imagedata r:id="{name}"/></v:shape>'
            "</w:pict></w:r>"
        )
    )
    return True


@ambiguous
def glyph_left_blank(case: Case) -> bool:
    """Nothing but blanks of several kinds in an answer: it is empty."""
    slot = case.pick("post", "place", "landline", "unit", cells=True)
    if slot is None:
        return False
    write(case.place(slot.name), "\u3000\u00a0 \u200b")
    case.answers[slot.name] = blank(slot.kind)
    return True
