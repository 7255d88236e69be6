"""Two dates of one form or row of which the one that ends lies before the one that begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from documents.blanks.slots import Blank, BlankParagraph, Pattern, Slot
from documents.forms import FieldSpec, FieldType
from documents.reading.fields import Read
from documents.reading.result import TableReading
from documents.reasons import Reason
from documents.values import Value
from documents.values.times import as_day, is_before
from documents.wml import label_key, squeeze

_CONTRADICTS = Reason("date_contradicts")
_ENDS = (
    *(
        ("开始", "结束"),
        ("起始", "终止"),
        ("起始", "结束"),
        ("起始", "截止"),
        ("开始", "截止"),
        ("起", "止"),
        ("起", "讫"),
    ),
    *(("入学", "毕业"), ("入职", "离职"), ("报到", "离会"), ("报到", "返程"), ("到达", "离开"), ("抵达", "离开")),
    *(("出发", "返回"), ("入住", "退房"), ("入住", "离店"), ("立项", "结题"), ("立项", "结项"), ("立项", "验收")),
    *(("开工", "竣工"), ("开工", "完工"), ("启动", "完成"), ("借用", "归还"), ("借出", "归还")),
)
_TO = frozenset({"至", "到", "—", "——", "-", "--", "~", "–"})
_TIMES = frozenset({FieldType.DATE, FieldType.TEXT})
Pair = tuple[str, str]  # keys of what begins and what ends


def doubt_order(
    read: Sequence[Read], tables: Sequence[TableReading], blank: Blank
) -> tuple[Sequence[Read], Sequence[TableReading]]:
    """The readings, with the reason date_contradicts on both dates of a pair that stand in the wrong order."""
    singles, columns = _pairs_of(blank)
    values = {each.reading.key: each.reading.value for each in read}
    doubted = {key for pair in singles if _is_backwards(values, pair) for key in pair}
    fields = [_doubted(each) if each.reading.key in doubted else each for each in read]
    return fields, [_table(each, columns.get(each.key, ())) for each in tables]


@lru_cache(maxsize=64)
def _pairs_of(blank: Blank) -> tuple[frozenset[Pair], Mapping[str, tuple[Pair, ...]]]:
    """The pairs of single fields by key, and by table those of its columns by label."""
    singles = {*_by_labels(blank.model.fields), *(pair for each in _patterns(blank) for pair in _ranges(each))}
    columns = {}
    for table in blank.model.tables:
        labels = {each.key: each.label for each in table.columns}
        columns[table.key] = tuple((labels[one], labels[other]) for one, other in _by_labels(table.columns))
    return frozenset(singles), columns


def _by_labels(specs: Iterable[FieldSpec]) -> Iterator[Pair]:
    """开始日期 and 结束日期: labels that differ in nothing but the words of beginning and end."""
    times = [(each.key, label_key(each.label)) for each in specs if each.type in _TIMES]
    for (key, label), (other_key, other) in combinations(times, 2):
        for begin, end in _ENDS:
            if begin in label and end in other and label.replace(begin, "", 1) == other.replace(end, "", 1):
                yield key, other_key
            elif begin in other and end in label and other.replace(begin, "", 1) == label.replace(end, "", 1):
                yield other_key, key


def _patterns(blank: Blank) -> Iterator[Pattern]:
    for line in blank.lines:
        if isinstance(line, BlankParagraph):
            yield line.pattern
        else:
            yield from (cell for row in line.rows if row.role == "fixed" for cell in row.cells)


def _ranges(pattern: Pattern) -> Iterator[Pair]:
    """Two dates with nothing but 至 between them."""
    pieces = pattern.pieces
    for first, between, last in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if isinstance(first, Slot) and isinstance(between, str) and isinstance(last, Slot) and squeeze(between) in _TO:
            yield first.spec.key, last.spec.key


def _is_backwards(values: Mapping[str, Value], pair: Pair) -> bool:
    first, last = (_day(values.get(each)) for each in pair)
    return first is not None and last is not None and is_before(last, first)


def _day(value: Value) -> tuple[int, ...] | None:
    return as_day(squeeze(value)) if isinstance(value, str) else None


def _doubted(each: Read) -> Read:
    return replace(each, reading=replace(each.reading, status="review", reasons=(*each.reading.reasons, _CONTRADICTS)))


def _table(table: TableReading, pairs: Sequence[Pair]) -> TableReading:
    backwards = [any(_is_backwards(row.values, pair) for pair in pairs) for row in table.rows]
    if not any(backwards):
        return table
    rows = tuple(
        replace(row, status="review", reasons=(*row.reasons, _CONTRADICTS)) if wrong else row
        for row, wrong in zip(table.rows, backwards, strict=True)
    )
    return replace(table, rows=rows, status="review")
