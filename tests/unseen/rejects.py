"""Files that go back: not the form, nothing in it, or nothing that may be opened."""

from __future__ import annotations

import copy
import io
import struct
import zipfile
from collections.abc import Callable

import openpyxl

from tests.unseen.returns import Return
from tests.unseen.wml import cell, document, label, package, para, parse, row, table, title


def _repack(data: bytes, change: dict[str, bytes | None]) -> bytes:
    """The package with entries replaced, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = [*old.namelist(), *[name for name in change if name not in old.namelist()]]
        for name in names:
            content = change[name] if name in change else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def encrypted() -> bytes:
    """A compound file with the two streams of an encrypted package ([MS-CFB], [MS-OFFCRYPTO] 2.3.1)."""

    def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        head = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw) if name else 0, kind, 1, 0xFFFFFFFF, right, child)
        return head + b"\0" * 36 + struct.pack("<IQ", start, size)

    none, end = 0xFFFFFFFF, 0xFFFFFFFE
    chain = [0xFFFFFFFD, end, *range(3, 10), end, *range(11, 18), end]
    fat = struct.pack("<128I", *chain, *[none] * (128 - len(chain)))
    directory = entry("Root Entry", 5, 1, none, end, 0) + entry("EncryptionInfo", 2, none, 2, 2, 4096)
    directory += entry("EncryptedPackage", 2, none, none, 10, 4096) + entry("", 0, none, none, 0, 0)
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[none] * 108)
    return header + fat + directory + b"\4\0\4\0" + b"\x5a" * 4092 + b"\xa5" * 4096


def blank_returned(made: Return) -> bytes:
    return made.form.blank()


def blank_resaved(made: Return) -> bytes:
    root = copy.deepcopy(made.form.root)
    root[0].append(root[0][-1])
    root[0].insert(len(root[0]) - 1, parse("<w:p/>"))
    return package(root, {}, {})


def letter(made: Return) -> bytes:
    body = title("请假条") + para("尊敬的领导：") + para("因家中老人生病，特申请事假三天，望批准。") + para("李晓梅")
    return package(document(body), {}, {})


def other_form(made: Return) -> bytes:
    """A filled form that has no label in common."""
    body = title("公务车辆维修单") + table(
        4,
        row(label("车牌"), cell(para("川B·39G21")), label("里程表读数"), cell(para("83,201公里"))),
        row(label("故障现象"), cell(para("冷启动困难，怠速抖动"), span=3)),
        row(label("更换配件"), cell(para("火花塞四只"), span=3)),
    )
    return package(document(body), {}, {})


def empty_document(made: Return) -> bytes:
    return package(document("<w:p/>"), {}, {})


def spreadsheet(made: Return) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.create_sheet("名单", 0)
    sheet.append(["姓名", "手机号码"])
    sheet.append(["何玉兰", "13912345678"])
    book.save(out)
    return out.getvalue()


def presentation(made: Return) -> bytes:
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    types += '<Default Extension="xml" ContentType="application/xml"/><Override '
    types += f'PartName="/ppt/presentation.xml" ContentType="{main}"/></Types>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("ppt/presentation.xml", "<p/>")
    return out.getvalue()


def macros(made: Return) -> bytes:
    return _repack(made.bytes(), {"word/vbaProject.bin": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600})


def doctype(made: Return) -> bytes:
    with zipfile.ZipFile(io.BytesIO(made.bytes())) as archive:
        xml = archive.read("word/document.xml")
    end = xml.index(b"?>") + 2
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return _repack(made.bytes(), {"word/document.xml": xml[:end] + bomb + xml[end:]})


def truncated(made: Return) -> bytes:
    data = made.bytes()
    return data[: len(data) // 2]


def broken_xml(made: Return) -> bytes:
    return _repack(made.bytes(), {"word/document.xml": b"<w:document><w:body>"})


def no_document(made: Return) -> bytes:
    return _repack(made.bytes(), {"word/document.xml": None})


def bomb(made: Return) -> bytes:
    return _repack(made.bytes(), {"word/media/image1.bmp": b"\0" * 60_000_000})


def attached_template(made: Return) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    )
    rels += f'Type="{kind}" Target="http://203.0.113.9/t.dotm" TargetMode="External"/></Relationships>'
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    settings = f'<w:settings xmlns:w="{w}" xmlns:r="{r}"><w:attachedTemplate r:id="rId1"/></w:settings>'
    made.parts["settings.xml"] = ("settings", settings.encode())
    return _repack(made.bytes(), {"word/_rels/settings.xml.rels": rels.encode()})


REJECTS: dict[str, Callable[[Return], bytes]] = {
    "blank returned": blank_returned,
    "blank with an empty paragraph": blank_resaved,
    "letter": letter,
    "other form": other_form,
    "empty document": empty_document,
    "spreadsheet": spreadsheet,
    "presentation": presentation,
    "macros": macros,
    "document type": doctype,
    "truncated": truncated,
    "broken XML": broken_xml,
    "no document": no_document,
    "bomb": bomb,
    "attached template": attached_template,
    "encrypted": lambda made: encrypted(),
    "no bytes": lambda made: b"",
    "noise": lambda made: made.rng.randbytes(3000),
    "plain text": lambda made: "姓名：何玉兰\n手机：13912345678\n".encode("gb18030"),
    "program": lambda made: b"MZ\x90\0" + b"\0" * 2000,
}
