"""The documentation as tests read it: texts, sections, tables, links."""

from __future__ import annotations

import re
from pathlib import Path

from config.env import PROJECT

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def text(name: str) -> str:
    """The file `name`, from the project's folder."""
    return (PROJECT / name).read_text("utf-8")


def pages() -> list[Path]:
    """Every Markdown file of the project."""
    return sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")])


def without_code(markdown: str) -> str:
    """The text without its code blocks."""
    return _FENCE.sub("", markdown)


def headings(markdown: str, level: int) -> list[str]:
    """The headings of that level."""
    return re.findall(rf"^{'#' * level} (.+)$", without_code(markdown), re.MULTILINE)


def sections(markdown: str, level: int) -> dict[str, str]:
    """Heading → all text up to the next heading of that level or above."""
    parts = re.split(rf"^#{{{level}}} (.+)$", markdown, flags=re.MULTILINE)
    ends = re.compile(rf"^#{{1,{level - 1}}} ", re.MULTILINE)
    return {head: ends.split(body)[0] for head, body in zip(parts[1::2], parts[2::2], strict=True)}


def rows(markdown: str) -> list[list[str]]:
    """The cells of every table row, headers and rules left out."""
    found = [line.strip().strip("|").split("|") for line in markdown.splitlines() if line.lstrip().startswith("|")]
    cells = [[cell.strip() for cell in row] for row in found]
    rules = [index for index, row in enumerate(cells) if set("".join(row)) <= set("-: ")]
    return [row for index, row in enumerate(cells) if index not in rules and index + 1 not in rules]


def code(cell: str) -> list[str]:
    """What stands in `backticks` in a cell or a text."""
    return re.findall(r"`([^`\n]+)`", without_code(cell))


def first_column(markdown: str) -> list[str]:
    """What stands in backticks in the first cell of each table row."""
    return [name for row in rows(markdown) for name in code(row[0])]
