"""The board, piles, roll-ups, amending and issuing."""

from __future__ import annotations

import io
import re
import zipfile
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from messages.errors import StoreUnavailable
from storage.disk import DiskStore
from tests.web.story import DOUBTFUL, EXEMPT, GOOD, SILENT, moves_to, roster, tell
from tests.workflows.house import House, folder_files
from tracking.models import AuditEntry, Batch, Contact, Dispatch, Job, Reply, RollUp
from web.forms import MOST_FILES


@pytest.fixture
def board(house: House) -> str:
    """The path of the board."""
    return f"/batches/{house.batch().pk}/"


def test_nothing_yet_is_said(house: House, desk: Client) -> None:
    assert "Nothing waits for a person." in desk.get("/review/").content.decode()


def test_home_shows_figures_and_what_waits(house: House, desk: Client) -> None:
    tell(house)
    page = desk.get("/").content.decode()
    assert "<b>3</b><span>replies to look at</span>" in page
    assert house.batch().title in page
    assert 'class="n alarm"' in page, "two are overdue"


def test_the_board_has_a_row_a_unit(house: House, desk: Client, board: str) -> None:
    tell(house)
    answer = desk.get(board)
    rows = {row.assignment.unit.code: row for row in answer.context["rows"]}
    assert len(rows) == 11
    assert [cell.due for cell in rows[SILENT].items] == ["overdue"]
    assert rows[SILENT].reminders == 1
    assert rows[GOOD].notice.state == "held"
    assert rows[EXEMPT].last.event == "exempt"
    page = answer.content.decode()
    assert '<span class="badge badge-red">Overdue</span>' in page
    assert "13800000001" not in page, "no phone number in a list"


def test_the_board_is_narrowed(house: House, desk: Client, board: str) -> None:
    tell(house)
    wanted = {"overdue": 2, "nearly_due": 0, "review": 2, "exempt": 1, "informed": 4, "nonsense": 11}
    shown = {show: len(desk.get(board, {"show": show}).context["rows"]) for show in wanted}
    assert shown == wanted


def test_the_board_by_form(house: House, desk: Client, board: str) -> None:
    tell(house)
    answer = desk.get(board, {"view": "forms"})
    (form,) = answer.context["forms"]
    assert dict(form.counts) == {"owed": 2, "received": 0, "review": 2, "accepted": 1, "sent_back": 1, "exempt": 1}
    narrowed = desk.get(board, {"view": "forms", "form": "roster", "show": "review"})
    assert {cell.item.status for cell in narrowed.context["cells"]} == {"review"}
    assert len(desk.get(board, {"view": "forms", "form": "other"}).context["cells"]) == 0


def test_cost_of_the_board_does_not_grow_with_its_rows(
    house: House, desk: Client, board: str, django_assert_max_num_queries: object
) -> None:
    tell(house)
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        desk.get(board)


def test_pages_beyond_the_last_show_the_last(desk: Client, board: str) -> None:
    assert desk.get(board, {"page": "99"}).status_code == 200
    assert desk.get(board, {"page": "x"}).status_code == 200


def test_a_pile_is_matched_and_read(house: House, desk: Client, board: str) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("南湖.docx", roster(house, GOOD))
    files = [
        SimpleUploadedFile("名单.zip", archive.getvalue()),
        SimpleUploadedFile("秀洲.docx", roster(house, DOUBTFUL)),
    ]
    answer = desk.post(f"{board}pile/", {"files": files, "origin": "U盘"}, follow=True)
    assert "Files taken in: 2." in answer.content.decode()
    assert {house.item(code).status for code in (GOOD, DOUBTFUL)} == {"accepted"}
    assert set(Reply.objects.values_list("source", "origin")) == {("pile", "U盘")}


def test_a_pile_needs_its_source(house: House, desk: Client, board: str) -> None:
    answer = desk.post(f"{board}pile/", {"files": SimpleUploadedFile("a.docx", b"x")}, follow=True)
    assert "Where they come from: This field is required." in answer.content.decode()
    assert not Reply.objects.exists()


def test_a_pile_has_limits(house: House, desk: Client, board: str, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [SimpleUploadedFile(f"{number}.docx", b"x") for number in range(MOST_FILES + 1)]
    page = desk.post(f"{board}pile/", {"files": many, "origin": "U盘"}, follow=True).content.decode()
    assert "At most 20 files" in page
    monkeypatch.setattr("web.forms.LARGEST_UPLOAD", 3)
    big = [SimpleUploadedFile("a.docx", b"xx"), SimpleUploadedFile("b.docx", b"yy")]
    page = desk.post(f"{board}pile/", {"files": big, "origin": "U盘"}, follow=True).content.decode()
    assert "larger than 50 MB" in page
    page = desk.post(f"{board}pile/", {"origin": "U盘"}, follow=True).content.decode()
    assert "Files: Choose at least one file." in page
    assert not Reply.objects.exists()


def test_a_store_that_does_not_answer_is_said_on_the_page_before(
    house: House, desk: Client, board: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise StoreUnavailable("the store does not answer.", remedy="Start it.")

    monkeypatch.setattr(DiskStore, "put", broken)
    sent = {"files": SimpleUploadedFile("a.docx", b"x"), "origin": "U盘"}
    origin = {"referer": f"http://testserver{board}"}
    page = desk.post(f"{board}pile/", sent, headers=origin, follow=True)
    assert page.redirect_chain == [(board, 302)]
    assert "the store does not answer. Start it." in page.content.decode()
    sent["files"] = SimpleUploadedFile("a.docx", b"x")
    alone = desk.post(f"{board}pile/", sent)
    assert (alone.status_code, "This did not work" in alone.content.decode()) == (503, True)
    sent["files"] = SimpleUploadedFile("a.docx", b"x")
    foreign = desk.post(f"{board}pile/", sent, headers={"referer": "https://elsewhere.example/"})
    assert foreign.status_code == 503


def test_a_roll_up_is_made_and_downloaded(house: House, desk: Client, board: str) -> None:
    house.upload(GOOD, roster(house, GOOD))
    page = desk.post(f"{board}roll-up/", follow=True).content.decode()
    assert "The roll-up is ready" in page
    made = RollUp.objects.get()
    for kind in ("xlsx", "docx"):
        answer = desk.get(f"/roll-ups/{made.pk}/{kind}/")
        assert answer.content.startswith(b"PK")
        start, end = (quote(part) for part in (f"{house.batch().title} roll-up 2016-04-25 09", f".{kind}"))
        assert re.fullmatch(
            rf"attachment; filename\*=utf-8''{re.escape(start)}\d\d{end}", answer["content-disposition"]
        )
    told = AuditEntry.objects.filter(event="rollup_downloaded", actor="clerk", thing_id=made.pk).order_by("pk")
    assert {entry.detail["kind"] for entry in told} == {"xlsx", "docx"}
    assert desk.get(f"/roll-ups/{made.pk}/pdf/").status_code == 404


def test_a_roll_up_that_cannot_be_made_now_stays_a_job(
    house: House, desk: Client, board: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise StoreUnavailable("the store does not answer.")

    monkeypatch.setattr(DiskStore, "put", broken)
    page = desk.post(f"{board}roll-up/", follow=True).content.decode()
    assert "The roll-up is being made." in page
    assert Job.objects.get(name="rollup.build").state == "ready"


def test_amending_needs_a_reason_and_a_difference(house: House, desk: Client, board: str) -> None:
    assert desk.get(f"{board}amend/").status_code == 200
    assert desk.post(f"{board}amend/", {"reason": " "}).status_code == 422
    same = desk.post(f"{board}amend/", {"reason": "时限有误"})
    assert same.status_code == 422
    assert "nothing in the campaign" in same.content.decode() and "时限有误" in same.content.decode()
    files = folder_files()
    files["campaign.toml"] = files["campaign.toml"].replace(b"2016-05-10 17:00", b"2016-05-12 17:00")
    house.import_campaign(files)
    done = desk.post(f"{board}amend/", {"reason": "时限有误"}, follow=True).content.decode()
    assert "The batch is amended" in done and "2016-05-12 17:00" in done
    assert Dispatch.objects.filter(kind="correction").count() == 11


def test_issuing_shows_what_it_would_do_and_does_it_once(house: House, desk: Client) -> None:
    campaign = house.batch().campaign
    waiting = desk.get(f"/campaigns/{campaign.pk}/issue/")
    assert [planned.batch.key for planned in waiting.context["planned"]] == ["activity"]
    path = f"/campaigns/{campaign.pk}/issue/activity/"
    Contact.objects.filter(unit__code=SILENT).update(email="")
    planned = desk.get(path).context["planned"]
    assert (len(planned.units), [count for _, count in planned.owing]) == (7, [7])
    assert [unit.code for unit in planned.without_address] == [SILENT]
    assert Batch.objects.count() == 1, "looking issues nothing"
    page = desk.post(path, follow=True).content.decode()
    assert "Issued. The papers are being made and sent." in page and "Units without an e-mail address" in page
    again = desk.post(path, follow=True).content.decode()
    assert "nothing was sent twice" in again
    assert Dispatch.objects.filter(assignment__batch__key="activity").count() == 7
    assert desk.get(path).status_code == 302
    assert (
        "Every batch of this campaign has been issued." in desk.get(f"/campaigns/{campaign.pk}/issue/").content.decode()
    )
    assert AuditEntry.objects.filter(event="issue", actor="clerk", source="web").count() == 1


def test_an_unknown_batch_is_not_found(house: House, desk: Client) -> None:
    path = f"/campaigns/{house.batch().campaign_id}/issue/nonsense/"
    assert desk.get(path).status_code == 404
    assert desk.post(path).status_code == 404


def test_what_is_due_soon_is_blue(house: House, desk: Client, board: str) -> None:
    moves_to(house, 5, 9)
    answer = desk.get(board)
    assert answer.context["figures"].nearly_due == 7
    assert '<span class="badge badge-blue">Nearly due</span>' in answer.content.decode()
