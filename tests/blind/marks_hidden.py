"""Doubtful marks: hidden and struck words, ticks and options."""

from __future__ import annotations

from copy import deepcopy

from tests.blind.answers import Answer, make
from tests.blind.case import Case, ambiguous, run_text
from tests.blind.tools import (
    HIDES,
    answer_run,
    parent,
    restyle,
)
from tests.blind.xml import Part, ancestor, b, parse, parse_all, r, text_of, w, wordpart


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
            restyle(run, "<w:strike/>")
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
            restyle(run, style)
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
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
                '<w:instrText xml:space="preserve"> eq \\o\\ac(□,√)</w:instrText></w:r>'
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
    found = answer_run(case, "date", "integer")
    if found is None:
        return False
    slot, run = found
    code = ' TIME \\@ "yyyy年M月d日" ' if slot.kind == "date" else " =SUM(ABOVE) "
    for each in parse_all(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
        f'<w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    ):
        run.addprevious(each)
    run.addnext(parse('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    case.doubt(slot.name)
    return True


@ambiguous
def linked_data(case: Case) -> bool:
    """A field that fetches its words from another file."""
    found = answer_run(case)
    if found is None:
        return False
    _slot, run = found
    code = case.rng.choice(
        (
            ' DDEAUTO excel "C:\\\\a.xls" A1 ',
            ' INCLUDETEXT "C:\\\\a.docx" ',
            " MERGEFIELD 姓名 ",
            ' IF "1"="1" "是" "否" ',
        )
    )
    for each in parse_all(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
        f'<w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
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
    found = answer_run(case, "mobile", "integer", "landline", "name")
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
    found = answer_run(case)
    if found is None:
        return False
    for name, part in case.doc.parts.items():
        if part.relation == "styles":
            style = (
                '<w:style w:type="paragraph" w:styleId="P9"><w:name w:val="P9"/><w:rPr><w:color w:val="FFFFFF"/>'
                "</w:rPr></w:style>"
            )
            data = part.data.replace(b"</w:styles>", style.encode() + b"</w:styles>")
            case.doc.parts[name] = Part(part.path, part.content_type, part.relation, data)
    paragraph, run = ancestor(found[1], "p"), found[1]
    for old in [*paragraph.findall(w("pPr")), *run.findall(w("rPr"))]:
        parent(old).remove(old)
    paragraph.insert(0, parse('<w:pPr><w:pStyle w:val="P9"/></w:pPr>'))
    case.doubt(found[0].name)
    return True
