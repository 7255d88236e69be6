"""The pages in a real Chromium: a clerk at a desk, a county on a phone without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from playwright.sync_api import Browser, FilePayload, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from config.wiring import services
from tests.web.story import DOUBTFUL, GOOD, WRONG_MOBILE, issue_all, path_of, roster, tell
from tests.workflows.house import House

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.browser


@pytest.fixture
def house(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The office whose pages the live server shows, on 25 April 2016."""
    monkeypatch.setenv("SHOUFA_STORE", "disk")
    monkeypatch.setenv("SHOUFA_STORE_PATH", str(tmp_path / "objects"))
    services.cache_clear()
    cache.clear()
    house = House(services())
    issue_all(house)
    yield house
    services.cache_clear()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; the tests use the database from it all the same
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def desk(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page at the width of a desk, in English."""
    context = chromium.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page at the width of a phone, without JavaScript, in English."""
    context = chromium.new_context(
        base_url=live_server.url,
        locale="en-GB",
        viewport={"width": 390, "height": 844},
        java_script_enabled=False,
    )
    yield context.new_page()
    context.close()


def _sign_in(page: Page) -> None:
    User.objects.create_user("clerk", password="long-enough-words", is_staff=True)
    page.goto("/")
    page.get_by_label("Username").fill("clerk")
    page.get_by_label("Password").fill("long-enough-words")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()


def test_a_clerk_goes_from_the_board_to_an_accepted_reply(house: House, desk: Page) -> None:
    tell(house)
    complaints: list[str] = []
    desk.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    _sign_in(desk)
    desk.get_by_role("link", name=house.batch().title).click()
    expect(desk.get_by_role("row")).to_have_count(12)
    desk.get_by_label("Show").select_option("review")
    desk.get_by_role("button", name="Apply").click()
    row = desk.get_by_role("row").filter(has_text=house.assignment(DOUBTFUL).unit.name)
    row.get_by_role("link", name="联络员和基层联系点名单").click()
    answer = desk.get_by_role("row").filter(has_text=WRONG_MOBILE)
    answer.get_by_text("Correct").first.click()
    answer.get_by_label("Correct value").fill("13800000001")
    answer.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("status")).to_contain_text("“手机号码” is corrected.")
    desk.get_by_role("button", name="Accept").click()
    expect(desk.get_by_role("status")).to_contain_text("Accepted; the unit gets a receipt.")
    assert house.item(DOUBTFUL).status == "accepted"
    assert complaints == [], "nothing that the content security policy forbids"


def test_a_county_returns_its_form_on_a_phone(house: House, phone: Page) -> None:
    phone.goto(path_of(house, GOOD))
    expect(phone.get_by_text("Not returned yet")).to_be_visible()
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Download the blank form").click()
    assert download.value.suggested_filename.endswith(".docx")
    assert download.value.path().read_bytes() == house.blank(GOOD)
    data = roster(house, GOOD, officer_post="")
    file: FilePayload = {"name": "名单.docx", "mimeType": "application/octet-stream", "buffer": data}
    phone.get_by_label("Files", exact=True).set_input_files(file)
    phone.get_by_role("button", name="Send").click()
    received = phone.get_by_role("region", name="Just received")
    expect(received).to_contain_text("Missing: 1")
    expect(received).to_contain_text("13800000001")
    expect(received).to_contain_text("This answer is required and missing.")


def test_the_document_stands_beside_its_answers(house: House, desk: Page) -> None:
    tell(house)
    complaints: list[str] = []
    desk.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    _sign_in(desk)
    desk.goto(f"/replies/{house.assignment(DOUBTFUL).replies.get().pk}/")
    document = desk.get_by_role("region", name="The returned document")
    expect(document).to_contain_text("联络员和基层联系点")
    expect(document.locator("mark.doubt").filter(has_text=WRONG_MOBILE)).to_be_visible()
    answer = desk.get_by_role("row").filter(has=desk.get_by_label("Correct value: 手机号码"))
    answer.get_by_role("link", name="table 1, row 3, cell 2").click()
    place = document.locator(":target")
    expect(place).to_have_text(re.compile(WRONG_MOBILE))
    expect(place).to_be_in_viewport()
    document.get_by_role("link", name="To the answer: 手机号码").press("Enter")  # it may still scroll under a mouse
    expect(desk.locator(":target")).to_contain_text("手机号码")
    answers, shown = desk.locator(".beside > div").bounding_box(), document.bounding_box()
    assert answers and shown and shown["x"] >= answers["x"] + answers["width"], "beside, not below"
    assert complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_screen(house: House, desk: Page, width: int) -> None:
    tell(house)
    _sign_in(desk)
    desk.set_viewport_size({"width": width, "height": 844})
    board = f"/batches/{house.batch().pk}/"
    assignment = house.assignment(DOUBTFUL)
    reply = assignment.replies.get()
    for path in (
        "/",
        board,
        f"{board}?view=forms",
        f"{board}amend/",
        f"/assignments/{assignment.pk}/",
        f"/replies/{reply.pk}/",
        "/review/",
        "/messages/",
        "/jobs/",
        f"{path_of(house, DOUBTFUL)}?new={reply.pk}",
    ):
        desk.goto(path)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_keyboard_reaches_the_content_first(house: House, desk: Page) -> None:
    desk.goto("/sign-in/")
    desk.keyboard.press("Shift+Tab")  # out of the first field, back to the top
    for _ in range(10):
        desk.keyboard.press("Shift+Tab")
        if desk.evaluate("document.activeElement.className") == "skip":
            break
    expect(desk.get_by_role("link", name="Skip to the content")).to_be_focused()
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "main"


def test_the_board_prints_without_its_tools(house: House, desk: Page) -> None:
    _sign_in(desk)
    desk.goto(f"/batches/{house.batch().pk}/")
    desk.emulate_media(media="print")
    expect(desk.get_by_role("button", name="Take them in")).to_be_hidden()
    expect(desk.get_by_role("table")).to_be_visible()
