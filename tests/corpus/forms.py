"""The blank forms of the corpus: what each asks for, where its answers go, and the blank as it is issued."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from documents.blanks import FieldOverride, model_from_blank
from documents.forms import FieldType, FormModel, unique_labels
from documents.identity import Identity, make_number, stamp
from documents.package import Package
from documents.wml import Element
from tests.corpus.paper import MARK
from tests.corpus.truth import plain
from tests.corpus.values import Wish

TYPES = {
    "name": FieldType.NAME,
    "post": FieldType.POST,
    "mobile": FieldType.MOBILE,
    "landline": FieldType.LANDLINE,
    "email": FieldType.EMAIL,
    "date": FieldType.DATE,
    "count": FieldType.INTEGER,
    "percent": FieldType.PERCENTAGE,
    "decimal": FieldType.DECIMAL,
    "prefilled": FieldType.UNIT,
    "place": FieldType.PLACE,
    "unit": FieldType.UNIT,
    "choice": FieldType.CHOICE,
    "choices": FieldType.CHOICES,
    "long": FieldType.LONG_TEXT,
}


@dataclass(frozen=True)
class Ask:
    """One answer that a form asks for. `label` as printed; `tag` of its control, "" for none."""

    label: str
    wish: Wish
    tag: str = ""
    blank: float = 0.0  # share of returns that leave it empty


def ask(label: str, maker: str, *options: str, suffix: str = "", tag: str = "", blank: float = 0.0) -> Ask:
    """An `Ask` in one line."""
    return Ask(label, Wish(maker, options, suffix), tag, blank)


@dataclass(frozen=True)
class Rows:
    """Rows of one table: `asks` are its columns; `fixed` columns hold the form's own words (serials, row labels)."""

    key: str
    asks: tuple[Ask, ...]
    fixed: tuple[str, ...] = ()
    every: bool = False  # a matrix: every row is filled
    fewest: int = 1

    @property
    def columns(self) -> tuple[str, ...]:
        """The column labels of the answers, unique within the table."""
        return tuple(unique_labels([each.label for each in self.asks]))


@dataclass(frozen=True, eq=False)
class Form:
    """A blank. `marked` is its .docx with a mark at every place of an answer; unit: the names of who gets it."""

    key: str
    title: str
    marked: bytes
    asks: tuple[Ask, ...]
    grids: tuple[Rows, ...] = ()
    number: str = ""
    unit: tuple[str, ...] = ()
    tagged: bool = False

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """The parts of the marked document."""
        return Package.open(self.marked).parts

    @cached_property
    def blank(self) -> bytes:
        """The bytes that were issued."""
        package = Package(dict(self.parts))
        take_marks(package.tree(package.main))
        return package.save()

    @cached_property
    def model(self) -> FormModel:
        """What the reader is told about the form: in a tagged one types too, else only what the blank shows."""
        return model_from_blank(self.blank, self.key, self.title, self.overrides if self.tagged else None)

    @cached_property
    def overrides(self) -> dict[str, FieldOverride]:
        """What a campaign says about the tags."""
        known = {each.tag: _override(each) for each in self.asks}
        for grid in self.grids:
            known |= {f"{grid.key}.{each.tag}": _override(each) for each in grid.asks}
        return known

    @cached_property
    def labels(self) -> dict[str, str]:
        """By tag, and by plain label, the unique label of a single answer."""
        unique = unique_labels([each.label for each in self.asks])
        by_tag = {each.tag: label for each, label in zip(self.asks, unique, strict=True) if each.tag}
        return {plain(label): label for label in unique} | by_tag


def _override(each: Ask) -> FieldOverride:
    return FieldOverride(TYPES.get(each.wish.maker, FieldType.TEXT), choices=each.wish.options)


def take_marks(root: Element) -> dict[str, list[Element]]:
    """Take the marks out of a document; the elements that had them, by mark, in order."""
    found: dict[str, list[Element]] = {}
    for element in root.iter():
        mark = element.get(MARK)
        if mark is not None:
            del element.attrib[MARK]
            found.setdefault(mark, []).append(element)
    return found


def issued(form: Form, serial: int) -> Form:
    """The form with a form number in its property, footers and bookmarks."""
    number = make_number(serial)
    marked = stamp(form.marked, Identity(number))
    return Form(form.key, form.title, marked, form.asks, form.grids, number, form.unit, form.tagged)
