"""The package around a body: what python-docx, Word, WPS and hand-made files have in it."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from docx import Document
from docx.oxml import parse_xml

from office.libreoffice import LibreOffice
from tests.offices.build import HANDS, Writer
from tests.offices.paper import Paper

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEADER_TYPE = f"{_TYPE}.header+xml"
_WPS = ' xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"'

_WORD_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体"/><w:lang w:val="en-US"'
    ' w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1"'
    ' w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="table" w:default="1" w:styleId="a1"><w:name'
    ' w:val="Normal Table"/></w:style><w:style w:type="table" w:styleId="a3"><w:name w:val="Table Grid"/><w:basedOn'
    ' w:val="a1"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom'
    ' w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV'
    ' w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style>'
)


def blank_of(paper: Paper, hand: str, converter: LibreOffice | None = None) -> bytes:
    """The empty form as a .docx; `converter` saves it again where the hand says so."""
    how = HANDS[hand]
    body = Writer(how, paper.name).body(paper)
    data = _python_docx(paper, body) if how.shell == "python-docx" else _package(paper, body, how.shell)
    if how.resaved and converter is not None:
        data = converter.convert(data, "docx", "docx")
    return data


def _section(refs: str = "") -> str:
    return (
        f'<w:sectPr>{refs}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1500" w:bottom="1440"'
        ' w:left="1500" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    )


def _package(paper: Paper, body: str, shell: str) -> bytes:
    parts: dict[str, str] = {}
    refs = relations = types = ""
    for part, text in (("header", paper.header), ("footer", paper.footer)):
        if text:
            refs += f'<w:{part}Reference w:type="default" r:id="rId{part}"/>'
            relations += f'<Relationship Id="rId{part}" Type="{RELATIONS}/{part}" Target="{part}1.xml"/>'
            types += f'<Override PartName="/word/{part}1.xml" ContentType="{_TYPE}.{part}+xml"/>'
            tag = "hdr" if part == "header" else "ftr"
            parts[f"word/{part}1.xml"] = f'<w:{tag} xmlns:w="{W}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{tag}>'
    if shell != "bare":
        relations += f'<Relationship Id="rIdStyles" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        types += f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{_WORD_STYLES}</w:styles>'
    more = _WPS if shell == "wps" else ""
    document = (
        f'<w:document xmlns:w="{W}" xmlns:r="{RELATIONS}"{more}><w:body>{body}{_section(refs)}</w:body></w:document>'
    )
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="{_P}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_P}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_P}/relationships">{relations}</Relationships>',
        "word/document.xml": document,
    }
    return zipped({name: (_HEAD + text).encode() for name, text in parts.items()})


def _python_docx(paper: Paper, body: str) -> bytes:
    document = Document(io.BytesIO(_template()))
    root = document.element.body
    blocks = parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{RELATIONS}">{body}</w:body>')
    for block in list(blocks):
        root.insert(len(root) - 1, block)
    if paper.header:
        document.sections[0].header.paragraphs[0].text = paper.header
    if paper.footer:
        document.sections[0].footer.paragraphs[0].text = paper.footer
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def _template() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    """A package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 8, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
