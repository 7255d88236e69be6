"""The walk over blocks: paragraphs, tables, rows, cells, and the controls around any of them.

Every rule takes two Python frames a level, which the 256 levels that a part may have leave below the limit of 1000.
"""

from __future__ import annotations

from collections.abc import Callable

from documents.content.controls import contradicts, control_of
from documents.content.looks import LINE_PROPERTIES, hides_line, shades
from documents.content.parts import Cell, Paragraph, Row, Table, paragraphs_of
from documents.content.story import Rule, Story
from documents.content.styles import gives_number
from documents.wml import SDT, TBL, TC, TR, VAL, Element, P, w, whole

_RPR, _SDTPR = w("rPr"), w("sdtPr")
_TBL_STYLE, _P_STYLE, _FRAME, _SHD = w("tblStyle"), w("pStyle"), w("framePr"), w("shd")
_SPAN, _V_MERGE, _H_MERGE, _BEFORE = w("gridSpan"), w("vMerge"), w("hMerge"), w("gridBefore")
_REVISED_CELL = frozenset({w("cellIns"), w("cellDel"), w("cellMerge")})
_REVISED = frozenset({w("ins"), w("del"), w("moveFrom"), w("moveTo")})
_BINDING, _XPATH = w("dataBinding"), w("xpath")


def _paragraph(story: Story, element: Element) -> None:
    if story.paragraph is not None:
        if not story.stray:  # in a paragraph, which Word does not write: a line of it
            story.new_line()
            story.walk(element)
            return
        story.end()
    kept = story.look, story.behind, story.around.signs, story.plain, story.base
    paragraph = Paragraph([])
    story.begin(paragraph)
    story.default_style(paragraph)
    story.walk(element)
    story.end()
    story.look, story.behind, signs, story.plain, story.base = kept
    if signs is not story.around.signs:
        story.around.mark(signs)
    if story.framed is paragraph:
        _framed(story, paragraph)


def _paragraph_properties(story: Story, element: Element) -> None:
    if story.paragraph is None:
        return
    for each in element:
        rule = _PARAGRAPH_RULES.get(each.tag)
        if rule is not None:
            rule(story, story.paragraph, each)


def _paragraph_style(story: Story, paragraph: Paragraph, element: Element) -> None:
    name = element.get(VAL, "")
    paragraph.numbered = story.styles.numbered(name)
    story.style(story.base, name)


def _numbers(_: Story, paragraph: Paragraph, element: Element) -> None:
    paragraph.numbered = gives_number(element)


def _shading(story: Story, _: Paragraph, element: Element) -> None:
    story.behind = shades(element.getparent()) or story.behind
    story.plain = story.format_of(None)


def _frame(story: Story, paragraph: Paragraph, _: Element) -> None:
    story.framed = paragraph


def _paragraph_mark(story: Story, _: Paragraph, element: Element) -> None:
    if any(each.tag in _REVISED for each in element):
        story.object("tracked_changes")


def _line(story: Story, _: Paragraph, element: Element) -> None:
    if hides_line(element):
        story.touch("hidden_text")
        story.around.mark((*story.around.signs, "hidden_text"))


_PARAGRAPH_RULES: dict[str, Callable[[Story, Paragraph, Element], None]] = {
    _P_STYLE: _paragraph_style,
    w("numPr"): _numbers,
    _SHD: _shading,
    _FRAME: _frame,
    _RPR: _paragraph_mark,
    **dict.fromkeys(LINE_PROPERTIES, _line),
}


def _framed(story: Story, paragraph: Paragraph) -> None:
    """A paragraph in a frame stands beside the text; in a cell or margin it stays in its place."""
    story.framed = None
    if not story.inside and not story.margin and story.blocks[-1] is paragraph:
        story.blocks.pop()
        story.box([paragraph])
    else:
        story.count("text_box", paragraph.text)
    paragraph.signs += ("text_box",)


def _table(story: Story, element: Element) -> None:
    if story.in_cell:
        story.object("nested_table")
    number = -1 if story.inside else story.next_table()
    table = Table([], number)
    story.blocks.append(table)
    kept = story.rows, story.cells, story.look, story.behind, story.table, story.plain
    story.rows, story.cells, story.table = table.rows, None, number
    with story.interrupted():
        story.walk(element)
    story.rows, story.cells, story.look, story.behind, story.table, story.plain = kept


def _table_properties(story: Story, element: Element) -> None:
    if story.shaded:
        story.behind = shades(element) or story.behind
    style = next(element.iterchildren(_TBL_STYLE), None)
    if style is not None:
        story.style(story.look, style.get(VAL, ""))


def _row(story: Story, element: Element) -> None:
    if story.rows is None:
        story.walk(element)
        return
    row = Row([], story.table, len(story.rows))
    story.rows.append(row)
    kept = story.rows, story.row, story.cells, story.around.signs, story.grid_column
    story.rows, story.row, story.cells, story.grid_column = None, row, row.cells, 0
    story.walk(element)
    story.rows, story.row, story.cells, signs, story.grid_column = kept
    story.around.mark(signs)


def _row_properties(story: Story, element: Element) -> None:
    for each in element:
        if each.tag == _BEFORE:
            story.grid_column = whole(each.get(VAL, ""))
        elif each.tag in _REVISED:
            story.object("tracked_changes")
            _sign_row(story, "tracked_changes")
        elif hides_line(each):
            _sign_row(story, "hidden_text")


def _sign_row(story: Story, code: str) -> None:
    if story.row is not None:
        story.row.signs += (code,)
        story.around.mark((*story.around.signs, code))


def _cell(story: Story, element: Element) -> None:
    cells = story.cells
    if cells is None:
        story.walk(element)
        return
    cell = Cell([], story.grid_column, 1, False, False, story.around.controls)
    story.around.enter_column(len(cells))
    cells.append(cell)
    kept = story.cell, story.blocks, story.in_cell, story.around.signs, story.behind
    story.cell, story.cells, story.blocks, story.in_cell = cell, None, cell.blocks, True
    story.inside += 1
    story.walk(element)
    if story.paragraph is not None:
        story.end()
    story.inside -= 1
    story.grid_column += cell.span
    story.cell, story.blocks, story.in_cell, signs, story.behind = kept
    story.cells = cells
    if signs is not story.around.signs:
        story.around.mark(signs)


def _cell_properties(story: Story, element: Element) -> None:
    cell = story.cell
    if cell is None:
        return
    for each in element:
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
            story.behind = shades(element) or story.behind
        elif name in _REVISED_CELL:
            story.object("tracked_changes")
            story.around.mark((*story.around.signs, "tracked_changes"))


def _control(story: Story, element: Element) -> None:
    properties = next(element.iterchildren(_SDTPR), None)
    control, controls, signs = control_of(properties), story.around.controls, story.around.signs
    story.around.surround((*controls, control))
    opened = story.opened()
    if control.kinds and properties is not None:
        if "dataBinding" in control.kinds:
            binding = next(properties.iterchildren(_BINDING), None)  # Word 2012 has one in a namespace of its own
            story.object("bound_data", binding.get(_XPATH, "") if binding is not None else "")
            story.around.mark((*signs, "bound_data"))
        story.walk(element)
        if "checkbox" in control.kinds and contradicts(properties, story.text_since(opened)):
            story.object("bound_data", story.text_since(opened))
    else:
        story.walk(element)
    story.leave_empty(opened)
    story.around.surround(controls)
    story.around.mark(signs)


def _box(story: Story, element: Element) -> None:
    with story.aside() as blocks:
        story.walk(element)
    story.box(list(paragraphs_of(blocks)))


BLOCKS: dict[str, Rule] = {
    P: _paragraph,
    w("pPr"): _paragraph_properties,
    TBL: _table,
    w("tblPr"): _table_properties,
    TR: _row,
    w("trPr"): _row_properties,
    TC: _cell,
    w("tcPr"): _cell_properties,
    SDT: _control,
    w("txbxContent"): _box,
}
