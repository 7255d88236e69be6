"""A returned document beside the form: tables with tables, and the paragraphs between them with each other."""

from __future__ import annotations

from collections.abc import Sequence

from documents.content.parts import Content, Table
from documents.reading.containers import Container, Line
from documents.reading.form import Form, FormTable
from documents.reading.pairing import Pairing
from documents.reading.rows import pair_rows
from documents.reading.stretches import pair_paragraphs

_ALIKE, _IN_PLACE = (
    0.5,
    0.3,
)  # share of a table's fixed texts by which it is known; less where the number of tables agrees
Lines = list[Line]


def align(form: Form, content: Content) -> Pairing:
    """Everything that the return shows in its body, paired with the form or left over."""
    stretches, tables = _parts(content)
    pairs = pair_tables(form.tables, tables)
    out = Pairing()
    ours_from = theirs_from = 0
    for number, found in enumerate([*pairs, len(tables)]):
        if found is None:
            continue
        _between(form, number, ours_from, out)
        for line in (line for table in tables[theirs_from:found] for line in table):
            out.left.append(line)
            out.leave(line.texts)
        ours = [outline for stretch in form.stretches[ours_from : number + 1] for outline in stretch]
        theirs = [each for stretch in stretches[theirs_from : found + 1] for each in stretch]
        pair_paragraphs(ours, theirs, out)
        if number < len(pairs):
            pair_rows(form.tables[number], tables[found], out)
        ours_from, theirs_from = number + 1, found + 1
    return out


def _between(form: Form, number: int, start: int, out: Pairing) -> None:
    """The tables of the form that were not found are missing with all their text."""
    for table in form.tables[start:number]:
        pair_rows(table, [], out)


def _parts(content: Content) -> tuple[list[list[Container]], list[Lines]]:
    """The paragraphs before each table and after the last (those that show nothing left out), and the tables."""
    stretches: list[list[Container]] = [[]]
    tables: list[Lines] = []
    for block in content.body:
        if isinstance(block, Table):
            tables.append([Line(row) for row in block.rows])
            stretches.append([])
        else:
            container = Container(block, f"p{block.number}")
            if container.flat:
                stretches[-1].append(container)
    return stretches, tables


def pair_tables(ours: Sequence[FormTable], theirs: Sequence[Lines]) -> list[int | None]:
    """For each table of the form the number of the returned one, in order; None where there is none."""
    texts = ["\n".join(key for line in lines for key in line.texts) for lines in theirs]
    if len(ours) == len(theirs) and all(_share(one, text) >= _IN_PLACE for one, text in zip(ours, texts, strict=True)):
        return list(range(len(ours)))
    found: list[int | None] = []
    at = 0
    for table in ours:
        number = next((n for n in range(at, len(theirs)) if table.keys and _share(table, texts[n]) >= _ALIKE), None)
        found.append(number)
        at = at if number is None else number + 1
    return found


def _share(table: FormTable, text: str) -> float:
    return sum(key in text for key in table.keys) / len(table.keys) if table.keys else 1.0
