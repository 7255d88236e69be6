"""One returned file of any kind against the blank that was issued: exactly one verdict."""

from __future__ import annotations

from dataclasses import replace

from documents.blanks import compile_blank
from documents.compound import Compound
from documents.foreign import prepared
from documents.forms import FormModel
from documents.kinds import CONVERTED, PICTURES, REFUSED, Kind, sniff
from documents.pages import content_of
from documents.reading.read import read, read_content_against
from documents.reading.result import Expected, Reading, TableReading
from documents.reasons import Reason, Rejection
from documents.tools import NO_TOOLS, Page, Tools
from messages.errors import ConversionFailed, Damaged, PasswordNeeded, Unavailable
from messages.language import mark

_LEAST_TEXT = 40  # characters a page: fewer are a scanner's own mark


def read_returned(model: FormModel, blank: bytes, data: bytes, expected: Expected, tools: Tools = NO_TOOLS) -> Reading:
    """The reading of `data`, an answer to `blank` whose model is `model`; other kinds than .docx through `tools`.

    PDFs and pictures give proposals only, and archives are not opened here. Raises Rejection or TemplateError only
    when `blank` itself cannot be used.
    """
    form = compile_blank(blank, model)
    kind = sniff(data)
    try:
        if kind == Kind.DOCX:
            return read(model, blank, data, expected)
        if kind in CONVERTED:
            return read(model, blank, _converted(data, kind, tools), expected)
        pages, code = _pages(data, kind, tools)
    except (Rejection, ConversionFailed, Unavailable) as error:
        return _not_read(error, kind)
    return _as_proposals(read_content_against(form, content_of(pages), None, expected), code)


def _converted(data: bytes, kind: Kind, tools: Tools) -> bytes:
    made = tools.to_docx(*prepared(data, kind))
    if sniff(made) != Kind.DOCX:
        raise ConversionFailed(mark("the program gave no file."), place=kind)
    return made


def _pages(data: bytes, kind: Kind, tools: Tools) -> tuple[list[Page], str]:
    """The pages of a PDF or picture, and the reason why what is read from them is only proposed."""
    if kind == Kind.PDF:
        pages = tools.words(data)
        if sum(len(text) for _, words, _ in pages for _, text in words) >= _LEAST_TEXT * len(pages):
            return pages, "from_pdf"
    elif kind not in PICTURES:
        raise _unusable(data, kind)
    return tools.recognise(data, kind), "from_picture"


def _unusable(data: bytes, kind: Kind) -> Rejection | Unavailable:
    if kind == Kind.OLE:
        Compound(data)  # a torn one is damaged
    if kind in REFUSED:
        return Rejection(REFUSED[kind])
    return Unavailable(mark("no converter is installed."), place=kind)  # OFD, for which there is none


def _not_read(error: Rejection | ConversionFailed | Unavailable, kind: Kind) -> Reading:
    """The verdict on a file that could not be opened: back to the unit, or to a person."""
    if isinstance(error, Rejection):
        return Reading("rejected", (error.reason,), quarantined=error.quarantined)
    if isinstance(error, PasswordNeeded):
        return Reading("rejected", (Reason("encrypted"),))
    if isinstance(error, Damaged):
        return Reading("rejected", (Reason("damaged"),))
    code = "converter_missing" if isinstance(error, Unavailable) else "conversion_failed"
    return Reading("review", (Reason(code, {"kind": kind.value}),))


def _as_proposals(reading: Reading, code: str) -> Reading:
    """The reading with nothing vouched for: positions on a page are weaker evidence than a document's structure."""
    reason = Reason(code)
    return replace(
        reading,
        verdict="review",
        reasons=(reason, *reading.reasons),
        fields=tuple(replace(each, status="review", reasons=(reason, *each.reasons)) for each in reading.fields),
        tables=tuple(_table_as_proposal(each, reason) for each in reading.tables),
        nil=False,
    )


def _table_as_proposal(table: TableReading, reason: Reason) -> TableReading:
    rows = tuple(replace(row, status="review", reasons=(reason, *row.reasons)) for row in table.rows)
    return replace(table, status="review", rows=rows, reasons=(reason, *table.reasons), nil=False)
