"""A form with its truth by label, and one return of it that mutations may change."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from tests.unseen.answers import UNKNOWN, Answer, Pool
from tests.unseen.wml import NS, Element, package, parse, run, u, w


@dataclass(frozen=True)
class Field:
    """A single answer; `labels`: the blank's words beside it, any of which may name it."""

    key: str
    kind: str
    labels: tuple[str, ...]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    key: str
    kind: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table of rows; with `names` each row has its printed name in the column `name_labels`."""

    key: str
    columns: tuple[Column, ...]
    count: int
    names: tuple[str, ...] = ()
    name_labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    name: str
    root: Element
    fields: tuple[Field, ...]
    grids: tuple[Grid, ...] = ()
    tagged: bool = False

    def blank(self) -> bytes:
        return package(self.root, {}, {})


Row = dict[str, "Answer | None"]


@dataclass
class Return:
    """A returned form: its tree, its truth (`None`: left blank), and what else is in the file."""

    form: Form
    root: Element
    rng: random.Random
    pool: Pool
    answers: dict[str, Answer | None]
    rows: dict[str, list[Row]]
    kinds: list[str] = field(default_factory=list)
    group: str = "clean"
    parts: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    unit_names: tuple[str, ...] = ()
    data: bytes | None = None  # a file that is no document of `root`

    def bytes(self) -> bytes:
        return self.data if self.data is not None else package(self.root, self.parts, self.links)

    def find(self, path: str) -> list[Element]:
        found: list[Element] = self.root.xpath(path, namespaces=NS)
        return found

    def body(self) -> Element:
        return self.root[0]

    def end(self, *xml: str) -> None:
        """Put elements at the end of the body."""
        for each in xml:
            self.body().insert(len(self.body()) - 1, parse(each))

    def slots(self, *kinds: str) -> list[Field]:
        """The filled fields of these kinds (a kind before its colon), outside check boxes."""
        found = [each for each in self.form.fields if self.answers.get(each.key) and not each.choices]
        return [each for each in found if not kinds or each.kind.split(":")[0] in kinds]

    def slot(self, key: str) -> Element:
        return self.find(f"//*[@u:slot='{key}']")[0]

    def cells(self, grid: str, number: int) -> dict[str, Element]:
        """The answer cells of a row by column."""
        line = self.find(f"//w:tr[@u:row='{grid}']")[number]
        return {cell.get(u("col")): cell for cell in line.iter(w("tc")) if cell.get(u("col"))}

    def filled(self) -> Iterator[tuple[Grid, int]]:
        """Each filled row."""
        for grid in self.form.grids:
            for number, line in enumerate(self.rows[grid.key]):
                if any(line.values()):
                    yield grid, number

    def choices(self) -> list[Field]:
        return [each for each in self.form.fields if each.choices and self.answers.get(each.key)]

    def write(self, key: str, text: str) -> None:
        write(self.slot(key), text)

    def write_cell(self, grid: str, number: int, column: str, text: str) -> None:
        write(place(self.cells(grid, number)[column]), text)


def place(cell: Element) -> Element:
    """Where a cell's text goes: its slot inside a control, else its first paragraph."""
    inner: list[Element] = cell.xpath(".//*[@u:slot]", namespaces=NS)
    return inner[0] if inner else next(cell.iter(w("p")))


def write(target: Element, text: str, props: str = "") -> None:
    """Type `text` in place of what the slot shows."""
    for around in target.iterancestors(w("sdt")):
        for showing in around.findall(f"{w('sdtPr')}/{w('showingPlcHdr')}"):
            showing.getparent().remove(showing)
    if target.tag == w("r"):
        had = target.find(w("rPr"))
        if had is not None and "_" in "".join(target.itertext()):
            props += '<w:u w:val="single"/>'
        fresh = parse(run(text, props))
        for name, value in target.attrib.items():
            fresh.set(name, value)
        tail = target.getparent()
        tail.replace(target, fresh)
        return
    for old in target.findall(w("r")):
        target.remove(old)
    target.append(parse(run(text, props)))


def set_sign(box: Element, sign: str) -> None:
    """What stands in place of a box."""
    for each in [*box.iter(w("t")), *box.iter(w("sym"))]:
        box.remove(each)
    etree.SubElement(box, w("t")).text = sign


def tick(answered: Return, each: Field, sign: str = "☑") -> None:
    """Tick the boxes of a choice's answer."""
    answer = answered.answers[each.key]
    for box in answered.find(f"//w:r[@u:box='{each.key}']"):
        if answer is not None and box.get(u("opt")) in answer.raw.split("、"):
            set_sign(box, sign)


def fill(form: Form, rng: random.Random) -> Return:
    """A clean return: every field, and some of each grid's rows (all rows that have names)."""
    pool = Pool(rng)
    root = copy.deepcopy(form.root)
    answers: dict[str, Answer | None] = {each.key: pool.make(each.kind, each.choices) for each in form.fields}
    made = Return(form, root, rng, pool, answers, {})
    for each in form.fields:
        answer = answers[each.key]
        if each.choices:
            tick(made, each)
        elif answer is not None:
            made.write(each.key, answer.raw)
    for grid in form.grids:
        count = grid.count if grid.names else rng.randint(2, max(2, grid.count - 1))
        made.rows[grid.key] = [fill_row(made, grid, number) for number in range(count)]
    return made


def fill_row(made: Return, grid: Grid, number: int) -> Row:
    line: Row = {}
    for column in grid.columns:
        answer = made.pool.make(column.kind)
        made.write_cell(grid.key, number, column.key, answer.raw)
        line[column.key] = answer
    return line


def unknown(answer: Answer | None) -> Answer | None:
    return replace(answer, value=UNKNOWN) if answer else None


def doubt_all(made: Return) -> None:
    made.answers = {key: unknown(each) for key, each in made.answers.items()}
    for lines in made.rows.values():
        for line in lines:
            line.update({key: unknown(each) for key, each in line.items()})


def erase(made: Return, key: str) -> None:
    """What the blank has at this slot."""
    original = made.form.root.xpath(f"//*[@u:slot='{key}']", namespaces={"u": "urn:unseen"})[0]
    target = made.slot(key)
    target.getparent().replace(target, etree.fromstring(etree.tostring(original)))
