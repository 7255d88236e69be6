"""What happens to a whole file."""

from __future__ import annotations

import copy
from random import Random

from lxml import etree

from tests.tricks.building import build
from tests.tricks.catalogue import FORMS
from tests.tricks.kinds import kind
from tests.tricks.kinds_looks import WHO
from tests.tricks.kinds_pairs import relabel
from tests.tricks.markup import DECLARED, Package, paragraph, pieces, run, visible, w
from tests.tricks.slots import BLANK, LOOK, Paper


def _title(name: str, how: str) -> None:
    @kind(f"title, {name}")
    def change(paper: Paper, rng: Random) -> bool:
        words = visible(paper.title)
        relabel(paper.title, how.format(t=words, old="2025年" + words.removeprefix("2026年")))
        paper.look()
        return True


_title("year before", "{old}")
_title("sample", "{t}（样表）")
_title("example of filling", "{t}填写示例")
_title("void", "{t}（作废）")
_title("draft", "{t}（草稿，未经审定）")
_title("of another paper", "干部家庭财产申报表")
_title("correction notice", "关于撤回{t}的说明")


@kind("whole, two papers in one")
def two_papers(paper: Paper, rng: Random) -> bool:
    """A second form, blank, of another title after this one."""
    other = build(rng.choice([each for each in FORMS if each.name != paper.name]))
    for each in list(other.body)[:-1]:
        paper.body.insert(len(paper.body) - 1, each)
    return True


@kind("whole, a blank copy after it")
def blank_copy(paper: Paper, rng: Random) -> bool:
    """The same form once more, blank."""
    other = build(next(each for each in FORMS if each.name == paper.name))
    for each in list(other.body)[:-1]:
        paper.body.insert(len(paper.body) - 1, each)
    return True


@kind("whole, a blank copy before it")
def blank_before(paper: Paper, rng: Random) -> bool:
    """The same form once more, blank, first."""
    other = build(next(each for each in FORMS if each.name == paper.name))
    for number, each in enumerate(list(other.body)[:-1]):
        paper.body.insert(number, each)
    return True


@kind("whole, a second one with other answers")
def other_answers(paper: Paper, rng: Random) -> bool:
    """The same form twice, the second of another unit."""
    for each in [copy.deepcopy(each) for each in list(paper.body)[:-1]]:
        for words in each.iter(w("t")):
            if any(slot.written and slot.written == words.text for slot in paper.every):
                words.text = (words.text or "")[::-1]
        paper.body.insert(len(paper.body) - 1, each)
    paper.look()
    return True


@kind("whole, last pages missing")
def cut_short(paper: Paper, rng: Random) -> bool:
    """Everything after the first half is gone."""
    blocks = list(paper.body)[:-1]
    if len(blocks) < 3:
        return False
    lost = blocks[max(2, len(blocks) // 2) :]
    for slot in paper.every:
        if any(each is slot.paragraph or each in set(slot.paragraph.iterancestors()) for each in lost):
            slot.truth, slot.written = BLANK, ""
    for each in lost:
        paper.body.remove(each)
    return True


@kind("whole, order of parts turned round")
def turned(paper: Paper, rng: Random) -> bool:
    """The blocks after the title stand in reverse."""
    blocks = list(paper.body)[1:-1]
    for each in blocks:
        paper.body.insert(1, each)
    return True


@kind("whole, answers in one paragraph below")
def one_paragraph(paper: Paper, rng: Random) -> bool:
    """The form is empty; one paragraph has all."""
    said = [f"{slot.label}{slot.written}" for slot in paper.every if slot.written]
    for slot in paper.every:
        if slot.written and slot.where != "box":
            slot.write("")
            slot.truth = LOOK
    paper.end(paragraph(run("，".join(said) + "。")))
    return True


def _inside(name: str, before: str, after: str) -> None:
    @kind(f"whole, {name}")
    def change(paper: Paper, rng: Random) -> bool:
        for each in list(paper.body.iter(w("r"))):
            parent = each.getparent()
            assert parent is not None
            made = pieces(f"{before}<w:r/>{after}")[0]
            parent.replace(each, made)
            inner = next(made.iter(w("r")))
            inner.getparent().replace(inner, each)  # type: ignore[union-attr]
        return True


_inside("all inserted under tracking", f'<w:ins w:id="5" {WHO}>', "</w:ins>")
_inside("all in custom XML", '<w:customXml w:element="x">', "</w:customXml>")
_inside("all in smart tags", '<w:smartTag w:element="x">', "</w:smartTag>")


def _looks(name: str, inside: str) -> None:
    @kind(f"whole, {name}")
    def change(paper: Paper, rng: Random) -> bool:
        styles = paper.package.parts["word/styles.xml"].decode()
        changed = styles.replace('<w:sz w:val="21"/>', inside, 1)
        paper.package.parts["word/styles.xml"] = changed.encode()
        paper.look()
        return True


_looks("hidden by the defaults", "<w:vanish/>")
_looks("struck by the defaults", "<w:strike/>")
_looks("white by the defaults", '<w:color w:val="FFFFFF"/>')


@kind("whole, all answers struck")
def struck(paper: Paper, rng: Random) -> bool:
    """Every run has a line through it."""
    for each in paper.body.iter(w("r")):
        each.insert(0, pieces("<w:rPr><w:strike/></w:rPr>")[0])
    paper.look()
    return True


def _mark(name: str, words: str) -> None:
    @kind(f"whole, watermark {name}")
    def change(paper: Paper, rng: Random) -> bool:
        art = f'<w:r><w:pict><v:shape><v:textpath on="t" string="{words}"/></v:shape></w:pict></w:r>'
        number = paper.package.add("header", f"<w:hdr {DECLARED}>{paragraph(art)}</w:hdr>", "header1.xml")
        paper.body[-1].insert(0, pieces(f'<w:headerReference w:type="default" r:id="{number}"/>')[0])
        paper.look()
        return True


_mark("void", "作废")
_mark("sample", "样表")


def _edge(name: str, part: str, root: str, words: str) -> None:
    @kind(f"whole, {name}")
    def change(paper: Paper, rng: Random) -> bool:
        xml = f"<w:{root} {DECLARED}>{paragraph(run(words))}</w:{root}>"
        number = paper.package.add(part, xml, f"{part}1.xml")
        paper.body[-1].insert(0, pieces(f'<w:{part}Reference w:type="first" r:id="{number}"/>')[0])
        paper.look()
        return True


_edge("first footer takes it back", "footer", "ftr", "本表数据有误，以另行报送为准。")
_edge("first header says draft", "header", "hdr", "讨论稿，请勿外传，数字待核")


@kind("whole, foreign text by a link")
def subdocument(paper: Paper, rng: Random) -> bool:
    """A subdocument and an imported HTML part stand at the end."""
    number = paper.package.relate("subDocument", "file:///C:/续表.docx", external=True)
    paper.end(f'<w:p><w:subDoc r:id="{number}"/></w:p>')
    paper.look()
    return True


@kind("whole, answers of another section in a page that is not shown")
def stale_part(paper: Paper, rng: Random) -> bool:
    """The package's main part has another name; the usual name holds an old file."""
    old = build(next(each for each in FORMS if each.name == paper.name))
    for slot in old.slots:
        if slot.where != "box" and not slot.options:
            slot.write(run("旧值"))
    paper.package.stale = _document(old.package)
    paper.package.main = "word/document2.xml"
    return True


def _document(package: Package) -> bytes:
    return etree.tostring(package.root, xml_declaration=True, encoding="UTF-8", standalone=True)


@kind("whole, other encoding")
def encoded(paper: Paper, rng: Random) -> bool:
    """The XML is in UTF-16."""
    paper.package.wide = True
    return True


@kind("whole, strict namespace")
def strict(paper: Paper, rng: Random) -> bool:
    """Saved as Strict Open XML."""
    paper.package.strict = True
    return True


@kind("whole, sentence that takes back")
def taken_back(paper: Paper, rng: Random) -> bool:
    """The end says that a figure is wrong, without saying which place."""
    paper.end(paragraph(run("说明：上表第2项填写有误，请以电话核实为准。")))
    paper.look()
    return True
