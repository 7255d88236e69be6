"""Small real forms: blanks with tagged controls, filled the way Word does it, and changed by hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import docx
from lxml import etree

from documents.archive import write_zip
from documents.blanks import FieldOverride, model_from_blank
from documents.forms import FieldType, FormModel
from documents.package import Package
from documents.wml import Element, P, T, tag_of, w

FIELDS = (
    ("unit", "填报单位", FieldType.UNIT, True),
    ("officer_name", "联络员姓名", FieldType.NAME, True),
    ("officer_post", "职务", FieldType.POST, False),
    ("officer_mobile", "手机号码", FieldType.MOBILE, True),
    ("officer_tel", "办公电话", FieldType.LANDLINE, False),
    ("started_on", "开始日期", FieldType.DATE, False),
    ("visits", "走访次数", FieldType.INTEGER, False),
    ("remarks", "备注", FieldType.TEXT, False),
)
COLUMNS = (
    ("name", "联系点名称", FieldType.TEXT, True),
    ("address", "地址", FieldType.PLACE, False),
    ("mobile", "手机", FieldType.MOBILE, False),
)
TITLE = "联络员和联系点名单"
NOTE = "请于5月10日前报送。"
ANSWERS = {
    "unit": "东山县团委",
    "officer_name": "张三",
    "officer_post": "组织部干事",
    "officer_mobile": "13800000001",
    "officer_tel": "0573-82520001",
    "started_on": "2016年5月10日",
    "visits": "10次",
    "remarks": "第一批",
}
ROWS = (("城东社区", "城东街道1号", "13800000002"), ("第一中学", "学院路2号", "13800000003"))
UNITS = ("东山县团委", "东山")


def control(tag: str, alias: str, prompt: str = "点击填写", *, plain: bool = False) -> Element:
    """A run-level content control that shows its prompt."""
    sdt = etree.Element(w("sdt"))
    properties = etree.SubElement(sdt, w("sdtPr"))
    etree.SubElement(properties, w("alias"), {w("val"): alias})
    etree.SubElement(properties, w("tag"), {w("val"): tag})
    etree.SubElement(properties, w("showingPlcHdr"))
    if plain:
        etree.SubElement(properties, w("text"))
    run = etree.SubElement(etree.SubElement(sdt, w("sdtContent")), w("r"))
    etree.SubElement(run, T).text = prompt
    return sdt


def paragraph(text: str) -> Element:
    """A paragraph of one run."""
    made = etree.Element(P)
    etree.SubElement(etree.SubElement(made, w("r")), T).text = text
    return made


def table(*rows: Sequence[str | Element]) -> Element:
    """A table whose cells hold a text or a run-level control."""
    made = etree.Element(w("tbl"))
    grid = etree.SubElement(made, w("tblGrid"))
    for _ in rows[0]:
        etree.SubElement(grid, w("gridCol"), {w("w"): "2000"})
    for row in rows:
        tr = etree.SubElement(made, w("tr"))
        for content in row:
            tc = etree.SubElement(tr, w("tc"))
            if isinstance(content, str):
                tc.append(paragraph(content))
            else:
                etree.SubElement(tc, P).append(content)
    return made


def document(*blocks: Element) -> bytes:
    """A .docx with these blocks in its body."""
    made: Any = docx.Document()
    body = made.element.body
    for block in blocks:
        body.find(w("sectPr")).addprevious(block)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def blank(rows: int = 3) -> bytes:
    """The blank of the example form: pairs of label and control, a note, repeating rows with a serial number."""
    pairs: list[tuple[str | Element, ...]] = [(label, control(key, label)) for key, label, _, _ in FIELDS]
    repeating: list[tuple[str | Element, ...]] = [
        (str(number), *(control(f"points.{key}", label) for key, label, _, _ in COLUMNS))
        for number in range(1, rows + 1)
    ]
    headers = ("序号", *(label for _, label, _, _ in COLUMNS))
    return document(paragraph(TITLE), table(*pairs), paragraph(NOTE), paragraph("联系点"), table(headers, *repeating))


def overrides() -> dict[str, FieldOverride]:
    """What a campaign says about the example form."""
    known = {key: FieldOverride(kind, required) for key, _, kind, required in FIELDS}
    known |= {f"points.{key}": FieldOverride(kind, required) for key, _, kind, required in COLUMNS}
    return known


def model() -> FormModel:
    """The model of the example form."""
    return model_from_blank(blank(), "roster", TITLE, overrides())


def change(data: bytes, edit: Callable[[Element], None]) -> bytes:
    """`data` after `edit` changed the root of its main document."""
    package = Package.open(data)
    edit(package.tree(package.main))
    return package.save()


def controls(root: Element, tag: str) -> list[Element]:
    """The controls with this tag."""
    return [each for each in root.iter(w("sdt")) if tag_of(each) == tag]


def type_into(sdt: Element, text: str) -> None:
    """Type an answer into a control: Word replaces the prompt and takes its mark away."""
    properties, content = sdt.find(w("sdtPr")), sdt.find(w("sdtContent"))
    assert properties is not None and content is not None
    shown = properties.find(w("showingPlcHdr"))
    if shown is not None:
        properties.remove(shown)
    run = content.find(f".//{w('r')}")
    assert run is not None
    for child in list(run):
        run.remove(child)
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, w("br"))
        etree.SubElement(run, T).text = line


def fill(data: bytes, answers: Mapping[str, str] = ANSWERS, rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    """The blank with answers typed into its controls."""

    def edit(root: Element) -> None:
        for key, text in answers.items():
            type_into(controls(root, key)[0], text)
        for number, row in enumerate(rows):
            for (key, *_), text in zip(COLUMNS, row, strict=True):
                if text:
                    type_into(controls(root, f"points.{key}")[number], text)

    return change(data, edit)


def add_part(data: bytes, name: str, content: bytes) -> bytes:
    """`data` with one more part."""
    parts = dict(Package.open(data).parts)
    return write_zip({**parts, name: content})
