"""Fill a blank form the way Word does: type into its content controls, leave everything else as it is."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN = "word/document.xml"


def fill(blank: bytes, values: Mapping[str, str], rows: Sequence[Mapping[str, str]] = ()) -> bytes:
    """The .docx `blank` with `values` (tag → text) typed into its controls, `rows` into its table's rows.

    The same input gives the same bytes. KeyError for a tag that the form does not have.
    """
    with ZipFile(io.BytesIO(blank)) as archive:
        parts = [(entry, archive.read(entry)) for entry in archive.infolist()]
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for entry, data in parts:
            kept = ZipInfo(entry.filename, entry.date_time)
            kept.compress_type = ZIP_DEFLATED
            archive.writestr(kept, _typed(data, values, rows) if entry.filename == _MAIN else data)
    return out.getvalue()


def _typed(xml: bytes, values: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> bytes:
    document = etree.fromstring(xml)
    controls = {_tag(control): control for control in document.iter(f"{_W}sdt")}
    for tag, text in values.items():
        _type(controls[tag], text)
    for cells, line in zip(rows, _table_rows(document), strict=False):
        for tag, text in cells.items():
            _type(line[tag], text)
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)


def _table_rows(document: etree._Element) -> list[dict[str, etree._Element]]:
    """Per table row with controls of a table (tags “table.column”): tag → control."""
    found = []
    for row in document.iter(f"{_W}tr"):
        controls = {_tag(control): control for control in row.iter(f"{_W}sdt")}
        if any("." in tag for tag in controls):
            found.append(controls)
    return found


def _tag(control: etree._Element) -> str:
    tag = control.find(f"{_W}sdtPr/{_W}tag")
    return "" if tag is None else tag.get(f"{_W}val", "")


def _type(control: etree._Element, text: str) -> None:
    """Replace the control's text; the mark and the style of its placeholder go, as in Word."""
    for placeholder in control.findall(f"{_W}sdtPr/{_W}showingPlcHdr"):
        _drop(placeholder)
    first, *others = list(control.iter(f"{_W}r"))
    for run in others:
        _drop(run)
    for style in first.findall(f"{_W}rPr/{_W}rStyle"):
        _drop(style)
    for old in first.findall(f"{_W}t"):
        _drop(old)
    words = etree.SubElement(first, f"{_W}t")
    words.text = text
    words.set(_SPACE, "preserve")


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
