"""The words and ruled tables of a born-digital PDF: a program of its own, because a PDF may cost any time and memory.

`python pdf.py FILE OUT` writes the pages as JSON, or exits with one of the codes of office/pages.py.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

PASSWORD, DAMAGED, TOO_LARGE = 3, 4, 5  # exit codes
MOST_PAGES = 100
MOST_OBJECTS = 50_000  # characters, lines and rectangles of one page
_RULED = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}


def main(given: str, made: str) -> int:
    """The exit code: 0 when `made` has been written."""
    try:
        with pdfplumber.open(given) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                return TOO_LARGE
            pages = []
            for page in pdf.pages:
                if sum(map(len, page.objects.values())) > MOST_OBJECTS:
                    return TOO_LARGE
                pages.append(_page(page))
                page.close()
    except PdfminerException as error:
        return PASSWORD if isinstance(error.args[0], PDFPasswordIncorrect | PDFEncryptionError) else DAMAGED
    if not pages:
        return DAMAGED
    Path(made).write_text(json.dumps(pages), "utf-8")
    return 0


def _page(page: Page) -> list[Any]:
    """Size, words and tables' cells, as [[width, height], [[box, text], …], [[box, …], …]]."""
    words = [
        [[word["x0"], word["top"], word["x1"], word["bottom"]], word["text"]]
        for word in page.extract_words(use_text_flow=False, keep_blank_chars=False)
    ]
    tables = [[list(cell) for cell in table.cells] for table in page.find_tables(_RULED)]
    return [[float(page.width), float(page.height)], words, tables]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
