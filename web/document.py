"""A returned document as the reply's page shows it: its paragraphs and tables, with what was read where. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from documents.content import Content
from documents.content.parts import Cell, Paragraph, Row, Table
from documents.wml import squeeze
from tracking.models import Answer

LINES = 120  # paragraphs and rows of one part
LEFT_OVER = frozenset({"residue", "margin_text", "footnotes"})  # reasons whose text is what no answer accounts for
LONGEST = 2000  # characters of one paragraph or cell; the file itself has the rest
BETWEEN = " / "  # what documents.reading puts between several such texts


@dataclass(frozen=True)
class Piece:
    """Some text of a paragraph or cell, marked with `tone` ("" for not at all) and what was read there."""

    text: str
    tone: str = ""
    answers: Sequence[Answer] = ()


@dataclass(frozen=True)
class Text:
    """A paragraph or cell: where it stands, what it shows, what was read there; `over`: no answer accounts for it."""

    place: str
    text: str
    answers: Sequence[Answer] = ()
    over: bool = False
    span: int = 1

    @property
    def tone(self) -> str:
        """How it is marked as a whole: by its doubtful answer first."""
        if self.over:
            return "over"
        return "doubt" if any(map(is_open, self.answers)) else "found" if self.answers else ""

    @property
    def pieces(self) -> list[Piece]:
        """Its text, each answer marked where its own words stand once; where they do not, the whole is marked."""
        places = sorted((self.text.find(answer.raw), answer.pk, answer) for answer in self.answers if answer.raw)
        ends = [start + len(answer.raw) for start, _, answer in places]
        apart = all(end <= start for end, (start, _, _) in zip(ends, places[1:], strict=False))
        once = all(self.text.count(answer.raw) == 1 for answer in self.answers)
        if self.over or not places or not apart or not once or len(places) < len(self.answers):
            return [Piece(self.text, self.tone, self.answers)]
        pieces, at = [], 0
        for (start, _, answer), end in zip(places, ends, strict=True):
            pieces += [Piece(self.text[at:start]), Piece(answer.raw, "doubt" if is_open(answer) else "found", [answer])]
            at = end
        return [piece for piece in [*pieces, Piece(self.text[at:])] if piece.text]


@dataclass(frozen=True)
class Line:
    """One row of a table, or a paragraph outside tables as its only cell; `table` counts from 0, -1 for none."""

    cells: Sequence[Text]
    table: int = -1
    place: str = ""
    answers: Sequence[Answer] = ()  # of the row as a whole

    @property
    def tone(self) -> str:
        """How the row as a whole is marked."""
        return Text("", "", self.answers).tone


@dataclass(frozen=True)
class Block:
    """Lines of one table, or one paragraph."""

    lines: Sequence[Line]

    @property
    def is_table(self) -> bool:
        """Whether it is shown as a table."""
        return self.lines[0].table >= 0


@dataclass(frozen=True)
class Document:
    """One part of the document, and where to find the others: `parts` maps places to part numbers from 1."""

    blocks: Sequence[Block]
    outside: Sequence[Text]  # header, footer, notes, text boxes
    number: int
    count: int
    parts: Mapping[str, int] = field(default_factory=dict)

    @property
    def before(self) -> int:
        """The number of the part before; 0 for none."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The number of the part after; 0 for none."""
        return self.number + 1 if self.number < self.count else 0

    def address_of(self, place: str) -> str:
        """Where on the page a place stands, as a link; "" when it is not in the document."""
        part = self.parts.get(place, 0)
        if not part:
            return ""
        return f"#at-{place}" if part == self.number else f"?part={part}#at-{place}"


def is_open(answer: Answer) -> bool:
    """Whether a person has to look at the answer and none has."""
    return answer.status == "review" and answer.confirmed_at is None


def arranged(content: Content, answers: Iterable[Answer], reasons: Iterable[Mapping[str, Any]], part: int) -> Document:
    """Part `part` (from 1; the nearest there is) of the document, `reasons` being those of the reply."""
    marks = _Marks(answers, _left_over(reasons))
    lines = list(_lines(content.body, marks))
    count = max(1, -(-len(lines) // LINES))
    number = min(max(part, 1), count)
    shown = lines[(number - 1) * LINES : number * LINES]
    parts = {place: at // LINES + 1 for at, line in enumerate(lines) for place in _places(line)}
    outside = [marks.text(paragraph, "") for paragraph in (*content.boxes, *content.notes, *content.margins)]
    return Document(list(_blocks(shown)), [each for each in outside if each.text.strip()], number, count, parts)


class _Marks:
    """What is marked in the document."""

    def __init__(self, answers: Iterable[Answer], over: Sequence[str]) -> None:
        self.answers: dict[str, list[Answer]] = defaultdict(list)
        for answer in answers:
            self.answers[answer.place].append(answer)
        self.over = over

    def text(self, source: Paragraph | Cell, place: str) -> Text:
        """The paragraph or cell with what is marked in it."""
        flat = squeeze(source.text)
        over = any(each == flat or (len(each) > 1 and each in flat) for each in self.over) if flat else False
        shown = source.text if len(source.text) <= LONGEST else f"{source.text[:LONGEST]}…"
        return Text(place, shown, self.answers.get(place, ()) if place else (), over)


def _left_over(reasons: Iterable[Mapping[str, Any]]) -> list[str]:
    texts = [reason["params"].get("text", "") for reason in reasons if reason["code"] in LEFT_OVER]
    return [each for text in texts for each in map(squeeze, text.split(BETWEEN)) if each]


def _lines(blocks: Sequence[Paragraph | Table], marks: _Marks) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Paragraph):
            place = f"p{block.number}"
            yield Line([marks.text(block, place)], place=place)
        else:
            for row in block.rows:
                yield _row(row, marks)


def _row(row: Row, marks: _Marks) -> Line:
    place = f"t{row.table}r{row.number}"
    cells = [
        replace(marks.text(cell, f"{place}c{number}"), span=max(cell.span, 1)) for number, cell in enumerate(row.cells)
    ]
    return Line(cells, row.table, place, marks.answers.get(place, ()))


def _places(line: Line) -> list[str]:
    return [line.place, *(cell.place for cell in line.cells)]


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Lines of one table together, every paragraph alone; empty paragraphs are left out."""
    together: list[Line] = []
    for line in lines:
        if together and together[0].table != line.table:
            yield Block(together)
            together = []
        if line.table >= 0:
            together.append(line)
        elif line.cells[0].text.strip():
            yield Block([line])
    if together:
        yield Block(together)
