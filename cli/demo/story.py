"""The story of the example campaign, act by act, from the notice to the last reminder.

Every act looks first at what is there already (mailboxes, the board, the clock), so that the story can be
told again on the same data, or taken up where it was broken off, and nothing happens twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from cli.demo.browser import Browser
from cli.demo.clerk import Clerk
from cli.demo.county import County, names, zipped
from cli.demo.post_office import Mailbox
from cli.demo.rosters import RIGHT_MOBILE, ROSTERS, Roster
from cli.demo.stage import BATCH, CAMPAIGN
from cli.demo.teller import Teller
from cli.demo.waiting import until
from messages.errors import NotAllowed
from messages.language import mark, translate

T = TypeVar("T")
ZONE = ZoneInfo("Asia/Shanghai")


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the story, which plays in 2016."""
    return datetime(2016, month, day, hour, minute, tzinfo=ZONE)


@dataclass
class Story:
    """Who plays, and what has been told so far."""

    clerk: Clerk
    counties: Mapping[str, County]
    boxes: Sequence[Mailbox]  # of everybody who receives the notice
    browser: Browser
    folder: Path  # of the campaign
    pile: Path  # where the clerk keeps files from a chat
    teller: Teller
    patience: float
    reminders: Counter[str] = field(default_factory=Counter)

    def play(self) -> None:
        """All acts in order. ShoufaError where something does not happen."""
        self._issue()
        self._accepted_by_mail()
        self._read_on_the_page()
        self._sent_back_and_returned()
        self._corrected_by_the_clerk()
        self._reminded(at(5, 5, 9), "嘉善", "海盐", "桐乡")
        self._reminded(at(5, 9, 9), "嘉善", "海盐", "桐乡")
        self._left_in_review()
        self._reminded(at(5, 10, 9), "嘉善", "桐乡")
        self._reminded(at(5, 11, 9), "嘉善", "桐乡")
        self._late_in_a_pile()
        for day in (13, 17, 19, 23):
            self._reminded(at(5, day, 9), "桐乡")
        self.clerk.waits_until_settled()

    def names(self) -> dict[str, str]:
        """Each county's short name → its whole one."""
        return {name: county.unit for name, county in self.counties.items()}

    def accepted(self) -> dict[str, Roster]:
        """What has to be in the roll-up: unit's name → what it wrote, or said on the telephone."""
        found = {self.counties[name].unit: ROSTERS[name] for name in ("南湖", "秀洲", "嘉善", "海宁")}
        found[self.counties["平湖"].unit] = replace(ROSTERS["平湖"], mobile=RIGHT_MOBILE)
        return found

    def _wait(self, look: Callable[[], T], text: str, every: float = 0.2, **values: object) -> T:
        what = translate(text, **values)
        return until(look, what, self.patience, every=every, diagnose=self.clerk.failures)

    def _act(self, moment: datetime, text: str, **values: object) -> None:
        self.clerk.turns_clock_to(moment)
        self.teller.act(moment, text, **values)

    def _issue(self) -> None:
        issued = BATCH in self.clerk.campaigns().get(CAMPAIGN, [])
        start = at(4, 22, 9, 30)
        if not issued:
            self.clerk.turns_clock_to(start, back=True)
            self.clerk.imports(self.folder)
        new = self.clerk.issues()
        self.teller.act(
            start,
            mark("The clerk imports the campaign's folder and issues the batch.")
            if new
            else mark("The batch is there already: nothing is issued or sent again."),
        )
        for box in self.boxes:
            self._wait(
                lambda box=box: box.received("notice"),  # type: ignore[misc]
                mark("the notice has not come to {address}."),
                address=box.address,
            )
        twice = [box.address for box in self.boxes if len(box.received("notice")) > 1]
        if twice:
            raise NotAllowed(mark("the notice has come more than once to: {addresses}."), addresses=twice)
        self.teller.say(mark("{count} units have the notice, each once."), count=len(self.boxes))

    def _accepted_by_mail(self) -> None:
        county = self.counties["南湖"]
        self._act(at(4, 25, 10), mark("{unit} fills the form in Word and returns it by mail."), unit=county.name)
        form = county.filled(ROSTERS[county.name])
        county.returns_by_mail(at(4, 25, 10), "联络员名单（南湖）.docx", form, "roster")
        self._receipt(county)
        self.teller.say(mark("Read, accepted without a hand, and the receipt has come."))
        county.returns_by_mail(at(4, 25, 11), "联络员名单（南湖）.docx", form, "roster-again")
        self.teller.say(mark("It sends the same file once more, to be sure; that stays one reply."))
        away = self.counties["平湖"]
        away.answers_automatically(at(4, 25, 11))
        self.teller.say(mark("The mailbox of {unit} answers that its owner is away; no reply."), unit=away.name)

    def _read_on_the_page(self) -> None:
        county = self.counties["秀洲"]
        self._act(
            at(4, 26, 14),
            mark("{unit} opens the link in its mail, without an account, and uploads its form."),
            unit=county.name,
        )
        roster = ROSTERS[county.name]
        page = county.uploads(self.browser, "秀洲区联络员名单.docx", county.filled(roster))
        unread = [value for value in roster.values().values() if value not in page.text]
        if unread:
            raise NotAllowed(mark("the page does not show what was read: {values}."), place=page.url, values=unread)
        self.teller.say(mark("The page shows at once what was read in it."))
        self._receipt(county)

    def _sent_back_and_returned(self) -> None:
        county = self.counties["海宁"]
        self._act(at(4, 27, 9), mark("{unit} returns the blank as it came."), unit=county.name)
        county.returns_by_mail(at(4, 27, 9), "名单.docx", county.blank(), "roster")
        self._wait(
            lambda: county.box.received("sent-back"),
            mark("nothing has been sent back to {unit}."),
            unit=county.name,
        )
        self.teller.say(mark("It goes back by mail, with the reason and what to do."))
        self._act(at(4, 28, 10), mark("{unit} fills it in and returns it again."), unit=county.name)
        form = county.filled(ROSTERS[county.name])
        county.returns_by_mail(at(4, 28, 10), "名单（已填）.docx", form, "roster-filled")
        self._receipt(county)

    def _corrected_by_the_clerk(self) -> None:
        county = self.counties["平湖"]
        self._act(at(5, 3, 15), mark("{unit} returns a form whose mobile number has twelve digits."), unit=county.name)
        roster = ROSTERS[county.name]
        county.returns_by_mail(at(5, 3, 15), "平湖联络员名单.docx", county.filled(roster), "roster")
        if self._in_review_or_accepted(county) == "review":
            self.clerk.corrects_and_accepts(county.unit, roster.mobile, RIGHT_MOBILE)
        self.teller.say(mark("The clerk phones, corrects the number on the reply's page and accepts."))
        self._receipt(county)

    def _left_in_review(self) -> None:
        county = self.counties["海盐"]
        self._act(
            at(5, 9, 9),
            mark("{unit} returns a form with two names in one cell and a mobile number of ten digits."),
            unit=county.name,
        )
        form = county.filled(ROSTERS[county.name])
        county.returns_by_mail(at(5, 9, 9), "海盐县名单.docx", form, "roster")
        self._in_review_or_accepted(county)
        self.teller.say(mark("It waits in the review queue; meanwhile nobody chases {unit}."), unit=county.name)

    def _late_in_a_pile(self) -> None:
        county = self.counties["嘉善"]
        self._act(
            at(5, 11, 9),
            mark("The form of {unit} turns up late in a chat group, misnamed, in an archive; the clerk drops it."),
            unit=county.name,
        )
        if not county.box.received("receipt"):
            self.pile.parent.mkdir(parents=True, exist_ok=True)
            form = county.filled(ROSTERS[county.name])
            self.pile.write_bytes(zipped({"新建文档(1)(最终版).docx": form}))
            self.clerk.drops(self.pile, "微信群")
        self._receipt(county)
        self.teller.say(mark("The number inside tells whose it is; it is read as usual and marked late."))

    def _reminded(self, moment: datetime, *who: str) -> None:
        counties = [self.counties[name] for name in who]
        self._act(moment, mark("Reminders go to {units}."), units=names(counties))
        for county in counties:
            self.reminders[county.name] += 1
            wanted = self.reminders[county.name]
            self._wait(
                lambda box=county.box, wanted=wanted: len(box.received("reminder")) >= wanted,  # type: ignore[misc]
                mark("reminder {number} has not come to {unit}."),
                number=wanted,
                unit=county.name,
            )

    def _receipt(self, county: County) -> None:
        self._wait(
            lambda: county.box.received("receipt"), mark("the receipt has not come to {unit}."), unit=county.name
        )

    def _in_review_or_accepted(self, county: County) -> str:
        """ "review" as soon as the county's form stands in the review queue, "accepted" with its receipt."""

        def status() -> str:
            if county.box.received("receipt"):
                return "accepted"
            return "review" if self.clerk.has_to_review(county.unit) else ""

        return self._wait(status, mark("the form of {unit} has not been read."), unit=county.name)
