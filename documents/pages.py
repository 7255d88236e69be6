"""Pages of placed words as the intermediate form: words in ruled cells make tables, the others make lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from documents.content.parts import Block, Cell, Content, Paragraph, Row, Span, Table
from documents.tools import Box, Page, Word

_MARGIN = 0.08  # of a page's height: what stands above or below is header or footer
_APART = 1.0  # times the height of a word: a wider gap parts two pieces of a line
_LEAST, _MOST = 2.0, 12.0  # edges of cells that are nearer than this may be one ruled line
_SAME_EDGE = 0.4  # of the lowest cell's height


def content_of(pages: Sequence[Page]) -> Content:
    """The content of `pages`: their lines and tables in reading order; a table may go on on the next page."""
    blocks: list[Block] = []
    margins: list[Paragraph] = []
    for (_, height), words, tables in pages:
        placed: list[tuple[float, Block]] = []
        used = set[int]()
        for cells in tables:
            table = _table(cells, words, used)
            placed.append((min(top for _, top, _, _ in cells), table))
        body = []
        for line in _lines([word for number, word in enumerate(words) if number not in used]):
            top, bottom = min(box[1] for box, _ in line), max(box[3] for box, _ in line)
            if bottom < height * _MARGIN or top > height * (1 - _MARGIN):
                margins.append(Paragraph([Span(_line_text(line))]))
            else:
                body.append(line)
        placed += _unruled(body) if not tables else [(line[0][0][1], _paragraph(line)) for line in body]
        _append(blocks, [block for _, block in sorted(placed, key=lambda each: each[0])])
    return Content(_numbered(blocks), margins)


def _append(blocks: list[Block], page: list[Block]) -> None:
    """Add a page; a table at its top goes on with one of as many columns at the end of the page before."""
    if blocks and page:
        last, first = blocks[-1], page[0]
        if isinstance(last, Table) and isinstance(first, Table) and _width(last) == _width(first):
            last.rows.extend(first.rows)
            page = page[1:]
    blocks.extend(page)


def _width(table: Table) -> int:
    return max((cell.column + cell.span for row in table.rows for cell in row.cells), default=0)


def _numbered(blocks: list[Block]) -> list[Block]:
    count: Counter[type[Block]] = Counter()
    for block in blocks:
        block.number = count[type(block)]
        count[type(block)] += 1
        if isinstance(block, Table):
            for number, row in enumerate(block.rows):
                row.table, row.number = block.number, number
    return blocks


def _table(cells: list[Box], words: list[Word], taken: set[int]) -> Table:
    """The table that the cells' boxes make; the numbers of its words are added to those that are `taken` already."""
    near = min(_MOST, max(_LEAST, _SAME_EDGE * min(bottom - top for _, top, _, bottom in cells)))
    columns = _edges([edge for left, _, right, _ in cells for edge in (left, right)], near)
    rows = _edges([edge for _, top, _, bottom in cells for edge in (top, bottom)], near)
    by_height = sorted((_middle(box)[1], number) for number, (box, _) in enumerate(words))
    made: dict[int, list[Cell]] = {}
    for box in sorted(set(cells), key=lambda box: (box[0], box[1])):
        left, right = _edge(columns, box[0]), _edge(columns, box[2])
        top, bottom = _edge(rows, box[1]), _edge(rows, box[3])
        beside = by_height[bisect_left(by_height, (box[1], 0)) : bisect_right(by_height, (box[3], len(words)))]
        inside = [number for _, number in beside if box[0] <= _middle(words[number][0])[0] <= box[2]]
        inside = [number for number in inside if number not in taken]
        taken.update(inside)
        span, merged = max(1, right - left), bottom - top > 1
        blocks: list[Block] = [Paragraph([Span(_cell_text([words[number] for number in inside], box))])]
        made.setdefault(top, []).append(Cell(blocks, left, span, merged))
        for lower in range(top + 1, bottom):
            made.setdefault(lower, []).append(Cell([Paragraph([])], left, span, True, True))
    return Table([Row(sorted(made[each], key=lambda cell: cell.column)) for each in sorted(made)])


def _paragraph(line: Sequence[Word]) -> Paragraph:
    return Paragraph([Span(_line_text(line))])


def _unruled(lines: list[list[Word]]) -> Iterator[tuple[float, Block]]:
    """Lines of a page without ruled tables, with their tops: two or more of several pieces make a table."""
    rows: list[list[list[Word]]] = []
    for line in lines:
        above = _piece_above(rows[-1], line) if rows else None
        if above is None:
            rows.append(_pieces(line))
        else:
            above.extend(line)
    for several, group in groupby(rows, key=lambda row: len(row) > 1):
        together = list(group)
        if several and len(together) > 1:
            yield together[0][0][0][0][1], _aligned(together)
        else:
            yield from ((row[0][0][0][1], _paragraph([word for piece in row for word in piece])) for row in together)


def _piece_above(row: list[list[Word]], line: list[Word]) -> list[Word] | None:
    """The answer in `row` that `line` goes on with: it begins at the same place close below, behind the label."""
    left, top, _, bottom = line[0][0]
    high = bottom - top
    if len(_pieces(line)) > 1:
        return None
    return next(
        (piece for piece in row[1:] if abs(piece[0][0][0] - left) < high / 2 and top - piece[-1][0][3] < high), None
    )


def _aligned(rows: list[list[list[Word]]]) -> Table:
    """A table of rows of pieces: those that begin below each other share a column."""
    high = max(box[3] - box[1] for row in rows for piece in row for box, _ in piece)
    columns = _edges([piece[0][0][0] for row in rows for piece in row], 2 * high)
    made = []
    for row in rows:
        texts = [""] * len(columns)
        for piece in row:
            texts[_edge(columns, piece[0][0][0])] += _line_text(piece)
        made.append(Row([Cell([Paragraph([Span(text)])], number) for number, text in enumerate(texts)]))
    return Table(made)


def _pieces(line: Sequence[Word]) -> list[list[Word]]:
    """The words of a line, parted at its wide gaps."""
    pieces = [[line[0]]]
    for word in line[1:]:
        if _is_apart(pieces[-1][-1][0], word[0]):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return pieces


def _is_apart(left: Box, right: Box) -> bool:
    return right[0] - left[2] > _APART * (right[3] - right[1])


def _edges(positions: list[float], near: float) -> list[float]:
    """The ruled lines that the edges of cells lie on."""
    found: list[float] = []
    for position in sorted(positions):
        if not found or position - found[-1] > near:
            found.append(position)
    return found


def _edge(edges: list[float], position: float) -> int:
    """The number of the line that `position` lies on: the last that is not beyond it."""
    return max(0, bisect_right(edges, position) - 1)


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words by line, from left to right: two share a line when the middle of one is within the height of the other."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: _middle(each[0])[1]):
        last = lines[-1][-1][0] if lines else None
        if last is not None and last[1] <= _middle(word[0])[1] <= last[3]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda each: each[0][0]) for line in lines]


def _line_text(line: Sequence[Word]) -> str:
    """The words of a line, a tab where there is a wide gap, else a space between Latin words."""
    text, before = "", line[0][0]
    for box, word in line:
        gap = box[0] - before[2]
        if text and _is_apart(before, box):
            text += "\t"
        elif text and text[-1].isascii() and word[:1].isascii() and gap > 0:
            text += " "
        text, before = text + word, box
    return text


def _cell_text(words: Sequence[Word], cell: Box) -> str:
    """The lines of a cell; one that reaches the right edge goes on in the next without a break."""
    text = ""
    for number, line in enumerate(lines := _lines(words)):
        text += _line_text(line)
        box = line[-1][0]
        full = cell[2] - box[2] < 2 * (box[3] - box[1])
        if number + 1 < len(lines) and not full:
            text += "\n"
    return text
