"""One container's text against its pattern: where the fixed text stands, and so what each slot holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.blanks.slots import Piece, Slot
from documents.content.parts import Span
from documents.reading.containers import Container
from documents.wml import squeeze

Region = tuple[int, int]
_DATE_PROMPT = "年月日"
_NUMBER = r"(?:[\d〇○零一二三四五六七八九十]{1,4})?"
_LAST_DATE = re.compile(
    rf"(?<!\d)(?:{_NUMBER}年{_NUMBER}月{_NUMBER}日|\d{{4}}([-./])\d{{1,2}}\1\d{{1,2}}|\d{{4}}年\d{{1,2}}月)$"
)
_LAST_YEAR = re.compile(r"(?<=[^\d.,-])(?:19|20)\d\d$", re.ASCII)  # behind words


@dataclass(eq=False, slots=True)
class Match:
    """The slots' regions in the squeezed text, in order. `sure`: the fixed text can stand nowhere else."""

    regions: tuple[Region, ...]
    sure: bool = True


def squeezed(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with their fixed text squeezed and joined, empty text dropped."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Slot):
            found.append(piece)
        elif text := squeeze(piece):
            before = found.pop() if found and isinstance(found[-1], str) else ""
            found.append(f"{before}{text}")
    return tuple(found)


def match(pieces: Sequence[Piece], container: Container) -> Match | None:
    """How the container's text divides into the squeezed `pieces`; None when their fixed text is not in it.

    Read from the left and from the right: where the two disagree an answer holds text of the form, and only
    the controls can tell where it ends.
    """
    if len(pieces) == 1 and isinstance(pieces[0], Slot):
        return Match(((0, len(container.flat)),))
    found = _by_text(pieces, container.flat)
    if found is not None and not found.sure:
        return _by_controls(pieces, container) or found
    return found


def _by_text(pieces: Sequence[Piece], flat: str) -> Match | None:
    groups, texts = _grouped(pieces)
    opens, closes = bool(groups[0]), bool(groups[-1])
    from_left = _gaps(texts, flat, opens, closes)
    from_right = _gaps([text[::-1] for text in reversed(texts)], flat[::-1], closes, opens)
    if from_left is None or from_right is None:
        return None
    size = len(flat)
    sure = from_left == [(size - end, size - start) for start, end in reversed(from_right)]
    regions: list[Region] = []
    for slots, region, after in zip(groups, from_left, [*texts, ""], strict=True):
        shared, clear = _shared(slots, region, flat, after)
        regions += shared
        sure = sure and clear
    return Match(tuple(regions), sure)


def _grouped(pieces: Sequence[Piece]) -> tuple[list[list[Slot]], list[str]]:
    """The slots between the fixed texts (one list more than there are texts), and the texts."""
    groups: list[list[Slot]] = [[]]
    texts: list[str] = []
    for piece in pieces:
        if isinstance(piece, Slot):
            groups[-1].append(piece)
        else:
            texts.append(piece)
            groups.append([])
    return groups, texts


def _gaps(texts: list[str], flat: str, opens: bool, closes: bool) -> list[Region] | None:
    """The gaps around the leftmost places of `texts`; what opens or closes with a slot has a gap before or after."""
    gaps, at = [], 0
    for number, text in enumerate(texts):
        found = flat.find(text, at)
        if number == len(texts) - 1 and not closes:
            found = len(flat) - len(text) if flat.endswith(text) else -1
        if found < at or (found and not number and not opens):
            return None
        gaps.append((at, found))
        at = found + len(text)
    return [*gaps, (at, len(flat))]


def _shared(slots: list[Slot], region: Region, flat: str, after: str) -> tuple[list[Region], bool]:
    """The regions of slots that touch, before the form's own text `after`; and whether it is clear which has what."""
    start, end = region
    if len(slots) < 2:
        return [region] * len(slots), True
    found = None
    if len(slots) == 2 and squeeze(slots[1].prompt) == _DATE_PROMPT:
        found = _LAST_DATE.search(flat, start, end)
    elif len(slots) == 2 and after.startswith("年"):
        found = _LAST_YEAR.search(flat, start, end)
    if found is not None:
        return [(start, found.start()), (found.start(), end)], True
    return [*[(start, start)] * (len(slots) - 1), region], start == end


def _by_controls(pieces: Sequence[Piece], container: Container) -> Match | None:
    """The division that the slots' controls make, if what stands around them is the form's own text."""
    tags = [piece.tag if isinstance(piece, Slot) else None for piece in pieces]
    regions: list[Region] = []
    shown: list[str | None] = []  # the tag, or the text outside, in the order in which they come
    at = 0
    for span in container.spans:
        text = squeeze(span.text)
        tag = _tag_of(span, tags)
        if tag is None:
            if text:
                shown.append((shown.pop() or "") + text if shown and shown[-1] not in tags else text)
        elif shown and shown[-1] == tag:
            regions[-1] = (regions[-1][0], at + len(text))
        else:
            shown.append(tag)
            regions.append((at, at + len(text)))
        at += len(text)
    wanted = [piece.tag if isinstance(piece, Slot) else piece for piece in pieces]
    return Match(tuple(regions)) if shown == wanted and at == len(container.flat) else None


def _tag_of(span: Span, tags: list[str | None]) -> str | None:
    return next((each.tag for each in reversed(span.controls) if each.tag and each.tag in tags), None)


def reordered(pieces: Sequence[Piece], container: Container) -> Match | None:
    """As `match`, for labels with colons that may stand in any order, each with its slot after it and each once."""
    flat = container.flat
    labels, slots = pieces[0::2], pieces[1::2]
    if len(labels) != len(slots) or len(slots) < 2 or not all(isinstance(each, Slot) for each in slots):
        return None
    places: list[tuple[int, str]] = []
    for label in labels:
        if isinstance(label, Slot) or not label.endswith(":") or flat.count(label) != 1:
            return None
        places.append((flat.index(label), label))
    order = sorted(places)
    ends = [*(start for start, _ in order[1:]), len(flat)]
    starts = {label: start + len(label) for start, label in order}
    if order[0][0] or any(starts[label] > end for (_, label), end in zip(order, ends, strict=True)):
        return None
    found = {label: (starts[label], end) for (_, label), end in zip(order, ends, strict=True)}
    return Match(tuple(found[label] for _, label in places)) if len(found) == len(places) else None
