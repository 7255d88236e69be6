"""A county of the story: it has a mailbox, the link in its mail, and Word; nothing else."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cli.demo.browser import Browser, Page
from cli.demo.form import fill
from cli.demo.post_office import Mailbox
from cli.demo.rosters import Roster
from messages.errors import NotFound
from messages.language import mark

DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document"
_LINK = re.compile(r"https?://\S+/u/[\w-]+/")
_FORM_NAME = "名单"  # the form's attachment has it in its name


@dataclass(frozen=True)
class County:
    """`name` is the short one, `unit` the whole one; `office` is the address that it answers to."""

    name: str
    unit: str
    box: Mailbox
    office: str

    def blank(self) -> bytes:
        """The form as it came with the notice. NotFound."""
        for attachment in self._notice().iter_attachments():
            if _FORM_NAME in (attachment.get_filename() or ""):
                return bytes(attachment.get_content())
        raise NotFound(mark("the notice to {unit} has no form attached."), unit=self.name)

    def filled(self, roster: Roster) -> bytes:
        """The form with the county's answers."""
        return fill(self.blank(), roster.values(), roster.rows())

    def returns_by_mail(self, when: datetime, file_name: str, data: bytes, occasion: str) -> None:
        """Answer the notice with a file; the answer for this occasion is sent once."""
        message = self._answer(when, occasion)
        message.set_content(f"办公室：\n\n{self.name}的材料见附件。\n")
        message.add_attachment(data, maintype="application", subtype=DOCX, filename=file_name)
        message.set_boundary(f"=_{hashlib.sha256(message['Message-ID'].encode()).hexdigest()[:40]}")
        self.box.send(message)

    def answers_automatically(self, when: datetime) -> None:
        """The mailbox answers by itself, as its owner has set it for a journey (RFC 3834)."""
        message = self._answer(when, "journey")
        message["Auto-Submitted"] = "auto-replied"
        message.set_content("您好，我正在外出学习，来信已收到，回来后尽快回复。\n")
        self.box.send(message)

    def uploads(self, browser: Browser, file_name: str, data: bytes) -> Page:
        """Bring a file on the page behind the link in the mail, unless it shows it already; the page then."""
        page = browser.open(self._link())
        if file_name in page.text:
            return page
        return browser.send(page, page.form(re.escape(self._link())), file=(file_name, data))

    def _notice(self) -> EmailMessage:
        notices = self.box.received("notice")
        if not notices:
            raise NotFound(mark("the notice to {unit} has not come."), unit=self.name)
        return notices[0]

    def _link(self) -> str:
        """The path of the county's own page, as its mail has it. NotFound."""
        body = self._notice().get_body(("plain",))
        found = _LINK.search(body.get_content() if body else "")
        if found is None:
            raise NotFound(mark("the notice to {unit} has no link."), unit=self.name)
        return urlsplit(found[0]).path

    def _answer(self, when: datetime, occasion: str) -> EmailMessage:
        notice = self._notice()
        message = EmailMessage()
        message["From"] = self.box.address
        message["To"] = self.office
        message["Subject"] = f"回复：{notice['Subject']}"
        message["Date"] = when
        message["Message-ID"] = f"<{occasion}@{self.box.address.partition('@')[2]}>"
        message["In-Reply-To"] = message["References"] = str(notice["Message-ID"])
        return message


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one archive; the same input gives the same bytes."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(ZipInfo(name), data)
    return out.getvalue()


def names(counties: Sequence[County]) -> str:
    """Their names in one line."""
    return "、".join(county.name for county in counties)
