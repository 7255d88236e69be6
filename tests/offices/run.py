"""Returns of all forms, read and scored. The reader is an argument, so that a wrong one can be tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from documents.forms import FormModel
from documents.reading import Expected, read
from documents.reading.result import Reading
from documents.returned import read_returned
from office.libreoffice import LibreOffice
from office.tools import OfficeTools
from tests.offices.changes import CHANGES
from tests.offices.fill import Filled, Filler
from tests.offices.habits import HABITS, TICKS
from tests.offices.kit import Kit
from tests.offices.score import Score

Reader = Callable[[FormModel, bytes, bytes], Reading]

TYPING = (*HABITS, *TICKS, "rows_added", "hint_kept", "underscores_kept")
SAVED = ("saved_as_docx", "saved_as_doc", "saved_as_odt")
_TRIES = 12


def plain_reader(model: FormModel, blank: bytes, data: bytes) -> Reading:
    """The reader under test, for .docx."""
    return read(model, blank, data, Expected())


def converting_reader(tools: OfficeTools) -> Reader:
    """The reader under test, with a converter for other kinds."""
    return lambda model, blank, data: read_returned(model, blank, data, Expected(), tools)


def make(kit: Kit, random: Random, wanted: int) -> tuple[Filled, tuple[str, ...]]:
    """A filled form with up to `wanted` harmless kinds that really had something to do."""
    chosen: list[str] = []
    seed = random.random()
    for _ in range(_TRIES):
        if len(chosen) == wanted:
            break
        kind = random.choice((*TYPING, *CHANGES))
        if any(each.split("_")[0] == kind.split("_")[0] for each in chosen):
            continue
        if _done(kit, seed, [*chosen, kind]) is not None:
            chosen.append(kind)
    filled = _done(kit, seed, chosen)
    assert filled is not None
    return filled, tuple(chosen)


def _done(kit: Kit, seed: float, kinds: list[str]) -> Filled | None:
    random = Random(seed)
    habits = {kind for kind in kinds if kind in TYPING}
    filled = Filler(kit.paper, kit.blank, random, habits).fill()
    if not habits <= filled.used:
        return None
    for kind in kinds:
        if kind in CHANGES and not CHANGES[kind](filled.sheet, random):
            return None
    return filled


def run(
    kits: Sequence[Kit],
    seed: int,
    returns: int,
    reader: Reader = plain_reader,
    office: int = 0,
    converter: LibreOffice | None = None,
) -> Score:
    """Score `returns` returns; `office` of them, spread evenly, are saved again by `converter`."""
    score = Score()
    for kit in kits:
        score.forms[kit.paper.name] = [each.label for each in kit.model.fields]
        score.unmapped += [f"{kit.paper.name}: {each}" for each in kit.match.unmapped]
        score.wrong_types += [f"{kit.paper.name}: {each}" for each in kit.match.wrong_types]
    for number in range(returns):
        kit = kits[number % len(kits)]
        random = Random(f"{seed}-{number}")
        filled, kinds = make(kit, random, random.choices((0, 1, 2), (3, 4, 3))[0])
        data = filled.sheet.save()
        if converter is not None and number * office // returns != (number + 1) * office // returns:
            kind = random.choice(SAVED)
            data = converter.convert(data, "docx", kind.rsplit("_", 1)[1])
            kinds = (*kinds, kind)
        try:
            reading = reader(kit.model, kit.blank, data)
        except Exception as error:  # noqa: BLE001 — whatever it is, it is counted
            score.returns += 1
            score.crashes.append(f"{kit.paper.name} [{', '.join(kinds)}]: {error!r}")
            continue
        score.count(kit.paper.name, kinds, filled, reading, kit.match)
    return score
