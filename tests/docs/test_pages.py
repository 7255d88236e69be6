"""docs/pages.md has every route with its address, and no other."""

from __future__ import annotations

import re

from django.urls import URLPattern

from tests.docs.reading import code, rows, text
from web.urls import urlpatterns


def _address(pattern: URLPattern) -> str:
    """The address as people write it: /batches/…/pile/."""
    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]*>", "…", str(pattern.pattern)).strip("^$")


def test_every_route_is_documented() -> None:
    documented = {code(row[0])[0]: code(row[1])[0] for row in rows(text("docs/pages.md"))}
    assert documented == {str(pattern.name): _address(pattern) for pattern in urlpatterns}
