"""Who may open what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from tests.web.conftest import english
from tests.web.story import DOUBTFUL, GOOD, path_of, roster
from tests.workflows.house import House
from tracking.access import one_time_token
from tracking.models import Assignment, AuditEntry
from web import limiter
from web.access import came_from
from web.urls import urlpatterns

WITHOUT_ACCOUNT = {"sign-in", "sign-in-once", "sign-out", "language", "health"}
OF_UNITS = {"county", "county-form", "county-paper"}
BY_POST_ONLY = {
    "sign-out",
    "language",
    "drop-pile",
    "roll-up",
    "phone-call",
    "revoke-link",
    "paper-copy",
    "exempt",
    "require",
    "due-time",
    "accept",
    "reopen",
    "read-again",
    "send-back",
    "place",
    "set-aside",
    "correct",
    "send-again",
    "arrived",
    "job-again",
    "settle-mail",
}
FORMS_SHOWN = {"sign-in", "amend", "issue"}  # pages that show the form that they take
VALUES: dict[str, dict[str, object]] = {
    "roll-up-file": {"pk": 1, "kind": "xlsx"},
    "issue": {"key": "roster"},
}
NAMES = [str(pattern.name) for pattern in urlpatterns]
OF_STAFF = [name for name in NAMES if name not in WITHOUT_ACCOUNT | OF_UNITS]


def _path(name: str) -> str:
    """An address of that name, of things that need not be there."""
    pattern = next(each for each in urlpatterns if each.name == name)
    return reverse(name, kwargs=dict.fromkeys(pattern.pattern.converters, 1) | VALUES.get(name, {}))


def test_every_address_is_accounted_for() -> None:
    assert len(set(NAMES)) == len(urlpatterns)
    assert set(NAMES) >= WITHOUT_ACCOUNT | OF_UNITS | BY_POST_ONLY


@pytest.mark.parametrize("name", OF_STAFF)
def test_staff_pages_are_closed(db: None, name: str) -> None:
    path, send = _path(name), "post" if name in BY_POST_ONLY else "get"
    nobody, somebody = english(), english()
    somebody.force_login(User.objects.create_user("guest"))
    asked = getattr(nobody, send)(path)
    assert (asked.status_code, asked["location"]) == (302, f"/sign-in/?next={path}")
    refused = getattr(somebody, send)(path)
    assert (refused.status_code, "You may not open this page" in refused.content.decode()) == (403, True)


@pytest.mark.parametrize("name", sorted(BY_POST_ONLY))
def test_changes_are_made_by_post_only(db: None, name: str) -> None:
    client = english()
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    answer = client.get(_path(name))
    # Django's own language view answers a GET by going back, and changes nothing
    assert answer.status_code == (302 if name == "language" else 405)
    assert "django_language" not in answer.cookies


@pytest.mark.parametrize("name", sorted(BY_POST_ONLY | FORMS_SHOWN))
def test_forged_posts_are_refused(db: None, name: str) -> None:
    client = english(csrf=True)
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    answer = client.post(_path(name))
    assert answer.status_code == 403
    assert "The page was open too long" in answer.content.decode()


def test_a_forged_upload_is_refused(house: House) -> None:
    assert english(csrf=True).post(path_of(house, GOOD)).status_code == 403


def _signed_in() -> list[tuple[str, str, int]]:
    """Who has signed in, as the audit trail tells it."""
    return list(AuditEntry.objects.filter(event="sign_in", thing="user").values_list("actor", "source", "thing_id"))


def test_sign_in_with_a_password(anyone: Client, clerk: User) -> None:
    wrong = anyone.post("/sign-in/", {"username": "clerk", "password": "something else"})
    assert wrong.status_code == 422
    right = anyone.post("/sign-in/", {"username": "clerk", "password": "long-enough-words", "next": "/jobs/"})
    assert (right.status_code, right["location"]) == (302, "/jobs/")
    assert anyone.get("/").status_code == 200
    assert _signed_in() == [("clerk", "web", clerk.pk)]
    assert anyone.post("/sign-out/")["location"] == "/sign-in/"
    assert anyone.get("/").status_code == 302


def test_sign_in_never_leads_to_another_site(anyone: Client, clerk: User) -> None:
    sent = {"username": "clerk", "password": "long-enough-words", "next": "https://elsewhere.example/"}
    assert anyone.post("/sign-in/", sent)["location"] == "/"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/jobs/?state=failed", "/jobs/?state=failed"),
        ("http://testserver//elsewhere.example/", "/elsewhere.example/"),
        ("http://testserver///elsewhere.example?x=1", "/elsewhere.example?x=1"),
        ("http://testserver", "/"),
        ("http://elsewhere.example/jobs/", ""),
    ],
)
def test_the_page_before_is_one_of_ours(rf: RequestFactory, referer: str, back: str) -> None:
    assert came_from(rf.post("/jobs/1/again/", headers={"referer": referer})) == back


def test_a_one_time_link_works_once(anyone: Client, clerk: User) -> None:
    path = f"/sign-in/once/{one_time_token(clerk)}/"
    assert anyone.get(path).status_code == 200
    assert anyone.get("/").status_code == 302, "opening the link alone signs nobody in"
    assert anyone.post(path)["location"] == "/"
    assert anyone.get("/").status_code == 200
    assert _signed_in() == [("clerk", "web", clerk.pk)]
    again = english().post(path)
    assert (again.status_code, "This link no longer works" in again.content.decode()) == (404, True)


def test_a_one_time_link_of_a_closed_account_is_worthless(anyone: Client, clerk: User) -> None:
    path = f"/sign-in/once/{one_time_token(clerk)}/"
    User.objects.update(is_active=False)
    assert anyone.post(path).status_code == 404
    assert anyone.get("/").status_code == 302


def test_wrong_links_are_limited_and_right_ones_never(anyone: Client, clerk: User, house: House) -> None:
    token = one_time_token(clerk)
    for number in range(limiter.MOST):
        assert anyone.get(f"/u/unknown-{number}/").status_code == 404
    limited = anyone.get("/u/unknown/")
    assert (limited.status_code, limited["retry-after"]) == (429, "600")
    assert anyone.post("/sign-in/once/unknown/").status_code == 429
    assert anyone.get(path_of(house, GOOD)).status_code == 200, "a colleague behind the same gateway"
    assert anyone.post(f"/sign-in/once/{token}/").status_code == 302
    assert english().get("/u/unknown/", REMOTE_ADDR="192.0.2.7").status_code == 404


def test_wrong_passwords_are_limited_for_each_user(
    anyone: Client, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiter, "MOST", 1)
    User.objects.create_user("colleague", password="long-enough-words", is_staff=True)
    assert anyone.post("/sign-in/", {"username": "clerk", "password": "x"}).status_code == 422
    assert anyone.post("/sign-in/", {"username": "clerk", "password": "long-enough-words"}).status_code == 429
    assert anyone.post("/sign-in/", {"username": "colleague", "password": "long-enough-words"}).status_code == 302


@pytest.mark.parametrize(("trusted", "address"), [(True, "192.0.2.7"), (False, "127.0.0.1")])
def test_the_clients_address_is_the_proxys_word_only_where_it_is_trusted(
    rf: RequestFactory, settings: Settings, trusted: bool, address: str
) -> None:
    settings.TRUSTED_PROXY = trusted
    request = rf.get("/", headers={"x-forwarded-for": "198.51.100.1, 192.0.2.7"})  # the first the client may invent
    assert limiter.client_address(request) == address
    assert limiter.client_address(rf.get("/")) == "127.0.0.1"


def test_a_count_that_expires_meanwhile_begins_anew(
    db: None, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    request = rf.get("/")
    limiter.was_wrong(request)
    count = cache.incr

    def expired(key: str) -> int:
        cache.delete(key)
        return int(count(key))

    monkeypatch.setattr(cache, "incr", expired)
    monkeypatch.setattr(limiter, "MOST", 1)
    limiter.was_wrong(request)
    assert limiter.must_wait(request)


def test_unknown_revoked_and_expired_links_look_the_same(anyone: Client, house: House, desk: Client) -> None:
    revoked = path_of(house, DOUBTFUL)
    desk.post(f"/assignments/{house.assignment(DOUBTFUL).pk}/revoke-link/")
    expired = path_of(house, GOOD)
    Assignment.objects.filter(unit__code=GOOD).update(link_expires_at=house.now - timedelta(hours=1))
    for path in ("/u/unknown/", revoked, expired):
        answer = anyone.get(path)
        assert (answer.status_code, "There is no such page" in answer.content.decode()) == (404, True)
        assert house.batch().title not in answer.content.decode()
    assert anyone.get(path_of(house, DOUBTFUL)).status_code == 200, "the new link works"


def test_a_unit_cannot_fetch_what_is_another_units(anyone: Client, house: House) -> None:
    other = house.item(DOUBTFUL).issued.get()
    assert anyone.get(f"{path_of(house, GOOD)}forms/{other.pk}/").status_code == 404
    assert anyone.get(f"{path_of(house, DOUBTFUL)}forms/{other.pk}/").status_code == 200
    reply = house.upload(DOUBTFUL, roster(house, DOUBTFUL))
    assert "Just received" not in anyone.get(f"{path_of(house, GOOD)}?new={reply.pk}").content.decode()
    stranger = {"item": house.item(DOUBTFUL).pk}
    assert anyone.post(path_of(house, GOOD), stranger).status_code == 422
