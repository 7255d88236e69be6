"""The walk over blocks: paragraphs, tables, rows, cells, and the controls around any of them.

Every rule takes two Python frames a level, which the 256 levels that a part may have leave below the limit of 1000.
"""

from __future__ import annotations

from documents.content.controls import contradicts, control_of
from documents.content.looks import LINE_PROPERTIES, hides_line, shades
from documents.content.parts import Cell, Paragraph, Row, Table, paragraphs_of
from documents.content.story import Rule, Story
from documents.content.styles import DEFAULT, gives_number
from documents.wml import SDT, TBL, TC, TR, VAL, Element, P, w, whole

_RPR, _PPR, _TRPR, _TCPR, _TBLPR, _SDTPR = (w(n) for n in ("rPr", "pPr", "trPr", "tcPr", "tblPr", "sdtPr"))
_TBL_STYLE, _P_STYLE, _NUMBERS, _FRAME, _SHD = w("tblStyle"), w("pStyle"), w("numPr"), w("framePr"), w("shd")
_SPAN, _V_MERGE, _H_MERGE, _BEFORE = w("gridSpan"), w("vMerge"), w("hMerge"), w("gridBefore")
_REVISED_CELL = frozenset({w("cellIns"), w("cellDel"), w("cellMerge")})
_REVISED = frozenset({w("ins"), w("del"), w("moveFrom"), w("moveTo")})
_PARAGRAPH_PROPERTIES = frozenset({_P_STYLE, _NUMBERS, _SHD, _FRAME, _RPR, *LINE_PROPERTIES})
_BINDING, _XPATH = w("dataBinding"), w("xpath")


def _first(element: Element, name: str) -> Element | None:
    """The properties of `element`, which the schema wants before anything else."""
    if len(element):
        found = element[0]
        if found.tag == name:
            return found
    return None


def _paragraph(story: Story, element: Element) -> None:
    if story.paragraph is not None and not story.stray:  # in a paragraph, which Word does not write: a line of it
        story.new_line()
        story.walk(element)
        return
    story.end()
    kept = story.look, story.behind, story.around.signs, story.plain
    paragraph, properties = Paragraph([]), _first(element, _PPR)
    story.begin(paragraph)
    if properties is None:
        story.style(DEFAULT)
    else:
        _paragraph_properties(story, paragraph, properties)
    story.walk(element)
    story.end()
    story.look, story.behind, signs, story.plain = kept
    story.around.mark(signs)
    if "text_box" in paragraph.signs and properties is not None and properties.find(_FRAME) is not None:
        _framed(story, paragraph)


def _paragraph_properties(story: Story, paragraph: Paragraph, properties: Element) -> None:
    style = DEFAULT
    numbers: Element | None = None
    for each in properties:
        name = each.tag
        if name not in _PARAGRAPH_PROPERTIES:
            continue
        if name == _P_STYLE:
            style = each.get(VAL, "")
        elif name == _NUMBERS:
            numbers = each
        elif name == _SHD:
            story.behind = shades(properties) or story.behind
        elif name == _FRAME:
            story.touch("text_box")
        elif name == _RPR:
            if any(mark.tag in _REVISED for mark in each):
                story.object("tracked_changes")
        elif hides_line(each):
            story.touch("hidden_text")
            story.around.mark((*story.around.signs, "hidden_text"))
    paragraph.numbered = gives_number(numbers) if numbers is not None else story.styles.numbered(style)
    story.style(style)


def _framed(story: Story, paragraph: Paragraph) -> None:
    """A paragraph in a frame stands beside the text; in a cell or margin it stays in its place."""
    if not story.inside and not story.margin and story.blocks[-1] is paragraph:
        story.blocks.pop()
        story.box([paragraph])
    else:
        story.count("text_box", paragraph.text)


def _table(story: Story, element: Element) -> None:
    if story.in_cell:
        story.object("nested_table")
    number = -1 if story.inside else story.next_table()
    table = Table([], number)
    story.blocks.append(table)
    kept = story.rows, story.cells, story.look, story.behind, story.table
    story.rows, story.cells, story.table = table.rows, None, number
    properties = _first(element, _TBLPR)
    if properties is not None:
        story.behind = (shades(properties) if story.shaded else None) or story.behind
        style = properties.find(_TBL_STYLE)
        if style is not None:
            story.style(style.get(VAL, ""))
    with story.interrupted():
        story.walk(element)
    story.rows, story.cells, story.look, story.behind, story.table = kept


def _row(story: Story, element: Element) -> None:
    if story.rows is None:
        story.walk(element)
        return
    row = Row([], story.table, len(story.rows))
    story.rows.append(row)
    kept = story.rows, story.cells, story.around.signs, story.grid_column
    story.rows, story.cells, story.grid_column = None, row.cells, 0
    properties = next(element.iterchildren(_TRPR), None)
    if properties is not None:
        _row_properties(story, row, properties)
    story.walk(element)
    story.rows, story.cells, signs, story.grid_column = kept
    story.around.mark(signs)


def _row_properties(story: Story, row: Row, properties: Element) -> None:
    for each in properties:
        if each.tag == _BEFORE:
            story.grid_column = whole(each.get(VAL, ""))
        elif each.tag in _REVISED:
            story.object("tracked_changes")
            _sign_row(story, row, "tracked_changes")
        elif hides_line(each):
            _sign_row(story, row, "hidden_text")


def _sign_row(story: Story, row: Row, code: str) -> None:
    row.signs += (code,)
    story.around.mark((*story.around.signs, code))


def _cell(story: Story, element: Element) -> None:
    if story.cells is None:
        story.walk(element)
        return
    cell = Cell([], story.grid_column, controls=story.around.controls)
    kept = story.cells, story.blocks, story.in_cell, story.around.signs, story.behind
    properties = _first(element, _TCPR)
    if properties is not None:
        _cell_properties(story, cell, properties)
    story.grid_column += cell.span
    story.cells.append(cell)
    story.around.enter_column(len(story.cells) - 1)
    story.cells, story.blocks, story.in_cell = None, cell.blocks, True
    story.inside += 1
    story.walk(element)
    story.end()
    story.inside -= 1
    story.cells, story.blocks, story.in_cell, signs, story.behind = kept
    story.around.mark(signs)


def _cell_properties(story: Story, cell: Cell, properties: Element) -> None:
    for each in properties:
        name = each.tag
        if name == _SPAN:
            cell.span = whole(each.get(VAL, ""), 1)
        elif name in (_V_MERGE, _H_MERGE):
            continues = each.get(VAL) != "restart"
            if name == _V_MERGE:
                cell.merged, cell.continues = True, continues
            if continues:  # what stands there is not shown
                story.around.mark((*story.around.signs, "hidden_text"))
        elif name == _SHD:
            story.behind = shades(properties) or story.behind
        elif name in _REVISED_CELL:
            story.object("tracked_changes")
            story.around.mark((*story.around.signs, "tracked_changes"))


def _control(story: Story, element: Element) -> None:
    properties = _first(element, _SDTPR)
    control, signs = control_of(properties), story.around.signs
    opened = story.enter(control)
    if "dataBinding" in control.kinds and properties is not None:
        binding = properties.find(_BINDING)
        story.object("bound_data", binding.get(_XPATH, "") if binding is not None else "")
        story.around.mark((*signs, "bound_data"))
    story.walk(element)
    if "checkbox" in control.kinds and properties is not None:
        text = story.text_since(opened)
        if contradicts(properties, text):
            story.object("bound_data", text)
    story.leave(opened)
    story.around.mark(signs)


def _box(story: Story, element: Element) -> None:
    with story.aside() as blocks:
        story.walk(element)
    story.box(list(paragraphs_of(blocks)))


BLOCKS: dict[str, Rule] = {
    P: _paragraph,
    TBL: _table,
    TR: _row,
    TC: _cell,
    SDT: _control,
    w("txbxContent"): _box,
}
