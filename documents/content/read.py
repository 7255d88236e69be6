"""The whole document: body, headers, footers, notes and comments as one intermediate form."""

from __future__ import annotations

from collections.abc import Iterator

from documents.content.blocks import BLOCKS
from documents.content.inline import INLINE
from documents.content.parts import Content, Paragraph, paragraphs_of
from documents.content.story import Rule, Story
from documents.content.styles import Styles
from documents.package import OFFICE, Package
from documents.wml import BODY, Element, squeeze, text_of, w

_RULES: dict[str, Rule] = {**INLINE, **BLOCKS}
_ID = w("id")


def read_content(package: Package) -> Content:
    """Everything that the document in `package` shows, with its places and signs. Raises Rejection for broken parts."""
    content = Content([])
    reader = _Reader(package, content)
    root = package.tree(package.main)
    body = root.find(BODY)
    if body is not None:
        content.body = reader.read(body).blocks
    for kind in ("header", "footer"):
        for part in package.related(package.main, kind):
            content.margins += paragraphs_of(reader.read(package.tree(part), margin=True).blocks)
    for kind in ("footnotes", "endnotes"):
        for part in package.related(package.main, kind):
            for note in package.tree(part):
                content.notes += reader.note(note)
    for target in _external(package):
        content.signs[("external_link", target)] += 1
    return content


class _Reader:
    """What all parts of one document have in common."""

    def __init__(self, package: Package, content: Content) -> None:
        self.content, self.styles = content, Styles(package)
        self.comments = {
            comment.get(_ID, ""): squeeze(text_of(comment))
            for part in package.related(package.main, "comments")
            for comment in package.tree(part)
        }

    def read(self, root: Element, *, margin: bool = False) -> Story:
        """The part below `root`, walked."""
        story = Story(self.content, self.styles, self.comments, _RULES, root, margin=margin)
        story.walk(root)
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
