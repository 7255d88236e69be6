"""Pages as words and the cells of ruled tables: of a PDF, or of what is seen on pictures."""

from __future__ import annotations

import json
import sys
import tempfile
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from messages.errors import Damaged, PasswordNeeded, TooLarge, Unavailable
from messages.language import mark
from office import child
from office.child import MEGABYTE, Limits

Box = tuple[float, float, float, float]  # left, top, right, bottom
Word = tuple[Box, str]
Page = tuple[tuple[float, float], list[Word], list[list[Box]]]  # width and height, words, cells of each table

_ERRORS = {3: PasswordNeeded, 4: Damaged, 5: TooLarge}  # by the exit codes of both programs
_PDF = Limits(seconds=60, memory=1024 * MEGABYTE, file_size=64 * MEGABYTE)
_OCR = Limits(seconds=180, memory=6144 * MEGABYTE, file_size=64 * MEGABYTE)
_OCR_NEEDS = ("rapidocr", "onnxruntime", "pillow_heif", "pypdfium2")


def words(data: bytes) -> list[Page]:
    """The pages of a PDF with the text in it. Raises PasswordNeeded, Damaged, TooLarge, ConversionFailed."""
    return _read(data, "pdf.py", _PDF)


def recognise(data: bytes) -> list[Page]:
    """The pages of a picture or PDF with the text seen on them.

    Raises Unavailable when the extra `ocr` is not installed; Damaged, TooLarge, ConversionFailed.
    """
    if not can_recognise():
        raise Unavailable(mark("text in pictures is not recognised: the extra “ocr” is not installed."))
    return _read(data, "ocr.py", _OCR)


@lru_cache(maxsize=1)
def can_recognise() -> bool:
    """Whether the extra `ocr` is installed."""
    return all(find_spec(name) is not None for name in _OCR_NEEDS)


def _read(data: bytes, program: str, limits: Limits) -> list[Page]:
    with tempfile.TemporaryDirectory(prefix="shoufa-pages-") as name:
        folder = Path(name)
        (folder / "given").write_bytes(data)
        argv = [sys.executable, "-I", str(Path(__file__).with_name(program)), "given", "made"]
        child.run(argv, folder, limits, errors=_ERRORS)
        return [_page(*page) for page in json.loads((folder / "made").read_text("utf-8"))]


def _page(size: list[float], words: list[tuple[list[float], str]], tables: list[list[list[float]]]) -> Page:
    return (
        (size[0], size[1]),
        [(_box(box), text) for box, text in words],
        [[_box(cell) for cell in cells] for cells in tables],
    )


def _box(numbers: list[float]) -> Box:
    left, top, right, bottom = numbers
    return left, top, right, bottom
