"""Keys name objects by their content, so that one key can only ever mean one sequence of bytes."""

from __future__ import annotations

import hashlib
import re

# Lower case only: a folder on a case-insensitive disk then keeps the same objects as an S3 server.
# No part starts with a dot: neither "..", nor the unfinished files of storage.disk.
_KEY = re.compile(r"[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,10}")
_LONGEST = 200


def sha256(data: bytes) -> str:
    """The SHA-256 of `data`: 64 lower-case hexadecimal digits (FIPS 180-4)."""
    return hashlib.sha256(data).hexdigest()


def content_key(kind: str, data: bytes, suffix: str = "") -> str:
    """The key of `data`, e.g. `papers/ab/cd/<sha256>.docx`.

    `kind` is the first folder, chosen by the caller. `suffix` may come from a sender's file name:
    it is lower-cased, and dropped unless it is a dot and 1-10 ASCII letters or digits.
    """
    digest = sha256(data)
    ending = suffix.lower()
    if not _SUFFIX.fullmatch(ending):
        ending = ""
    return checked(f"{kind}/{digest[:2]}/{digest[2:4]}/{digest}{ending}")


def checked(key: str) -> str:
    """`key` itself; ValueError unless it is lower-case ASCII parts joined by `/`, 200 long at most."""
    if len(key) > _LONGEST or not _KEY.fullmatch(key):
        raise ValueError(f"not a key of the object store: {key!r}")
    return key


def checked_prefix(prefix: str) -> str:
    """`prefix` itself; ValueError unless it is empty or begins a key, with or without a last `/`."""
    if prefix:
        checked(prefix.removesuffix("/"))
    return prefix
