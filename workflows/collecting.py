"""Take in what comes back: by mail, by the unit's own page, in piles that staff drop on a batch.

Raw bytes first, under their SHA-256; then the row; then the job that looks at it. What a mail turns out to be is
workflows.sorting's, which item a file answers is workflows.deliveries'. What another program has to open first is
filed by a job of its own: no page waits for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from documents.intake import Member, unpack
from documents.kinds import ARCHIVES, sniff
from documents.reasons import Rejection
from documents.tools import NO_TOOLS, Tools
from mail.match import match
from storage.keys import content_key, sha256
from tracking import outbox
from tracking.audit import Actor
from tracking.models import Assignment, Batch, IncomingMail, Item, Job, Reply
from tracking.outbox import Claim
from workflows import evidence
from workflows.converting import SLOW, is_slow, kept_tools
from workflows.deliveries import FORM_NUMBER, Brought, file_delivery, is_blank, matched
from workflows.filing import Arrival, keep, reply_key
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
    brought = _uploaded(services, assignment, item, files, now)
    return file_delivery(brought, _by_page(assignment, now), assignment.batch, _unit(assignment))


def drop_pile(
    services: Services, batch: Batch, files: Sequence[Member], origin: str, actor: Actor, now: datetime
) -> list[Reply]:
    """Files that staff bring from a chat, a USB stick, a scanner; `origin` says from where."""
    brought = _piled(services, batch, files, now)
    return file_delivery(brought, Arrival(Reply.Source.PILE, origin, now), batch, actor)


def takes_long(files: Sequence[Member]) -> bool:
    """Whether another program has to open one of the files: a page then leaves the delivery to a job."""
    members = unpacked(((file.name, file.data) for file in files), NO_TOOLS)
    return any(is_slow(file.data) for file in members)


def upload_later(
    services: Services, assignment: Assignment, item: Item | None, files: Sequence[Member], now: datetime
) -> Job:
    """`upload` by a job; the bytes are safe when this returns."""
    about = {"assignment": assignment.pk, "item": item.pk if item else None}
    return _later(services, f"upload-{assignment.pk}", files, now, **about)


def drop_pile_later(
    services: Services, batch: Batch, files: Sequence[Member], origin: str, actor: Actor, now: datetime
) -> Job:
    """`drop_pile` by a job; the bytes are safe when this returns."""
    about = {"batch": batch.pk, "origin": origin, "actor": [actor.name, actor.source, actor.user_id]}
    return _later(services, f"pile-{batch.pk}", files, now, **about)


def _later(services: Services, what: str, files: Sequence[Member], now: datetime, **about: Any) -> Job:
    kept = [[file.name, reply_key(keep(services, file))] for file in files]
    key = f"{what}:{sha256(json.dumps(kept).encode())[:16]}:{now.isoformat()}"
    return outbox.enqueue("collect.deliver", key, files=kept, received_at=now.isoformat(), **about)


def deliver_files(services: Services, claim: Claim, _now: datetime) -> None:
    """The step `collect.deliver`: files that came by a page, when another program has to open one of them."""
    about = claim.payload
    received_at = datetime.fromisoformat(about["received_at"])
    files = [Member(name, services.store.get(key)) for name, key in about["files"]]
    if "assignment" in about:
        assignment = Assignment.objects.select_related("batch", "unit").get(pk=about["assignment"])
        item = Item.objects.filter(pk=about["item"] or 0).first()
        batch, arrival, actor = assignment.batch, _by_page(assignment, received_at), _unit(assignment)
        brought = _uploaded(services, assignment, item, files, received_at)
    else:
        batch = Batch.objects.get(pk=about["batch"])
        arrival, actor = Arrival(Reply.Source.PILE, about["origin"], received_at), Actor(*about["actor"])
        brought = _piled(services, batch, files, received_at)
    with outbox.finishing(claim):
        file_delivery(brought, arrival, batch, actor)


def _uploaded(
    services: Services, assignment: Assignment, item: Item | None, files: Sequence[Member], now: datetime
) -> list[Brought]:
    tools, brought = kept_tools(services), []
    for file in _taken(services, files, tools):
        found = evidence.identity_in(file.data, tools)
        numbered = match(evidence.of_file(found), evidence.Directory(now)).assignment
        each = Brought(file, found, assignment, [{"by": "link"}], chosen=item)
        if numbered not in (None, assignment.pk):
            each = replace(each, contested=True).held(FORM_NUMBER, numbered)
        brought.append(each)
    return brought


def _piled(services: Services, batch: Batch, files: Sequence[Member], now: datetime) -> list[Brought]:
    tools, brought = kept_tools(services), []
    for file in _taken(services, files, tools):
        found = evidence.identity_in(file.data, tools)
        named = evidence.units_named(file.name, batch)
        brought.append(matched(file, found, match(evidence.of_file(found, named), evidence.Directory(now, batch))))
    return brought


def _by_page(assignment: Assignment, now: datetime) -> Arrival:
    return Arrival(Reply.Source.UPLOAD, assignment.unit.code, now, about=assignment)


def _unit(assignment: Assignment) -> Actor:
    return Actor(assignment.unit.code, "upload")


def _taken(services: Services, files: Sequence[Member], tools: Tools) -> list[Member]:
    """The files of a delivery, unpacked and stored."""
    named = ((file.name, file.data) for file in files)
    return [keep(services, file) for file in without_own_papers(services, named, tools)]


def without_own_papers(services: Services, files: Iterable[tuple[str, bytes]], tools: Tools) -> list[Member]:
    """The files, archives unpacked, without papers of our own that came along; blanks of ours stay."""
    return [
        file
        for file in unpacked(files, tools)
        if is_blank(file) or not services.store.exists(content_key("papers", file.data, ".docx"))
    ]


def unpacked(files: Iterable[tuple[str, bytes]], tools: Tools) -> Iterable[Member]:
    """Archives as their members; what cannot be unpacked stays one file, for the reader to refuse."""
    for name, data in files:
        if sniff(data) not in ARCHIVES:
            yield Member(name, data)
            continue
        try:
            yield from unpack(data, name, tools)
        except Rejection:
            yield Member(name, data)


def jobs_of(replies: Sequence[Reply]) -> list[Job]:
    """The jobs that read these replies."""
    keys = [f"collect.read:{reply.pk}:{reply.readings}" for reply in replies]
    return list(Job.objects.filter(key__in=keys))


def quick_jobs_of(replies: Sequence[Reply]) -> list[Job]:
    """Those of them that need no other program, which a page may do at once."""
    return jobs_of([reply for reply in replies if reply.kind not in SLOW])
