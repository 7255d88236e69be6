"""Waiting for what others do: until it has happened, or until there is no hope left."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from messages.errors import Unavailable
from messages.language import mark

T = TypeVar("T")


def until(
    look: Callable[[], T],
    what: str,
    patience: float,
    *,
    every: float = 0.2,
    diagnose: Callable[[], str] = str,
) -> T:
    """What `look` gives as soon as that is true; it is asked every `every` seconds.

    Unavailable after `patience` seconds: `what` (a sentence in the current language) has not happened, with
    what `diagnose` knows of the cause.
    """
    end = time.monotonic() + patience
    while not (found := look()):
        if time.monotonic() > end:
            raise Unavailable(
                mark("waited {seconds:.0f} seconds in vain: {what} {why}"),
                remedy=mark("The worker, the broker or the object store may have stopped: look into its log."),
                seconds=patience,
                what=what,
                why=diagnose(),
            )
        time.sleep(every)
    return found
