"""Content controls taken out of a .docx, their content left in place.

LibreOffice 7.4 multiplies Chinese text in plain-text controls on saving (张三 became 张三张三张三张三), so no other
program may see one. Tags are lost by this; bookmarks stay.
"""

from __future__ import annotations

from documents.package import Package
from documents.wml import SDT, Element, w

_CONTENT = w("sdtContent")


def unwrap_controls(docx: bytes) -> bytes:
    """The same document without content controls in any part; what they enclosed stays where it was.

    Raises Rejection when `docx` cannot be opened.
    """
    package = Package.open(docx)
    main = package.main
    kinds = ("header", "footer", "footnotes", "endnotes", "comments")
    for part in (main, *(name for kind in kinds for name in package.related(main, kind))):
        _unwrap(package.tree(part))
    return package.save()


def _unwrap(root: Element) -> None:
    for control in reversed(list(root.iter(SDT))):  # the inner ones first
        parent = control.getparent()
        if parent is None:
            continue
        at = parent.index(control)
        content = control.find(_CONTENT)
        parent[at : at + 1] = list(content) if content is not None else []
