"""PDFs and pictures as words and cells, by the real programs in their child processes."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from messages.errors import Damaged, PasswordNeeded, TooLarge
from office.libreoffice import LibreOffice
from office.pages import Page, recognise, words
from tests.office import papers

TEXTS = [text for row in papers.ROWS for text in row]


@pytest.fixture(scope="module")
def pdf(libreoffice: LibreOffice) -> bytes:
    return libreoffice.convert(papers.form(), "docx", "pdf")


def in_cells(page: Page) -> list[str]:
    """The words of the only table, by cell from left to right and from top to bottom."""
    _, seen, (cells,) = page
    placed = []
    for left, top, right, bottom in sorted(cells, key=lambda cell: (round(cell[1] / 5), cell[0])):
        inside = [
            text for box, text in seen if left < (box[0] + box[2]) / 2 < right and top < (box[1] + box[3]) / 2 < bottom
        ]
        placed.append("".join(inside))
    return placed


def test_the_words_of_a_pdf_stand_in_its_cells(pdf: bytes) -> None:
    (page,) = words(pdf)
    assert in_cells(page) == TEXTS
    assert "联络员名单" in [text for _, text in page[1]]


@pytest.mark.parametrize("kind", ["JPEG", "AVIF", "HEIF"])
def test_a_picture_is_read_whatever_its_kind(kind: str) -> None:
    register_heif_opener()
    (page,) = recognise(papers.picture(kind))
    assert in_cells(page) == TEXTS


def test_a_scanned_pdf_is_read() -> None:
    scan = papers.picture("PDF")
    assert words(scan)[0][1] == []
    assert in_cells(recognise(scan)[0]) == TEXTS


def test_a_pdf_under_a_password_is_told_apart() -> None:
    with pytest.raises(PasswordNeeded):
        words(papers.locked_pdf())


@pytest.mark.parametrize("data", [b"%PDF-1.7 junk", b"%PDF-1.7\n%%EOF"])
def test_a_damaged_pdf_is_told_apart(data: bytes) -> None:
    with pytest.raises(Damaged):
        words(data)


def test_a_torn_picture_is_damaged() -> None:
    with pytest.raises(Damaged):
        recognise(papers.picture()[:400])


def test_too_many_pages_are_not_read() -> None:
    pages = [Image.new("1", (10, 10)) for _ in range(11)]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    with pytest.raises(TooLarge):
        recognise(out.getvalue())
