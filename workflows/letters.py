"""What the mails say. Each function gives a Letter for one message; nothing is sent or stored here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from campaigns.variables import fill, unit_variables
from mail.match import make_subject_code
from messages.language import current, mark, translate
from tracking import access
from tracking.models import Assignment, Dispatch, Item, Reply
from tracking.states import ACCEPTED, EXEMPT, OWED, SENT_BACK
from workflows import advice
from workflows.services import Services


@dataclass(frozen=True)
class Letter:
    """Subject and body of one message; `link` is the unit's page, "" when none can be reached."""

    subject: str
    paragraphs: tuple[str, ...]
    link: str = ""

    def text(self) -> str:
        """The plain text part."""
        parts = [*self.paragraphs]
        if self.link:
            parts.append(f"{translate(_LINK)}\n{self.link}")
        return "\n\n".join(parts) + "\n"

    def html(self) -> str:
        """The HTML part: the same words, no pictures, no styles that a mail client would drop."""
        body = "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in self.paragraphs)
        if self.link:
            target = escape(self.link, quote=True)
            body += f'<p>{escape(translate(_LINK))}<br><a href="{target}">{target}</a></p>'
        return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'


_LINK = mark("Upload forms and see what has been received, without signing in:")


def _local(assignment: Assignment, moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo(assignment.batch.context["zone"]))
    if current() == "en":
        return f"{local:%Y-%m-%d %H:%M}"
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"


def _subject(assignment: Assignment, prefix: str) -> str:
    variables = assignment.batch.context["variables"] | unit_variables(assignment.unit)
    title = fill(assignment.batch.context["subject"], variables, place="campaign.toml: campaign.subject")
    return f"{prefix}{title} {make_subject_code(assignment.subject_code)}"


def link_of(assignment: Assignment, services: Services) -> str:
    """The address of the unit's page; "" without a public address."""
    if not services.office.public_url:
        return ""
    token = access.link_token(assignment.batch, assignment.unit, assignment.link_generation)
    return f"{services.office.public_url}/u/{token}/"


def _closing(assignment: Assignment) -> str:
    contact = assignment.batch.context["variables"]["contact"]
    return translate(
        mark("Questions: {post}, telephone {phone}. Please answer to this message and keep the code in its subject."),
        post=contact["post"],
        phone=contact["phone"],
    )


def _owed(assignment: Assignment) -> list[Item]:
    return [item for item in assignment.items.select_related("form") if item.status not in (ACCEPTED, EXEMPT)]


def _owed_lines(assignment: Assignment, items: Sequence[Item]) -> str:
    lines = [f"- {item.form.title}（{_local(assignment, item.due_at)}）" for item in items]
    return "\n".join([translate(mark("To be returned, with the due time:")), *lines])


def notice(dispatch: Dispatch, names: Sequence[str], services: Services) -> Letter:
    """The mail that carries the papers; for a correction it says that it replaces what was sent before."""
    assignment = dispatch.assignment
    variables = assignment.batch.context["variables"]
    correction = dispatch.kind == Dispatch.Kind.CORRECTION
    paragraphs = [
        f"{assignment.unit.name}：",
        translate(
            mark("This corrects “{title}” ({number}). Please use the papers attached here from now on.")
            if correction
            else mark("Please find attached “{title}” ({number})."),
            title=variables["title"],
            number=variables["document_number"],
        ),
    ]
    if correction:
        paragraphs.append(translate(mark("What you have already returned stays valid.")))
        paragraphs.append(translate(mark("Reason: {reason}"), reason=assignment.batch.context["reason"]))
    if names:
        paragraphs.append("\n".join([translate(mark("Attached:")), *[f"- {name}" for name in names]]))
    items = _owed(assignment)
    if items:
        paragraphs.append(_owed_lines(assignment, items))
        paragraphs.append(
            translate(mark("Fill the Word form and send it back as an attachment; leave its number as it is."))
        )
    paragraphs.append(_closing(assignment))
    prefix = translate(mark("[Correction] ")) if correction else ""
    return Letter(_subject(assignment, prefix), tuple(paragraphs), link_of(assignment, services))


def reminder(dispatch: Dispatch, services: Services, now: datetime) -> Letter:
    """The mail that reminds of everything that the assignment still owes."""
    assignment = dispatch.assignment
    items = [item for item in _owed(assignment) if item.status in (OWED, SENT_BACK)]
    late = any(item.due_at < now for item in items)
    paragraphs = (
        f"{assignment.unit.name}：",
        translate(mark("The due time has passed and we have not received this from you."))
        if late
        else translate(mark("This is a reminder of what you have not returned yet.")),
        _owed_lines(assignment, items),
        translate(mark("If you have sent it meanwhile, please take this message as settled.")),
        _closing(assignment),
    )
    prefix = translate(mark("[Overdue] ")) if late else translate(mark("[Reminder] "))
    return Letter(_subject(assignment, prefix), paragraphs, link_of(assignment, services))


def receipt(dispatch: Dispatch, reply: Reply, services: Services) -> Letter:
    """The mail that tells the unit that its form has been received and accepted."""
    assignment = dispatch.assignment
    title = reply.item.form.title if reply.item else reply.file_name
    paragraphs = (
        f"{assignment.unit.name}：",
        translate(
            mark("We have received and accepted “{title}” (file {file}, {moment})."),
            title=title,
            file=reply.file_name,
            moment=_local(assignment, reply.received_at),
        ),
        translate(mark("A newer version replaces it; nothing more is needed otherwise.")),
        _closing(assignment),
    )
    return Letter(_subject(assignment, translate(mark("[Received] "))), paragraphs, link_of(assignment, services))


def checking(dispatch: Dispatch, reply: Reply, doubts: Sequence[str], services: Services) -> Letter:
    """The mail that tells the unit that its form has arrived and that a person checks it; `doubts` say why."""
    said = translate(
        mark("We have received “{title}” (file {file}, {moment}). A person is checking it; you will hear from us."),
        title=reply.item.form.title if reply.item else reply.file_name,
        file=reply.file_name,
        moment=_local(dispatch.assignment, reply.received_at),
    )
    codes = [reason["code"] for reason in reply.reasons]
    return _arrived(dispatch, said, _listed(mark("What could not be read for sure:"), doubts), codes, services)


def placing(dispatch: Dispatch, replies: Sequence[Reply], services: Services) -> Letter:
    """The mail that tells the unit that files of it have arrived and that a person sees which form each is."""
    said = translate(
        mark("We have received files from you ({moment}). A person will see which form each of them is."),
        moment=_local(dispatch.assignment, replies[0].received_at),
    )
    names = _listed(mark("Files:"), [reply.file_name for reply in replies])
    conflicts = [note["conflict"] for reply in replies for note in reply.matched_by if "conflict" in note]
    codes = [*advice.codes_of(reply.kind for reply in replies), *(["other_form"] if "form_number" in conflicts else [])]
    return _arrived(dispatch, said, names, codes, services)


def _listed(heading: str, lines: Sequence[str]) -> list[str]:
    """One paragraph with a line each, or none."""
    return ["\n".join([translate(heading), *(f"- {line}" for line in lines)])] if lines else []


def _arrived(dispatch: Dispatch, said: str, more: Sequence[str], codes: Sequence[str], services: Services) -> Letter:
    assignment = dispatch.assignment
    nothing = translate(mark("You need not do anything for now. A newer file replaces this one."))
    paragraphs = (f"{assignment.unit.name}：", said, *more, *(advice.of(codes) or [nothing]), _closing(assignment))
    return Letter(_subject(assignment, translate(mark("[Being checked] "))), paragraphs, link_of(assignment, services))


def sent_back(dispatch: Dispatch, reply: Reply, reason: str, services: Services) -> Letter:
    """The mail that sends a form back: why, what helps, and until when it is wanted again."""
    assignment = dispatch.assignment
    paragraphs = [
        f"{assignment.unit.name}：",
        translate(mark("The file {file} cannot be used as it is."), file=reply.file_name),
        translate(mark("Reason: {reason}"), reason=reason),
        *advice.of(each["code"] for each in reply.reasons),
    ]
    if reply.item:
        paragraphs.append(_owed_lines(assignment, [reply.item]))
    paragraphs.append(_closing(assignment))
    return Letter(
        _subject(assignment, translate(mark("[Sent back] "))),
        tuple(paragraphs),
        link_of(assignment, services),
    )
