"""Rows that are rated by one tick below 优秀, 良好, 一般: each row is a choice, and each cell one of its options."""

from __future__ import annotations

import re

from documents.blanks.draft import DraftCell, DraftRow, DraftTable
from documents.blanks.gaps import Gap
from documents.blanks.labels import words
from documents.forms import FieldType
from documents.wml import squeeze

_DEGREE = re.compile(
    r"(?:非常|很|比较|较|基本|完全|不太|不)?(?:优秀?|良好?|好|中等?|差|一般|合格|称职|胜任|满意|认可|认同|同意|赞成|符合|达标|了解)"
    r"|是|否|有|无|反对|弃权|不清楚|不了解|不确定|说不清|[ABCDＡＢＣＤ]"
)
_FEWEST = 2


def is_rating(table: DraftTable, header: int, rows: list[int]) -> bool:
    """Whether every row has words of its own and nothing to fill in but cells below the degrees of one scale."""
    heads = {tuple(_heads(table, header, table.rows[number])) for number in rows}
    if len(heads) != 1 or any(each.gaps for number in rows for each in table.rows[number].cells):
        return False
    (options,) = heads
    scale = all(map(_DEGREE.fullmatch, map(squeeze, options)))
    named = all(_label(table.rows[number]) for number in rows)
    return scale and named and len(set(options)) == len(options) >= _FEWEST


def take_ratings(table: DraftTable, header: int, rows: list[int]) -> None:
    """Make each row one choice among the words of the header; the cells are marked as taken."""
    for number in (header, *rows):
        for each in table.rows[number].cells:
            each.in_grid = True
    for number in rows:
        row = table.rows[number]
        options = tuple(_heads(table, header, row))
        first: Gap | None = None
        for cell, option in zip(_open(row), options, strict=True):
            gap = cell.ask()
            gap.label, gap.side, gap.type, gap.choices = _label(row), "left", FieldType.CHOICE, options
            gap.option, gap.first = option, first
            first = first or gap


def _open(row: DraftRow) -> list[DraftCell]:
    return [each for each in row.cells if each.is_open]


def _heads(table: DraftTable, header: int, row: DraftRow) -> list[str]:
    """The words of the header above each open cell of a row."""
    above = (table.rows[header].at(each.cell.column) for each in _open(row))
    return [table.label(each) if each is not None else "" for each in above]


def _label(row: DraftRow) -> str:
    """The words of a row before its open cells; "" where there are none."""
    labels = [each for each in row.cells if each.is_label and not each.is_number]
    return words(labels[-1].cell.text) if labels else ""
