"""Ambiguous: rows that are none, or more than one."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tests.unseen.ambiguous_tables import own_grid
from tests.unseen.returns import Return, place, unknown
from tests.unseen.wml import parse, w


def row_doubled(made: Return) -> bool:
    """A filled row is in the table twice."""
    found = own_grid(made)
    if found is None:
        return False
    grid, rows = found
    rows[len(made.rows[grid.key]) - 1].addnext(copy.deepcopy(rows[0]))
    return True


def total_row(word: str) -> Callable[[Return], bool]:
    def mutate(made: Return) -> bool:
        found = own_grid(made)
        if found is None:
            return False
        grid, _ = found
        number = len(made.rows[grid.key])
        if number >= grid.count:
            return False
        made.write_cell(grid.key, number, grid.columns[0].key, word)
        made.write_cell(grid.key, number, grid.columns[-1].key, f"{number}")
        return True

    return mutate


def two_in_row(made: Return) -> bool:
    """One row holds two persons, one below the other in each cell."""
    found = own_grid(made)
    if found is None:
        return False
    grid, _ = found
    for column in grid.columns:
        cell_ = made.cells(grid.key, 0)[column.key]
        fresh = made.pool.make(column.kind)
        place_ = place(cell_)
        paragraph = place_ if place_.tag == w("p") else next(place_.iterancestors(w("p")))
        paragraph.append(parse(f"<w:r><w:br/><w:t>{fresh.raw}</w:t></w:r>"))
    made.rows[grid.key][0] = {key: unknown(each) for key, each in made.rows[grid.key][0].items()}
    return True


def example_copied(made: Return) -> bool:
    """A row that says that it is an example, above the answers."""
    found = own_grid(made)
    if found is None:
        return False
    grid, rows = found
    fresh = copy.deepcopy(rows[0])
    rows[0].addprevious(fresh)
    made.rows[grid.key].insert(0, {})
    for column in grid.columns:
        text = made.pool.make(column.kind).raw
        made.write_cell(grid.key, 0, column.key, f"例：{text}" if column is grid.columns[0] else text)
    return True


def nil_and_rows(made: Return) -> bool:
    """A row below the filled ones says 无."""
    found = own_grid(made)
    if found is None or len(made.rows[found[0].key]) >= found[0].count:
        return False
    made.write_cell(found[0].key, len(made.rows[found[0].key]), found[0].columns[0].key, "无")
    return True


ROWS: dict[str, Callable[[Return], bool]] = {
    "row twice": row_doubled,
    "total row": total_row("合计"),
    "subtotal row": total_row("小计"),
    "two persons in a row": two_in_row,
    "example row": example_copied,
    "nil below rows": nil_and_rows,
}
