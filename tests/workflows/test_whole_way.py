"""One unit the whole way: issued, mailed, returned, read, accepted, rolled up."""

from __future__ import annotations

from tests.mail.smtp import Sink
from tests.workflows.house import CLERK, NANHU, House, at
from tracking.models import Answer, Dispatch, Item, RollUp
from tracking.progress import figures
from tracking.states import ACCEPTED, SENT
from workflows import rolling_up


def test_eleven_units_are_issued_and_seven_owe(house: House, outgoing: Sink) -> None:
    issued = house.issue()
    house.work()
    assert issued.new and not issued.without_address
    assert {dispatch.state for dispatch in Dispatch.objects.all()} == {SENT}
    assert len(outgoing.messages) == 11
    numbers = figures(issued.batch, house.now)
    assert (numbers.units, numbers.issued, numbers.sent, numbers.owed) == (11, 11, 11, 7)
    assert Item.objects.count() == 7


def test_a_good_answer_is_accepted_without_a_hand_and_rolled_up(single: House) -> None:
    reply = single.upload(NANHU, single.filled(NANHU))
    assert (reply.verdict, reply.reasons) == ("accepted", [])
    assert single.item(NANHU).status == ACCEPTED
    assert Answer.objects.get(key="officer_mobile").final_value == "13800000001"
    assert reply.received_at == at(4, 25)
    rolling_up.ask(single.batch(), CLERK, single.now)
    single.work()
    assert RollUp.objects.get().accepted == 1
