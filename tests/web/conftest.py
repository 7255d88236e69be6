"""An office whose pages run against a real store, with the example campaign issued."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from config.wiring import services
from tests.web.story import issue_all
from tests.workflows.house import House


@pytest.fixture
def house(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The services that the pages themselves build, over a folder of this test; roster issued, 25 April 2016."""
    monkeypatch.setenv("SHOUFA_STORE", "disk")
    monkeypatch.setenv("SHOUFA_STORE_PATH", str(tmp_path / "objects"))
    monkeypatch.setenv("SHOUFA_PUBLIC_URL", "https://forms.city.example")
    services.cache_clear()
    cache.clear()
    house = House(services())
    issue_all(house)
    yield house
    services.cache_clear()


@pytest.fixture
def clerk(house: House) -> User:
    """A member of staff."""
    return User.objects.create_user("clerk", password="long-enough-words", is_staff=True)


def english(**options: bool) -> Client:
    """A browser that speaks English and keeps to CSRF."""
    return Client(headers={"accept-language": "en"}, enforce_csrf_checks=options.get("csrf", False))


@pytest.fixture
def anyone(house: House) -> Client:
    """A browser that nobody has signed in with."""
    return english()


@pytest.fixture
def desk(clerk: User) -> Client:
    """The clerk's browser."""
    client = english()
    client.force_login(clerk)
    return client
