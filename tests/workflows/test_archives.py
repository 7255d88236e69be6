"""Forms that come packed: one reply a form, and a word for what cannot be opened."""

from __future__ import annotations

import io
import zipfile

from documents.intake import Member
from tests.workflows.house import CLERK, NANHU, XIUZHOU, House
from tracking.models import Item, Reply
from tracking.states import (
    ACCEPTED,
    SENT_BACK,
)
from workflows import collecting


def zip_of(files: dict[str, bytes], encoding: str = "gbk") -> bytes:
    """An archive whose names are in `encoding`, without the flag for UTF-8: as Windows makes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, data in enumerate(files.values()):
            archive.writestr(f"{number:04d}.docx", data)
    raw = out.getvalue()
    for number, name in enumerate(files):
        coded = name.encode(encoding)
        assert len(coded) == 9, "the same length as the name in its place"
        raw = raw.replace(f"{number:04d}.docx".encode(), coded)
    return raw


def test_an_archive_with_chinese_names_is_one_reply_a_form(issued: House) -> None:
    archive = zip_of({"南湖.docx": issued.filled(NANHU), "秀洲.docx": issued.filled(XIUZHOU)})
    collecting.drop_pile(issued.services, issued.batch(), [Member("全部.zip", archive)], "微信群", CLERK, issued.now)
    issued.work()
    assert set(Reply.objects.values_list("file_name", "assignment__unit__code", "origin")) == {
        ("南湖.docx", NANHU, "微信群"),
        ("秀洲.docx", XIUZHOU, "微信群"),
    }
    assert {item.status for item in Item.objects.all()} == {ACCEPTED}


def test_a_damaged_archive_is_sent_back_whole(issued: House) -> None:
    archive = zip_of({"南湖.docx": issued.filled(NANHU)})
    issued.reply_mail(NANHU, ("全部.zip", archive[: len(archive) // 2]))
    reply = Reply.objects.get()
    assert (reply.file_name, reply.verdict, issued.item(NANHU).status) == ("全部.zip", "rejected", SENT_BACK)


def protected(archive: bytes) -> bytes:
    """The archive with the flag that its members are encrypted (APPNOTE 4.4.4, bit 0)."""
    raw = bytearray(archive)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + offset] |= 1
    return bytes(raw)


def test_an_archive_with_a_password_goes_back_with_what_to_do(issued: House) -> None:
    with zipfile.ZipFile(archive := io.BytesIO(), "w") as new:
        new.writestr("a.txt", "x")
    issued.reply_mail(NANHU, ("全部.zip", protected(archive.getvalue())))
    assert [reason["code"] for reason in Reply.objects.get().reasons] == ["archive_encrypted"]
    assert issued.item(NANHU).status == SENT_BACK


def test_an_archive_inside_an_archive_is_not_opened(issued: House) -> None:
    with zipfile.ZipFile(inner := io.BytesIO(), "w") as new:
        new.writestr("a.txt", "x")
    with zipfile.ZipFile(outer := io.BytesIO(), "w") as new:
        new.writestr("inner.zip", inner.getvalue())
    issued.reply_mail(NANHU, ("全部.zip", outer.getvalue()))
    assert [reason["code"] for reason in Reply.objects.get().reasons] == ["archive_inside"]
