"""Doubtful choices, headers and lines: options, boxes and labels that no longer stand where they stood."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from tests.blind.answers import Answer, answer, landline, mobile, norm, person
from tests.blind.case import Case, ambiguous, run_text, write
from tests.blind.draft import Column, Slot, Table
from tests.blind.tools import filled_controls, parent, relabel
from tests.blind.xml import b, p, parse, r, text_of, texts, w


def _words(case: Case, slot: Slot) -> list[etree._Element]:
    return case.doc.find(f'//*[@b:word="{slot.name}"]')


@ambiguous
def options_exchanged(case: Case) -> bool:
    """The words of two options changed places, the tick stayed: what is ticked is the other option."""
    slot = case.pick("choice", how="boxes")
    if slot is None:
        return False
    words = _words(case, slot)
    chosen = case.answers[slot.name].options
    place = next(number for number, each in enumerate(words) if each.get(b("opt")) in chosen)
    other = (place + 1) % len(words)
    one, two = text_of(words[place]), text_of(words[other])
    run_text(words[place], two)
    run_text(words[other], one)
    case.answers[slot.name] = answer("choice", two, [two], two + slot.tail)
    return True


@ambiguous
def option_cut(case: Case) -> bool:
    """不参加 became 参加: the same words twice."""
    slot = case.pick("choice", how="boxes")
    negative = next((each for each in _words(case, slot) if text_of(each).startswith("不")), None) if slot else None
    if slot is None or negative is None:
        return False
    run_text(negative, text_of(negative)[1:])
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def tick_between(case: Case) -> bool:
    """□√是: the tick between box and words."""
    slot = case.pick("choice", how="boxes")
    if slot is None:
        return False
    empty = case.form.doc.find(f'//*[@b:slot="{slot.name}"]')[0].findtext(w("t")) or "□"
    for run in case.places(slot.name):
        if run.get(b("opt")) in case.answers[slot.name].options:
            run_text(run, empty)
            run.addnext(parse(r("√")))
    return True


@ambiguous
def box_deleted(case: Case) -> bool:
    """One option lost its box, the others are empty: chosen or not, nobody knows."""
    slot = case.pick("choice", how="boxes")
    if slot is None:
        return False
    for run in case.places(slot.name):
        if run.get(b("opt")) in case.answers[slot.name].options:
            parent(run).remove(run)
    case.doubt(slot.name)
    return True


@ambiguous
def options_rewritten(case: Case) -> bool:
    """All boxes and options replaced by a sentence."""
    slot = case.pick("choice", "choices", how="boxes")
    if slot is None:
        return False
    runs = [*case.places(slot.name), *_words(case, slot)]
    first = min(runs, key=lambda each: list(parent(each)).index(each))
    for each in runs:
        if each is not first:
            parent(each).remove(each)
    run_text(first, case.rng.choice(("看情况再定", "尚未确定，另行报告", "同去年")))
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def legacy_tick_typed(case: Case) -> bool:
    """√ typed behind the words of a legacy check box that is not ticked."""
    slot = next((each for each in case.form.slots if each.how == "formchecks"), None)
    if slot is None:
        return False
    chosen = case.answers[slot.name].options
    for run in case.places(slot.name):
        for each in list(run.iter(w("checked"))):
            parent(each).remove(each)
    for run in _words(case, slot):
        if run.get(b("opt")) in chosen:
            run_text(run, f"{text_of(run).rstrip()}√  ")
    return True


@ambiguous
def row_box_words(case: Case) -> bool:
    """A row's options replaced by words of the county's own."""
    table = next((t for t in case.form.tables if any(c.options for c in t.columns) and case.rows[t.name]), None)
    if table is None:
        return False
    column = next(each for each in table.columns if each.options)
    write(case.cell(table.name, 0, column.name), case.rng.choice(("部分", "均可", "待定", "是、否", "已整改未验收")))
    case.rows[table.name][0][column.name] = Answer("x", frozenset(), "choice", look=True)
    return True


def _header(case: Case, table: Table, column: Column) -> etree._Element | None:
    rows = case.row(table.name, 0).itersiblings(w("tr"), preceding=True)
    cells = [cell for row in rows for cell in row.findall(w("tc")) if cell.get(b("label"))]
    return next((each for each in cells if norm(text_of(each), True) == norm(column.labels[0], True)), None)


@ambiguous
def header_reworded(case: Case) -> bool:
    """A header that asks for another thing, with answers to that."""
    table = case.pick_table()
    column = case.column(table, "mobile", "name", "post", "date") if table else None
    cell = _header(case, table, column) if table and column else None
    if table is None or column is None or cell is None:
        return False
    words = {"mobile": "传真号码", "name": "介绍人", "post": "籍贯", "date": "整改期限"}[column.kind]
    relabel(cell, words)
    for number, row in enumerate(case.rows[table.name]):
        new = landline(case.rng) if column.kind == "mobile" else row[column.name].typed
        case.put_cell(table.name, number, column.name, Answer(new, frozenset(), column.kind, look=True))
    case.hold = True
    return True


@ambiguous
def headers_exchanged(case: Case) -> bool:
    """Two headers changed places and the answers did not."""
    table = case.pick_table()
    columns = [each for each in table.asked if each.kind in ("name", "post", "mobile", "landline")] if table else []
    if table is None or len(columns) < 2:
        return False
    a, c = case.rng.sample(columns, 2)
    one, two = _header(case, table, a), _header(case, table, c)
    if one is None or two is None:
        return False
    relabel(one, c.labels[0])
    relabel(two, a.labels[0])
    for row in case.rows[table.name]:
        row[a.name], row[c.name] = row[a.name].doubtful(), row[c.name].doubtful()
    return True


@ambiguous
def header_gone(case: Case) -> bool:
    """The header rows were deleted: right by place, or a person looks."""
    table = case.pick_table()
    if table is None:
        return False
    for each in list(case.row(table.name, 0).itersiblings(w("tr"), preceding=True)):
        parent(each).remove(each)
    return True


@ambiguous
def row_above_header(case: Case) -> bool:
    """A filled row stands above the header."""
    table = case.pick_table(2)
    if table is None:
        return False
    first = list(case.row(table.name, 0).itersiblings(w("tr"), preceding=True))[-1]
    first.addprevious(case.row(table.name, 0))
    return True


@ambiguous
def answer_in_header(case: Case) -> bool:
    """A name written into the header cell."""
    table = case.pick_table()
    column = case.column(table, "name", "mobile", "post") if table else None
    cell = _header(case, table, column) if table and column else None
    if table is None or column is None or cell is None:
        return False
    cell.append(parse(p(r(person(case.rng)))))
    case.hold = True
    return True


@ambiguous
def unit_line_changed(case: Case) -> bool:
    """The printed unit above the matrix now says 元 instead of 万元."""
    found = [each for each in case.doc.find("//w:t") if "人次、万元" in (each.text or "")]
    for each in found:
        each.text = (each.text or "").replace("万元", "元")
    case.hold = True
    return bool(found)


@ambiguous
def answer_before_label(case: Case) -> bool:
    """联系人：张三 139… 联系电话：____ : the second answer stands before its own label."""
    for paragraph in case.doc.find("//w:p[count(w:r[@b:slot][not(@b:part)][not(@b:opt)])>=2]"):
        first, second = [each for each in paragraph if each.get(b("slot"))][:2]
        a, c = first.get(b("slot"), ""), second.get(b("slot"), "")
        if not case.answers[a].typed or not case.answers[c].typed or second.get(b("part")) or second.get(b("opt")):
            continue
        first.addnext(parse(r(f" {case.answers[c].typed}  ")))
        run_text(second, "__________")
        case.hold = True
        return True
    return False


@ambiguous
def line_doubled(case: Case) -> bool:
    """A line of labels and blanks stands twice, the second with other answers."""
    slot = case.pick("name", "mobile", "unit", how="line")
    if slot is None:
        return False
    run = case.place(slot.name)
    paragraph = next(run.iterancestors(w("p")))
    if next(paragraph.iterancestors(w("tc")), None) is not None:
        return False
    new = deepcopy(paragraph)
    for each in new.iter(w("r")):
        if each.get(b("slot")) == slot.name:
            run_text(each, mobile(case.rng) if slot.kind == "mobile" else person(case.rng))
    for each in new.iter():
        for name in [name for name in each.attrib if str(name).startswith("{urn:blind}")]:
            del each.attrib[name]
    (paragraph.addnext if case.rng.random() < 0.5 else paragraph.addprevious)(new)
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def label_in_lines_turned(case: Case) -> bool:
    """A printed label of a line now asks for another person or number."""
    turns = (
        ("联系人：", "分管领导："),
        ("联系电话：", "传真："),
        ("填表人：", "审核人："),
        ("审核人：", "批准人："),
        ("领队：", "司机："),
    )
    for each in case.doc.find("//w:p/w:r[not(@b:slot)]/w:t"):
        for old, new in turns:
            if (each.text or "").strip() == old:
                run = parent(each)
                following = run.getnext()
                slot = following.get(b("slot")) if following is not None else None
                if slot is None or not case.answers[slot].typed:
                    continue
                each.text = (each.text or "").replace(old, new)
                case.doubt(slot)
                case.hold = True
                return True
    return False


@ambiguous
def control_inside_another(case: Case) -> bool:
    """One control was pasted into another."""
    found = filled_controls(case)
    if len(found) < 2:
        return False
    one, two = case.rng.sample(found, 2)
    content = two.find(w("sdtContent"))
    assert content is not None
    content.append(one)
    case.doubt(one.get(b("slot"), ""), two.get(b("slot"), ""))
    return True


@ambiguous
def answer_over_two_kinds(case: Case) -> bool:
    """The right answer with the beginning of the next label pulled into its cell."""
    slot = case.pick("name", "post", "unit", "mobile", cells=True)
    following = case.place(slot.name).getnext() if slot else None
    if slot is None or following is None or not following.get(b("label")):
        return False
    words = [each for each in texts(following) if (each.text or "").strip()]
    if not words or len((words[0].text or "").strip()) < 3:
        return False
    moved = (words[0].text or "").strip()
    words[0].text = moved[2:]
    write(case.place(slot.name), case.answers[slot.name].typed + moved[:2])
    case.doubt(slot.name)
    case.hold = True
    return True
