"""A small language for WordprocessingML: strings in, one marked tree out, real .docx bytes at the end.

Places of answers carry attributes of the namespace `U`, which never reach a file: `slot` (a paragraph or run that
takes an answer), `box`/`opt` (the run of one check box), `row`/`col` (a repeating row and its cells), `label`.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

Element = Any  # the stubs call each child optional; a set of mutations would be half assertions

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
U = "urn:unseen"
NS = {"w": W, "u": U}
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XMLNS = (
    f'xmlns:w="{W}" xmlns:u="{U}" xmlns:r="{R_NS}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/>'
PROMPT = "点击此处填写"


def w(tag: str) -> str:
    return f"{{{W}}}{tag}"


def u(name: str) -> str:
    return f"{{{U}}}{name}"


def run(text: str, props: str = "", mark: str = "") -> str:
    inner = "".join(
        "<w:br/>" if part == "\n" else "<w:tab/>" if part == "\t" else f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _pieces(text)
    )
    return f"<w:r {mark}><w:rPr>{FONT}{props}</w:rPr>{inner}</w:r>"


def _pieces(text: str) -> list[str]:
    pieces = [""]
    for sign in text:
        if sign in "\n\t":
            pieces += [sign, ""]
        else:
            pieces[-1] += sign
    return [each for each in pieces if each]


def gap(key: str, text: str = "", props: str = "") -> str:
    """A run that takes an answer in place of `text`."""
    return run(text, props, f'u:slot="{key}"')


def line(key: str, width: int = 14) -> str:
    """Underscores to write on."""
    return gap(key, "_" * width)


def options(key: str, *names: str, between: str = "　") -> str:
    boxes = [run("□", "", f'u:box="{key}" u:opt="{escape(name)}"') + run(name) for name in names]
    return run(between).join(boxes)


def para(*parts: str, jc: str = "", mark: str = "", props: str = "") -> str:
    """A paragraph; parts without a "<" are plain text."""
    inner = "".join(part if part.startswith("<") else run(part) for part in parts if part)
    align = f'<w:jc w:val="{jc}"/>' if jc else ""
    return f"<w:p {mark}><w:pPr>{props}{align}</w:pPr>{inner}</w:p>"


def title(text: str) -> str:
    return para(run(text, '<w:b/><w:sz w:val="36"/>'), jc="center")


def empty(key: str) -> str:
    """An empty paragraph that takes an answer."""
    return para(mark=f'u:slot="{key}"')


def control(tag: str, inner: str, alias: str = "") -> str:
    """A rich-text content control with its prompt showing."""
    name = f'<w:alias w:val="{alias}"/>' if alias else ""
    return (
        f'<w:sdt><w:sdtPr>{name}<w:tag w:val="{tag}"/><w:showingPlcHdr/></w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def prompt(key: str) -> str:
    return gap(key, PROMPT, '<w:color w:val="808080"/>')


def cell(*paras: str, width: int = 1500, span: int = 1, down: str = "", mark: str = "") -> str:
    """`down`: "restart" begins a cell merged downwards, "continue" goes on with it."""
    props = f'<w:tcW w:w="{width * span}" w:type="dxa"/>'
    props += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    props += f'<w:vMerge w:val="{down}"/>' if down else ""
    return f"<w:tc {mark}><w:tcPr>{props}</w:tcPr>{''.join(paras) or para()}</w:tc>"


def label(text: str, **more: object) -> str:
    return cell(para(run(text, mark='u:label="1"'), jc="center"), **more)  # type: ignore[arg-type]


def answer(key: str, **more: object) -> str:
    return cell(empty(key), **more)  # type: ignore[arg-type]


def row(*cells: str, mark: str = "", props: str = "") -> str:
    return f"<w:tr {mark}><w:trPr>{props}</w:trPr>{''.join(cells)}</w:tr>"


def grid_rows(grid: str, columns: tuple[str, ...], count: int, *, serial: bool = False, width: int = 1500) -> str:
    """Empty repeating rows; with `serial` a first cell holds the number of the row."""
    rows = []
    for number in range(count):
        cells = [cell(para(str(number + 1), jc="center"), width=700, mark='u:serial="1"')] if serial else []
        cells += [cell(para(), width=width, mark=f'u:col="{column}"') for column in columns]
        rows.append(row(*cells, mark=f'u:row="{grid}"'))
    return "".join(rows)


def table(columns: int, *rows: str, width: int = 1500) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def parse(xml: str) -> Element:
    """The one element that `xml` is, with all prefixes of this module known."""
    return etree.fromstring(f"<x {XMLNS}>{xml}</x>")[0]


def document(body: str) -> Element:
    body += para() if body.endswith("</w:tbl>") else ""  # Word keeps one after a last table
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1300" w:bottom="1440" '
    section += 'w:left="1300" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    return parse(f"<w:document><w:body>{body}{section}</w:body></w:document>")


STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="a">'
    '<w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Body Text"/><w:basedOn w:val="a"/></w:style></w:styles>'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def package(root: Element, parts: dict[str, tuple[str, bytes]], links: dict[str, str]) -> bytes:
    """A .docx of `root` without marks. `parts`: name → (kind, data); `links`: id → address of a hyperlink."""
    clean = etree.fromstring(etree.tostring(root))
    for element in clean.iter():
        for name in [each for each in element.attrib if str(each).startswith(f"{{{U}}}")]:
            del element.attrib[name]
    etree.cleanup_namespaces(clean, keep_ns_prefixes=["w", "r"])
    overrides, rels = [], [f'<Relationship Id="rIdS" Type="{_REL}styles" Target="styles.xml"/>']
    for number, (name, (kind, _)) in enumerate(parts.items()):
        if kind not in ("image", "aFChunk"):
            overrides.append(f'<Override PartName="/word/{name}" ContentType="{_TYPE}{kind}+xml"/>')
        rels.append(f'<Relationship Id="rIdX{number}" Type="{_REL}{kind}" Target="{name}"/>')
    for key, address in links.items():
        rels.append(f'<Relationship Id="{key}" Type="{_REL}hyperlink" Target="{address}" TargetMode="External"/>')
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="html" ContentType="text/html"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}styles+xml"/>{"".join(overrides)}</Types>'
    )
    rels_xml = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", types)
        top = f'<Relationship Id="rId1" Type="{_REL}officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", rels_xml.format(top))
        archive.writestr("word/document.xml", etree.tostring(clean, xml_declaration=True, encoding="UTF-8"))
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/_rels/document.xml.rels", rels_xml.format("".join(rels)))
        for name, (_, data) in parts.items():
            archive.writestr(f"word/{name}", data)
    return out.getvalue()
