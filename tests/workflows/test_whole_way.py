"""One unit the whole way: issued, mailed, returned, read, accepted, rolled up."""

from __future__ import annotations

from tests.forms import fill
from tests.mail.smtp import sink
from tests.workflows.house import POINTS, ROSTER, House, at
from tracking.models import Answer, Dispatch, Item, RollUp
from tracking.progress import figures
from tracking.states import ACCEPTED, SENT
from workflows import rolling_up


def test_eleven_units_are_issued_and_seven_owe(house: House) -> None:
    with sink() as server:
        house.with_mail(server.port)
        issued = house.issue()
        house.work()
        assert issued.new and not issued.without_address
        assert {dispatch.state for dispatch in Dispatch.objects.all()} == {SENT}
        assert len(server.messages) == 11
        numbers = figures(issued.batch, house.now)
    assert (numbers.units, numbers.issued, numbers.sent, numbers.owed) == (11, 11, 11, 7)
    assert Item.objects.count() == 7


def test_a_good_upload_is_accepted_without_a_hand_and_rolled_up(house: House) -> None:
    house.issue()
    house.work()
    house.now = at(4, 25)
    reply = house.upload("330402", fill(house.blank("330402"), ROSTER, {"contact_points": POINTS}))
    assert (reply.verdict, reply.reasons) == ("accepted", [])
    assert house.item("330402").status == ACCEPTED
    assert Answer.objects.get(key="officer_mobile").final_value == "13800000001"
    rolling_up.ask(house.batch(), house_actor(), house.now)
    house.work()
    assert RollUp.objects.get().accepted == 1


def house_actor():  # type: ignore[no-untyped-def]
    from tests.workflows.house import CLERK

    return CLERK
