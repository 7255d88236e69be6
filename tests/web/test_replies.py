"""The reply's page: what was read, and every decision."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.test import Client

from messages.errors import StoreUnavailable
from storage.disk import DiskStore
from tests.web.story import DOUBTFUL, EXEMPT, GOOD, PHONED, WRONG_MOBILE, doubtful, held, roster
from tests.workflows.house import CLERK, House
from tracking.models import Answer, AuditEntry, Dispatch, Reply
from web import placing
from workflows import reviewing


def _page(client: Client, path: str, reply: Reply, **sent: object) -> str:
    """What the page says after the action."""
    return client.post(f"/replies/{reply.pk}/{path}/", sent, follow=True).content.decode()


def _offered(page: str) -> list[int]:
    """The items that a held file may be placed on."""
    return [int(pk) for pk in re.findall(r'name="item" value="(\d+)"', page)]


def test_everything_that_was_read_is_shown(house: House, desk: Client) -> None:
    reply = doubtful(house)
    page = desk.get(f"/replies/{reply.pk}/").content.decode()
    assert WRONG_MOBILE in page and "This is not one mobile number of 11 digits." in page
    assert "This answer is required and missing." in page
    assert '<span class="badge badge-red">Missing: 1</span>' in page
    assert "示范纺织厂" in page and "table 1, row 3, cell 2" in page
    assert reply.sha256[:12] in page and "the unit&#x27;s own page" in page


def test_the_queue_says_what_is_in_doubt(house: House, desk: Client) -> None:
    doubtful(house)
    held(house)
    page = desk.get("/review/").content.decode()
    assert "联络员职务、手机号码" in page
    assert "Waiting for a person to place it" in page and "工作群" in page


def test_a_value_is_corrected_and_the_reply_accepted(house: House, desk: Client) -> None:
    reply = doubtful(house)
    answer = reply.answers.get(key="officer_mobile")
    done = desk.post(f"/answers/{answer.pk}/correct/", {"text": "138 0000 0001"})
    assert done["location"] == f"/replies/{reply.pk}/#answer-{answer.pk}"
    answer.refresh_from_db()
    assert (answer.final_value, answer.value) == ("13800000001", WRONG_MOBILE)
    page = _page(desk, "accept", reply)
    assert "Accepted; the unit gets a receipt." in page and "was read as:" in page
    assert house.item(DOUBTFUL).status == "accepted"
    assert Dispatch.objects.filter(kind="receipt").count() == 1
    assert AuditEntry.objects.filter(event="accept", actor="clerk", source="web").exists()


def test_a_file_is_read_again_and_what_people_wrote_stays(house: House, desk: Client) -> None:
    reply = doubtful(house)
    answer = reply.answers.get(key="officer_mobile")
    desk.post(f"/answers/{answer.pk}/correct/", {"text": "13800000001"})
    assert "The file is read again" in _page(desk, "read-again", reply)
    reply.refresh_from_db()
    answer.refresh_from_db()
    assert (reply.readings, answer.final_value) == (2, "13800000001")
    assert AuditEntry.objects.filter(event="read_again", actor="clerk").exists()
    _page(desk, "accept", reply)
    assert desk.post(f"/replies/{reply.pk}/read-again/").status_code == 409


def test_a_correction_that_is_no_value_is_refused(house: House, desk: Client) -> None:
    answer = doubtful(house).answers.get(key="officer_mobile")
    path = f"/answers/{answer.pk}/correct/"
    refused = desk.post(path, {"text": "12"}, headers={"referer": "http://testserver/review/"}, follow=True)
    assert "“12” is not a value for “手机号码”" in refused.content.decode()
    answer.refresh_from_db()
    assert not answer.corrected


def test_sending_back_needs_a_reason_and_a_later_due_time(house: House, desk: Client) -> None:
    reply = doubtful(house)
    path = f"/replies/{reply.pk}/send-back/"
    assert desk.post(path, {"due_at": "2016-05-13T17:00"}).status_code == 422
    past = desk.post(path, {"due_at": "2016-04-20T17:00", "reason": "手机号码少一位"})
    assert past.status_code == 422
    assert "already passed" in past.content.decode() and "手机号码少一位</textarea>" in past.content.decode()
    assert house.item(DOUBTFUL).status == "review"
    page = _page(desk, "send-back", reply, due_at="2016-05-13T17:00", reason="手机号码少一位")
    item = house.item(DOUBTFUL)
    assert "Sent back; the unit is told" in page
    assert (item.status, item.due_at.isoformat()) == ("sent_back", "2016-05-13T09:00:00+00:00")


def test_an_acceptance_is_taken_back_with_a_reason(house: House, desk: Client) -> None:
    reply = house.upload(GOOD, roster(house, GOOD))
    assert "Reason: This field is required." in _page(desk, "reopen", reply)
    assert "in review again" in _page(desk, "reopen", reply, reason="联系点已变动")
    assert house.item(GOOD).status == "review"


def test_a_step_that_the_state_does_not_allow_is_said(house: House, desk: Client) -> None:
    reply = house.upload(GOOD, roster(house, GOOD))
    refused = desk.post(f"/replies/{reply.pk}/accept/")
    assert (refused.status_code, "cannot take the step" in refused.content.decode()) == (409, True)
    page = desk.post(
        f"/replies/{reply.pk}/accept/", headers={"referer": f"http://testserver/replies/{reply.pk}/"}, follow=True
    ).content.decode()
    assert '<li class="note note-error">an item that is' in page


def test_an_accepted_answer_is_corrected_only_after_the_acceptance_is_taken_back(house: House, desk: Client) -> None:
    reply = house.upload(GOOD, roster(house, GOOD))
    answer = reply.answers.get(key="officer_mobile")
    path, correct = f"/replies/{reply.pk}/", f"/answers/{answer.pk}/correct/"
    page = desk.get(path).content.decode()
    assert correct not in page and f"{path}reopen/" in page and "after the acceptance has been taken back" in page
    assert desk.post(correct, {"text": "13800000002"}).status_code == 409
    assert correct in _page(desk, "reopen", reply, reason="号码有误")
    desk.post(correct, {"text": "13800000002"})
    answer.refresh_from_db()
    assert answer.final_value == "13800000002"


def test_an_older_version_is_shown_and_not_decided_on(house: House, desk: Client) -> None:
    first = doubtful(house)
    second = house.upload(DOUBTFUL, roster(house, DOUBTFUL), "秀洲名单（改）.docx")
    page = desk.get(f"/replies/{first.pk}/").content.decode()
    assert f'href="/replies/{second.pk}/"' in page and "Superseded by a newer version" in page
    assert f"/replies/{first.pk}/accept/" not in page
    assert desk.post(f"/replies/{first.pk}/accept/").status_code == 409


def test_a_held_file_is_placed_and_read(house: House, desk: Client) -> None:
    reply = held(house)
    page = desk.get(f"/replies/{reply.pk}/").content.decode()
    assert "Nobody knows yet whose this is." in page
    assert "Unit and form: This field is required." in _page(desk, "place", reply)
    assert "The file is placed." in _page(desk, "place", reply, item=house.item(PHONED).pk)
    reply.refresh_from_db()
    assert (reply.state, house.item(PHONED).status) == ("read", "sent_back"), "a text is no form"
    assert desk.post(f"/replies/{reply.pk}/place/", {"item": house.item(PHONED).pk}).status_code == 409


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("several_files", "Several different files for the same form"),
        ("automatic", "It came with an automatic answer"),
        ("unnumbered", "no number that says which form"),
        ("form_number", "The number printed on the form does not fit the rest."),
    ],
)
def test_why_a_file_waits_is_said(house: House, desk: Client, code: str, words: str) -> None:
    reply = held(house)
    Reply.objects.update(matched_by=[{"by": "link"}, {"conflict": code, "assignments": []}])
    page = desk.get(f"/replies/{reply.pk}/").content.decode()
    assert words in page and "the unit&#x27;s own page" in page
    assert words in desk.get("/review/").content.decode()


def test_sides_that_disagree_are_told_and_candidates_offered(house: House, desk: Client) -> None:
    reply = held(house)
    good, other = house.assignment(GOOD), house.assignment(DOUBTFUL)
    sides = [{"conflict": "thread", "assignments": [good.pk]}, {"conflict": "sender", "assignments": [other.pk]}]
    Reply.objects.update(matched_by=[*sides, {"candidate": good.pk}, {"candidate": other.pk}])
    page = desk.get(f"/replies/{reply.pk}/").content.decode()
    assert "disagrees: the message that was answered" in page and "disagrees: the sender&#x27;s address" in page
    assert _offered(page) == [house.item(GOOD).pk, house.item(DOUBTFUL).pk]


@pytest.mark.parametrize("wanted", [PHONED, "海宁", PHONED[:5]])
def test_a_unit_is_searched_by_name_alias_or_code(house: House, desk: Client, wanted: str) -> None:
    reply = held(house)
    assert _offered(desk.get(f"/replies/{reply.pk}/").content.decode()) == []
    named = house.assignment(PHONED).unit.name[2:4] if wanted == "海宁" else wanted
    page = desk.get(f"/replies/{reply.pk}/", {"unit": named}).content.decode()
    assert house.item(PHONED).pk in _offered(page)
    assert house.item(GOOD).pk not in _offered(page)


def test_a_unit_that_nobody_knows_or_that_is_exempt_is_not_found(house: House, desk: Client) -> None:
    reply = held(house)
    path = f"/replies/{reply.pk}/"
    reviewing.exempt(house.item(EXEMPT), "机构改革", CLERK, house.now)
    for wanted in ("没有的单位", EXEMPT):
        page = desk.get(path, {"unit": wanted}).content.decode()
        assert _offered(page) == [] and "No unit of that name or code" in page
    assert desk.post(f"{path}place/", {"item": house.item(EXEMPT).pk}, follow=True).status_code == 200
    assert Reply.objects.get().state == "held"


def test_a_search_shows_no_more_than_its_most(house: House, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "MOST_FOUND", 3)
    page = desk.get(f"/replies/{held(house).pk}/", {"unit": "3304"}).content.decode()
    assert len(_offered(page)) == 3 and "Only the first 50 are shown." in page


def test_a_held_file_is_set_aside_with_a_reason(house: House, desk: Client) -> None:
    reply = held(house)
    assert "Reason: This field is required." in _page(desk, "set-aside", reply)
    assert "The file is set aside" in _page(desk, "set-aside", reply, reason="节日问候")
    reply.refresh_from_db()
    assert reply.state == "superseded"


def test_the_file_comes_back_byte_for_byte_as_a_download(house: House, desk: Client) -> None:
    data = roster(house, GOOD)
    reply = house.upload(GOOD, data, "南湖 名单.docx")
    answer = desk.get(f"/replies/{reply.pk}/file/")
    assert answer.content == data
    assert AuditEntry.objects.filter(event="download", thing="reply", thing_id=reply.pk, actor="clerk").exists()
    assert answer["content-disposition"] == f"attachment; filename*=utf-8''{quote('南湖 名单.docx')}"
    assert (answer["content-type"], answer["x-content-type-options"]) == ("application/octet-stream", "nosniff")


def test_a_download_while_the_store_is_away(house: House, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = held(house)

    def broken(*_args: object) -> bytes:
        raise StoreUnavailable("the store does not answer.", remedy="Start it.")

    monkeypatch.setattr(DiskStore, "get", broken)
    answer = desk.get(f"/replies/{reply.pk}/file/")
    assert (answer.status_code, "Start it." in answer.content.decode()) == (503, True)


@pytest.mark.parametrize("path", ["/replies/99/", "/replies/99/file/"])
def test_what_is_not_there(desk: Client, path: str) -> None:
    assert desk.get(path).status_code == 404


def test_answers_of_others_are_not_there(desk: Client) -> None:
    assert desk.post("/answers/99/correct/", {"text": "x"}).status_code == 404
    assert not Answer.objects.exists()
