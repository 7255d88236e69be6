"""What many tests share; a server is started when the first test asks, one for each test process."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar

import pytest
from hypothesis import settings

from messages import language
from tests import servers

# How long one example takes depends on what else the machine does; pytest's time limit still holds.
settings.register_profile("shoufa", deadline=None)
settings.load_profile("shoufa")


@pytest.fixture(autouse=True)
def _language_of_each_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test activates is forgotten after it."""
    monkeypatch.setattr(language, "_current", ContextVar("language", default=None))


@pytest.fixture
def english() -> None:
    """Messages in English while the test runs."""
    language.activate("en")


@pytest.fixture(scope="session")
def broker_url() -> Iterator[str]:
    """The redis:// URL of a real broker."""
    with servers.broker() as url:
        yield url


@pytest.fixture(scope="session")
def s3_server() -> Iterator[servers.S3Server]:
    """A real S3 server with its keys and bucket."""
    with servers.object_store() as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The postgresql:// URL of an empty database."""
    with servers.postgresql() as url:
        yield url
