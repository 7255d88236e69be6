"""The clerk of the story: the commands, the clock of a training, the console in a browser."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import html

from cli.demo.browser import Browser, Page
from cli.demo.stage import BATCH, CAMPAIGN, Stage
from cli.demo.waiting import until
from messages.errors import NotFound
from messages.language import mark, translate

_REPLY, _CORRECTION = r"/replies/\d+/", r"/answers/\d+/correct/"


class Clerk:
    """Acts on `stage`; nothing that is waited for may take longer than `patience` seconds."""

    def __init__(self, stage: Stage, browser: Browser, patience: float) -> None:
        self._stage = stage
        self._browser = browser
        self._patience = patience
        self._ahead = self._business_time() - datetime.now().astimezone()

    def now(self) -> datetime:
        """The business time."""
        return datetime.now().astimezone() + self._ahead

    def turns_clock_to(self, moment: datetime, *, back: bool = False) -> None:
        """Make it `moment`, unless it is later already and the clock is not to be turned `back`."""
        if back or self.now() < moment:
            self._stage.run("clock", "--to", moment.isoformat())
            self._ahead = moment - datetime.now().astimezone()

    def _business_time(self) -> datetime:
        return datetime.fromisoformat(self._stage.ask("clock")["now"])

    def campaigns(self) -> dict[str, list[str]]:
        """The imported campaigns and their issued batches."""
        return {one["campaign"]: one["batches"] for one in self._stage.ask("campaign", "list")}

    def imports(self, folder: Path) -> None:
        """Bring the campaign in."""
        self._stage.run("campaign", "import", str(folder))

    def issues(self) -> bool:
        """Issue the batch; whether it is new."""
        return bool(self._stage.ask("issue", CAMPAIGN, BATCH)["new"])

    def board(self) -> dict[str, Any]:
        """The board of the batch, as `shoufa board --json` prints it."""
        found: dict[str, Any] = self._stage.ask("board", CAMPAIGN, BATCH)
        return found

    def drops(self, file: Path, origin: str) -> None:
        """Drop a file on the batch."""
        self._stage.run("collect", CAMPAIGN, BATCH, str(file), "--from", origin)

    def waits_until_settled(self) -> None:
        """Until everything that has been decided is done."""
        until(
            lambda: not self._stage.ask("jobs")["unsettled"],
            translate(mark("the jobs that wait are not done.")),
            self._patience,
            diagnose=self.failures,
        )

    def failures(self) -> str:
        """What is wrong with the jobs that have failed or cannot go on now; "" when nothing is."""
        found = self._stage.ask("jobs")
        return " ".join(f"{job['task']}: {job['error']}" for job in [*found["failed"], *found["waiting"]][:3])

    def rolls_up(self, out: Path) -> tuple[Path, Path]:
        """Roll up what is accepted; the Excel and the Word file in the folder `out`."""
        made = self._stage.ask("rollup", CAMPAIGN, BATCH, "--out", str(out), "--timeout", f"{self._patience:.0f}")
        return Path(made["xlsx"]), Path(made["docx"])

    def signs_in(self) -> Page:
        """Open the console with a one-time link; its first page."""
        what = translate(mark("there is no member of staff."))
        link = self._stage.run("sign-in", until(self._staff, what, self._patience)[0]).strip()
        page = self._browser.open(link)
        return self._browser.send(page, page.form(link))

    def _staff(self) -> list[str]:
        return [user["name"] for user in self._stage.ask("user", "list") if user["active"]]

    def console(self) -> Page:
        """The console's first page."""
        return self._browser.open("/")

    def board_address(self, home: Page, title: str) -> str:
        """The address of the batch's page in the console. NotFound."""
        for path in home.links(r"/batches/\d+/"):
            page = self._browser.open(path)
            if title in page.text:
                return page.url
        raise NotFound(mark("the console's first page has no link to “{title}”."), place=home.url, title=title)

    def corrects_and_accepts(self, unit_name: str, wrong: str, right: str) -> None:
        """In the review queue: write `right` for the answer that was read as `wrong`, then accept the form."""
        page = self._waiting_reply(unit_name)
        page = self._browser.send(page, self._correction(page, wrong), {"text": right})
        self._browser.send(page, page.form(r"/replies/\d+/accept/"))

    def has_to_review(self, unit_name: str) -> bool:
        """Whether the review queue has something of the unit."""
        return unit_name in self._browser.open("/review/").text

    def _waiting_reply(self, unit_name: str) -> Page:
        queue = self._browser.open("/review/")
        for path in queue.links(_REPLY):
            page = self._browser.open(path)
            if unit_name in page.text:
                return page
        raise NotFound(mark("the review queue has nothing of {unit}."), place=queue.url, unit=unit_name)

    def _correction(self, page: Page, wrong: str) -> html.FormElement:
        """The form that corrects the answer in whose line `wrong` stands. NotFound."""
        for form in page.forms(_CORRECTION):
            line = next(form.iterancestors("tr", "li", "dd", "article", "section"), form)
            if wrong in html.tostring(line, encoding="unicode"):
                return form
        raise NotFound(mark("no answer on the page reads “{wrong}”."), place=page.url, wrong=wrong)


def to_json(value: Any) -> str:
    """One line of JSON, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False)
