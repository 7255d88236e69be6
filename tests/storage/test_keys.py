"""Keys: the same bytes have the same key, and no name that a sender chose can leave its folder."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.keys import checked, checked_prefix, content_key, sha256


def test_digest_is_the_published_one() -> None:
    """FIPS 180-4's example message "abc"."""
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_key_is_spread_over_folders_and_keeps_its_suffix() -> None:
    digest = sha256(b"abc")
    assert content_key("papers", b"abc", ".DOCX") == f"papers/ba/78/{digest}.docx"
    assert content_key("papers", b"abc") == f"papers/ba/78/{digest}"


@given(st.binary(), st.text())
def test_any_suffix_gives_a_safe_key(data: bytes, suffix: str) -> None:
    key = content_key("replies", data, suffix)
    assert checked(key) == key
    assert re.fullmatch(r"replies/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}(\.[a-z0-9]{1,10})?", key)
    assert key.split("/")[-1].split(".")[0] == sha256(data)


@given(st.binary(), st.binary())
def test_keys_are_equal_only_for_equal_bytes(one: bytes, other: bytes) -> None:
    assert (content_key("k", one) == content_key("k", other)) == (one == other)


@given(st.text(alphabet="aZ9._-/\\ \n\0表"))
def test_a_checked_key_stays_below_its_folder(key: str) -> None:
    try:
        checked(key)
    except ValueError:
        return
    parts = key.split("/")
    assert all(part and not part.startswith(".") for part in parts)
    assert key.isascii()
    assert key == key.lower()
    assert not set(key) & set("\\ \n\0")


@pytest.mark.parametrize("kind", ["", "..", "../x", "Papers", "/papers", "papers/"])
def test_a_kind_that_is_no_folder_name_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        content_key(kind, b"")


def test_prefixes() -> None:
    assert checked_prefix("") == ""
    assert checked_prefix("a/b/") == "a/b/"
    for wrong in ("/", "a//", "..", "a/.."):
        with pytest.raises(ValueError, match="not a key"):
            checked_prefix(wrong)
