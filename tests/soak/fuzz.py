"""Reads changed files for a while; whatever is not exactly one verdict in time is a finding.

`python -m tests.soak.fuzz FOLDER SECONDS SEED [programs]` keeps the file that is being read in FOLDER/now, so that a
crash of the whole process leaves it there, and copies a finding beside it. Exit code 1 for findings. With `programs`
the files are of kinds that other programs open, and the real ones do.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
import traceback
from pathlib import Path

from documents.intake import unpack
from documents.kinds import ARCHIVES, sniff
from documents.package import Package
from documents.reading import Expected
from documents.reasons import Rejection
from documents.returned import read_returned
from documents.tools import Page, Tools
from documents.unwrap import unwrap_controls
from office.libreoffice import LibreOffice
from office.tools import OfficeTools
from tests.documents import build
from tests.documents.compound import WORD, WORD_ENCRYPTED, compound
from tests.documents.hostile import zipped
from tests.office import papers
from tests.soak.mutate import Mutator

BLANK, MODEL = build.blank(), build.model()
FORM = build.fill(BLANK)
LEFT_OUT = ("styles.xml", "stylesWithEffects.xml", "thumbnail.jpeg", "theme1.xml")  # large, and the same in all
LONGEST, LONGEST_PROGRAM = 10.0, 90.0  # seconds for one file, by ourselves or by another program
LARGEST = 300  # MiB for all
MEMORY = 2 << 30  # bytes of address space


class RandomTools:
    """Other programs that give anything at all."""

    def __init__(self, mutator: Mutator) -> None:
        self.mutator = mutator

    def to_docx(self, data: bytes, kind: str) -> bytes:
        return self.mutator.make()

    def words(self, data: bytes) -> list[Page]:
        pick = self.mutator.random
        texts = [label for _, label, _, _ in build.FIELDS] + list(build.ANSWERS.values()) + ["", "：", "□", "\u3000"]
        return [
            (
                (600.0, 800.0),
                [(_box(pick), pick.choice(texts)) for _ in range(pick.randrange(60))],
                [[_box(pick) for _ in range(pick.randrange(1, 30))] for _ in range(pick.randrange(3))],
            )
            for _ in range(pick.randrange(4))
        ]

    def recognise(self, data: bytes, kind: str) -> list[Page]:
        return self.words(data)

    def unpack(self, data: bytes, kind: str) -> list[tuple[str, bytes]]:
        return [(self.mutator.random.choice(("a", "../a", "")), self.mutator.make())]


def _box(pick: random.Random) -> tuple[float, float, float, float]:
    left, top = pick.randrange(500), pick.randrange(700)
    return (float(left), float(top), float(left + pick.randrange(200)), float(top + pick.randrange(60)))


def samples() -> list[bytes]:
    """Small files of every kind."""
    form, blank = _small(FORM), _small(BLANK)
    return [
        *[form] * 5,
        *[blank] * 2,
        FORM,
        zipped(("名单.docx", form), ("b.docx", blank)),
        compound({"WordDocument": WORD, "1Table": b"x"}),
        compound({"WordDocument": WORD_ENCRYPTED}),
        compound({"EncryptedPackage": b"", "EncryptionInfo": b""}),
        zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")),
        b"{\\rtf1\\ansi x}",
        '<html><meta charset="gb2312"><table><tr><td>姓名<td>张三</table>'.encode("gb18030"),
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
        b"--x\nContent-Type: text/html\n\n<p>a\n--x--",
        papers.locked_pdf(),
        b"%PDF-1.7",
        papers.rar((b"a.docx", form)),
        b"\xff\xd8\xff\xe0",
        "姓名：张三".encode(),
        b"",
    ]


def _small(docx: bytes) -> bytes:
    return zipped(*((name, data) for name, data in Package.open(docx).parts.items() if not name.endswith(LEFT_OUT)))


def samples_for_programs(office: LibreOffice) -> list[bytes]:
    """Files of the kinds that other programs open."""
    plain = unwrap_controls(FORM)
    with tempfile.TemporaryDirectory() as folder:
        archive = papers.seven_zip(Path(folder), papers.tar(("名单.docx", FORM)))
    return [
        *(office.convert(plain, "docx", kind) for kind in ("doc", "doc", "odt", "rtf", "pdf")),
        '<html><meta charset="gb2312"><table><tr><td>姓名<td>张三</table>'.encode("gb18030"),
        archive,
        papers.rar((b"a.docx", FORM)),
    ]


def read_one(data: bytes, tools: Tools, longest: float) -> None:
    """Sniff, unpack and read `data`. Raises AssertionError for anything that is not exactly one verdict in time."""
    started = time.monotonic()
    if sniff(data) in ARCHIVES:
        try:
            for member in unpack(data, "a", tools):
                assert not member.name.startswith(("/", "..")) and "\\" not in member.name, member.name
        except Rejection as rejection:
            assert rejection.reason.message()
    reading = read_returned(MODEL, BLANK, data, Expected("", build.UNITS), tools)
    said = json.loads(json.dumps(reading.to_json("a"), allow_nan=False))
    assert said["verdict"] in ("accepted", "review", "rejected"), said["verdict"]
    assert said["verdict"] == "accepted" or said["reasons"] or said["fields"] or said["tables"]
    assert time.monotonic() - started < longest, "too slow"


def fuzz(folder: Path, seconds: float, mutator: Mutator, tools: Tools, longest: float) -> int:
    """The number of findings."""
    end, count, findings = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        data = mutator.make()
        (folder / "now").write_bytes(data)
        count += 1
        try:
            read_one(data, tools, longest)
        except Exception:  # noqa: BLE001 — whatever it is
            findings += 1
            (folder / f"finding-{count}").write_bytes(data)
            traceback.print_exc()
    sys.stdout.write(f"{count} files, {findings} findings\n")
    return findings


def _peak() -> float:
    """MiB; ru_maxrss would count what the process was forked from (proc(5), VmHWM)."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main(folder: Path, seconds: float, seed: int, programs: bool) -> int:
    """The exit code."""
    if programs:
        with LibreOffice() as office:
            mutator = Mutator(samples_for_programs(office), seed)
        tools = OfficeTools(seconds=20)
        findings = fuzz(folder, seconds, mutator, tools, LONGEST_PROGRAM)
        tools.close()
        return min(findings, 1)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    mutator = Mutator(samples(), seed)
    findings = fuzz(folder, seconds, mutator, RandomTools(mutator), LONGEST)
    peak = _peak()
    sys.stdout.write(f"{peak:.0f} MiB\n")
    return 1 if findings or peak > LARGEST else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), "programs" in sys.argv[4:]))
