"""The walk over blocks: paragraphs, tables, rows, cells, and the controls around any of them.

A property stands in the walk like any other element: it changes what was opened last.
"""

from __future__ import annotations

from documents.content.conditions import looks_of_cells
from documents.content.controls import contradicts, control_of
from documents.content.looks import LINE_PROPERTIES, hides_line, shades
from documents.content.parts import Cell, Paragraph, Row, Table, paragraphs_of
from documents.content.story import Close, Rule, Story, skip
from documents.content.styles import gives_number
from documents.content.walk import walk
from documents.wml import SDT, TBL, TC, TR, VAL, Element, P, w, whole

_RPR, _PPR, _TBLPR, _TRPR, _SDTPR = w("rPr"), w("pPr"), w("tblPr"), w("trPr"), w("sdtPr")
_SHD, _V_MERGE = w("shd"), w("vMerge")
_STATED = frozenset({"checkbox", "date", "dropDownList", "comboBox"})  # kinds of controls that say what they show
_BINDING, _XPATH = w("dataBinding"), w("xpath")


# Paragraphs, rows, cells and controls are most of what a form has: their rules walk what is in them themselves, which
# takes half as long as answering with a function that remembers what it has to put back.


def _paragraph(story: Story, element: Element) -> Close | None:
    if story.paragraph is not None:
        if not story.stray:  # in a paragraph, which Word does not write: a line of it
            story.new_line()
            return None
        story.end()
    look, behind, plain, base, form = story.look, story.behind, story.plain, story.base, story.format
    signs = story.around.signs
    paragraph = Paragraph([], element=element)
    story.begin(paragraph)
    story.default_style(paragraph)
    story.format = story.plain
    if len(element):
        walk(story, element[0])
    story.end()
    story.look, story.behind, story.plain, story.base, story.format = look, behind, plain, base, form
    if signs is not story.around.signs:
        story.around.sign(signs)
    if story.framed is paragraph:
        _framed(story, paragraph)
    return skip


def _paragraph_style(story: Story, element: Element) -> None:
    if story.paragraph is not None:
        name = element.get(VAL, "")
        story.paragraph.numbered = story.styles.numbered(name)
        story.style(story.base, name)


def _numbers(story: Story, element: Element) -> None:
    if story.paragraph is not None:
        story.paragraph.numbered = gives_number(element)


def _frame(story: Story, _: Element) -> None:
    story.framed = story.paragraph


def _line(story: Story, element: Element) -> None:
    """Indents of a paragraph, and what hides a row or a paragraph."""
    if hides_line(element):
        parent = element.getparent()
        if parent is not None and parent.tag == _TRPR:
            story.sign_row("hidden_text")
        elif parent is not None and parent.tag == _PPR:
            story.touch("hidden_text")
            story.around.sign((*story.around.signs, "hidden_text"))


def _shading(story: Story, element: Element) -> None:
    """Of a paragraph, cell or table; a run's is weighed with its other properties."""
    holder = element.getparent()
    if holder is not None and holder.tag != _RPR:
        story.behind = shades(holder) or story.behind
        story.plain = story.format_of(None)


def _framed(story: Story, paragraph: Paragraph) -> None:
    """A paragraph in a frame stands beside the text; in a cell or margin it stays in its place."""
    story.framed = None
    if not story.inside and not story.margin and story.blocks[-1:] == [paragraph]:
        story.blocks.pop()
        story.box([paragraph])
    else:
        story.count("text_box", paragraph.text)
    paragraph.signs += ("text_box",)


def _table(story: Story, _: Element) -> Close:
    if story.in_cell:
        story.object("nested_table")
    number = -1 if story.inside else story.next_table()
    table = Table([], number)
    story.blocks.append(table)
    kept = story.rows, story.cells, story.look, story.behind, story.table, story.plain, story.conditions
    story.rows, story.cells, story.table, story.conditions = table.rows, None, number, None
    resume = story.interrupt()

    def close() -> None:
        resume()
        story.rows, story.cells, story.look, story.behind, story.table, story.plain, story.conditions = kept

    return close


def _table_style(story: Story, element: Element) -> None:
    name, properties = element.get(VAL, ""), element.getparent()
    story.style(story.look, name)
    conditions = story.styles.conditions(name)
    if conditions and properties is not None and properties.tag == _TBLPR:
        story.conditions = looks_of_cells(properties, conditions, story.look)


def _row(story: Story, element: Element) -> Close | None:
    rows = story.rows
    if rows is None:
        return None
    row = Row([], story.table, len(rows))
    rows.append(row)
    outer, cells, signs, column = story.row, story.cells, story.around.signs, story.grid_column
    story.rows, story.row, story.cells, story.grid_column = None, row, row.cells, 0
    if len(element):
        walk(story, element[0])
    story.rows, story.row, story.cells, story.grid_column = rows, outer, cells, column
    story.around.sign(signs)
    return skip


def _cells_before(story: Story, element: Element) -> None:
    story.grid_column = whole(element.get(VAL, ""))


def _cell(story: Story, element: Element) -> Close | None:
    cells = story.cells
    if cells is None:
        return None
    cell = Cell([], story.grid_column, 1, False, False, story.around.controls)
    story.around.enter_column(len(cells))
    cells.append(cell)
    outer, blocks, in_cell, behind = story.cell, story.blocks, story.in_cell, story.behind
    signs = story.around.signs
    story.cell, story.cells, story.blocks, story.in_cell = cell, None, cell.blocks, True
    story.inside += 1
    if story.conditions is not None:
        story.look = story.conditions.get(element, story.look)
    if len(element):
        walk(story, element[0])
    if story.paragraph is not None:
        story.end()
    story.inside -= 1
    story.grid_column += cell.span
    story.cell, story.blocks, story.in_cell, story.behind = outer, blocks, in_cell, behind
    story.cells = cells
    if signs is not story.around.signs:
        story.around.sign(signs)
    return skip


def _cell_span(story: Story, element: Element) -> None:
    if story.cell is not None:
        story.cell.span = whole(element.get(VAL, ""), 1)


def _merge(story: Story, element: Element) -> None:
    """Of cells, downwards or to the right: what stands in a cell that goes on another one is not shown."""
    continues = element.get(VAL) != "restart"
    if story.cell is not None and element.tag == _V_MERGE:
        story.cell.merged, story.cell.continues = True, continues
    if continues:
        story.around.sign((*story.around.signs, "hidden_text"))


def _diagonal(story: Story, element: Element) -> None:
    """A line across a cell: staff strike out so what is not to be answered, and the corner of a header has one."""
    if element.get(VAL) not in ("nil", "none"):
        story.around.sign((*story.around.signs, "struck_text"))


def _revised_cell(story: Story, _: Element) -> None:
    story.object("tracked_changes")
    story.around.sign((*story.around.signs, "tracked_changes"))


def _control(story: Story, element: Element) -> Close:
    first = element[0] if len(element) else None
    properties = first  # which the schema wants first
    if first is not None and first.tag != _SDTPR:
        properties = element.find(_SDTPR)
    control, controls, signs = control_of(properties), story.around.controls, story.around.signs
    story.around.surround((*controls, control))
    opened = story.opened()
    if "dataBinding" in control.kinds and properties is not None:
        binding = next(properties.iterchildren(_BINDING), None)  # Word 2012 has one in a namespace of its own
        story.object("bound_data", binding.get(_XPATH, "") if binding is not None else "")
        story.around.sign((*signs, "bound_data"))
    if first is not None:
        walk(story, first.getnext() if first is properties else first)
    if not _STATED.isdisjoint(control.kinds) and properties is not None:
        text = story.text_since(opened)
        if contradicts(properties, text):
            story.object("bound_data", text)
    story.leave_empty(opened)
    story.around.surround(controls)
    if signs is not story.around.signs:
        story.around.sign(signs)
    return skip


def _box(story: Story, _: Element) -> Close:
    blocks, leave = story.aside()

    def close() -> None:
        leave()
        story.box(list(paragraphs_of(blocks)))

    return close


BLOCKS: dict[str, Rule] = {
    P: _paragraph,
    **dict.fromkeys(LINE_PROPERTIES, _line),
    _SHD: _shading,
    w("pStyle"): _paragraph_style,
    w("numPr"): _numbers,
    w("framePr"): _frame,
    TBL: _table,
    w("tblStyle"): _table_style,
    TR: _row,
    w("gridBefore"): _cells_before,
    TC: _cell,
    w("gridSpan"): _cell_span,
    _V_MERGE: _merge,
    w("hMerge"): _merge,
    w("tl2br"): _diagonal,
    w("tr2bl"): _diagonal,
    **{w(name): _revised_cell for name in ("cellIns", "cellDel", "cellMerge")},
    SDT: _control,
    w("txbxContent"): _box,
}
