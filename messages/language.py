"""The language of a message, without Django: one catalogue, read by the standard library.

`web` hands the same catalogue to Django (LOCALE_PATHS), so a text has one translation wherever it is shown.
"""

from __future__ import annotations

import gettext as _gettext
import os
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
DEFAULT = "zh_Hans"
LANGUAGES = ("zh_Hans", "en")

_current: ContextVar[str | None] = ContextVar("language", default=None)


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation("django", LOCALE, languages=[language], fallback=True)


def current() -> str:
    """The language in force: the one activated here, else SHOUFA_LANGUAGE, else 简体中文."""
    chosen = _current.get() or os.environ.get("SHOUFA_LANGUAGE", DEFAULT)
    return "en" if chosen.lower().startswith("en") else DEFAULT


def activate(language: str) -> None:
    """Speak `language` (a Django or gettext code) in this context from now on."""
    _current.set("en" if language.lower().startswith("en") else DEFAULT)


def translate(text: str, /, **values: object) -> str:
    """`text` (an English msgid with {named} places) in the current language, its places filled."""
    found = _catalogue(current()).gettext(text) if text else ""
    return found.format(**values) if values else found


def mark(text: str) -> str:
    """Mark `text` for extraction where it is written and translated later."""
    return text
