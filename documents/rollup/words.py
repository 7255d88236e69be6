"""What a verdict and a status are called."""

from __future__ import annotations

from messages.language import mark

VERDICTS = {
    "accepted": mark("Accepted"),
    "review": mark("A person must look"),
    "rejected": mark("Unusable"),
}
STATUSES = {
    "ok": mark("Read"),
    "review": mark("To be checked"),
    "blank": mark("Left empty"),
}
