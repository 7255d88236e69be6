"""Doubtful structure: labels, cells and whole forms that were changed."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from tests.blind.answers import Answer, blank, landline, make, mobile, norm, person
from tests.blind.case import Case, ambiguous, write
from tests.blind.tools import (
    parent,
    relabel,
    unmark,
)
from tests.blind.xml import ancestor, b, p, parse, r, tc, text_of, texts, tr, w


@ambiguous
def label_reworded(case: Case) -> bool:
    """Another label that asks for another thing, with an answer to that."""
    swaps = {
        "mobile": ("办公电话", landline(case.rng)),
        "name": ("分管领导", person(case.rng)),
        "date": ("会议通知文号", "〔2016〕12号"),
        "unit": ("主管部门", "嘉善县民政局"),
        "integer": ("去年人数", "77"),
        "landline": ("传真", landline(case.rng)),
        "email": ("QQ号", "123456789"),
    }
    slot = case.pick(*swaps, cells=True)
    cell = case.label_cell(slot) if slot else None
    if slot is None or cell is None:
        return False
    words, value = swaps[slot.kind]
    relabel(cell, words)
    case.put(slot.name, Answer(value, frozenset(), slot.kind, look=True))
    case.hold = True
    return True


@ambiguous
def label_synonym(case: Case) -> bool:
    """手机 → 移动电话: the same thing asked; right, or a person looks."""
    words = {
        "联系电话": "电话号码",
        "手机": "移动电话",
        "姓名": "名字",
        "职务": "职位",
        "电子邮箱": "邮箱地址",
        "工作单位": "所在单位",
    }
    slot = next(
        (each for each in case.form.slots if each.labels[0] in words and case.place(each.name).tag == w("tc")), None
    )
    cell = case.label_cell(slot) if slot else None
    if slot is None or cell is None:
        return False
    relabel(cell, words[slot.labels[0]])
    return True


@ambiguous
def label_deleted(case: Case) -> bool:
    """A label is gone, its answer stands: right by place, or a person looks."""
    slot = case.pick(cells=True)
    cell = case.label_cell(slot) if slot else None
    if cell is None:
        return False
    for each in texts(cell):
        each.text = ""
    return True


@ambiguous
def label_overwritten_by_answer(case: Case) -> bool:
    """The label cell holds the answer instead of the label, and the answer cell another's answer."""
    slot = case.pick("name", "mobile", "post", "unit", cells=True)
    cell = case.label_cell(slot) if slot else None
    if slot is None or cell is None:
        return False
    relabel(cell, case.answers[slot.name].typed)
    other = make("name" if slot.kind != "name" else "mobile", case.rng).typed
    case.put(slot.name, Answer(other, frozenset(), slot.kind, look=True))
    case.hold = True
    return True


@ambiguous
def label_negated(case: Case) -> bool:
    """One character of a label turns its meaning: 是 → 否 asked, 上年 → 本年, 万元 → 元."""
    turns = (
        ("万元", "元"),
        ("（元）", "（万元）"),
        ("本期", "本年累计"),
        ("上年同期", "上期"),
        ("起始", "终止"),
        ("是否建立", "是否撤销"),
        ("完成日期", "立项日期"),
        ("人均", "户均"),
    )
    found = []
    for cell in case.doc.find("//w:tc[@b:label]"):
        for old, new in turns:
            words = text_of(cell)
            if old in words and new not in words:
                found.append((cell, words.replace(old, new)))
    if not found:
        return False
    cell, words = case.rng.choice(found)
    label = text_of(cell)
    relabel(cell, words)
    case.hold = True
    named = norm(label, True)
    case.doubt(*(each.name for each in case.form.slots if any(norm(one, True) == named for one in each.labels)))
    for table in case.form.tables:
        for column in table.columns:
            if any(norm(one, True) == named for one in column.labels):
                for row in case.rows[table.name]:
                    if column.name in row:
                        row[column.name] = row[column.name].doubtful()
    return True


@ambiguous
def labels_exchanged(case: Case) -> bool:
    """Two labels change places and the answers follow the labels: by label, or a person looks."""
    slots = [
        each
        for each in case.form.slots
        if each.how == "cell" and case.place(each.name).tag == w("tc") and case.label_cell(each) is not None
    ]
    if len(slots) < 2 or case.form.name == "feedback":
        return False
    a, c = case.rng.sample(slots, 2)
    one, two = case.label_cell(a), case.label_cell(c)
    assert one is not None and two is not None
    first, second = a.labels[0], c.labels[0]
    relabel(one, second)
    relabel(two, first)
    x, y = case.answers[a.name], case.answers[c.name]
    write(case.place(a.name), y.typed)
    write(case.place(c.name), x.typed)
    return True


@ambiguous
def blocks_moved(case: Case) -> bool:
    """A row of labels and answers moved up or down: nothing asked has changed."""
    rows = [ancestor(case.place(each.name), "tr") for each in case.form.slots if each.how == "cell"]
    rows = [each for each in rows if not list(each.iter(w("vMerge")))]
    if len(set(map(id, rows))) < 3:
        return False
    first, second = rows[0], rows[-1]
    if first is second or parent(first) is not parent(second):
        return False
    second.addnext(first)
    return True


@ambiguous
def row_of_labels_deleted(case: Case) -> bool:
    """A row of the grid is gone with what it asked."""
    slot = case.pick(cells=True)
    if slot is None:
        return False
    row = ancestor(case.place(slot.name), "tr")
    if list(row.iter(w("vMerge"))):
        return False
    for each in case.form.slots:
        if each.how != "line" and any(row in place.iterancestors() for place in case.places(each.name)):
            case.answers[each.name] = blank(each.kind)
    parent(row).remove(row)
    case.hold = True
    return True


@ambiguous
def row_of_labels_doubled(case: Case) -> bool:
    """A row of the grid stands twice with different answers."""
    slot = case.pick("name", "mobile", "post", cells=True)
    if slot is None:
        return False
    row = ancestor(case.place(slot.name), "tr")
    new = deepcopy(row)
    for each in new.iter(w("tc")):
        if each.get(b("slot")) == slot.name:
            write(each, make(slot.kind, case.rng).typed)
    unmark(new)
    (row.addnext if case.rng.random() < 0.5 else row.addprevious)(new)
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def row_of_labels_added(case: Case) -> bool:
    """备用联系人 as a row of its own."""
    slot = case.pick(cells=True)
    if slot is None:
        return False
    row = ancestor(case.place(slot.name), "tr")
    if list(row.iter(w("vMerge"))):
        return False
    new = tr(
        tc(p(r("备用联系人")), 1800)
        + tc(p(r(person(case.rng))), 2800)
        + tc(p(r("联系电话")), 1800)
        + tc(p(r(mobile(case.rng))), 2800)
    )
    row.addnext(parse(new))
    case.hold = True
    return True


@ambiguous
def form_twice(case: Case) -> bool:
    """The whole form twice in the file, filled differently."""
    other = deepcopy(case.doc.body)
    for cell in other.iter(w("tc")):
        if cell.get(b("slot")):
            write(cell, make(case.form.slot(cell.get(b("slot"), "")).kind, case.rng).typed)
    blocks = [unmark(each) for each in other if each.tag != w("sectPr")]
    for each in blocks:
        case.doc.append(etree.tostring(each, encoding="unicode"))
    case.doubt_all()
    return True


@ambiguous
def blank_form_after(case: Case) -> bool:
    """An empty copy of the form after the filled one."""
    for each in case.form.doc.copy().blocks():
        case.doc.append(etree.tostring(unmark(each), encoding="unicode"))
    return True


@ambiguous
def blank_form_before(case: Case) -> bool:
    """An empty copy before the filled one."""
    for each in reversed(case.form.doc.copy().blocks()):
        case.doc.body.insert(0, unmark(each))
    return True


@ambiguous
def cells_merged(case: Case) -> bool:
    """The label and its answer are one cell."""
    slot = case.pick("name", "mobile", "unit", "post", "date", cells=True)
    cell = case.label_cell(slot) if slot else None
    if slot is None or cell is None:
        return False
    answer_cell = case.place(slot.name)
    for each in answer_cell.findall(w("p")):
        cell.append(each)
    parent(answer_cell).remove(answer_cell)
    props = cell.find(w("tcPr"))
    assert props is not None
    for old in props.findall(w("gridSpan")):
        props.remove(old)
    props.insert(1, parse('<w:gridSpan w:val="2"/>'))
    return True


@ambiguous
def answers_merged(case: Case) -> bool:
    """Answer, next label and its answer merged into one cell by Word, which keeps all words as paragraphs."""
    slot = case.pick("name", "post", "date", cells=True)
    if slot is None:
        return False
    first = case.place(slot.name)
    label = first.getnext()
    second = label.getnext() if label is not None else None
    if label is None or second is None or not second.get(b("slot")):
        return False
    other = second.get(b("slot"), "")
    for cell in (label, second):
        for each in cell.findall(w("p")):
            first.append(each)
        parent(cell).remove(cell)
    props = first.find(w("tcPr"))
    assert props is not None
    props.insert(1, parse('<w:gridSpan w:val="3"/>'))
    case.doubt(slot.name, other)
    case.hold = True
    return True


@ambiguous
def answer_split(case: Case) -> bool:
    """An answer's cell split in two with words in both."""
    slot = case.pick("name", "unit", "post", "place", cells=True)
    if slot is None:
        return False
    cell = case.place(slot.name)
    words = make(slot.kind, case.rng).typed
    cell.addnext(parse(tc(p(r(words)), 900)))
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def grid_shift(case: Case) -> bool:
    """A row starts one column further right (gridBefore): its cells stand under other headers."""
    table = case.pick_table(2)
    if table is None or len(table.asked) < 3:
        return False
    row = case.row(table.name, 1)
    last = row.findall(w("tc"))[-1]
    row.remove(last)
    row.insert(
        0, parse(f'<w:trPr><w:gridBefore w:val="1"/><w:wBefore w:w="{table.columns[0].width}" w:type="dxa"/></w:trPr>')
    )
    case.doubt_row(table.name, 1)
    return True


@ambiguous
def row_cell_missing(case: Case) -> bool:
    """A cell of a row was deleted and the rest moved left."""
    table = case.pick_table(2)
    if table is None:
        return False
    row = case.row(table.name, 1)
    row.remove(row.findall(w("tc"))[case.rng.randrange(len(table.columns) - 1)])
    case.doubt_row(table.name, 1)
    return True


@ambiguous
def row_cell_extra(case: Case) -> bool:
    """A cell more in a row, in the middle."""
    table = case.pick_table(2)
    if table is None:
        return False
    cells = case.row(table.name, 1).findall(w("tc"))
    case.rng.choice(cells[:-1]).addnext(parse(tc(p(r(case.rng.choice(("", "副科长", "2")))), 600)))
    case.doubt_row(table.name, 1)
    return True


@ambiguous
def row_cells_merged(case: Case) -> bool:
    """Two cells of a row merged, both answers in one."""
    table = case.pick_table(2)
    if table is None or len(table.asked) < 3:
        return False
    cells = case.row(table.name, 1).findall(w("tc"))
    place = case.rng.randrange(1, len(cells) - 1)
    if any(each.get(b("opt")) for each in cells[place + 1].iter(w("r"))):
        return False
    for each in cells[place + 1].findall(w("p")):
        cells[place].append(each)
    parent(cells[place + 1]).remove(cells[place + 1])
    props = cells[place].find(w("tcPr"))
    assert props is not None
    props.insert(1, parse('<w:gridSpan w:val="2"/>'))
    case.doubt_row(table.name, 1)
    return True


@ambiguous
def column_merged_down(case: Case) -> bool:
    """One answer merged down over two rows; Word does not show what the lower cell holds."""
    table = case.pick_table(2)
    column = case.column(table) if table else None
    if table is None or column is None:
        return False
    for number, kind in ((0, '<w:vMerge w:val="restart"/>'), (1, "<w:vMerge/>")):
        props = case.cell(table.name, number, column.name).find(w("tcPr"))
        assert props is not None
        props.insert(1, parse(kind))
    if case.rng.random() < 0.5:
        case.put_cell(table.name, 1, column.name, blank(column.kind))
    case.doubt_row(table.name, 1)
    return True


@ambiguous
def columns_reordered(case: Case) -> bool:
    """Two columns moved with their headers: by header, or a person looks."""
    table = case.pick_table()
    if table is None:
        return False
    for row in [*case.row(table.name, 0).itersiblings(w("tr"), preceding=True)]:
        if list(row.iter(w("gridSpan"), w("vMerge"))):
            return False
    for row in parent(case.row(table.name, 0)).findall(w("tr")):
        cells = row.findall(w("tc"))
        cells[-1].addnext(cells[-2])
    return True
