"""A house for the workflows' tests: a real store, the example campaign, its clerk and its clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone

from config.env import PROJECT
from mail.send import SmtpServer
from storage.disk import DiskStore
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


def folder_files(folder: Path = FOOTSTEPS) -> dict[str, bytes]:
    """The files of a campaign's folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@dataclass
class House:
    """One office with its services; `now` is business time, which tests move."""

    services: Services
    now: datetime = ISSUED_AT
    jobs_run: list[str] = field(default_factory=list)

    def with_mail(self, port: int) -> None:
        """Send through the SMTP server at `port`."""
        self.services = replace(self.services, smtp=SmtpServer("127.0.0.1", port, timeout=5))

    def import_campaign(self, files: dict[str, bytes] | None = None) -> Campaign:
        """The example campaign, or the files given."""
        return import_campaign(self.services, files or folder_files(), CLERK, self.now)

    def issue(self, key: str = "roster") -> Issued:
        """Import the example and issue its batch."""
        return issue(self.services, self.import_campaign(), key, CLERK, self.now)

    def work(self) -> None:
        """Run every job that is due, and what follows from them, in the order of their making."""
        while waiting := Job.objects.filter(state=JOB_READY, run_after__lte=timezone.now()).order_by("pk").first():
            self.jobs_run.append(waiting.name)
            claimable = steps.run(self.services, waiting.pk, now=self.now)
            assert claimable

    def batch(self) -> Batch:
        """The only batch."""
        return Batch.objects.get()

    def assignment(self, code: str) -> Assignment:
        """The assignment of the unit with that code."""
        return Assignment.objects.select_related("batch", "unit").get(unit__code=code)

    def item(self, code: str) -> Item:
        """The only item of that unit."""
        return Item.objects.select_related("form", "assignment__unit", "reply").get(assignment__unit__code=code)

    def blank(self, code: str) -> bytes:
        """The roster as that unit got it."""
        return self.services.store.get(self.item(code).issued.get().object_key)

    def notice(self, code: str) -> Dispatch:
        """The notice of that unit."""
        return self.assignment(code).dispatches.get(kind=Dispatch.Kind.NOTICE)

    def mail(self, raw: bytes) -> IncomingMail:
        """A message comes in and is dealt with."""
        row = collecting.receive_mail(self.services, raw, "smtp", self.now)
        self.work()
        row.refresh_from_db()
        return row

    def upload(self, code: str, data: bytes, name: str = "名单.docx") -> Reply:
        """The unit brings a file on its page."""
        file = collecting.Member(name, data)
        (reply,) = collecting.upload(self.services, self.assignment(code), None, [file], self.now)
        self.work()
        reply.refresh_from_db()
        return reply


def make_house(folder: Path) -> House:
    """A house with its objects in `folder` and no mail server."""
    store = DiskStore(folder)
    store.prepare()
    office = Office("团市委收发室", "office@youth.city.example", "", "https://forms.city.example", False)
    lease = timedelta(seconds=60)
    return House(Services(store, None, None, office, lease, timedelta(seconds=1)))


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
