"""A service that is away: what is wrong, where, and what to do is said; what was decided waits and is done later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from supervisor.embedded import broker_command, store_command
from supervisor.ports import LOOPBACK, free_port, free_row
from supervisor.process import Child
from tests import servers
from tests.e2e.campaigns import filled_roster, form_in, with_counties
from tests.e2e.office import ISSUE_DAY, Office, office, wait_until
from tests.e2e.post_office import PostOffice, post_office

pytestmark = [pytest.mark.services, pytest.mark.timeout(900)]

OF_CAMPAIGN = (
    " JOIN tracking_assignment a ON a.id = x.assignment_id JOIN tracking_batch b ON b.id = a.batch_id"
    " JOIN tracking_campaign c ON c.id = b.campaign_id WHERE c.code = '{}'"
)
SENT_OF = f"SELECT count(*) FROM tracking_dispatch x {OF_CAMPAIGN} AND x.kind = 'notice' AND x.state = 'sent'"
ACCEPTED_OF = f"SELECT count(*) FROM tracking_item x {OF_CAMPAIGN} AND x.status = 'accepted'"
SAYING = "SELECT count(*) FROM tracking_job WHERE state = 'ready' AND error LIKE '%{}%'"

STORE_KEYS = ("test-key", "test-secret-key", "papers")


@dataclass
class Surroundings:
    """An open office whose broker, object store and mail server can be taken away."""

    house: Office
    post: PostOffice
    broker: Child
    store: Child

    def jobs_wait_for(self, what: str, number: int) -> None:
        """Wait until as many jobs say that they wait for `what`."""

        def they_do() -> bool:
            return sum(what in job["error"] for job in self.house.json("jobs")["waiting"]) == number

        self.house.wait_for(number, SAYING.format(what))  # a command takes longer than a look
        wait_until(they_do, f"{number} jobs wait for {what}")

    def sent(self, code: str) -> int:
        """How many units of a campaign have got its notice."""
        return int(self.house.json("board", code, "roster")["figures"]["sent"])

    def all_sent(self, code: str, number: int) -> None:
        """Wait until so many units of a campaign have got its notice."""
        self.house.wait_for(number, SENT_OF.format(code))
        assert self.sent(code) == number


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surroundings]:
    """One for all tests of this module; each gives back what it takes away."""
    folder = tmp_path_factory.mktemp("faults")
    with (
        servers.serving("broker", partial(broker_command, folder / "broker"), free_port, folder) as broker,
        servers.serving(
            "store", lambda port: store_command(folder / "store", port, *STORE_KEYS), free_row, folder
        ) as store,
        post_office() as post,
        office(folder / "home", post, **_settings(broker, store)) as house,
    ):
        yield Surroundings(house, post, broker, store)


def _settings(broker: Child, store: Child) -> dict[str, str]:
    keys = ("SHOUFA_S3_ACCESS_KEY", "SHOUFA_S3_SECRET_KEY", "SHOUFA_S3_BUCKET")
    return {
        "SHOUFA_BROKER_URL": f"redis://{LOOPBACK}:{broker.command.port}/0",
        "SHOUFA_S3_ENDPOINT": f"{LOOPBACK}:{store.command.port}",
        **dict(zip(keys, STORE_KEYS, strict=True)),
    }


def test_a_mail_server_that_is_away_is_waited_for(around: Surroundings, tmp_path: Path) -> None:
    around.post.close()
    try:
        around.house.issue(with_counties(tmp_path / "mail", "mail", 2), "mail")
        around.jobs_wait_for(f"127.0.0.1:{around.post.port}: The mail server does not answer", 2)
        found = around.house.attempt("doctor")
        assert found.returncode == 1
        assert "correct SHOUFA_SMTP_HOST" in " ".join(found.stdout.split())
    finally:
        around.post.open()
    around.all_sent("mail", 2)


def test_an_object_store_that_is_away_is_waited_for(around: Surroundings, tmp_path: Path) -> None:
    house, endpoint = around.house, around.house.environment["SHOUFA_S3_ENDPOINT"]
    returned = tmp_path / "名单.docx"
    returned.write_bytes(b"whatever came")
    around.post.close()
    try:
        house.issue(with_counties(tmp_path / "store", "store", 2), "store")
        around.jobs_wait_for("The mail server does not answer", 2)
        around.store.stop()
    finally:
        around.post.open()
    try:
        around.jobs_wait_for(f"{endpoint}: the object store does not answer", 2)
        for refused in (("collect", "store", "roster", str(returned)), ("issue", "store", "activity")):
            said = house.refused(*refused)
            assert f"{endpoint}: the object store does not answer" in said and "SHOUFA_S3_ENDPOINT" in said
    finally:
        servers.start(around.store)
    around.all_sent("store", 2)


def test_a_mail_that_comes_while_the_object_store_is_away_is_not_lost(around: Surroundings, tmp_path: Path) -> None:
    house = around.house
    house.issue(with_counties(tmp_path / "reply", "reply", 1), "reply")
    around.all_sent("reply", 1)
    (letter,) = [letter for letter in around.post.notices() if "reply-" in around.post.unit_of(letter)]
    wait_until(lambda: around.post.idle() and house.settled(), "everything is done")
    around.store.stop()
    try:
        around.post.answer(letter, "名单.docx", filled_roster(form_in(letter)))
        unit = around.post.unit_of(letter)
        wait_until(lambda: unit in {each.sender for each in around.post.refused}, "its sender is to try again")
    finally:
        servers.start(around.store)
    house.wait_for(1, ACCEPTED_OF.format("reply"))
    assert house.json("board", "reply", "roster")["figures"]["accepted"] == 1


def test_without_the_broker_jobs_stay_in_the_database(around: Surroundings, tmp_path: Path) -> None:
    around.broker.stop()
    try:
        around.house.issue(with_counties(tmp_path / "broker", "broker", 2), "broker")
        assert around.house.json("jobs")["unsettled"] >= 2
        found = around.house.attempt("doctor")
        assert found.returncode == 1
        assert "correct SHOUFA_BROKER_URL" in " ".join(found.stdout.split())
        assert around.sent("broker") == 0
    finally:
        servers.start(around.broker)
    around.all_sent("broker", 2)


def test_a_unit_without_address_is_shown_and_the_others_go(around: Surroundings, tmp_path: Path) -> None:
    house = around.house
    house.run("clock", "--to", ISSUE_DAY)
    house.run("campaign", "import", str(with_counties(tmp_path / "first", "address", 3, without_address=2)))
    assert house.json("issue", "address", "roster")["no_address"] == ["共青团示范address-002县委员会"]
    around.all_sent("address", 2)
    house.wait_for(1, "SELECT count(*) FROM tracking_dispatch WHERE state = 'no_address'")
    (shown,) = house.json("messages")["messages"]
    assert (shown["unit"], shown["state"]) == ("共青团示范address-002县委员会", "no_address")
    house.run("campaign", "import", str(with_counties(tmp_path / "second", "address", 3)))
    house.run("messages", "--again", str(shown["id"]))
    around.all_sent("address", 3)
    assert house.json("messages") == {"messages": [], "mails": []}
