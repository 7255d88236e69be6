"""Zip archives from strangers, read within limits that no header can talk its way around."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from documents.reasons import Rejection

MEGABYTE = 1 << 20
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_UNKNOWN = 0x20 | 0x40  # patches and strong encryption (APPNOTE 4.4.4)
_LOCAL, _HEADER = b"PK\x03\x04", struct.Struct("<4s22xHH")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Limits:
    """What an archive may hold: number of entries, inflated bytes of one and in all, inflation above `free` bytes."""

    entries: int = 2000
    each: int = 64 * MEGABYTE  # twice as much is needed for a moment
    total: int = 150 * MEGABYTE
    ratio: int = 200
    free: int = MEGABYTE


LIMITS = Limits()
_LEFT_BEHIND = (
    re.compile(  # the lock file beside an open document, Word's own copies, pictures of a folder, and what is hidden
        r"\.|~\$|~wr[a-z]\d*\.tmp$|(?:eh)?thumbs\.db$|desktop\.ini$|__MACOSX$", re.IGNORECASE
    )
)
_END, _ENTRY, _LOCATOR = b"PK\x05\x06", b"PK\x01\x02", b"PK\x06\x07"  # APPNOTE 4.3.16, 4.3.12, 4.3.15
_END_WITHIN = 22 + 0xFFFF  # bytes from the end of the file


def read_entries(data: bytes, limits: Limits = LIMITS) -> list[tuple[zipfile.ZipInfo, bytes]]:
    """Every file of the zip `data` with its inflated bytes, in the archive's order.

    Raises Rejection: damaged, archive_entries, archive_overlap, archive_encrypted, archive_kind,
    archive_ratio, archive_size. Sizes are counted while inflating (CVE-2024-0450: overlaps too).
    """
    if crowded(data, limits):  # before the directory is read, which takes some 500 bytes an entry
        raise Rejection("archive_entries", quarantined=True, limit=str(limits.entries))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_directory(infos, limits)
            found, total = [], 0
            for info in infos:
                if info.is_dir():
                    continue
                content = _inflate(data, info, limits, limits.total - total)
                total += len(content)
                found.append((info, content))
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, struct.error) as error:
        raise Rejection("damaged") from error


def crowded(data: bytes, limits: Limits = LIMITS) -> bool:
    """Whether the directory of the zip `data` may hold more entries than allowed, without reading it."""
    at = data.rfind(_END, max(0, len(data) - _END_WITHIN))
    if at < 0:
        return False
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    large = size == 0xFFFFFFFF or data[at - 20 : at - 16] == _LOCATOR  # ZIP64: its size stands elsewhere
    return data.count(_ENTRY, 0 if large else max(0, at - size), at) > limits.entries


def _check_directory(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.entries:
        raise Rejection("archive_entries", quarantined=True, limit=str(limits.entries))
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if not info.filename:  # zipfile itself trips over it
            raise Rejection("damaged")
        if info.header_offset < end:
            raise Rejection("archive_overlap", quarantined=True)
        end = info.header_offset + 30 + info.compress_size
        if info.flag_bits & _ENCRYPTED:
            raise Rejection("archive_encrypted")
        if info.compress_type not in _METHODS:
            raise Rejection("archive_kind")


def _inflate(data: bytes, info: zipfile.ZipInfo, limits: Limits, left: int) -> bytes:
    """One entry. From its bytes at once: zipfile, which reads by 4 KB through four layers, takes twice as long."""
    ceiling, most = max(limits.free, info.compress_size * limits.ratio), min(left, limits.each)
    content = _packed(data, info)
    if info.compress_type == zipfile.ZIP_DEFLATED:
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, min(ceiling, most) + 1)
    if len(content) > ceiling:
        raise Rejection("archive_ratio", quarantined=True)
    if len(content) > most:
        allowed = limits.each if len(content) > limits.each else limits.total
        raise Rejection("archive_size", quarantined=True, limit=str(allowed // MEGABYTE))
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise Rejection("damaged")
    return content


def _packed(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry as they stand, behind a header that has to say the same name (APPNOTE 4.3.7)."""
    signature, name_length, extra_length = _HEADER.unpack_from(data, info.header_offset)
    name_at = info.header_offset + _HEADER.size
    begin = name_at + name_length + extra_length
    packed = data[begin : begin + info.compress_size]
    named = data[name_at : name_at + name_length].decode("utf-8" if info.flag_bits & _UTF8_NAME else "cp437")
    whole = signature == _LOCAL and named == info.orig_filename and len(packed) == info.compress_size
    if not whole or info.flag_bits & _UNKNOWN:
        raise Rejection("damaged")
    return packed


def entry_name(info: zipfile.ZipInfo) -> str:
    """The entry's name as its maker meant it: UTF-8 when it is flagged or is UTF-8, else GB 18030."""
    name = info.orig_filename
    if info.flag_bits & _UTF8_NAME or name.isascii():
        return name
    raw = name.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def is_left_behind(name: str) -> bool:
    """Whether a file or folder of this name (no path) is what programs leave behind, so that nobody sent it."""
    return _LEFT_BEHIND.match(name) is not None


def write_zip(entries: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of the named bytes in the given order, the same bytes for the same input."""
    pairs = entries.items() if isinstance(entries, Mapping) else entries
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in pairs:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data)
    return out.getvalue()
