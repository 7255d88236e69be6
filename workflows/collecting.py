"""Take in what comes back: by mail, by the unit's own page, in piles that staff drop on a batch.

Raw bytes first, under their SHA-256; then the row; then the job that looks at it. What a mail turns out to be is
workflows.sorting's, which item a file answers is workflows.deliveries'.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from documents.intake import Kind, Member, sniff, unpack
from documents.reasons import Rejection
from mail.match import match
from storage.keys import content_key, sha256
from tracking import outbox
from tracking.audit import Actor
from tracking.models import Assignment, Batch, IncomingMail, Item, Job, Reply
from workflows import evidence
from workflows.deliveries import FORM_NUMBER, Brought, file_delivery, is_blank, matched
from workflows.filing import Arrival, keep
from workflows.services import Services


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


def upload(
    services: Services, assignment: Assignment, item: Item | None, files: Sequence[Member], now: datetime
) -> list[Reply]:
    """Files that a unit brings on its own page; the link says whose they are, `item` which form it meant.

    A file that carries another unit's number waits for a person.
    """
    brought = []
    for file in _kept(services, without_own_papers(services, ((file.name, file.data) for file in files))):
        found = evidence.identity_in(file.data)
        numbered = match(evidence.of_file(found), evidence.Directory(now)).assignment
        each = Brought(file, found, assignment, [{"by": "link"}], chosen=item)
        brought.append(each if numbered in (None, assignment.pk) else each.held(FORM_NUMBER, numbered))
    arrival = Arrival(Reply.Source.UPLOAD, assignment.unit.code, now)
    return file_delivery(brought, arrival, assignment.batch, Actor(assignment.unit.code, "upload"))


def drop_pile(
    services: Services, batch: Batch, files: Sequence[Member], origin: str, actor: Actor, now: datetime
) -> list[Reply]:
    """Files that staff bring from a chat, a USB stick, a scanner; `origin` says from where."""
    brought = []
    for file in _kept(services, without_own_papers(services, ((file.name, file.data) for file in files))):
        found = evidence.identity_in(file.data)
        named = evidence.units_named(file.name, batch)
        brought.append(matched(file, found, match(evidence.of_file(found, named), evidence.Directory(now, batch))))
    return file_delivery(brought, Arrival(Reply.Source.PILE, origin, now), batch, actor)


def _kept(services: Services, files: Iterable[Member]) -> list[Member]:
    return [keep(services, file) for file in files]


def without_own_papers(services: Services, files: Iterable[tuple[str, bytes]]) -> list[Member]:
    """The files, archives unpacked, without papers of our own that came along; blanks of ours stay."""
    return [
        file
        for file in unpacked(files)
        if is_blank(file) or not services.store.exists(content_key("papers", file.data, ".docx"))
    ]


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


def jobs_of(replies: Sequence[Reply]) -> list[Job]:
    """The jobs that read these replies."""
    keys = [f"collect.read:{reply.pk}:{reply.readings}" for reply in replies]
    return list(Job.objects.filter(key__in=keys))
