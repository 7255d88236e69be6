"""Pieces of WordprocessingML, and a package that parts can be added to."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org"
_MICROSOFT = "http://schemas.microsoft.com/office"
NAMESPACES = {
    "w": W,
    "r": R,
    "w14": f"{_MICROSOFT}/word/2010/wordml",
    "w15": f"{_MICROSOFT}/word/2012/wordml",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "pic": f"{_OFFICE}/drawingml/2006/picture",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "wps": f"{_MICROSOFT}/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLES = f"""<w:styles {DECLARED}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault>
</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/><w:rPr>
<w:color w:val="808080"/></w:rPr></w:style><w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/>
</w:style></w:styles>"""


def w(name: str) -> str:
    """A WordprocessingML name."""
    return f"{{{W}}}{name}"


def pieces(xml: str) -> list[Element]:
    """The elements that `xml`, a run of siblings, stands for."""
    return list(etree.fromstring(f"<x {DECLARED}>{xml}</x>"))


def text(words: str) -> str:
    """A w:t of `words`."""
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>'


def run(words: str, properties: str = "") -> str:
    """A run of `words`."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{text(words)}</w:r>" if properties else f"<w:r>{text(words)}</w:r>"


def paragraph(content: str = "", properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>" if properties else f"<w:p>{content}</w:p>"


def cell(content: str, span: int = 1, width: int = 2000, properties: str = "") -> str:
    """A cell of paragraphs."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    size = f'<w:tcW w:w="{width * span}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{spanned}{properties}</w:tcPr>{content}</w:tc>"


def row(cells: str, properties: str = "") -> str:
    """A row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>" if properties else f"<w:tr>{cells}</w:tr>"


def table(rows: str, columns: int, width: int = 2000) -> str:
    """A table of rows."""
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    sizes = f'<w:tblStyle w:val="Grid"/><w:tblW w:w="{width * columns}" w:type="dxa"/>'
    return f"<w:tbl><w:tblPr>{sizes}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def visible(element: Element) -> str:
    """All w:t text below `element`."""
    return "".join(each.text or "" for each in element.iter(w("t")))


class Package:
    """A .docx in the making: the body as a tree, other parts as bytes."""

    def __init__(self, body: str) -> None:
        page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
        self.root: Element = etree.fromstring(f"<w:document {DECLARED}><w:body>{body}{page}</w:body></w:document>")
        self.parts: dict[str, bytes] = {}
        self.overrides: dict[str, str] = {}
        self.relations: list[tuple[str, str, str]] = []
        self.main = "word/document.xml"
        self.stale: bytes = b""
        self.wide = False
        self.strict = False
        self.add("styles", _STYLES)

    @property
    def body(self) -> Element:
        """The w:body."""
        return self.root[0]

    def add(self, kind: str, xml: str, name: str = "", content: str = "", relation: str = "") -> str:
        """A part beside the document; its relationship's id."""
        path = f"word/{name or kind + '.xml'}"
        self.parts[path] = xml.encode()
        self.overrides[path] = content or f"{_TYPES}.{kind}+xml"
        return self.relate(relation or kind, (name or f"{kind}.xml"))

    def relate(self, kind: str, target: str, external: bool = False) -> str:
        """A relationship of the document; its id."""
        number = f"rId{len(self.relations) + 1}"
        mode = ' TargetMode="External"' if external else ""
        self.relations.append((number, f"{R}/{kind}", f'{escape(target)}"{mode}'))
        return number

    def change_styles(self, more: str) -> None:
        """Further styles."""
        styles = self.parts["word/styles.xml"].decode()
        self.parts["word/styles.xml"] = styles.replace("</w:styles>", f"{more}</w:styles>").encode()

    def _types(self) -> str:
        base = "http://schemas.openxmlformats.org/package/2006/content-types"
        defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        defaults += '<Default Extension="xml" ContentType="application/xml"/>'
        defaults += '<Default Extension="png" ContentType="image/png"/>'
        defaults += '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
        named = {self.main: f"{_TYPES}.document.main+xml", **self.overrides}
        kept = {name: kind for name, kind in named.items() if not name.endswith((".png", ".bin", ".html"))}
        each = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kept.items())
        html = '<Default Extension="html" ContentType="text/html"/>'
        return f'<Types xmlns="{base}">{defaults}{html}{each}</Types>'

    def save(self) -> bytes:
        """The file's bytes."""
        base = "http://schemas.openxmlformats.org/package/2006/relationships"
        start = f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="{self.main}"/>'
        near = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{to}/>' for i, kind, to in self.relations)
        document = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self.wide:
            document = document.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")
        if self.strict:
            document = document.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        folder, name = self.main.rsplit("/", 1)
        files: dict[str, bytes] = {
            "[Content_Types].xml": self._types().encode(),
            "_rels/.rels": f'<Relationships xmlns="{base}">{start}</Relationships>'.encode(),
            self.main: document,
            f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{base}">{near}</Relationships>'.encode(),
            **self.parts,
        }
        if self.stale:
            files["word/document.xml"] = self.stale
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, data in files.items():
                archive.writestr(zipfile.ZipInfo(path), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()
