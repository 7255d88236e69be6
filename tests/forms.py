"""Fill a blank the way Word does: text into the control, its placeholder flag gone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = "word/document.xml"


def w(name: str) -> str:
    """A WordprocessingML name."""
    return f"{{{W}}}{name}"


def fill(blank: bytes, fields: Mapping[str, str], tables: Mapping[str, Sequence[Mapping[str, str]]] = {}) -> bytes:
    """`blank` with texts by tag, and the rows of its tables by column; rows that stay empty stay as they are."""
    with zipfile.ZipFile(io.BytesIO(blank)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(entries[DOCUMENT])
    for tag, text in fields.items():
        _put(_controls(root, tag)[0], text)
    for table, rows in tables.items():
        for number, row in enumerate(rows):
            for column, text in row.items():
                _put(_controls(root, f"{table}.{column}")[number], text)
    entries[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _controls(root: etree._Element, tag: str) -> list[etree._Element]:
    found = [
        control
        for control in root.iter(w("sdt"))
        if (named := control.find(f"{w('sdtPr')}/{w('tag')}")) is not None and named.get(w("val")) == tag
    ]
    if not found:
        raise LookupError(tag)
    return found


def _put(control: etree._Element, text: str) -> None:
    properties, content = control.find(w("sdtPr")), control.find(w("sdtContent"))
    assert properties is not None and content is not None
    for flag in properties.findall(w("showingPlcHdr")):
        properties.remove(flag)
    texts = list(content.iter(w("t")))
    for other in texts[1:]:
        other.text = ""
    texts[0].text = text
    run = texts[0].getparent()
    style = run.find(f"{w('rPr')}/{w('rStyle')}") if run is not None else None
    if style is not None and style.get(w("val")) == "PlaceholderText":
        style.getparent().remove(style)  # type: ignore[union-attr]
