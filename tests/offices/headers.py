"""A line in the header, as programs that hand documents around put there."""

from __future__ import annotations

import re
from random import Random

from lxml import etree

from tests.offices.sheet import Element, Sheet, w
from tests.offices.shells import HEADER_TYPE, RELATIONS, W

_LINES = ("由协同办公系统导出", "内部资料 注意保存", "打印时间 2024-05-06 08:30")
_NAME = "word/header99.xml"


def header_text(sheet: Sheet, random: Random) -> bool:
    """Add a line to each header, or a header where there is none."""
    names = [each for each in sheet.parts if re.fullmatch(r"word/header\d+\.xml", each)]
    line = random.choice(_LINES)
    for name in names:
        root = etree.fromstring(sheet.parts[name])
        _add_line(root, line)
        sheet.parts[name] = etree.tostring(root)
    if not names:
        root = etree.Element(w("hdr"), nsmap={"w": W})
        _add_line(root, line)
        sheet.parts[_NAME] = etree.tostring(root)
        _register(sheet)
    return True


def _add_line(root: Element, line: str) -> None:
    run = etree.SubElement(etree.SubElement(root, w("p")), w("r"))
    etree.SubElement(run, w("t")).text = line


def _register(sheet: Sheet) -> None:
    relation = f'<Relationship Id="rId99" Type="{RELATIONS}/header" Target="header99.xml"/>'
    override = f'<Override PartName="/{_NAME}" ContentType="{HEADER_TYPE}"/>'
    for name, addition, end in (
        ("word/_rels/document.xml.rels", relation, "</Relationships>"),
        ("[Content_Types].xml", override, "</Types>"),
    ):
        sheet.parts[name] = sheet.parts[name].decode().replace(end, addition + end).encode()
    for section in sheet.root.iter(w("sectPr")):
        section.insert(0, etree.Element(w("headerReference"), {w("type"): "default", f"{{{RELATIONS}}}id": "rId99"}))
