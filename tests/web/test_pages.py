"""What all pages share: language, errors, headers, health."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from config.env import PROJECT
from config.wiring import services
from storage.disk import DiskStore
from tests.web.conftest import english
from tests.workflows.house import House
from tracking.states import DISPATCH_LABELS, ITEM_EVENTS, ITEM_LABELS, JOB_LABELS, MAILS_FOR_A_PERSON, REPLY_LABELS
from web import labels


def test_the_language_is_chosen_and_kept(anyone: Client) -> None:
    client = Client()
    assert '<html lang="zh-hans">' in client.get("/sign-in/").content.decode()
    changed = client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert changed["location"] == "/sign-in/"
    page = client.get("/sign-in/").content.decode()
    assert '<html lang="en">' in page and "Notices out, forms back" in page


def test_nothing_but_our_own_is_loaded(anyone: Client) -> None:
    answer = anyone.get("/sign-in/")
    assert "default-src 'self'" in answer["content-security-policy"]
    page = answer.content.decode()
    assert "style=" not in page and "<script" not in page and "//" not in page.replace("<!doctype", "")


def test_templates_have_no_inline_style_or_script() -> None:
    for path in (PROJECT / "web" / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        assert "style=" not in text and "<script" not in text and " onclick" not in text, path


def test_the_style_sheet_is_served(anyone: Client) -> None:
    answer = anyone.get("/static/web/shoufa.css")
    assert (answer.status_code, answer["content-type"]) == (200, 'text/css; charset="utf-8"')
    assert b":focus-visible" in answer.getvalue()


def test_an_address_that_is_not_there(anyone: Client) -> None:
    answer = anyone.get("/nowhere/")
    assert (answer.status_code, "There is no such page" in answer.content.decode()) == (404, True)


def test_a_fault_of_ours_has_a_page(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise OperationalError

    desk.raise_request_exception = False
    monkeypatch.setattr("web.views.jobs.progress.task_counts", broken)
    answer = desk.get("/jobs/")
    assert (answer.status_code, "Something went wrong" in answer.content.decode()) == (500, True)


def test_a_request_for_another_host_is_refused(anyone: Client) -> None:
    answer = anyone.get("/sign-in/", headers={"host": "elsewhere.example"})
    assert (answer.status_code, "The request cannot be used" in answer.content.decode()) == (400, True)


def test_health_of_a_healthy_house(house: House, anyone: Client) -> None:
    answer = anyone.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "store": "ok"})


def test_health_names_what_has_failed(
    house: House, anyone: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = services().store
    assert isinstance(store, DiskStore)
    monkeypatch.setattr(store, "root", tmp_path / "gone")
    answer = anyone.get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"database": "ok", "store": "failed"})

    def broken(*_args: object) -> None:
        raise OperationalError

    with monkeypatch.context() as broken_database:
        broken_database.setattr("web.views.health.connection.cursor", broken)
        assert anyone.get("/health/").json()["database"] == "failed"


def test_a_store_that_is_not_set_is_not_healthy(db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr("web.views.health.services", services.__wrapped__)
    monkeypatch.setenv("SHOUFA_STORE", "nonsense")
    assert english().get("/health/").json()["store"] == "failed"


def test_every_status_has_a_word_and_a_tone() -> None:
    families = {"item": ITEM_LABELS, "message": DISPATCH_LABELS, "reply": REPLY_LABELS, "job": JOB_LABELS}
    for family, states in families.items():
        assert labels.WORDS[family].keys() == states.keys() == labels.TONES[family].keys()
    assert labels.TONES["mail"].keys() == set(MAILS_FOR_A_PERSON) <= labels.WORDS["mail"].keys()
    assert labels.WORDS["event"].keys() >= ITEM_EVENTS.keys()
    assert labels.WORDS["event"].keys() >= {f"message_{state}" for state in DISPATCH_LABELS}
    assert labels.word("event", "of another time") == "of another time"
