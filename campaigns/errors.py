"""What is wrong in a campaign's files, in words with which a clerk can mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from messages.errors import CampaignError, ImportFileError, ShoufaError
from messages.language import translate


@dataclass(frozen=True)
class Fault:
    """One thing to mend.

    `place` is file and key ("campaign.toml: forms[1].due") or file and cell ("units.xlsx: D3 类别");
    `text` (what was found) and `allowed` are English msgids, their {named} places filled from `values`.
    """

    place: str
    text: str
    allowed: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The fault as one line in the current language."""
        line = f"{self.place}: {translate(self.text, **self.values)}"
        return f"{line} {translate(self.allowed, **self.values)}" if self.allowed else line


class _Faults(ShoufaError):
    """Every fault of a file at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = faults[0]
        super().__init__(first.text, place=first.place, remedy=first.allowed, **first.values)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        """One line a fault, in the current language."""
        return "\n".join(map(str, self.faults))


class InvalidCampaign(_Faults, CampaignError):
    """What is wrong in a campaign's files, in `faults`."""


class InvalidUnits(_Faults, ImportFileError):
    """What is wrong in a units' sheet, in `faults`."""
