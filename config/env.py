"""Typed readers of environment variables; a wrong value fails at start and says which one and why.

Every reader also accepts NAME_FILE, a file that holds the value (for secrets in containers). Where neither is
set, the addresses of the services that a running `shoufa up` has started on this machine are used.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from messages.errors import ConfigurationError
from messages.language import mark

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


PROJECT = Path(__file__).resolve().parent.parent


def home() -> Path:
    """The one folder of this installation's data: SHOUFA_HOME, else `var` beside the program."""
    return Path(os.environ.get("SHOUFA_HOME") or PROJECT / "var").absolute()


def services_file() -> Path:
    """Where `shoufa up` writes the addresses of the services that it has started: setting → value."""
    return home() / "run" / "services.json"


def _started(name: str) -> str | None:
    try:
        return str(json.loads(services_file().read_text("utf-8"))[name])
    except (FileNotFoundError, KeyError, json.JSONDecodeError):
        return None


def text(name: str, default: str = "") -> str:
    """The value of `name`, else of the file in `name`_FILE, else of a running `up`, else `default`.

    A variable that is set to nothing counts as not set, as container files write it.
    """
    found = given(name)
    if found is None:
        found = _started(name)
    return (found or "").strip() or default


def given(name: str) -> str | None:
    """The value that whoever started this process has set: `name`, or the file in `name`_FILE; else None."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text("utf-8").strip()
        except OSError as error:
            raise ConfigurationError(
                mark("the file {path} cannot be read ({reason})."),
                place=f"{name}_FILE",
                remedy=mark("Point it at a readable file, or unset it."),
                path=path,
                reason=error.strerror,
            ) from error
    return os.environ.get(name)


def flag(name: str, default: bool = False) -> bool:
    """A yes/no value: 1 true yes on / 0 false no off."""
    value = text(name).lower()
    if not value:
        return default
    if value in _TRUE or value in _FALSE:
        return value in _TRUE
    raise ConfigurationError(mark("{value!r} is neither yes nor no."), place=name, value=value)


def whole(name: str, default: int, *, least: int = 0) -> int:
    """A whole number, at least `least`."""
    value = text(name)
    try:
        number = int(value) if value else default
    except ValueError:
        raise ConfigurationError(mark("{value!r} is not a whole number."), place=name, value=value) from None
    if number < least:
        raise ConfigurationError(mark("{value} is less than {least}."), place=name, value=number, least=least)
    return number


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """One of `allowed`."""
    value = text(name, default)
    if value not in allowed:
        raise ConfigurationError(
            mark("{value!r} is not known; allowed: {allowed}."),
            place=name,
            value=value,
            allowed=", ".join(allowed),
        )
    return value


def items(name: str) -> list[str]:
    """A comma-separated list, empty parts dropped."""
    return [part.strip() for part in text(name).split(",") if part.strip()]
