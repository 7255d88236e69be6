"""What the maker of a blank should know: places that are not read, controls that cannot be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.blanks.cells import name_gaps
from documents.blanks.gaps import Gap, cut
from documents.blanks.slots import Blank
from documents.content.parts import Content
from messages.language import mark, translate

_PAGE = re.compile(r"[第共页张,，/_＿\s\d-]*")  # 第__页 asks for nothing


def remarks(blank: Blank) -> Iterator[str]:
    """Each remark on the blank as a sentence in the current language."""
    for tag in sorted(blank.doubled):
        text = mark("Several controls have the tag “{tag}”; it is not used, and the answers are told by their labels.")
        yield translate(text, tag=tag)
    for label in _asked_in_margins(blank.content):
        text = mark("“{label}” stands in a header or footer. A person has to read what is typed there.")
        yield translate(text, label=label)


def _asked_in_margins(content: Content) -> Iterator[str]:
    """The labels of the gaps in headers and footers, each once."""
    found: dict[str, None] = {}
    for paragraph in (each for each in content.margins if not _PAGE.fullmatch(each.text)):
        parts = cut(paragraph)
        name_gaps(parts, "")
        found |= dict.fromkeys(part.label for part in parts if isinstance(part, Gap))
    yield from filter(None, found)
