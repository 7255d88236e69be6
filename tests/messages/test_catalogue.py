"""The Chinese catalogue as readers meet it; that it is complete is held in tests/test_house.py."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from django.utils import translation

from messages.language import LOCALE, activate, translate

HAN = "[\u4e00-\u9fff]"
FAULTS = {
    "space-beside-a-digit": rf"{HAN} [0-9]+(?![0-9.-])|(?<![-.\w])[0-9]+ {HAN}",
    "space-beside-a-mark": r" [，。；：？！、）》”]|[，。；：？！、（《“] ",
    "half-width-mark": rf"{HAN}[,;?!]|{HAN}\.(?!\w)|{HAN}: ",
    "half-width-brackets": rf"\({HAN}|{HAN}\)",
    "half-width-dots": r"\.\.\.",
    "other-words": r"帐号|登陆|催报|提醒|窗体",  # 账号, 登录, 催办, 表单
}
ENDS = {".": "。）", ":": "：", "?": "？", "…": "…"}


def texts(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Every text with its translation; of a text with a plural the singular, for Chinese has but one form."""
    for entry in catalogue:
        text = entry.id if isinstance(entry.id, str) else entry.id[0]
        if text:
            yield text, entry.string if isinstance(entry.string, str) else (entry.string or ("",))[0]


def test_the_compiled_catalogue_is_what_is_written(catalogue: Catalog) -> None:
    """`make setup` compiles it; without that everything would be said in English."""
    compiled = gettext.translation("django", LOCALE, ["zh_Hans"])
    differing = [text for text, chinese in texts(catalogue) if compiled.gettext(text) != chinese]
    assert differing == [], "run make setup"


def test_pages_and_messages_read_one_catalogue(catalogue: Catalog) -> None:
    activate("zh-hans")
    with translation.override("zh-hans"):
        differing = [text for text, _ in texts(catalogue) if translation.gettext(text) != translate(text)]
    assert differing == []


def fields(text: str) -> set[tuple[str, str | None]]:
    """The places of a text with their conversions (!r); a bad pattern raises ValueError."""
    return {(name, conversion) for _, name, _, conversion in Formatter().parse(text) if name is not None}


def test_every_translation_can_be_filled(catalogue: Catalog) -> None:
    differing = [text for text, chinese in texts(catalogue) if "{" in text and fields(text) != fields(chinese)]
    assert differing == []


@pytest.mark.parametrize("pattern", FAULTS.values(), ids=FAULTS.keys())
def test_translations_are_written_as_an_office_writes(catalogue: Catalog, pattern: str) -> None:
    assert [chinese for _, chinese in texts(catalogue) if re.search(pattern, chinese)] == []


def test_translations_end_as_their_texts_do(catalogue: Catalog) -> None:
    differing = [
        chinese
        for text, chinese in texts(catalogue)
        if (wanted := ENDS.get(text.rstrip()[-1:])) and chinese.rstrip()[-1:] not in wanted
    ]
    assert differing == []


def test_white_space_around_a_text_that_ends_a_line_is_kept(catalogue: Catalog) -> None:
    assert [text for text, chinese in texts(catalogue) if text.endswith("\n") != chinese.endswith("\n")] == []
