"""What a campaign says about the fields of a blank."""

from __future__ import annotations

from dataclasses import dataclass

from documents.forms import FieldType


@dataclass(frozen=True)
class FieldOverride:
    """What the campaign says about one field; type None and label "" mean: whatever the blank says."""

    type: FieldType | None = None
    required: bool = False
    choices: tuple[str, ...] = ()
    label: str = ""
