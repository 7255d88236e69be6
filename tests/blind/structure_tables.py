"""Doubtful structure: rows, columns and tables that were changed, words that stand outside."""

from __future__ import annotations

from copy import deepcopy

from tests.blind.answers import Answer, answer, blank, make, mobile, person
from tests.blind.case import Case, ambiguous, run_text, write
from tests.blind.tools import (
    parent,
    relabel,
    unmark,
)
from tests.blind.xml import b, p, parse, parse_all, r, tbl, tc, text_of, texts, tr, w


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
    for answers in case.rows[table.name]:
        if column.name in answers:
            answers[column.name] = blank(column.kind)
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
    cells = parent(case.row(table.name, 0)).findall(w("tr"))[0].findall(w("tc"))
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
    lines = {each.name for each in case.form.slots if each.how == "line"}
    paragraphs = [
        each
        for each in case.doc.find("//w:p[w:r/@b:slot]")
        if lines & {run.get(b("slot")) for run in each.iter(w("r"))}
    ]
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
