"""The catalogue of translations, and a context in which nobody has chosen a language yet."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import Context, ContextVar
from typing import TypeVar

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from messages import language
from messages.language import LOCALE

T = TypeVar("T")
Fresh = Callable[[Callable[[], T]], T]


@pytest.fixture(scope="session")
def catalogue() -> Catalog:
    """The Chinese translations as they are written."""
    with (LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale="zh_Hans", abort_invalid=True)


@pytest.fixture(autouse=True)
def _choice_of_each_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test activates is forgotten after it."""
    monkeypatch.setattr(language, "_current", ContextVar("language", default=None))


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Fresh[str]:
    """Call something as a process does that has just started, without SHOUFA_LANGUAGE."""
    monkeypatch.delenv("SHOUFA_LANGUAGE", raising=False)
    return lambda call: Context().run(call)
