"""Files that no person could use as an answer: they go back, with a reason that says what to do."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.blind.case import Case
from tests.blind.xml import Part, R, document, p, r, wordpart, zipped

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Reject:
    """How a bad file is made, and the reason codes one of which must be given; () when any will do."""

    make: Callable[[Case], bytes]
    codes: tuple[str, ...] = ()


REJECTS: dict[str, Reject] = {}


def reject(*codes: str) -> Callable[[Callable[[Case], bytes]], Callable[[Case], bytes]]:
    """Registers a way to make a file that must be rejected with one of `codes`."""

    def register(make: Callable[[Case], bytes]) -> Callable[[Case], bytes]:
        REJECTS[make.__name__] = Reject(make, codes)
        return make

    return register


@reject("blank_returned")
def untouched(case: Case) -> bytes:
    """The blank itself."""
    return case.form.doc.pack()


@reject("blank_returned")
def untouched_resaved(case: Case) -> bytes:
    """The blank, saved again by another program: other ids, an empty paragraph more."""
    doc = case.form.doc.copy()
    doc.append(p())
    for number, each in enumerate(doc.find("//w:p")):
        each.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}rsidR", f"{number:08X}")
    return doc.pack()


@reject("empty")
def no_bytes(case: Case) -> bytes:
    """Nothing arrived."""
    return b""


@reject("damaged")
def cut_short(case: Case) -> bytes:
    """The transfer broke off."""
    data = case.doc.pack()
    return data[: len(data) * 2 // 3]


@reject("damaged")
def broken_xml(case: Case) -> bytes:
    """The main part is not well-formed."""
    entries = case.doc.entries()
    entries["word/document.xml"] = entries["word/document.xml"][:-40]
    return zipped(entries)


@reject("damaged")
def broken_stream(case: Case) -> bytes:
    """A byte of the compressed data was changed."""
    data = bytearray(case.doc.pack())
    place = data.find(b"word/document.xml") + 200
    for number in range(40):
        data[place + number] ^= 0x5A
    return bytes(data)


@reject("damaged", "not_word")
def no_main_part(case: Case) -> bytes:
    """A package without its document."""
    entries = case.doc.entries()
    del entries["word/document.xml"]
    return zipped(entries)


@reject("encrypted")
def protected(case: Case) -> bytes:
    """A password to open: an OLE file with EncryptedPackage and EncryptionInfo."""
    return compound({"EncryptedPackage": b"\0" * 5000, "EncryptionInfo": b"\x04\0\x04\0\x40\0\0\0" + b" " * 5000})


@reject("not_word")
def plain_text(case: Case) -> bytes:
    """Plain text named .docx."""
    return "联系人：张三\n电话：13800001234\n".encode("gbk")


@reject("archive_entries", "damaged", "not_word")
def many_entries(case: Case) -> bytes:
    """A package of thousands of parts."""
    entries = case.doc.entries()
    return zipped(entries | {f"word/media/{number}.xml": b"<x/>" for number in range(5000)})


@reject("archive_overlap", "damaged", "archive_size", "archive_ratio")
def overlapping(case: Case) -> bytes:
    """Two entries of the directory name the same bytes."""
    data = case.doc.pack()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start, count = archive.start_dir, len(archive.namelist())
        last = archive.infolist()[-1]
    end = data.rfind(b"PK\x05\x06")
    again = data[data.rfind(b"PK\x01\x02") : end].replace(last.filename.encode(), last.filename.upper().encode())
    directory = data[start:end] + again
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(directory), start, 0)
    return data[:start] + directory + tail


@reject("not_our_form")
def another_form(case: Case) -> bytes:
    """A filled form of another kind."""
    blocks = p(r("车辆加油登记")) + p(r("驾驶证：A2")) + p(r("里程表读数：52033")) + p(r("油品：92号"))
    return document(blocks).pack()


@reject("not_our_form")
def only_a_letter(case: Case) -> bytes:
    """A letter without the form."""
    return document(p(r("你好，材料稍后奉上，谢谢！"))).pack()


@reject("macros")
def macros(case: Case) -> bytes:
    """A form with macros."""
    doc = case.doc.copy()
    doc.main_type = "application/vnd.ms-word.document.macroEnabled.main+xml"
    project = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    doc.add(
        Part("word/vbaProject.bin", "application/vnd.ms-office.vbaProject", project, compound({"VBA": b"x" * 5000}))
    )
    return doc.pack()


@reject("macros")
def macros_undeclared(case: Case) -> bytes:
    """Macros in a package that says it is an ordinary document."""
    doc = case.doc.copy()
    project = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    doc.add(
        Part("word/vbaProject.bin", "application/vnd.ms-office.vbaProject", project, compound({"VBA": b"x" * 5000}))
    )
    return doc.pack()


@reject("active_content")
def embedded_program(case: Case) -> bytes:
    """An OLE object in the form."""
    doc = case.doc.copy()
    doc.add(
        Part(
            "word/embeddings/oleObject1.bin",
            "application/vnd.openxmlformats-officedocument.oleObject",
            "oleObject",
            compound({"Package": b"MZ" * 3000}),
        )
    )
    doc.append('<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="Package" r:id="rId52"/></w:object></w:r></w:p>')
    return doc.pack()


@reject("active_content")
def active_x(case: Case) -> bytes:
    """An ActiveX control."""
    doc = case.doc.copy()
    doc.add(Part("word/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml", "control", b"<x/>"))
    doc.append('<w:p><w:r><w:object><w:control r:id="rId52" w:name="TextBox1"/></w:object></w:r></w:p>')
    return doc.pack()


@reject("external_template")
def template_elsewhere(case: Case) -> bytes:
    """The template comes from another address."""
    doc = case.doc.copy()
    entries = doc.entries()
    entries["word/settings.xml"] = wordpart("x", "settings", '<w:attachedTemplate r:id="rId1"/>').data
    entries["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{R}/attachedTemplate" Target="http://198.51.100.9/a.dotm" TargetMode="External"/></Relationships>'
    ).encode()
    return zipped(entries)


@reject("xml_doctype")
def entities(case: Case) -> bytes:
    """A document type declaration with entities."""
    entries = case.doc.entries()
    head, _, rest = entries["word/document.xml"].partition(b"?>")
    entries["word/document.xml"] = head + b'?><!DOCTYPE x [<!ENTITY a "1"><!ENTITY b "&a;&a;">]>' + rest
    return zipped(entries)


@reject("archive_size", "archive_ratio")
def bomb(case: Case) -> bytes:
    """A part that unpacks to very much."""
    entries = case.doc.entries()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
        with archive.open("word/media/x.xml", "w", force_zip64=True) as part:
            for _ in range(400):
                part.write(b" " * 2**20)
    return out.getvalue()


@reject("xml_depth", "damaged")
def deep(case: Case) -> bytes:
    """Elements nested without end."""
    doc = case.doc.copy()
    entries = doc.entries()
    nest = b"<w:smartTag>" * 5000 + b"</w:smartTag>" * 5000
    entries["word/document.xml"] = entries["word/document.xml"].replace(
        b"</w:body>", b"<w:p>" + nest + b"</w:p></w:body>"
    )
    return zipped(entries)


@reject("not_our_form")
def menu(case: Case) -> bytes:
    """A table of another thing."""
    cells = "".join(f"<w:tc>{p(r(word))}</w:tc>" for word in ("菜名", "单价", "份数"))
    return document(p(r("食堂订餐单")) + f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>" + p()).pack()


def compound(streams: dict[str, bytes]) -> bytes:
    """A minimal OLE compound file (MS-CFB, version 3) with `streams`, each of at least 4096 bytes."""
    sectors: list[bytes] = []
    fat: list[int] = []

    def store(data: bytes) -> int:
        first, count = len(sectors), -(-len(data) // 512)
        for number in range(count):
            sectors.append(data[number * 512 : number * 512 + 512].ljust(512, b"\0"))
            fat.append(first + number + 1 if number + 1 < count else 0xFFFFFFFE)
        return first

    starts = {name: store(data) for name, data in streams.items()}
    names = ["Root Entry", *streams]
    entries = b""
    for number, name in enumerate(names):
        words = (name + "\0").encode("utf-16-le")
        root = number == 0
        child = 1 if root else 0xFFFFFFFF
        right = number + 1 if not root and number + 1 < len(names) else 0xFFFFFFFF
        entries += words.ljust(64, b"\0") + struct.pack("<HBB", len(words), 5 if root else 2, 1)
        entries += struct.pack("<III", 0xFFFFFFFF, right, child) + b"\0" * 36
        entries += struct.pack("<IQ", 0xFFFFFFFE if root else starts[name], 0 if root else len(streams[name]))
    directory = store(entries.ljust(-(-len(entries) // 512) * 512, b"\0"))
    table = len(sectors)
    fat.append(0xFFFFFFFD)
    sectors.append(struct.pack("<128I", *(fat + [0xFFFFFFFF] * (128 - len(fat)))))
    head = _OLE + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", table, *([0xFFFFFFFF] * 108))
    return head + b"".join(sectors)
