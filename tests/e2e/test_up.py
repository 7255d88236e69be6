"""`shoufa up` from outside: it serves, it ends whole however it is ended, and it starts again with nothing lost."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from config.env import PROJECT
from tests.e2e.campaigns import filled_roster, with_counties
from tests.e2e.office import Office, office, processes_of, wait_until
from tests.e2e.post_office import PostOffice, post_office

pytestmark = pytest.mark.services

ENDS_WITHIN = 10.0  # seconds
EVERYTHING = {"broker", "store", "relay", "worker", "beat", "receiver", "web"}
SENT = "SELECT count(*) FROM tracking_dispatch WHERE state = 'sent'"
ACCEPTED = "SELECT count(*) FROM tracking_item WHERE status = 'accepted'"


@pytest.fixture
def post() -> Iterator[PostOffice]:
    """An open post office."""
    with post_office() as opened:
        yield opened


def test_it_serves_and_its_link_signs_in_once(tmp_path: Path) -> None:
    with office(tmp_path / "home") as house:
        assert set(house.children()) == EVERYTHING
        address, link = (re.search(pattern, house.said()) for pattern in (r"open: (\S+)", r"once: (\S+)"))
        assert address and link and link[1].startswith(address[1])
        with httpx.Client(base_url=address[1], follow_redirects=True, trust_env=False) as stranger:
            assert "/sign-in/" in stranger.get("/").url.path
        used = link[1]
        with httpx.Client(base_url=address[1], follow_redirects=True, trust_env=False) as clerk:
            _open(clerk, used)
            assert clerk.get("/").url.path == "/"
        with httpx.Client(base_url=address[1], follow_redirects=True, trust_env=False) as second:
            _open(second, used)
            assert "/sign-in/" in second.get("/").url.path


def _open(browser: httpx.Client, link: str) -> None:
    """Follow the one-time link as a person does: look at its page, and press its button where it has one."""
    page = browser.get(link)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    if token and page.url.path == httpx.URL(link).path:
        browser.post(link, data={"csrfmiddlewaretoken": token[1]}, headers={"Referer": link})


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_nothing_of_it_is_left_and_nothing_is_lost(tmp_path: Path, post: PostOffice, number: signal.Signals) -> None:
    folder = with_counties(tmp_path / "three", "three", [f"tuanwei@county{each}.example" for each in range(3)])
    with office(tmp_path / "home", post) as house:
        house.issue(folder, "three")
        house.wait_for(3, SENT)
        blanks = {post.unit_of(letter): letter for letter in post.letters()}
        sessions = list(house.children().values())
        assert len(processes_of(house.home, sessions)) > len(EVERYTHING)  # with the worker's own children
        post.close()  # the receipts cannot go out any more: work is under way when the house ends
        for each, letter in enumerate(blanks.values()):
            post.answer(letter, "名单.docx", filled_roster(_roster(letter.files), each))
        house.wait_for(3, "SELECT count(*) FROM tracking_incomingmail WHERE sender LIKE 'tuanwei%'")
        began = time.monotonic()
        code = house.end(number)
        wait_until(lambda: not processes_of(house.home, sessions), "nothing of it runs", ENDS_WITHIN)
        assert time.monotonic() - began < ENDS_WITHIN
        assert code == (-signal.SIGKILL if number == signal.SIGKILL else 0), house.said()
        post.open()
        house.start()
        house.wait_for(3, ACCEPTED)
        house.wait_for(6, SENT)
        assert set(post.copies().values()) == {1}
        made = house.json("rollup", "three", "roster", "--out", str(tmp_path))  # reads stored objects
        assert made["accepted"] == 3


def _roster(files: dict[str, bytes]) -> bytes:
    return next(data for name, data in files.items() if "名单" in name)


def test_a_second_one_on_the_folder_is_refused(tmp_path: Path) -> None:
    with office(tmp_path / "home") as house:
        before = house.children()
        refusal = house.refused("up", "--port", "0")
        assert f"already runs on this folder (process {house.up.pid if house.up else 0})" in refusal
        assert str(house.home) in refusal and "end it first" in refusal
        assert house.children() == before
        assert house.run("campaign", "list", "--json").stdout.strip() == "[]"


@pytest.mark.parametrize("names", [("worker", "relay", "beat"), ("web", "receiver", "broker", "store")])
def test_a_child_that_is_killed_comes_back(tmp_path: Path, post: PostOffice, names: tuple[str, ...]) -> None:
    with office(tmp_path / "home", post) as house:
        killed = {name: house.kill(name) for name in names}
        wait_until(lambda: not set(killed.items()) & set(house.children().items()), "all are started again")
        house.run("clock", "--to", "2016-04-22T09:00")
        wait_until(lambda: house.run("doctor", expect=0), "everything answers")
        house.issue(PROJECT / "templates_docx" / "footsteps", "footsteps-2016")
        house.wait_for(11, SENT)
