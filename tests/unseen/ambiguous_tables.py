"""Ambiguous: lists whose rows or columns are shifted, merged, doubled, split or of another shape."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tests.unseen.returns import Grid, Return, unknown
from tests.unseen.wml import Element, cell, para, parse, row, table, w


def row_shifted(made: Return) -> bool:
    """The cells of a row stand one column too far to the right."""
    for grid, number in made.filled():
        if grid.names or len(grid.columns) < 3:
            continue
        line = made.rows[grid.key][number]
        keys = [each.key for each in grid.columns]
        texts = [""] + [answer.raw if (answer := line[key]) else "" for key in keys[:-1]]
        for key, text in zip(keys, texts, strict=True):
            made.write_cell(grid.key, number, key, text)
        made.rows[grid.key][number] = {key: unknown(each) for key, each in line.items()}
        return True
    return False


def column_down(made: Return) -> bool:
    """A column's answers stand one row too low."""
    for grid in made.form.grids:
        lines = made.rows[grid.key]
        if grid.names or len(lines) < 2 or len(lines) >= grid.count:
            continue
        key = grid.columns[-1].key
        texts = [""] + [answer.raw if (answer := line[key]) else "" for line in lines]
        for number, text in enumerate(texts):
            made.write_cell(grid.key, number, key, text)
        return True
    return False


def columns_swapped(made: Return) -> bool:
    """Two columns of different kinds stand in each other's place in all rows."""
    for grid in made.form.grids:
        pairs = [
            (a, b)
            for a in grid.columns
            for b in grid.columns
            if a.kind == "name" and b.kind in ("mobile", "phone", "email")
        ]
        if grid.names or not pairs or not made.rows[grid.key]:
            continue
        one, two = pairs[0]
        for number, line in enumerate(made.rows[grid.key]):
            a, b = line[one.key], line[two.key]
            made.write_cell(grid.key, number, one.key, b.raw if b else "")
            made.write_cell(grid.key, number, two.key, a.raw if a else "")
        return True
    return False


def own_grid(made: Return) -> tuple[Grid, list[Element]] | None:
    """A list of at least two answers in a table whose first row is its header."""
    for grid in made.form.grids:
        rows = made.find(f"//w:tr[@u:row='{grid.key}']")
        if grid.names or len(made.rows[grid.key]) < 2 or rows[0].getparent().tag != w("tbl"):
            continue
        if len(made.find(f"//w:tbl[w:tr[@u:row='{grid.key}']]/w:tr[1]//w:r[@u:label]")) >= len(grid.columns):
            return grid, rows
    return None


def column_inserted(made: Return) -> bool:
    """A column of another sort of answer is put in the middle, without a header of its own."""
    found = own_grid(made)
    if found is None:
        return False
    grid, rows = found
    for number, each in enumerate(rows[: len(made.rows[grid.key])]):
        cells = made.cells(grid.key, number)
        cells[grid.columns[1].key].addprevious(parse(cell(para(made.pool.make(grid.columns[1].kind).raw))))
        made.rows[grid.key][number].update({k: unknown(a) for k, a in made.rows[grid.key][number].items()})
        _ = each
    return True


def column_removed(made: Return) -> bool:
    """A column's header and cells are gone."""
    found = own_grid(made)
    if found is None:
        return False
    grid, rows = found
    key = grid.columns[1].key
    for number, each in enumerate(rows):
        cells = made.cells(grid.key, number)
        index = list(each.iter(w("tc"))).index(cells[key])
        each.remove(cells[key])
    head = rows[0].getparent().find(w("tr"))
    head.remove(head.findall(w("tc"))[index])
    for line in made.rows[grid.key]:
        line[key] = None
    return True


def merged_down(made: Return) -> bool:
    """The cells of a column are merged over two rows that are both filled."""
    found = own_grid(made)
    if found is None:
        return False
    grid, _ = found
    key = grid.columns[1].key
    for number, word in enumerate(("restart", "continue")):
        made.cells(grid.key, number)[key].find(w("tcPr")).append(parse(f'<w:vMerge w:val="{word}"/>'))
    made.write_cell(grid.key, 1, key, "")
    made.rows[grid.key][1][key] = made.rows[grid.key][0][key]
    return True


def merged_across(made: Return) -> bool:
    """Two cells of a filled row are one."""
    found = own_grid(made)
    if found is None:
        return False
    grid, _ = found
    cells, line = made.cells(grid.key, 0), made.rows[grid.key][0]
    one, two = grid.columns[0].key, grid.columns[1].key
    texts = [answer.raw for key in (one, two) if (answer := line[key])]
    made.write_cell(grid.key, 0, one, " ".join(texts))
    cells[one].find(w("tcPr")).append(parse('<w:gridSpan w:val="2"/>'))
    cells[two].getparent().remove(cells[two])
    return True


def pasted_table(made: Return) -> bool:
    """Columns from a table program, pasted as a table inside a cell."""
    found = own_grid(made)
    if found is None:
        return False
    grid, _ = found
    number = len(made.rows[grid.key])
    if number >= grid.count:
        return False
    fresh = {column.key: made.pool.make(column.kind) for column in grid.columns}
    first = made.cells(grid.key, number)[grid.columns[0].key]
    first.insert(1, parse(table(len(fresh), row(*[cell(para(each.raw)) for each in fresh.values()]))))
    made.rows[grid.key].append(dict(fresh))
    return True


def second_table(made: Return) -> bool:
    """The list goes on in a copy of its table below the form."""
    found = own_grid(made)
    if found is None:
        return False
    grid, rows = found
    copied = copy.deepcopy(rows[0].getparent())
    for each in copied.findall(w("tr")):
        if each.get("{urn:unseen}row") is not None:
            copied.remove(each)
    line = {column.key: made.pool.make(column.kind) for column in grid.columns}
    serial = [cell(para("16"))] if len(copied.find(w("tr")).findall(w("tc"))) > len(line) else []
    copied.append(parse(row(*serial, *[cell(para(each.raw)) for each in line.values()])))
    made.body().insert(len(made.body()) - 1, copied)
    copied.addprevious(parse("<w:p/>"))
    made.rows[grid.key].append(dict(line))
    return True


def headers_swapped(made: Return) -> bool:
    """Two headers change places; the answers below follow the headers' words as printed now."""
    found = own_grid(made)
    if found is None:
        return False
    grid, rows = found
    one, two = grid.columns[0], grid.columns[1]
    cells = made.cells(grid.key, 0)
    order = list(rows[0].iter(w("tc")))
    head = rows[0].getparent().find(w("tr")).findall(w("tc"))
    first, second = (next(head[order.index(cells[each.key])].iter(w("t"))) for each in (one, two))
    first.text, second.text = second.text, first.text
    for line in made.rows[grid.key]:
        line[one.key], line[two.key] = line[two.key], line[one.key]
    return True


TABLES: dict[str, Callable[[Return], bool]] = {
    "row shifted by one": row_shifted,
    "column shifted down": column_down,
    "columns swapped": columns_swapped,
    "column inserted": column_inserted,
    "column removed": column_removed,
    "merged down": merged_down,
    "merged across": merged_across,
    "table pasted in a cell": pasted_table,
    "second table below": second_table,
    "headers swapped": headers_swapped,
}
