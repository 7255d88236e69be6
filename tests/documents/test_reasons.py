"""Every reason can be said."""

from __future__ import annotations

import pytest

from documents.reasons import CATALOGUE, Reason
from messages.language import LANGUAGES, activate
from tests.house import places


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CATALOGUE)
def test_the_sentence_names_what_the_reason_is_about(code: str, language: str) -> None:
    activate(language)
    params = {name: f"<{name}>" for name in places(CATALOGUE[code])}
    said = Reason(code, params).message()
    assert said and all(value in said for value in params.values())
