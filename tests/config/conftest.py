"""Errors are checked in English."""

from __future__ import annotations

from contextvars import ContextVar

import pytest

from messages import language


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak English in this folder only."""
    monkeypatch.setattr(language, "_current", ContextVar("language", default="en"))
