"""The whole document: body, headers, footers, notes and comments as one intermediate form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from documents.content.blocks import BLOCKS
from documents.content.inline import INLINE
from documents.content.parts import Content, Paragraph, paragraphs_of
from documents.content.story import Rules, Story
from documents.content.style_sheet import StyleSheet
from documents.content.styles import Styles
from documents.content.walk import walk
from documents.package import OFFICE, Package
from documents.wml import BODY, Element, squeeze, text_of, w

_RULES: Rules = {**INLINE, **BLOCKS}
_ID = w("id")
_KEPT = 1 << 20  # bytes of styles that are kept for the next document


def read_content(package: Package) -> Content:
    """Everything that the document in `package` shows, with its places and signs. Raises Rejection for broken parts."""
    reader = _Reader(package)
    content = reader.content
    body = package.tree(package.main).find(BODY)
    if body is not None:
        content.body = reader.read(body).blocks
    for root in reader.parts("header", "footer"):
        content.margins += paragraphs_of(reader.read(root, margin=True).blocks)
    for root in reader.parts("footnotes", "endnotes"):
        for note in root:
            content.notes += reader.note(note)
    for target in _external(package):
        content.signs[("external_link", target)] += 1
    return content


def _styles(parts: tuple[tuple[str, bytes], ...]) -> Styles:
    """The styles of these parts by name; most returns of a batch have those of its blank."""
    return _kept_styles(parts) if sum(len(data) for _, data in parts) <= _KEPT else _new_styles(parts)


def _new_styles(parts: tuple[tuple[str, bytes], ...]) -> Styles:
    return Styles(StyleSheet(data, name) for name, data in parts)


_kept_styles = lru_cache(maxsize=4)(_new_styles)


class _Reader:
    """What all parts of one document have in common."""

    def __init__(self, package: Package) -> None:
        self.content = Content([])
        self._package, self._related = package, package.relationships(package.main)
        self._styles = _styles(tuple((name, package.parts[name]) for name in self._names("styles")))
        self._comments = {
            comment.get(_ID, ""): squeeze(text_of(comment)) for root in self.parts("comments") for comment in root
        }

    def parts(self, *kinds: str) -> list[Element]:
        """The roots of the parts of these kinds, kind by kind."""
        return [self._package.tree(name) for name in self._names(*kinds)]

    def _names(self, *kinds: str) -> list[str]:
        return [
            each.target
            for kind in kinds
            for each in self._related
            if each.type == OFFICE + kind and not each.external and each.target in self._package.parts
        ]

    def read(self, root: Element, *, margin: bool = False) -> Story:
        """The part below `root`, walked."""
        story = Story(self.content, self._styles, self._comments, root, _RULES, margin=margin)
        if len(root):
            walk(story, root[0])
        story.finish()
        return story

    def note(self, note: Element) -> list[Paragraph]:
        """The paragraphs of a footnote or endnote; separators have no text and leave none."""
        paragraphs = list(paragraphs_of(self.read(note).blocks))
        text = squeeze("".join(each.text for each in paragraphs))
        if not text:
            return []
        self.content.signs[("footnotes", text)] += 1
        return paragraphs


def _external(package: Package) -> Iterator[str]:
    """What the file loads from elsewhere; a hyperlink loads nothing."""
    for name in package.xml_names():
        if name.endswith(".rels"):
            for each in package.tree(name):
                if each.get("TargetMode") == "External" and each.get("Type") != OFFICE + "hyperlink":
                    yield each.get("Target", "")
