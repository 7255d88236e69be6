"""Doubtful marks: revisions, notes, boxes over the page."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from tests.blind.answers import Answer, answer, make, mobile, norm, person
from tests.blind.case import Case, ambiguous, run_text
from tests.blind.tools import (
    HIDES,
    TRACKED,
    answer_run,
    answer_runs,
    parent,
    restyle,
    row_run,
    shape,
)
from tests.blind.xml import Part, p, parse, r, t, text_of, w, wordpart


@ambiguous
def revised(case: Case) -> bool:
    """An old answer deleted and a new one inserted under tracking."""
    found = answer_run(case)
    if found is None:
        return False
    slot, run = found
    old = deepcopy(run)
    for each in old.iter(w("t")):
        each.tag = w("delText")
    deleted, inserted = parse(f"<w:del {TRACKED}/>"), parse(f"<w:ins {TRACKED}/>")
    run.addprevious(deleted)
    deleted.append(old)
    run.addprevious(inserted)
    inserted.append(run)
    run_text(run, make(slot.kind, case.rng).typed)
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def revised_part(case: Case) -> bool:
    """Two characters of a number deleted under tracking."""
    found = answer_run(case, "mobile", "landline", "integer", "date")
    if found is None or len(text_of(found[1])) < 3:
        return False
    slot, run = found
    words = text_of(run)
    run_text(run, words[:-2])
    run.addnext(parse(f"<w:del {TRACKED}><w:r><w:delText>{words[-2:]}</w:delText></w:r></w:del>"))
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def moved_under_tracking(case: Case) -> bool:
    """An answer moved away under tracking to the end of the form."""
    found = answer_run(case)
    if found is None:
        return False
    slot, run = found
    words = text_of(run)
    move = parse(f"<w:moveFrom {TRACKED}/>")
    run.addprevious(move)
    move.append(run)
    case.doc.append(f"<w:p><w:moveTo {TRACKED.replace('77', '78')}><w:r>{t(words)}</w:r></w:moveTo></w:p>")
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def row_deleted_under_tracking(case: Case) -> bool:
    """A row is marked deleted (or inserted) but still there."""
    table = case.pick_table(2)
    if table is None:
        return False
    kind = case.rng.choice(("del", "ins"))
    case.row(table.name, 1).insert(0, parse(f"<w:trPr><w:{kind} {TRACKED}/></w:trPr>"))
    case.doubt_row(table.name, 1)
    case.hold = True
    return True


@ambiguous
def format_tracked(case: Case) -> bool:
    """Only a change of format is tracked: the words are certain."""
    for run in answer_runs(case)[:3]:
        restyle(run, f"<w:b/><w:rPrChange {TRACKED}><w:rPr/></w:rPrChange>")
    return True


@ambiguous
def cell_deleted_under_tracking(case: Case) -> bool:
    """A cell is marked deleted."""
    found = answer_run(case)
    if found is None:
        return False
    props = case.place(found[0].name).find(w("tcPr"))
    assert props is not None
    props.append(parse(f"<w:cellDel {TRACKED}/>"))
    case.doubt(found[0].name)
    case.hold = True
    return True


@ambiguous
def comment(case: Case) -> bool:
    """A comment on an answer."""
    found = answer_run(case)
    if found is None:
        return False
    words = case.rng.choice(("已调离", "请以此为准？", "待核", "不对，应为另一人"))
    case.doc.add(wordpart("word/comments.xml", "comments", f"<w:comment {TRACKED}>{p(r(words))}</w:comment>"))
    run = found[1]
    run.addprevious(parse('<w:commentRangeStart w:id="77"/>'))
    run.addnext(parse('<w:r><w:commentReference w:id="77"/></w:r>'))
    run.addnext(parse('<w:commentRangeEnd w:id="77"/>'))
    case.hold = True
    return True


@ambiguous
def footnote(case: Case) -> bool:
    """A footnote or endnote that corrects an answer."""
    found = answer_run(case)
    if found is None:
        return False
    kind = case.rng.choice(("footnote", "endnote"))
    inner = f'<w:{kind} w:id="2">{p(r(f"现改为{make(found[0].kind, case.rng).typed}"))}</w:{kind}>'
    case.doc.add(wordpart(f"word/{kind}s.xml", f"{kind}s", inner))
    found[1].addnext(
        parse(f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="2"/></w:r>')
    )
    case.hold = True
    return True


@ambiguous
def margin_words(case: Case) -> bool:
    """A new header or footer says that the form is a draft, or corrects it."""
    kind = case.rng.choice(("header", "footer"))
    words = case.rng.choice(("更正稿", "征求意见稿", f"联系电话更改为{mobile(case.rng)}", "作废"))
    name = case.doc.add(wordpart(f"word/{kind}9.xml", kind, p(r(words))))
    end = case.doc.body.find(w("sectPr"))
    assert end is not None
    for old in end.findall(w(f"{kind}Reference")):
        if kind == "footer":
            return False
        end.remove(old)
    end.insert(0, parse(f'<w:{kind}Reference w:type="{case.rng.choice(("default", "first"))}" r:id="{name}"/>'))
    if not end.findall(w("titlePg")):
        end.append(parse("<w:titlePg/>"))
    case.hold = True
    return True


@ambiguous
def text_box_answer(case: Case) -> bool:
    """An answer in a text box over its empty cell."""
    found = answer_run(case)
    if found is None:
        return False
    slot, run = found
    words = text_of(run)
    kind = case.rng.choice(("vml", "drawn", "both"))
    run.addnext(parse(shape(words, kind)))
    parent(run).remove(run)
    case.answers[slot.name] = answer(slot.kind, words)
    return True


@ambiguous
def text_box_beside(case: Case) -> bool:
    """A text box anywhere with a correction."""
    kind = case.rng.choice(("vml", "drawn", "both"))
    paragraph = case.rng.choice(case.doc.find("//w:p"))
    paragraph.append(parse(shape(f"改：{person(case.rng)} {mobile(case.rng)}", kind)))
    case.hold = True
    return True


@ambiguous
def alternate_words(case: Case) -> bool:
    """What new Words show differs from what old ones show."""
    found = answer_run(case)
    if found is None:
        return False
    slot, run = found
    other = make(slot.kind, case.rng).typed
    xml = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="w14">{t(text_of(run))}</mc:Choice>'
        f"<mc:Fallback>{t(other)}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    run.addnext(parse(xml))
    parent(run).remove(run)
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def hidden_rest(case: Case) -> bool:
    """Hidden words behind the visible ones of an answer."""
    found = answer_run(case)
    if found is None:
        return False
    slot, run = found
    style = HIDES[case.rng.choice(list(HIDES))]
    extra = case.rng.choice(("（原）", "2", make(slot.kind, case.rng).typed, "代"))
    (run.addnext if case.rng.random() < 0.5 else run.addprevious)(parse(r(extra, style)))
    case.answers[slot.name] = Answer("", frozenset({norm(case.answers[slot.name].typed, True)}), slot.kind)
    case.answers[slot.name] = Answer(text_of(run), case.answers[slot.name].values, slot.kind)
    return True


@ambiguous
def hidden_whole(case: Case) -> bool:
    """The whole answer cannot be seen."""
    found = answer_run(case)
    if found is None:
        return False
    restyle(found[1], HIDES[case.rng.choice(list(HIDES))])
    case.doubt(found[0].name)
    return True


@ambiguous
def hidden_by_style(case: Case) -> bool:
    """The answer's style hides or strikes it."""
    found = answer_run(case)
    if found is None:
        return False
    for name, part in case.doc.parts.items():
        if part.relation == "styles":
            effect = case.rng.choice(("<w:vanish/>", '<w:color w:val="FFFFFF"/>', "<w:strike/>"))
            style = f'<w:style w:type="character" w:styleId="X9"><w:name w:val="X9"/><w:rPr>{effect}</w:rPr></w:style>'
            style += '<w:style w:type="character" w:styleId="X8"><w:name w:val="X8"/><w:basedOn w:val="X9"/></w:style>'
            data = part.data.replace(b"</w:styles>", style.encode() + b"</w:styles>")
            case.doc.parts[name] = Part(part.path, part.content_type, part.relation, data)
    restyle(found[1], f'<w:rStyle w:val="{case.rng.choice(("X9", "X8"))}"/>')
    case.doubt(found[0].name)
    return True


@ambiguous
def hidden_in_row(case: Case) -> bool:
    """An answer of a row is hidden or struck."""
    run = row_run(case)
    if run is None:
        return False
    restyle(run, case.rng.choice([*HIDES.values(), "<w:strike/>", "<w:dstrike/>"]))
    return True


@ambiguous
def row_hidden(case: Case) -> bool:
    """A row is hidden, or a twip high."""
    table = case.pick_table(2)
    if table is None:
        return False
    row = case.row(table.name, 1)
    row.insert(
        0,
        parse(
            case.rng.choice(
                ("<w:trPr><w:hidden/></w:trPr>", '<w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>')
            )
        ),
    )
    for run in row.iter(w("r")):
        if "hidden" in etree.tostring(row, encoding="unicode"):
            restyle(run, "<w:vanish/>")
    case.doubt_row(table.name, 1)
    return True


@ambiguous
def struck(case: Case) -> bool:
    """An answer struck out, with or without a new one behind it."""
    found = answer_run(case)
    if found is None:
        return False
    slot, run = found
    restyle(run, case.rng.choice(("<w:strike/>", "<w:dstrike/>")))
    new = make(slot.kind, case.rng).typed
    case.doubt(slot.name)
    if case.rng.random() < 0.6:
        run.addnext(parse(r(new)))
        case.answers[slot.name] = answer(slot.kind, new)
    return True


@ambiguous
def label_struck(case: Case) -> bool:
    """A printed label struck out."""
    slot = case.pick(cells=True)
    cell = case.label_cell(slot) if slot else None
    if slot is None or cell is None:
        return False
    for run in cell.iter(w("r")):
        restyle(run, "<w:strike/>")
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def two_ticked(case: Case) -> bool:
    """Two options ticked where one may be."""
    slot = next((each for each in case.form.slots if each.options and not each.several), None)
    if slot is None:
        return False
    case.put(slot.name, Answer("x", frozenset(), "choice", look=True, options=slot.options[:2]))
    return True
