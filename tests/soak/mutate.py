"""Changes files at random, at three levels: bytes, entries of a zip, elements of XML. Seeded: same seed, same files."""

from __future__ import annotations

import copy
import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence

from lxml import etree

from documents.wml import W, w

Element = etree._Element
_WRAPPERS = (
    "ins", "del", "moveFrom", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "ruby",
    "rt", "rubyBase", "txbxContent", "p", "r", "tc", "tr", "tbl", "body", "bdo", "dir",
)  # fmt: skip
_LONE = (
    "br", "tab", "sym", "noBreakHyphen", "softHyphen", "cr", "ptab", "footnoteReference", "commentReference", "drawing",
    "object", "altChunk", "fldChar", "instrText", "bookmarkStart", "vMerge", "gridSpan", "vanish", "numPr", "checkBox",
)  # fmt: skip
_ATTRIBUTES = ("val", "id", "name", "instr", "fldCharType", "char", "font", "type")
_TEXTS = (
    "", " ", "\u3000", "张三", "同上", "13800000001", "２０１６年５月１０日", "☑男 □女", "\u202e", "\u200b", "\ufffd",
    "0" * 40, "-1", "99999999999999999999", "continue", "begin", "end", "separate", "𠮷", "e\u0301", "：", "____",
    "{{7*7}}",
)  # fmt: skip
_TORN = (  # what earlier changes have left is no zip or XML any more
    zipfile.BadZipFile, zlib.error, struct.error, etree.XMLSyntaxError, NotImplementedError, RuntimeError, OSError,
    EOFError, ValueError, IndexError,
)  # fmt: skip


class Mutator:
    """Makes changed files from `samples`."""

    def __init__(self, samples: Sequence[bytes], seed: int) -> None:
        self.samples = samples
        self.random = random.Random(seed)

    def make(self) -> bytes:
        """One more file: a sample changed once or several times."""
        data = self.random.choice(self.samples)
        for _ in range(self.random.choice((1, 1, 1, 2, 3, 6))):
            data = self._change(data)
        return data

    def _change(self, data: bytes) -> bytes:
        changes: tuple[Callable[[bytes], bytes], ...] = (self._bytes, self._bytes)
        if data.startswith(b"PK"):
            changes = (self._bytes, self._zip, self._xml, self._xml, self._xml, self._xml)
        try:
            return self.random.choice(changes)(data)
        except _TORN:
            return self._bytes(data)

    def _bytes(self, data: bytes) -> bytes:
        pick = self.random
        if not data:
            return pick.randbytes(20)
        start = pick.randrange(len(data))
        end = min(len(data), start + pick.choice((1, 2, 4, 30, 500)))
        piece = data[start:end]
        other = pick.choice(self.samples)
        at = pick.randrange(len(other) or 1)
        return pick.choice(
            (
                lambda: data[:start] + bytes([data[start] ^ (1 << pick.randrange(8))]) + data[start + 1 :],
                lambda: data[:start] + pick.randbytes(len(piece)) + data[end:],
                lambda: data[:start] + pick.choice((b"\0", b"\xff", b"\x7f")) * len(piece) + data[end:],
                lambda: data[:start] + data[end:],
                lambda: data[:start],
                lambda: data[:start] + piece * pick.choice((2, 3, 50)) + data[end:],
                lambda: data[:start] + other[at:],
                lambda: data[:start] + other[at : at + 300] + data[start:],
            )
        )()

    def _entries(self, data: bytes) -> list[tuple[str, bytes]]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [
                (info.filename, archive.read(info)) for info in archive.infolist()[:100] if info.file_size < 1 << 24
            ]

    def _packed(self, entries: list[tuple[str, bytes]]) -> bytes:
        out = io.BytesIO()
        with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            warnings.simplefilter("ignore")  # two entries of one name are meant
            for name, content in entries:
                archive.writestr(name or "x", content)
        return out.getvalue()

    def _zip(self, data: bytes) -> bytes:
        pick = self.random
        entries = self._entries(data)
        if not entries:
            return self._bytes(data)
        at, to = pick.randrange(len(entries)), pick.randrange(len(entries))
        name, content = entries[at]
        change = pick.randrange(6)
        if change == 0:
            del entries[at]
        elif change == 1:
            entries[at] = (entries[to][0], content)
        elif change == 2:
            entries[at] = (name, self._bytes(content))
        elif change == 3:
            entries.insert(to, (name, pick.choice(self.samples)))
        elif change == 4:
            entries[at] = (
                pick.choice(("../" + name, "/" + name, name.upper(), name + "\0", "word/vbaProject.bin")),
                content,
            )
        else:
            pick.shuffle(entries)
        return self._packed(entries)

    def _xml(self, data: bytes) -> bytes:
        entries = self._entries(data)
        parts = [number for number, (name, _) in enumerate(entries) if name.endswith((".xml", ".rels"))]
        main = [number for number in parts if entries[number][0].endswith("document.xml")]
        number = self.random.choice(main * 3 + parts)
        name, content = entries[number]
        root = etree.fromstring(content)
        elements = list(root.iter(etree.Element))
        for _ in range(self.random.choice((1, 1, 2, 5))):
            self._element(self.random.choice(elements), elements)
        entries[number] = (name, etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
        return self._packed(entries)

    def _element(self, element: Element, elements: list[Element]) -> None:
        pick = self.random
        parent = element.getparent()
        change = pick.randrange(9)
        if parent is None or change == 0:
            element.set(w(pick.choice(_ATTRIBUTES)), pick.choice(_TEXTS))
        elif change == 1:
            parent.remove(element)
        elif change == 2:
            for _ in range(pick.choice((1, 1, 30))):
                element.addnext(copy.deepcopy(element))
        elif change == 3:
            wrapper = etree.Element(w(pick.choice(_WRAPPERS)))
            parent.replace(element, wrapper)
            wrapper.append(element)
        elif change == 4:
            parent.insert(0, element)
        elif change == 5:
            pick.choice(elements).append(copy.deepcopy(element))
        elif change == 6:
            element.text = pick.choice(_TEXTS)
        elif change == 7:
            element.tag = pick.choice((w(pick.choice(_WRAPPERS)), f"{{{W}}}{pick.choice(_LONE)}", "x"))
        else:
            element.append(etree.Element(w(pick.choice(_LONE)), {w(pick.choice(_ATTRIBUTES)): pick.choice(_TEXTS)}))
