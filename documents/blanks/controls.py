"""Tagged controls in a blank whose fields are inferred: tags are their keys, titles name them in a sentence."""

from __future__ import annotations

import re

from documents.blanks.draft import DraftLine, containers_of, name
from documents.blanks.gaps import Gap
from documents.blanks.tagged import TAG
from documents.forms import FieldType
from documents.wml import label_key

_ASKS = re.compile(r"[：:？?]\s*$")


def key_of(gap: Gap) -> str:
    """The tag of the gap's control where it can be a single field's key; "" for none."""
    tag = gap.control.tag if gap.control is not None else ""
    return tag if TAG.fullmatch(tag) and "." not in tag else ""


def name_controls(lines: list[DraftLine], in_grids: set[Gap]) -> None:
    """Call a tagged control by its title where no label is printed for it, but words of a sentence at most."""
    for parts in containers_of(lines):
        prior = ""
        for part in parts:
            if isinstance(part, Gap) and key_of(part) and part not in in_grids:
                _name(part, prior)
            prior = part if isinstance(part, str) else ""


def _name(gap: Gap, prior: str) -> None:
    title = gap.control.alias if gap.control is not None else ""
    if not gap.label:
        name(gap, title or key_of(gap), "")
    elif title and gap.type == FieldType.TEXT and gap.side in ("before", "") and not _ASKS.search(prior):
        ours, printed = label_key(title), label_key(gap.label)
        if ours not in printed and printed not in ours:
            name(gap, title, "")
