"""Whose is a returned file? Gathers what the file and its mail say, and asks mail.match."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from documents.content.parts import paragraphs_of
from documents.foreign import prepared
from documents.identity import Found, find_numbers, identify
from documents.kinds import CONVERTED, Kind, sniff
from documents.pages import content_of
from documents.reasons import Rejection
from documents.tools import Page, Tools
from mail.addresses import token_from
from mail.match import Evidence, find_subject_codes
from mail.message import IncomingMail as ParsedMail
from messages.errors import ConversionFailed, Unavailable
from tracking.models import Assignment, Batch, Dispatch, IssuedForm, Item, Unit
from tracking.states import ACCEPTED, EXEMPT, INFORMED

NOTHING = Found(None, None, None)


class Directory:
    """What is known of senders, numbers and codes; every answer is assignment ids (mail.match.Directory).

    `batch` narrows the sender's assignments to one batch (a pile that staff drop on it).
    """

    def __init__(self, now: datetime, batch: Batch | None = None) -> None:
        self.now = now
        self.batch = batch

    def by_token(self, token: str) -> Sequence[int]:
        """The assignment whose sub-address it is."""
        return self.by_subject_code(token.upper())

    def by_message_id(self, message_id: str) -> Sequence[int]:
        """The assignment that the message with this Message-ID was sent to."""
        return list(Dispatch.objects.filter(message_id=message_id).values_list("assignment_id", flat=True))

    def by_form_number(self, number: str) -> Sequence[int]:
        """The assignment for which the form with this number was made."""
        return list(IssuedForm.objects.filter(number=number).values_list("item__assignment_id", flat=True))

    def by_subject_code(self, code: str) -> Sequence[int]:
        """The assignment of that code."""
        return list(Assignment.objects.filter(subject_code=code).values_list("pk", flat=True))

    def by_sender(self, address: str) -> Sequence[int]:
        """The assignments that the unit with this address has and that owe, or owed, a form."""
        return self._owing(unit__contacts__email__iexact=address)

    def by_unit_name(self, name: str) -> Sequence[int]:
        """The assignments of the unit that has, or once had, this name or alias."""
        return self._owing(Q(unit__name=name) | Q(unit__aliases__name=name) | Q(unit__former_names__name=name))

    def still_open(self, assignments: Sequence[int]) -> Sequence[int]:
        """Those that are not settled yet."""
        settled = (ACCEPTED, EXEMPT, INFORMED)
        return list(
            Assignment.objects.filter(pk__in=assignments).exclude(status__in=settled).values_list("pk", flat=True)
        )

    def _owing(self, *conditions: Q, **filters: str) -> list[int]:
        found = Assignment.objects.filter(*conditions, items__isnull=False, link_expires_at__gt=self.now, **filters)
        if self.batch:
            found = found.filter(batch=self.batch)
        return list(found.distinct().values_list("pk", flat=True))


def identity_in(data: bytes, tools: Tools) -> Found:
    """The form number that a file carries, up to three ways; nothing where there is none or it cannot be opened.

    A picture is not looked at: what is recognised in it proves nothing. Errors: OutOfTime.
    """
    kind = sniff(data)
    try:
        if kind is Kind.DOCX:
            return identify(data)
        if kind is Kind.PDF:
            return _printed_in(tools.words(data))
        if kind in CONVERTED:
            return identify(converted(data, kind, tools))
    except (Rejection, ConversionFailed, Unavailable):
        return NOTHING  # the reader meets the same, and says so
    return NOTHING


def converted(data: bytes, kind: Kind, tools: Tools) -> bytes:
    """A word processor's file as .docx. Errors: Rejection, ConversionFailed, Unavailable, OutOfTime."""
    return tools.to_docx(*prepared(data, kind))


def _printed_in(pages: Sequence[Page]) -> Found:
    """The number printed on the pages of a PDF, when they agree on one."""
    content = content_of(pages)
    paragraphs = [*content.margins, *paragraphs_of(content.body)]
    numbers = {number for paragraph in paragraphs for number in find_numbers(paragraph.text)}
    return Found(printed=numbers.pop()) if len(numbers) == 1 else NOTHING


def of_mail(mail: ParsedMail, found: Found, office_address: str) -> Evidence:
    """What a mail and one file in it say."""
    return Evidence(
        token=token_from(mail.recipients, office_address),
        message_ids=(*mail.in_reply_to, *mail.references),
        form_number=found.printed or "",
        subject_codes=tuple(find_subject_codes(mail.subject)),
        property_number=found.property or "",
        bookmark_number=found.bookmark or "",
        sender=mail.sender,
    )


def of_file(found: Found, unit_names: tuple[str, ...] = ()) -> Evidence:
    """What a file alone says, with the units that its name names."""
    return Evidence(
        unit_names=unit_names,
        form_number=found.printed or "",
        property_number=found.property or "",
        bookmark_number=found.bookmark or "",
    )


def item_for(assignment: Assignment, found: Found) -> Item | None:
    """The item that the file answers: the one whose number it carries, else the only one there is."""
    numbers = [number for number in (found.printed, found.property, found.bookmark) if number]
    issued = IssuedForm.objects.filter(number__in=numbers, item__assignment=assignment).select_related("item").first()
    if issued:
        return issued.item
    items = list(assignment.items.all()[:2])
    return items[0] if len(items) == 1 and not numbers else None


def units_named(file_name: str, batch: Batch) -> tuple[str, ...]:
    """The names and aliases of the batch's units, former ones too, that stand in a file's name."""
    units = Unit.objects.filter(assignments__batch=batch).prefetch_related("aliases", "former_names")
    return tuple(name for unit in units for name in unit.known_names() if name in file_name)
