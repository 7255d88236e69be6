"""The roll-up as a Word document: A4 landscape, one table a sheet, headers repeated on every page."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from documents.package import Package
from documents.rollup.sheet import RollupSheet, cells_of
from documents.wml import TBL, TC, TR, Element, P, T, w, xml_text

_BODY_FONT, _TITLE_FONT, _LATIN = "仿宋", "方正小标宋简体", "Times New Roman"
_PAGE = (Mm(297), Mm(210))
_MARGIN = Mm(20)
_WIDTH = 257 * 1440 / 25.4  # between the margins, in twentieths of a point
_CREATED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes for the same answers
_SIZE = "21"  # half points


def write_docx(sheets: Sequence[RollupSheet], title: str) -> bytes:
    """A document with the title and one table a sheet; the same answers give the same bytes."""
    document = docx.Document()
    _set_page(document)
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = _CREATED
    _add_text(document, title, 22, _TITLE_FONT, WD_ALIGN_PARAGRAPH.CENTER)
    for sheet in sheets:
        _add_text(document, sheet.title, 16, _BODY_FONT, WD_ALIGN_PARAGRAPH.LEFT)
        section = document.element.body.find(w("sectPr"))
        section.addprevious(_table(sheet))
        section.addprevious(etree.Element(P))
    out = io.BytesIO()
    document.save(out)
    return Package.open(out.getvalue()).save()


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    style = document.styles["Normal"]
    style.font.name = _LATIN
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _BODY_FONT)


def _add_text(document: Any, text: str, size: int, font: str, alignment: WD_ALIGN_PARAGRAPH) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = alignment
    run = paragraph.add_run(xml_text(text))
    run.font.size = Pt(size)
    run.font.name = _LATIN
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _table(sheet: RollupSheet) -> Element:
    """The table as XML: python-docx's cell by cell access takes quadratic time."""
    headers = sheet.headers()
    width = str(int(_WIDTH / len(headers)))
    table = etree.Element(TBL, nsmap={"w": w("")[1:-1]})
    properties = etree.SubElement(table, w("tblPr"))
    etree.SubElement(properties, w("tblW"), {w("w"): str(int(_WIDTH)), w("type"): "dxa"})
    borders = etree.SubElement(properties, w("tblBorders"))
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        etree.SubElement(borders, w(side), {w("val"): "single", w("sz"): "4"})
    grid = etree.SubElement(table, w("tblGrid"))
    for _ in headers:
        etree.SubElement(grid, w("gridCol"), {w("w"): width})
    _add_row(table, headers, width, header=True)
    for row in sheet.rows:
        _add_row(table, [str(value) for value in cells_of(row)], width)
    return table


def _add_row(table: Element, texts: list[str], width: str, *, header: bool = False) -> None:
    row = etree.SubElement(table, TR)
    properties = etree.SubElement(row, w("trPr"))
    etree.SubElement(properties, w("cantSplit"))
    if header:
        etree.SubElement(properties, w("tblHeader"))
    for text in texts:
        cell = etree.SubElement(row, TC)
        shape = etree.SubElement(cell, w("tcPr"))
        etree.SubElement(shape, w("tcW"), {w("w"): width, w("type"): "dxa"})
        etree.SubElement(shape, w("vAlign"), {w("val"): "center"})
        for line in xml_text(text).split("\n"):
            _add_line(cell, line, bold=header)


def _add_line(cell: Element, text: str, *, bold: bool) -> None:
    paragraph = etree.SubElement(cell, P)
    etree.SubElement(etree.SubElement(paragraph, w("pPr")), w("spacing"), {w("before"): "40", w("after"): "40"})
    run = etree.SubElement(paragraph, w("r"))
    look = etree.SubElement(run, w("rPr"))
    etree.SubElement(look, w("rFonts"), {w("eastAsia"): _BODY_FONT})
    if bold:
        etree.SubElement(look, w("b"))
    etree.SubElement(look, w("sz"), {w("val"): _SIZE})
    words = etree.SubElement(run, T)
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
