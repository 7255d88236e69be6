"""Reading a returned form, from its file to its verdict, beside programs that give its text alone.

Every contender reads the same files, is warm, and takes its turn in each pass; its fastest pass counts. The limit
is what no reader of .docx can avoid: inflating every part and parsing the XML.
"""

from __future__ import annotations

import json
import math
import resource
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from lxml import etree

from cli.benches.form import COLUMNS, FIELDS, TITLE, form
from documents.blanks import model_from_blank
from documents.forms import FormModel
from documents.reading import Expected, Reading, read
from messages.errors import NotAllowed
from messages.language import mark

ROWS = 30
MORE_ROWS = (100, 500, 2000)  # time has to grow with them and not with their square
PASSES = 10

Work = Callable[[Path], object]


@dataclass(frozen=True)
class Files:
    """Filled forms on the disk, and what reads them."""

    paths: tuple[Path, ...]
    rows: int
    blank: bytes
    model: FormModel

    def read(self, path: Path) -> Reading:
        """What `shoufa read` does with a file."""
        return read(self.model, self.blank, path.read_bytes(), Expected())


def measure(documents: int) -> str:
    """The JSON lines that design.md's contract has: one a baseline, then one for each greater number of rows."""
    with TemporaryDirectory(prefix="shoufa-bench-") as folder:
        plain = fill_forms(Path(folder), documents, ROWS, controls=False)
        tagged = fill_forms(Path(folder), documents, ROWS, controls=True)
        peak = _peak()
        growing = [_grown(Path(folder), documents, rows) for rows in MORE_ROWS]
        lines = [*_compared("read", tagged, peak), *_compared("read-without-controls", plain, peak), *growing]
    return "\n".join(json.dumps(line) for line in lines)


def fill_forms(folder: Path, documents: int, rows: int, *, controls: bool) -> Files:
    """Fill that many forms. NotAllowed when one is not read as it was filled: speed would say nothing."""
    blank = form(rows, controls=controls)
    paths = tuple(folder / f"{rows}-{controls}-{number}.docx" for number in range(documents))
    files = Files(paths, rows, blank, model_from_blank(blank, "bench", TITLE))
    for number, path in enumerate(paths):
        path.write_bytes(form(rows, controls=controls, number=number))
        if not _is_whole(files.read(path), rows):
            raise NotAllowed(mark("a form of the benchmark was not read as it was filled."), place=path.name)
    return files


def _is_whole(reading: Reading, rows: int) -> bool:
    values = [each.value for each in reading.fields]
    values += [value for table in reading.tables for each in table.rows for value in each.values.values()]
    filled = len(FIELDS) + rows * len(COLUMNS)
    return reading.verdict == "accepted" and len(values) == filled and None not in values


def _grown(folder: Path, documents: int, rows: int) -> dict[str, Any]:
    files = fill_forms(folder, max(1, documents * ROWS // rows), rows, controls=True)
    best = _best({"": files.read, "limit": _limit}, files.paths)
    return _line(f"read-{rows}-rows", files, best, "", _peak())


def _compared(name: str, files: Files, peak: float) -> Iterator[dict[str, Any]]:
    baselines = {each: make() for each, make in BASELINES.items() if find_spec(each) is not None}
    best = _best({"": files.read, "limit": _limit, **baselines}, files.paths)
    for baseline in BASELINES:
        yield _line(name, files, best, baseline, peak)


def _best(contenders: Mapping[str, Work], paths: tuple[Path, ...]) -> dict[str, float]:
    """The seconds of each contender's fastest pass over the files."""
    best = dict.fromkeys(contenders, math.inf)
    for _ in range(PASSES):  # in turn, so that a slow moment of the machine meets all alike
        for name, work in contenders.items():
            started = time.perf_counter()
            for path in paths:
                work(path)
            best[name] = min(best[name], time.perf_counter() - started)
    return best


def _line(name: str, files: Files, best: Mapping[str, float], baseline: str, peak: float) -> dict[str, Any]:
    """One object; without a baseline, or when it is not installed, its figures are null."""
    count, seconds = len(files.paths), best[""]
    others = best.get(baseline) if baseline else None
    return {
        "name": name,
        "documents": count,
        "seconds": round(seconds, 4),
        "documents_per_second": round(count / seconds, 1),
        "peak_mib": round(peak, 1),
        "baseline": baseline or None,
        "baseline_documents_per_second": round(count / others, 1) if others else None,
        "ratio": round(others / seconds, 2) if others else None,
        "limit_documents_per_second": round(count / best["limit"], 1),
        "share_of_limit": round(best["limit"] / seconds, 4),
    }


def _peak() -> float:
    """The highest memory of this process so far, in MiB; taken before the baselines are loaded."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _limit(path: Path) -> None:
    with ZipFile(path) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith((".xml", ".rels")):
                etree.fromstring(data)


def _docx2python() -> Work:
    """As its README reads the text of a file."""
    module = import_module("docx2python")

    def text(path: Path) -> object:
        with module.docx2python(path) as content:
            return content.text

    return text


def _markitdown() -> Work:
    """As its README converts files: one converter for all of them."""
    converter = import_module("markitdown").MarkItDown()
    return lambda path: converter.convert(path).text_content


BASELINES: Mapping[str, Callable[[], Work]] = {"docx2python": _docx2python, "markitdown": _markitdown}
