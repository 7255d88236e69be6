"""Styles cut out of their part one by one, as a parser of the whole part finds them."""

from __future__ import annotations

import io

import docx
import pytest
from lxml import etree

from documents.content.style_sheet import StyleSheet
from documents.package import Package
from documents.reasons import Rejection
from documents.wml import W, w

ONE = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="一"/><w:rPr><w:b/></w:rPr></w:style>'
TWO = '\n <w:style w:type="character" w:styleId="b2"><w:rPr><w:strike/></w:rPr></w:style>\n'
DEFAULTS = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
LATENT = '<w:latentStyles w:count="1"><w:lsdException w:name="Normal"/></w:latentStyles>'


def styles(inside: str, more: str = "") -> str:
    return f'<w:styles xmlns:w="{W}"{more}>{inside}</w:styles>'


WHOLE = styles(DEFAULTS + LATENT + ONE + TWO)


def python_docx() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return Package.open(out.getvalue()).parts["word/styles.xml"]


@pytest.mark.parametrize(
    "data",
    [
        WHOLE.encode(),
        styles(ONE + TWO, ' xmlns:x="urn:x" x:y="a/>b"').encode(),
        b"\xef\xbb\xbf" + WHOLE.encode(),
        f'<?xml version="1.0" encoding="GB18030"?>{WHOLE}'.encode("gb18030"),
        f'<?xml version="1.0" encoding="UTF-16"?>{WHOLE}'.encode("utf-16"),
        WHOLE.replace("w:", "ns0:").replace("xmlns:w", "xmlns:ns0").encode(),
        WHOLE.replace("w:style ", "w:style\n").encode(),
        WHOLE.replace('"', "'").encode(),
        WHOLE.replace('w:styleId="a"', 'w:styleId="&#97;"').encode(),
        WHOLE.replace('"一"', '"a>b"').encode(),
        WHOLE.replace('w:default="1"', 'w:customStyle="a>b" w:default="true"').encode(),
        styles(f"<!-- {ONE.replace('strike', 'x')} -->{ONE}<w:style/>{TWO}").encode(),
        styles(ONE + TWO + ONE.replace("<w:b/>", "<w:u/>")).encode(),
        styles(f"<w:x>{ONE}</w:x>{TWO}").encode(),
        styles(f"{ONE}<w:style w:styleId='c'/>{TWO}").encode(),
        styles(ONE.replace("<w:b/>", "<w:b xmlns:w='urn:other'/>") + TWO).encode(),
        styles("").encode(),
        python_docx(),
    ],
)
def test_a_style_is_the_same_as_in_the_whole_part(data: bytes) -> None:
    root, sheet = etree.fromstring(data, etree.XMLParser(remove_comments=True)), StyleSheet(data)
    found = {each.get(w("styleId")): each for each in root.iterchildren(w("style"))}
    default = [each for each in found.values() if each.get(w("default")) in ("1", "true")]
    paragraphs = [each for each in default if each.get(w("type")) == "paragraph"]
    for name in (*filter(None, found), "a", "b2", "c", "无"):
        assert _shape(sheet.style(name)) == _shape(found.get(name))
    assert _shape(sheet.default) == _shape(paragraphs[-1] if paragraphs else None)
    assert _shape(sheet.general) == _shape(root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"))


def _shape(element: etree._Element | None) -> list[tuple[object, ...]]:
    return [] if element is None else [(each.tag, *each.items()) for each in element.iter()]


@pytest.mark.parametrize("data", [b"", b"<w:styles>", WHOLE.replace("<w:b/>", "<w:b>").encode()])
def test_a_broken_part_is_refused_when_its_styles_are_used(data: bytes) -> None:
    with pytest.raises(Rejection) as caught:
        StyleSheet(data).style("a")
    assert caught.value.code == "damaged"
