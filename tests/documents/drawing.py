"""Draw blank forms as staff draw them: merged cells, underlined blanks, fields, controls without tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from documents.blanks import FieldOverride, compile_blank, model_from_blank
from documents.blanks.slots import Blank, BlankParagraph, Pattern
from documents.forms import FieldSpec, FormModel, TableSpec
from documents.wml import VAL, Element, P, T, w
from tests.documents import build


@dataclass(frozen=True)
class U:
    """An underlined run."""

    text: str


@dataclass(frozen=True)
class C:
    """A cell: its lines (or the runs of one, or a table), the grid columns it spans; `down`, `up`: vertical merge."""

    text: str | tuple[str | U | Element, ...] = ""
    span: int = 1
    down: bool = False
    up: bool = False


def line(*runs: str | U | Element) -> Element:
    """A paragraph of runs; tabs and line breaks are Word's own elements."""
    made = etree.Element(P)
    for run in runs:
        if isinstance(run, str | U):
            made.append(_run(run))
        else:
            made.append(run)
    return made


def _run(run: str | U) -> Element:
    made = etree.Element(w("r"))
    if isinstance(run, U):
        etree.SubElement(etree.SubElement(made, w("rPr")), w("u"), {VAL: "single"})
    text = run.text if isinstance(run, U) else run
    for number, piece in enumerate(text.split("\t")):
        if number:
            etree.SubElement(made, w("tab"))
        if piece:
            found = etree.SubElement(made, T)
            found.text = piece
            found.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def grid(*rows: Sequence[str | C]) -> Element:
    """A table; a cell's lines are split at \\n."""
    made = etree.Element(w("tbl"))
    for row in rows:
        tr = etree.SubElement(made, w("tr"))
        for each in row:
            tr.append(_cell(each if isinstance(each, C) else C(each)))
    return made


def _cell(cell: C) -> Element:
    made = etree.Element(w("tc"))
    properties = etree.SubElement(made, w("tcPr"))
    etree.SubElement(properties, w("gridSpan"), {VAL: str(cell.span)})
    if cell.down or cell.up:
        etree.SubElement(properties, w("vMerge"), {VAL: "continue" if cell.up else "restart"})
    if isinstance(cell.text, tuple) and isinstance(cell.text[0], etree._Element) and cell.text[0].tag == w("tbl"):
        made.extend([cell.text[0], line()])
    elif isinstance(cell.text, tuple):
        made.append(line(*cell.text))
    else:
        made.extend(line(text) for text in cell.text.split("\n"))
    return made


def form_field(kind: str, shown: str = "\u2002" * 5, name: str = "Text1") -> list[Element]:
    """The runs of a legacy form field (17.16.5): FORMTEXT, FORMCHECKBOX."""
    begin, code, middle, result, end = (etree.Element(w("r")) for _ in range(5))
    first = etree.SubElement(begin, w("fldChar"), {w("fldCharType"): "begin"})
    data = etree.SubElement(first, w("ffData"))
    etree.SubElement(data, w("name"), {VAL: name})
    if kind == "FORMCHECKBOX":
        etree.SubElement(etree.SubElement(data, w("checkBox")), w("default"), {VAL: "0"})
    else:
        etree.SubElement(data, w("textInput"))
    etree.SubElement(code, w("instrText")).text = f" {kind} "
    etree.SubElement(middle, w("fldChar"), {w("fldCharType"): "separate"})
    etree.SubElement(result, T).text = shown
    etree.SubElement(end, w("fldChar"), {w("fldCharType"): "end"})
    return [begin, code, *([middle, result] if kind == "FORMTEXT" else []), end]


def control(prompt: str, kind: str = "", *, alias: str = "", tag: str = "", choices: Sequence[str] = ()) -> Element:
    """A run-level content control as Word makes it; without a tag unless one is given."""
    made = build.control(tag, alias, prompt)
    properties = made[0]
    if not tag:
        properties.remove(properties[1])
    if kind:
        found = etree.SubElement(properties, w(kind))
        for choice in choices:
            etree.SubElement(found, w("listItem"), {w("displayText"): choice, w("value"): choice})
    return made


def model_of(*blocks: Element, overrides: dict[str, FieldOverride] | None = None) -> FormModel:
    """The model of the blank with these blocks; its blank is held against it."""
    data = build.document(*blocks)
    model = model_from_blank(data, "k", "t", overrides)
    check(compile_blank(data, model), model)
    return model


def check(blank: Blank, model: FormModel) -> None:
    """Everything in the blank is its own text, and exactly the model's fields have a place."""
    assert blank.model == model
    assert list(blank.slots) == [each.key for each in model.fields]
    assert [slot.spec for slot in blank.slots.values()] == list(model.fields)
    assert len(blank.lines) == len(blank.content.body)
    grids: list[TableSpec] = []
    for each in blank.lines:
        if isinstance(each, BlankParagraph):
            assert shown(each.pattern) == each.paragraph.text
            continue
        for row in each.rows:
            assert [shown(cell) for cell in row.cells] == [cell.text for cell in row.row.cells]
            if row.role == "header":
                assert row.grid is not None and len(row.grid.columns) == len(row.row.cells)
                grids.append(row.grid.spec)
    assert grids == list(model.tables)
    keys = [*(each.key for each in model.fields), *(each.key for each in model.tables)]
    assert all(keys) and len(set(keys)) == len(keys)


def shown(pattern: Pattern) -> str:
    """What a container of the blank shows."""
    return "".join(piece if isinstance(piece, str) else piece.prompt for piece in pattern.pieces)


def asked(model: FormModel) -> list[str]:
    """The model in short: `label:type`, choices behind it, and `table[column:type, …]`."""
    tables = [f"{table.label}[{', '.join(map(short, table.columns))}]" for table in model.tables]
    return [*map(short, model.fields), *tables]


def short(spec: FieldSpec) -> str:
    """`label:type`, with the choices if there are any."""
    return f"{spec.label}:{spec.type.value}" + (f"({'/'.join(spec.choices)})" if spec.choices else "")
