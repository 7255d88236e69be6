"""Rows that repeat below a header row, found by their empty cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.blanks.draft import DraftCell, DraftRow, DraftTable, name
from documents.blanks.gaps import Gap
from documents.blanks.labels import is_example, is_hint, is_total, words
from documents.blanks.ratings import is_rating, take_ratings
from documents.blanks.types import infer_type, is_share
from documents.forms import FieldType, unique_labels
from documents.wml import squeeze

_CORNER = "项目"  # what a column of row labels is called where its header cell is empty
_ORDINALS = frozenset("甲乙丙丁戊")
_STRICT = frozenset(
    [
        *(FieldType.NAME, FieldType.POST, FieldType.MOBILE, FieldType.LANDLINE),
        *(FieldType.PHONE, FieldType.EMAIL, FieldType.DATE, FieldType.PLACE, FieldType.UNIT),
    ]
)


@dataclass(eq=False)
class DraftGrid:
    """A header row and its repeating rows, by number in the table; `columns`: the gaps below each header cell."""

    label: str
    header: int
    rows: list[int]
    labels: list[str]
    columns: dict[int, list[Gap]] = field(default_factory=dict)
    row_labels: set[int] = field(default_factory=set)  # header cells whose column holds the rows' own labels


def find_grids(table: DraftTable) -> list[DraftGrid]:
    """The grids of a table in order; their cells are marked and their gaps named."""
    grids: list[DraftGrid] = []
    number = 1
    while number < len(table.rows):
        header = _header_above(table, number)
        rows = _body(table, header, number) if header is not None else []
        if header is None or not rows or _is_one_of_pairs(table, header, rows):
            number += 1
            continue
        if is_rating(table, header, rows):
            take_ratings(table, header, rows)
        elif _is_turned(table, header, rows):
            _take_apart(table, header, rows)
        else:
            grids.append(_take(table, header, rows))
        number = rows[-1] + 1
    return grids


def _header_above(table: DraftTable, number: int) -> int | None:
    """The row that heads row `number`; examples, numbers of columns and subheadings may stand between."""
    header = number - 1
    while header > 0 and (_stands_between(table.rows[header]) or _is_subheading(table, header, number)):
        header -= 1
    labels = 0
    corner = True  # so far only labels at the side of all rows, so that the next cell may stand over the rows' labels
    body = table.rows[number]
    for each in table.rows[header].cells:
        root = table.root(each)
        if root.is_label:
            below = body.at(each.cell.column)
            heads = below is None or not below.cell.continues
            labels += heads
            corner = corner and not heads
        elif not corner or not root.is_open or root.gaps:
            return None
        else:
            corner = False
    return header if labels > 1 else None


def _stands_between(row: DraftRow) -> bool:
    texts = [squeeze(each.cell.text) for each in row.cells if squeeze(each.cell.text)]
    if not texts or any(each.gaps for each in row.cells):
        return False
    return is_example(texts[0]) or (
        len(texts) > 1
        and all(
            each.is_serial or squeeze(each.cell.text) in _ORDINALS or is_hint(each.cell.text)
            for each in row.cells
            if each.words
        )
    )


def _is_subheading(table: DraftTable, number: int, following: int) -> bool:
    """Whether a row is one joined cell of words that groups the rows from `following` on: 一、党组织成员."""
    cells = table.rows[number].cells
    if len(cells) != 1 or not cells[0].is_label or following >= len(table.rows):
        return False
    body = table.rows[following].cells
    return len(body) > 1 and any(each.is_open for each in body) and cells[0].cell.span == table.columns


def _shape(row: DraftRow) -> list[tuple[int, int]]:
    return [(each.cell.column, each.cell.span) for each in row.cells]


def _body(table: DraftTable, header: int, first: int) -> list[int]:
    """The rows from `first` on that repeat below `header`."""
    rows: list[int] = []
    for number in range(first, len(table.rows)):
        labels = _row_labels(table, number)
        grouped = rows and _is_subheading(table, number, number + 1)
        if grouped and _shape(table.rows[number + 1]) == _shape(table.rows[rows[0]]):
            continue
        if labels is None or not _fits(table, header, number):
            break
        if labels and is_total(labels[0].cell.text) and not all(_row_labels(table, each) for each in rows):
            break
        rows.append(number)
    return rows


def _row_labels(table: DraftTable, number: int) -> list[DraftCell] | None:
    """The row's own labels before its open cells; None when it is no row of a grid."""
    labels: list[DraftCell] = []
    opened = void = 0
    for each in table.rows[number].cells:
        if each.is_open:
            opened += 1
        elif each.is_void:
            void += 1
        elif each.cell.continues or each.is_number:
            continue
        elif each.is_label and not opened:
            labels += [] if _is_side_label(table, number, each) else [each]
        else:
            return None
    return labels if opened and opened + void > bool(labels) else None


def _is_side_label(table: DraftTable, number: int, cell: DraftCell) -> bool:
    """Whether the cell is merged with the one below it, so that it speaks of several rows."""
    below = table.rows[number + 1].at(cell.cell.column) if number + 1 < len(table.rows) else None
    return cell.cell.merged and below is not None and below.cell.continues


def _fits(table: DraftTable, header: int, number: int) -> bool:
    """Whether each open cell has a header cell with words to itself."""
    taken: set[DraftCell] = set()
    for each in table.rows[number].cells:
        if each.is_open:
            above = table.rows[header].at(each.cell.column)
            if above is None or above in taken or not table.label(above):
                return False
            taken.add(above)
    return True


def _is_one_of_pairs(table: DraftTable, header: int, rows: list[int]) -> bool:
    """Whether labels and one row of answers below them alternate, or stand amid other answers: no repeating rows."""
    if len(rows) > 1 or _row_labels(table, rows[0]):
        return False
    sided = any(each.cell.continues for each in table.rows[rows[0]].cells)
    serial = any(each.is_serial for each in table.rows[rows[0]].cells)
    others = [row for number, row in enumerate(table.rows) if number not in (header, rows[0])]
    return not (sided or serial) and any(each.is_open or each.gaps for row in others for each in row.cells)


def _is_turned(table: DraftTable, header: int, rows: list[int]) -> bool:
    """Whether the rows' labels, and not the header's, say what kind of answer each is: persons stand side by side."""
    labels = [_row_labels(table, number) for number in rows]
    if not all(labels) or any(each.gaps for number in rows for each in table.rows[number].cells):
        return False
    kinds = {infer_type(words(each[-1].cell.text)) for each in labels if each}
    heads = {infer_type(table.label(each)) for each in table.rows[header].cells}
    return len(kinds & _STRICT) > 1 and len(heads & _STRICT) < 2


def _take_apart(table: DraftTable, header: int, rows: list[int]) -> None:
    """Single answers, called by their column and row: 主要负责人姓名, 主要负责人手机."""
    for number in rows:
        labels = _row_labels(table, number) or []
        for each in table.rows[number].cells:
            above = table.rows[header].at(each.cell.column)
            if each.is_open and above is not None and labels:
                gap, label = each.ask(), words(labels[-1].cell.text)
                name(gap, label, "left")
                gap.label = table.label(above) + label
            each.in_grid = True
    for each in table.rows[header].cells:
        each.in_grid = True


def _take(table: DraftTable, header: int, rows: list[int]) -> DraftGrid:
    head = table.rows[header]
    texts = [table.label(each) for each in head.cells]
    grid = DraftGrid(_label(table, header, rows), header, rows, [])
    positions = {each: number for number, each in enumerate(head.cells)}
    for number in rows:
        for label in _row_labels(table, number) or []:
            above = head.at(label.cell.column)
            if above is not None:
                grid.row_labels.add(positions[above])
                texts[positions[above]] = texts[positions[above]] or _CORNER
    grid.labels = unique_labels(texts)
    for number in rows:
        for each in table.rows[number].cells:
            each.in_grid = True
            above = head.at(each.cell.column)
            if each.is_open and above is not None:
                gap = each.ask()
                name(gap, texts[positions[above]], "above", context="".join(texts))
                grid.columns.setdefault(positions[above], []).append(gap)
    _take_from_above(table, grid)
    _loosen(table, grid)
    for each in head.cells:
        each.in_grid = True
    _totals(table, grid, rows[-1] + 1)
    return grid


def _take_from_above(table: DraftTable, grid: DraftGrid) -> None:
    """Count in columns that part what a wider header above them counts: 参加人数 over 上半年 and 下半年.

    A measure of money stays with text, since the column's own label would not show it to who checks the answer.
    """
    if not grid.header or len(table.rows[grid.header - 1].cells) == 1:
        return
    parted: dict[DraftCell, list[int]] = {}
    for number, each in enumerate(table.rows[grid.header].cells):
        above = table.rows[grid.header - 1].at(each.cell.column)
        if above is not None and not each.cell.continues and above.is_label and above.cell.span > each.cell.span:
            parted.setdefault(above, []).append(number)
    for above, numbers in parted.items():
        kind = infer_type(words(above.cell.text))
        if kind in (FieldType.INTEGER, FieldType.PERCENTAGE) and all(is_share(grid.labels[each]) for each in numbers):
            for gap in (gap for each in numbers for gap in grid.columns.get(each, [])):
                gap.type = kind if gap.type == FieldType.TEXT else gap.type


def _loosen(table: DraftTable, grid: DraftGrid) -> None:
    """Give columns up to text where the kind of answer changes from row to row."""
    if any(_is_strict(label) for number in grid.rows for label in _row_labels(table, number) or []):
        for gap in (gap for gaps in grid.columns.values() for gap in gaps):
            gap.type = FieldType.CHOICE if gap.choices else FieldType.TEXT


def _is_strict(label: DraftCell) -> bool:
    """Whether the row's own label fixes the kind of its answers, as in a list that is turned on its side."""
    return infer_type(words(label.cell.text)) in _STRICT


def _totals(table: DraftTable, grid: DraftGrid, number: int) -> None:
    """A row of totals below repeating rows asks for answers of its own: 合计 人数."""
    if number >= len(table.rows):
        return
    labels = _row_labels(table, number) or _lonely_total(table, number)
    if not labels or not is_total(labels[0].cell.text) or not _fits(table, grid.header, number):
        return
    for each in table.rows[number].cells:
        above = table.rows[grid.header].at(each.cell.column)
        if each.is_open and above is not None:
            heading = table.label(above)
            gap = each.ask()
            name(gap, heading, "left")
            gap.label = f"{words(labels[0].cell.text)} {heading}"
        each.in_grid = True


def _lonely_total(table: DraftTable, number: int) -> list[DraftCell]:
    """The total's label where only one cell beside it is open."""
    cells = [each for each in table.rows[number].cells if not each.cell.continues]
    first = [each for each in cells if each.is_label]
    return first if len(first) == 1 and all(each.is_open or each in first for each in cells) else []


def _label(table: DraftTable, header: int, rows: list[int]) -> str:
    """What the grid is called: the label at its side, the row of one cell above it, or the words before the table."""
    return next(filter(None, (*_side_labels(table, rows), *_rows_above(table, header), table.caption)), "")


def _side_labels(table: DraftTable, rows: list[int]) -> Iterator[str]:
    """The merged label at the left of all rows."""
    roots = {table.root(row.cells[0]) for row in (table.rows[number] for number in rows) if row.cells}
    if (len(roots) == 1 and len(rows) > 1) or table.rows[rows[0]].cells[0].cell.continues:
        yield from (words(root.cell.text) for root in roots if root.is_label and root.cell.merged)


def _rows_above(table: DraftTable, header: int) -> Iterator[str]:
    for number in range(header - 1, -1, -1):
        cells = table.rows[number].cells
        if len(cells) == 1 and cells[0].is_label:
            yield words(cells[0].cell.text)
        elif any(each.is_open or each.gaps for each in cells):
            return
