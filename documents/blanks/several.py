"""Boxes of which several may be ticked: where a note of the form says so, or the label asks for more than one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.blanks.boxes import allows_several
from documents.blanks.draft import DraftLine, DraftParagraph, gaps_of
from documents.blanks.gaps import Gap
from documents.blanks.types import core_of
from documents.forms import FieldType
from documents.wml import squeeze

_MANY = re.compile(r"(?:原因|设备|意向|意愿|需求|特长|爱好|兴趣|诉求)$")
_ONE = re.compile(r"单选|[一二三四五六]选一|限选一|只选一")
_SCALE = re.compile(r"^[不无没否未]|一般|非常|比较|强烈|均可|都可|服从|愿意|同意|[较很最]")
_SENTENCE = re.compile(r"[。；;\n]|\d{1,2}[.．、](?!\d)")
_ALL = re.compile(r"以上|以下|上述|各[题项栏]|每[题项栏]|所有|[均都]")
_EXCEPT = re.compile(r"除|未注|没有注|外的|其余|单选")
_ENOUGH = 3  # of two options only one can be meant


def open_choices(lines: list[DraftLine]) -> None:
    """Let several boxes be ticked where the words of the form mean it."""
    asked = [gap for gap in gaps_of(lines) if gap.type == FieldType.CHOICE and gap.kind == "boxes"]
    asked = [gap for gap in asked if len(gap.choices) >= _ENOUGH and not _ONE.search(gap.label)]
    notes = [squeeze(each) for each in _sentences(lines) if allows_several(each) and not _EXCEPT.search(each)]
    labels = {core for gap in asked if len(core := core_of(gap.label)) > 1}
    named = {label for note in notes for label in _longest([each for each in labels if each in note])}
    everywhere = any(_ALL.search(note) and not any(each in note for each in labels) for note in notes)
    for gap in asked:
        if everywhere or core_of(gap.label) in named or _asks_for_many(gap):
            gap.type = FieldType.CHOICES


def _sentences(lines: list[DraftLine]) -> Iterator[str]:
    """The sentences of all paragraphs and cells."""
    for line in lines:
        if isinstance(line, DraftParagraph):
            yield from _SENTENCE.split(line.paragraph.text)
        else:
            yield from (each for row in line.rows for cell in row.cells for each in _SENTENCE.split(cell.cell.text))


def _longest(labels: list[str]) -> list[str]:
    """The labels that are no part of another one."""
    return [each for each in labels if not any(each != other and each in other for other in labels)]


def _asks_for_many(gap: Gap) -> bool:
    """Whether the label asks for what there may be several of, and the options are no degrees of one thing."""
    return _MANY.search(core_of(gap.label)) is not None and not any(map(_SCALE.search, gap.choices))
