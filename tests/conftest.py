"""What many tests share; a server is started when the first test asks, one for each test process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextvars import ContextVar

import pytest
from hypothesis import settings

from messages import language
from tests import plan, servers

# How long one example takes depends on what else the machine does; pytest's time limit still holds.
settings.register_profile("shoufa", deadline=None)
settings.load_profile("shoufa")


# They judge the reader by large generated sets; that they came by says nothing about a line, and counting takes time.
_NOT_COUNTED = {"blind", "corpus", "offices", "tricks", "unseen"}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> plan.ByModule:
    """One process runs all tests of a module."""
    return plan.scheduler(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long tests come first."""
    items[:] = plan.ordered(items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count no lines while a generated set is judged, its fixtures included."""
    counting = item.config.pluginmanager.getplugin("_cov")
    controller = getattr(counting, "cov_controller", None)
    if controller is None or item.path.parent.name not in _NOT_COUNTED:
        return (yield)
    controller.pause()
    try:
        return (yield)
    finally:
        controller.resume()


@pytest.fixture(scope="session", autouse=True)
def _hurry() -> Iterator[None]:
    """In the process of the tests itself nothing waits for the disk, or for a password to be hard to guess."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _descriptor: None)
        patch.setattr("django.contrib.auth.hashers.PBKDF2PasswordHasher.iterations", 1)
        yield


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


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """A port where nobody answers."""
    with servers.deaf_port() as port:
        yield port


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
