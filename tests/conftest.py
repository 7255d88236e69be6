"""What many tests share; a server is started when the first test asks, one for each test process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from messages.language import DEFAULT, activate
from tests import servers

# How long one example takes depends on what else the machine does; pytest's time limit still holds.
settings.register_profile("shoufa", deadline=None)
settings.load_profile("shoufa")


@pytest.fixture
def english() -> Iterator[None]:
    """Messages in English while the test runs."""
    activate("en")
    yield
    activate(DEFAULT)


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
