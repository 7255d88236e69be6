"""Files from outside: recognised by their bytes, opened within limits."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from documents.archive import Limits, read_entries
from documents.intake import Kind, Member, check_docx, safe_name, sniff, unpack
from documents.package import Package
from documents.reasons import Rejection
from tests.documents import build

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORM = build.fill(build.blank())


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def zipped(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def gbk_zip(name: str, data: bytes) -> bytes:
    """What Chinese Windows writes: GBK bytes as the name, without the UTF-8 flag."""
    raw = name.encode("gb18030")
    crc, packed = zlib.crc32(data), data
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0x21, crc, len(packed), len(data), len(raw), 0)
    local = b"PK\x03\x04" + fields + raw + packed
    central = b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0) + raw
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", Kind.EMPTY),
        (FORM, Kind.DOCX),
        (FORM[:3000], Kind.DOCX),
        (zipped(("a.docx", FORM)), Kind.ZIP),
        (b"PK\x05\x06" + bytes(18), Kind.ZIP),
        (b"PK\x03\x04 torn", Kind.ZIP),
        (zipped(("mimetype", b"application/vnd.oasis.opendocument.text")), Kind.UNKNOWN),
        (zipped(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")), Kind.UNKNOWN),
        (OLE + wide("EncryptedPackage"), Kind.ENCRYPTED),
        (OLE + bytes(504) + b"\xec\xa5" + bytes(9) + b"\x01" + wide("WordDocument"), Kind.ENCRYPTED),
        (OLE + bytes(504) + b"\xec\xa5" + bytes(10) + wide("WordDocument"), Kind.DOC),
        (OLE + wide("Workbook"), Kind.OLE),
        (b"{\\rtf1", Kind.RTF),
        (b"%PDF-1.7", Kind.PDF),
        (b"\x89PNG\r\n\x1a\n", Kind.PNG),
        (b"\xff\xd8\xff\xe1", Kind.JPEG),
        (b"GIF89a", Kind.GIF),
        (b"RIFF0000WEBP", Kind.WEBP),
        (b"\0\0\0\x18ftypheic", Kind.HEIC),
        (b"II*\0", Kind.TIFF),
        (b"Rar!\x1a\x07\x01", Kind.ARCHIVE),
        (b"\xef\xbb\xbf <html><body>", Kind.HTML),
        ("名单".encode("gb18030"), Kind.TEXT),
        (b"\x00\x01\x02", Kind.UNKNOWN),
        (b"\x81\xff\xff", Kind.UNKNOWN),
    ],
)
def test_a_file_is_known_by_its_bytes(data: bytes, kind: Kind) -> None:
    assert sniff(data) == kind


def test_odt_is_known_by_its_first_entry() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.text")
    assert sniff(out.getvalue()) == Kind.ODT


def test_an_archive_is_unpacked_in_order() -> None:
    data = zipped(("东山/名单.docx", FORM), ("b.txt", b"b"), ("__MACOSX/._b.txt", b""), ("东山/", b""))
    assert unpack(data, "a.zip") == [Member("东山/名单.docx", FORM), Member("b.txt", b"b")]


def test_gbk_names_are_read() -> None:
    assert unpack(gbk_zip("东山县团委名单.docx", b"x"), "a.zip") == [Member("东山县团委名单.docx", b"x")]


def test_utf8_names_without_their_flag_are_read() -> None:
    data = gbk_zip("名单.docx", b"x").replace("名单.docx".encode("gb18030"), "一a.docx".encode() + b"")
    assert [each.name for each in unpack(data, "a.zip")] == ["一a.docx"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\用户\\名单.docx", "用户/名单.docx"),
        ("/root/a.docx", "root/a.docx"),
        ("a\0b\n.docx", "ab.docx"),
        ("\u202ecod.exe", "cod.exe"),
        ("..", "file"),
        ('what?"<>|*:.docx', "what_______.docx"),
        ("长" * 300 + ".docx", "长" * 195 + ".docx"),
    ],
)
def test_names_lead_nowhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_equal_names_are_told_apart() -> None:
    data = zipped(("a.docx", b"1"), ("../a.docx", b"2"), ("a.docx", b"3"))
    assert [each.name for each in unpack(data, "z")] == ["a.docx", "a (2).docx", "a (3).docx"]


def overlapping() -> bytes:
    """Two directory entries for one stretch of bytes."""
    data = gbk_zip("a", b"x" * 100)
    at = data.index(b"PK\x01\x02")
    central = data[at : data.index(b"PK\x05\x06")]
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 2, 2, 2 * len(central), at, 0)
    return data[:at] + central * 2 + end


def flagged_encrypted() -> bytes:
    data = bytearray(zipped(("a", b"x")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def with_method(method: int) -> bytes:
    data = bytearray(zipped(("a", b"x")))
    data[data.index(b"PK\x01\x02") + 10] = method
    return bytes(data)


def lying_about_its_size() -> bytes:
    data = bytearray(zipped(("a", b"x" * 1000)))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"Rar!\x1a\x07\x01", "archive_kind"),
        (b"PK\x03\x04 torn", "damaged"),
        (b"no zip at all", "damaged"),
        (zipped(*((str(number), b"") for number in range(2001))), "archive_entries"),
        (zipped(("bomb", bytes(5 << 20))), "archive_ratio"),
        (overlapping(), "archive_overlap"),
        (flagged_encrypted(), "archive_encrypted"),
        (with_method(14), "archive_kind"),
        (lying_about_its_size(), "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_archive_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Rejection) as caught:
        unpack(data, "a.zip")
    assert caught.value.code == code and caught.value.place == "a.zip"


def test_the_sum_of_all_entries_is_limited() -> None:
    data = zipped(*((str(number), bytes(range(256)) * 4) for number in range(10)))
    with pytest.raises(Rejection) as caught:
        read_entries(data, Limits(total=5000))
    assert caught.value.code == "archive_size" and caught.value.quarantined


DEEP = b"<a>" * 300 + b"</a>" * 300


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("word/vbaProject.bin", b"x", "macros"),
        ("word/activeX/activeX1.xml", b"<a/>", "active_content"),
        ("word/embeddings/oleObject1.bin", b"x", "active_content"),
        ("word/extra.xml", b"<!DOCTYPE a><a/>", "xml_doctype"),
        ("word/extra.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "xml_doctype"),
        ("word/extra.xml", DEEP, "xml_depth"),
        ("word/extra.xml", b"<a>", "damaged"),
        ("word/extra.xml", b"<a>" + b"x1y2z3" * (4 << 20) + b"</a>", "archive_ratio"),
        ("word/document.xml", b"<html/>", "not_word"),
        (
            "word/document.xml",
            b'<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>',
            "strict_format",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_document_is_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Rejection) as caught:
        check_docx(build.add_part(FORM, name, content))
    assert caught.value.code == code


def test_a_template_from_another_address_is_refused() -> None:
    package = Package.open(FORM)
    package.relate("word/settings.xml", "attachedTemplate", "x")
    package.tree("word/_rels/settings.xml.rels")[0].set("TargetMode", "External")
    with pytest.raises(Rejection) as caught:
        check_docx(package.save())
    assert caught.value.code == "external_template"


def test_two_parts_of_one_name_are_refused() -> None:
    parts = [*Package.open(FORM).parts.items(), ("/word/document.xml", b"<x/>")]
    with pytest.raises(Rejection) as caught:
        check_docx(zipped(*parts))
    assert caught.value.code == "archive_overlap"


def test_a_zip_without_a_document_is_no_word_file() -> None:
    with pytest.raises(Rejection) as caught:
        check_docx(zipped(("[Content_Types].xml", b"<x/>")))
    assert caught.value.code == "not_word"


def test_a_good_form_opens_and_saves_alike() -> None:
    once = check_docx(FORM).save()
    assert check_docx(once).save() == once
