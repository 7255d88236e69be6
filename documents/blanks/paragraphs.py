"""Answers outside tables: gaps in lines of text, and the room below a line that asks."""

from __future__ import annotations

import re

from documents.blanks.cells import name_gaps
from documents.blanks.dates import sealed
from documents.blanks.draft import DraftLine, DraftParagraph
from documents.blanks.gaps import ITEM, Gap
from documents.blanks.labels import before, can_be_answered, is_known, is_signed, words

_ASKS = re.compile(r"[：:？?]\s*$|[)）】]\s*$")


def name_paragraphs(lines: list[DraftLine]) -> None:
    """Name the gaps of every paragraph; a colon that introduces the next line leaves none."""
    for number, line in enumerate(lines):
        if isinstance(line, DraftParagraph):
            _settle_colon(lines, number, line)
    above = signed = ""
    for line in lines:
        if not isinstance(line, DraftParagraph):
            above = signed = ""
            continue
        name_gaps(line.parts, "", above=above, signed=signed)
        text = line.paragraph.text
        signed = _signed(line) if text.strip() else signed
        asks = _ASKS.search(text) is not None and not any(isinstance(part, Gap) for part in line.parts)
        if text.strip():
            above = words(text) if asks else _carried(line, above)


def _signed(line: DraftParagraph) -> str:
    """What a line has signed, so that a date alone in the next line is its."""
    last = next((part for part in reversed(line.parts) if isinstance(part, Gap)), None)
    if last is not None:
        return last.label if last.kind != "date" and is_signed(last.label) else ""
    return sealed(line.paragraph.text)


def _carried(line: DraftParagraph, above: str) -> str:
    """Lines to write on and lists of options go on under the same question."""
    only_gaps = line.parts and all(isinstance(part, Gap) or not part.strip() for part in line.parts)
    return above if only_gaps else ""


def _settle_colon(lines: list[DraftLine], number: int, line: DraftParagraph) -> None:
    """Give up the gap behind a last colon when what comes next is what the line introduces."""
    last = line.parts[-1] if line.parts else ""
    if not isinstance(last, Gap) or not last.last:
        return
    prior = line.parts[-2] if len(line.parts) > 1 else ""
    label = before(prior, follows=len(line.parts) > 2) if isinstance(prior, str) else ""
    if not _is_introduction(lines, number, label):
        return
    text = (prior if isinstance(prior, str) else "") + last.text
    line.parts = [*line.parts[:-2], text] if isinstance(prior, str) else [*line.parts[:-1], text]


def _is_introduction(lines: list[DraftLine], number: int, label: str) -> bool:
    """Whether the line that ends in “label：” only introduces the next one."""
    empty = 0
    for line in lines[number + 1 :]:
        if not isinstance(line, DraftParagraph):
            return not (is_known(label) or empty)
        if not line.paragraph.text.strip() and not any(isinstance(part, Gap) for part in line.parts):
            empty += 1
            continue
        if line.parts and isinstance(line.parts[0], Gap) and line.parts[0].kind in ("line", "boxes", "control"):
            return True
        item = ITEM.match(line.paragraph.text)
        return not (empty or is_known(label) or (item is not None and can_be_answered(words(item[0]))))
    return False
