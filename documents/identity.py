"""The identity of an issued form, written three ways so that one survives every editor.

A custom property, a printed number in the footers and bookmarks (returned-forms.md: what survives an editor).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from lxml import etree

from documents.footers import PRINTED_LABEL, print_number
from documents.form_number import check_number, find_numbers, make_number
from documents.package import Package, default_namespace
from documents.wml import BODY, SDT, Element, squeeze, tag_of, text_of, w, whole

__all__ = [
    "Found",
    "Identity",
    "check_number",
    "find_numbers",
    "identify",
    "make_number",
    "stamp",
]

PROPERTY = "ShoufaForm"
_PART = "docProps/custom.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the FMTID of user-defined properties (22.3)
_BOOKMARK_LIMIT = 40  # Word's
_NUMBER_MARK, _FIELD_MARK = "SF_", "SFF_"


@dataclass(frozen=True)
class Identity:
    """What an issued form carries: its printed number."""

    form_number: str


@dataclass(frozen=True)
class Found:
    """The form number as each of the three places gives it; None where there is none (or no valid one)."""

    property: str | None = None
    printed: str | None = None
    bookmark: str | None = None


def stamp(docx: bytes, identity: Identity) -> bytes:
    """The same document with its identity; stamping again replaces it. Same input, same bytes.

    Raises Rejection when `docx` cannot be opened.
    """
    package = Package.open(docx)
    _set_property(package, identity.form_number)
    print_number(package, identity.form_number)
    _set_bookmarks(package, identity.form_number)
    return package.save()


def identify(docx: bytes) -> Found:
    """The identity that `docx` carries. Raises Rejection when it cannot be opened."""
    return identity_of(Package.open(docx))


def identity_of(package: Package) -> Found:
    """The identity that an open package carries."""
    printed = printed_numbers(package)
    return Found(_property(package), printed[0] if printed else None, _bookmark(package))


def hidden_identity(package: Package) -> Found:
    """What an open package carries without showing it."""
    return Found(_property(package), None, _bookmark(package))


def printed_numbers(package: Package) -> list[str]:
    """Every form number printed in footers, headers or text, in this order, each once."""
    main = package.main
    parts = [*package.related(main, "footer"), *package.related(main, "header"), main]
    found = [number for part in parts for number in find_numbers(text_of(package.tree(part)))]
    return list(dict.fromkeys(found))


def is_number_line(text: str) -> bool:
    """Whether `text` is the line that `stamp` prints and nothing else."""
    flat = squeeze(text).upper()
    return flat.startswith(squeeze(PRINTED_LABEL)) and any(
        flat == squeeze(PRINTED_LABEL + number) for number in find_numbers(text)
    )


def _property(package: Package) -> str | None:
    for part in package.related("", "custom-properties"):
        for each in package.tree(part):
            if each.get("name") == PROPERTY:
                text = "".join(str(piece) for piece in each.itertext()).strip()
                return text if check_number(text) else None
    return None


def _set_property(package: Package, number: str) -> None:
    present = package.related("", "custom-properties")
    if present:
        root = package.tree(present[0])
    else:
        root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap=default_namespace(_CUSTOM, vt=_VALUES))
        package.add(_PART, root, _TYPE)
        package.relate("", "custom-properties", _PART)
    for each in list(root):
        if each.get("name") == PROPERTY:
            root.remove(each)
    highest = max((whole(each.get("pid", "")) for each in root), default=1)
    added = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(max(highest, 1) + 1), name=PROPERTY)
    etree.SubElement(added, f"{{{_VALUES}}}lpwstr").text = number


def _bookmark(package: Package) -> str | None:
    for mark in package.tree(package.main).iter(w("bookmarkStart")):
        name = mark.get(w("name"), "")
        if name.startswith(_NUMBER_MARK):
            number = name.removeprefix(_NUMBER_MARK).replace("_", "-")
            if check_number(number):
                return number
    return None


def _set_bookmarks(package: Package, number: str) -> None:
    root = package.tree(package.main)
    _remove_bookmarks(root)
    taken = [whole(mark.get(w("id"), "")) for mark in root.iter(w("bookmarkStart"))]
    free = max(taken, default=0) + 1
    body = root.find(BODY)
    if body is not None:
        start, end = _mark(_NUMBER_MARK + number.replace("-", "_"), free)
        body.insert(0, end)
        body.insert(0, start)
    names: set[str] = set()
    for control in [each for each in root.iter(SDT) if tag_of(each)]:
        free += 1
        start, end = _mark(_free_name(tag_of(control), names), free)
        control.addprevious(start)
        control.addnext(end)


def _remove_bookmarks(root: Element) -> None:
    ours = {
        mark.get(w("id"))
        for mark in root.iter(w("bookmarkStart"))
        if mark.get(w("name"), "").startswith((_NUMBER_MARK, _FIELD_MARK))
    }
    for mark in [each for each in root.iter(w("bookmarkStart"), w("bookmarkEnd")) if each.get(w("id")) in ours]:
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)


def _mark(name: str, number: int) -> tuple[Element, Element]:
    start = etree.Element(w("bookmarkStart"), {w("id"): str(number), w("name"): name})
    return start, etree.Element(w("bookmarkEnd"), {w("id"): str(number)})


def _free_name(tag: str, names: set[str]) -> str:
    """A bookmark name for `tag` that is not in `names` yet; a long one is cut and told apart by its hash."""
    base = _FIELD_MARK + re.sub(r"\W", "__", tag)
    if len(base) > _BOOKMARK_LIMIT - 4:  # room for _999
        base = base[: _BOOKMARK_LIMIT - 13] + "_" + hashlib.sha256(tag.encode()).hexdigest()[:8]
    name, count = base, 1
    while name in names:
        count += 1
        name = f"{base}_{count}"
    names.add(name)
    return name
