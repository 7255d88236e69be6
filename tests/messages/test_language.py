"""Which language a message is said in."""

from __future__ import annotations

import threading

import pytest

from messages.language import activate, current, mark, translate
from tests.messages.conftest import Fresh

CHINESE, ENGLISH = "应报", "Owed"


def said() -> str:
    return translate(ENGLISH)


def test_chinese_is_spoken_unless_somebody_asks_otherwise(fresh: Fresh[str]) -> None:
    assert fresh(current) == "zh_Hans"
    assert fresh(said) == CHINESE


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("en", ENGLISH), ("en_GB.UTF-8", ENGLISH), ("EN", ENGLISH), ("zh-hans", CHINESE), ("", CHINESE), ("fr", CHINESE)],
)
def test_the_environment_chooses(
    fresh: Fresh[str], monkeypatch: pytest.MonkeyPatch, setting: str, expected: str
) -> None:
    monkeypatch.setenv("SHOUFA_LANGUAGE", setting)
    assert fresh(said) == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("en", ENGLISH), ("en-us", ENGLISH), ("zh-hans", CHINESE), ("zh_CN", CHINESE)]
)
def test_activate_overrides_the_environment(
    fresh: Fresh[str], monkeypatch: pytest.MonkeyPatch, language: str, expected: str
) -> None:
    monkeypatch.setenv("SHOUFA_LANGUAGE", "zh" if expected == ENGLISH else "en")

    def chosen() -> str:
        activate(language)
        return said()

    assert fresh(chosen) == expected


def test_a_choice_holds_in_its_own_context_only(english: None) -> None:
    heard: list[str] = []

    def other() -> None:
        activate("zh-hans")
        heard.append(said())

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert [*heard, said()] == [CHINESE, ENGLISH]


def test_places_are_filled_in_both_languages(english: None) -> None:
    text = mark("Files received: {count}.")
    assert translate(text, count=3) == "Files received: 3."
    activate("zh")
    assert translate(text, count=3) == "已收到文件3个。"


def test_what_is_filled_in_is_not_read_as_a_pattern(english: None) -> None:
    assert translate("Reason: {reason}", reason="{pattern} %(name)s") == "Reason: {pattern} %(name)s"


def test_an_unknown_or_empty_text_stays_as_it_is() -> None:
    assert translate("{not filled} and not in the catalogue") == "{not filled} and not in the catalogue"
    assert translate("") == ""  # gettext would answer with the catalogue's header


def test_a_place_may_have_any_name(fresh: Fresh[str]) -> None:
    assert fresh(lambda: translate("{text} and {values}", text=1, values=2)) == "1 and 2"
