"""The text that is seen on a picture, or on a PDF of pictures: a program of its own, limited in time and memory.

`python ocr.py FILE OUT` writes the pages as office/pdf.py does. Needs the extra `ocr`: rapidocr with its models,
onnxruntime, pillow-heif. What it gives are proposals: at 80 dpi two engines agreed on a wrong telephone number.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from pillow_heif import register_heif_opener
from rapidocr import RapidOCR
from rapidocr.utils.output import RapidOCROutput

DAMAGED, TOO_LARGE = 4, 5  # exit codes
MOST_PAGES = 10
MOST_PIXELS = 100_000_000
_DPI = 200
_LONGEST = 2600  # pixels of a side; more costs time and reads no better
_POINTS = 72
_SHORTEST_LINE = 40  # of a side: a ruled line is longer than this part of it
_SMALLEST_CELL = 12  # pixels


def main(given: str, made: str) -> int:
    """The exit code: 0 when `made` has been written."""
    register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        pictures = list(islice(_pictures(Path(given)), MOST_PAGES + 1))
    except Image.DecompressionBombError:
        return TOO_LARGE
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, pypdfium2.PdfiumError):
        return DAMAGED
    if len(pictures) > MOST_PAGES:
        return TOO_LARGE
    engine = RapidOCR(params={"Global.log_level": "critical"})
    Path(made).write_text(json.dumps([_page(picture, engine) for picture in pictures]), "utf-8")
    return 0


def _pictures(path: Path) -> Iterator[Image.Image]:
    """The pages, upright, in colour, no larger than is read well."""
    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    if is_pdf:
        with pypdfium2.PdfDocument(path) as pdf:
            for page in pdf:
                scale = min(_DPI / _POINTS, _LONGEST / max(page.get_size()))
                yield page.render(scale=scale).to_pil().convert("RGB")
        return
    with Image.open(path) as image:
        for frame in ImageSequence.Iterator(image):
            upright = ImageOps.exif_transpose(frame).convert("RGB")
            upright.thumbnail((_LONGEST, _LONGEST))
            yield upright


def _page(picture: Image.Image, engine: RapidOCR) -> list[Any]:
    pixels = np.asarray(picture)[:, :, ::-1]
    found = engine(pixels)
    words = []
    if isinstance(found, RapidOCROutput) and found.boxes is not None:
        words = [[_around(box), text] for box, text in zip(found.boxes, found.txts or (), strict=True)]
    return [list(map(float, picture.size)), words, _cells(pixels)]


def _around(corners: Any) -> list[float]:
    (left, top), (right, bottom) = np.min(corners, axis=0), np.max(corners, axis=0)
    return [float(left), float(top), float(right), float(bottom)]


def _cells(pixels: Any) -> list[list[list[float]]]:
    """The cells of each ruled table: holes in what long dark lines enclose."""
    dark = cv2.adaptiveThreshold(
        cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12
    )
    height, width = dark.shape
    across = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, max(width // _SHORTEST_LINE, 10)), np.uint8))
    down = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((max(height // _SHORTEST_LINE, 10), 1), np.uint8))
    lines = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    contours, hierarchy = cv2.findContours(lines, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    tables: dict[int, list[list[float]]] = {}
    for contour, (_, _, _, parent) in zip(contours, hierarchy[0] if len(contours) else (), strict=True):
        left, top, wide, high = cv2.boundingRect(contour)
        if parent >= 0 and min(wide, high) >= _SMALLEST_CELL:
            tables.setdefault(int(parent), []).append([float(left), float(top), float(left + wide), float(top + high)])
    return [cells for cells in tables.values() if len(cells) > 1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
