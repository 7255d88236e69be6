"""Doubtful structure: labels, rows, columns, cells and whole forms that were changed."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from tests.blind.answers import Answer, answer, blank, landline, make, mobile, norm, person
from tests.blind.case import Case, ambiguous, run_text, write
from tests.blind.xml import ancestor, b, p, parse, parse_all, r, tbl, tc, text_of, texts, tr, w


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


@ambiguous
def column_added(case: Case) -> bool:
    """A column of the county's own."""
    table = case.pick_table()
    if table is None:
        return False
    rows = parent(case.row(table.name, 0)).findall(w("tr"))
    where = case.rng.randrange(len(table.columns))
    for number, row in enumerate(rows):
        cells = row.findall(w("tc"))
        if len(cells) <= where:
            return False
        words = "微信号" if number == 0 else f"wx{number:04d}" if row.get(b("row")) else ""
        cells[where].addnext(parse(tc(p(r(words)), 900)))
    case.hold = True
    return True


@ambiguous
def column_deleted(case: Case) -> bool:
    """A column is gone with its header."""
    table = case.pick_table()
    if table is None or case.form.name in ("project", "roster"):
        return False
    where = case.rng.randrange(1, len(table.columns))
    column = table.columns[where]
    for row in parent(case.row(table.name, 0)).findall(w("tr")):
        row.remove(row.findall(w("tc"))[where])
    for row in case.rows[table.name]:
        if column.name in row:
            row[column.name] = blank(column.kind)
    case.hold = True
    return True


@ambiguous
def total_row(case: Case) -> bool:
    """合计, 小计, 以下空白, a note across, an example: no row of answers."""
    table = case.pick_table()
    if table is None:
        return False
    last = case.row(table.name, len(case.rows[table.name]) - 1)
    new = deepcopy(last)
    cells = new.findall(w("tc"))
    if any(each.get(b("opt")) for each in new.iter(w("r"))) or next(new.iter(w("sdt")), None) is not None:
        return False
    for cell in cells:
        write(cell, "")
    words = case.rng.choice(("合计", "小计", "总计：2人", "以下空白", "注：以上人员均已报备", "例：", "（续）", "…"))
    write(cells[case.rng.choice((0, 1))], words)
    if words in ("合计", "小计"):
        write(cells[-2], "37")
    unmark(new)
    (last.addnext if words != "例：" else case.row(table.name, 0).addprevious)(new)
    return True


@ambiguous
def example_row(case: Case) -> bool:
    """A filled row marked as the example."""
    table = case.pick_table()
    if table is None:
        return False
    first = case.row(table.name, 0)
    new = deepcopy(first)
    cells = new.findall(w("tc"))
    if next(new.iter(w("sdt")), None) is not None:
        return False
    write(cells[0], case.rng.choice(("例", "示例", "样例")) if table.columns[0].kind == "serial" else "示例：张三")
    unmark(new)
    first.addprevious(new)
    return True


@ambiguous
def table_split(case: Case) -> bool:
    """The list in two tables, with or without a paragraph and a header between."""
    table = case.pick_table(3)
    if table is None:
        return False
    row = case.row(table.name, 2)
    whole = parent(row)
    new = deepcopy(whole)
    for each in new.findall(w("tr")):
        new.remove(each)
    if case.rng.random() < 0.5:
        for each in [*case.row(table.name, 0).itersiblings(w("tr"), preceding=True)][::-1]:
            new.append(deepcopy(each))
    for each in [row, *row.itersiblings(w("tr"))]:
        new.append(each)
    whole.addnext(new)
    whole.addnext(parse(p(r(case.rng.choice(("", "续表", "接上页"))))))
    return True


@ambiguous
def row_moved_to_other_table(case: Case) -> bool:
    """A person of one list stands in the other; nobody can know, but the shape stays."""
    tables = [each for each in case.form.tables if not each.keys]
    if len(tables) < 2 or len(case.rows["first"]) < 2:
        return False
    row = case.row("first", 0)
    end = case.row("second", 0)
    note = p(r("注：第二期表中第一行人员为第一期参训。"))
    end.addprevious(row)
    case.doc.append(note)
    case.hold = True
    case.free |= {"first", "second"}
    return True


@ambiguous
def tables_exchanged(case: Case) -> bool:
    """The two lists with the same headers have changed places without their captions."""
    if case.form.name != "signup":
        return False
    one, two = (parent(case.row(name, 0)) for name in ("first", "second"))
    mark = parse(p())
    one.addprevious(mark)
    two.addprevious(one)
    mark.addprevious(two)
    parent(mark).remove(mark)
    case.rows["first"], case.rows["second"] = case.rows["second"], case.rows["first"]
    return True


@ambiguous
def other_table_before(case: Case) -> bool:
    """A county's own list with the same headers stands before the form's."""
    table = case.pick_table()
    if table is None:
        return False
    whole = parent(case.row(table.name, 0))
    new = deepcopy(whole)
    for cell in new.iter(w("tc")):
        column = next((each for each in table.asked if each.name == cell.get(b("col")) and not each.options), None)
        if column is not None and next(cell.iter(w("sdt")), None) is None and text_of(cell):
            write(cell, make(column.kind, case.rng).typed)
    whole.addprevious(unmark(new))
    whole.addprevious(parse(p(r("（以上为第一批，以下为第二批）"))))
    case.free.add(table.name)
    case.hold = True
    return True


@ambiguous
def under_letter(case: Case) -> bool:
    """The form under a covering letter that says something else."""
    words = "市政府办公室：\n现将我单位表格报送你办。其中联系电话以本函为准：13900000000。\n2016年5月3日"
    case.doc.prepend("".join(p(r(each)) for each in words.split("\n")))
    case.hold = True
    return True


@ambiguous
def title_other_year(case: Case) -> bool:
    """The heading is another year's or another form's."""
    found = [
        each
        for each in case.doc.blocks()
        if each.tag == w("p") and text_of(each).endswith(("表", "台账", "名册", "登记卡"))
    ]
    if not found:
        return False
    first = next(texts(found[0]))
    words = first.text or ""
    first.text = words.replace("2016", "2015") if "2016" in words else f"2015年{words}"
    case.hold = True
    return True


@ambiguous
def matrix_label_changed(case: Case) -> bool:
    """A printed row label of the matrix now says another thing."""
    table = case.pick_table(1, keys=True)
    if table is None:
        return False
    number = case.rng.randrange(len(table.keys))
    cell = case.cell(table.name, number, "key")
    relabel(cell, case.rng.choice(("二、重复信访件数", "三、走访企业家数", "五、投入经费（元）", "四、未化解矛盾件数")))
    case.doubt_row(table.name, number)
    case.hold = True
    return True


@ambiguous
def matrix_rows_moved(case: Case) -> bool:
    """Two rows of the matrix changed places with their labels: by label, or a person looks."""
    table = case.pick_table(1, keys=True)
    if table is None:
        return False
    case.row(table.name, 2).addprevious(case.row(table.name, 3))
    return True


@ambiguous
def matrix_labels_moved(case: Case) -> bool:
    """Two labels of the matrix changed places, the numbers follow them."""
    table = case.pick_table(1, keys=True)
    if table is None:
        return False
    relabel(case.cell(table.name, 1, "key"), table.keys[3])
    relabel(case.cell(table.name, 3, "key"), table.keys[1])
    rows = case.rows[table.name]
    one, three = dict(rows[1]), dict(rows[3])
    for column in table.asked:
        case.put_cell(table.name, 1, column.name, three[column.name])
        case.put_cell(table.name, 3, column.name, one[column.name])
    rows[1], rows[3] = one, three
    return True


@ambiguous
def matrix_headers_exchanged(case: Case) -> bool:
    """本期数 and 上年同期数 exchanged with their numbers."""
    table = case.pick_table(1, keys=True)
    if table is None:
        return False
    cells = case.row(table.name, 0).getprevious().findall(w("tc"))
    relabel(cells[1], "上年同期数")
    relabel(cells[2], "本期数")
    for number, row in enumerate(case.rows[table.name]):
        a, c = row["this"], row["last"]
        write(case.cell(table.name, number, "this"), c.typed)
        write(case.cell(table.name, number, "last"), a.typed)
    return True


@ambiguous
def matrix_row_inserted(case: Case) -> bool:
    """A row of the county's own between the indicators."""
    table = case.pick_table(1, keys=True)
    if table is None:
        return False
    row = case.row(table.name, case.rng.randrange(len(table.keys)))
    new = unmark(deepcopy(row))
    for cell, words in zip(new.findall(w("tc")), ("其中：网上信访", "5", "6"), strict=True):
        write(cell, words)
    row.addnext(new)
    case.hold = True
    return True


@ambiguous
def matrix_shifted_down(case: Case) -> bool:
    """The numbers of one column slid a row down."""
    table = case.pick_table(1, keys=True)
    if table is None:
        return False
    column = case.rng.choice(table.asked)
    words = [row[column.name].typed for row in case.rows[table.name]]
    for number, word in enumerate(["", *words[:-1]]):
        case.put_cell(table.name, number, column.name, Answer(word, frozenset(), column.kind, look=True))
    parent(case.row(table.name, 0)).addnext(parse(p(r(f"{words[-1]}"))))
    case.hold = True
    return True


@ambiguous
def nested_table(case: Case) -> bool:
    """A little table inside an answer."""
    slot = case.pick(cells=True)
    if slot is None:
        return False
    case.place(slot.name).insert(
        1, parse(tbl(tr(tc(p(r(person(case.rng))), 900) + tc(p(r(mobile(case.rng))), 900)), [900, 900]))
    )
    case.doubt(slot.name)
    case.hold = True
    return True


@ambiguous
def answer_between_labels(case: Case) -> bool:
    """A line of labels and blanks retyped as a sentence."""
    paragraphs = case.doc.find("//w:p[.//w:r[@b:slot][not(@b:part)][not(@b:opt)]]")
    if not paragraphs:
        return False
    paragraph = case.rng.choice(paragraphs)
    names = [each.get(b("slot"), "") for each in paragraph.iter(w("r")) if each.get(b("slot"))]
    words = text_of(paragraph).replace("：", "为").replace("_", "").strip() + "。"
    for run in list(paragraph.iter(w("r")))[1:]:
        parent(run).remove(run)
    run_text(next(paragraph.iter(w("r"))), words)
    case.hold = True
    case.doubt(*dict.fromkeys(names))
    return True


@ambiguous
def line_label_deleted(case: Case) -> bool:
    """A label of a line is gone, its answer stands beside the label before."""
    for paragraph in case.doc.find("//w:p[count(.//w:r[@b:slot][not(@b:part)][not(@b:opt)])>=2]"):
        slots = [each for each in paragraph.iter(w("r")) if each.get(b("slot"))]
        second = slots[1]
        for each in [*second.itersiblings(preceding=True)]:
            if each in slots:
                break
            parent(each).remove(each)
        case.hold = True
        case.doubt(*dict.fromkeys(each.get(b("slot"), "") for each in slots))
        return True
    return False


@ambiguous
def labels_homoglyph(case: Case) -> bool:
    """A label with compatibility characters or traditional forms: right, or a person looks."""
    turns = (("人", "⼈"), ("电", "電"), ("日", "⽇"), ("联", "聯"), ("月", "⽉"), ("单", "單"))
    for cell in case.doc.find("//w:tc[@b:label]"):
        for each in texts(cell):
            for old, new in turns:
                each.text = (each.text or "").replace(old, new)
    return True


@ambiguous
def unit_word_deleted(case: Case) -> bool:
    """（万元） is gone from a label, the amount has a unit of its own."""
    slot = next((each for each in case.form.slots if each.labels[0].endswith("元）") and each.how == "cell"), None)
    cell = case.label_cell(slot) if slot else None
    if slot is None or cell is None:
        return False
    relabel(cell, text_of(cell).split("（")[0])
    case.put(slot.name, answer(slot.kind, "35000元").doubtful())
    return True


@ambiguous
def floating_table(case: Case) -> bool:
    """A small floating table beside the form with a correction."""
    props = '<w:tblpPr w:leftFromText="180" w:vertAnchor="text" w:horzAnchor="page" w:tblpX="9000" w:tblpY="200"/>'
    for each in parse_all(tbl(tr(tc(p(r(f"电话改为{mobile(case.rng)}")), 1800)), [1800], props=props)):
        case.doc.body.insert(1, each)
    case.hold = True
    return True


@ambiguous
def void(case: Case) -> bool:
    """作废 above, within or below the form."""
    words = case.rng.choice(("作废", "此表作废，以第二次报送为准", "（撤回）", "样表", "此件以电话通知为准"))
    (case.doc.append if case.rng.random() < 0.5 else case.doc.prepend)(p(r(words)))
    case.hold = True
    return True


@ambiguous
def correction_after(case: Case) -> bool:
    """更正 after the form."""
    case.doc.append(p(r(f"更正：联系人应为{person(case.rng)}，电话{mobile(case.rng)}。")))
    case.hold = True
    return True


@ambiguous
def stray_words(case: Case) -> bool:
    """A few words between the parts, in an empty printed paragraph or beside the heading."""
    block = case.rng.choice(case.doc.blocks())
    block.addnext(
        parse(p(r(case.rng.choice(("（第二次报送）", "已电话联系", "0573-82520000", "张科长阅", "密级：内部")))))
    )
    case.hold = True
    return True
