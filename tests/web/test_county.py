"""The unit's own page."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from messages.errors import StoreUnavailable
from storage.disk import DiskStore
from storage.keys import content_key, sha256
from tests.web.story import DOUBTFUL, EXEMPT, GOOD, RETURNED, WRONG_MOBILE, moves_to, path_of, pile, roster, tell
from tests.workflows.house import CLERK, House, at
from tracking.models import AuditEntry, Job, Reply
from tracking.progress import PAGE
from workflows import reviewing


def _file(data: bytes, name: str = "名单.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def _send(client: Client, path: str, *files: SimpleUploadedFile) -> str:
    return client.post(path, {"files": list(files)}, follow=True).content.decode()


def test_what_is_owed_and_until_when(house: House, anyone: Client) -> None:
    page = anyone.get(path_of(house, GOOD))
    text = page.content.decode()
    assert "Not returned yet" in text and "2016-05-10 (Tuesday), 17:00" in text
    assert page["cache-control"].count("no-store") == 1
    assert "<script" not in text and 'name="robots" content="noindex' in text


def test_the_blank_and_the_papers_are_there(house: House, anyone: Client) -> None:
    path = path_of(house, GOOD)
    issued = house.item(GOOD).issued.get()
    blank = anyone.get(f"{path}forms/{issued.pk}/")
    assert blank.content == house.blank(GOOD)
    assert quote("（南湖）.docx") in blank["content-disposition"]
    paper = house.batch().papers.get()
    got = anyone.get(f"{path}papers/{paper.pk}/")
    assert got.content.startswith(b"PK") and quote(paper.attachment_name) in got["content-disposition"]
    assert anyone.get(f"{path}papers/999/").status_code == 404


def test_right_after_the_upload_everything_read_is_shown(house: House, anyone: Client) -> None:
    path = path_of(house, DOUBTFUL)
    data = roster(house, DOUBTFUL, officer_mobile=WRONG_MOBILE, officer_post="")
    page = _send(anyone, path, _file(data))
    assert "Files received: 1." in page and "Just received" in page
    assert "Received; a person is checking it" in page
    assert '<span class="badge badge-red">Missing: 1</span>' in page
    assert '<span class="badge badge-yellow">To be checked: ' in page
    assert WRONG_MOBILE in page and "This is not one mobile number of 11 digits." in page
    assert "张三丰" in page and "示范纺织厂" in page
    assert AuditEntry.objects.filter(event="file_arrived", actor=DOUBTFUL, source="upload").exists()


def test_a_good_form_is_accepted_at_once(house: House, anyone: Client) -> None:
    page = _send(anyone, path_of(house, GOOD), _file(roster(house, GOOD)))
    assert "Accepted; nothing more is needed" in page and "Everything was read." in page
    assert house.item(GOOD).status == "accepted"


def test_versions_are_listed(house: House, anyone: Client) -> None:
    path = path_of(house, DOUBTFUL)
    _send(anyone, path, _file(roster(house, DOUBTFUL, officer_post=""), "第一稿.docx"))
    page = _send(anyone, path, _file(roster(house, DOUBTFUL), "第二稿.docx"))
    assert "第一稿.docx" in page and "Replaced by a newer file" in page
    assert "Files that we have from you (2)" in page


def test_files_come_a_page_at_a_time(house: House, anyone: Client) -> None:
    assignment = house.assignment(GOOD)
    pile(assignment, PAGE + 1)
    first = anyone.get(path_of(house, GOOD)).content.decode()
    assert f"Files that we have from you ({PAGE + 1})" in first and 'href="?files=2"' in first
    assert f"{PAGE}.docx" in first and ">0.docx" not in first, "the newest come first"
    second = anyone.get(f"{path_of(house, GOOD)}?files=2").content.decode()
    assert ">0.docx" in second and 'href="?files=1"' in second


def test_the_newest_copy_of_the_blank_is_offered(house: House, anyone: Client) -> None:
    issued = house.item(GOOD).issued.get()
    path = f"{path_of(house, GOOD)}forms/{issued.pk}/"
    key = content_key("issued", b"another", ".docx")
    house.services.store.put(key, b"another")
    issued.copies.create(sha256=sha256(b"another"), object_key=key)
    assert anyone.get(path).content == b"another"
    issued.copies.all().delete()
    assert anyone.get(path).status_code == 404
    assert "Download the blank form" not in anyone.get(path_of(house, GOOD)).content.decode()


def test_why_it_was_sent_back_is_said(house: House, anyone: Client) -> None:
    tell(house)
    page = anyone.get(path_of(house, RETURNED)).content.decode()
    assert "Sent back; please correct it and send it again" in page
    assert "联系点请补充到村（社区）。" in page and "2016-05-13 (Friday), 17:00" in page


def test_a_unit_that_is_exempt_or_only_informed(house: House, anyone: Client) -> None:
    reviewing.exempt(house.item(EXEMPT), "机构改革", CLERK, house.now)
    assert "Not needed from you" in anyone.get(path_of(house, EXEMPT)).content.decode()
    informed = anyone.get(path_of(house, "330400-P1")).content.decode()
    assert "You need not return anything" in informed and 'type="file"' not in informed


def test_another_units_form_waits_for_a_person(house: House, anyone: Client) -> None:
    page = _send(anyone, path_of(house, GOOD), _file(roster(house, DOUBTFUL)))
    assert "Received; a person will see which form it is" in page
    assert house.item(GOOD).status == "owed"


def test_late_is_said(house: House, anyone: Client) -> None:
    moves_to(house, 5, 11)
    page = _send(anyone, path_of(house, GOOD), _file(roster(house, GOOD)))
    assert '<span class="badge badge-yellow">Late</span>' in page


def test_an_empty_file_is_told_so(house: House, anyone: Client) -> None:
    page = _send(anyone, path_of(house, GOOD), _file(b""))
    assert "The file has no content (0 bytes)." in page and "Sent back" in page


def test_several_files_at_once(house: House, anyone: Client) -> None:
    page = _send(anyone, path_of(house, GOOD), _file(roster(house, GOOD)), _file("请查收。".encode(), "说明.txt"))
    assert "Files received: 2." in page and "说明.txt" in page


def test_no_file_and_too_many(house: House, anyone: Client) -> None:
    path = path_of(house, GOOD)
    none = anyone.post(path)
    assert (none.status_code, "Choose at least one file." in none.content.decode()) == (422, True)
    many = anyone.post(path, {"files": [_file(b"x", f"{number}.docx") for number in range(21)]})
    assert (many.status_code, "At most 20 files" in many.content.decode()) == (422, True)
    assert not Reply.objects.exists()


def test_a_store_that_is_away_is_no_receipt(house: House, anyone: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise StoreUnavailable("the store does not answer.", place="10.0.0.1:8333")

    data = roster(house, GOOD)
    monkeypatch.setattr(DiskStore, "put", broken)
    answer = anyone.post(path_of(house, GOOD), {"files": _file(data)})
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "could not be stored just now" in page and "10.0.0.1" not in page
    assert not Reply.objects.exists()


def test_a_file_that_cannot_be_read_now_is_received_all_the_same(
    house: House, anyone: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise StoreUnavailable("the store does not answer.")

    data = roster(house, GOOD)
    monkeypatch.setattr(DiskStore, "get", broken)
    page = _send(anyone, path_of(house, GOOD), _file(data))
    assert "It is still being read." in page
    monkeypatch.undo()
    assert house.item(GOOD).status == "received"


def test_the_due_time_is_the_batchs_local_time(house: House, anyone: Client) -> None:
    reviewing.new_due_time(house.item(GOOD), at(5, 21, 8), "出差", CLERK, house.now)
    assert "2016-05-21 (Saturday), 08:00" in anyone.get(path_of(house, GOOD)).content.decode()


def test_a_file_that_another_program_has_to_open_is_left_to_a_job(house: House, anyone: Client) -> None:
    page = _send(anyone, path_of(house, GOOD), _file(b"\xff\xd8\xff\xe0 a photograph", "拍照.jpg"))
    assert "The files are safe." in page and not Reply.objects.exists()
    (job,) = Job.objects.filter(name="collect.deliver")
    assert job.payload["files"][0][0] == "拍照.jpg"


def test_a_form_of_another_unit_among_the_own_ones_is_told_of(house: House, anyone: Client) -> None:
    files = _file(roster(house, GOOD), "甲.docx"), _file(roster(house, DOUBTFUL), "乙.docx")
    page = _send(anyone, path_of(house, GOOD), *files)
    assert "Files received: 2." in page
    assert "“乙.docx” carries the number of another form of ours, and was filed there." in page
    assert house.item(DOUBTFUL).status == "accepted"
