"""docs/faults.md tells what to do about every kind of error, every reason code and every state of a message."""

from __future__ import annotations

from documents.reasons import CATALOGUE
from messages import errors
from messages.errors import ShoufaError
from tests.docs.reading import first_column, sections, text
from tracking.states import DISPATCH_LABELS

PAGE = "docs/faults.md"


def test_every_kind_of_error_is_explained() -> None:
    kinds = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, ShoufaError) and kind is not ShoufaError
    }
    assert set(first_column(sections(text(PAGE), 2)["Kinds of faults"])) == kinds


def test_every_reason_code_is_explained() -> None:
    assert sorted(first_column(sections(text(PAGE), 2)["Files that came back"])) == sorted(CATALOGUE)


def test_every_state_of_a_message_is_explained() -> None:
    assert set(first_column(sections(text(PAGE), 2)["Messages that went out"])) == DISPATCH_LABELS.keys()
