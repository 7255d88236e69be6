"""WordprocessingML by hand: what a form is drawn with, and the package that it is saved in.

Elements of a draft carry attributes of a namespace of their own (which slot, table, row, column they are), so that
fills and mutations find them; `Doc.pack` strips them, so that a reader sees what Word would have written.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
B = "urn:blind"
NAMESPACES = {
    "w": W,
    "r": R,
    "b": B,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def w(name: str) -> str:
    """A WordprocessingML name."""
    return f"{{{W}}}{name}"


def b(name: str) -> str:
    """A name of the draft's own marks."""
    return f"{{{B}}}{name}"


def parse(xml: str) -> etree._Element:
    """One element; every prefix of NAMESPACES is declared."""
    return etree.fromstring(f"<x {_DECLARED}>{xml}</x>")[0]


def parse_all(xml: str) -> list[etree._Element]:
    """Several elements."""
    return list(etree.fromstring(f"<x {_DECLARED}>{xml}</x>"))


def t(text: str) -> str:
    """The contents of a run: text, line breaks as \\n, tabs as \\t."""
    out = []
    for number, line in enumerate(text.split("\n")):
        if number:
            out.append("<w:br/>")
        for place, piece in enumerate(line.split("\t")):
            if place:
                out.append("<w:tab/>")
            if piece:
                out.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return "".join(out)


def r(text: str, rpr: str = "", mark: str = "") -> str:
    """A run."""
    return f"<w:r {mark}><w:rPr>{rpr}</w:rPr>{t(text)}</w:r>" if rpr else f"<w:r {mark}>{t(text)}</w:r>"


def p(content: str = "", ppr: str = "", rpr: str = "") -> str:
    """A paragraph; `rpr` is its mark's, which typing into an empty paragraph takes over."""
    inner = ppr + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{content}</w:p>"


def tc(content: str, width: int, span: int = 1, merge: str = "", mark: str = "", extra: str = "") -> str:
    """A cell; `merge` is "restart", "continue" or "" down the column."""
    props = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        props += f'<w:gridSpan w:val="{span}"/>'
    if merge:
        props += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>"
    return f"<w:tc {mark}><w:tcPr>{props}{extra}</w:tcPr>{content}</w:tc>"


def tr(cells: str, mark: str = "", props: str = "") -> str:
    """A row."""
    return f"<w:tr {mark}>{f'<w:trPr>{props}</w:trPr>' if props else ''}{cells}</w:tr>"


def tbl(rows: str, widths: list[int], mark: str = "", props: str = "") -> str:
    """A table with single lines."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return (
        f'<w:tbl {mark}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{props}<w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


@dataclass
class Part:
    """A further part of the package and how the main part refers to it."""

    path: str
    content_type: str
    relation: str  # the last word of the relationship type; "" when nothing refers to it
    data: bytes
    external: str = ""  # an address instead of a path


@dataclass
class Doc:
    """A document that is being drawn, filled or spoiled."""

    root: etree._Element
    parts: dict[str, Part] = field(default_factory=dict)  # by relationship id
    main_type: str = f"{_TYPES}.document.main+xml"

    @property
    def body(self) -> etree._Element:
        found = self.root.find(w("body"))
        assert found is not None
        return found

    def copy(self) -> Doc:
        """An independent copy."""
        return Doc(deepcopy(self.root), dict(self.parts), self.main_type)

    def add(self, part: Part) -> str:
        """The relationship id under which `part` was added."""
        name = f"rId{len(self.parts) + 50}"
        self.parts[name] = part
        return name

    def find(self, path: str) -> list[etree._Element]:
        """The elements of an XPath with the usual prefixes."""
        found = self.root.xpath(path, namespaces=NAMESPACES)
        assert isinstance(found, list)
        return [each for each in found if isinstance(each, etree._Element)]

    def blocks(self) -> list[etree._Element]:
        """Paragraphs and tables of the body without the section's properties."""
        return [each for each in self.body if each.tag != w("sectPr")]

    def append(self, xml: str) -> None:
        """Adds blocks at the end of the body."""
        end = self.body.find(w("sectPr"))
        for each in parse_all(xml):
            if end is None:
                self.body.append(each)
            else:
                end.addprevious(each)

    def prepend(self, xml: str) -> None:
        """Adds blocks at the top of the body."""
        for number, each in enumerate(parse_all(xml)):
            self.body.insert(number, each)

    def document(self) -> bytes:
        """The main part's XML without the draft's marks."""
        root = deepcopy(self.root)
        for each in root.iter():
            for name in [name for name in each.attrib if str(name).startswith(f"{{{B}}}")]:
                del each.attrib[name]
        etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r", "mc"])
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def entries(self) -> dict[str, bytes]:
        """The package's entries by name."""
        types, relations, out = [], [], {"word/document.xml": self.document()}
        for name, part in self.parts.items():
            target = part.external or part.path.removeprefix("word/")
            if part.relation:
                mode = ' TargetMode="External"' if part.external else ""
                kind = part.relation if part.relation.startswith("http") else f"{R}/{part.relation}"
                relations.append(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{mode}/>')
            if not part.external:
                out[part.path] = part.data
                types.append(f'<Override PartName="/{part.path}" ContentType="{part.content_type}"/>')
        out["[Content_Types].xml"] = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{self.main_type}"/>{"".join(types)}</Types>'
        ).encode()
        out["_rels/.rels"] = (
            f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ).encode()
        out["word/_rels/document.xml.rels"] = (
            f'<Relationships xmlns="{_RELS}">{"".join(relations)}</Relationships>'
        ).encode()
        return dict(sorted(out.items()))

    def pack(self) -> bytes:
        """The bytes of the .docx."""
        return zipped(self.entries())


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """A zip with the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def wordpart(path: str, kind: str, inner: str) -> Part:
    """A part such as footnotes or a header: `kind` is its root element and relationship, `inner` its contents."""
    root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {_DECLARED}>{inner}</w:{root}>'
    return Part(path, f"{_TYPES}.{kind}+xml", kind, xml.encode())


def document(blocks: str, styles: str = "", footer: str = "", settings: str = "") -> Doc:
    """A document of `blocks` with a style sheet and, if given, a footer."""
    doc = Doc(etree.fromstring(f"<w:document {_DECLARED}><w:body/></w:document>"))
    base = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体" w:hAnsi="Times New Roman"/><w:sz w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="character" w:styleId="Ph"><w:name w:val="Placeholder Text"/>'
        '<w:rPr><w:color w:val="808080"/></w:rPr></w:style>'
    )
    doc.add(wordpart("word/styles.xml", "styles", base + styles))
    doc.add(wordpart("word/settings.xml", "settings", settings or '<w:defaultTabStop w:val="420"/>'))
    reference = ""
    if footer:
        name = doc.add(wordpart("word/footer1.xml", "footer", footer))
        reference = f'<w:footerReference w:type="default" r:id="{name}"/>'
    section = (
        f'<w:sectPr>{reference}<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1200" w:bottom="1440" w:left="1200" w:header="851" w:footer="992"/></w:sectPr>'
    )
    if blocks.endswith("</w:tbl>"):
        blocks += p()  # Word wants a paragraph after a table
    for each in parse_all(blocks + section):
        doc.body.append(each)
    return doc


def texts(element: etree._Element) -> Iterator[etree._Element]:
    """The text elements of `element`."""
    yield from element.iter(w("t"))


def text_of(element: etree._Element) -> str:
    """All text of `element`."""
    return "".join(each.text or "" for each in texts(element))


def ancestor(element: etree._Element, name: str) -> etree._Element:
    """The nearest ancestor of that name."""
    found = next(element.iterancestors(w(name)), None)
    assert found is not None, name
    return found
