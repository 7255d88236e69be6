"""Files that are meant to do harm or cannot be read, by name: what they are is in the name and in the comments."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable, Mapping

from lxml import etree

from documents.package import Package
from documents.wml import BODY, Element, P, T, w
from tests.documents import build
from tests.documents.compound import WORD, WORD_ENCRYPTED, compound

FORM = build.fill(build.blank())
MEGABYTE = 1 << 20


def with_part(name: str, content: bytes) -> bytes:
    return build.add_part(FORM, name, content)


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def related(kind: str, target: str, *, external: bool, source: str = "word/document.xml") -> Callable[[], bytes]:
    """The form with one more relationship."""

    def make() -> bytes:
        package = Package.open(FORM)
        package.relate(source, kind, "x")
        folder, _, name = source.rpartition("/")
        added = package.tree(f"{folder}/_rels/{name}.rels")[-1]
        added.set("Target", target)
        if external:
            added.set("TargetMode", "External")
        return package.save()

    return make


def field(code: str) -> Callable[[], bytes]:
    """The form with a field beside an answer."""

    def edit(root: Element) -> None:
        paragraph = next(build.controls(root, "remarks")[0].iterancestors(P))
        added = etree.SubElement(paragraph, w("fldSimple"), {w("instr"): code})
        etree.SubElement(etree.SubElement(added, w("r")), T).text = "x"

    return lambda: build.change(FORM, edit)


def body(edit: Callable[[Element], object]) -> Callable[[], bytes]:
    def change(root: Element) -> None:
        found = root.find(BODY)
        assert found is not None
        edit(found)

    return lambda: build.change(FORM, change)


def document(content: bytes) -> bytes:
    """The form with another main part."""
    return with_part("word/document.xml", content)


def patched(data: bytes, signature: bytes, offset: int, value: bytes) -> bytes:
    """`data` with bytes changed at the last record of a zip that begins with `signature`."""
    at = data.rindex(signature) + offset
    return data[:at] + value + data[at + len(value) :]


def overlapping() -> bytes:
    """CVE-2024-0450: many entries of the directory for one stretch of bytes."""
    data = zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"x" * MEGABYTE))
    end = data.rindex(b"PK\x05\x06")
    first = data.index(b"PK\x01\x02")
    last = data.rindex(b"PK\x01\x02")
    directory = data[first:end] + data[last:end] * 500
    tail = struct.pack("<HHHHIIH", 0, 0, 502, 502, len(directory), first, 0)
    return data[:first] + directory + b"PK\x05\x06" + tail


def crowded() -> bytes:
    """Half a million entries, in the directory only."""
    fields = struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0)
    directory = (b"PK\x01\x02" + fields + b"word/a") * 500_000
    return b"PK\x03\x04" + directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 65535, 65535, len(directory), 4, 0)


def bomb() -> bytes:
    """A document of 300 MB of zeros in 300 kB."""
    return zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", bytes(300 * MEGABYTE)))


def many_pictures() -> bytes:
    """As much as is allowed, which nobody needs to read."""
    noise = random.Random(1).randbytes(MEGABYTE)
    return zipped(
        *Package.open(FORM).parts.items(),
        *((f"word/media/{number}.png", noise) for number in range(77)),
        method=zipfile.ZIP_STORED,
    )


def dense(count: int) -> bytes:
    """A main part of `count` empty elements."""
    filler = b"<w:r><w:t/></w:r>" * (count // 4)
    start = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'
    text = b"<w:r><w:t>" + random.Random(1).randbytes(64).hex().encode() * 200 + b"</w:t></w:r>"  # keeps the ratio low
    return zipped(
        *{
            **Package.open(FORM).parts,
            "word/document.xml": start + text + filler + b"</w:p></w:body></w:document>",
        }.items(),
        method=zipfile.ZIP_STORED,
    )


def long_table(rows: int, columns: int) -> bytes:
    cells = [f"格{number}" for number in range(columns)]
    return body(lambda each: each.append(build.table(*[cells] * rows)))()


ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">%s]><a>&j;</a>' % b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)
NS = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT = b"<w:document %s><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"

# name → (how it is made, verdict, code that is among the reasons); the number is that of reliability.md's table
BAD: Mapping[str, tuple[Callable[[], bytes], str, str]] = {
    "01 deflate bomb": (bomb, "rejected", "archive_ratio"),
    "01 bomb beside the form": (
        lambda: with_part("word/media/a.png", bytes(90 * MEGABYTE)),
        "rejected",
        "archive_ratio",
    ),
    "02 overlapping entries": (overlapping, "rejected", "archive_overlap"),
    "02 zip in a zip": (lambda: zipped(("a.zip", zipped(("a.docx", FORM)))), "rejected", "archive_inside"),
    "03 lying size": (lambda: patched(FORM, b"PK\x01\x02", 24, struct.pack("<I", 10)), "rejected", "damaged"),
    "03 lying checksum": (lambda: patched(FORM, b"PK\x01\x02", 16, b"abcd"), "rejected", "damaged"),
    "04 too many parts": (
        lambda: zipped(*Package.open(FORM).parts.items(), *((f"word/{n}.xml", b"<a/>") for n in range(2000))),
        "rejected",
        "archive_entries",
    ),
    "04 half a million entries": (crowded, "rejected", "archive_entries"),
    "07 doctype": (lambda: document(b"<!DOCTYPE a><a/>"), "rejected", "xml_doctype"),
    "07 entities": (lambda: document(ENTITIES), "rejected", "xml_doctype"),
    "07 doctype in utf-16": (
        lambda: document('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")),
        "rejected",
        "xml_doctype",
    ),
    "08 depth": (lambda: document(b"<a>" * 300 + b"</a>" * 300), "rejected", "xml_depth"),
    "08 one long text": (
        lambda: document(TEXT % (NS, random.Random(1).randbytes(5_500_000).hex().encode())),
        "rejected",
        "archive_size",
    ),
    "08 many long texts": (
        lambda: document(
            TEXT % (NS, b"</w:t><w:t>".join(random.Random(n).randbytes(300_000).hex().encode() for n in range(20)))
        ),
        "rejected",
        "archive_size",
    ),
    "08 a million elements": (lambda: dense(1_150_000), "rejected", "not_our_form"),
    "08 two million elements": (lambda: dense(2_000_000), "rejected", "archive_size"),
    "08 eighty megabytes of pictures": (many_pictures, "accepted", ""),
    "09 picture from elsewhere": (
        related("image", "http://127.0.0.1:9/a.png", external=True),
        "review",
        "external_link",
    ),
    "10 template from elsewhere": (
        related("attachedTemplate", "http://127.0.0.1:9/a.dotm", external=True, source="word/settings.xml"),
        "rejected",
        "external_template",
    ),
    "11 another document inside": (
        body(lambda each: each.insert(0, each.makeelement(w("altChunk")))),
        "review",
        "alt_chunk",
    ),
    "12 ole": (lambda: with_part("word/embeddings/oleObject1.bin", b"x"), "rejected", "active_content"),
    "12 activex": (lambda: with_part("word/activeX/activeX1.xml", b"<a/>"), "rejected", "active_content"),
    "12 ole in a doc": (
        lambda: compound({"WordDocument": WORD, "ObjectPool/_1/Ole": b"x"}),
        "rejected",
        "active_content",
    ),
    "12 ole in an rtf": (lambda: b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}", "rejected", "active_content"),
    "13 docm": (lambda: with_part("word/vbaProject.bin", b"x"), "rejected", "macros"),
    "13 macros in a doc": (lambda: compound({"WordDocument": WORD, "Macros/VBA/dir": b"x"}), "rejected", "macros"),
    "14 dde": (field(' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" '), "review", "field_code"),
    "14 include": (field(' INCLUDETEXT "http://127.0.0.1:9/a" '), "review", "field_code"),
    "15 long table": (lambda: long_table(2000, 10), "review", "residue"),
    "17 encrypted docx": (lambda: compound({"EncryptedPackage": b"", "EncryptionInfo": b""}), "rejected", "encrypted"),
    "17 encrypted doc": (lambda: compound({"WordDocument": WORD_ENCRYPTED}), "rejected", "encrypted"),
    "18 nothing": (lambda: b"", "rejected", "empty"),
    "18 truncated docx": (lambda: FORM[: len(FORM) // 2], "rejected", "damaged"),
    "18 truncated doc": (lambda: compound({"WordDocument": WORD})[:1024], "rejected", "damaged"),
    "18 only the end of a zip": (lambda: b"PK\x05\x06" + bytes(18), "rejected", "archive_inside"),
    "19 converter hangs": (lambda: compound({"WordDocument": WORD}), "review", "conversion_failed"),
    "19 no converter": (lambda: compound({"WordDocument": WORD}), "review", "converter_missing"),
    "19 no converter for a picture": (lambda: b"\xff\xd8\xff\xe0", "review", "converter_missing"),
    "19 no converter for an ofd": (lambda: zipped(("OFD.xml", b"<x/>")), "review", "converter_missing"),
    "30 excel": (lambda: compound({"Workbook": b""}), "rejected", "spreadsheet"),
    "30 slides": (lambda: zipped(("[Content_Types].xml", b"<x/>"), ("ppt/p.xml", b"")), "rejected", "presentation"),
    "30 text": (lambda: "姓名：张三".encode("gb18030"), "rejected", "not_word"),
    "30 noise": (lambda: random.Random(1).randbytes(MEGABYTE), "rejected", "not_word"),
    "30 strict": (
        lambda: document(b'<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'),
        "rejected",
        "strict_format",
    ),
    "30 other form": (
        lambda: build.document(build.paragraph("采购申请"), build.table(("品名", "数量"))),
        "rejected",
        "not_our_form",
    ),
    "30 blank": (build.blank, "rejected", "blank_returned"),
}
