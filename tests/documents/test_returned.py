"""A returned file of any kind, through stand-ins for the other programs and through the programs themselves."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from documents.reading import Expected, Reading
from documents.returned import read_returned
from documents.tools import NO_TOOLS, Page, Tools, Word
from documents.unwrap import unwrap_controls
from messages.errors import ConversionFailed, Damaged, PasswordNeeded, Unavailable
from office.libreoffice import LibreOffice
from office.tools import OfficeTools
from tests.documents import build
from tests.documents.compound import WORD, compound

FORM = build.fill(build.blank())
DOC = compound({"WordDocument": WORD})
RTF = b"{\\rtf1 x}"
PDF = b"%PDF-1.7"
JPEG = b"\xff\xd8\xff\xe0"
ANSWERS = list(build.ANSWERS.values())
PAGE: Page = (  # each answer in a cell beside its label's, and a page number
    (600.0, 800.0),
    [
        *(((60, 100 + 30 * n, 150, 112 + 30 * n), label) for n, (_, label, _, _) in enumerate(build.FIELDS)),
        *(((210, 100 + 30 * n, 300, 112 + 30 * n), text) for n, text in enumerate(ANSWERS)),
        ((290, 780, 310, 790), "1"),
    ],
    [[(left, 90 + 30 * n, left + 150, 120 + 30 * n) for n in range(len(ANSWERS)) for left in (50, 200)]],
)


@dataclass
class Made:
    """Tools that give what they are told to, and keep what they were asked."""

    docx: bytes | Exception = b""
    seen: list[Page] | Exception = field(default_factory=list)
    printed: list[Page] | Exception = field(default_factory=list)
    asked: list[tuple[bytes, str]] = field(default_factory=list)

    def to_docx(self, data: bytes, kind: str) -> bytes:
        self.asked.append((data, kind))
        if isinstance(self.docx, Exception):
            raise self.docx
        return self.docx

    def words(self, data: bytes) -> list[Page]:
        if isinstance(self.printed, Exception):
            raise self.printed
        return self.printed

    def recognise(self, data: bytes, kind: str) -> list[Page]:
        self.asked.append((data, kind))
        if isinstance(self.seen, Exception):
            raise self.seen
        return self.seen

    def unpack(self, data: bytes, kind: str) -> list[tuple[str, bytes]]:
        raise AssertionError("archives are unpacked by whoever calls")


def reading_of(data: bytes, tools: Tools = NO_TOOLS) -> Reading:
    return read_returned(build.model(), build.blank(), data, Expected("", build.UNITS), tools)


def codes(reading: Reading) -> list[str]:
    return [reason.code for reason in reading.reasons]


def values(reading: Reading) -> dict[str, object]:
    return {each.key: each.value for each in reading.fields}


def test_a_docx_needs_no_tools() -> None:
    assert reading_of(FORM, Made(docx=AssertionError())).verdict == "accepted"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (DOC, "doc"),
        (RTF, "rtf"),
        (b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>', "xml"),
        (b'<a:document xmlns:a="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>', "fodt"),
    ],
)
def test_a_file_of_another_word_processor_is_converted_and_read(data: bytes, kind: str) -> None:
    tools = Made(docx=FORM)
    assert reading_of(data, tools).verdict == "accepted"
    assert tools.asked == [(data, kind)]


MHTML = (
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
    '--x\nContent-Type: text/html; charset="gb2312"\nContent-Transfer-Encoding: 8bit\n\n<p>姓名</p>\n--x--\n'
)


@pytest.mark.parametrize(
    "data",
    [
        '<html><meta charset="gb2312"><p>姓名</p>'.encode("gb18030"),
        '<html><meta http-equiv="Content-Type" content="text/html; charset=GBK"><p>姓名</p>'.encode("gb18030"),
        '<html><meta charset="no-such"><p>姓名</p>'.encode(),
        "<html><p>姓名</p>".encode(),
        "<html><p>姓名</p>".encode("gb18030"),
        "\ufeff<html><p>姓名</p>".encode(),
        MHTML.encode("gb18030"),
    ],
)
def test_a_web_page_is_handed_over_in_utf_8(data: bytes) -> None:
    tools = Made(docx=FORM)
    assert reading_of(data, tools).verdict == "accepted"
    ((page, kind),) = tools.asked
    assert kind == "html" and page.startswith(b"\xef\xbb\xbf") and "姓名" in page.decode()
    assert b"charset" not in page or b"charset=utf-8" in page


@pytest.mark.parametrize(
    "header", ["multipart/related; boundary", "text/html; charset", 'multipart/related; boundary="']
)
def test_a_web_archive_with_a_broken_header_gets_a_verdict(header: str) -> None:
    data = f"MIME-Version: 1.0\nContent-Type: {header}\n\n".encode()
    assert reading_of(data, Made(docx=FORM)).verdict in ("accepted", "rejected")


@pytest.mark.parametrize(
    ("error", "verdict", "code"),
    [
        (Unavailable(""), "review", "converter_missing"),
        (ConversionFailed(""), "review", "conversion_failed"),
        (Damaged(""), "rejected", "damaged"),
        (PasswordNeeded(""), "rejected", "encrypted"),
    ],
)
@pytest.mark.parametrize("data", [RTF, PDF, JPEG], ids=["rtf", "pdf", "jpeg"])
def test_what_another_program_says_decides(data: bytes, error: Exception, verdict: str, code: str) -> None:
    reading = reading_of(data, Made(error, error, error))
    assert (reading.verdict, codes(reading)) == (verdict, [code])


def test_what_a_converter_makes_is_looked_into_too() -> None:
    assert codes(reading_of(RTF, Made(docx=b"junk"))) == ["conversion_failed"]
    assert codes(reading_of(RTF, Made(docx=FORM[:3000]))) == ["damaged"]


def test_a_printed_pdf_gives_proposals_only() -> None:
    reading = reading_of(PDF, Made(printed=[PAGE]))
    assert reading.verdict == "review" and codes(reading)[0] == "from_pdf"
    assert values(reading)["officer_name"] == "张三" and values(reading)["officer_mobile"] == "13800000001"
    assert {each.status for each in reading.fields} | {each.status for each in reading.tables} == {"review"}
    assert all(each.reasons[0].code == "from_pdf" for each in reading.fields)


@pytest.mark.parametrize("words", [[], [((400.0, 780.0, 500.0, 790.0), "扫描全能王 创建")]])
def test_a_pdf_of_pictures_is_looked_at_as_a_picture(words: list[Word]) -> None:
    tools = Made(printed=[((600.0, 800.0), words, [])], seen=[PAGE])
    reading = reading_of(PDF, tools)
    assert tools.asked == [(PDF, "pdf")]
    assert codes(reading)[0] == "from_picture" and values(reading)["officer_name"] == "张三"


def test_a_photograph_is_never_refused_for_what_is_not_seen_on_it() -> None:
    reading = reading_of(JPEG, Made(seen=[((600.0, 800.0), [], [])]))
    assert reading.verdict == "review" and "from_picture" in codes(reading)


@pytest.fixture(scope="module")
def tools() -> Iterator[OfficeTools]:
    made = OfficeTools()
    yield made
    made.close()


@pytest.fixture(scope="module")
def saved_as() -> Iterator[dict[str, bytes]]:
    """The filled form as LibreOffice saves it in other formats."""
    plain = unwrap_controls(FORM)
    with LibreOffice() as office:
        yield {kind: office.convert(plain, "docx", kind) for kind in ("odt", "rtf", "pdf")}


@pytest.mark.parametrize("kind", ["odt", "rtf"])
def test_a_form_saved_by_another_program_is_read_whole(
    saved_as: dict[str, bytes], tools: OfficeTools, kind: str
) -> None:
    reading = reading_of(saved_as[kind], tools)
    assert reading.verdict == "accepted"
    assert values(reading) == values(reading_of(FORM))


def test_a_real_pdf_and_a_scan_of_it_propose_the_answers(saved_as: dict[str, bytes], tools: OfficeTools) -> None:
    printed = reading_of(saved_as["pdf"], tools)
    assert printed.verdict == "review" and values(printed) == values(reading_of(FORM))
    image: Image.Image = PdfDocument(saved_as["pdf"])[0].render(scale=200 / 72).to_pil()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    seen = reading_of(out.getvalue(), tools)
    assert seen.verdict == "review" and values(seen)["officer_mobile"] == "13800000001"
