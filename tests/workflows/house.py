"""A house for the workflows' tests: a real store, the example campaign, its clerk and its clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from config.env import PROJECT
from documents.intake import Member
from documents.tools import NO_TOOLS, Tools
from mail.send import SmtpServer
from storage.disk import DiskStore
from tests.forms import fill
from tracking import outbox
from tracking.audit import Actor
from tracking.models import Assignment, Batch, Campaign, Dispatch, IncomingMail, Item, Job, Reply
from tracking.states import JOB_READY
from workflows import collecting, steps
from workflows.issue import Issued, issue
from workflows.library import import_campaign
from workflows.services import Office, Services

ZONE = ZoneInfo("Asia/Shanghai")
FOOTSTEPS = PROJECT / "templates_docx" / "footsteps"
CLERK = Actor("clerk", "test")
ISSUED_AT = datetime(2016, 4, 22, 9, tzinfo=ZONE)


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2016, local time."""
    return datetime(2016, month, day, hour, minute, tzinfo=ZONE)


NANHU, XIUZHOU, GROUP = "330402", "330411", "330400-P1"
COUNTIES = (NANHU, XIUZHOU)
ADDRESSES = {
    NANHU: "tuanwei@nanhu.example",
    XIUZHOU: "tuanwei@xiuzhou.example",
    GROUP: "lianyi1@youth.city.example",
}
OFFICE = "office@youth.city.example"


def folder_files(folder: Path = FOOTSTEPS) -> dict[str, bytes]:
    """The files of a campaign's folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def small_files(*codes: str, **changes: bytes) -> dict[str, bytes]:
    """The example with only these units receiving it; its counties among them owe the forms."""
    codes = codes or (*COUNTIES, GROUP)
    files = folder_files()
    everyone = str(list(codes)).replace("'", '"')
    counties = str([code for code in codes if code in COUNTIES]).replace("'", '"')
    text = files["campaign.toml"].decode()
    text = text.replace('receive = ["kind:county", "kind:group"]', f"receive = {everyone}")
    text = text.replace('= ["kind:county"]', f"= {counties}")
    return files | {"campaign.toml": text.encode()} | changes


def changed(files: Mapping[str, bytes], old: str, new: str) -> dict[str, bytes]:
    """The folder with another text in its campaign.toml."""
    text = files["campaign.toml"].decode()
    assert old in text
    return {**files, "campaign.toml": text.replace(old, new).encode()}


def mail_of(
    sender: str,
    files: Sequence[tuple[str, bytes]] = (),
    text: str = "请查收。",
    to: str = OFFICE,
    **headers: str,
) -> bytes:
    """A message as a mail program of a county writes it; headers with _ for -."""
    message = EmailMessage()
    message["From"], message["To"] = sender, to
    message["Message-ID"] = f"<{abs(hash((sender, text, str(files), str(headers))))}@{sender.rpartition('@')[2]}>"
    for name, value in headers.items():
        message[name.replace("_", "-").title()] = value
    message.set_content(text)
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


@dataclass
class House:
    """One office with its services; `now` is business time, which tests move."""

    services: Services
    now: datetime = ISSUED_AT
    jobs_run: list[str] = field(default_factory=list)

    def with_mail(self, port: int) -> None:
        """Send through the SMTP server at `port`."""
        self.services = replace(self.services, smtp=SmtpServer("127.0.0.1", port, timeout=60))

    def with_office(self, **changes: Any) -> None:
        """Other addresses of the office."""
        self.services = replace(self.services, office=replace(self.services.office, **changes))

    def with_tools(self, tools: Tools) -> None:
        """Open what is no .docx with these."""
        self.services = replace(self.services, tools=tools)

    def without_doubt_time(self) -> None:
        """Nothing is waited for after an unknown outcome."""
        self.services = replace(self.services, doubt=timedelta(0))

    def import_campaign(self, files: dict[str, bytes] | None = None) -> Campaign:
        """The example campaign, or the files given."""
        return import_campaign(self.services, files or folder_files(), CLERK, self.now)

    def issue(self, key: str = "roster") -> Issued:
        """Import the example and issue its batch."""
        return issue(self.services, self.import_campaign(), key, CLERK, self.now)

    def issue_small(self, *codes: str, **changes: bytes) -> Batch:
        """Issue the roster to these units only (two counties and a group), their papers made."""
        campaign = self.import_campaign(small_files(*codes, **changes))
        issued = issue(self.services, campaign, "roster", CLERK, self.now)
        self.work()
        return issued.batch

    def work(self) -> None:
        """Run every job that is due, and what follows from them, in the order of their making."""
        while waiting := Job.objects.filter(state=JOB_READY, run_after__lte=timezone.now()).order_by("pk").first():
            self.jobs_run.append(waiting.name)
            claimable = steps.run(self.services, waiting.pk, now=self.now)
            assert claimable

    def hurry(self) -> None:
        """What waits for a later attempt is due now; run it."""
        Job.objects.filter(state=JOB_READY).update(run_after=timezone.now())
        self.work()

    def run_expired(self) -> None:
        """Another worker takes over what a dead one held, as the relay would have it."""
        for job_id, _ in outbox.due(100):
            steps.run(self.services, job_id, now=self.now)
        self.work()

    def batch(self) -> Batch:
        """The only batch."""
        return Batch.objects.get()

    def assignment(self, code: str) -> Assignment:
        """The assignment of the unit with that code."""
        return Assignment.objects.select_related("batch", "unit").get(unit__code=code)

    def item(self, code: str) -> Item:
        """The only item of that unit."""
        return Item.objects.select_related("form", "assignment__unit", "reply").get(assignment__unit__code=code)

    def item_of(self, code: str, form: str) -> Item:
        """That unit's item of that form."""
        found = Item.objects.select_related("form", "assignment__unit", "reply")
        return found.get(assignment__unit__code=code, form_key=form)

    def blank(self, code: str) -> bytes:
        """The roster as that unit got it."""
        return self.services.store.get(self.item(code).issued.get().copies.all()[0].object_key)

    def filled(self, code: str, **answers: str) -> bytes:
        """A good answer of that unit, with other answers where given."""
        return fill(self.blank(code), ROSTER | answers, {"contact_points": POINTS})

    def doubtful(self, code: str, **answers: str) -> bytes:
        """An answer that a person must look at: ten digits are no mobile number."""
        return self.filled(code, officer_mobile="1380000001", **answers)

    def notice(self, code: str) -> Dispatch:
        """The notice of that unit."""
        return self.assignment(code).dispatches.get(kind=Dispatch.Kind.NOTICE)

    def mail(self, raw: bytes) -> IncomingMail:
        """A message comes in and is dealt with."""
        row = collecting.receive_mail(self.services, raw, "smtp", self.now)
        self.work()
        row.refresh_from_db()
        return row

    def reply_mail(self, code: str, *files: tuple[str, bytes], **headers: str) -> IncomingMail:
        """The unit answers to its notice with these files."""
        about = {"subject": f"回复：{self.notice(code).subject}", "in_reply_to": self.notice(code).message_id}
        return self.mail(mail_of(ADDRESSES[code], files, **(about | headers)))

    def sent_mails(self, code: str, kind: Dispatch.Kind) -> list[EmailMessage]:
        """The messages of a kind made for the unit, as its mail program shows them."""
        made = self.assignment(code).dispatches.filter(kind=kind).exclude(object_key="")
        raws = [self.services.store.get(dispatch.object_key) for dispatch in made]
        return [message_from_bytes(raw, EmailMessage, policy=default) for raw in raws]

    def upload(self, code: str, data: bytes, name: str = "名单.docx") -> Reply:
        """The unit brings a file on its page."""
        file = Member(name, data)
        (reply,) = collecting.upload(self.services, self.assignment(code), None, [file], self.now)
        self.work()
        reply.refresh_from_db()
        return reply


def make_house(folder: Path) -> House:
    """A house with its objects in `folder` and no mail server."""
    store = DiskStore(folder)
    store.prepare()
    office = Office("团市委收发室", OFFICE, "", "https://forms.city.example", False)
    lease = timedelta(seconds=60)
    return House(Services(store, None, None, office, NO_TOOLS, lease, timedelta(seconds=1)))


ROSTER = {
    "officer_name": "张三丰",
    "officer_post": "办公室主任",
    "officer_mobile": "13800000001",
    "officer_email": "lianluo@nanhu.example",
}
POINTS = [
    {"kind": "学校", "name": "示范中学", "address": "示范路1号", "officer": "李四光"},
    {"kind": "企业", "name": "示范纺织厂", "address": "工业园2号", "officer": "王五一"},
]
