"""The real issue workflow in this process: from the decision to the stored mail of every unit.

Beside it docxtpl alone renders the same documents, and the limit is what no program can avoid: the checksum
and deflate of the parts that differ from the template, and a copy of the rest.
"""

from __future__ import annotations

import io
import json
import resource
import time
import zlib
from collections.abc import Iterator, Sequence
from zipfile import ZipFile

from django.core.management import call_command
from docxtpl import DocxTemplate
from lxml import etree
from openpyxl import load_workbook

from cli.folders import read_folder
from config.env import PROJECT
from config.wiring import services
from tracking import outbox
from tracking.audit import system
from tracking.clock import business_now
from tracking.models import Assignment, Batch
from workflows import library, steps
from workflows.issue import issue
from workflows.papers import context_of

EXAMPLE = PROJECT / "templates_docx" / "footsteps"
BATCH = "roster"
FIRST_CODE = 900_000


def measure(units: int) -> str:
    """One JSON line as design.md's contract has it; `units` counties are added to the example's own."""
    call_command("migrate", verbosity=0)
    now = business_now()
    files = read_folder(EXAMPLE)
    files["units.xlsx"] = _with_more_units(files["units.xlsx"], units)
    campaign = library.import_campaign(services(), files, system("bench"), now)
    started = time.perf_counter()
    batch = issue(services(), campaign, BATCH, system("bench"), now).batch
    while due := outbox.due(500):
        for job_id, _ in due:
            steps.run(services(), job_id)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    asked = list(_asked(batch))
    started = time.perf_counter()
    rendered = [_docxtpl(template, assignment) for template, assignment in asked]
    baseline = len(asked) / (time.perf_counter() - started)
    limit = _limit([template for template, _ in asked], rendered)
    speed = len(asked) / seconds
    return json.dumps(
        {
            "name": "issue",
            "documents": len(asked),
            "seconds": round(seconds, 3),
            "documents_per_second": round(speed, 1),
            "peak_mib": round(peak, 1),
            "baseline": "docxtpl",
            "baseline_documents_per_second": round(baseline, 1),
            "ratio": round(speed / baseline, 3),
            "limit_documents_per_second": round(limit, 1),
            "share_of_limit": round(speed / limit, 4),
        }
    )


def _with_more_units(xlsx: bytes, count: int) -> bytes:
    book = load_workbook(io.BytesIO(xlsx))
    sheet = book.worksheets[0]
    rows = [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
    headings, city = rows[0], rows[1][rows[0].index("单位代码")]
    for number in range(count):
        values = {
            "单位代码": str(FIRST_CODE + number),
            "单位名称": f"共青团示例{number}县委员会",
            "上级代码": city,
            "类别": "县（市、区）",
            "简称": f"示例{number}",
            "邮箱": f"office@county{number}.example",
        }
        sheet.append([values.get(heading, "") for heading in headings])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _asked(batch: Batch) -> Iterator[tuple[bytes, Assignment]]:
    """Every document of the batch: its template and whom it is for."""
    papers = [services().store.get(paper.object_key) for paper in batch.papers.all()]
    blanks: dict[str, bytes] = {}
    for assignment in batch.assignments.select_related("unit", "batch").prefetch_related("items__form"):
        yield from ((paper, assignment) for paper in papers)
        for item in assignment.items.all():
            key = item.form.object_key
            blanks[key] = blanks.get(key) or services().store.get(key)
            yield blanks[key], assignment


def _docxtpl(template: bytes, assignment: Assignment) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render(context_of(assignment), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _limit(templates: Sequence[bytes], rendered: Sequence[bytes]) -> float:
    """Documents a second when only what cannot be avoided is done, with zlib's level 6."""
    work = [_changed_and_rest(before, after) for before, after in zip(templates, rendered, strict=True)]
    started = time.perf_counter()
    for changed, rest in work:
        parts = [zlib.compress(part, 6) + zlib.crc32(part).to_bytes(4, "little") for part in changed]
        b"".join([*parts, rest])
    return len(work) / (time.perf_counter() - started)


def _changed_and_rest(before: bytes, after: bytes) -> tuple[list[bytes], bytes]:
    """The parts of `after` that say something else than in `before`, and as many bytes as the others take."""
    with ZipFile(io.BytesIO(before)) as old, ZipFile(io.BytesIO(after)) as new:
        known = {name: _canonical(name, old.read(name)) for name in old.namelist()}
        changed, rest = [], 0
        for entry in new.infolist():
            data = new.read(entry)
            if known.get(entry.filename) == _canonical(entry.filename, data):
                rest += entry.compress_size
            else:
                changed.append(data)
    return changed, bytes(rest)


def _canonical(name: str, data: bytes) -> bytes:
    """XML without what another program writes differently (C14N); other parts as they are."""
    if not name.endswith((".xml", ".rels")):
        return data
    return etree.tostring(etree.fromstring(data), method="c14n")
