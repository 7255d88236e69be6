"""Builds a form from its description: the same steps for the blank and for each return."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.tricks.markup import Element, Package, cell, paragraph, pieces, row, run, table, w
from tests.tricks.slots import Listing, Paper, Row, Slot

GREY = '<w:rStyle w:val="PlaceholderText"/>'


@dataclass(frozen=True)
class Ask:
    """One question."""

    label: str
    type: str = "text"
    key: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """A heading or note."""

    text: str


@dataclass(frozen=True)
class Pairs:
    """A table of labels with answers at their right, one or two to a row."""

    rows: tuple[tuple[Ask, ...], ...]


@dataclass(frozen=True)
class Many:
    """A table with a header and repeating rows."""

    key: str
    columns: tuple[Ask, ...]
    count: int = 5
    serial: bool = False


@dataclass(frozen=True)
class Cross:
    """A matrix: a count for each row and column."""

    corner: str
    down: tuple[str, ...]
    across: tuple[str, ...]
    key: str = "m"


@dataclass(frozen=True)
class Gaps:
    """A sentence with gaps, written {label:type:key}."""

    text: str


@dataclass(frozen=True)
class Line:
    """A label with a colon and a place for the answer after it, in a paragraph."""

    ask: Ask


@dataclass(frozen=True)
class Box:
    """Options with boxes in a paragraph."""

    ask: Ask


@dataclass(frozen=True)
class Room:
    """A table of one row for long words."""

    ask: Ask


Block = Words | Pairs | Many | Cross | Gaps | Line | Box | Room


@dataclass(frozen=True)
class Form:
    """A form of the set."""

    name: str
    title: str
    tagged: bool
    blocks: tuple[Block, ...]


class Builder:
    """Builds one paper."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.package = Package(paragraph(run(form.title, '<w:b/><w:sz w:val="32"/>'), '<w:jc w:val="center"/>'))
        self.slots: list[Slot] = []
        self.lists: list[Listing] = []
        self.number = 7000

    def build(self) -> Paper:
        """The whole form, not filled."""
        for block in self.form.blocks:
            self._block(block)
        package = self.package
        return Paper(self.form.name, self.form.tagged, package, self.slots, self.lists, package.body[0])

    def _place(self, xml: str) -> list[Element]:
        new = pieces(xml)
        body = self.package.body
        for each in new:
            body.insert(len(body) - 1, each)
        return new

    def _block(self, block: Block) -> None:
        if isinstance(block, Words):
            self._place(paragraph(run(block.text)))
        elif isinstance(block, Pairs):
            self._pairs(block)
        elif isinstance(block, Many):
            self._many(block)
        elif isinstance(block, Cross):
            self._cross(block)
        elif isinstance(block, Gaps):
            self._gaps(block.text)
        elif isinstance(block, Line):
            self._gaps(f"{block.ask.label}：{{{block.ask.label}:{block.ask.type}:{block.ask.key}}}")
        elif isinstance(block, Box):
            [line] = self._place(paragraph(run(f"{block.ask.label}：")))
            self.slots.append(self._boxes(block.ask, line))
        else:
            label = cell(paragraph(run(block.ask.label)), 1, 1800)
            [framed] = self._place(table(row(label + cell(paragraph(), 1, 7000)), 2))
            self.slots.append(self._slot(block.ask, list(framed.iter(w("p")))[1]))

    def _slot(self, ask: Ask, parent: Element) -> Slot:
        if ask.options and not (self.form.tagged and ask.key):
            return self._boxes(ask, parent)
        if not (self.form.tagged and ask.key):
            return Slot(ask.label, ask.type, parent, [])
        control = pieces(self._control(ask))[0]
        parent.append(control)
        held = control.find(w("sdtContent"))
        assert held is not None
        return Slot(ask.label, ask.type, held, list(held), ask.key, control=control, options=ask.options)

    def _control(self, ask: Ask) -> str:
        self.number += 7
        kind = ""
        if ask.options:
            each = "".join(f'<w:listItem w:displayText="{o}" w:value="{o}"/>' for o in ask.options)
            kind = f"<w:dropDownList>{each}</w:dropDownList>"
        elif ask.type == "date" and "." not in ask.key:
            kind = '<w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/></w:date>'
        lock = "" if "." in ask.key else '<w:lock w:val="sdtLocked"/>'
        named = f'<w:alias w:val="{escape(ask.label)}"/><w:tag w:val="{ask.key}"/><w:id w:val="{self.number}"/>'
        prompt = run("点击选择" if ask.options else "点击填写", GREY)
        flagged = f"{named}{lock}<w:showingPlcHdr/>{kind}"
        return f"<w:sdt><w:sdtPr>{flagged}</w:sdtPr><w:sdtContent>{prompt}</w:sdtContent></w:sdt>"

    def _boxes(self, ask: Ask, parent: Element) -> Slot:
        new = pieces(boxes(ask.options, ()))
        parent.extend(new)
        return Slot(ask.label, ask.type, parent, new, where="box", options=ask.options)

    def _pairs(self, block: Pairs) -> None:
        rows = ""
        for asks in block.rows:
            span = 3 if len(asks) == 1 else 1
            rows += row("".join(cell(paragraph(run(ask.label))) + cell(paragraph(), span) for ask in asks))
        [made] = self._place(table(rows, 4))
        for element, asks in zip(made.findall(w("tr")), block.rows, strict=True):
            places = element.findall(w("tc"))[1::2]
            self.slots += [self._slot(ask, next(each.iter(w("p")))) for ask, each in zip(asks, places, strict=True)]

    def _many(self, block: Many) -> None:
        names = (["序号"] if block.serial else []) + [each.label for each in block.columns]
        rows = row("".join(cell(paragraph(run(each))) for each in names), "<w:tblHeader/>")
        for number in range(1, block.count + 1):
            first = cell(paragraph(run(str(number)))) if block.serial else ""
            rows += row(first + cell(paragraph()) * len(block.columns))
        [made] = self._place(table(rows, len(names), 1500))
        header, *others = made.findall(w("tr"))
        listing = Listing(block.key, made, header, block.serial)
        for element in others:
            places = element.findall(w("tc"))[1 if block.serial else 0 :]
            asks = [Ask(each.label, each.type, f"{block.key}.{each.key}", each.options) for each in block.columns]
            slots = [self._slot(ask, next(each.iter(w("p")))) for ask, each in zip(asks, places, strict=True)]
            listing.rows.append(Row(element, slots))
        self.lists.append(listing)

    def _cross(self, block: Cross) -> None:
        rows = row("".join(cell(paragraph(run(each))) for each in (block.corner, *block.across)))
        for name in block.down:
            rows += row(cell(paragraph(run(name))) + cell(paragraph()) * len(block.across))
        [made] = self._place(table(rows, 1 + len(block.across)))
        header, *others = made.findall(w("tr"))
        listing = Listing(block.key, made, header, False)
        for y, element in enumerate(others):
            slots = []
            for x, place in enumerate(element.findall(w("tc"))[1:]):
                key = f"{block.key}_{y}_{x}" if self.form.tagged else ""
                slots.append(self._slot(Ask(block.across[x], "integer", key), next(place.iter(w("p")))))
                slots[-1].where = "cross"
            listing.rows.append(Row(element, slots, {block.corner: block.down[y]}))
        self.lists.append(listing)

    def _gaps(self, sentence: str) -> None:
        [made] = self._place(paragraph())
        for part in re.split(r"(\{[^}]*\})", sentence):
            if not part.startswith("{"):
                made.extend(pieces(run(part)) if part else [])
                continue
            label, kind, key = part[1:-1].split(":")
            if self.form.tagged and key:
                slot = self._slot(Ask(label, kind, key), made)
            else:
                made.extend(pieces(run("　" * 8, '<w:u w:val="single"/>')))
                slot = Slot(label, kind, made, [made[-1]])
            slot.where = "gap"
            self.slots.append(slot)


def boxes(options: Sequence[str], chosen: Sequence[str], tick: str = "☑") -> str:
    """Options, each after its box."""
    return run("　".join(f"{tick if each in chosen else '□'}{each}" for each in options))


def build(form: Form) -> Paper:
    """A paper of `form`, not filled."""
    return Builder(form).build()
