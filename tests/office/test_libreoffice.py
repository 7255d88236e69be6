"""The real LibreOffice: kept warm, shut off, ended."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from messages.errors import ConversionFailed, Unavailable
from office.libreoffice import SECONDS, LibreOffice, convert_all
from tests.office import papers


def text_in(docx: bytes) -> str:
    """All of the document part, in which a text can be looked for."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read("word/document.xml").decode()


def processes() -> set[int]:
    """The process ids of LibreOffice."""
    found = set()
    for each in Path("/proc").glob("[0-9]*"):
        try:
            name, state = (each / "comm").read_text().strip(), (each / "stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if name in ("soffice.bin", "oosplash") and state != "Z":
            found.add(int(each.name))
    return found


def ours() -> set[int]:
    """Those that this test process has started."""
    mine, found = os.getpid(), set()
    for pid in processes():
        with suppress(FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            if f"PPid:\t{mine}\n" in Path(f"/proc/{pid}/status").read_text():
                found.add(pid)
    return found


@pytest.mark.parametrize("kind", ["doc", "odt", "rtf", "docx"])
def test_a_form_survives_another_format(libreoffice: LibreOffice, kind: str) -> None:
    there = libreoffice.convert(papers.form(), "docx", kind)
    back = libreoffice.convert(there, kind, "docx")
    assert all(text in text_in(back) for row in papers.ROWS for text in row)


@pytest.mark.parametrize("kind", ["doc", "odt", "rtf", "docx"])
def test_a_formula_is_not_lost(libreoffice: LibreOffice, kind: str) -> None:
    there = libreoffice.convert(papers.with_formula(), "docx", kind)  # without LibreOffice Math it would be dropped
    assert "<m:oMath" in text_in(libreoffice.convert(there, kind, "docx"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8"])
def test_html_becomes_a_word_table(libreoffice: LibreOffice, encoding: str) -> None:
    page = '<html><meta charset="utf-8"><body><table><tr><td>姓名</td><td>张三</td></tr></table></body></html>'
    made = text_in(libreoffice.convert(page.encode(encoding), "html", "docx"))
    assert "<w:tbl>" in made and "姓名" in made and "张三" in made


def test_it_stays_warm(libreoffice: LibreOffice) -> None:
    libreoffice.convert(papers.form(), "docx", "doc")
    before = ours()
    for _ in range(5):
        libreoffice.convert(papers.form(), "docx", "doc")
    assert ours() == before and len(before) == 1


def test_pictures_from_other_addresses_are_not_fetched(libreoffice: LibreOffice) -> None:
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        page = f'<html><body>姓名<img src="{address}"><link rel="stylesheet" href="{address}"></body></html>'
        libreoffice.convert(page.encode(), "html", "docx")
        with suppress(TimeoutError):
            asked.append(server.accept())
    assert asked == []


def test_two_threads_take_turns(libreoffice: LibreOffice) -> None:
    made: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: made.append(libreoffice.convert(papers.form(), "docx", "odt")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4


def test_a_dead_one_is_replaced(libreoffice: LibreOffice) -> None:
    libreoffice.convert(papers.form(), "docx", "odt")
    (pid,) = ours()
    os.kill(pid, 9)
    end = time.monotonic() + 60
    while pid in processes() and time.monotonic() < end:
        time.sleep(0.02)
    assert libreoffice.convert(papers.form(), "docx", "odt")
    assert pid not in ours()


def test_one_that_hangs_is_ended_and_the_next_file_is_converted() -> None:
    before = ours()
    with LibreOffice() as office:
        office.convert(papers.form(), "docx", "odt")
        (pid,) = ours() - before
        os.kill(pid, 19)  # SIGSTOP: it answers no more
        office.seconds = 1.0
        with pytest.raises(ConversionFailed):
            office.convert(papers.form(), "docx", "odt")
        assert pid not in processes()
        office.seconds = SECONDS
        assert office.convert(papers.form(), "docx", "odt")


def test_it_is_ended_when_idle() -> None:
    before = ours()
    office = LibreOffice(idle=3)
    office.convert(papers.form(), "docx", "odt")
    (pid,) = ours() - before
    end = time.monotonic() + 60
    while pid in processes() and time.monotonic() < end:
        time.sleep(0.05)
    assert pid not in processes()


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    convert_all([(papers.form(), "docx", "doc"), (papers.form(), "docx", "pdf")])
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_has_left_is_removed_by_the_next(tmp_path: Path) -> None:
    program = (
        "import os; from office.libreoffice import *;"
        "LibreOffice().convert(b'<html>a', 'html', 'odt'); os.kill(os.getpid(), 9)"
    )
    env = dict(os.environ) | {"TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", program], check=False, env=env)
    assert list(tmp_path.iterdir())
    program = "from office.libreoffice import *; print(len(convert_all([(b'<html>a', 'html', 'odt')])))"
    subprocess.run([sys.executable, "-c", program], check=True, env=env)
    assert list(tmp_path.iterdir()) == []


def test_without_the_program_it_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        LibreOffice("no-such-soffice").convert(papers.form(), "docx", "pdf")


def test_a_program_that_does_not_start_is_a_failure(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho broken >&2; exit 1\n")
    program.chmod(0o755)
    with pytest.raises(ConversionFailed, match="broken"):
        LibreOffice(str(program)).convert(papers.form(), "docx", "pdf")


def test_an_unknown_kind_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="xlsx"):
        LibreOffice().convert(b"", "xlsx", "docx")
