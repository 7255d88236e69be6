"""What happens in the example's first batch before a page is looked at."""

from __future__ import annotations

import io
from datetime import timedelta
from functools import partial

from PIL import Image

from documents.intake import Member
from tests.again import again
from tests.forms import fill
from tests.workflows.house import CLERK, POINTS, ROSTER, House, at
from tracking import access
from tracking.clock import move_to
from tracking.models import Assignment, Reply
from workflows import collecting, reminding, reviewing

GOOD, DOUBTFUL, RETURNED, UNUSABLE, EXEMPT, PHONED, SILENT = (
    "330402",
    "330411",
    "330421",
    "330424",
    "330481",
    "330482",
    "330483",
)
WRONG_MOBILE = "1380000001"  # ten digits


def roster(house: House, code: str, **answers: str) -> bytes:
    """The unit's roster, filled in; `answers` differ from the usual ones."""
    return fill(house.blank(code), ROSTER | answers, {"contact_points": POINTS})


def path_of(house: House, code: str) -> str:
    """The path of the unit's own page."""
    assignment = house.assignment(code)
    token = access.link_token(assignment.batch, assignment.unit, assignment.link_generation)
    return f"/u/{token}/"


def photo() -> bytes:
    """A picture on which there is nothing to read."""
    made = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(made, "PNG")
    return made.getvalue()


def moves_to(house: House, month: int, day: int, hour: int = 9) -> None:
    """Business time is another."""
    house.now = at(month, day, hour)
    move_to(house.now)


def doubtful(house: House) -> Reply:
    """A reply that waits for a person: one number is short of a digit, the post is missing."""
    return house.upload(
        DOUBTFUL, roster(house, DOUBTFUL, officer_mobile=WRONG_MOBILE, officer_post=""), "秀洲名单.docx"
    )


def held(house: House) -> Reply:
    """A file that nobody can place."""
    file = Member("工作群里的文件.txt", "名单见附件。".encode())
    (reply,) = collecting.drop_pile(house.services, house.batch(), [file], "工作群", CLERK, house.now)
    return reply


def pile(assignment: Assignment, count: int) -> None:
    """So many files that the unit has sent and nobody has placed, a minute apart."""
    for number in range(count):
        Reply.objects.create(
            fingerprint=f"pile-{number}",
            batch=assignment.batch,
            assignment=assignment,
            state="held",
            sha256="x",
            object_key="x",
            file_name=f"{number}.docx",
            source="upload",
            received_at=at(4, 25, 9) + timedelta(minutes=number),
        )


def tell(house: House) -> None:
    """Every state that the board can show, seen from the day after the due time."""
    again("told", house.services, partial(_tell, house))
    moves_to(house, 5, 11)


def issue_all(house: House) -> None:
    """The roster is issued to all and its papers are made; then it is 25 April 2016."""

    def make() -> None:
        house.issue()
        house.work()

    again("issued to all", house.services, make)
    moves_to(house, 4, 25)


def _tell(house: House) -> None:
    house.upload(GOOD, roster(house, GOOD))
    doubtful(house)
    returned = house.upload(RETURNED, roster(house, RETURNED), "嘉善名单.docx")
    reviewing.send_back(returned, "联系点请补充到村（社区）。", at(5, 13, 17), CLERK, house.now)
    house.upload(UNUSABLE, photo(), "扫描件.png")
    reviewing.exempt(house.item(EXEMPT), "机构改革，本次不报。", CLERK, house.now)
    held(house)
    moves_to(house, 5, 10)
    reminding.remind_due(house.now)
    moves_to(house, 5, 11)
    reminding.note_phone_call(house.assignment(PHONED), "办公室答复今天下午报送。", CLERK, house.now)
    house.work()
