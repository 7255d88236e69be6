"""Where a form's controls stand: in which line and cell, beside which label, below which header."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from documents.forms import unique_labels
from documents.package import Package
from documents.wml import BODY, SDT, Cell, Element, Paragraph, Row, lines_of, squeeze, tag_of, text_of, w

_HOLE = "\0"
_BUILT_IN = ("docPartObj", "docPartList", "group", "citation", "bibliography", "equation")
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(eq=False)
class Control:
    """A tagged content control; `cell` is None outside tables, `nested` says that it lies in another one."""

    tag: str
    element: Element
    line: Paragraph | Row
    cell: Cell | None
    nested: bool

    @property
    def row(self) -> Row | None:
        """The table row that it stands in."""
        return self.line if isinstance(self.line, Row) else None

    @property
    def container(self) -> Element:
        """The cell or paragraph that it stands in, or the first that it wraps."""
        return self.cell.element if self.cell is not None else self.line.element


@dataclass(eq=False)
class RepeatingTable:
    """Repeating rows: the header cells with unique labels, the rows, and the first row's controls."""

    title: str
    header: Row
    headers: list[tuple[Cell, str]]
    rows: list[Row]
    prototype: dict[int, Control]  # by the header cell's first grid column


@dataclass(eq=False)
class Layout:
    """A document's lines and its controls in reading order, and the controls that stand in each container."""

    root: Element
    lines: list[Paragraph | Row]
    controls: list[Control] = field(default_factory=list)
    untagged: list[Element] = field(default_factory=list)
    inside: dict[Element, list[Control]] = field(default_factory=dict)
    by_element: dict[Element, Control] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package, tags: Collection[str] | None = None) -> Layout:
        """The layout of the main document; with `tags`, only controls of these tags count as controls."""
        root = package.tree(package.main)
        body = root.find(BODY)
        layout = cls(root, lines_of(body) if body is not None else [])
        for line in layout.lines:
            for cell in line.cells if isinstance(line, Row) else [None]:
                layout._collect(line, cell, tags)
        return layout

    def _collect(self, line: Paragraph | Row, cell: Cell | None, tags: Collection[str] | None) -> None:
        container = cell.element if cell is not None else line.element
        here: list[Control] = []
        for element in _around_and_in(container):
            if element not in self.by_element:
                tag = tag_of(element)
                if _is_built_in(element) or (tags is not None and tag not in tags):
                    continue
                if not tag:
                    self.untagged.append(element)
                    continue
                nested = any(outer in self.by_element for outer in element.iterancestors(SDT))
                self.by_element[element] = Control(tag, element, line, cell, nested)
                self.controls.append(self.by_element[element])
            here.append(self.by_element[element])
        if here:
            self.inside[container] = here

    def tagged(self, tag: str) -> list[Control]:
        """The controls with this tag."""
        return [each for each in self.controls if each.tag == tag]

    def text(self, container: Element, claimed: Collection[Element] | None = None) -> str:
        """The text of a cell or paragraph outside its controls (or outside those in `claimed`)."""
        skip = self.by_element if claimed is None else claimed
        if any(control.element in skip and control.element in container.iterancestors(SDT)
               for control in self.inside.get(container, [])):  # fmt: skip
            return ""
        return text_of(container, skip)

    def labels(self, control: Control) -> dict[str, str]:
        """What may be the control's label, by position: before it in its container, left of it, above it."""
        return {
            "before": self._before(control),
            "left": self._left(control),
            "above": self._above(control),
        }

    def _before(self, control: Control) -> str:
        """The last line of text between the control (or the start) before it and the control itself."""
        top = [each for each in self.inside[control.container] if not each.nested]
        if control not in top or control.element in control.container.iterancestors(SDT):
            return ""
        pieces = text_of(control.container, self.by_element, _HOLE).split(_HOLE)
        text = pieces[top.index(control)].strip()
        return _as_label(text.rpartition("\n")[2])

    def _left(self, control: Control) -> str:
        row, cell = control.row, control.cell
        if row is None or cell is None:
            return ""
        position = row.cells.index(cell)
        return _as_label(self.text(row.cells[position - 1].element)) if position else ""

    def _above(self, control: Control) -> str:
        number = self.lines.index(control.line)
        before = self.lines[number - 1] if number else None
        if before is None:
            return ""
        if control.cell is None or control.row is None:
            return _as_label(self.text(before.element)) if isinstance(before, Paragraph) else ""
        if not isinstance(before, Row) or before.table != control.row.table:
            return ""
        above = before.at(control.cell.column)
        return _as_label(self.text(above.element)) if above is not None else ""

    def headers(self, header: Row) -> list[tuple[Cell, str]]:
        """The cells of a header row with unique texts; a vertically merged cell has the text above it."""
        texts = [self.header_text(header, cell) for cell in header.cells]
        return list(zip(header.cells, unique_labels(texts), strict=True))

    def header_text(self, row: Row, cell: Cell) -> str:
        """The printed text of one header cell."""
        number = self.lines.index(row) if cell.continues else 0
        while cell.continues and number:
            number -= 1
            above = self.lines[number]
            found = above.at(cell.column) if isinstance(above, Row) and above.table == row.table else None
            if found is None:
                break
            cell = found
        return _as_label(self.text(cell.element))

    def repeating(self, name: str) -> RepeatingTable | None:
        """The table whose rows hold the controls `name.*`; None when they are not below one header row."""
        ours = [each for each in self.controls if each.tag.startswith(name + ".")]
        rows = list(dict.fromkeys(each.row for each in ours if each.row is not None))
        if not rows or len({row.table for row in rows}) > 1 or any(each.row is None for each in ours):
            return None
        header = self._line_before(rows[0])
        if not isinstance(header, Row) or header.table != rows[0].table:
            return None
        first = [each for each in ours if each.row is rows[0]]
        prototype: dict[int, Control] = {}
        for control in first:
            above = header.at(control.cell.column) if control.cell is not None else None
            if above is None or above.column in prototype:
                return None
            prototype[above.column] = control
        if {each.tag for each in ours} != {each.tag for each in first}:
            return None
        return RepeatingTable(self._title(header), header, self.headers(header), rows, prototype)

    def _line_before(self, line: Paragraph | Row) -> Paragraph | Row | None:
        number = self.lines.index(line)
        return self.lines[number - 1] if number else None

    def _title(self, header: Row) -> str:
        """The text above a header row: a row of one cell in its table, or the last paragraph before it."""
        line = self._line_before(header)
        while line is not None:
            text = self.text(line.element).strip() if isinstance(line, Paragraph) or len(line.cells) == 1 else ""
            if squeeze(text):
                return _as_label(text)
            line = self._line_before(line)
        return ""


def _around_and_in(container: Element) -> Iterator[Element]:
    """The controls that wrap a cell or paragraph, outermost first, then those inside it."""
    yield from reversed(list(container.iterancestors(SDT)))
    yield from container.iter(SDT)


def _is_built_in(control: Element) -> bool:
    """Whether Word made the control for a page number, a table of contents or repeating rows."""
    properties = control.find(w("sdtPr"))
    kinds = {str(each.tag) for each in properties} if properties is not None else set()
    return bool(kinds & ({w(name) for name in _BUILT_IN} | {_W15 + "repeatingSection", _W15 + "repeatingSectionItem"}))


def _as_label(text: str) -> str:
    """A printed label: one line, without the colon at its end."""
    return " ".join(text.split()).rstrip(":：").rstrip()
