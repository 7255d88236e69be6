"""Conditional formats of a table's style (ISO/IEC 29500-1, 17.7.6) that leave the text of some cells other than plain.

A row or column is meant by w:tblLook and where it stands, or by the w:cnfStyle that another program has put there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from documents.content.looks import COLORS, PLAIN, Look, inks, look_of, near, shades
from documents.content.styles import over
from documents.wml import TBL, TC, TR, VAL, Element, P, w, whole

Formats = Mapping[str, list[Element]]  # w:tblStylePr by their kinds
_RPR, _TCPR, _TRPR, _SHD = w("rPr"), w("tcPr"), w("trPr"), w("shd")
_LOOK, _CNF, _KIND = w("tblLook"), w("cnfStyle"), w("type")
_CORNERS = {
    "nwCell": ("firstRow", "firstCol"),
    "neCell": ("firstRow", "lastCol"),
    "swCell": ("lastRow", "firstCol"),
    "seCell": ("lastRow", "lastCol"),
}
_ORDER = (  # the later one decides
    *("wholeTable", "band1Vert", "band2Vert", "band1Horz", "band2Horz"),
    *("firstRow", "lastRow", "firstCol", "lastCol", *_CORNERS),
)
_BITS = (
    *("firstRow", "lastRow", "firstCol", "lastCol", "band1Vert", "band2Vert", "band1Horz", "band2Horz"),
    *("neCell", "nwCell", "seCell", "swCell"),
)
_ASKED = {"firstRow": ("firstRow", 0x20), "lastRow": ("lastRow", 0x40), "firstCol": ("firstColumn", 0x80),
          "lastCol": ("lastColumn", 0x100), "noHBand": ("noHBand", 0x200), "noVBand": ("noVBand", 0x400)}  # fmt: skip


def looks_of_cells(properties: Element, conditions: Sequence[Element], around: Look) -> dict[Element, Look]:
    """The look of every cell of the table with these properties (w:tblPr).

    `conditions` are the formats (w:tblStylePr) of its style, nearest last; `around` is what the style gives to all.
    """
    formats: dict[str, list[Element]] = {}
    for each in conditions:
        formats.setdefault(each.get(_KIND, ""), []).append(each)
    bands = _band_size(conditions, "tblStyleRowBandSize"), _band_size(conditions, "tblStyleColBandSize")
    table = properties.getparent() if _matter(conditions) else None
    asked = _asked(properties.find(_LOOK))
    known: dict[tuple[frozenset[str], frozenset[str] | None], Look] = {}
    found: dict[Element, Look] = {}
    rows = list(_inside(table, TR)) if table is not None else []
    for number, row in enumerate(rows):
        by_row = _told(row, _TRPR) | _places(number, len(rows), bands[0], asked, ("firstRow", "lastRow", "Horz"))
        cells = list(_inside(row, TC))
        for at, cell in enumerate(cells):
            kinds = by_row | _told(cell, _TCPR)
            kinds |= _places(at, len(cells), bands[1], asked, ("firstCol", "lastCol", "Vert"))
            kinds |= {corner for corner, sides in _CORNERS.items() if kinds.issuperset(sides)}
            key = kinds.intersection(formats) | {"wholeTable"}, _own_shades(cell)
            if key not in known:
                look = over(around, _look(formats, *key))
                known[key] = look if any(look.values()) else PLAIN
            found[cell] = known[key]
    return found


def _matter(conditions: Sequence[Element]) -> bool:
    """Whether text may look other than plain by them; coloured text on another colour is most that styles do."""
    if any(any(_texts(each).values()) for each in conditions):
        return True
    colors = {color for each in conditions for color in inks(each.find(_RPR)) if _texts(each)}
    return any(near(color, other) for each in conditions for other in shades(each.find(_TCPR)) for color in colors)


def _texts(format_: Element) -> Look:
    properties = format_.find(_RPR)
    return look_of(properties) if properties is not None else {}


def _look(formats: Formats, kinds: frozenset[str], own: frozenset[str] | None) -> Look:
    """The look that the formats of these kinds give to a cell, shaded as it says itself or else by the formats."""
    look: dict[str, str] = {}
    behind: frozenset[str] = frozenset()
    colors: list[str] = []
    for each in chain.from_iterable(formats.get(kind, ()) for kind in _ORDER if kind in kinds):
        text, properties = _texts(each), each.find(_RPR)
        look.update(text)
        behind = shades(each.find(_TCPR)) or behind
        if not text.keys().isdisjoint(COLORS):
            colors = ["FFFFFF"] if any(text.get(name) for name in COLORS) else inks(properties)
    behind = behind if own is None else own
    if behind:
        unseen = any(near(one, other) for one in colors for other in behind)
        look.update(dict.fromkeys(COLORS & look.keys(), "hidden_text" if unseen else ""))
    return look


def _own_shades(cell: Element) -> frozenset[str] | None:
    properties = cell.find(_TCPR)
    return shades(properties) if properties is not None and properties.find(_SHD) is not None else None


def _asked(look: Element | None) -> frozenset[str]:
    """What w:tblLook wants and leaves out; bands are wanted where nothing is said."""
    if look is None:
        return frozenset()
    try:
        bits = int(look.get(VAL, "0"), 16)
    except ValueError:
        bits = 0
    return frozenset(
        kind
        for kind, (name, bit) in _ASKED.items()
        if look.get(w(name), "1" if bits & bit else "0") in ("1", "true", "on")
    )


@lru_cache(maxsize=4096)
def _places(at: int, count: int, size: int, asked: frozenset[str], names: tuple[str, str, str]) -> frozenset[str]:
    """The kinds of the row or column `at` of `count`, by its place."""
    first, last, bands = names
    headed = first in asked
    found = {first} if headed and at == 0 else set()
    if last in asked and at == count - 1:
        found.add(last)
    if not found and f"no{bands[0]}Band" not in asked:
        found.add(f"band{1 + (at - headed) // size % 2}{bands}")
    return frozenset(found)


def _told(element: Element, properties: str) -> frozenset[str]:
    """The kinds that w:cnfStyle tells."""
    found = element.find(f"{properties}/{_CNF}")
    bits = found.get(VAL, "") if found is not None else ""
    return frozenset(kind for kind, bit in zip(_BITS, bits, strict=False) if bit == "1")


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, whatever wraps them; none of an inner table."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in (TBL, TC, TR, P):
            yield from _inside(child, tag)


def _band_size(conditions: Sequence[Element], name: str) -> int:
    """How many rows or columns make a band by the styles that have these formats."""
    size = 1
    for each in conditions:
        style = each.getparent()
        found = style.find(f"{w('tblPr')}/{w(name)}") if style is not None else None
        size = max(1, whole(found.get(VAL, ""), 1)) if found is not None else size
    return size
