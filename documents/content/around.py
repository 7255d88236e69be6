"""What is around the text at one moment of the walk: controls, bookmarks, comments, fields, signs."""

from __future__ import annotations

from dataclasses import dataclass

from documents.content.fields import Field
from documents.content.parts import Control, Paragraph
from documents.wml import Element, w

_ID, _BOOKMARK_END, _COMMENT_END = w("id"), w("bookmarkEnd"), w("commentRangeEnd")
_MOST = 64  # bookmarks or fields open at once; a form has a handful, and each costs time at every change
Marks = tuple[tuple[Control, ...], tuple[str, ...], tuple[str, ...]]  # controls, bookmarks, signs


@dataclass(eq=False, slots=True)
class Opened:
    """Where a control or bookmark began: after how much text of the part and of its paragraph.

    A bookmark of `columns` covers only these cells of a row.
    """

    shown: int
    pieces: int
    place: Paragraph | None  # None until a paragraph begins in it
    name: str = ""
    columns: tuple[int, int] | None = None


class Around:
    """The marks that every text carries now; they are worked out when text asks for them."""

    def __init__(self, root: Element) -> None:
        self._bookmark_ends = frozenset([each.get(_ID, "") for each in root.iter(_BOOKMARK_END)])
        self._comment_ends = frozenset([each.get(_ID, "") for each in root.iter(_COMMENT_END)])
        self.controls: tuple[Control, ...] = ()
        self.signs: tuple[str, ...] = ()  # of the elements around
        self.fields: list[Field] = []
        self.deeper = 0  # open fields beyond those that are kept
        self._bookmarks: dict[str, Opened] = {}
        self._commented: set[str] = set()
        self._column = 0  # index of the cell in its row
        self._marks: Marks | None = ((), (), ())

    @property
    def marks(self) -> Marks:
        """Controls and bookmarks, outermost first, and signs."""
        if self._marks is None:
            self._marks = self._work_out()
        return self._marks

    def changed(self) -> None:
        """A field is another one now."""
        self._marks = None

    def surround(self, controls: tuple[Control, ...]) -> None:
        """These are the controls around from here on."""
        self.controls = controls
        several = self._bookmarks or self.fields or self._commented
        self._marks = None if several else (controls, (), self.signs)

    def _work_out(self) -> Marks:
        controls, signs = self.controls, self.signs
        if self.fields:
            controls += tuple([each.control for each in self.fields if each.control is not None])
            signs += tuple([each.sign for each in self.fields if each.sign])
            if not all(each.separated for each in self.fields):
                signs += ("hidden_text",)
        if self._commented:
            signs += ("comments",)
        names: tuple[str, ...] = ()
        if self._bookmarks:
            names = tuple([each.name for each in self._bookmarks.values() if self._covers(each.columns)])
        return controls, names, signs

    def _covers(self, columns: tuple[int, int] | None) -> bool:
        return columns is None or columns[0] <= self._column <= columns[1]

    def sign(self, signs: tuple[str, ...]) -> None:
        """The signs of the elements around are these from here on."""
        if signs != self.signs:
            self.signs = signs
            self._marks = None

    def enter_column(self, column: int) -> None:
        """The cell of this index begins."""
        self._column = column
        if self._bookmarks:
            self._marks = None

    def takes_bookmark(self, number: str) -> bool:
        """Whether the bookmark of this w:id has an end and is one of few that are open."""
        return number in self._bookmark_ends and len(self._bookmarks) < _MOST

    def open_bookmark(self, number: str, bookmark: Opened) -> None:
        """A bookmark begins."""
        self._bookmarks[number] = bookmark
        self._marks = None

    def bookmark(self, number: str) -> Opened | None:
        """The open bookmark of this w:id."""
        return self._bookmarks.get(number)

    def close_bookmark(self, number: str) -> None:
        """A bookmark ends."""
        del self._bookmarks[number]
        self._marks = None

    def open_comment(self, number: str) -> None:
        """The text that a comment is about begins; without an end it is a point."""
        if number in self._comment_ends:
            self._commented.add(number)
            self._marks = None

    def close_comment(self, number: str) -> None:
        """The text that a comment is about ends."""
        if number in self._commented:
            self._commented.remove(number)
            self._marks = None

    def open_field(self, field: Field) -> None:
        """A field begins with its code."""
        if len(self.fields) < _MOST:
            self.fields.append(field)
            self._marks = None
        else:
            self.deeper += 1

    def close_field(self) -> None:
        """The innermost field ends."""
        self.fields.pop()
        self._marks = None

    def innermost_field(self) -> Field | None:
        """The field that a separator or an end belongs to; None without one or where it is not kept."""
        return self.fields[-1] if self.fields and not self.deeper else None
