"""`shoufa read`: one verdict for every file, in order, whatever the files are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from documents.archive import write_zip
from documents.forms import FormModel
from documents.reading import Expected, Reading
from documents.returned import read_returned
from documents.tools import Tools
from tests.cli.conftest import Outcome, Shoufa
from tests.cli.test_fields import plain
from tests.documents.build import ANSWERS, COLUMNS, FIELDS, ROWS, blank, document, fill, paragraph

OBJECT = ["file", "verdict", "reasons", "fields", "tables"]
FIELD = {"key", "label", "type", "value", "raw", "status", "reasons", "place"}
PROGRAM = Path(sys.executable).with_name("shoufa")


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """The blank, in a folder of its own."""
    path = tmp_path / "blank.docx"
    path.write_bytes(blank())
    return path


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """An empty folder for returned files."""
    folder = tmp_path / "pile"
    folder.mkdir()
    return folder


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def told(outcome: Outcome) -> list[dict[str, Any]]:
    assert outcome.code == 0, outcome.err
    return [json.loads(line) for line in outcome.out.splitlines()]


def codes(one: dict[str, Any]) -> list[str]:
    return [reason["code"] for reason in one["reasons"]]


def test_filled_form_is_one_object_as_the_contract_has_it(shoufa: Shoufa, form: Path, pile: Path) -> None:
    (one,) = told(shoufa("read", "--json", "--blank", form, put(pile / "a.docx", fill(blank()))))
    assert list(one) == OBJECT
    assert one["file"] == str(pile / "a.docx")
    assert one["verdict"] == "accepted"
    assert all(each.keys() == FIELD for each in one["fields"])
    assert {each["key"]: each["raw"] for each in one["fields"]} == ANSWERS
    values = {each["key"]: each["value"] for each in one["fields"]}
    assert (values["officer_name"], values["started_on"]) == ("张三", "2016-05-10")
    (table,) = one["tables"]
    assert table["columns"] == [label for _, label, *_ in COLUMNS]
    assert [list(row["values"].values()) for row in table["rows"]] == [list(row) for row in ROWS]


def test_files_come_in_the_order_given_and_folders_sorted(shoufa: Shoufa, form: Path, pile: Path) -> None:
    data = fill(blank())
    names = ["b/2.docx", "b/1.docx", "c.docx", "a.docx"]
    for name in (*names, ".hidden.docx", "~$a.docx", ".git/x.docx"):
        put(pile / name, data)
    put(pile / "b" / "3.zip", write_zip({"z.docx": data, "in/y.docx": data, "__MACOSX/._z.docx": b"x"}))
    (pile / "loop").symlink_to(pile)
    found = told(shoufa("read", "--json", "--blank", form, pile / "c.docx", pile, pile / "a.docx"))
    inside = ["a.docx", "b/1.docx", "b/2.docx", "b/3.zip!/z.docx", "b/3.zip!/in/y.docx", "c.docx"]
    assert [one["file"] for one in found] == [str(pile / name) for name in ("c.docx", *inside, "a.docx")]
    assert {one["verdict"] for one in found} == {"accepted"}


def test_what_programs_leave_behind_is_left_out_and_counted(shoufa: Shoufa, form: Path, pile: Path) -> None:
    data = fill(blank())
    for name in ("Thumbs.db", "in/desktop.ini", ".DS_Store", "in/~$lock.docx", "~WRL0001.tmp", "__MACOSX/._a.docx"):
        put(pile / name, b"x")
    members = {"a.docx": data, "__MACOSX/._a.docx": b"x", "in/Thumbs.db": b"x", "~$a.docx": b"x", ".DS_Store": b"x"}
    put(pile / "b.zip", write_zip(members))
    outcome = shoufa("read", "--json", "--blank", form, put(pile / "a.docx", data), pile)
    assert [one["file"] for one in told(outcome)] == [
        str(pile / name) for name in ("a.docx", "a.docx", "b.zip!/a.docx")
    ]
    assert "Not looked at: 9 hidden files" in plain(outcome.err)
    out = pile.parent / "out.xlsx"
    assert "Not looked at: 9 hidden files" in plain(shoufa("read", "--blank", form, "--xlsx", out, pile).err)
    assert shoufa("read", "--json", "--blank", form, pile / "a.docx").err == ""


def test_a_file_that_is_named_is_read_whatever_it_is_called(shoufa: Shoufa, form: Path, pile: Path) -> None:
    (one,) = told(shoufa("read", "--json", "--blank", form, put(pile / ".a.docx", fill(blank()))))
    assert one["verdict"] == "accepted"


def test_empty_folder_is_no_fault(shoufa: Shoufa, form: Path, pile: Path) -> None:
    assert told(shoufa("read", "--json", "--blank", form, pile)) == []


def test_names_in_gbk_are_understood(shoufa: Shoufa, form: Path, pile: Path) -> None:
    archive = pile / "a.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("xxxx.docx", fill(blank()))
    archive.write_bytes(archive.read_bytes().replace(b"xxxx", "东山".encode("gbk")))
    (pile / os.fsdecode("西山.docx".encode("gbk"))).write_bytes(blank())
    found = told(shoufa("read", "--json", "--blank", form, pile))
    assert [one["file"] for one in found] == [f"{archive}!/东山.docx", str(pile / "西山.docx")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"some words", "not_word"),
        (b"PK\x03\x04 and no more", "damaged"),
        (write_zip({}), "archive_empty"),
        (b"\x1f\x8b", "archive_kind"),
        (blank(), "blank_returned"),
        (document(paragraph("A letter.")), "not_our_form"),
    ],
    ids=["empty", "text", "torn-zip", "empty-zip", "gzip", "blank", "other-document"],
)
def test_unusable_file_is_one_object_with_its_reason(
    shoufa: Shoufa, form: Path, pile: Path, data: bytes, code: str
) -> None:
    (one,) = told(shoufa("read", "--json", "--blank", form, put(pile / "a.docx", data)))
    assert list(one) == OBJECT
    assert (one["verdict"], codes(one)) == ("rejected", [code])
    assert one["reasons"][0]["message"]


def test_archive_with_a_password_is_one_object(shoufa: Shoufa, form: Path, pile: Path) -> None:
    data = bytearray(write_zip({"a.docx": fill(blank()), "b.docx": fill(blank())}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data[at + flags] |= 1
    (one,) = told(shoufa("read", "--json", "--blank", form, put(pile / "a.zip", bytes(data))))
    assert (one["verdict"], codes(one)) == ("rejected", ["archive_encrypted"])


def test_file_that_cannot_be_opened_waits_for_a_person(shoufa: Shoufa, form: Path, pile: Path) -> None:
    (pile / "a.docx").symlink_to(pile / "nowhere.docx")
    put(pile / "b.docx", fill(blank()))
    first, second = told(shoufa("read", "--json", "--blank", form, pile))
    assert (first["verdict"], codes(first)) == ("review", ["unreadable"])
    assert second["verdict"] == "accepted"


def test_too_large_file_is_not_loaded(shoufa: Shoufa, form: Path, pile: Path) -> None:
    with (pile / "a.docx").open("wb") as file:
        file.truncate(1 << 40)  # a file with a hole takes no room
    (one,) = told(shoufa("read", "--json", "--blank", form, pile))
    assert (one["verdict"], codes(one)) == ("rejected", ["too_large"])


def test_fault_of_ours_in_one_file_does_not_stop_the_others(
    shoufa: Shoufa, form: Path, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real reader, in which one file meets a bug."""
    bad = fill(blank(), {**ANSWERS, "remarks": "第二批"})

    def with_a_bug(model: FormModel, blank: bytes, data: bytes, expected: Expected, tools: Tools) -> Reading:
        if data == bad:
            raise KeyError("bug")
        return read_returned(model, blank, data, expected, tools)

    monkeypatch.setattr("cli.reading.reader.read_returned", with_a_bug)
    for name, data in (("1.docx", fill(blank())), ("2.docx", bad), ("3.docx", fill(blank()))):
        put(pile / name, data)
    outcome = shoufa("read", "--json", "--blank", form, pile)
    found = told(outcome)
    assert [one["verdict"] for one in found] == ["accepted", "review", "accepted"]
    assert codes(found[1]) == ["internal_error"]
    (line,) = outcome.err.splitlines()
    assert "2.docx" in line and "KeyError" in line and "test_read.py" in line


def test_archive_that_meets_a_fault_of_ours_is_one_object(
    shoufa: Shoufa, form: Path, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.reading.reader.open_file", lambda path, tools: 1 // 0)
    (one,) = told(shoufa("read", "--json", "--blank", form, put(pile / "a.zip", b"x")))
    assert (one["file"], codes(one)) == (str(pile / "a.zip"), ["internal_error"])


@pytest.mark.parametrize(
    "given", ["no-blank", "no-file", "not-there", "both", "no-folder", "a-folder", "no-form", "notice"]
)
def test_bad_usage_is_told_before_anything_is_read(shoufa: Shoufa, form: Path, pile: Path, given: str) -> None:
    good = put(pile / "a.docx", fill(blank()))
    empty, notice = put(pile / "empty.docx", b""), put(pile / "n.docx", document(paragraph("A notice.")))
    arguments: dict[str, list[object]] = {
        "no-blank": [good],
        "no-file": ["--blank", form],
        "not-there": ["--blank", form, good, pile / "nowhere.docx"],
        "both": ["--blank", form, "--json", "--xlsx", pile / "o.xlsx", good],
        "no-folder": ["--blank", form, "--xlsx", pile / "nowhere" / "o.xlsx", good],
        "a-folder": ["--blank", form, "--xlsx", pile, good],
        "no-form": ["--blank", empty, good],
        "notice": ["--blank", notice, good],
    }
    outcome = shoufa("read", *arguments[given])
    assert outcome.code == 2
    assert outcome.out == ""
    assert plain(outcome.err)


def test_tables_for_a_person(shoufa: Shoufa, form: Path, pile: Path) -> None:
    put(pile / "a.docx", fill(blank(), {**ANSWERS, "officer_mobile": "138"}))
    put(pile / "b.docx", b"")
    outcome = shoufa("read", "--blank", form, pile)
    assert outcome.code == 0
    for text in ("a.docx: A person must look", "组织部干事", "城东社区", "11 digits", "b.docx: Unusable", "0 bytes"):
        assert text in outcome.out


def test_workbook_has_every_file_and_row(shoufa: Shoufa, form: Path, pile: Path) -> None:
    put(pile / "a.docx", fill(blank()))
    put(pile / "b.docx", b"")
    out = pile / "out.xlsx"
    for _ in range(2):  # the second time the workbook lies in the folder that is read
        outcome = shoufa("read", "--blank", form, "--xlsx", out, pile)
        assert outcome.code == 0, outcome.err
        assert "2 files: 1 accepted, 0 for a person to look at, 1 unusable" in outcome.out
    answers, points = openpyxl.load_workbook(out).worksheets
    assert [cell.value for cell in answers[1]] == ["File", "Verdict", "Reasons", *(label for _, label, *_ in FIELDS)]
    assert [row[0].value for row in answers.iter_rows(min_row=2)] == [str(pile / "a.docx"), str(pile / "b.docx")]
    assert [row[4].value for row in points.iter_rows(min_row=2)] == [name for name, *_ in ROWS]


def test_workbook_that_cannot_be_written_is_said(
    shoufa: Shoufa, form: Path, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    outcome = shoufa("read", "--blank", form, "--xlsx", pile / "o.xlsx", form)
    assert outcome.code == 1
    assert "No space left" in outcome.err


def alone(*arguments: object, **environment: str) -> subprocess.Popen[bytes]:
    """The installed command in an environment without any setting, database or service."""
    argv = [str(PROGRAM), *map(str, arguments)]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd="/")


def test_it_needs_no_setting_and_no_service_and_speaks_the_language(form: Path, pile: Path) -> None:
    put(pile / "a.docx", b"")
    said = {}
    for language in ("en", "zh"):
        process = alone("read", "--json", "--blank", form, pile, SHOUFA_LANGUAGE=language, SHOUFA_DATABASE_URL="no:")
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
        said[language] = json.loads(out)["reasons"][0]["message"]
    assert "0 bytes" in said["en"] and "0字节" in said["zh"].replace(" ", "")


def test_without_a_converter_a_person_reads_the_file(form: Path, pile: Path) -> None:
    put(pile / "a.docx", b"{\\rtf1 what the name says does not matter}")
    process = alone("read", "--json", "--blank", form, pile, PATH="/nowhere")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    one = json.loads(out)
    assert (one["verdict"], codes(one)) == ("review", ["converter_missing"])


def test_a_file_is_told_as_soon_as_it_is_read(form: Path, pile: Path) -> None:
    late = pile / "late.docx"
    os.mkfifo(late)  # whoever reads it waits until it is written
    process = alone("read", "--json", "--blank", form, put(pile / "a.docx", b""), late)
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["file"].endswith("a.docx")
    late.write_bytes(fill(blank()))
    out, _ = process.communicate(timeout=60)
    assert json.loads(out)["verdict"] == "accepted"


def test_a_terminal_that_lacks_a_character_ends_nothing(form: Path, pile: Path) -> None:
    put(pile / "a.docx", fill(blank(), {**ANSWERS, "remarks": "☑𠮷😀"}))
    for option in ("--json", None):
        arguments = [each for each in ("read", option, "--blank", form, pile) if each]
        process = alone(*arguments, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
        if option:
            values = {each["key"]: each["raw"] for each in json.loads(out.decode("utf-8"))["fields"]}
            assert values["remarks"] == "☑𠮷😀"
