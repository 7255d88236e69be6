"""Places for answers in a form that is being built, and what the true answer of each is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.tricks.markup import Element, Package, pieces, run, visible, w

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def norm(value: object) -> str:
    """A value for comparison: width of letters and white space do not count."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "|".join(sorted(norm(each) for each in value))
    if isinstance(value, float):
        return f"{value:g}"
    return re.sub(r"\s", "", str(value).translate(_WIDE))


@dataclass(frozen=True)
class Truth:
    """What may be vouched for; nothing: a person must look."""

    accept: frozenset[str]

    @property
    def look(self) -> bool:
        """Whether a person must look."""
        return not self.accept


LOOK = Truth(frozenset())
BLANK = Truth(frozenset({""}))


def is_one_of(*values: object) -> Truth:
    """The truth is one of `values`."""
    return Truth(frozenset(norm(each) for each in values))


@dataclass(eq=False)
class Slot:
    """One place for an answer: `content` are the elements in `parent` that now hold it."""

    label: str
    type: str
    parent: Element
    content: list[Element]
    key: str = ""
    where: str = "cell"
    control: Element | None = None
    options: tuple[str, ...] = ()
    after: str = ""
    written: str = ""
    truth: Truth = BLANK
    chosen: tuple[str, ...] = ()
    touched: bool = False

    def write(self, xml: str) -> list[Element]:
        """Replaces what stands there."""
        at = self.parent.index(self.content[0]) if self.content else len(self.parent)
        for each in self.content:
            self.parent.remove(each)
        new = pieces(xml)
        for number, each in enumerate(new):
            self.parent.insert(at + number, each)
        self.content = new
        if self.control is not None:
            flag = self.control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")
            if flag is not None:
                flag.getparent().remove(flag)  # type: ignore[union-attr]
        return new

    def say(self, words: str, truth: Truth) -> None:
        """Writes plain words."""
        self.write(run(words) if words else "")
        self.written, self.truth = words, truth

    @property
    def paragraph(self) -> Element:
        """The paragraph that it stands in."""
        element: Element | None = self.parent
        while element is not None and element.tag != w("p"):
            element = element.getparent()
        assert element is not None
        return element

    @property
    def cell(self) -> Element | None:
        """The cell that it stands in."""
        element: Element | None = self.parent
        while element is not None and element.tag != w("tc"):
            element = element.getparent()
        return element


@dataclass(eq=False)
class Row:
    """One row of a list with its slots by column."""

    element: Element
    slots: list[Slot]
    fixed: dict[str, str] = field(default_factory=dict)

    @property
    def filled(self) -> bool:
        """Whether it says anything."""
        return any(each.written for each in self.slots)

    def look(self) -> None:
        """A person must look at this row."""
        for each in self.slots:
            each.truth = LOOK


@dataclass(eq=False)
class Listing:
    """A table with repeating rows."""

    key: str
    element: Element
    header: Element
    serial: bool
    rows: list[Row] = field(default_factory=list)

    @property
    def filled(self) -> list[Row]:
        """The rows that say something."""
        return [each for each in self.rows if each.filled]


@dataclass(eq=False)
class Paper:
    """A form that is being filled."""

    name: str
    tagged: bool
    package: Package
    slots: list[Slot]
    lists: list[Listing]
    title: Element

    @property
    def body(self) -> Element:
        """The w:body."""
        return self.package.body

    @property
    def every(self) -> list[Slot]:
        """Fields and cells."""
        return [*self.slots, *(slot for each in self.lists for row in each.rows for slot in row.slots)]

    def look(self) -> None:
        """A person must look at everything."""
        for each in self.every:
            each.truth = LOOK

    def end(self, xml: str) -> None:
        """Adds blocks before the end."""
        for each in pieces(xml):
            self.body.insert(len(self.body) - 1, each)

    def label_of(self, slot: Slot) -> Element | None:
        """The cell left of the slot's, when it holds the slot's label."""
        place = slot.cell
        before = place.getprevious() if place is not None else None
        return before if before is not None and before.tag == w("tc") and slot.label in visible(before) else None
