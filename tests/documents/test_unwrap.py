"""Content controls are taken out, and nothing else."""

from __future__ import annotations

from lxml import etree

from documents.package import Package
from documents.unwrap import unwrap_controls
from documents.wml import SDT, Element, P, text_of, w
from tests.documents import build

FORM = build.fill(build.blank())


def root_of(docx: bytes) -> Element:
    return Package.open(docx).tree("word/document.xml")


def wrapped(element: Element) -> None:
    """Put a control around `element`."""
    sdt = etree.Element(SDT)
    element.addprevious(sdt)
    etree.SubElement(sdt, w("sdtPr"))
    etree.SubElement(sdt, w("sdtContent")).append(element)


def everything_wrapped(root: Element) -> None:
    """Controls around runs, paragraphs, cells, rows and tables, one in the other."""
    for kind in ("r", "p", "tc", "tr", "tbl"):
        for element in list(root.iter(w(kind))):
            wrapped(element)


def test_controls_go_and_the_text_stays() -> None:
    plain = root_of(unwrap_controls(FORM))
    assert list(plain.iter(SDT)) == []
    assert text_of(plain) == text_of(root_of(FORM))


def test_controls_at_every_level_and_in_each_other_go() -> None:
    nested = build.change(FORM, everything_wrapped)
    assert etree.tostring(root_of(unwrap_controls(nested))) == etree.tostring(root_of(unwrap_controls(FORM)))


def test_a_control_without_content_goes_too() -> None:
    def edit(root: Element) -> None:
        next(root.iter(P)).append(etree.Element(SDT))

    assert list(root_of(unwrap_controls(build.change(FORM, edit))).iter(SDT)) == []


def test_controls_in_headers_go() -> None:
    package = Package.open(FORM)
    header = etree.Element(w("hdr"))
    etree.SubElement(header, P).append(build.control("a", "b", "眉"))
    package.add("word/header1.xml", header, "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml")
    package.relate("word/document.xml", "header", "word/header1.xml")
    made = Package.open(unwrap_controls(package.save())).tree("word/header1.xml")
    assert list(made.iter(SDT)) == [] and text_of(made).strip() == "眉"


def test_what_has_no_controls_is_the_same() -> None:
    once = unwrap_controls(FORM)
    assert unwrap_controls(once) == once
