"""Whether a file from outside may be opened at all, and what an archive holds."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from documents.archive import LIMITS, MEGABYTE, Limits, entry_name, is_left_behind, read_entries
from documents.kinds import Kind, sniff
from documents.package import OFFICE, Package, has_doctype
from documents.reasons import Rejection
from documents.tools import NO_TOOLS, Tools
from documents.wml import DOCUMENT
from messages.errors import ConversionFailed, Damaged, PasswordNeeded, TooLarge, Unavailable

__all__ = ["Kind", "Member", "check_docx", "safe_name", "sniff", "unpack", "unpack_and_count"]

_LATER = re.compile(  # parts of every Word file that are not read, or only by whoever asks for their tree
    r"/(?:theme|glossary)/|/(?:styles|stylesWithEffects|settings|numbering|fontTable|webSettings)\.xml$"
)
_NAME_LIMIT = 200
_STRICT_DOCUMENT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}document"


@dataclass(frozen=True)
class Member:
    """One file of an archive: a safe relative name (as evidence and for display) and its bytes."""

    name: str
    data: bytes


def unpack(data: bytes, name: str, tools: Tools = NO_TOOLS) -> list[Member]:
    """The files of the archive `data`, which came as `name`, in its order; archives inside stay packed.

    Names are UTF-8 or GBK, cleaned of paths that lead elsewhere, and unique. Raises Rejection (place: `name`)
    when the archive exceeds a limit, is damaged, or is of a kind that `tools` do not unpack.
    """
    return unpack_and_count(data, name, tools)[0]


def unpack_and_count(data: bytes, name: str, tools: Tools = NO_TOOLS) -> tuple[list[Member], int]:
    """As `unpack`, and how many files were left out because programs leave them behind."""
    try:
        named = _unpacked(data, tools)
    except Rejection as error:
        raise Rejection(error.code, quarantined=error.quarantined, place=name, **error.reason.params) from error
    members: list[Member] = []
    taken: set[str] = set()
    for given, content in named:
        safe = safe_name(given)
        if not any(map(is_left_behind, safe.split("/"))):
            members.append(Member(_unique(safe, taken), content))
    return members, len(named) - len(members)


def _unpacked(data: bytes, tools: Tools) -> list[tuple[str, bytes]]:
    kind = sniff(data)
    if kind == Kind.EMPTY:
        raise Rejection("empty")
    if kind in (Kind.RAR, Kind.SEVEN_ZIP):
        return _unpacked_by(tools, data, kind)
    if kind == Kind.ARCHIVE:
        raise Rejection("archive_kind")
    return [(entry_name(info), content) for info, content in read_entries(data)]


def _unpacked_by(tools: Tools, data: bytes, kind: Kind) -> list[tuple[str, bytes]]:
    try:
        named = tools.unpack(data, kind)
    except PasswordNeeded as error:
        raise Rejection("archive_encrypted") from error
    except Damaged as error:
        raise Rejection("damaged") from error
    except TooLarge as error:
        raise Rejection("archive_size", quarantined=True, limit=str(LIMITS.total // MEGABYTE)) from error
    except (Unavailable, ConversionFailed) as error:
        raise Rejection("archive_kind") from error
    _check_total(named, len(data), LIMITS)
    return named


def _check_total(named: list[tuple[str, bytes]], packed: int, limits: Limits) -> None:
    """The limits of `read_entries` for an archive that another program has inflated."""
    total = sum(len(content) for _, content in named)
    if len(named) > limits.entries:
        raise Rejection("archive_entries", quarantined=True, limit=str(limits.entries))
    if total > limits.total:
        raise Rejection("archive_size", quarantined=True, limit=str(limits.total // MEGABYTE))
    if total > max(limits.free, packed * limits.ratio):
        raise Rejection("archive_ratio", quarantined=True)


def safe_name(name: str) -> str:
    """`name` as a relative path without drives, `..`, control characters or separators of other systems."""
    pieces = re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", name).replace("\\", "/").split("/")
    kept = [re.sub(r'[:*?"<>|]', "_", piece).strip() for piece in pieces if piece.strip() not in ("", ".", "..")]
    if kept and re.fullmatch(r"[A-Za-z]_", kept[0]):
        kept = kept[1:]
    return "/".join(kept)[-_NAME_LIMIT:].lstrip("/") or "file"


def _unique(name: str, taken: set[str]) -> str:
    stem, suffix = posixpath.splitext(name)
    count = 1
    while name in taken:
        count += 1
        name = f"{stem} ({count}){suffix}"
    taken.add(name)
    return name


def check_docx(data: bytes) -> Package:
    """Open a .docx from outside within all limits.

    Raises Rejection: damaged, archive_* (size, ratio, entries, overlap), xml_doctype, xml_depth, macros,
    active_content, external_template, strict_format, not_word. Styles and the like are parsed when they are asked for.
    """
    package = Package.open(data)
    lowered = [name.lower() for name in package.parts]
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in lowered):
        raise Rejection("macros", quarantined=True)
    if any("/activex/" in name or (name.startswith("word/embeddings/") and name.endswith(".bin")) for name in lowered):
        raise Rejection("active_content", quarantined=True)
    for name in package.xml_names():
        if _LATER.search(name) is None:
            package.tree(name)
        elif has_doctype(package.parts[name]):
            raise Rejection("xml_doctype", quarantined=True, place=name)
    for part in package.xml_names():
        if part.endswith(".rels") and any(
            each.get("Type") == OFFICE + "attachedTemplate" and _is_elsewhere(each.get("Target", ""))
            for each in package.tree(part)
        ):
            raise Rejection("external_template")
    root = package.tree(package.main).tag
    if root != DOCUMENT:
        raise Rejection("strict_format" if root == _STRICT_DOCUMENT else "not_word")
    return package


def _is_elsewhere(target: str) -> bool:
    """Whether a template would be fetched from another machine; Word also names those on its own disk."""
    path = unquote(target).replace("\\", "/")
    own = re.match(r"(?:file:/*)?[a-z]:/|file:///[^/]", path, re.IGNORECASE)  # file:///C:/…, C:/… or file:///home/…
    return own is None and re.match(r"[a-z][a-z0-9+.-]+:|//", path, re.IGNORECASE) is not None
