"""Errors are checked in English, whatever catalogue is installed."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak English."""
    monkeypatch.setenv("SHOUFA_LANGUAGE", "en")
