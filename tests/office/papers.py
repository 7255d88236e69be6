"""Small files of kinds that office/ opens, made without the rooms that it knows nothing of."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import tarfile
import zlib
from pathlib import Path

import docx
from lxml import etree
from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
ROWS = (("填报单位", "东山县团委"), ("联络员姓名", "张三"), ("手机号码", "13800000001"))


def form() -> bytes:
    """A .docx with a ruled table of labels and answers."""
    document = docx.Document()
    document.add_paragraph("联络员名单")
    table = document.add_table(0, 2, style="Table Grid")
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_formula() -> bytes:
    """A .docx with a formula in its line (ECMA-376-1, 22.1.2.77)."""
    document = docx.Document()
    line = document.add_paragraph("走访")
    line._p.append(etree.fromstring(f'<m:oMath xmlns:m="{_MATH}"><m:r><m:t>12×2</m:t></m:r></m:oMath>'))
    line.add_run("所")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def picture(kind: str = "JPEG") -> bytes:
    """A picture of such a table, as a scanner makes it."""
    image = Image.new("RGB", (1000, 420), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, 36)
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            left, top = 60 + column * 420, 60 + number * 90
            pen.rectangle((left, top, left + 420, top + 90), outline="black", width=3)
            pen.text((left + 30, top + 18), text, "black", font)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF that opens with a password only (ISO 32000-1, 7.6): its check of the empty one fails."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>",
    )
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj %s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>"
    return made + b"xref\n0 5\n0000000000 65535 f \n%s%s\nstartxref\n%d\n%%%%EOF" % (table, trailer, len(made))


def rar(*files: tuple[bytes, bytes], encrypted: bool = False) -> bytes:
    """A RAR archive of version 4 with stored files, names as they are given (technote.txt of RAR 4)."""
    flags = 0x8004 if encrypted else 0x8000
    made = b"Rar!\x1a\x07\0" + _block(0x73, 0, bytes(6))
    for name, data in files:
        fields = struct.pack(
            "<IIBIIBBHI", len(data), len(data), 2, zlib.crc32(data), 0x48A1_0000, 20, 0x30, len(name), 0x20
        )
        made += _block(0x74, flags, fields + name) + data
    return made + _block(0x7B, 0x4000, b"")


def _block(kind: int, flags: int, rest: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(rest)) + rest
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


def seven_zip(folder: Path, packed: bytes) -> bytes:
    """A tar as a 7z, made in `folder`."""
    (folder / "given.tar").write_bytes(packed)
    argv = ["bsdtar", "--format=7zip", "-cf", "made.7z", "@given.tar"]
    subprocess.run(argv, cwd=folder, check=True, env=dict(os.environ) | {"LC_ALL": "C.UTF-8"})
    return (folder / "made.7z").read_bytes()


def tar(*files: tuple[str, bytes]) -> bytes:
    """A tar, which bsdtar turns into a 7z."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()
