"""WordprocessingML in short, and what the intermediate form makes of it."""

from __future__ import annotations

from documents.content import Content, read_content
from documents.content.parts import Span, Table, paragraphs_of
from documents.package import OFFICE, Package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*pieces: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(pieces)}</w:p>"


def tc(*blocks: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def sdt(content: str, tag: str = "x", properties: str = "") -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="题"/><w:tag w:val="{tag}"/>{properties}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def bookmark(content: str, name: str = "SFF_x", number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def field(code: str, result: str = "", data: str = "") -> str:
    """A complex field; without a result it has no separator."""
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def content_of(*blocks: str, styles: str = "", **parts: str) -> Content:
    """The content of a document with this body; `parts` by relationship type."""
    found = {"word/document.xml": f"<w:document {SPACES}><w:body>{''.join(blocks)}</w:body></w:document>"}
    if styles:
        parts["styles"] = f"<w:styles {SPACES}>{styles}</w:styles>"
    relations = ""
    for number, (kind, xml) in enumerate(parts.items()):
        name = kind.rstrip("0123456789")
        found[f"word/{kind}.xml"] = xml
        relations += f'<Relationship Id="r{number}" Type="{OFFICE}{name}" Target="{kind}.xml"/>'
    found["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
    return read_content(Package({name: xml.encode() for name, xml in found.items()}))


def part(name: str, content: str) -> str:
    return f"<w:{name} {SPACES}>{content}</w:{name}>"


def spans_of(content: Content) -> list[Span]:
    return [span for paragraph in paragraphs_of(content.body) for span in paragraph.spans]


def text_of(content: Content) -> str:
    return "|".join(paragraph.text for paragraph in paragraphs_of(content.body))


def signs_of(content: Content) -> set[str]:
    return {code for code, _ in content.signs}


def table_of(content: Content) -> Table:
    return next(each for each in content.body if isinstance(each, Table))


def only(content: Content) -> Span:
    (span,) = spans_of(content)
    return span
