"""A filled return: the document, and what each of its answers truly is."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random

from lxml import etree

from tests.blind.answers import Answer, answer, blank, dates, day, make
from tests.blind.draft import Column, Form, Slot, Table
from tests.blind.xml import Doc, ancestor, b, parse, r, t, text_of, texts, w

TICKS = ("☑", "√", "■")


@dataclass
class Case:
    """One return while it is made. `hold`: accepting the document as a whole would be wrong."""

    form: Form
    rng: Random
    doc: Doc
    answers: dict[str, Answer] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Answer]]] = field(default_factory=dict)
    hold: bool = False
    free: set[str] = field(default_factory=set)  # tables that are judged only when the document is accepted
    tick: str = "☑"
    _slots: dict[str, list[etree._Element]] = field(default_factory=dict)  # while it is filled for the first time
    _cells: dict[tuple[str, str, str], etree._Element] = field(default_factory=dict)

    # finding -------------------------------------------------------------------------------------------------

    def places(self, name: str) -> list[etree._Element]:
        """The elements that carry a slot's answer: a cell, a paragraph, runs or a control."""
        if self._slots:
            return self._slots[name]
        return self.doc.find(f'//*[@b:slot="{name}"]')

    def place(self, name: str) -> etree._Element:
        """The first of them."""
        return self.places(name)[0]

    def cell(self, table: str, row: int, column: str) -> etree._Element:
        """The cell of a repeating row."""
        found = self._cells.get((table, str(row), column))
        if found is None or next(found.iterancestors(w("body")), None) is not self.doc.body:
            self._cells = {
                (each.get(b("table"), ""), each.get(b("row"), ""), each.get(b("col"), "")): each
                for each in reversed(self.doc.find("//w:tc[@b:col]"))
            }
            found = self._cells[table, str(row), column]
        return found

    def row(self, table: str, row: int) -> etree._Element:
        """A repeating row."""
        return self.doc.find(f'//w:tr[@b:table="{table}"][@b:row="{row}"]')[0]

    def pick(self, *kinds: str, how: str = "", filled: bool = True, cells: bool = False) -> Slot | None:
        """A slot at random: of one of `kinds`, answered by `how`, in a cell of its own if `cells`."""
        found = [
            each
            for each in self.form.slots
            if (not kinds or each.kind in kinds)
            and (not how or each.how == how)
            and (not filled or (each.name in self.answers and self.answers[each.name].typed))
            and (not cells or (each.how == "cell" and self.place(each.name).tag == w("tc")))
        ]
        return self.rng.choice(found) if found else None

    def pick_table(self, least: int = 1, keys: bool = False) -> Table | None:
        """A table at random with at least so many filled rows."""
        found = [
            each for each in self.form.tables if bool(each.keys) == keys and len(self.rows.get(each.name, [])) >= least
        ]
        return self.rng.choice(found) if found else None

    def column(self, table: Table, *kinds: str) -> Column | None:
        """A column at random of one of `kinds` without options."""
        found = [each for each in table.asked if not each.options and (not kinds or each.kind in kinds)]
        return self.rng.choice(found) if found else None

    def label_cell(self, slot: Slot) -> etree._Element | None:
        """The printed cell left of a slot's cell."""
        before = self.place(slot.name).getprevious()
        return before if before is not None and before.get(b("label")) else None

    # writing -------------------------------------------------------------------------------------------------

    def put(self, name: str, new: Answer) -> None:
        """Types `new` into a slot, in place of what stood there."""
        slot = self.form.slot(name)
        before = self.answers.get(name)
        self.answers[name] = new
        if not new.typed and (before is None or not before.typed):
            return
        if slot.how in ("boxes", "formchecks"):
            _tick(self.places(name), new.options, self.tick)
        elif slot.how == "day":
            _put_day(self.places(name), new)
        elif slot.how == "cell":
            write(self.place(name), new.typed)
        elif slot.how == "control":
            self._control(self.place(name), new.typed)
        else:
            self.put_line(name, new.typed)

    def put_line(self, name: str, text: str) -> None:
        """Sets the text of an answer in a line, and takes away pieces that it was split into."""
        for each in self.doc.find(f'//*[@b:piece="{name}"]'):
            above = each.getparent()
            assert above is not None
            above.remove(each)
        run_text(self.place(name), text)

    def put_cell(self, table: str, row: int, column: str, new: Answer) -> None:
        """Types `new` into a cell of a repeating row."""
        before = self.rows[table][row].get(column)
        self.rows[table][row][column] = new
        if not new.typed and (before is None or not before.typed):
            return
        cell = self.cell(table, row, column)
        boxes = [each for each in cell.iter(w("r")) if each.get(b("opt"))]
        control = next(iter(cell.iter(w("sdt"))), None)
        if boxes:
            _tick(boxes, new.options, self.tick)
        elif control is not None:
            self._control(control, new.typed)
        else:
            write(cell, new.typed)

    def _control(self, control: etree._Element, typed: str) -> None:
        """Types into a content control; nothing brings its prompt back."""
        tag = _tag(control)
        fresh = next(each for each in self.form.doc.find("//w:sdt") if _tag(each) == tag)
        for place, each in enumerate(deepcopy(fresh)):
            control.replace(control[place], each)
        if typed:
            _put_control(control, typed)

    def doubt(self, *names: str) -> None:
        """Nobody may vouch for these answers."""
        for name in names:
            self.answers[name] = self.answers[name].doubtful()

    def doubt_row(self, table: str, *rows: int) -> None:
        """Nobody may vouch for these rows."""
        for number in rows:
            self.rows[table][number] = {key: each.doubtful() for key, each in self.rows[table][number].items()}

    def doubt_all(self) -> None:
        """Nobody may vouch for anything, nor take the document."""
        self.hold = True
        self.doubt(*self.answers)
        for name, rows in self.rows.items():
            self.doubt_row(name, *range(len(rows)))

    def grow(self, table: Table, count: int) -> None:
        """Adds rows like the last one until there are `count`."""
        rows = self.doc.find(f'//w:tr[@b:table="{table.name}"]')
        for number in range(len(rows), count):
            last = rows[-1]
            new = deepcopy(self.form.doc.find(f'//w:tr[@b:table="{table.name}"]')[-1])
            rows.append(new)
            for each in new.iter():
                if each.get(b("row")) is not None:
                    each.set(b("row"), str(number))
            last.addnext(new)
            if table.columns[0].kind == "serial":
                next(texts(new)).text = str(number + 1)


def write(place: etree._Element, typed: str) -> None:
    """Replaces the words of a cell or paragraph; lines become paragraphs."""
    paragraphs = [place] if place.tag == w("p") else place.findall(w("p"))
    for extra in paragraphs[1:]:
        place.remove(extra)
    first = paragraphs[0]
    for each in [each for each in first if each.tag not in (w("pPr"), w("bookmarkStart"), w("bookmarkEnd"))]:
        first.remove(each)
    here = first
    for number, line in enumerate(typed.split("\n") if typed else []):
        if number:
            following = deepcopy(here)
            for each in [each for each in following if each.tag != w("pPr")]:
                following.remove(each)
            following.attrib.pop(b("slot"), "")
            here.addnext(following)
            here = following
        font = here.find(f"{w('pPr')}/{w('rPr')}")
        inner = "".join(etree.tostring(each, encoding="unicode") for each in font) if font is not None else ""
        start = here.find(w("bookmarkStart"))
        run = parse(r(line, inner))
        if start is not None:
            start.addnext(run)
        else:
            here.append(run)


def run_text(run: etree._Element, text: str) -> None:
    """Sets the text of one run."""
    for each in [each for each in run if each.tag != w("rPr")]:
        run.remove(each)
    for each in parse(f"<w:r>{t(text)}</w:r>"):
        run.append(each)


def _tick(marks: list[etree._Element], options: tuple[str, ...], tick: str) -> None:
    for each in marks:
        on = each.get(b("opt")) in options
        box = next(each.iter(w("checkBox")), None)
        if box is not None:
            for old in box.findall(w("checked")):
                box.remove(old)
            if on:
                box.append(parse("<w:checked/>"))
        else:
            if each.get(b("box")) is None:
                each.set(b("box"), text_of(each))
            run_text(each, tick if on else each.get(b("box"), ""))


def _put_day(runs: list[etree._Element], new: Answer) -> None:
    parts = dict(zip("ymd", new.options, strict=False))
    for run in runs:
        if parts:
            run_text(run, parts[run.get(b("part"), "")])


def _tag(control: etree._Element) -> str:
    found = control.find(f"{w('sdtPr')}/{w('tag')}")
    return "" if found is None else found.get(w("val"), "")


def _put_control(control: etree._Element, typed: str) -> None:
    for flag in list(control.iter(w("showingPlcHdr"))):
        ancestor(flag, "sdtPr").remove(flag)
    content = control.find(w("sdtContent"))
    assert content is not None
    for each in list(content):
        content.remove(each)
    content.append(parse(r(typed)))


def day_answer(rng: Random) -> Answer:
    """A day for the printed 年 月 日."""
    y, m, d = day(rng)
    return answer("date", f"{y}年{m}月{d}日", *dates(y, m, d), options=(str(y), str(m), str(d)))


def choose(options: tuple[str, ...], several: bool, rng: Random) -> Answer:
    """One option, or some."""
    chosen = rng.sample(options, rng.randint(1, min(3, len(options)))) if several else [rng.choice(options)]
    chosen = [each for each in options if each in chosen]
    return answer("choice", "|".join(sorted(chosen)), chosen, *(chosen if len(chosen) == 1 else []), options=chosen)


def new_answer(slot: Slot | Column, rng: Random) -> Answer:
    """A plain answer for a slot or column."""
    if isinstance(slot, Slot) and slot.options:
        found = choose(slot.options, slot.several, rng)
        # the sentence goes on behind the last option, so its words may be read with it
        return found.also(found.typed + slot.tail) if slot.tail and found.options == slot.options[-1:] else found
    if slot.options:
        return choose(slot.options, False, rng)
    return day_answer(rng) if slot.kind == "day" else make(slot.kind, rng)


def filled(form: Form, rng: Random) -> Case:
    """A clean return: nearly everything answered, some rows, nothing else touched."""
    case = Case(form, rng, form.doc.copy(), tick=rng.choice(TICKS))
    for each in case.doc.find("//*[@b:slot]"):
        case._slots.setdefault(each.get(b("slot"), ""), []).append(each)
    for slot in form.slots:
        empty = rng.random() < (0.25 if slot.loose else 0.03) or (slot.kind == "text" and rng.random() < 0.1)
        case.put(slot.name, blank(slot.kind) if empty else new_answer(slot, rng))
    case._slots = {}
    for table in form.tables:
        most = len(table.keys) or min(table.preset, 6)
        fill_rows(case, table, len(table.keys) or rng.randint(1, most))
    return case


def fill_rows(case: Case, table: Table, count: int) -> None:
    """Fills the first `count` rows."""
    case.grow(table, count)
    before = case.rows.get(table.name, [])
    case.rows[table.name] = [dict(before[number]) if number < len(before) else {} for number in range(count)]
    for number in range(count):
        for column in table.asked:
            empty = column.labels[0] == "备注" and case.rng.random() < 0.7
            case.put_cell(table.name, number, column.name, blank("text") if empty else new_answer(column, case.rng))


Kind = Callable[[Case], bool]
BENIGN: dict[str, Kind] = {}
AMBIGUOUS: dict[str, Kind] = {}


def benign(kind: Kind) -> Kind:
    """Registers what a careful person would take as it stands. False: the form has no place for it."""
    BENIGN[kind.__name__] = kind
    return kind


def ambiguous(kind: Kind) -> Kind:
    """Registers what a person must look at, or a reader must get right."""
    AMBIGUOUS[kind.__name__] = kind
    return kind


__all__ = ["AMBIGUOUS", "BENIGN", "Case", "Kind", "ambiguous", "benign", "filled", "text_of"]
