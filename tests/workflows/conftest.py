"""Fixtures of the workflows' tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.house import House, make_house


@pytest.fixture
def house(db: None, tmp_path: Path) -> House:
    """An office with an empty book and a store of its own."""
    return make_house(tmp_path / "objects")
