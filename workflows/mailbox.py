"""Fetch what is new in the office's IMAP mailbox; what was fetched before is not taken in twice."""

from __future__ import annotations

from datetime import datetime

from tracking.models import MailboxCursor
from workflows.collecting import receive_mail
from workflows.services import Services


def fetch(services: Services, now: datetime) -> int:
    """Take in every message behind the cursor; returns how many. Errors: MailUnavailable, StoreUnavailable.

    The cursor moves only after a message is safe; a new UIDVALIDITY starts from the beginning, where the
    SHA-256 of each message tells what is already there.
    """
    if services.mailbox is None:
        return 0
    box = services.mailbox
    cursor, _ = MailboxCursor.objects.get_or_create(mailbox=f"{box.user}@{box.host}/{box.folder}")
    taken = 0
    for message in box.fetch_new(cursor.last_uid, cursor.uidvalidity):
        receive_mail(services, message.raw, f"imap {message.uidvalidity}/{message.uid}", now)
        cursor.uidvalidity, cursor.last_uid = message.uidvalidity, message.uid
        cursor.save(update_fields=["uidvalidity", "last_uid"])
        taken += 1
    return taken
