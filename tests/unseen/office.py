"""Clean and benign returns that LibreOffice has saved: one program run for all."""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.unseen.cases import benign, forms
from tests.unseen.returns import Return

_MILD = ["answers bold", "date with dots", "tick √", "empty rows deleted", "some left blank", "split runs"]
_MORE = ["written by WPS", "mobile in groups", "rows added", "answers highlighted", "widths and margins", "bookmarks"]


def saved(seed: int, count: int, limit: float = 300) -> Iterator[Return]:
    """`count` returns saved as .docx by LibreOffice, every third by way of .doc; nothing without the program."""
    program = shutil.which("soffice")
    if program is None or not count:
        return
    rng = random.Random(seed)
    made = []
    for number in range(count):
        own = random.Random(rng.getrandbits(64))
        kinds = own.sample([*_MILD, *_MORE], own.randint(0, 2)) + ["controls unwrapped"] * own.randint(0, 1)
        made.append(benign(forms()[number % len(forms())], own, kinds))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _convert(program, folder, made, limit)
        for number, each in enumerate(made):
            path = folder / "out" / f"{number}.docx"
            if path.exists():
                each.data = path.read_bytes()
                # LibreOffice multiplies the text of whole-paragraph controls: a person must look, or see the right one
                kept = each.form.tagged and "controls unwrapped" not in each.kinds
                each.group = "ambiguous" if kept else "office"
                each.kinds.append("by .doc" if number % 3 == 2 else "by LibreOffice")
                yield each


def _convert(program: str, folder: Path, made: list[Return], limit: float) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for sub in ("in", "doc", "out"):
        (folder / sub).mkdir()
    for number, each in enumerate(made):
        (folder / "in" / f"{number}.docx").write_bytes(each.bytes())

    def run(kind: str, out: str, files: list[Path]) -> None:
        if files:
            command = [
                program,
                profile,
                "--headless",
                "--norestore",
                "--convert-to",
                kind,
                "--outdir",
                str(folder / out),
            ]
            subprocess.run([*command, *map(str, files)], timeout=limit, check=False, capture_output=True)

    files = [folder / "in" / f"{number}.docx" for number in range(len(made))]
    by_doc = [each for number, each in enumerate(files) if number % 3 == 2]
    run("doc:MS Word 97", "doc", by_doc)
    run("docx:MS Word 2007 XML", "out", [each for each in files if each not in by_doc])
    run("docx:MS Word 2007 XML", "out", sorted((folder / "doc").glob("*.doc")))
