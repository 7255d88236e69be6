"""RAR and 7z archives, unpacked by the real bsdtar."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from messages.errors import ConversionFailed, Damaged, PasswordNeeded, TooLarge, Unavailable
from office.archives import LIMITS, unpack
from tests.office import papers

FILES = (("东山县/名单.docx", b"PK one"), ("b.txt", b"two"))


@pytest.fixture
def seven_zip(tmp_path: Path) -> bytes:
    return papers.seven_zip(tmp_path, papers.tar(*FILES))


def test_a_7z_is_unpacked(seven_zip: bytes) -> None:
    assert sorted(unpack(seven_zip)) == sorted(FILES)


def test_a_rar_is_unpacked() -> None:
    assert unpack(papers.rar((b"a.docx", b"one"), (b"b.txt", b"two"))) == [("a.docx", b"one"), ("b.txt", b"two")]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_names_are_read_whatever_their_encoding(encoding: str) -> None:
    assert unpack(papers.rar(("名单.docx".encode(encoding), b"one"))) == [("名单.docx", b"one")]


def test_names_that_lead_elsewhere_write_nothing() -> None:
    assert unpack(papers.rar((b"../../etc/passwd", b"x"))) == [("../../etc/passwd", b"x")]


def test_a_password_is_told_apart() -> None:
    with pytest.raises(PasswordNeeded):
        unpack(papers.rar((b"a.docx", b"one"), encrypted=True))


@pytest.mark.parametrize("cut", [6, 40, 100])
def test_a_torn_archive_is_damaged(seven_zip: bytes, cut: int) -> None:
    with pytest.raises(Damaged):
        unpack(seven_zip[:cut])


def test_what_unpacks_to_too_much_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        unpack(papers.seven_zip(tmp_path, papers.tar(("a", bytes(3 << 20)))), limits=replace(LIMITS, file_size=2 << 20))


def test_a_program_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        unpack(b"Rar!", "no-such-program")


def test_a_program_that_fails_otherwise_says_so() -> None:
    with pytest.raises(ConversionFailed):
        unpack(b"Rar!", "false")
