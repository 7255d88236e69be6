"""Single answers in tables: the open cell beside or below its label, and the gaps in a cell's own words."""

from __future__ import annotations

import re

from documents.blanks.dates import date_of, sealed
from documents.blanks.draft import DraftCell, DraftTable, name
from documents.blanks.gaps import Gap, Part
from documents.blanks.labels import (
    UNIT_ONLY,
    before,
    behind,
    can_be_answered,
    either_or,
    is_aside,
    is_hint,
    is_label,
    is_photo,
    is_seal,
    is_signed,
    is_signing,
    is_suffix,
    words,
)
from documents.blanks.slots import Side
from documents.blanks.types import infer_type
from documents.forms import FieldType
from documents.wml import squeeze

_BLANKS = re.compile(r"[\s\d_＿ˍ﹍xX×〇○零一二三四五六七八九]+")
_TIMED = re.compile(r"时间|日期|年月|[于从自至到起止]$")
_ROOM = re.compile(r"(\s*\S(?:[^\n]|\n(?!\s*\n)){0,40}?)(\s*\n\s*\n\s*)(?=(.*))", re.DOTALL)
_WEAK = frozenset("第共约计为有近于自至从至与和")
_OPINION = re.compile(r"意见(?:[(（][^()（）]*[)）])?$")
_NUMBERED = re.compile(
    r"\s*[（(]?\d{1,2}[.．、)）][^\S\n]*(?:\n\s*[（(]?\d{1,2}[.．、)）][^\S\n]*)+\s*"
)  # lines to go on
_SENTENCE = re.compile(r"[。；;，,！!]")
_INSTRUCTS = re.compile(r"(?:填[写表报])?(?:说明|要求|提示|须知):")  # 填写说明：请按时间顺序填写
_RANGE = frozenset({"至", "到", "—", "——", "-", "--", "~", "–"})
_ORGAN = re.compile(r"(?:委|委员会|局|厅|办|办公室|院|校|学|公司|中心|街道|镇|乡|县|市|区|会|处|厂|所|站|部|社|队|组)$")


def name_cells(table: DraftTable) -> None:
    """Name the gaps of every cell that no grid has."""
    if len(table.rows) == 1 and len(table.rows[0].cells) == 1 and _name_box(table.rows[0].cells[0], table.above):
        return
    for number, row in enumerate(table.rows):
        for position, each in enumerate(row.cells):
            if each.is_open and not each.in_grid:
                _name_open(table, number, position)
    for number, row in enumerate(table.rows):
        for position, each in enumerate(row.cells):
            if not (each.in_grid or each.is_open or each.cell.continues):
                _name_inside(table, number, position)


def _name_box(cell: DraftCell, above: str) -> bool:
    """Name what a frame of one cell asks for by the heading above it; False where that is none.

    It is empty, shows a hint, or has room above the place to sign.
    """
    label = words(above)
    if cell.gaps and cell.gaps[0].kind == "date":
        return False
    if not is_label(above) or not can_be_answered(label) or is_signing(squeeze(above)) or _SENTENCE.search(label):
        return False
    first = cell.parts[0] if cell.parts else ""
    if cell.is_open:
        cell.ask()
    elif not cell.gaps and (is_hint(cell.cell.text) or _INSTRUCTS.match(squeeze(cell.cell.text))):
        cell.parts = [Gap(cell.cell.text, "prompt")]
    elif isinstance(first, str) and is_signing(cell.words) and first != (rest := first.lstrip()):
        cell.parts = [Gap(first[: len(first) - len(rest)], "room"), *([rest] if rest else []), *cell.parts[1:]]
    else:
        return False
    name_gaps(cell.parts, label, roomy=True, beside="above")
    return True


def settle_colons(table: DraftTable) -> None:
    """A label's colon at the end of a cell asks for nothing there when the cell beside or below it is open."""
    for number, row in enumerate(table.rows):
        for position, each in enumerate(row.cells):
            if len(each.gaps) != 1 or not each.gaps[0].last:
                continue
            beside = row.cells[position + 1] if position + 1 < len(row.cells) else None
            below = table.rows[number + 1].at(each.cell.column) if number + 1 < len(table.rows) else None
            alone_below = below is not None and below.is_open and len(table.rows[number + 1].cells) == 1
            if (beside is not None and beside.is_open) or (alone_below and "\n" not in each.gaps[0].text):
                each.parts = [each.cell.text]


def _name_open(table: DraftTable, number: int, position: int) -> None:
    cell = table.rows[number].cells[position]
    roomy = cell.is_roomy(table.columns)
    for label, side in ((_left(table, number, position), "left"), (_above(table, number, position), "above")):
        if label is not None:
            if _opens_above_date(cell, label):
                _name_inside(table, number, position)
                return
            gap = cell.ask()
            name(gap, words(label.cell.text), "left" if side == "left" else "above", roomy=roomy)
            label.label_of = True
            return
    if cell.gaps and cell.gaps[0].kind == "date":
        name(cell.gaps[0], _own_words(cell.gaps[0]), "")


def _left(table: DraftTable, number: int, position: int) -> DraftCell | None:
    """The label cell directly left of a cell; figures of the form itself may stand between."""
    while position:
        position -= 1
        found = table.root(table.rows[number].cells[position])
        heading = table.rows[0].at(found.cell.column)
        aside = heading is not None and heading is not found and is_aside(heading.cell.text)
        if not (found.is_number or (aside and position)):
            return found if found.is_label else None
    return None


def _above(table: DraftTable, number: int, position: int) -> DraftCell | None:
    """The label cell directly above a cell, of the same width, unless it is another one's label."""
    cell = table.rows[number].cells[position].cell
    found = table.rows[number - 1].at(cell.column) if number else None
    if found is None or found.cell.column != cell.column or found.cell.span != cell.span:
        return None
    free = found.is_label and not found.label_of and not found.cell.continues and not found.in_grid
    return found if free else None


def _name_inside(table: DraftTable, number: int, position: int) -> None:
    cell = table.rows[number].cells[position]
    left = _left(table, number, position)
    above = _above(table, number, position) if left is None and is_signing(cell.words) else None
    owner = left if left is not None else above
    label = words(owner.cell.text) if owner is not None else ""
    if owner is not None:
        _make_room(cell, owner)
    elif not _heads(table, number, position):
        _room_below(cell)
    if cell.gaps:
        name_gaps(cell.parts, label, roomy=cell.is_roomy(table.columns), beside="left" if above is None else "above")
        if owner is not None and any(gap.label == label for gap in cell.gaps):
            owner.label_of = True


def _is_only_sealed(label: DraftCell) -> bool:
    """Whether a label asks for a seal, so that nothing is written beside it but a date."""
    return is_seal(label.cell.text) and sealed(label.cell.text) == "盖章"


def _opens_above_date(cell: DraftCell, label: DraftCell) -> bool:
    """Whether a report's cell has blank lines above the date that signs it off; they are made its room."""
    first = cell.parts[0] if cell.parts else ""
    report = infer_type(words(label.cell.text)) == FieldType.LONG_TEXT
    if not (report and isinstance(first, str) and "\n" in first and cell.gaps and cell.gaps[0].kind == "date"):
        return False
    cell.parts = [Gap(first, "room"), *cell.parts[1:]]
    return True


def _heads(table: DraftTable, number: int, position: int) -> bool:
    """Whether a cell is the side label of the labels beside it."""
    cells = table.rows[number].cells
    beside = cells[position + 1] if position + 1 < len(cells) else None
    return beside is not None and beside.is_label and _ROOM.match(beside.cell.text) is None


def _make_room(cell: DraftCell, left: DraftCell) -> None:
    """The gap of a cell beside a label that holds only a hint, a unit, a place to sign, or the answer already."""
    text = cell.cell.text
    if not cell.gaps and left.cell is not cell.cell:
        organ = infer_type(words(left.cell.text)) == FieldType.UNIT and _ORGAN.search(squeeze(text)) is not None
        if organ and not is_photo(text):
            cell.parts = [Gap(text, "prompt", prefilled=True)]
            return
        if either_or(text):
            cell.parts = [Gap(text, "boxes", either_or(text))]
            return
        if (
            _NUMBERED.fullmatch(text)
            or UNIT_ONLY.fullmatch(text)
            or (is_hint(text) and not is_seal(text) and not is_photo(text))
        ):
            cell.parts = [Gap(text, "prompt")]
            return
    first = cell.parts[0] if cell.parts else ""
    if isinstance(first, str) and is_signing(cell.words) and not (left.label_of or _is_only_sealed(left)):
        start = len(first) - len(first.lstrip())
        if "\n" in first[:start] or not any(gap.kind != "date" for gap in cell.gaps):
            cell.parts = [Gap(first[:start], "room"), first[start:], *cell.parts[1:]]


def _room_below(cell: DraftCell) -> None:
    """The room in one cell below its own label: blank lines to the end, or to the place to sign."""
    first = cell.parts[0] if cell.parts else ""
    if not isinstance(first, str) or cell.label_of:
        return
    found = _ROOM.match(first)
    if found is None or not is_label(found[1]) or is_seal(found[1]):
        return
    if found[3] and not is_signing(squeeze(found[3])):
        return
    cell.parts = [found[1], Gap(found[2], "room"), *([found[3]] if found[3] else []), *cell.parts[1:]]


def name_gaps(
    parts: list[Part], left: str, *, roomy: bool = False, above: str = "", beside: Side = "left", signed: str = ""
) -> None:
    """Name the gaps of one container by the words before them, else by the label `left` of it or `above` it.

    `beside` is where `left` is printed; `signed` what was signed before, in whose date an unnamed date may be.
    """
    text = "".join(part for part in parts if isinstance(part, str))
    count = sum(isinstance(part, Gap) for part in parts)
    earlier: Gap | None = None
    for number, part in enumerate(parts):
        if not isinstance(part, Gap):
            continue
        prior, following = _text(parts, number - 1), _text(parts, number + 1)
        side: Side = "before"
        label = _label_before(part, prior, earlier)
        if left and _belongs_to(part, left, label, alone=count == 1 and not _ends_with_colon(prior), first=not earlier):
            label, side = left, beside
        elif (not label or label in _WEAK) and earlier is None and (_is_timed(above) if part.kind == "date" else above):
            label, side = above, "above"
        elif not label or label in _WEAK or (earlier is not None and is_suffix(label) and behind(following)):
            label = "" if is_suffix(label) else label
            label = _sign_off(parts, number, left, signed) or _own_words(part) or label + _behind(part, following)
            side = ""
        name(part, label, side, behind=following, roomy=_is_roomy(part, side, roomy), context=text)
        if side == "before" and left and part.type == FieldType.TEXT:
            part.type = infer_type(label + left)  # 电话 | 办公：____
        earlier = part


def _sign_off(parts: list[Part], number: int, left: str, signed: str) -> str:
    """What an unnamed date is called: by the opinion it is of, the signature right before it, its cell, the seal."""
    earlier = [part for part in parts[:number] if isinstance(part, Gap)]
    gap, prior = parts[number], _text(parts, number - 1)
    if not isinstance(gap, Gap) or gap.kind != "date":
        return ""
    about = left or (earlier[0].label if earlier and earlier[0].kind == "room" else "")
    last = earlier[-1].label if earlier else signed
    opinion = about if _OPINION.search(about) else ""
    right_before = last if is_signed(last) and not squeeze(prior) else ""
    return date_of(opinion or right_before or about or last or sealed(prior))


def _text(parts: list[Part], number: int) -> str:
    part = parts[number] if 0 <= number < len(parts) else ""
    return part if isinstance(part, str) else ""


def _own_words(gap: Gap) -> str:
    """年月日, for a date that nothing but its own words names."""
    return _BLANKS.sub("", gap.text) if gap.kind in ("date", "moment") else ""


def _behind(gap: Gap, following: str) -> str:
    """The words behind a gap that name it; behind boxes the next question begins."""
    return "" if gap.kind == "boxes" else behind(following)


def _is_roomy(gap: Gap, side: Side, roomy: bool) -> bool:
    return gap.kind == "room" or (roomy and side != "before")


def _ends_with_colon(text: str) -> bool:
    return text.rstrip().endswith(("：", ":"))


def _label_before(gap: Gap, prior: str, earlier: Gap | None) -> str:
    """The label in the words right before the gap; of a range's end its beginning's, behind “□其他：” 其他."""
    if earlier is not None and squeeze(prior) in _RANGE and gap.kind == earlier.kind:
        return earlier.label
    if earlier is not None and earlier.choices and squeeze(prior) in (":", "(", ""):
        return earlier.choices[-1]
    label = before(prior, follows=earlier is not None)
    return _dated(label, prior) if gap.kind == "date" else label


def _belongs_to(gap: Gap, left: str, label: str, *, alone: bool, first: bool) -> bool:
    """Whether the label left of the cell is the gap's own, and not the words before it."""
    if gap.kind in ("date", "moment"):
        timed = _is_timed(left)
        return (timed and (not label or label in _WEAK)) or (alone and not label and first and gap.kind == "moment")
    return alone or (first and not label)


def _is_timed(label: str) -> bool:
    return infer_type(label) == FieldType.DATE or _TIMED.search(label) is not None


def _dated(label: str, prior: str) -> str:
    """The label of a date, unless it is that of the signature before it."""
    if _is_timed(label):
        return label
    return label if _ends_with_colon(prior) and not is_signing(label) else ""
