"""Two answers of one form or row that contradict each other: an end before its beginning, a part above its whole."""

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

_CONTRADICTS, _EXCEEDS = Reason("date_contradicts"), Reason("part_exceeds")
_AMOUNTS = frozenset({FieldType.INTEGER, FieldType.DECIMAL})
_PART = "其中"
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
    *(
        ("开工", "竣工"),
        ("开工", "完工"),
        ("启动", "完成"),
        ("开始", "结题"),
        ("开始", "结项"),
        ("开始", "完成"),
        ("借用", "归还"),
        ("借出", "归还"),
    ),
)
_TO = frozenset({"至", "到", "—", "——", "-", "--", "~", "–"})
_TIMES = frozenset({FieldType.DATE, FieldType.TEXT})
Pair = tuple[str, str]  # keys of what begins and what ends, of the whole and its part


def doubt_order(
    read: Sequence[Read], tables: Sequence[TableReading], blank: Blank
) -> tuple[Sequence[Read], Sequence[TableReading]]:
    """The readings, with date_contradicts or part_exceeds on both answers of a pair that contradict each other."""
    singles, columns = _pairs_of(blank)
    values = {each.reading.key: each.reading.value for each in read}
    found = {key: reason for pair in singles if (reason := _contradiction(values, pair)) for key in pair}
    fields = [_doubted(each, found[each.reading.key]) if each.reading.key in found else each for each in read]
    return fields, [_table(each, columns.get(each.key, ())) for each in tables]


@lru_cache(maxsize=64)
def _pairs_of(blank: Blank) -> tuple[frozenset[Pair], Mapping[str, tuple[Pair, ...]]]:
    """The pairs of single fields by key (what begins or is the whole first), and by table those of its columns."""
    singles = {
        *_by_labels(blank.model.fields),
        *_parts(blank.model.fields),
        *(pair for each in _patterns(blank) for pair in _ranges(each)),
    }
    columns = {}
    for table in blank.model.tables:
        labels = {each.key: each.label for each in table.columns}
        pairs = (*_by_labels(table.columns), *_parts(table.columns))
        columns[table.key] = tuple((labels[one], labels[other]) for one, other in pairs)
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


def _parts(specs: Iterable[FieldSpec]) -> Iterator[Pair]:
    """The number right before 其中…, and that part of it."""
    whole = ""
    for each in (each for each in specs if each.type in _AMOUNTS):
        if not label_key(each.label).startswith(_PART):
            whole = each.key
        elif whole:
            yield whole, each.key


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


def _contradiction(values: Mapping[str, Value], pair: Pair) -> Reason | None:
    one, other = (values.get(each) for each in pair)
    if isinstance(one, int | float) and isinstance(other, int | float):
        return _EXCEEDS if other > one else None
    first, last = _day(one), _day(other)
    return _CONTRADICTS if first is not None and last is not None and is_before(last, first) else None


def _day(value: Value) -> tuple[int, ...] | None:
    return as_day(squeeze(value)) if isinstance(value, str) else None


def _doubted(each: Read, reason: Reason) -> Read:
    return replace(each, reading=replace(each.reading, status="review", reasons=(*each.reading.reasons, reason)))


def _table(table: TableReading, pairs: Sequence[Pair]) -> TableReading:
    found = [tuple(filter(None, (_contradiction(row.values, pair) for pair in pairs))) for row in table.rows]
    if not any(found):
        return table
    rows = tuple(
        replace(row, status="review", reasons=(*row.reasons, reasons[0])) if reasons else row
        for row, reasons in zip(table.rows, found, strict=True)
    )
    return replace(table, rows=rows, status="review")
