"""Doubtful marks: revisions, notes, boxes, hidden words, strikes, fields, symbols, controls."""

from __future__ import annotations

from base64 import b64decode
from copy import deepcopy

from lxml import etree

from tests.blind.answers import Answer, answer, blank, make, mobile, norm, person
from tests.blind.benign import answer_runs
from tests.blind.case import Case, ambiguous, run_text, write
from tests.blind.draft import Slot
from tests.blind.structure import parent
from tests.blind.xml import Part, ancestor, b, p, parse, parse_all, r, t, text_of, w, wordpart

_BY = 'w:id="77" w:author="县办" w:date="2016-05-04T10:00:00Z"'
_PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def _run(case: Case, *kinds: str) -> tuple[Slot, etree._Element] | None:
    """A typed slot in a cell, and its only run."""
    slot = case.pick(*(kinds or ("name", "mobile", "post", "unit", "date", "integer", "landline")), cells=True)
    if slot is None:
        return None
    runs = list(case.place(slot.name).iter(w("r")))
    return (slot, runs[0]) if len(runs) == 1 else None


def _style(run: etree._Element, xml: str) -> None:
    for old in run.findall(w("rPr")):
        run.remove(old)
    run.insert(0, parse(f"<w:rPr>{xml}</w:rPr>"))


def _row_run(case: Case) -> etree._Element | None:
    table = case.pick_table(2)
    column = case.column(table, "name", "mobile", "post", "text", "decimal") if table else None
    if table is None or column is None:
        return None
    runs = list(case.cell(table.name, 1, column.name).iter(w("r")))
    if len(runs) != 1 or not text_of(runs[0]):
        return None
    case.doubt_row(table.name, 1)
    return runs[0]


@ambiguous
def revised(case: Case) -> bool:
    """An old answer deleted and a new one inserted under tracking."""
    found = _run(case)
    if found is None:
        return False
    slot, run = found
    old = deepcopy(run)
    for each in old.iter(w("t")):
        each.tag = w("delText")
    deleted, inserted = parse(f"<w:del {_BY}/>"), parse(f"<w:ins {_BY}/>")
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
    found = _run(case, "mobile", "landline", "integer", "date")
    if found is None or len(text_of(found[1])) < 3:
        return False
    slot, run = found
    words = text_of(run)
    run_text(run, words[:-2])
    run.addnext(parse(f"<w:del {_BY}><w:r><w:delText>{words[-2:]}</w:delText></w:r></w:del>"))
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def moved_under_tracking(case: Case) -> bool:
    """An answer moved away under tracking to the end of the form."""
    found = _run(case)
    if found is None:
        return False
    slot, run = found
    words = text_of(run)
    move = parse(f"<w:moveFrom {_BY}/>")
    run.addprevious(move)
    move.append(run)
    case.doc.append(f"<w:p><w:moveTo {_BY.replace('77', '78')}><w:r>{t(words)}</w:r></w:moveTo></w:p>")
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
    case.row(table.name, 1).insert(0, parse(f"<w:trPr><w:{kind} {_BY}/></w:trPr>"))
    case.doubt_row(table.name, 1)
    case.hold = True
    return True


@ambiguous
def format_tracked(case: Case) -> bool:
    """Only a change of format is tracked: the words are certain."""
    for run in answer_runs(case)[:3]:
        _style(run, f"<w:b/><w:rPrChange {_BY}><w:rPr/></w:rPrChange>")
    return True


@ambiguous
def cell_deleted_under_tracking(case: Case) -> bool:
    """A cell is marked deleted."""
    found = _run(case)
    if found is None:
        return False
    props = case.place(found[0].name).find(w("tcPr"))
    assert props is not None
    props.append(parse(f"<w:cellDel {_BY}/>"))
    case.doubt(found[0].name)
    case.hold = True
    return True


@ambiguous
def comment(case: Case) -> bool:
    """A comment on an answer."""
    found = _run(case)
    if found is None:
        return False
    words = case.rng.choice(("已调离", "请以此为准？", "待核", "不对，应为另一人"))
    case.doc.add(wordpart("word/comments.xml", "comments", f"<w:comment {_BY}>{p(r(words))}</w:comment>"))
    run = found[1]
    run.addprevious(parse('<w:commentRangeStart w:id="77"/>'))
    run.addnext(parse('<w:r><w:commentReference w:id="77"/></w:r>'))
    run.addnext(parse('<w:commentRangeEnd w:id="77"/>'))
    case.hold = True
    return True


@ambiguous
def footnote(case: Case) -> bool:
    """A footnote or endnote that corrects an answer."""
    found = _run(case)
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


def _shape(words: str, kind: str) -> str:
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


@ambiguous
def text_box_answer(case: Case) -> bool:
    """An answer in a text box over its empty cell."""
    found = _run(case)
    if found is None:
        return False
    slot, run = found
    words = text_of(run)
    kind = case.rng.choice(("vml", "drawn", "both"))
    run.addnext(parse(_shape(words, kind)))
    parent(run).remove(run)
    case.answers[slot.name] = answer(slot.kind, words)
    return True


@ambiguous
def text_box_beside(case: Case) -> bool:
    """A text box anywhere with a correction."""
    kind = case.rng.choice(("vml", "drawn", "both"))
    paragraph = case.rng.choice(case.doc.find("//w:p"))
    paragraph.append(parse(_shape(f"改：{person(case.rng)} {mobile(case.rng)}", kind)))
    case.hold = True
    return True


@ambiguous
def alternate_words(case: Case) -> bool:
    """What new Words show differs from what old ones show."""
    found = _run(case)
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


@ambiguous
def hidden_rest(case: Case) -> bool:
    """Hidden words behind the visible ones of an answer."""
    found = _run(case)
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
    found = _run(case)
    if found is None:
        return False
    _style(found[1], HIDES[case.rng.choice(list(HIDES))])
    case.doubt(found[0].name)
    return True


@ambiguous
def hidden_by_style(case: Case) -> bool:
    """The answer's style hides or strikes it."""
    found = _run(case)
    if found is None:
        return False
    for name, part in case.doc.parts.items():
        if part.relation == "styles":
            effect = case.rng.choice(("<w:vanish/>", '<w:color w:val="FFFFFF"/>', "<w:strike/>"))
            style = f'<w:style w:type="character" w:styleId="X9"><w:name w:val="X9"/><w:rPr>{effect}</w:rPr></w:style>'
            style += '<w:style w:type="character" w:styleId="X8"><w:name w:val="X8"/><w:basedOn w:val="X9"/></w:style>'
            data = part.data.replace(b"</w:styles>", style.encode() + b"</w:styles>")
            case.doc.parts[name] = Part(part.path, part.content_type, part.relation, data)
    _style(found[1], f'<w:rStyle w:val="{case.rng.choice(("X9", "X8"))}"/>')
    case.doubt(found[0].name)
    return True


@ambiguous
def hidden_in_row(case: Case) -> bool:
    """An answer of a row is hidden or struck."""
    run = _row_run(case)
    if run is None:
        return False
    _style(run, case.rng.choice([*HIDES.values(), "<w:strike/>", "<w:dstrike/>"]))
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
            _style(run, "<w:vanish/>")
    case.doubt_row(table.name, 1)
    return True


@ambiguous
def struck(case: Case) -> bool:
    """An answer struck out, with or without a new one behind it."""
    found = _run(case)
    if found is None:
        return False
    slot, run = found
    _style(run, case.rng.choice(("<w:strike/>", "<w:dstrike/>")))
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
        _style(run, "<w:strike/>")
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


@ambiguous
def tick_after_option(case: Case) -> bool:
    """□是√ □否: the tick behind the words and the box left empty."""
    slot = case.pick("choice", how="boxes")
    if slot is None:
        return False
    chosen = case.answers[slot.name].options
    for run in case.places(slot.name):
        if run.get(b("opt")) in chosen:
            run_text(run, case.form.doc.find("//w:r[@b:opt]")[0].findtext(w("t")) or "□")
    for run in case.doc.find(f'//*[@b:word="{slot.name}"]'):
        if run.get(b("opt")) in chosen:
            run.addnext(parse(r("√")))
    return True


@ambiguous
def cross_in_box(case: Case) -> bool:
    """× for one option and nothing for the other: nobody knows whether it means yes or no."""
    slot = case.pick("choice", how="boxes")
    if slot is None:
        return False
    for run in case.places(slot.name):
        if run.get(b("opt")) in case.answers[slot.name].options:
            run_text(run, case.rng.choice(("×", "✕", "X", "？", "○", "/")))
    case.doubt(slot.name)
    return True


@ambiguous
def tick_and_cross(case: Case) -> bool:
    """√ for one, × for the others."""
    slot = case.pick("choice", how="boxes")
    if slot is None:
        return False
    for run in case.places(slot.name):
        run_text(run, "√" if run.get(b("opt")) in case.answers[slot.name].options else "×")
    return True


@ambiguous
def box_text_edited(case: Case) -> bool:
    """The ticked option's words were changed."""
    slot = case.pick("choice", "choices", how="boxes")
    if slot is None:
        return False
    for run in case.doc.find(f'//*[@b:word="{slot.name}"]'):
        if run.get(b("opt")) in case.answers[slot.name].options:
            run_text(run, case.rng.choice(("基本", "暂不", "部分")) + text_of(run))
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def option_struck(case: Case) -> bool:
    """Unwanted options struck out, no box ticked."""
    slot = case.pick("choice", how="boxes")
    if slot is None:
        return False
    chosen = case.answers[slot.name].options
    for run in case.places(slot.name):
        run_text(run, "□")
    for run in case.doc.find(f'//*[@b:word="{slot.name}"]'):
        if run.get(b("opt")) not in chosen:
            _style(run, "<w:strike/>")
    return True


@ambiguous
def option_marked(case: Case) -> bool:
    """The chosen option in bold, red, underlined, highlighted or framed, no box ticked."""
    slot = case.pick("choice", how="boxes")
    if slot is None:
        return False
    chosen = case.answers[slot.name].options
    style = case.rng.choice(
        (
            '<w:highlight w:val="yellow"/>',
            '<w:b/><w:u w:val="single"/>',
            '<w:bdr w:val="single"/>',
            '<w:color w:val="FF0000"/>',
        )
    )
    for run in case.places(slot.name):
        run_text(run, "□")
    for run in case.doc.find(f'//*[@b:word="{slot.name}"]'):
        if run.get(b("opt")) in chosen:
            _style(run, style)
    return True


@ambiguous
def options_deleted(case: Case) -> bool:
    """Only the chosen option's words are left."""
    slot = case.pick("choice", how="boxes")
    if slot is None:
        return False
    chosen = case.answers[slot.name].options
    for run in case.places(slot.name):
        parent(run).remove(run)
    for run in case.doc.find(f'//*[@b:word="{slot.name}"]'):
        if run.get(b("opt")) not in chosen:
            parent(run).remove(run)
    return True


@ambiguous
def option_added(case: Case) -> bool:
    """An option of the county's own is ticked."""
    slot = case.pick("choice", "choices", how="boxes")
    if slot is None:
        return False
    last = case.doc.find(f'//*[@b:word="{slot.name}"]')[-1]
    for run in case.places(slot.name):
        run_text(run, "□")
    last.addnext(parse(r("  ☑视情况而定")))
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def box_by_field(case: Case) -> bool:
    """Box and tick laid over each other by an EQ field."""
    slot = case.pick("choice", how="boxes")
    if slot is None:
        return False
    for run in case.places(slot.name):
        if run.get(b("opt")) in case.answers[slot.name].options:
            run_text(run, "")
            for each in parse_all(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> eq \\o\\ac(□,√)</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )[::-1]:
                run.addnext(each)
    return True


@ambiguous
def row_box_both(case: Case) -> bool:
    """Both options of a row ticked."""
    table = next(
        (each for each in case.form.tables if any(c.options for c in each.columns) and case.rows[each.name]), None
    )
    if table is None:
        return False
    column = next(each for each in table.columns if each.options)
    case.put_cell(table.name, 0, column.name, Answer("x", frozenset(), "choice", look=True, options=column.options))
    return True


@ambiguous
def legacy_default(case: Case) -> bool:
    """A legacy check box that is ticked by default, and one that was cleared against its default."""
    slot = next((each for each in case.form.slots if each.how == "formchecks"), None)
    if slot is None:
        return False
    chosen = case.answers[slot.name].options
    for run in case.places(slot.name):
        box = next(run.iter(w("checkBox")))
        for old in [*box.findall(w("checked")), *box.findall(w("default"))]:
            box.remove(old)
        on = run.get(b("opt")) in chosen
        for each in parse_all('<w:default w:val="1"/>' if on else '<w:default w:val="1"/><w:checked w:val="0"/>'):
            box.append(each)
    return True


@ambiguous
def legacy_beside(case: Case) -> bool:
    """Words typed behind a form field, whose own result stays."""
    slot = case.pick(how="formtext")
    if slot is None:
        return False
    cell = ancestor(case.place(slot.name), "tc")
    cell.findall(w("p"))[0].append(parse(r(make(slot.kind, case.rng).typed)))
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def auto_field(case: Case) -> bool:
    """A date or a number that Word calculates anew."""
    found = _run(case, "date", "integer")
    if found is None:
        return False
    slot, run = found
    code = ' TIME \\@ "yyyy年M月d日" ' if slot.kind == "date" else " =SUM(ABOVE) "
    for each in parse_all(
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    ):
        run.addprevious(each)
    run.addnext(parse('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    case.doubt(slot.name)
    return True


@ambiguous
def linked_data(case: Case) -> bool:
    """A field that fetches its words from another file."""
    found = _run(case)
    if found is None:
        return False
    slot, run = found
    code = case.rng.choice(
        (
            ' DDEAUTO excel "C:\\\\a.xls" A1 ',
            ' INCLUDETEXT "C:\\\\a.docx" ',
            " MERGEFIELD 姓名 ",
            ' IF "1"="1" "是" "否" ',
        )
    )
    for each in parse_all(
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    ):
        run.addprevious(each)
    run.addnext(parse('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    return True


@ambiguous
def merged_across_of_old(case: Case) -> bool:
    """Two cells joined as old Word wrote it (hMerge): the second cell's words are not shown."""
    slot = case.pick("name", "post", "unit", "mobile", cells=True)
    if slot is None:
        return False
    following = case.place(slot.name).getnext()
    if following is None:
        return False
    for cell, value in ((case.place(slot.name), "restart"), (following, "continue")):
        props = cell.find(w("tcPr"))
        assert props is not None
        props.insert(1, parse(f'<w:hMerge w:val="{value}"/>'))
    case.hold = True
    return True


@ambiguous
def list_numbered_by_word(case: Case) -> bool:
    """A long answer whose numbers Word adds: its words without them, or a person looks."""
    slot = case.pick("long", cells=True)
    if slot is None:
        return False
    number = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    case.doc.add(wordpart("word/numbering.xml", "numbering", number))
    for paragraph in case.place(slot.name).iter(w("p")):
        for old in paragraph.findall(w("pPr")):
            paragraph.remove(old)
        paragraph.insert(0, parse('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'))
    lines = [text_of(each) for each in case.place(slot.name).iter(w("p"))]
    case.answers[slot.name] = case.answers[slot.name].also("\n".join(f"{n}.{each}" for n, each in enumerate(lines, 1)))
    return True


@ambiguous
def hidden_between(case: Case) -> bool:
    """Hidden characters between those that are seen."""
    found = _run(case, "mobile", "integer", "landline", "name")
    if found is None or len(text_of(found[1])) < 2:
        return False
    slot, run = found
    words = text_of(run)
    tail = deepcopy(run)
    run_text(run, words[:1])
    run_text(tail, words[1:])
    run.addnext(tail)
    run.addnext(parse(r(case.rng.choice(("9", "0", "小")), HIDES[case.rng.choice(("vanish", "white", "tiny"))])))
    case.answers[slot.name] = Answer(words, case.answers[slot.name].values, slot.kind)
    return True


@ambiguous
def paragraph_style_hides(case: Case) -> bool:
    """A paragraph's style makes the answer white."""
    found = _run(case)
    if found is None:
        return False
    for name, part in case.doc.parts.items():
        if part.relation == "styles":
            style = '<w:style w:type="paragraph" w:styleId="P9"><w:name w:val="P9"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
            data = part.data.replace(b"</w:styles>", style.encode() + b"</w:styles>")
            case.doc.parts[name] = Part(part.path, part.content_type, part.relation, data)
    paragraph, run = ancestor(found[1], "p"), found[1]
    for old in [*paragraph.findall(w("pPr")), *run.findall(w("rPr"))]:
        parent(old).remove(old)
    paragraph.insert(0, parse('<w:pPr><w:pStyle w:val="P9"/></w:pPr>'))
    case.doubt(found[0].name)
    return True


@ambiguous
def field_without_end(case: Case) -> bool:
    """A field that begins in an answer and never ends."""
    found = _run(case)
    if found is None:
        return False
    for each in parse_all('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'):
        found[1].addprevious(each)
    case.doubt(found[0].name)
    return True


@ambiguous
def symbol_font(case: Case) -> bool:
    """An answer in a font of pictures."""
    found = _run(case, "mobile", "integer", "landline", "email")
    if found is None or not text_of(found[1]).isascii():  # the font is that of Latin letters and digits only
        return False
    _style(found[1], '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:cs="Wingdings"/>')
    case.doubt(found[0].name)
    return True


@ambiguous
def symbol_in_answer(case: Case) -> bool:
    """A symbol within an answer."""
    found = _run(case, "mobile", "integer", "name")
    if found is None:
        return False
    found[1].append(parse('<w:sym w:font="Wingdings" w:char="F0FC"/>'))
    case.doubt(found[0].name)
    return True


@ambiguous
def superscript(case: Case) -> bool:
    """91² or 91* with a note below."""
    found = _run(case, "integer", "name", "mobile")
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
    run = _row_run(case)
    if run is None:
        return False
    run.addnext(parse(r("2", '<w:vertAlign w:val="superscript"/>')))
    return True


@ambiguous
def auto_number(case: Case) -> bool:
    """An answer that is an automatic number."""
    found = _run(case, "integer", "name", "post")
    if found is None:
        return False
    number = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
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
    found = _run(case, "name")
    if found is None:
        return False
    slot, run = found
    words = text_of(run)
    run.addnext(
        parse(f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('ma')}</w:rt><w:rubyBase>{r(words)}</w:rubyBase></w:ruby></w:r>")
    )
    parent(run).remove(run)
    return True


@ambiguous
def formula(case: Case) -> bool:
    """A number as a formula."""
    found = _run(case, "integer", "decimal")
    if found is None:
        return False
    words = text_of(found[1])
    found[1].addnext(parse(f"<m:oMath><m:r><m:t>{words}</m:t></m:r></m:oMath>"))
    parent(found[1]).remove(found[1])
    return True


@ambiguous
def picture_answer(case: Case) -> bool:
    """A picture of the answer in its cell."""
    found = _run(case)
    if found is None:
        return False
    slot, run = found
    name = case.doc.add(Part("word/media/i.png", "image/png", "image", _PIXEL))
    drawn = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="200000"/><wp:docPr id="8" name="图片 8"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="i"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData>'
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
    found = _run(case, "mobile", "name", "integer")
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


def _controls(case: Case) -> list[etree._Element]:
    return [each for each in case.doc.find("//w:sdt[@b:slot]") if case.answers[each.get(b("slot"), "")].typed]


@ambiguous
def controls_exchanged(case: Case) -> bool:
    """Two controls cut and pasted into each other's cell: tag and label disagree."""
    found = _controls(case)
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
    found = [each for each in _controls(case)]
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
    found = _controls(case)
    if not found:
        return False
    control = case.rng.choice(found)
    parent(control).replace(control, parse(r(case.answers[control.get(b("slot"), "")].typed.replace("\n", " "))))
    return True


@ambiguous
def control_bound(case: Case) -> bool:
    """A control bound to data that says another thing: Word shows the data."""
    found = _controls(case)
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
    found = _controls(case)
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
    name = case.doc.add(Part("word/media/s.png", "image/png", "image", _PIXEL))
    case.place(slot.name).append(
        parse(
            f'<w:r><w:pict><v:shape style="width:80pt;height:80pt"><v:imagedata r:id="{name}"/></v:shape></w:pict></w:r>'
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
