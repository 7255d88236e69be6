"""What counties really send, by real mail through the whole house: each file ends where a person would expect it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest

from office.libreoffice import LibreOffice
from tests.e2e.campaigns import county_address, filled_roster, form_in, with_counties
from tests.e2e.office import Office, office, wait_until
from tests.e2e.post_office import Letter, PostOffice, post_office
from tests.forms import fill
from tests.office.papers import picture
from tests.workflows.test_reading import ENCRYPTED

pytestmark = [pytest.mark.services, pytest.mark.timeout(900)]

CODE = "returns"
DOC, COLLECTOR, SECOND, THIRD, OTHER_BATCH, OTHER_UNIT, PHOTO, LOCKED = range(1, 9)
COUNTS = (
    "schools villages youth_organisations enterprises grids seminars ordinary_youth students youth_leaders"
    " youth_in_need online_youth deeds_done deeds_pending"
)
ITEMS = (
    "SELECT u.code, i.form_key, i.status FROM tracking_item i JOIN tracking_assignment a ON a.id = i.assignment_id"
    " JOIN tracking_unit u ON u.id = a.unit_id"
)
REPLIES = (
    "SELECT r.id, r.kind, r.state, r.verdict, r.object_key, u.code FROM tracking_reply r"
    " LEFT JOIN tracking_item i ON i.id = r.item_id LEFT JOIN tracking_assignment a ON a.id = i.assignment_id"
    " LEFT JOIN tracking_unit u ON u.id = a.unit_id WHERE r.file_name = '{}'"
)


@pytest.fixture(scope="module")
def post() -> Iterator[PostOffice]:
    """The post office between the counties and the house."""
    with post_office() as opened:
        yield opened


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, post: PostOffice) -> Iterator[Office]:
    """A house that has issued the roster and the activity report to eight counties, and has got their answers."""
    folder = tmp_path_factory.mktemp("returns")
    settings = {"SHOUFA_STORE": "disk", "SHOUFA_LEASE_SECONDS": "240"}
    with office(folder / "home", post, **settings) as opened:
        opened.issue(with_counties(folder / CODE, CODE, 8), CODE)
        opened.run("issue", CODE, "activity")
        wait_until(lambda: len(post.notices()) == 16 and opened.settled(), "all notices have gone out")
        _answer(post)
        wait_until(lambda: post.idle() and opened.settled(), "every answer has been dealt with", 240)
        yield opened


def _notice(post: PostOffice, number: int, part: str = "名单") -> Letter:
    """The notice that brought a county its form."""
    address = county_address(CODE, number)
    return next(
        letter
        for letter in post.notices()
        if post.unit_of(letter) == address and any(part in name for name in letter.files)
    )


def _filled(post: PostOffice, number: int) -> bytes:
    return filled_roster(form_in(_notice(post, number)), number)


def _activity(post: PostOffice, number: int) -> bytes:
    answers = dict.fromkeys(COUNTS.split(), "3") | {"period_from": "2016年5月1日", "period_to": "2016年5月31日"}
    blank = form_in(_notice(post, number, "活动情况表"), "活动情况表")
    return fill(blank, answers | {"narrative": "走访学校三所，召开座谈会三场。"})


def _answer(post: PostOffice) -> None:
    with LibreOffice() as converter:
        post.answer(_notice(post, DOC), "名单.doc", converter.convert(_filled(post, DOC), "docx", "doc"))
    with zipfile.ZipFile(archive := io.BytesIO(), "w") as new:
        for number in (COLLECTOR, SECOND, THIRD):
            new.writestr(f"{number}.docx", _filled(post, number))
    post.answer(_notice(post, COLLECTOR), "三县名单.zip", archive.getvalue())
    post.answer(_notice(post, OTHER_BATCH), "活动.docx", _activity(post, OTHER_BATCH))
    post.answer(_notice(post, OTHER_UNIT), "别县.docx", _filled(post, OTHER_BATCH))
    post.answer(_notice(post, PHOTO), "拍照.jpg", picture())
    post.answer(_notice(post, LOCKED), "加密.docx", ENCRYPTED)


def status(house: Office, number: int, form: str = "roster") -> str:
    return str(house.rows(f"{ITEMS} WHERE u.code = '{CODE}-{number:03d}' AND i.form_key = '{form}'")[0][2])


def told(post: PostOffice, number: int) -> list[Letter]:
    """What a county got after its notices."""
    return [letter for letter in post.letters() if post.unit_of(letter) == county_address(CODE, number)][2:]


def words(letter: Letter) -> str:
    body = letter.message.get_body(("plain",))
    assert body is not None
    return str(letter.message["Subject"]) + str(body.get_content())


def test_a_mailed_doc_is_read(house: Office, post: PostOffice) -> None:
    ((reply, kind, state, verdict, _, unit),) = house.rows(REPLIES.format("名单.doc"))
    assert (kind, state, unit) == ("doc", "read", f"{CODE}-{DOC:03d}")
    ((mobile,),) = house.rows(f"SELECT value FROM tracking_answer WHERE reply_id = {reply} AND key = 'officer_mobile'")
    assert mobile == f'"138000{DOC:05d}"'
    assert status(house, DOC) == {"accepted": "accepted", "review": "review"}[verdict]
    (letter,) = told(post, DOC)
    assert words(letter).startswith("[Received] " if verdict == "accepted" else "[Being checked] ")


def test_a_zip_of_three_counties_goes_to_each(house: Office, post: PostOffice) -> None:
    for number in (COLLECTOR, SECOND, THIRD):
        assert status(house, number) == "accepted"
        (letter,) = told(post, number)
        assert words(letter).startswith("[Received] ") and f"{number}.docx" in words(letter)


def test_a_form_of_another_batch_goes_to_its_own(house: Office, post: PostOffice) -> None:
    ((_, _, state, _, _, unit),) = house.rows(REPLIES.format("活动.docx"))
    assert (state, unit) == ("read", f"{CODE}-{OTHER_BATCH:03d}")
    assert status(house, OTHER_BATCH) == "owed" and status(house, OTHER_BATCH, "activity_report") == "accepted"
    (letter,) = told(post, OTHER_BATCH)
    assert words(letter).startswith("[Received] ") and "活动.docx" in words(letter)


def test_a_form_of_another_unit_waits_for_a_person(house: Office, post: PostOffice) -> None:
    ((_, _, state, _, _, unit),) = house.rows(REPLIES.format("别县.docx"))
    assert (state, unit) == ("held", None)
    assert (status(house, OTHER_UNIT), status(house, OTHER_BATCH)) == ("owed", "owed")
    (letter,) = told(post, OTHER_UNIT)
    assert words(letter).startswith("[Being checked] ") and "别县.docx" in words(letter)
    assert "whether you attached the form that we sent to you" in words(letter)


def test_a_photo_is_proposed_to_a_person(house: Office, post: PostOffice) -> None:
    ((reply, kind, state, verdict, _, unit),) = house.rows(REPLIES.format("拍照.jpg"))
    assert (kind, state, verdict, unit) == ("jpeg", "read", "review", f"{CODE}-{PHOTO:03d}")
    assert status(house, PHOTO) == "review"
    assert house.count(f"SELECT count(*) FROM tracking_answer WHERE reply_id = {reply} AND status = 'ok'") == 0
    (letter,) = told(post, PHOTO)
    assert words(letter).startswith("[Being checked] ") and "send the Word file itself (.docx)" in words(letter)


def test_a_locked_file_goes_back_with_how_to_open_it(house: Office, post: PostOffice) -> None:
    ((_, kind, state, verdict, key, unit),) = house.rows(REPLIES.format("加密.docx"))
    assert (kind, state, verdict, unit) == ("encrypted", "read", "rejected", f"{CODE}-{LOCKED:03d}")
    assert status(house, LOCKED) == "sent_back"
    assert (house.home / "objects" / key).read_bytes() == ENCRYPTED
    (letter,) = told(post, LOCKED)
    assert words(letter).startswith("[Sent back] ") and "How to remove the password" in words(letter)


def test_nothing_was_lost_on_the_way(house: Office, post: PostOffice) -> None:
    assert house.json("jobs")["failed"] == []
    assert house.count("SELECT count(*) FROM tracking_incomingmail WHERE outcome = 'filed'") == 6
    assert house.count("SELECT count(*) FROM tracking_reply") == 8
