"""Ambiguous: something is wrong with the rows and columns of a register."""

from __future__ import annotations

import copy
import itertools

from documents.wml import TC, Element, P, w
from tests.corpus.kinds.registry import ambiguous
from tests.corpus.paper import cell, el, para, row, run
from tests.corpus.returns import Return, RowSpot, Spot, parent_of
from tests.corpus.values import mobile, name


def _row(made: Return, *, more: int = 1) -> RowSpot | None:
    """A filled row of a repeating table that has at least `more` of them; the table counts as changed."""
    grid = made.grid()
    rows = made.filled_rows(grid) if grid is not None else []
    return made.rng.choice(rows) if len(rows) >= more else None


def _touch(spots: list[Spot], *, doubt: bool = True) -> None:
    for spot in spots:
        spot.touched = True
        if doubt:
            spot.answer.doubt()


def _doubt_row(row_spot: RowSpot) -> None:
    _touch(list(row_spot.spots.values()))


def _cells(row_spot: RowSpot) -> list[Element]:
    """The cells of the answers in a row."""
    return [found for each in row_spot.spots.values() if (found := each.cell) is not None]


def _type_row(made: Return, *texts: str) -> bool:
    """An empty row of the table gets texts that are no answer."""
    grid = made.grid()
    empty = [each for each in made.rows_of(grid) if each.line is None] if grid is not None else []
    if not empty or not made.filled_rows(grid):
        return False
    spots = list(empty[0].spots.values())
    for spot, text in zip(spots, texts, strict=False):
        if text:
            spot.type(text)
    _touch(spots, doubt=False)
    return True


@ambiguous("a row of totals")
def total_row(made: Return) -> bool:
    return _type_row(made, made.rng.choice(("合计", "合 计", "小计", "总计")), "共5人")


@ambiguous("the example is left in as a row")
def example_row(made: Return) -> bool:
    return _type_row(made, made.rng.choice(("例：张三", "（例）李四", "示例")), "某某单位")


@ambiguous("a row of dashes")
def row_of_dashes(made: Return) -> bool:
    return _type_row(made, "—", "—", "—", "—", "—", "—")


@ambiguous("a row that says that nothing follows")
def nothing_follows_row(made: Return) -> bool:
    return _type_row(made, made.rng.choice(("以下空白", "（以下无）", "无")))


@ambiguous("a row of slashes")
def row_of_slashes(made: Return) -> bool:
    return _type_row(made, "/", "/", "/", "/", "/")


@ambiguous("a row with column numbers below the header")
def row_of_numbers(made: Return) -> bool:
    return _type_row(made, "1", "2", "3", "4", "5", "6")


@ambiguous("a row for a town over the whole width, above its people")
def subheading_row(made: Return) -> bool:
    chosen = _row(made)
    if chosen is None:
        return False
    width = len([each for each in chosen.element if each.tag == TC])
    chosen.element.addprevious(row(cell("罗星街道", span=width)))
    return True


@ambiguous("a remark over the whole width among the rows")
def remark_row_inside(made: Return) -> bool:
    chosen = _row(made)
    if chosen is None:
        return False
    width = len([each for each in chosen.element if each.tag == TC])
    chosen.element.addnext(row(cell("以上人员均已审核，下一行起为新增", span=width)))
    return True


@ambiguous("two persons in one row, on two lines of each cell")
def two_in_a_row(made: Return) -> bool:
    chosen = _row(made)
    if chosen is None:
        return False
    for spot in chosen.spots.values():
        if not spot.answer.blank:
            other = {"name": name(made.rng), "mobile": mobile(made.rng)}.get(spot.ask.wish.maker, spot.answer.text)
            spot.type(f"{spot.answer.text}\n{other}")
    _doubt_row(chosen)
    return True


@ambiguous("a row's answers are shifted by a column")
def row_shifted(made: Return) -> bool:
    chosen = _row(made)
    if chosen is None:
        return False
    spots = list(chosen.spots.values())
    if len({each.ask.wish.maker for each in spots if not each.answer.blank}) < 3:
        return False
    texts = [each.answer.text for each in spots]
    for spot, text in zip(spots, ["", *texts[:-1]], strict=True):
        spot.type(text)
    _doubt_row(chosen)
    return True


@ambiguous("two cells of a row are merged")
def cells_merged_in_row(made: Return) -> bool:
    chosen = _row(made)
    if chosen is None:
        return False
    one, other = _cells(chosen)[:2]
    if one.getnext() is not other:
        return False
    for block in other.findall(P):
        one.append(block)
    one[0].append(el("gridSpan", val=2))
    parent_of(other).remove(other)
    _doubt_row(chosen)
    return True


@ambiguous("equal answers of two rows are merged down the column")
def cells_merged_down(made: Return) -> bool:
    grid = made.grid()
    rows = made.filled_rows(grid) if grid is not None else []
    pairs = [(one, two) for one, two in itertools.pairwise(rows) if one.element.getnext() is two.element]
    if not pairs:
        return False
    upper, lower = made.rng.choice(pairs)
    label = made.rng.choice(list(upper.spots)[1:])
    top, below = upper.spots[label], lower.spots[label]
    if top.answer.blank or top.how != "cell":
        return False
    top.holder[0].append(el("vMerge", val="restart"))
    below.holder[0].append(el("vMerge", val="continue"))
    below.type("")
    _touch([top, below], doubt=False)
    below.answer.take(top.answer.text, *top.answer.values)
    return True


@ambiguous("a row is pasted from Excel into one cell, tabs between the answers")
def row_in_one_cell(made: Return) -> bool:
    return _gathered(made, "\t")


@ambiguous("a row's answers stand in its first cell, spaces between them")
def row_in_first_cell(made: Return) -> bool:
    return _gathered(made, "  ")


def _gathered(made: Return, gap: str) -> bool:
    chosen = _row(made)
    if chosen is None:
        return False
    first, *rest = chosen.spots.values()
    first.type(gap.join(each.answer.text for each in chosen.spots.values()))
    for spot in rest:
        spot.type("")
    _doubt_row(chosen)
    return True


@ambiguous("all rows are pasted into one row, line under line")
def rows_in_one_row(made: Return) -> bool:
    grid = made.grid()
    rows = made.filled_rows(grid) if grid is not None else []
    if len(rows) < 2:
        return False
    for label, spot in rows[0].spots.items():
        spot.type("\n".join(each.spots[label].answer.text for each in rows))
    for each in rows[1:]:
        for spot in each.spots.values():
            spot.type("")
    for each in rows:
        _doubt_row(each)
    made.truth.held = True
    return True


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
    parent_of(headers[label]).remove(headers[label])
    for each in made.rows_of(grid):
        found = each.spots[label].cell
        assert found is not None
        parent_of(found).remove(found)
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
        _touch([first, second])
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
        _touch([each.spots[label]])
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
    chosen = _row(made)
    if chosen is None:
        return False
    made.append(para(f"另：{name(made.rng)}，{mobile(made.rng)}，请一并登记。"))
    made.truth.held = True
    return True


@ambiguous("the whole table is pasted twice, the second with other answers")
def table_twice(made: Return) -> bool:
    chosen = _row(made)
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
        _doubt_row(each)
    made.truth.held = True
    return True


@ambiguous("the same person is in the table twice")
def row_twice_in_register(made: Return) -> bool:
    chosen = _row(made)
    if chosen is None or chosen.line is None:
        return False
    chosen.element.addnext(copy.deepcopy(chosen.element))
    lines = made.truth.tables[chosen.grid].rows
    lines.insert(lines.index(chosen.line), chosen.line)
    _touch(list(chosen.spots.values()), doubt=False)
    return True


@ambiguous("a row is struck out")
def row_struck(made: Return) -> bool:
    chosen = _row(made)
    if chosen is None:
        return False
    for spot in chosen.spots.values():
        if not spot.answer.blank:
            spot.type(spot.answer.text, el("strike"))
    _doubt_row(chosen)
    return True


@ambiguous("a row was deleted with changes tracked")
def row_deleted_tracked(made: Return) -> bool:
    chosen = _row(made)
    if chosen is None:
        return False
    properties = chosen.element.find(w("trPr"))
    if properties is None:
        properties = el("trPr")
        chosen.element.insert(0, properties)
    properties.append(el("del", id=41, author="审核", date="2016-05-10T09:00:00Z"))
    _doubt_row(chosen)
    return True


@ambiguous("a row was inserted with changes tracked")
def row_inserted_tracked(made: Return) -> bool:
    chosen = _row(made)
    if chosen is None:
        return False
    properties = chosen.element.find(w("trPr"))
    if properties is None:
        properties = el("trPr")
        chosen.element.insert(0, properties)
    properties.append(el("ins", id=42, author="审核", date="2016-05-10T09:00:00Z"))
    _doubt_row(chosen)
    return True


@ambiguous("a serial number is overwritten by a word")
def serial_overwritten(made: Return) -> bool:
    chosen = _row(made)
    serials = [
        each for each in made.marks.get("serial", []) if chosen is not None and parent_of(each) is chosen.element
    ]
    if not serials:
        return False
    next(serials[0].iter(w("t"))).text = made.rng.choice(("备用", "新增", "删", "1*"))
    return True


@ambiguous("ditto marks down a column")
def ditto_column(made: Return) -> bool:
    grid = made.grid()
    rows = made.filled_rows(grid) if grid is not None else []
    label = next(
        (
            label
            for label, spot in (rows[0].spots.items() if rows else ())
            if spot.ask.wish.maker in ("bureau", "place", "post", "work")
        ),
        "",
    )
    if len(rows) < 2 or not label:
        return False
    above = rows[0].spots[label].answer
    for each in rows[1:]:
        each.spots[label].retype("同上", *above.values)
        _touch([each.spots[label]], doubt=False)
        each.spots[label].answer.doubt()
    return True


@ambiguous("the table is pasted as a picture")
def table_as_picture(made: Return) -> bool:
    chosen = _row(made)
    if chosen is None:
        return False
    table = parent_of(chosen.element)
    if table.getparent() is not made.body or made.body.findall(w("tbl")) == [table]:
        return False
    parent_of(table).replace(table, el("p", el("r", el("drawing")), run("")))
    for each in made.rows:
        if each.grid == chosen.grid:
            _doubt_row(each)
    for spot in made.spots:
        if not made.lives(spot.holder) and spot.how != "gap":
            spot.answer.doubt()
    made.truth.held = True
    return True


@ambiguous("the table is put inside a cell of another table")
def table_nested(made: Return) -> bool:
    chosen = _row(made)
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
        _doubt_row(each)
    made.truth.held = True
    return True
