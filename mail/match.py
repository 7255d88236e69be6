"""To which assignment does a returned file belong? Pure: evidence in, a decision or a question out.

The strongest evidence decides, and only as long as nothing weaker speaks against it; whatever is left
open is a question for a person. Everything works with one plain mailbox and no sub-addresses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from stdnum.iso7064 import mod_37_36

_TOKEN = re.compile(r"[0-9A-Z]{3,12}")
_SUBJECT_CODE = re.compile(r"(?<![0-9A-Z])HF\s?[-‐‑‒–—―−]\s?([0-9A-Z]{4,13})(?![0-9A-Z])")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a returned file and its message say about where they belong; empty where they say nothing.

    `token` comes from a sub-address; `message_ids` from In-Reply-To and References, nearest ancestor
    first; `form_number` is the printed one, `property_number` and `bookmark_number` are kept inside the
    file; `subject_codes` are bare, without check character; `unit_names` were found in the file's name.
    """

    token: str = ""
    message_ids: tuple[str, ...] = ()
    form_number: str = ""
    subject_codes: tuple[str, ...] = ()
    property_number: str = ""
    bookmark_number: str = ""
    sender: str = ""
    unit_names: tuple[str, ...] = ()


class Directory(Protocol):
    """Who is known by what: each method gives the ids of all assignments, open or closed, that fit."""

    def by_token(self, token: str) -> Sequence[int]:
        """Assignments whose messages used this sub-address token."""

    def by_message_id(self, message_id: str) -> Sequence[int]:
        """Assignments to which a message with this Message-ID was sent."""

    def by_form_number(self, number: str) -> Sequence[int]:
        """Assignments to which a form with this number was issued."""

    def by_subject_code(self, code: str) -> Sequence[int]:
        """Assignments whose messages carried this code in the subject."""

    def by_sender(self, address: str) -> Sequence[int]:
        """Assignments of the units of which this is a contact address."""

    def by_unit_name(self, name: str) -> Sequence[int]:
        """Assignments of the units with this name or alias."""

    def still_open(self, assignments: Sequence[int]) -> Sequence[int]:
        """Those of `assignments` that still owe something."""


@dataclass(frozen=True, slots=True)
class Match:
    """The decision: the assignment, or None and a person must look.

    `by` names the evidence that agrees, strongest first. When evidence disagrees `conflicts` has every
    side: name of the evidence and the assignments it speaks for (none: a number that is not ours).
    `candidates` are the assignments a person can choose from.
    """

    assignment: int | None
    by: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, tuple[int, ...]], ...] = ()
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Finding:
    name: str
    assignments: frozenset[int]

    def shown(self) -> tuple[str, tuple[int, ...]]:
        return self.name, tuple(sorted(self.assignments))


def match(evidence: Evidence, directory: Directory) -> Match:
    """Weigh `evidence`: sub-address, thread, form number, subject code, property, bookmark, sender.

    A weaker piece of evidence narrows a choice that the stronger left open. One that speaks only for
    other assignments, or a number of ours that nobody was given, is a conflict. The sender alone decides
    between what is still open. A unit's name in the file name only ever supports: visit records are
    named after the visited.
    """
    findings = list(_findings(evidence, directory))
    known = [finding for finding in findings if finding.assignments]
    against = [finding.shown() for finding in findings if not finding.assignments]
    named = frozenset(_all(directory.by_unit_name, evidence.unit_names))
    if not known:
        open_ones = tuple(sorted(directory.still_open(sorted(named))))
        return Match(None, conflicts=tuple(against), candidates=open_ones)
    first, *weaker = known
    remaining, by = first.assignments, [first.name]
    if first.name == "sender":
        remaining = frozenset(directory.still_open(sorted(remaining)))
    for finding in weaker:
        if remaining & finding.assignments:
            remaining &= finding.assignments
            by.append(finding.name)
        else:
            against.append(finding.shown())
    if remaining & named:
        remaining &= named
        by.append("unit_name")
    candidates = (remaining or first.assignments).union(*(assignments for _, assignments in against))
    decided = len(remaining) == 1 and not against
    return Match(
        assignment=next(iter(remaining)) if decided else None,
        by=tuple(by),
        conflicts=(first.shown(), *against) if against else (),
        candidates=tuple(sorted(candidates)),
    )


def _findings(evidence: Evidence, directory: Directory) -> Iterator[_Finding]:
    """What each piece of evidence speaks for, strongest first; a number that is unknown speaks for nothing.

    Threads and senders that we do not know are everyday and say nothing at all.
    """
    thread = next(filter(None, map(directory.by_message_id, evidence.message_ids)), ())
    sources: tuple[tuple[str, bool, Iterable[int]], ...] = (
        ("sub_address", bool(evidence.token), _all(directory.by_token, [evidence.token])),
        ("thread", False, thread),
        ("form_number", bool(evidence.form_number), _all(directory.by_form_number, [evidence.form_number])),
        (
            "subject_code",
            bool(evidence.subject_codes),
            _all(directory.by_subject_code, evidence.subject_codes),
        ),
        (
            "property",
            bool(evidence.property_number),
            _all(directory.by_form_number, [evidence.property_number]),
        ),
        (
            "bookmark",
            bool(evidence.bookmark_number),
            _all(directory.by_form_number, [evidence.bookmark_number]),
        ),
        ("sender", False, _all(directory.by_sender, [evidence.sender])),
    )
    for name, is_ours, assignments in sources:
        found = frozenset(assignments)
        if found or is_ours:
            yield _Finding(name, found)


def _all(find: Callable[[str], Sequence[int]], keys: Iterable[str]) -> set[int]:
    return {assignment for key in keys if key for assignment in find(key)}


def make_subject_code(token: str) -> str:
    """`token` (3 to 12 capital letters and digits) as the code `[HF-…]` for a subject; a form number begins otherwise.

    The last character is a check character (ISO/IEC 7064 MOD 37,36), so that a mistyped or invented code
    is not taken for another assignment's. Raises ValueError for another kind of token.
    """
    if not _TOKEN.fullmatch(token):
        raise ValueError(f"{token!r} is not 3 to 12 capital letters and digits")
    return f"[HF-{token}{mod_37_36.calc_check_digit(token)}]"


def find_subject_codes(subject: str) -> list[str]:
    """The tokens of all valid codes in `subject`, without check character, in order, each once.

    Found behind any Re:/回复:/转发:, in full-width or missing brackets, in lower case and with any dash.
    """
    folded = unicodedata.normalize("NFKC", subject).upper()
    codes = (found[1] for found in _SUBJECT_CODE.finditer(folded))
    return list(dict.fromkeys(code[:-1] for code in codes if mod_37_36.is_valid(code)))
