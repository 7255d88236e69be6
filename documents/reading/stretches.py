"""The paragraphs between two tables beside those of the blank, however they are joined, split or turned round."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from documents.content.parts import Paragraph
from documents.forms import FieldType
from documents.reading.containers import Container, joined
from documents.reading.form import Outline
from documents.reading.matching import Match, match, reordered, squeezed
from documents.reading.pairing import Pairing, fits

_WINDOW = 200  # paragraphs among which one that asks is looked for
_EMPTY = Paragraph([])
Outlines = Sequence[Outline]
Paragraphs = Sequence[Container]


def pair_paragraphs(ours: Outlines, theirs: Paragraphs, out: Pairing) -> None:
    """Pair the form's paragraphs with the returned ones (those that show nothing left out)."""
    at_ours = at_theirs = 0
    for here, there in _anchors(ours, theirs):
        _pair_gap(ours[at_ours:here], theirs[at_theirs:there], out)
        at_ours, at_theirs = here + 1, there + 1
    _pair_gap(ours[at_ours:], theirs[at_theirs:], out)


def _anchors(ours: Outlines, theirs: Paragraphs) -> list[tuple[int, int]]:
    """Pairs of equal paragraphs that occur once in both, as many as stand in one order."""
    here = _once([None if each.slots else each.key for each in ours])
    there = _once([each.key for each in theirs])
    return _longest([(number, there[key]) for key, number in here.items() if key in there])


def _once(keys: Sequence[str | None]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for key in keys:
        if key is not None:
            counts[key] = counts.get(key, 0) + 1
    return {key: number for number, key in enumerate(keys) if key is not None and counts[key] == 1}


def _longest(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs whose second numbers rise too (patience sorting)."""
    tops: list[int] = []
    last: list[int] = []  # by length, the pair that ends the best chain
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        length = bisect_left(tops, there)
        before.append(last[length - 1] if length else -1)
        tops[length : length + 1] = [there]
        last[length : length + 1] = [number]
    chain = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _pair_gap(ours: Outlines, theirs: Paragraphs, out: Pairing) -> None:
    while ours and theirs and not ours[0].slots and ours[0].key == theirs[0].key:
        ours, theirs = ours[1:], theirs[1:]
    while ours and theirs and not ours[-1].slots and ours[-1].key == theirs[-1].key:
        ours, theirs = ours[:-1], theirs[:-1]
    if not any(each.slots for each in ours):
        _compare(ours, theirs, out)
    elif not (_one_by_one(ours, theirs, out) or _as_one(ours, theirs, out)):
        _in_order(ours, theirs, out)


def _compare(ours: Outlines, theirs: Paragraphs, out: Pairing) -> None:
    """Fixed text alone: whole paragraphs may be gone, nothing may be new."""
    if not theirs:
        out.notes += [each.key for each in ours]
    elif "".join(text for each in ours for text in each.texts) != "".join(each.key for each in theirs):
        out.leave([each.key for each in theirs])
        out.lose([text for each in ours for text in each.texts])


def _one_by_one(ours: Outlines, theirs: Paragraphs, out: Pairing) -> bool:
    """Each paragraph with one, notes left out if need be; False when that does not come out even."""
    asking = [each for each in ours if each.slots]
    for chosen in (ours, asking):
        if len(chosen) == len(theirs) and all(map(fits, chosen, theirs)):
            for outline, container in zip(chosen, theirs, strict=True):
                out.put(outline, container)
            if chosen is asking:
                out.notes += [each.key for each in ours if not each.slots]
            return True
    return False


def _as_one(ours: Outlines, theirs: Paragraphs, out: Pairing) -> bool:
    """All paragraphs read as one text, as lines that were joined, split or turned round can be."""
    if not theirs:
        return False
    container = joined(theirs)
    asking = [each for each in ours if each.slots]
    for chosen in (ours, asking):
        whole = _together(chosen)
        found = match(whole.pieces, container) or _turned(chosen, whole, container)
        if found is not None and not _runs_on(whole, found, theirs):
            out.place(whole, container, found)
            if chosen is asking:
                out.notes += [each.key for each in ours if not each.slots]
            return True
    return False


def _runs_on(whole: Outline, found: Match, theirs: Paragraphs) -> bool:
    """Whether a short answer would go over several paragraphs: what follows is then no part of it."""
    ends = list(accumulate(len(each.flat) for each in theirs))
    return any(
        slot.spec.type != FieldType.LONG_TEXT
        and start < end
        and bisect_right(ends, start) != bisect_right(ends, end - 1)
        for slot, (start, end) in zip(whole.slots, found.regions, strict=True)
    )


def _turned(ours: Outlines, whole: Outline, container: Container) -> Match | None:
    return reordered(whole.pieces, container) if all(each.slots for each in ours) else None


def _together(ours: Outlines) -> Outline:
    pieces = squeezed([piece for each in ours for piece in each.pieces])
    slots = tuple(slot for each in ours for slot in each.slots)
    prompts = tuple(prompt for each in ours for prompt in each.prompts)
    return Outline(pieces, slots, "", prompts, any(each.numbered for each in ours))


def _in_order(ours: Outlines, theirs: Paragraphs, out: Pairing) -> None:
    """Each paragraph that asks with the first that fits; the rest is over or missing."""
    at = 0
    for outline in ours:
        found = _first(outline, theirs, at)
        if found is not None:
            out.leave([each.key for each in theirs[at:found]])
            out.put(outline, theirs[found])
            at = found + 1
        elif not outline.slots:
            out.notes.append(outline.key)
        elif outline.texts:
            out.lose(outline.texts)
        else:
            out.put(outline, Container(_EMPTY, ""))
    out.leave([each.key for each in theirs[at:]])


def _first(outline: Outline, theirs: Paragraphs, at: int) -> int | None:
    if outline.slots and not outline.texts:  # any paragraph could be it
        return at if at < len(theirs) else None
    return next((n for n in range(at, min(at + _WINDOW, len(theirs))) if fits(outline, theirs[n])), None)
