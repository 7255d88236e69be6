"""A blank opened to be filled: characters of its paragraphs are replaced as an editor does it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from tests.offices.shells import W, unzipped, zipped

Element = etree._Element
_DOCUMENT = "word/document.xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """A name of WordprocessingML."""
    return f"{{{W}}}{name}"


def length(run: Element) -> int:
    """The characters of a run; a sign of another font counts as one."""
    return sum(len(each.text or "") if each.tag == w("t") else each.tag == w("sym") for each in run)


def runs_of(para: Element) -> list[Element]:
    """The runs of a paragraph, also those inside of controls."""
    return list(para.iter(w("r")))


def text_of(element: Element) -> str:
    """Everything printed in an element."""
    return "".join((each.text or "") if each.tag == w("t") else "□" for each in element.iter(w("t"), w("sym")))


@dataclass
class Sheet:
    """The parts of a form and the runs that were typed."""

    parts: dict[str, bytes]
    root: Element
    paragraphs: list[Element]
    typed: list[Element] = field(default_factory=list)
    lists: dict[int, list[Element]] = field(default_factory=dict)  # the rows of each list
    filled: dict[int, int] = field(default_factory=dict)  # how many of them have answers

    @classmethod
    def open(cls, data: bytes) -> Sheet:
        parts = unzipped(data)
        root = etree.fromstring(parts[_DOCUMENT])
        return cls(parts, root, list(root.iter(w("p"))))

    def save(self) -> bytes:
        self.parts[_DOCUMENT] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return zipped(self.parts)

    @property
    def body(self) -> Element:
        body = self.root.find(w("body"))
        assert body is not None
        return body

    def replace(self, para: Element, start: int, end: int, text: str) -> None:
        """Type `text` in the place of the characters from `start` to `end`; "sym:…" is a sign of Wingdings."""
        _cut(para, start)
        _cut(para, end)
        inside, before, at = [], None, 0
        for run in runs_of(para):
            size = length(run)
            if start <= at and at + size <= end and size:
                inside.append(run)
            elif at + size == start and size:
                before = run
            at += size
        if inside:
            target = inside[0]
            for run in inside[1:]:
                _parent(run).remove(run)
        else:
            target = _new_run(para, before)
        _unplaceheld(target)
        _write(target, text)
        self.typed.append(target)


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _cut(para: Element, position: int) -> None:
    at = 0
    for run in runs_of(para):
        size = length(run)
        if at < position < at + size:
            rest = deepcopy(run)
            _keep(run, 0, position - at)
            _keep(rest, position - at, size)
            run.addnext(rest)
            return
        at += size


def _keep(run: Element, start: int, end: int) -> None:
    at = 0
    for each in list(run):
        if each.tag == w("t"):
            text = each.text or ""
            each.text = text[max(0, start - at) : max(0, end - at)]
            each.set(_SPACE, "preserve")
            at += len(text)
        elif each.tag == w("sym"):
            if not start <= at < end:
                run.remove(each)
            at += 1


def _new_run(para: Element, before: Element | None) -> Element:
    run = etree.Element(w("r"))
    like = before if before is not None else next((each for each in runs_of(para)), None)
    look = None if like is None else like.find(w("rPr"))
    if look is not None:
        run.append(deepcopy(look))
    if before is not None:
        before.addnext(run)
    else:
        head = para.find(w("pPr"))
        para.insert(0 if head is None else 1, run)
    return run


def _unplaceheld(run: Element) -> None:
    for control in run.iterancestors(w("sdt")):
        for mark in list(control.iter(w("showingPlcHdr"))):
            _parent(mark).remove(mark)


def _write(run: Element, text: str) -> None:
    for each in list(run):
        if each.tag != w("rPr"):
            run.remove(each)
    if text.startswith("sym:"):
        etree.SubElement(run, w("sym"), {w("font"): "Wingdings", w("char"): text[4:]})
        return
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, w("br"))
        if line:
            etree.SubElement(run, w("t"), {_SPACE: "preserve"}).text = line
