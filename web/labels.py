"""The words and the tone of every status that a page shows. A tone is a colour and a shape, never colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from messages.language import mark
from tracking.progress import DUE_LABELS, NEARLY_DUE, OVERDUE
from tracking.states import (
    ACCEPTED,
    BOUNCED,
    DISPATCH_LABELS,
    DOTTED,
    DROPPED,
    EXEMPT,
    FAILED,
    HELD,
    HELD_FOR_PERSON,
    INFORMED,
    ITEM_LABELS,
    JOB_DONE,
    JOB_FAILED,
    JOB_LABELS,
    JOB_READY,
    JOB_RUNNING,
    MAIL_BOUNCE_UNMATCHED,
    MAIL_LABELS,
    MAIL_NO_FILE,
    NO_ADDRESS,
    OWED,
    PREPARING,
    READ,
    READY,
    RECEIVED,
    REPLY_LABELS,
    REVIEW,
    SENT,
    SENT_BACK,
    STORED,
    SUPERSEDED,
    UNKNOWN,
)

# tones: red triangle, yellow diamond, blue half circle (督办), ink square (waits for us), green tick, ring, dash
RED, YELLOW, BLUE, INK, GREEN, RING, DASH = "red", "yellow", "blue", "ink", "green", "ring", "dash"

WORDS: Mapping[str, Mapping[str, str]] = {
    "item": ITEM_LABELS,
    "due": DUE_LABELS,
    "message": DISPATCH_LABELS,
    "reply": REPLY_LABELS,
    "job": JOB_LABELS,
    "mail": MAIL_LABELS,
    "late": {"late": mark("Late")},
    "verdict": {
        "accepted": mark("Every value is vouched for"),
        "review": mark("A person must look"),
        "rejected": mark("Unusable"),
    },
    "answer": {"ok": mark("Read"), "review": mark("To be checked"), "blank": mark("Left empty")},
    "missing": {"missing": mark("Missing")},
    "corrected": {"corrected": mark("Corrected")},
    "source": {
        "mail": mark("By e-mail"),
        "upload": mark("By the unit's page"),
        "pile": mark("Brought by staff"),
    },
    "message_kind": {
        "notice": mark("Notice"),
        "correction": mark("Correction"),
        "reminder": mark("Reminder"),
        "arrived": mark("Word that a person looks"),
        "receipt": mark("Receipt"),
        "sent_back": mark("Sent back"),
    },
    "reminder_kind": {
        "mail": mark("E-mail"),
        "phone": mark("Phone call"),
        "paper": mark("Paper copy"),
    },
    "evidence": {
        "link": mark("the unit's own page"),
        "sub_address": mark("the address that was written to"),
        "thread": mark("the message that was answered"),
        "form_number": mark("the number printed on the form"),
        "form number": mark("the number printed on the form"),
        "subject_code": mark("the code in the subject"),
        "property": mark("the number inside the file"),
        "bookmark": mark("the second number inside the file"),
        "sender": mark("the sender's address"),
        "unit_name": mark("the unit named in the file's name"),
        "same_unit": mark("it came from the same unit, about another form"),
        "together": mark("it came together with the forms of other units"),
    },
    "conflict": {  # why a file waits; any other conflict is a kind of evidence that disagrees
        "several_files": mark(
            "Several different files for the same form came together; nobody can tell which one counts."
        ),
        "automatic": mark("It came with an automatic answer, which never counts as a reply."),
        "unnumbered": mark("It carries no number that says which form it answers."),
        "form_number": mark("The number printed on the form does not fit the rest."),
    },
    "event": {
        "arrive": mark("A file has arrived"),
        "vouch": mark("Accepted by the program"),
        "doubt": mark("Sent to review"),
        "refuse": mark("Sent back by the program"),
        "accept": mark("Accepted"),
        "reopen": mark("Acceptance taken back"),
        "send_back": mark("Sent back"),
        "paper": mark("Paper copy counted as the reply"),
        "exempt": mark("Exempted"),
        "require": mark("Required again"),
        "new_due_time": mark("New due time"),
        "remind": mark("Reminded"),
        "note_phone": mark("Phone call noted"),
        "note_paper": mark("Paper copy noted"),
        "revoke_link": mark("Link revoked"),
        "assignment_status": mark("Status changed"),
        "blank_ignored": mark("Our own blank came back and was ignored"),
        "download": mark("File downloaded"),
        "file_arrived": mark("File stored"),
        "same_file_again": mark("The same file again"),
        "place": mark("Placed by a person"),
        "set_aside": mark("Set aside"),
        "correct": mark("Value corrected"),
        "reply_stored": mark("File assigned"),
        "reply_read": mark("File read"),
        "read_again": mark("File read again on request"),
        "reply_superseded": mark("File superseded"),
        "message_preparing": mark("Message being made"),
        "message_held": mark("Message held"),
        "message_no_address": mark("Message without address"),
        "message_ready": mark("Message ready"),
        "message_dotted": mark("Message handed over"),
        "message_sent": mark("Message sent"),
        "message_unknown": mark("Unknown whether the message was sent"),
        "message_failed": mark("Message failed"),
        "message_bounced": mark("Message bounced"),
        "message_dropped": mark("Message no longer needed"),
    },
    "unit_item": {  # what the unit itself is told
        OWED: mark("Not returned yet"),
        RECEIVED: mark("Received; it is being read"),
        REVIEW: mark("Received; a person is checking it"),
        ACCEPTED: mark("Accepted; nothing more is needed"),
        SENT_BACK: mark("Sent back; please correct it and send it again"),
        EXEMPT: mark("Not needed from you"),
    },
    "unit_reply": {
        STORED: mark("Received; it is being read"),
        HELD_FOR_PERSON: mark("Received; a person will see which form it is"),
        READ: mark("Received and read"),
        SUPERSEDED: mark("Replaced by a newer file"),
    },
}

_ITEM_TONES = {
    OWED: RING,
    RECEIVED: INK,
    REVIEW: INK,
    ACCEPTED: GREEN,
    SENT_BACK: YELLOW,
    EXEMPT: DASH,
    INFORMED: DASH,
}
TONES: Mapping[str, Mapping[str, str]] = {
    "item": _ITEM_TONES,
    "unit_item": _ITEM_TONES,
    "due": {OVERDUE: RED, NEARLY_DUE: BLUE},
    "message": {
        PREPARING: RING,
        READY: RING,
        DOTTED: RING,
        SENT: GREEN,
        HELD: YELLOW,
        NO_ADDRESS: YELLOW,
        UNKNOWN: YELLOW,
        FAILED: RED,
        BOUNCED: RED,
        DROPPED: DASH,
    },
    "reply": {STORED: RING, HELD_FOR_PERSON: INK, READ: GREEN, SUPERSEDED: DASH},
    "unit_reply": {STORED: RING, HELD_FOR_PERSON: INK, READ: GREEN, SUPERSEDED: DASH},
    "job": {JOB_READY: RING, JOB_RUNNING: BLUE, JOB_DONE: GREEN, JOB_FAILED: RED},
    "mail": {MAIL_NO_FILE: INK, MAIL_BOUNCE_UNMATCHED: YELLOW},
    "late": {"late": YELLOW},
    "verdict": {"accepted": GREEN, "review": INK, "rejected": YELLOW},
    "answer": {"ok": GREEN, "review": YELLOW, "blank": DASH},
    "missing": {"missing": RED},
    "corrected": {"corrected": BLUE},
}


def word(family: str, key: str) -> str:
    """The word for `key` in the current language; a key that nobody has named is shown as it is."""
    found = WORDS[family].get(key)
    return gettext(found) if found else key


def witness(note: Mapping[str, Any]) -> str:
    """What a note of Reply.matched_by says, as words; "" for a candidate, which is offered and not told."""
    if "by" in note:
        return word("evidence", note["by"])
    if "conflict" not in note:
        return ""
    if note["conflict"] in WORDS["conflict"]:
        return word("conflict", note["conflict"])
    return gettext("disagrees: {evidence}").format(evidence=word("evidence", note["conflict"]))


def tone(family: str, key: str) -> str:
    """The tone of a status."""
    return TONES.get(family, {}).get(key, RING)
