"""kill -9 of the worker and FLUSHALL of the broker while a batch goes out and comes back."""

from __future__ import annotations

import logging
import time
from hashlib import sha256
from math import inf
from pathlib import Path
from random import Random

import pytest
import redis

from tests import servers
from tests.e2e.campaigns import county_address, filled_roster, form_in, with_counties
from tests.e2e.office import Office, office, wait_until
from tests.e2e.post_office import PostOffice, post_office

log = logging.getLogger(__name__)

CODE = "many"
RECOVERS_WITHIN = 90.0  # seconds after the last fault
SLOW = 0.4  # seconds that the mail server takes to answer, so that kills also hit the moment of doubt
IDLE_AT_MOST = 20.0  # a worker that finds no work so long is killed all the same
TAKEN_UP = "SELECT COALESCE(sum(fence), 0) FROM tracking_job"
AT_THE_DOT = "SELECT count(*) FROM tracking_dispatch WHERE state = 'dotted'"
CUT_WHILE_SENDING = "SELECT count(*) FROM tracking_job WHERE name = 'issue.deliver' AND fence > 1"
NOT_SURELY_SENT = "SELECT id FROM tracking_dispatch WHERE state <> 'sent'"


class Counties:
    """Every county answers its notice once, with a form that no other has returned."""

    def __init__(self, post: PostOffice, number: int) -> None:
        self.post = post
        self.addresses = [county_address(CODE, each) for each in range(1, number + 1)]
        self.returned: dict[str, str] = {}  # address → SHA-256 of its form

    def answer(self) -> None:
        """Answer the notices that have come since the last time."""
        for letter in self.post.notices():
            unit = self.post.unit_of(letter)
            if unit not in self.returned:
                data = filled_roster(form_in(letter), self.addresses.index(unit))
                self.returned[unit] = sha256(data).hexdigest()
                self.post.answer(letter, "名单.docx", data)


def disturb(house: Office, dice: Random, kills: int, flushes: int, counties: Counties) -> None:
    """Empty the broker at random moments; kill the worker at such when it has work in its hands.

    Every second kill comes when a message's fate hangs on the mail server's answer.
    """
    worker, taken_up, dots, kill_at = 0, 0, 0, inf
    flush_at = time.monotonic()
    while kills or flushes:
        counties.answer()
        now = time.monotonic()
        if flushes and now > flush_at:
            with redis.Redis.from_url(house.broker_url()) as broker:
                broker.flushall()
            flushes, flush_at = flushes - 1, now + dice.uniform(0.5, 4)
        if kills and house.child("worker").pid != worker:
            worker, kill_at = house.child("worker").pid, now + IDLE_AT_MOST
            taken_up, dots = house.count(TAKEN_UP), house.count(AT_THE_DOT)
        elif kills and now > kill_at:
            house.kill("worker")
            kills, kill_at = kills - 1, inf  # until there is another
        elif kills and now + 1 < kill_at < inf:
            if kills % 2 and house.count(AT_THE_DOT) > dots:
                kill_at = now + dice.uniform(0, SLOW / 2)
            elif not kills % 2 and house.count(TAKEN_UP) > taken_up:
                kill_at = now + dice.uniform(0, 1)
        time.sleep(0.05)


def settle(house: Office, counties: Counties) -> None:
    """Let everything finish; what is in doubt is listed, and the clerk sends again what has never gone out."""

    def quiet() -> bool:
        counties.answer()
        return counties.post.idle() and house.settled()

    while True:
        wait_until(quiet, "every job is done", RECOVERS_WITHIN)
        doubtful = house.json("messages")["messages"]
        assert {one["id"] for one in doubtful} == {number for (number,) in house.rows(NOT_SURELY_SENT)}
        if not doubtful:
            return
        for one in doubtful:
            assert (one["message_id"], one["to"]) not in counties.post.copies(), (
                "what has arrived is no longer in doubt"
            )
            house.run("messages", "--again", str(one["id"]))


def the_batch_survives(house: Office, counties: Counties, folder: Path, kills: int, flushes: int) -> None:
    """Issue to all counties, disturb, and look at everything that is left behind."""
    seed = time.time_ns() % 2**32
    log.warning("seed %d", seed)  # pytest shows it when the test fails
    number = len(counties.addresses)
    house.issue(with_counties(folder, CODE, number), CODE)
    disturb(house, Random(seed), kills, flushes, counties)
    settle(house, counties)
    assert house.count(CUT_WHILE_SENDING) > 0, "the kills hit messages that were going out"
    figures = house.json("board", CODE, "roster")["figures"]
    assert [figures[name] for name in ("issued", "sent", "accepted")] == [number] * 3
    assert set(counties.post.copies().values()) == {1}, "no message went out twice"
    assert {unit for _, unit in counties.post.copies()} == set(counties.addresses)
    replies = house.rows("SELECT sha256, readings FROM tracking_reply ORDER BY sha256")
    assert replies == [(digest, 1) for digest in sorted(counties.returned.values())]


pytestmark = [pytest.mark.services, pytest.mark.timeout(900)]


def test_ten_kills_and_ten_flushes_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    with post_office(SLOW) as post, office(tmp_path / "home", post) as house:
        the_batch_survives(house, Counties(post, 40), tmp_path / "many", kills=10, flushes=10)


@pytest.mark.postgresql
def test_kills_and_flushes_on_postgresql_with_objects_on_disk(tmp_path: Path) -> None:
    with (
        servers.postgresql() as url,
        post_office(SLOW) as post,
        office(tmp_path / "home", post, SHOUFA_DATABASE_URL=url, SHOUFA_STORE="disk") as house,
    ):
        the_batch_survives(house, Counties(post, 12), tmp_path / "many", kills=3, flushes=3)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("round_", range(3))
def test_forty_kills_and_forty_flushes(tmp_path: Path, round_: int) -> None:
    with post_office(SLOW) as post, office(tmp_path / "home", post) as house:
        the_batch_survives(house, Counties(post, 150), tmp_path / f"many-{round_}", kills=40, flushes=40)
