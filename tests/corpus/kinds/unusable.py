"""Reject: what goes back to the sender, with the reason that says so."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import docx
import openpyxl

from documents.archive import write_zip
from documents.identity import Identity, make_number, stamp
from documents.package import Package
from documents.wml import w
from tests.corpus.catalogue import every_form
from tests.corpus.fill import fill
from tests.corpus.kinds.registry import reject
from tests.corpus.paper import document, para
from tests.corpus.returns import Return
from tests.corpus.tagged_forms import CAMPAIGN

NOT_OURS = ("not_our_form", "other_form")


def _becomes(made: Return, change: Callable[[bytes], bytes]) -> bool:
    made.finish.append(change)
    return True


def _entries(data: bytes) -> dict[str, bytes]:
    return dict(Package.open(data).parts)


@reject("sends the blank back", "blank_returned")
def blank_returned(made: Return) -> bool:
    return _becomes(made, lambda _: made.form.blank)


@reject("opens the blank in another program, saves and sends it", "blank_returned")
def blank_saved_again(made: Return) -> bool:
    def again(_: bytes) -> bytes:
        out = io.BytesIO()
        docx.Document(io.BytesIO(made.form.blank)).save(out)
        return out.getvalue()

    return _becomes(made, again)


@reject("sends the blank with spaces in its cells", "blank_returned")
def blank_with_spaces(made: Return) -> bool:
    if made.form.tagged:
        return False
    empty = fill(made.form, made.rng, empty=True)
    for spot in empty.spots:
        if spot.how == "cell":
            spot.type(" ")
    return _becomes(made, lambda _: empty.save())


@reject("fills in the form of another office", *NOT_OURS)
def another_form(made: Return) -> bool:
    other = "topic" if made.form.key != "topic" else "lines"
    data = fill(every_form()[other], made.rng).save() if made.form.number else _foreign()
    return _becomes(made, lambda _: data)


def _foreign() -> bytes:
    return document(para("食堂采购清单"), para("大米五袋，食用油十桶，面粉三袋。"), para("经办：后勤科"))


@reject("fills in the form that was issued for another batch", "other_form")
def another_number(made: Return) -> bool:
    if not made.form.number:
        return False
    return _becomes(made, lambda data: stamp(data, Identity(make_number(990_001))))


@reject("sends the notice back", *NOT_OURS)
def notice_returned(made: Return) -> bool:
    return _becomes(made, lambda _: (CAMPAIGN / "notice.docx").read_bytes())


@reject("writes a letter instead", *NOT_OURS)
def letter_instead(made: Return) -> bool:
    data = document(para("情况说明"), para("我县今年没有此项工作，特此说明。"), para("2016年5月10日"))
    return _becomes(made, lambda _: data)


@reject("deletes the whole form and leaves the footer", "not_our_form", "blank_returned", "other_form")
def only_footer_left(made: Return) -> bool:
    if not made.form.number:
        return False
    for block in list(made.body)[:-1]:
        made.body.remove(block)
    made.append(para("（空）"))
    return True


@reject("sends an empty file", "empty")
def empty_file(made: Return) -> bool:
    return _becomes(made, lambda _: b"")


@reject("the upload broke off", "damaged")
def truncated(made: Return) -> bool:
    return _becomes(made, lambda data: data[: len(data) * 2 // 3])


@reject("the main part is cut off", "damaged")
def xml_truncated(made: Return) -> bool:
    def cut(data: bytes) -> bytes:
        entries = _entries(data)
        entries["word/document.xml"] = entries["word/document.xml"][:-200]
        return write_zip(entries)

    return _becomes(made, cut)


@reject("the main part is missing", "damaged", "not_word")
def main_part_missing(made: Return) -> bool:
    return _becomes(
        made,
        lambda data: write_zip({name: each for name, each in _entries(data).items() if name != "word/document.xml"}),
    )


@reject("a bit flipped on the way", "damaged")
def bit_flipped(made: Return) -> bool:
    def flip(data: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo("word/document.xml")
        at = info.header_offset + 60 + info.compress_size // 2
        return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]

    return _becomes(made, flip)


@reject("sends a spreadsheet with the name of a form", "not_word", "spreadsheet")
def spreadsheet(made: Return) -> bool:
    book = openpyxl.Workbook()
    book.active.append(["姓名", "手机号码"])  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return _becomes(made, lambda _: out.getvalue())


@reject("sends a text file with the name of a form", "not_word")
def text_file(made: Return) -> bool:
    text = "姓名：张三 手机：13812345678\n".encode(made.rng.choice(("utf-8", "gb18030")))
    return _becomes(made, lambda _: text)


@reject("sends an old spreadsheet or presentation (OLE)", "not_word", "spreadsheet")
def ole_not_word(made: Return) -> bool:
    return _becomes(made, lambda _: compound({"Workbook": b"\x09\x08" + bytes(4094)}))


@reject("sends some other binary", "not_word")
def other_binary(made: Return) -> bool:
    return _becomes(made, lambda _: bytes(range(256)) * 40)


@reject("protects the form by a password", "encrypted")
def encrypted(made: Return) -> bool:
    return _becomes(
        made,
        lambda data: compound(
            {
                "EncryptionInfo": b"\x04\x00\x04\x00\x40\x00\x00\x00" + bytes(4088),
                "EncryptedPackage": data[:8] + bytes(max(4096, len(data))),
            }
        ),
    )


@reject("saves the form with macros", "macros")
def macros(made: Return) -> bool:
    return _becomes(
        made, lambda data: write_zip({**_entries(data), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(100)})
    )


@reject("embeds a program", "active_content")
def active_content(made: Return) -> bool:
    name = made.rng.choice(("word/activeX/activeX1.xml", "word/embeddings/oleObject1.bin"))
    body = b"<ax/>" if name.endswith("xml") else b"\xd0\xcf\x11\xe0" + bytes(50)
    return _becomes(made, lambda data: write_zip({**_entries(data), name: body}))


@reject("the file loads its template from the internet", "external_template")
def external_template(made: Return) -> bool:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="http://templates.example/a.dotm" TargetMode="External"/></Relationships>'
    )
    return _becomes(made, lambda data: write_zip({**_entries(data), "word/_rels/settings.xml.rels": relations}))


@reject("a document type with entities", "xml_doctype", "damaged")
def doctype(made: Return) -> bool:
    def declare(data: bytes) -> bytes:
        entries = _entries(data)
        xml = entries["word/document.xml"]
        head, _, rest = xml.partition(b"?>")
        entries["word/document.xml"] = head + b'?><!DOCTYPE a [<!ENTITY b "c">]>' + rest
        return write_zip(entries)

    return _becomes(made, declare)


@reject("elements nested a thousand deep", "xml_depth")
def too_deep(made: Return) -> bool:
    def nest(data: bytes) -> bytes:
        entries = _entries(data)
        xml = entries["word/document.xml"]
        at = xml.index(b"<w:body>") + 8
        entries["word/document.xml"] = (
            xml[:at] + b"<w:sdt><w:sdtContent>" * 600 + b"</w:sdtContent></w:sdt>" * 600 + xml[at:]
        )
        return write_zip(entries)

    return _becomes(made, nest)


@reject("a zip bomb", "archive_ratio", "archive_size")
def zip_bomb(made: Return) -> bool:
    return _becomes(made, lambda data: write_zip({**_entries(data), "word/media/image1.bin": bytes(120_000_000)}))


@reject("thousands of parts", "archive_entries")
def too_many_parts(made: Return) -> bool:
    return _becomes(
        made, lambda data: write_zip({**_entries(data), **{f"word/media/{number}.txt": b"" for number in range(2100)}})
    )


@reject("an archive where a form is expected", "archive_inside", "archive_kind")
def archive_inside(made: Return) -> bool:
    data = made.rng.choice(
        (b"Rar!\x1a\x07\x01\x00" + bytes(64), b"7z\xbc\xaf\x27\x1c" + bytes(64), b"\x1f\x8b\x08\x00" + bytes(64))
    )
    return _becomes(made, lambda _: data)


@reject("entries of the archive are encrypted", "archive_encrypted", "encrypted")
def zip_encrypted(made: Return) -> bool:
    def mark(data: bytes) -> bytes:
        changed = bytearray(data)
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = changed.find(signature)
            while at >= 0:
                changed[at + offset] |= 1
                at = changed.find(signature, at + 4)
        return bytes(changed)

    return _becomes(made, mark)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file ([MS-CFB], version 3) with these streams, each of at least 4096 bytes."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    padded = {name: data + bytes(-len(data) % sector) for name, data in streams.items()}
    counts = {name: len(data) // sector for name, data in padded.items()}
    body = sum(counts.values())
    directory = (len(streams) + 1 + 3) // 4
    tables = 1
    while (tables + directory + body) > tables * 128:
        tables += 1
    chain, place, starts = [0xFFFFFFFD] * tables, tables, {}
    for name, count in [("", directory), *counts.items()]:
        starts[name] = place
        chain += [*range(place + 1, place + count), end]
        place += count
    chain += [free] * (tables * 128 - len(chain))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH6xIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, starts[""], 0)
    )
    header += struct.pack("<IIIII", 4096, end, 0, end, 0) + struct.pack(
        "<109I", *range(tables), *[free] * (109 - tables)
    )
    names = list(streams)
    entries = [_entry("Root Entry", 5, 1 if names else free, end, 0, free)]
    entries += [
        _entry(name, 2, free, starts[name], len(streams[name]), number + 2 if number + 1 < len(names) else free)
        for number, name in enumerate(names)
    ]
    while len(entries) < directory * 4:
        entries.append(bytes(128))
    return header + struct.pack(f"<{len(chain)}I", *chain) + b"".join(entries) + b"".join(padded.values())


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    free = 0xFFFFFFFF
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, free, right, child)
        + bytes(36)
        + struct.pack("<III", start, size, 0)
    )


@reject("an element of the form's root is another's (Strict Open XML)", "strict_format", "not_word")
def strict_format(made: Return) -> bool:
    def swap(data: bytes) -> bytes:
        entries = _entries(data)
        entries["word/document.xml"] = entries["word/document.xml"].replace(
            w("")[1:-1].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        )
        return write_zip(entries)

    return _becomes(made, swap)
