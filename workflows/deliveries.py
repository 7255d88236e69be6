"""Decide for all files of one delivery (a mail, an upload, a pile) which item each of them answers.

1. A file goes to an item when the evidence agrees on one; whatever it disagrees on waits for a person.
2. Two everyday disagreements are settled by the number inside the file, where it is written there at least twice and
   its item waits for an answer: a unit answers one message of ours with the form of another, and one unit sends the
   forms of several.
3. A file that carries no number of ours (a scan, a letter) may answer only an item that nothing has answered.
4. Two different files for one item in one delivery: nobody can tell which is meant, so both wait.
5. Our own blank that comes back after an answer says nothing, and is noted.
6. Who sent something that waits for a person is told so, once a delivery.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from documents.identity import Found
from documents.intake import Member
from mail.match import Match
from storage.keys import sha256
from tracking import audit
from tracking.audit import Actor
from tracking.models import Assignment, Batch, IssuedCopy, IssuedForm, Item, Reply
from tracking.states import OWED, SENT_BACK
from workflows.acknowledging import UNNUMBERED, acknowledge_held
from workflows.evidence import NOTHING, item_for
from workflows.filing import Arrival, file_reply

SEVERAL_FILES = "several_files"
AUTOMATIC = "automatic"
FORM_NUMBER = "form_number"
SAME_UNIT = "same_unit"  # evidence: what speaks for another assignment speaks for the same unit
TOGETHER = "together"  # evidence: the delivery brings forms of several units


@dataclass(frozen=True)
class Brought:
    """One file of a delivery: what identifies it, whose it seems to be, and why (`notes` are kept with the reply).

    `chosen` is the item that the unit itself named; `hold` says that a person must look in any case, `contested` that
    the way it came speaks for another assignment than the file itself.
    """

    file: Member
    found: Found
    assignment: Assignment | None
    notes: list[dict[str, Any]] = field(default_factory=list)
    chosen: Item | None = None
    hold: bool = False
    contested: bool = False

    def held(self, conflict: str, *assignments: int | None) -> Brought:
        """The same, for a person, because of `conflict` (with these assignments)."""
        note = {"conflict": conflict, "assignments": [each for each in assignments if each]}
        return replace(self, hold=True, notes=[*self.notes, note])

    def places(self) -> dict[str, str]:
        """Where in the file a form number stands, as mail.match calls it, with the number."""
        found = {"form_number": self.found.printed, "property": self.found.property, "bookmark": self.found.bookmark}
        return {place: number for place, number in found.items() if number}


def matched(file: Member, found: Found, match: Match) -> Brought:
    """A file with what mail.match says of it."""
    assignment = Assignment.objects.select_related("batch", "unit").filter(pk=match.assignment or 0).first()
    notes: list[dict[str, Any]] = [{"by": name} for name in match.by]
    notes += [{"conflict": name, "assignments": list(ids)} for name, ids in match.conflicts]
    notes += [{"candidate": candidate} for candidate in match.candidates if not match.assignment]
    return Brought(file, found, assignment, notes, contested=assignment is None and bool(match.conflicts))


def is_blank(file: Member) -> bool:
    """Whether the file is a form just as we issued it."""
    return IssuedCopy.objects.filter(sha256=sha256(file.data)).exists()


@transaction.atomic
def file_delivery(brought: Sequence[Brought], arrival: Arrival, batch: Batch | None, actor: Actor) -> list[Reply]:
    """File everything that one delivery brought; their bytes are in the store already."""
    brought = _settled(brought)
    decided = [(each, _item(each, brought)) for each in brought]
    hashes: dict[int, set[str]] = defaultdict(set)
    for each, item in decided:
        if item and not is_blank(each.file):
            hashes[item.pk].add(sha256(each.file.data))
    replies = []
    for each, item in decided:
        reply = _file(each, item, len(hashes[item.pk]) if item else 0, arrival, batch, actor)
        if reply:
            replies.append(reply)
    acknowledge_held(replies, arrival)
    return replies


def _settled(brought: Sequence[Brought]) -> list[Brought]:
    """The delivery with its everyday disagreements settled by the numbers inside the files."""
    owners = {issued.item.assignment.unit_id for issued in map(_issued_by_number, brought) if issued}
    return [_by_number(each, len(owners) > 1) if each.contested else each for each in brought]


def _issued_by_number(each: Brought) -> IssuedForm | None:
    """The form whose number stands in the file, at least twice and without another one."""
    places = each.places()
    if len(places) < 2 or len(set(places.values())) > 1:
        return None
    issued = IssuedForm.objects.select_related("item__assignment__unit", "item__assignment__batch")
    return issued.filter(number=next(iter(places.values()))).first()


def _by_number(each: Brought, is_collection: bool) -> Brought:
    """A contested file on the item of its number, if that waits for an answer; else as it was."""
    issued = _issued_by_number(each)
    if issued is None or issued.item.status not in (OWED, SENT_BACK):
        return each
    sides = {pk for note in each.notes for pk in note.get("assignments", ())}
    sides |= {issued.item.assignment_id} | ({each.assignment.pk} if each.assignment else set())
    units = set(Assignment.objects.filter(pk__in=sides).values_list("unit_id", flat=True))
    if len(units) > 1 and not is_collection:
        return each
    notes = [{"by": place} for place in each.places()]
    notes.append({"by": TOGETHER if len(units) > 1 else SAME_UNIT})
    return replace(each, assignment=issued.item.assignment, notes=notes, hold=False, contested=False)


def _item(each: Brought, brought: Sequence[Brought]) -> Item | None:
    """The item that the file answers, locked; None when a person must say."""
    if each.assignment is None or each.hold:
        return None
    is_plain = each.found == NOTHING
    item = item_for(each.assignment, each.found) or (each.chosen if is_plain else None)
    beside_a_form = any(other.found != NOTHING and other.assignment == each.assignment for other in brought)
    if item is None or (is_plain and beside_a_form):
        return None
    return Item.objects.select_for_update().select_related("assignment__batch").get(pk=item.pk)


def _file(
    each: Brought, item: Item | None, rivals: int, arrival: Arrival, batch: Batch | None, actor: Actor
) -> Reply | None:
    unanswered = item is not None and item.status in (OWED, SENT_BACK)
    if item and is_blank(each.file) and (rivals or not unanswered):
        audit.record(actor, "blank_ignored", item, arrival.received_at, origin=arrival.origin)
        return None
    if item and rivals > 1:
        each, item = each.held(SEVERAL_FILES), None
    elif (item and each.found == NOTHING and not unanswered) or (item is None and each.assignment and not each.hold):
        each, item = each.held(UNNUMBERED), None
    return file_reply(each.file, arrival, each.assignment, item, batch, each.notes, actor)
