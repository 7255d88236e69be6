"""Take in what comes back: by mail, by the unit's own page, in piles that staff drop on a batch.

1. Raw bytes first, under their SHA-256; then the row; then the job that looks at it.
2. Sorting a mail: our own messages prove what went out (the journal), delivery failures are marked on the
   message that failed, automatic answers are set aside, files are matched to an assignment and an item.
3. Whatever the evidence disagrees on waits for a person; nothing is thrown away.
4. The same file for the same item is one reply; another file is its next version and supersedes the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from documents.identity import Found
from documents.intake import Kind, Member, sniff, unpack
from documents.reasons import Rejection
from documents.values import is_nil
from mail.match import Match, match
from mail.message import IncomingMail as ParsedMail
from mail.parse import parse
from storage.keys import content_key, sha256
from tracking import audit, ledger, outbox
from tracking.audit import Actor
from tracking.models import Assignment, Batch, Dispatch, IncomingMail, IssuedForm, Item, Job, Reply
from tracking.outbox import Claim
from tracking.states import BOUNCED, SENT, UNKNOWN
from workflows import evidence
from workflows.filing import Arrival, file_reply, keep
from workflows.sending import seen_in_journal
from workflows.services import Services

NIL_NAME = "mail.txt"  # the name of a nil return that is the text of a mail


def receive_mail(services: Services, raw: bytes, source: str, now: datetime) -> IncomingMail:
    """Keep a message as it came, once; `source` is "smtp" or names mailbox and UID.

    Returns only when bytes and row are safe, so that the mail server may then be told so.
    """
    digest = sha256(raw)
    key = content_key("incoming", raw, ".eml")
    services.store.put(key, raw, "message/rfc822")
    with transaction.atomic():
        mail, new = IncomingMail.objects.get_or_create(
            sha256=digest, defaults={"object_key": key, "source": source, "received_at": now}
        )
        if new:
            outbox.enqueue("collect.sort", str(mail.pk), mail=mail.pk)
    return mail


def sort_mail(services: Services, claim: Claim, now: datetime) -> None:
    """Find out what a received message is, and file what it brings."""
    row = IncomingMail.objects.get(pk=claim.payload["mail"])
    parsed = parse(services.store.get(row.object_key))
    is_reply = not (parsed.is_own or parsed.bounce or parsed.is_automatic)
    files = [keep(services, file) for file in _returned(services, parsed)] if is_reply else []
    with outbox.finishing(claim):
        row.sender, row.subject, row.message_id = (
            parsed.sender[:254],
            parsed.subject[:500],
            parsed.message_id[:500],
        )
        row.outcome = _outcome(services, row, parsed, files, audit.Actor(parsed.sender[:150], "mail"), now)
        row.save(update_fields=["sender", "subject", "message_id", "outcome"])


def _outcome(
    services: Services,
    row: IncomingMail,
    parsed: ParsedMail,
    files: Sequence[Member],
    actor: Actor,
    now: datetime,
) -> str:
    if parsed.is_own:
        seen_in_journal(parsed.message_id, now)
        return "journal"
    if parsed.bounce:
        return _bounce(parsed, now)
    if parsed.is_automatic:
        return "automatic"
    for file, found, beside in _identified(files):
        matched = match(evidence.of_mail(parsed, found, services.office.address), evidence.Directory(row.received_at))
        arrival = Arrival(file.name, file.data, Reply.Source.MAIL, parsed.sender, row.received_at, mail=row)
        file_matched(arrival, matched, found, None, actor, beside=beside)
    return "filed" if files else "no_file"


def _bounce(parsed: ParsedMail, now: datetime) -> str:
    assert parsed.bounce is not None  # noqa: S101 — the caller looked
    dispatch = Dispatch.objects.filter(message_id=parsed.bounce.message_id, state__in=(SENT, UNKNOWN)).first()
    if dispatch is None or not parsed.bounce.permanent:
        return "bounce_unmatched" if dispatch is None else "bounce_temporary"
    ledger.dispatch_moves(
        dispatch, BOUNCED, audit.system("collect.sort"), now, answer=", ".join(parsed.bounce.recipients)[:500]
    )
    return "bounce"


def _returned(services: Services, parsed: ParsedMail) -> list[Member]:
    """What a mail returns: its files; a mail that only says 无 is itself the reply."""
    first_line = next(iter(parsed.text.strip().splitlines()), "").strip()
    if not parsed.attachments and is_nil(first_line):
        return [Member(NIL_NAME, first_line.encode())]
    return _of_one_unit(services, ((attachment.filename, attachment.data) for attachment in parsed.attachments))


def _of_one_unit(services: Services, files: Iterable[tuple[str, bytes]]) -> list[Member]:
    """What one unit brings at once; its blank is a reply only when it is all that came.

    Then the unit should hear that it came back empty.
    """
    found = _without_own_papers(services, files)
    return [file for file in found if not _is_blank(file)] or found


def _without_own_papers(services: Services, files: Iterable[tuple[str, bytes]]) -> list[Member]:
    """The files, archives unpacked, without papers of our own that came along; blanks of ours stay."""
    return [
        file
        for file in unpacked(files)
        if _is_blank(file) or not services.store.exists(content_key("papers", file.data, ".docx"))
    ]


def _is_blank(file: Member) -> bool:
    """Whether the file is a form just as we issued it."""
    return IssuedForm.objects.filter(sha256=sha256(file.data)).exists()


def _identified(files: Sequence[Member]) -> list[tuple[Member, Found, bool]]:
    """Each file, what identifies it, and whether it has nothing and came beside a form of ours that has.

    Such a file (a scan, a photo, a covering letter) must not take the place of the form: a person looks.
    """
    found = [(file, evidence.identity_in(file.data)) for file in files]
    some_form = any(identity != evidence.NOTHING for _, identity in found)
    return [(file, identity, some_form and identity == evidence.NOTHING) for file, identity in found]


def unpacked(files: Iterable[tuple[str, bytes]]) -> Iterable[Member]:
    """Archives as their members; what cannot be unpacked stays one file, for the reader to refuse."""
    for name, data in files:
        if sniff(data) is not Kind.ZIP:
            yield Member(name, data)
            continue
        try:
            yield from unpack(data, name)
        except Rejection:
            yield Member(name, data)


def file_matched(
    arrival: Arrival,
    matched: Match,
    found: Found,
    batch: Batch | None,
    actor: Actor,
    *,
    beside: bool = False,
) -> Reply:
    """File what was matched, to its item or to a person; to a person also what only came `beside` a form."""
    assignment = (
        Assignment.objects.select_related("batch", "unit").filter(pk=matched.assignment).first()
        if matched.assignment
        else None
    )
    item = evidence.item_for(assignment, found) if assignment and not beside else None
    notes: list[dict[str, Any]] = [{"by": name} for name in matched.by]
    notes += [{"conflict": name, "assignments": list(ids)} for name, ids in matched.conflicts]
    notes += [{"candidate": assignment} for assignment in matched.candidates if not matched.assignment]
    return file_reply(arrival, assignment, item, batch, notes, actor)


def upload(
    services: Services, assignment: Assignment, item: Item | None, files: Sequence[Member], now: datetime
) -> list[Reply]:
    """Files that a unit brings on its own page; the link says whose they are.

    A file that carries another unit's number waits for a person.
    """
    actor = Actor(assignment.unit.code, "upload")
    replies = []
    brought = _of_one_unit(services, ((file.name, file.data) for file in files))
    for file, found, beside in _identified([keep(services, file) for file in brought]):
        numbered = match(evidence.of_file(found), evidence.Directory(now)).assignment
        agrees = numbered in (None, assignment.pk)
        chosen = (evidence.item_for(assignment, found) or item) if agrees and not beside else None
        arrival = Arrival(file.name, file.data, Reply.Source.UPLOAD, assignment.unit.code, now)
        notes: list[dict[str, Any]] = [{"by": "link"}]
        if not agrees:
            notes.append({"conflict": "form_number", "assignments": [numbered]})
        replies.append(file_reply(arrival, assignment, chosen, assignment.batch, notes, actor))
    return replies


def drop_pile(
    services: Services, batch: Batch, files: Sequence[Member], origin: str, actor: Actor, now: datetime
) -> list[Reply]:
    """Files that staff bring from a chat, a USB stick, a scanner; `origin` says from where."""
    replies = []
    brought = _without_own_papers(services, ((file.name, file.data) for file in files))
    for file in [keep(services, file) for file in brought]:
        found = evidence.identity_in(file.data)
        named = evidence.units_named(file.name, batch)
        matched = match(evidence.of_file(found, named), evidence.Directory(now, batch))
        arrival = Arrival(file.name, file.data, Reply.Source.PILE, origin, now)
        replies.append(file_matched(arrival, matched, found, batch, actor))
    return replies


def jobs_of(replies: Sequence[Reply]) -> list[Job]:
    """The jobs that read these replies."""
    keys = [f"collect.read:{reply.pk}:{reply.readings}" for reply in replies]
    return list(Job.objects.filter(key__in=keys))
