"""One intermediate form of a Word document: every visible character with its place, controls, bookmarks and signs."""

from documents.content.parts import Content
from documents.content.read import read_content

__all__ = ["Content", "read_content"]
