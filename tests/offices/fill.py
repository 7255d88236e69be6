"""Fills a form: seeded answers into its slots, with the truth of every field and row."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from random import Random

from tests.offices.habits import HABITS, TICKS
from tests.offices.paper import Paper, Slot
from tests.offices.people import Answer, People, Value
from tests.offices.sheet import Element, Sheet, text_of, w

_OFTEN_BLANK = {"remark": 0.6, "opinion": 0.3, "email": 0.15}
_HINTS = ("（", "填写说明")


@dataclass(frozen=True)
class Truth:
    """What one slot holds now: as typed and as meant. `cell`: all that stands in its cell or paragraph."""

    slot: Slot
    typed: str
    value: Value
    detail: str = ""  # behind the box "other"


@dataclass
class Filled:
    """A filled form before the harmless changes."""

    sheet: Sheet
    fields: list[Truth] = field(default_factory=list)
    rows: dict[int, list[list[Truth]]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)  # the habits that had something to do
    cells: dict[int, str] = field(default_factory=dict)  # the whole text of the cells of `fields`


class Filler:
    """One return: a form, a person, habits."""

    def __init__(self, paper: Paper, blank: bytes, random: Random, habits: set[str]) -> None:
        self.paper = paper
        self.random = random
        self.people = People(random)
        self.habits = habits
        self.done = Filled(Sheet.open(blank))
        self.edits: list[tuple[Element, int, int, str]] = []
        self.tick = next((TICKS[each] for each in sorted(habits) if each in TICKS), random.choice(("√", "☑")))

    def fill(self) -> Filled:
        groups = sorted({slot.group for slot in self.paper.slots if slot.group is not None})
        for group in groups:
            self.list_or_matrix(group)
        paragraphs = self.done.sheet.paragraphs
        singles = [slot for slot in self.paper.slots if slot.group is None]
        for slot in singles:
            self.done.fields.append(self.slot(slot, paragraphs[slot.at[0]]))
        for para, start, end, text in sorted(self.edits, key=lambda edit: -edit[1]):
            self.done.sheet.replace(para, start, end, text)
        for slot in singles:
            self.done.cells[slot.cell] = _whole(paragraphs[slot.at[0]])
        return self.done

    def list_or_matrix(self, group: int) -> None:
        slots = [slot for slot in self.paper.slots if slot.group == group]
        numbers = sorted({slot.row for slot in slots})
        rows = [[slot for slot in slots if slot.row == number] for number in numbers]
        paragraphs = self.done.sheet.paragraphs
        homes = [[paragraphs[slot.at[0]] for slot in row] for row in rows]
        truths: list[list[Truth]] = []
        self.done.rows[group] = truths
        elements = [next(row[0].iterancestors(w("tr"))) for row in homes]
        if any(slot.printed and slot.blank != "1" for slot in rows[0]):
            count = len(rows)  # a matrix
        else:
            more = self.random.randint(1, 3) if "rows_added" in self.habits else 0
            more = more if len(rows) > 1 else 0
            count = len(rows) + more if more else self.random.randint(1, len(rows))
            for extra in range(more):
                self.add_row(rows, homes, elements, extra)
            self.done.sheet.lists[group] = elements
            self.done.sheet.filled[group] = count
            if more:
                self.done.used.add("rows_added")
        for row, home in zip(rows[:count], homes[:count], strict=True):
            ticked = self.random.choice([slot for slot in row if slot.kind == "tickcol"] or [None])
            truths.append(
                [
                    Truth(slot, "", None)
                    if slot.kind == "tickcol" and slot is not ticked
                    else self.slot(slot, para, truths)
                    for slot, para in zip(row, home, strict=True)
                ]
            )

    def add_row(self, rows: list[list[Slot]], homes: list[list[Element]], elements: list[Element], extra: int) -> None:
        new = deepcopy(elements[-1])
        elements[-1].addnext(new)
        old = list(elements[-1].iter(w("p")))
        fresh = list(new.iter(w("p")))
        elements.append(new)
        homes.append([fresh[old.index(each)] for each in homes[-1]])
        slots = []
        for slot in rows[-1]:
            copy = Slot(slot.label, slot.kind, slot.blank, slot.printed, slot.group, slot.row + 1, slot.cell, slot.at)
            if copy.printed:
                copy.blank = str(copy.row)
                self.edits.append((homes[-1][rows[-1].index(slot)], slot.at[1], slot.at[2], copy.blank))
            slots.append(copy)
        rows.append(slots)

    def slot(self, slot: Slot, para: Element, above: list[list[Truth]] | None = None) -> Truth:
        if slot.printed:
            return Truth(slot, slot.blank, slot.blank)
        chance = 0.0 if above is not None and slot.kind != "remark" else _OFTEN_BLANK.get(slot.kind, 0.06)
        if self.random.random() < chance:
            return Truth(slot, "", None)
        if slot.options:
            return self.ticked(slot, para)
        answer = self.total(slot, above) or self.listed(slot) or self.people.answer(slot.kind, slot.names[0])
        text = self.habit(answer, slot.kind) + (
            slot.blank.strip() if slot.kind == "integer" and "人" in slot.blank else ""
        )
        start = slot.at[1]
        if slot.blank.startswith(_HINTS):
            if "hint_kept" in self.habits:
                start, text = slot.at[2], "\n" + text
                self.done.used.add("hint_kept")
        elif "_" in slot.blank and "underscores_kept" in self.habits:
            text = f"__{text}___"
            self.done.used.add("underscores_kept")
        self.edits.append((para, start, slot.at[2], text))
        return Truth(slot, answer.text, answer.value)

    def listed(self, slot: Slot) -> Answer | None:
        if not slot.blank.startswith("LIST "):
            return None
        choice = self.random.choice(slot.blank[5:].split("、"))
        return Answer(choice, choice)

    def total(self, slot: Slot, above: list[list[Truth]] | None) -> Answer | None:
        """Sums are right: offices check them."""
        first = slot.names[0]
        if slot.kind != "integer":
            return None
        if above is None:
            if "合计" not in first:
                return None
            numbers = [
                t.value for rows in self.done.rows.values() for row in rows for t in row if t.slot.label in first
            ]
        elif self.paper.slots and _row_label(self.paper, slot) == "合计":
            numbers = [t.value for row in above for t in row if t.slot.label == slot.label]
        else:
            return None
        number = sum(each for each in numbers if isinstance(each, int))
        return Answer(str(number), number)

    def habit(self, answer: Answer, kind: str) -> str:
        text = answer.text
        for name in sorted(self.habits & HABITS.keys()):
            changed = HABITS[name](Answer(text, answer.value), kind, self.random)
            if changed is not None and (changed != text or name == "date_padded"):
                self.done.used.add(name)
                text = changed
        return text

    def ticked(self, slot: Slot, para: Element) -> Truth:
        options = slot.options
        most = min(3, len(options)) if slot.kind == "choices" else 1
        chosen = sorted(self.random.sample(range(len(options)), self.random.randint(1, most)))
        boxes = slot.boxes
        detail = ""
        for number in chosen:
            at = slot.at[1] + boxes[number]
            tick = self.tick if slot.blank.startswith("□") else self.tick.removeprefix("□")
            self.edits.append((para, at, at + 1, tick))
            gap = max(slot.blank.find("_", boxes[number]), slot.blank.find("　　", boxes[number]))
            if options[number].startswith("其他") and gap >= 0:
                detail = self.people.answer("sentence", "").text
                self.edits.append((para, slot.at[1] + gap, slot.at[2] - slot.blank.endswith("）"), detail))
        self.done.used |= {each for each in self.habits if each in TICKS}
        texts = [options[number] for number in chosen]
        value: Value = texts if slot.kind == "choices" else texts[0]
        return Truth(slot, "、".join(texts), value, detail)


def _row_label(paper: Paper, slot: Slot) -> str:
    return next(
        (each.blank for each in paper.slots if each.group == slot.group and each.row == slot.row and each.printed), ""
    )


def _whole(para: Element) -> str:
    cell = next(para.iterancestors(w("tc")), para)
    return text_of(cell)
