"""Secrets that an installation makes for itself on first use and keeps in its home folder."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def kept_secret(folder: Path, name: str) -> str:
    """The secret `name` kept in `folder`: 43 URL-safe characters, made once, readable by the owner only."""
    path = folder / "secrets" / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{name}.{os.getpid()}")
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))
        with contextlib.suppress(FileExistsError):  # of two that start together the first one's secret holds
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text("utf-8")
