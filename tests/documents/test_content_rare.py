"""Rare markup, each with what becomes of its text: kept as it is, doubted, or known to show nothing."""

from __future__ import annotations

import pytest

from tests.documents.markup import content_of, field, p, r, signs_of, spans_of, text_of

SYMEX = '<w16se:symEx xmlns:w16se="{}/2015/wordml/symex" w16se:font="Segoe UI Symbol" w16se:char="{}"/>'
SYMEX = SYMEX.format("http://schemas.microsoft.com/office/word", "{}")
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
DRAWN = f'<w:drawing><wp:inline {WP}><wp:docPr id="1" name="图片" descr="说明" title="题"/></wp:inline></w:drawing>'
ART = '<w:pict><v:shape><v:textpath string="草稿"/></v:shape></w:pict>'


def ruby(guide: str, base: str) -> str:
    return f"<w:r><w:ruby><w:rubyPr/><w:rt>{r(guide)}</w:rt><w:rubyBase>{r(base)}</w:rubyBase></w:ruby></w:r>"


def choice(first: str, other: str, needs: str = "zzz") -> str:
    """Two alternatives in a run."""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="{needs}">{first}</mc:Choice>'
        f"<mc:Fallback>{other}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def t(text: str) -> str:
    return f"<w:t>{text}</w:t>"


def math(content: str) -> str:
    return f"<m:oMath>{content}</m:oMath>"


KEPT = {
    "a phonetic guide, its base once": (ruby("zhāng", "张"), "张"),
    "text fitted into a width": (r("甲", '<w:fitText w:val="900" w:id="1"/>'), "甲"),
    "two lines in one": (r("甲乙", '<w:eastAsianLayout w:id="1" w:combine="1"/>'), "甲乙"),
    "letters laid sideways": (r("10", '<w:eastAsianLayout w:id="1" w:vert="1"/>'), "10"),
    "dots below letters": (r("甲", '<w:em w:val="dot"/>'), "甲"),
    "a symbol of an ordinary font": ('<w:r><w:sym w:font="宋体" w:char="7532"/></w:r>', "甲"),
    "a symbol of Word 2015": (f"<w:r>{SYMEX.format('2611')}</w:r>", "☑"),
    "a symbol beyond the first plane": (f"<w:r>{SYMEX.format('1F600')}</w:r>", "\U0001f600"),
    "a symbol and the same as text": (choice(SYMEX.format("2611"), t("☑"), "w16se"), "☑"),
    "a tab to a place": ('<w:r><w:t>甲</w:t><w:ptab w:alignment="right"/><w:t>乙</w:t></w:r>', "甲\t乙"),
    "a hyphen that keeps a line together": ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1-2"),
    "a hyphen that only a line's end shows": ("<w:r><w:t>1</w:t><w:softHyphen/><w:t>2</w:t></w:r>", "12"),
    "a smart tag": (f'<w:smartTag w:element="x"><w:smartTagPr/>{r("甲")}</w:smartTag>', "甲"),
    "custom XML": (f'<w:customXml w:element="x"><w:customXmlPr/>{r("甲")}</w:customXml>', "甲"),
    "marks of the proof-reader": (f'<w:proofErr w:type="spellStart"/>{r("甲")}<w:proofErr w:type="spellEnd"/>', "甲"),
    "an editable stretch": (f'<w:permStart w:id="1" w:edGrp="everyone"/>{r("甲")}<w:permEnd w:id="1"/>', "甲"),
    "equal alternatives": (choice(t("甲"), t("甲")), "甲"),
    "an element that nobody knows": (f'<zz:x xmlns:zz="urn:zz">{r("甲")}</zz:x>', "甲"),
}
DOUBTED = {
    "turned letters": (f'<w:bdo w:val="rtl">{r("12")}</w:bdo>', "12", "turned_text"),
    "a turned stretch": (f'<w:dir w:val="rtl">{r("12")}</w:dir>', "12", "turned_text"),
    "words as a phonetic guide": (ruby("李四", "张三"), "张三", "raised_text"),
    "a number as a phonetic guide": (ruby("13900000009", "见上"), "见上", "raised_text"),
    "a phonetic guide over nothing": (ruby("li", ""), "", "raised_text"),
    "a circled number": (field(r"eq \o\ac(○,1)"), "\ufffd", "field_code"),
    "a circled word": (field(r"eq \o\ac(○,男)", r("男")), "男", "field_code"),
    "a fraction": (field(r"eq \f(1,2)"), "\ufffd", "field_code"),
    "a symbol of an unknown font": ('<w:r><w:sym w:font="x" w:char="F041"/></w:r>', "\ufffd", "symbol"),
    "a letter of the user's own": (r("\ue001"), "\ue001", "symbol"),
    "a formula": (math("<m:r><m:t>x=1</m:t></m:r>"), "x=1", "formula"),
    "a formula with ordinary text": (math("<m:r><w:t>x</w:t></m:r>"), "x", "formula"),
    "what was put into a formula": (math("<w:ins><m:r><m:t>1</m:t></m:r></w:ins>"), "1", "tracked_changes"),
    "what was taken from a formula": (math("<w:del><m:r><m:t>1</m:t></m:r></w:del>"), "", "tracked_changes"),
    "alternatives that differ": (choice(t("甲"), t("乙")), "甲", "hidden_text"),
    "text or a symbol": (choice(t("甲"), '<w:sym w:font="Wingdings" w:char="F0FE"/>'), "甲", "hidden_text"),
    "words or words of a shape": (choice("", ART), "", "hidden_text"),
    "nothing or a picture": (choice("", DRAWN), "", "picture"),
    "a picture or an object": (choice(DRAWN, "<w:object/>"), "", "picture"),
    "a document that is put in": ("<w:altChunk/>", "", "alt_chunk"),
    "a part of a master document": ("<w:subDoc/>", "", "alt_chunk"),
}
UNSEEN = {
    "an object's other text": ('<w:r><w:object><v:shape alt="说明"/></w:object></w:r>', "picture"),
    "a picture's name": (f"<w:r>{DRAWN}</w:r>", "picture"),
    "text of another language": ('<w:r><zz:t xmlns:zz="urn:zz">甲</zz:t></w:r>', ""),
    "the mark of a comment": ("<w:r><w:annotationRef/></w:r>", ""),
}  # fmt: skip


@pytest.mark.parametrize(("xml", "text"), KEPT.values(), ids=KEPT)
def test_text_that_is_kept(xml: str, text: str) -> None:
    content = content_of(p(xml, r("，末")))
    assert text_of(content) == text + "，末" and not content.boxes
    assert signs_of(content) <= {"phonetic_guide"} and all(not each.signs for each in spans_of(content))


@pytest.mark.parametrize(("xml", "text", "code"), DOUBTED.values(), ids=DOUBTED)
def test_text_that_is_doubted(xml: str, text: str, code: str) -> None:
    content = content_of(p(xml, r("，末")))
    assert text_of(content) == text + "，末" and code in signs_of(content)
    last = spans_of(content)[-1]
    assert not last.signs and last.text == "，末"


@pytest.mark.parametrize(("xml", "code"), UNSEEN.values(), ids=UNSEEN)
def test_text_that_nobody_sees(xml: str, code: str) -> None:
    content = content_of(p(xml, r("，末")))
    assert text_of(content) == "，末" and signs_of(content) == {code} - {""}


@pytest.mark.parametrize("tag", ["altChunk", "subDoc"])
def test_a_document_between_paragraphs(tag: str) -> None:
    assert signs_of(content_of(p(r("甲")), f"<w:{tag}/>", p(r("乙")))) == {"alt_chunk"}
