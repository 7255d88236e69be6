"""Files from outside: recognised by their bytes, opened within limits."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from typing import Any

import pytest

from documents.archive import Limits, read_entries
from documents.intake import Kind, Member, check_docx, safe_name, sniff, unpack
from documents.package import Package
from documents.reasons import Rejection
from messages.errors import ConversionFailed, Damaged, PasswordNeeded, TooLarge, Unavailable
from tests.documents import build
from tests.documents.compound import WORD, WORD_ENCRYPTED, compound

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORM = build.fill(build.blank())
ODF = b"application/vnd.oasis.opendocument."


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def zipped(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def stored(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
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
        (stored(("mimetype", ODF + b"text")), Kind.ODT),
        (stored(("mimetype", ODF + b"spreadsheet")), Kind.SPREADSHEET),
        (stored(("mimetype", ODF + b"text"), ("META-INF/manifest.xml", b"<m:encryption-data/>")), Kind.ENCRYPTED),
        (zipped(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")), Kind.SPREADSHEET),
        (zipped(("[Content_Types].xml", b"<x/>"), ("ppt/presentation.xml", b"<x/>")), Kind.PRESENTATION),
        (zipped(("[Content_Types].xml", b"<x/>"), ("visio/document.xml", b"<x/>")), Kind.UNKNOWN),
        (zipped(("OFD.xml", b"<x/>")), Kind.OFD),
        (compound({"WordDocument": WORD, "Workbook": b""}), Kind.DOC),
        (compound({"WordDocument": WORD_ENCRYPTED}), Kind.ENCRYPTED),
        (compound({"EncryptedPackage": b"", "EncryptionInfo": b""}), Kind.ENCRYPTED),
        (compound({"Workbook": b"", "MBD/WordDocument": WORD}), Kind.SPREADSHEET),
        (compound({"PowerPoint Document": b""}), Kind.PRESENTATION),
        (compound({"Contents": b""}), Kind.OLE),
        (OLE + wide("EncryptedPackage"), Kind.ENCRYPTED),
        (OLE + bytes(504) + wide("WordDocument"), Kind.DOC),
        (OLE + wide("Workbook"), Kind.OLE),
        (b"{\\rtf1", Kind.RTF),
        (b"%PDF-1.7", Kind.PDF),
        (b"\x89PNG\r\n\x1a\n", Kind.PNG),
        (b"\xff\xd8\xff\xe1", Kind.JPEG),
        (b"GIF89a", Kind.GIF),
        (b"RIFF0000WEBP", Kind.WEBP),
        (b"\0\0\0\x18ftypheic", Kind.HEIC),
        (b"\0\0\0\x20ftypavif", Kind.AVIF),
        (b"\0\0\0\x20ftypmp42", Kind.UNKNOWN),
        (b"BM\x36\0\0\0\0\0\0\0\x36", Kind.BMP),
        (b"BMW", Kind.TEXT),
        (b"II*\0", Kind.TIFF),
        (b"Rar!\x1a\x07\x01", Kind.RAR),
        (b"7z\xbc\xaf\x27\x1c\0\4", Kind.SEVEN_ZIP),
        (b"\x1f\x8b\x08", Kind.ARCHIVE),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<HTML>', Kind.HTML),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", Kind.MHTML),
        (b"From: <Saved by WPS>\r\nSubject: a\r\n b\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n", Kind.MHTML),
        (b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">', Kind.WORD_XML),
        (b'<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">', Kind.WORD_XML),
        (b"\xff\xfe" + wide("名单"), Kind.TEXT),
        (b"\xff\xfe" + wide("<html>"), Kind.HTML),
        (b"\xef\xbb\xbf <html><body>", Kind.HTML),
        ("名单".encode("gb18030"), Kind.TEXT),
        (b"\x00\x01\x02", Kind.UNKNOWN),
        (b"\x81\xff\xff", Kind.UNKNOWN),
    ],
)
def test_a_file_is_known_by_its_bytes(data: bytes, kind: Kind) -> None:
    assert sniff(data) == kind


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


class Unpacker:
    """Unpacks every archive to the same files, or fails."""

    def __init__(self, found: list[tuple[str, bytes]] | Exception) -> None:
        self.found = found

    def unpack(self, data: bytes, kind: str) -> list[tuple[str, bytes]]:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


RAR = b"Rar!\x1a\x07\x01"


def test_another_program_unpacks_other_archives() -> None:
    tools: Any = Unpacker([("..\\名单.docx", FORM), ("名单.docx", b"x"), ("__MACOSX/a", b"")])
    assert unpack(RAR, "a.rar", tools) == [Member("名单.docx", FORM), Member("名单 (2).docx", b"x")]


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (PasswordNeeded(""), "archive_encrypted"),
        (Damaged(""), "damaged"),
        (TooLarge(""), "archive_size"),
        (ConversionFailed(""), "archive_kind"),
        (Unavailable(""), "archive_kind"),
        ([("a", b"")] * 2001, "archive_entries"),
        ([("a", bytes(2 << 20))], "archive_ratio"),
        ([("a", bytes(151 << 20))], "archive_size"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_another_program_says_of_an_archive(found: Any, code: str) -> None:
    tools: Any = Unpacker(found)
    with pytest.raises(Rejection) as caught:
        unpack(RAR, "a.rar", tools)
    assert caught.value.code == code and caught.value.place == "a.rar"


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
        (gbk_zip("", b"x"), "damaged"),
        (b"no zip at all", "damaged"),
        (b"\x1f\x8b\x08", "archive_kind"),
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


@pytest.mark.parametrize("limits", [Limits(total=5000), Limits(each=1000)])
def test_the_size_of_entries_is_limited(limits: Limits) -> None:
    data = zipped(*((str(number), bytes(range(256)) * 4) for number in range(10)))
    with pytest.raises(Rejection) as caught:
        read_entries(data, limits)
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
        ("word/extra.xml", b"<a>" + random.Random(1).randbytes(6 << 20).hex().encode() + b"</a>", "archive_size"),
        ("word/extra.xml", b'<?xml version="1.0" encoding="UTF-7"?><a>+ADw-b/+AD4-</a>', "damaged"),
        ("word/extra.xml", '<?xml version="1.0" encoding="cp037"?><a/>'.encode("cp037"), "damaged"),
        ("word/theme/theme1.xml", b"<!DOCTYPE a><a/>", "xml_doctype"),
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


def _with_template(target: str) -> bytes:
    package = Package.open(FORM)
    package.relate("word/settings.xml", "attachedTemplate", "x")
    relationship = package.tree("word/_rels/settings.xml.rels")[0]
    relationship.set("TargetMode", "External")
    relationship.set("Target", target)
    return package.save()


@pytest.mark.parametrize(
    "target",
    ["http://a.example/x.dotm", r"\\\\server\x.dotm", "file://server/x.dotm", r"file:///\\server\x.dotm", "ftp:x"],
)
def test_a_template_from_another_machine_is_refused(target: str) -> None:
    with pytest.raises(Rejection) as caught:
        check_docx(_with_template(target))
    assert caught.value.code == "external_template"


@pytest.mark.parametrize(
    "target", [r"file:///C:\Users\a%20b\Normal.dotm", r"D:\x.dot", "Normal.dotm", "Mac%20HD:Users:x.dotx"]
)
def test_a_template_on_the_sender_s_own_disk_is_left_alone(target: str) -> None:
    assert check_docx(_with_template(target)).main == "word/document.xml"


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


def test_an_entry_without_a_name_is_damage() -> None:
    data = zipped(("Zy9", b"1")).replace(b"Zy9", b"\0y9")  # zipfile ends a name at its first NUL
    with pytest.raises(Rejection) as caught:
        unpack(data, "a.zip")
    assert caught.value.code == "damaged"
