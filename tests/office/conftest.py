"""One warm LibreOffice for the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from office.libreoffice import LibreOffice


@pytest.fixture(scope="module")
def libreoffice() -> Iterator[LibreOffice]:
    """A LibreOffice that is started when first used."""
    with LibreOffice() as office:
        yield office
