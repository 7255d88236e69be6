"""`shoufa fields`: what a blank form asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from cli.reading.tables import TYPES
from documents.forms import FieldType
from tests.cli.conftest import Shoufa
from tests.documents.build import COLUMNS, FIELDS, blank, control, document, paragraph, table


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A blank with single answers and a table."""
    path = tmp_path / "名单.docx"
    path.write_bytes(blank())
    return path


def test_json_is_one_object_in_the_order_of_the_blank(shoufa: Shoufa, form: Path) -> None:
    found = shoufa("fields", form, "--json").json
    assert [(each["key"], each["label"]) for each in found["fields"]] == [(key, label) for key, label, *_ in FIELDS]
    assert [table["key"] for table in found["tables"]] == ["points"]
    assert [each["label"] for each in found["tables"][0]["columns"]] == [label for _, label, *_ in COLUMNS]
    assert {each["type"] for each in found["fields"]} <= set(FieldType)


def test_table_has_every_label_and_key(shoufa: Shoufa, form: Path) -> None:
    shown = shoufa("fields", form)
    assert shown.code == 0
    for key, label, *_ in (*FIELDS, *COLUMNS):
        assert label in shown.out and key in shown.out


def test_every_type_has_a_name_for_people() -> None:
    assert TYPES.keys() == set(FieldType)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no Word document"),
        (b"a text", "no Word document"),
        (b"PK\x03\x04 word/ and no more", "damaged"),
    ],
    ids=["empty", "text", "torn"],
)
def test_what_is_no_form_is_bad_usage(shoufa: Shoufa, tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(data)
    outcome = shoufa("fields", path, "--json")
    assert outcome.code == 2
    assert said in plain(outcome.err)
    assert outcome.out == ""


def test_document_that_asks_for_nothing(shoufa: Shoufa, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(document(paragraph("A notice to all.")))
    shown = shoufa("fields", path, "--json")
    assert shown.json == {"fields": [], "tables": []}
    assert "No place for an answer" in plain(shown.err)
    assert "No place for an answer" in shoufa("fields", path).out


def test_what_is_not_there_is_bad_usage(shoufa: Shoufa) -> None:
    outcome = shoufa("fields", "nowhere.docx")
    assert outcome.code == 2
    assert "nowhere.docx" in outcome.err


def test_a_tag_that_two_controls_have_is_named(shoufa: Shoufa, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    pairs = (("姓名", "who", "姓名"), ("联系人", "who", "联系人"), ("职务", "post", "职务"))
    path.write_bytes(document(table(*((label, control(tag, alias)) for label, tag, alias in pairs))))
    shown = shoufa("fields", path, "--json")
    assert [each["key"] for each in shown.json["fields"]] == ["姓名", "联系人", "post"]
    assert "Several controls have the tag “who”" in plain(shown.err)
    assert "“post”" not in shown.err


def test_a_gap_in_a_header_is_named(shoufa: Shoufa, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    made: Any = docx.Document()
    made.element.body.insert(0, table(("姓名", ""), ("电话", "")))
    made.sections[0].header.paragraphs[0].text = "填报单位：________"
    made.sections[0].footer.paragraphs[0].text = "第__页"
    made.save(path)
    shown = shoufa("fields", path)
    assert "“填报单位” stands in a header or footer" in plain(shown.err)
    assert plain(shown.err).count("stands in") == 1


def plain(boxed: str) -> str:
    """The text of a message in a frame, as one line."""
    return " ".join(boxed.replace("│", " ").split())
