"""What a unit can do about a file, by the reason for which it was not simply taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from documents.kinds import PICTURES, Kind
from messages.language import mark, translate

_AS_DOCX = mark(
    "What helps: open the file in Word or WPS, choose “Save as”, the kind “Word document (*.docx)”, and send that file."
)
_THE_FORM = mark(
    "You need not wait for us: it is quicker and surer to fill in the Word form that we sent you, and to send the Word"
    " file itself (.docx) instead of a picture, a scan or a PDF. A signed copy may go with it."
)
ADVICE: Mapping[str, str] = {
    "encrypted": mark(
        "How to remove the password: open the file; in Word choose File › Info › Protect Document › Encrypt with"
        " Password, in WPS choose File › Document encryption › Password; delete what stands there, save, and send the"
        " file again."
    ),
    "archive_encrypted": mark(
        "How to remove the password: unpack the archive, and attach the forms themselves or pack them without one."
    ),
    "archive_inside": mark("What helps: unpack the archives, and attach the forms themselves."),
    "other_form": mark(
        "Please look whether you attached the form that we sent to you for this; if not, send that one."
    ),
    "from_picture": _THE_FORM,
    "from_pdf": _THE_FORM,
    "conversion_failed": _AS_DOCX,
    "converter_missing": _AS_DOCX,
    "strict_format": _AS_DOCX,
}
UNREAD = ("from_picture", "from_pdf", "conversion_failed", "converter_missing")  # say all that a unit need know
_OF_KIND = {Kind.ENCRYPTED.value: "encrypted", Kind.PDF.value: "from_pdf"} | {
    kind.value: "from_picture" for kind in PICTURES
}


def of(codes: Iterable[str]) -> list[str]:
    """Advice for these reasons of documents.reasons, each once, in the current language."""
    return [translate(text) for text in dict.fromkeys(ADVICE[code] for code in codes if code in ADVICE)]


def codes_of(kinds: Iterable[str]) -> list[str]:
    """The reasons that files of these kinds, which nobody has read yet, will surely have."""
    return [_OF_KIND[kind] for kind in kinds if kind in _OF_KIND]
