"""`shoufa up` from outside: it serves, it ends whole however it is ended, and it starts again with nothing lost."""

from __future__ import annotations

import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from supervisor.ports import web_port_file
from tests.e2e.campaigns import FOOTSTEPS, filled_roster, form_in, with_counties
from tests.e2e.office import ISSUE_DAY, Office, office, processes_of, wait_until
from tests.e2e.post_office import PostOffice, post_office

pytestmark = [pytest.mark.services, pytest.mark.timeout(900)]

ENDS_WITHIN = 10.0  # seconds
EVERYTHING = ("broker", "store", "relay", "worker", "beat", "receiver", "web")
SENT = "SELECT count(*) FROM tracking_dispatch WHERE state = 'sent'"
ACCEPTED = "SELECT count(*) FROM tracking_item WHERE status = 'accepted'"


@pytest.fixture
def post() -> Iterator[PostOffice]:
    """An open post office."""
    with post_office() as opened:
        yield opened


def test_it_serves_signs_in_once_and_stands_alone_on_its_folder(tmp_path: Path) -> None:
    with office(tmp_path / "home") as house:
        children = house.children()
        assert tuple(children) == EVERYTHING
        address, link = (re.search(pattern, house.said()) for pattern in (r"open: (\S+)", r"once: (\S+)"))
        assert address and link and link[1].startswith(address[1])
        assert _signed_in(address[1], link[1])
        assert not _signed_in(address[1], link[1])
        _a_second_one_is_refused(house)
        assert house.children() == children


def _signed_in(address: str, link: str) -> bool:
    """Whether the start page opens after the link's page has been opened and its button pressed."""
    with httpx.Client(base_url=address, follow_redirects=True, trust_env=False, timeout=60) as browser:
        assert browser.get("/").url.path == "/sign-in/"
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(link).text)
        assert token
        browser.post(link, data={"csrfmiddlewaretoken": token[1]})
        return browser.get("/").url.path == "/"


def _a_second_one_is_refused(house: Office) -> None:
    assert house.up is not None
    refusal = house.refused("up", "--port", "0")
    assert f"Shoufa already runs on this folder (process {house.up.pid})" in refusal
    assert str(house.home) in refusal
    assert "Use the one that runs, or end it first" in refusal


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_of_it_is_left_and_nothing_is_lost(tmp_path: Path, post: PostOffice, number: signal.Signals) -> None:
    with office(tmp_path / "home", post) as house:
        house.issue(with_counties(tmp_path / "three", "three", 3), "three")
        house.wait_for(3, SENT)
        post.close()  # no receipt can go out: work is under way when the house ends
        for each, letter in enumerate(post.letters()):
            post.answer(letter, "名单.docx", filled_roster(form_in(letter), each))
        house.wait_for(3, "SELECT count(*) FROM tracking_incomingmail WHERE source = 'smtp' AND outcome = 'filed'")
        _ends_whole(house, number)
        post.open()
        house.start()
        house.wait_for(3, ACCEPTED)
        house.wait_for(6, SENT)
        assert set(post.copies().values()) == {1}
        assert house.json("rollup", "three", "roster", "--out", str(tmp_path))["accepted"] == 3


def _ends_whole(house: Office, number: signal.Signals) -> None:
    sessions = list(house.children().values())
    assert len(processes_of(house.home, sessions)) > len(EVERYTHING) + 1  # the worker has children of its own
    began = time.monotonic()
    code = house.end(number)
    wait_until(lambda: not processes_of(house.home, sessions), "nothing of it runs", ENDS_WITHIN)
    assert time.monotonic() - began < ENDS_WITHIN
    assert code == (-signal.SIGKILL if number == signal.SIGKILL else 0), house.said()


def test_every_child_that_is_killed_comes_back(tmp_path: Path, post: PostOffice) -> None:
    with office(tmp_path / "home", post) as house:
        killed = {name: house.kill(name) for name in EVERYTHING}
        wait_until(lambda: not set(killed.items()) & set(house.children().items()), "all are started again")
        house.run("clock", "--to", ISSUE_DAY)
        wait_until(lambda: house.attempt("campaign", "import", str(FOOTSTEPS)).returncode == 0, "the store is back")
        assert house.json("issue", "footsteps-2016", "roster")["units"] == 11
        house.wait_for(11, SENT)
        assert set(post.copies().values()) == {1}


def test_a_port_that_another_program_uses_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = Office(tmp_path / "home").refused("up", "--port", str(port))
    assert f"another program uses port {port}" in said and "--port" in said


def test_without_a_port_it_serves_where_the_links_of_its_folder_point(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        kept = web_port_file(tmp_path / "home")
        kept.parent.mkdir(parents=True)
        kept.write_text(f"{other.getsockname()[1]}\n", "ascii")
        said = Office(tmp_path / "home").refused("up")
        assert f"another program uses port {other.getsockname()[1]}" in said
