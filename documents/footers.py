"""The printed form number: one small right-aligned line in every footer that a page can show."""

from __future__ import annotations

from lxml import etree

from documents.form_number import find_numbers
from documents.package import RELATIONSHIP_ID, Package
from documents.wml import Element, P, T, is_on, squeeze, text_of, w

PRINTED_LABEL = "表单编号："
_PART = "word/footerShoufa.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"


def print_number(package: Package, number: str) -> None:
    """Print `number` in the footers of all sections; a footer is made where a page would have none."""
    _ensure_footers(package)
    for part in package.related(package.main, "footer"):
        root = package.tree(part)
        for paragraph in [each for each in root.iter(P) if _is_ours(each)]:
            parent = paragraph.getparent()
            if parent is not None:
                parent.remove(paragraph)
        root.append(_paragraph(PRINTED_LABEL + number))


def _is_ours(paragraph: Element) -> bool:
    text = text_of(paragraph)
    return squeeze(text).startswith(squeeze(PRINTED_LABEL)) and bool(find_numbers(text))


def _ensure_footers(package: Package) -> None:
    """Give every section the footer kinds that its pages ask for; later sections inherit (17.10.1)."""
    even = _even_and_odd(package)
    inherited: set[str] = set()
    made = ""
    for section in package.tree(package.main).iter(w("sectPr")):
        inherited |= {each.get(w("type"), "default") for each in section.findall(w("footerReference"))}
        title = section.find(w("titlePg"))
        needed = [
            "default",
            *(["even"] if even else []),
            *(["first"] if title is not None and is_on(title) else []),
        ]
        for kind in needed:
            if kind in inherited:
                continue
            made = made or _new_footer(package)
            reference = etree.Element(w("footerReference"), {w("type"): kind, RELATIONSHIP_ID: made})
            section.insert(0, reference)
            inherited.add(kind)


def _even_and_odd(package: Package) -> bool:
    found = [
        toggle
        for part in package.related(package.main, "settings")
        for toggle in package.tree(part).iter(w("evenAndOddHeaders"))
    ]
    return any(is_on(toggle) for toggle in found)


def _new_footer(package: Package) -> str:
    """Add an empty footer part (its number comes later); the id of its relationship."""
    present = [each.id for each in package.relationships(package.main) if each.target == _PART]
    if present:
        return present[0]
    package.add(_PART, etree.Element(w("ftr"), nsmap={"w": w("")[1:-1]}), _TYPE)
    return package.relate(package.main, "footer", _PART)


def _paragraph(text: str) -> Element:
    paragraph = etree.Element(P)
    properties = etree.SubElement(paragraph, w("pPr"))
    etree.SubElement(properties, w("jc"), {w("val"): "right"})
    run = etree.SubElement(paragraph, w("r"))
    look = etree.SubElement(run, w("rPr"))
    etree.SubElement(look, w("sz"), {w("val"): "16"})
    etree.SubElement(run, T).text = text
    return paragraph
