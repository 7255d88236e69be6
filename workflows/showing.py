"""What a returned file shows, for the page that stands it beside its answers. Nothing is converted for a page."""

from __future__ import annotations

from documents.content import Content, read_content
from documents.intake import check_docx
from documents.kinds import CONVERTED, PICTURES, Kind, sniff
from documents.pages import content_of
from documents.reasons import Rejection
from documents.tools import Tools
from messages.errors import ConversionFailed, Unavailable
from workflows.converting import KeptTools, OutOfTime
from workflows.evidence import converted
from workflows.services import Services

SHOWN_BY_BROWSERS = {  # kind → MIME type of the pictures that a browser shows
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.GIF: "image/gif",
    Kind.BMP: "image/bmp",
    Kind.WEBP: "image/webp",
    Kind.AVIF: "image/avif",
}


def content_shown(services: Services, data: bytes) -> Content | None:
    """The content that the answers' places point into; None when the file has not been, or cannot be, opened.

    Errors: StoreUnavailable.
    """
    only_kept = KeptTools(services.tools, services.store, until=0.0)
    try:
        return _content(data, only_kept)
    except (Rejection, ConversionFailed, Unavailable, OutOfTime):
        return None


def _content(data: bytes, tools: Tools) -> Content | None:
    kind = sniff(data)
    if kind is Kind.DOCX:
        return read_content(check_docx(data))
    if kind in CONVERTED:
        return read_content(check_docx(converted(data, kind, tools)))
    if kind is Kind.PDF:
        pages = tools.words(data)
        return content_of(pages if any(words for _, words, _ in pages) else tools.recognise(data, kind))
    return content_of(tools.recognise(data, kind)) if kind in PICTURES else None


def picture_type(data: bytes) -> str:
    """The MIME type of a picture that a browser shows; "" for every other file."""
    return SHOWN_BY_BROWSERS.get(sniff(data), "")
