"""Find out what a received message is, and file what it brings. The step `collect.sort`.

1. A copy of a message of ours proves that it went out (the journal); a delivery failure is marked on the message
   that failed.
2. Files are matched to an assignment and an item; a mail whose first line only says 无 is itself the reply.
3. An automatic answer never counts as a reply: files that it brings wait for a person.
4. A mail that brings no form, and a failure that fits no message, wait for a person as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from documents.intake import Member
from documents.tools import Tools
from documents.values import is_nil
from mail.match import match
from mail.message import IncomingMail as ParsedMail
from mail.parse import parse
from tracking import audit, ledger, outbox
from tracking.models import Assignment, Dispatch, IncomingMail, Reply
from tracking.outbox import Claim
from tracking.states import (
    BOUNCED,
    DOTTED,
    MAIL_AUTOMATIC,
    MAIL_BOUNCE,
    MAIL_BOUNCE_LATER,
    MAIL_BOUNCE_UNMATCHED,
    MAIL_FILED,
    MAIL_JOURNAL,
    MAIL_NO_FILE,
    SENT,
    UNKNOWN,
)
from workflows import evidence
from workflows.acknowledging import UNNUMBERED
from workflows.collecting import without_own_papers
from workflows.converting import kept_tools
from workflows.deliveries import AUTOMATIC, Brought, file_delivery, matched
from workflows.filing import Arrival, keep
from workflows.sending import seen_in_journal
from workflows.services import Services

NIL_NAME = "mail.txt"  # the name of a nil return that is the text of a mail
# where the sender's own words end: a quoted line, a mail program's line above the quotation, a signature
_QUOTATION = re.compile(
    r"^(?:>|--\s*$|[-_—]{4,}|\s*(?:发件人|From)\s*[:：]|.*(?:写道|wrote)\s*[:：]\s*$)", re.MULTILINE
)
_WEAK = {"sender", "unit_name"}


def sort_mail(services: Services, claim: Claim, now: datetime) -> None:
    """Find out what the message is, and file what it brings."""
    row = IncomingMail.objects.get(pk=claim.payload["mail"])
    parsed = parse(services.store.get(row.object_key))
    is_ours = parsed.is_own and Dispatch.objects.filter(message_id=parsed.message_id).exists()
    brought = [] if is_ours or parsed.bounce else _all_brought(services, row, parsed)
    with outbox.finishing(claim):
        row.sender, row.subject = parsed.sender[:254], parsed.subject[:500]
        row.message_id = parsed.message_id[:500]
        if is_ours:
            seen_in_journal(parsed.message_id, now)
            row.outcome = MAIL_JOURNAL
        elif parsed.bounce:
            row.outcome = _bounce(parsed, now)
        else:
            row.outcome = _file(services, row, parsed, brought)
        row.save(update_fields=["sender", "subject", "message_id", "outcome", "assignment"])


def own_words(text: str) -> str:
    """What the sender wrote above quotations and signature."""
    found = _QUOTATION.search(text)
    return (text[: found.start()] if found else text).strip()


def _all_brought(services: Services, row: IncomingMail, parsed: ParsedMail) -> list[Brought]:
    """Every file of the mail, stored, with whose it seems to be."""
    tools = kept_tools(services)
    files = [keep(services, file) for file in _returned(services, parsed, tools)]
    return [_brought(services, row, parsed, file, tools) for file in files]


def _returned(services: Services, parsed: ParsedMail, tools: Tools) -> list[Member]:
    """What a mail returns: its files; a mail whose first line only says 无 is itself the reply."""
    words = own_words(parsed.text)
    if not parsed.attachments and not parsed.is_automatic and is_nil(words.partition("\n")[0]):
        return [Member(NIL_NAME, words.encode())]
    return without_own_papers(services, ((each.filename, each.data) for each in parsed.attachments), tools)


def _file(services: Services, row: IncomingMail, parsed: ParsedMail, brought: Sequence[Brought]) -> str:
    """File what the mail brings, and note whose it is; returns the outcome."""
    mail_itself = evidence.of_mail(parsed, evidence.NOTHING, services.office.address)
    about = match(mail_itself, evidence.Directory(row.received_at)).assignment
    if not brought:
        row.assignment_id = about
        return MAIL_AUTOMATIC if parsed.is_automatic else MAIL_NO_FILE
    arrival = Arrival(
        Reply.Source.MAIL,
        parsed.sender,
        row.received_at,
        mail=row,
        about=Assignment.objects.select_related("batch").filter(pk=about or 0).first(),
        automatic=parsed.is_automatic,
    )
    replies = file_delivery(brought, arrival, None, audit.Actor(parsed.sender[:150], "mail"))
    row.assignment = next((reply.assignment for reply in replies if reply.assignment), brought[0].assignment)
    return MAIL_AUTOMATIC if parsed.is_automatic else MAIL_FILED


def _brought(services: Services, row: IncomingMail, parsed: ParsedMail, file: Member, tools: Tools) -> Brought:
    found = evidence.identity_in(file.data, tools)
    says = match(evidence.of_mail(parsed, found, services.office.address), evidence.Directory(row.received_at))
    each = matched(file, found, says)
    if parsed.is_automatic:
        return replace(each, contested=False).held(AUTOMATIC)
    if file.name == NIL_NAME and not set(says.by) - _WEAK:
        return each.held(UNNUMBERED)  # a word alone, from an address alone, is one witness
    return each


def _bounce(parsed: ParsedMail, now: datetime) -> str:
    assert parsed.bounce is not None  # noqa: S101 — the caller looked
    failed = Dispatch.objects.filter(message_id=parsed.bounce.message_id, state__in=(DOTTED, SENT, UNKNOWN)).first()
    if failed is None:
        return MAIL_BOUNCE_UNMATCHED
    if not parsed.bounce.permanent:
        return MAIL_BOUNCE_LATER
    recipients = ", ".join(parsed.bounce.recipients)[:500]
    ledger.dispatch_moves(failed, BOUNCED, audit.system("collect.sort"), now, answer=recipients)
    return MAIL_BOUNCE
