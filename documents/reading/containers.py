"""What a returned document holds: its paragraphs and cells with their text squeezed, and the way back to the spans."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from documents.content.parts import Cell, Paragraph, Row, Span
from documents.wml import squeeze


class Container:
    """A cell, or one or more paragraphs that are read as one. Offsets count in `flat`, the squeezed text."""

    __slots__ = ("_origin", "_parts", "flat", "key", "place", "source", "spans", "text")

    def __init__(self, source: Cell | Paragraph, place: str, parts: Sequence[Container] = ()) -> None:
        self.source = source
        self.place = place
        self._parts = parts  # the paragraphs that were joined
        self._origin: list[int] | None = None
        self.spans = spans_of(source)
        self.text = self.spans[0].text if len(self.spans) == 1 else "".join(span.text for span in self.spans)
        self.flat = _squeezed(self.text)
        self.key = self.flat.rstrip(":")

    @property
    def sources(self) -> list[Cell | Paragraph]:
        """The cell or the paragraphs as they stand in the document."""
        return [each.source for each in self._parts] or [self.source]

    def place_at(self, start: int) -> str:
        """The place of the squeezed character `start`."""
        for each in self._parts:
            if start < len(each.flat):
                return each.place
            start -= len(each.flat)
        return self.place

    def cut(self, start: int, end: int) -> list[Span]:
        """The spans of the squeezed characters from `start` to `end`, with what stands between them."""
        if start >= end:
            return []
        if start == 0 and end == len(self.flat):
            return self.spans
        if self._origin is None:
            self._origin = [number for number, char in enumerate(self.text) for _ in squeeze(char)]
        first, last = self._origin[start], self._origin[end - 1] + 1
        found, at = [], 0
        for span in self.spans:
            begin, stop = max(first - at, 0), min(last - at, len(span.text))
            if begin < stop:
                found.append(Span(span.text[begin:stop], span.controls, span.bookmarks, span.signs, span.underlined))
            at += len(span.text)
        return found

    @property
    def is_numbered(self) -> bool:
        """Whether Word numbers one of its paragraphs, so that it shows more than its text."""
        if isinstance(self.source, Paragraph):
            return self.source.numbered
        return True in [each.numbered for each in self.source.blocks if isinstance(each, Paragraph)]


class Line:
    """A returned table row with its containers and their keys."""

    __slots__ = ("cells", "keys", "row")

    def __init__(self, row: Row) -> None:
        self.row = row
        self.cells = [Container(cell, "") for cell in row.cells]
        self.keys = [each.key for each in self.cells]

    @property
    def is_empty(self) -> bool:
        """Whether it shows nothing at all."""
        return not any(self.keys)

    @property
    def place(self) -> str:
        """Where it stands, as in `result.say_place`."""
        return f"t{self.row.table}r{self.row.number}"

    def cell(self, number: int) -> Container:
        """The container of its cell `number`, which then knows its place."""
        found = self.cells[number]
        found.place = found.place or f"{self.place}c{number}"
        return found

    @property
    def texts(self) -> list[str]:
        """The labels and words that it shows, for what is left over or missing."""
        return [key for key in self.keys if key]


def spans_of(source: Cell | Paragraph) -> list[Span]:
    """The spans of a cell or paragraph; a cell of one paragraph has that one's."""
    if isinstance(source, Cell) and len(source.blocks) == 1:
        only = source.blocks[0]
        return only.spans if isinstance(only, Paragraph) else source.spans
    return source.spans


def _squeezed(text: str) -> str:
    """`text` squeezed character by character, so that each has its origin."""
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return "".join(text.split())
    return "".join(map(squeeze, text))


def joined(paragraphs: Iterable[Container]) -> Container:
    """Several paragraphs as one container, \\n between them."""
    several = list(paragraphs)
    if len(several) == 1:
        return several[0]
    spans: list[Span] = []
    for number, each in enumerate(several):
        if number:
            spans.append(Span("\n"))
        spans.extend(each.spans)
    sources = [each.source for each in several if isinstance(each.source, Paragraph)]
    signs = tuple(sign for each in sources for sign in each.signs)
    whole = Paragraph(spans, sources[0].number, signs, any(each.numbered for each in sources))
    return Container(whole, several[0].place, several)
