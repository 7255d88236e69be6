"""How the story ends: what the board must show of every county."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from messages.errors import NotAllowed
from messages.language import mark


@dataclass(frozen=True)
class Ending:
    """One county's line on the board: its status and what has happened on the way."""

    status: str
    reminders: int = 0
    version: int = 1
    late: bool = False
    due: str = ""
    sent_back: int = 0


ENDINGS: Mapping[str, Ending] = {
    "南湖": Ending("accepted"),
    "秀洲": Ending("accepted"),
    "嘉善": Ending("accepted", reminders=4, late=True),
    "海盐": Ending("review", reminders=2),
    "海宁": Ending("accepted", version=2, sent_back=1),
    "平湖": Ending("accepted"),
    "桐乡": Ending("owed", reminders=8, version=0, due="overdue"),
}


def as_told(board: Mapping[str, Any], units: Mapping[str, str]) -> None:
    """NotAllowed where the board shows a county otherwise; `units` gives the whole name for each short one."""
    rows = {row["name"]: row for row in board["rows"]}
    for name, wanted in ENDINGS.items():
        row = rows[units[name]]
        item = row["items"][0]
        found = Ending(row["status"], row["reminders"], item["version"], item["late"], item["due"], row["sent_back"])
        if found != wanted:
            raise NotAllowed(
                mark("the board shows {found}, the story has told {wanted}."),
                place=name,
                found=found,
                wanted=wanted,
            )
