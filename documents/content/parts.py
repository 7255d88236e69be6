"""The pieces of the intermediate form. Whoever reads a form reads these and never the XML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from documents.wml import Element


@dataclass(eq=False, slots=True)  # not frozen: that would take four times as long, and a form has hundreds
class Control:
    """A content control: w:tag and w:alias ("" for none), the kinds its properties name, whether it shows a prompt.

    `choices` are the entries of a list as they are shown. A legacy form field is one without tag and alias, of the
    kind formText, formCheckBox or formDropDown.
    """

    tag: str
    alias: str
    kinds: frozenset[str]
    prompts: bool
    choices: tuple[str, ...] = ()


@dataclass(eq=False, slots=True)  # as above
class Span:
    """Visible text with equal marks: the controls and bookmarks around it, outermost first; signs are reason codes."""

    text: str
    controls: tuple[Control, ...] = ()
    bookmarks: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    underlined: bool = False


@dataclass(eq=False, slots=True)
class Paragraph:
    """One paragraph; `number` counts from 0 among those outside tables; `signs` are of the paragraph itself."""

    spans: list[Span]
    number: int = -1
    signs: tuple[str, ...] = ()
    numbered: bool = False  # Word numbers it; the number is not part of the text
    element: Element | None = None  # where it was read from, for `stress`; no other reader looks there
    _text: str | None = field(default=None, init=False, repr=False)

    @property
    def text(self) -> str:
        """What the paragraph shows, line breaks as \\n."""
        if self._text is None:  # until 3.12 a cached_property takes a lock, as long as all else here
            self._text = "".join([span.text for span in self.spans])
        return self._text


@dataclass(eq=False)
class Cell:
    """A table cell: first grid column, columns spanned, vertical merge, and what it holds."""

    blocks: list[Paragraph | Table]
    column: int = 0
    span: int = 1
    merged: bool = False
    continues: bool = False  # goes on a vertical merge from the row above
    controls: tuple[Control, ...] = ()  # that enclose the cell as a whole
    pictures: int = 0  # that stand in a line of its text

    @cached_property
    def text(self) -> str:
        """What the cell shows, paragraphs and rows of nested tables joined by \\n."""
        return "\n".join(paragraph.text for paragraph in paragraphs_of(self.blocks))

    @cached_property
    def spans(self) -> list[Span]:
        """The spans of all its paragraphs, a bare \\n span between two paragraphs."""
        found: list[Span] = []
        for number, paragraph in enumerate(paragraphs_of(self.blocks)):
            if number:
                found.append(Span("\n"))
            found.extend(paragraph.spans)
        return found


@dataclass(eq=False)
class Row:
    """A table row; `table` and `number` count from 0 in the document and in the table."""

    cells: list[Cell]
    table: int = 0
    number: int = 0
    signs: tuple[str, ...] = ()

    def at(self, column: int) -> Cell | None:
        """The cell that covers grid column `column`."""
        return next((cell for cell in self.cells if cell.column <= column < cell.column + cell.span), None)


@dataclass(eq=False)
class Table:
    """A table of the body, or one inside a cell; `number` is -1 for a nested one."""

    rows: list[Row]
    number: int = -1


Block = Paragraph | Table
Signs = Counter[tuple[str, str]]  # (reason code, the text that tells two of a kind apart)


@dataclass(eq=False)
class Content:
    """A whole document: its body, what stands outside of it, and the signs that text alone does not tell."""

    body: list[Block]
    margins: list[Paragraph] = field(default_factory=list)  # headers and footers
    notes: list[Paragraph] = field(default_factory=list)  # footnotes and endnotes
    boxes: list[Paragraph] = field(default_factory=list)  # text boxes and frames
    signs: Signs = field(default_factory=Counter)


def rows_of(content: Content) -> Iterator[Row]:
    """Every row of the body's tables, in reading order; not those of tables in cells."""
    for block in content.body:
        if isinstance(block, Table):
            yield from block.rows


def paragraphs_of(blocks: list[Block]) -> Iterator[Paragraph]:
    """Every paragraph, those in tables too, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs_of(cell.blocks)
