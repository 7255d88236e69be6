"""The two stores that every contract test runs against."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from storage.disk import DiskStore
from storage.protocol import ObjectStore


@pytest.fixture(params=["disk", pytest.param("s3", marks=pytest.mark.services)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    """A prepared store: a folder, or the bucket of a real S3 server."""
    made: ObjectStore
    made = DiskStore(tmp_path / "objects") if request.param == "disk" else request.getfixturevalue("s3_server").store()
    made.prepare()
    return made


@pytest.fixture
def folder() -> str:
    """A first folder for keys that no other test uses."""
    return f"test-{uuid.uuid4().hex}"
