"""Placed words become tables and lines: in reading order, each word once."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from documents.content.parts import Content, Paragraph, Table, paragraphs_of
from documents.pages import content_of
from documents.tools import Box, Page, Word

SIZE = (600.0, 800.0)


def word(text: str, left: float, top: float, width: float = 40) -> Word:
    return (left, top, left + width, top + 10), text


def grid(columns: list[float], rows: list[float]) -> list[Box]:
    """The cells between ruled lines."""
    return [(left, top, right, bottom) for left, right in pairwise(columns) for top, bottom in pairwise(rows)]


def shown(content: Content) -> list[object]:
    """The body: a line as its text, a table as rows of cells' texts."""
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row.cells] for row in block.rows]
        for block in content.body
    ]


def table(content: Content) -> Table:
    (found,) = (block for block in content.body if isinstance(block, Table))
    return found


def test_lines_and_tables_stand_in_reading_order() -> None:
    words = [word("二", 210, 132), word("一", 60, 132), word("后", 60, 300), word("题", 60, 90), word("目", 101, 91)]
    page: Page = (SIZE, words, [grid([50, 200, 350], [120, 160, 200])])
    assert shown(content_of([page])) == ["题目", [["一", "二"], ["", ""]], "后"]


def test_headers_and_footers_are_margins() -> None:
    content = content_of([(SIZE, [word("眉", 60, 20), word("文", 60, 300), word("第1页", 280, 770)], [])])
    assert shown(content) == ["文"]
    assert [each.text for each in content.margins] == ["眉", "第1页"]


def test_merged_cells_span_columns_and_rows() -> None:
    cells = [
        (50.0, 100.0, 350.0, 140.0),
        (50.0, 140.0, 200.0, 220.0),
        (200.0, 140.0, 350.0, 180.0),
        (200.0, 180.0, 350.0, 220.0),
    ]
    words = [word("宽", 60, 110), word("高", 60, 175), word("上", 210, 150), word("下", 210, 190)]
    made = table(content_of([(SIZE, words, [cells])]))
    assert [[(each.text, each.column, each.span) for each in row.cells] for row in made.rows] == [
        [("宽", 0, 2)],
        [("高", 0, 1), ("上", 1, 1)],
        [("", 0, 1), ("下", 1, 1)],
    ]
    assert made.rows[1].cells[0].merged and made.rows[2].cells[0].continues


def test_a_line_that_is_full_goes_on_in_the_next() -> None:
    cell = grid([50, 150], [100, 200])
    long = [word("南湖区文昌路一", 52, 110, 96), word("百号", 52, 125, 30)]
    short = [word("第一行", 52, 110, 30), word("第二行", 52, 125, 30)]
    assert table(content_of([(SIZE, long, [cell])])).rows[0].cells[0].text == "南湖区文昌路一百号"
    assert table(content_of([(SIZE, short, [cell])])).rows[0].cells[0].text == "第一行\n第二行"


def test_a_table_goes_on_on_the_next_page() -> None:
    first: Page = (SIZE, [word("甲", 60, 710)], [grid([50, 200, 350], [700, 730])])
    second: Page = (SIZE, [word("乙", 60, 110), word("后", 60, 300)], [grid([50, 200, 350], [100, 130])])
    content = content_of([first, second])
    assert shown(content) == [[["甲", ""], ["乙", ""]], "后"]
    assert [row.number for row in table(content).rows] == [0, 1]


def test_lines_without_rules_make_rows_where_they_stand_below_each_other() -> None:
    words = [
        word("题目", 60, 80),
        *(word("姓名", 60, 100), word("张三", 200, 100)),
        *(word("地址", 60, 120), word("文昌路一百", 200, 120), word("号", 200, 132, 10)),
        word("说明", 60, 160),
    ]
    assert shown(content_of([(SIZE, words, [])])) == ["题目", [["姓名", "张三"], ["地址", "文昌路一百号"]], "说明"]


def test_one_line_of_several_pieces_stays_a_line() -> None:
    assert shown(content_of([(SIZE, [word("填报人", 60, 100), word("日期", 300, 100)], [])])) == ["填报人\t日期"]


def test_latin_words_are_parted_by_a_space() -> None:
    assert shown(content_of([(SIZE, [word("New", 60, 100), word("York", 104, 100)], [])])) == ["New York"]


places = st.tuples(st.integers(0, 560), st.integers(0, 780), st.integers(1, 40), st.integers(1, 20))
boxes = places.map(lambda each: (float(each[0]), float(each[1]), float(each[0] + each[2]), float(each[1] + each[3])))
texts = st.text("甲乙丙ab1：", min_size=1, max_size=4)
pages = st.tuples(
    st.just(SIZE),
    st.lists(st.tuples(boxes, texts), max_size=20),
    st.lists(st.lists(boxes, min_size=1, max_size=8), max_size=2),
)


@given(st.lists(pages, max_size=3))
def test_no_character_is_lost_or_doubled(given_pages: list[Page]) -> None:
    content = content_of(given_pages)
    seen = Counter("".join(each.text for each in (*content.margins, *paragraphs_of(content.body))))
    for white in " \t\n":
        del seen[white]
    assert seen == Counter("".join(text for _, words, _ in given_pages for _, text in words))
