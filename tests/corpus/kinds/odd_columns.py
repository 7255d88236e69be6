"""Ambiguous: something is wrong with the columns and headers of a register."""

from __future__ import annotations

import copy

from documents.wml import TC, w
from tests.corpus.kinds.odd_tables import doubt_row, filled_row, touch
from tests.corpus.kinds.registry import ambiguous
from tests.corpus.paper import cell, el, para, row, run
from tests.corpus.returns import Return, parent_of
from tests.corpus.values import mobile, name


@ambiguous("adds a column")
def column_added(made: Return) -> bool:
    grid = made.grid()
    if grid is None:
        return False
    made.header(grid).append(cell("微信号"))
    for each in made.rows_of(grid):
        each.element.append(cell("wx_2016" if each.line is not None else ""))
    return True


@ambiguous("deletes a column")
def column_deleted(made: Return) -> bool:
    grid = made.grid()
    headers = made.headers(grid) if grid is not None else {}
    if grid is None or len(headers) < 3:
        return False
    label = made.rng.choice(list(headers)[1:])
    cells = [found for each in made.rows_of(grid) if (found := each.spots[label].cell) is not None]
    if len(cells) < len(made.rows_of(grid)):
        return False  # a kind before has taken controls away, and with them the way to their cells
    for found in (headers[label], *cells):
        parent_of(found).remove(found)
    for each in made.rows_of(grid):
        if each.line is not None:
            each.line.answers[label].take("", None)
    return True


@ambiguous("the answers of two columns are swapped, the headers stay")
def columns_swapped(made: Return) -> bool:
    grid = made.grid()
    rows = made.filled_rows(grid) if grid is not None else []
    labels = {"name": [], "mobile": [], "date": [], "place": [], "percent": [], "count": []}  # type: dict[str, list[str]]
    for label, spot in (rows[0].spots if rows else {}).items():
        labels.setdefault(spot.ask.wish.maker, []).append(label)
    found = [
        each[0]
        for maker, each in labels.items()
        if each and maker in ("name", "mobile", "date", "place", "percent", "count")
    ]
    if len(found) < 2:
        return False
    one, other = made.rng.sample(found, 2)
    for each in rows:
        first, second = each.spots[one], each.spots[other]
        texts = first.answer.text, second.answer.text
        first.type(texts[1])
        second.type(texts[0])
        touch([first, second])
    return True


@ambiguous("a header is reworded")
def header_reworded(made: Return) -> bool:
    grid = made.grid()
    headers = made.headers(grid) if grid is not None else {}
    other = {
        "姓名": "名字",
        "手机号码": "联系方式",
        "工作单位": "单位",
        "职务": "职务职级",
        "备注": "说明",
        "联系人": "联络人",
        "地址": "所在地址",
    }
    found = [each for each in headers if each in other]
    if not found:
        return False
    label = made.rng.choice(found)
    next(headers[label].iter(w("t"))).text = other[label]
    return True


@ambiguous("a header becomes another question")
def header_means_another(made: Return) -> bool:
    grid = made.grid()
    headers = made.headers(grid) if grid is not None else {}
    if grid is None or not headers:
        return False
    label = made.rng.choice(list(headers))
    next(headers[label].iter(w("t"))).text = made.rng.choice(("曾用名", "办公电话", "2015年数据", "上级单位"))
    for each in made.rows_of(grid):
        touch([each.spots[label]])
    return True


@ambiguous("two headers are merged into one")
def headers_merged(made: Return) -> bool:
    grid = made.grid()
    headers = list(made.headers(grid).values()) if grid is not None else []
    if len(headers) < 2 or headers[0].getnext() is not headers[1]:
        return False
    one, other = headers[0], headers[1]
    next(one.iter(w("t"))).text = "基本情况"
    properties = one.find(w("tcPr"))
    if properties is None:
        properties = el("tcPr")
        one.insert(0, properties)
    properties.append(el("gridSpan", val=2))
    parent_of(other).remove(other)
    return True


@ambiguous("the header row is deleted")
def header_deleted(made: Return) -> bool:
    grid = made.grid()
    if grid is None:
        return False
    parent_of(made.header(grid)).remove(made.header(grid))
    return True


@ambiguous("a second header row with units is put below the header")
def unit_row(made: Return) -> bool:
    grid = made.grid()
    rows = made.rows_of(grid) if grid is not None else []
    if not rows:
        return False
    texts = made.rng.choice((("（全称）", "（全称）", "", "", "", "", ""), ("甲", "乙", "丙", "丁", "戊", "己", "庚")))
    cells = [each for each in rows[0].element if each.tag == TC]
    rows[0].element.addprevious(row(*(cell(text) for text, _ in zip(texts, cells, strict=False))))
    return True


@ambiguous("the table is split in two")
def table_split(made: Return) -> bool:
    grid = made.grid()
    rows = made.filled_rows(grid) if grid is not None else []
    if len(rows) < 2 or made.root.find(f".//{w('vMerge')}") is not None:
        return False
    table = parent_of(rows[-1].element)
    second = copy.deepcopy(table)
    for each in second.findall(w("tr")):
        second.remove(each)
    at = table.index(rows[-1].element)
    moved = list(table)[at:]
    second.extend(moved)
    table.addnext(second)
    second.addprevious(para(made.rng.choice(("", "续表"))))
    return True


@ambiguous("more people follow in a table of their own below the form")
def table_continued(made: Return) -> bool:
    grid = made.grid()
    if grid is None or not made.filled_rows(grid):
        return False
    columns = made.form.grids[grid].columns
    texts = [{"姓名": name(made.rng), "手机号码": mobile(made.rng)}.get(each, "同前") for each in columns]
    second = el(
        "tbl", el("tblPr"), el("tblGrid", *(el("gridCol", w=1500) for _ in columns)), row(*columns), row(*texts)
    )
    made.append(para("续表："), second, para())
    made.truth.held = True
    return True


@ambiguous("one more person is named in a line below the table")
def person_below_table(made: Return) -> bool:
    chosen = filled_row(made)
    if chosen is None:
        return False
    made.append(para(f"另：{name(made.rng)}，{mobile(made.rng)}，请一并登记。"))
    made.truth.held = True
    return True


@ambiguous("the whole table is pasted twice, the second with other answers")
def table_twice(made: Return) -> bool:
    chosen = filled_row(made)
    if chosen is None:
        return False
    table = parent_of(chosen.element)
    if table.getparent() is not made.body:
        return False
    twin = copy.deepcopy(table)
    for node in twin.iter(w("t")):
        node.text = (node.text or "").replace("1", "2")
    table.addnext(twin)
    twin.addprevious(para())
    for each in made.rows_of(chosen.grid):
        doubt_row(each)
    made.truth.held = True
    return True


@ambiguous("the table is pasted as a picture")
def table_as_picture(made: Return) -> bool:
    chosen = filled_row(made)
    if chosen is None:
        return False
    table = parent_of(chosen.element)
    if table.getparent() is not made.body or made.body.findall(w("tbl")) == [table]:
        return False
    parent_of(table).replace(table, el("p", el("r", el("drawing")), run("")))
    for each in made.rows:
        if each.grid == chosen.grid:
            doubt_row(each)
    for spot in made.spots:
        if not made.lives(spot.holder) and spot.how != "gap":
            spot.answer.doubt()
    made.truth.held = True
    return True


@ambiguous("the table is put inside a cell of another table")
def table_nested(made: Return) -> bool:
    chosen = filled_row(made)
    if chosen is None:
        return False
    table = parent_of(chosen.element)
    if table.getparent() is not made.body:
        return False
    outer = el("tbl", el("tblPr"), el("tblGrid", el("gridCol", w=9000)), row(el("tc")))
    table.addprevious(outer)
    inner = outer.find(f".//{w('tc')}")
    assert inner is not None
    inner.extend([table, para()])
    return True


@ambiguous("rows become lines of text with tabs")
def table_to_text(made: Return) -> bool:
    grid = made.grid()
    rows = made.filled_rows(grid) if grid is not None else []
    if grid is None or not rows or made.root.find(f".//{w('vMerge')}") is not None:
        return False
    table = parent_of(rows[0].element)
    if table.getparent() is not made.body:
        return False
    lines = [para("\t".join(made.form.grids[grid].columns))]
    lines += [para("\t".join(spot.answer.text for spot in each.spots.values())) for each in rows]
    for line in lines:
        table.addprevious(line)
    parent_of(table).remove(table)
    for each in rows:
        doubt_row(each)
    made.truth.held = True
    return True
