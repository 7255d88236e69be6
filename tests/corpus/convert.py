"""Returns that went through a real LibreOffice before they came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from documents.package import Package
from documents.wml import squeeze, text_of
from office.libreoffice import LibreOffice
from tests.corpus.kinds.registry import Kind
from tests.corpus.mixes import Case
from tests.corpus.returns import Return

_WAYS = {
    "office_docx": (("docx",), "fills in and saves in LibreOffice as .docx"),
    "office_doc": (("doc",), "saves as .doc"),
    "office_odt": (("odt",), "saves as .odt"),
    "office_rtf": (("rtf",), "saves as .rtf"),
    "office_doc_docx": (("doc", "docx"), "saves as .doc, and somebody saves that as .docx"),
    "office_odt_docx": (("odt", "docx"), "saves as .odt, and somebody saves that as .docx"),
}


def _unchanged(_: Return) -> bool:
    return True


WAYS: dict[str, Kind] = {name: Kind(name, "benign", says, _unchanged) for name, (_, says) in _WAYS.items()}
WAYS["office_multiplied"] = Kind("office_multiplied", "ambiguous", "LibreOffice 7.4 writes an answer again", _unchanged)
WAYS["office_pdf"] = Kind("office_pdf", "ambiguous", "prints the form as PDF", _unchanged)


def passed(cases: Iterable[Case], ways: Iterable[str], office: LibreOffice) -> Iterator[Case]:
    """Every readable case after each of these ways; the truth stays. Other files are left out.

    LibreOffice 7.4 multiplies what stands in some controls: such a document is no benign one any more.
    Raises Unavailable when LibreOffice is not installed, ConversionFailed when it fails.
    """
    chosen = list(ways)
    for case in cases:
        if any(each.file for each in case.kinds):
            continue
        for way in chosen:
            data, kind = case.data, "docx"
            for target in _WAYS.get(way, (("pdf",), ""))[0]:
                data, kind = office.convert(data, kind, target), target
            more = [WAYS[way]]
            if kind != "pdf" and _length(data, kind, office) > _length(case.data, "docx", office):
                more.append(WAYS["office_multiplied"])
            yield replace(case, data=data, kinds=(*case.kinds, *more))


def _length(data: bytes, kind: str, office: LibreOffice) -> int:
    """How many characters a document shows."""
    package = Package.open(data if kind == "docx" else office.convert(data, kind, "docx"))
    return len(squeeze(text_of(package.tree(package.main))))
