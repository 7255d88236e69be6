"""Whatever comes, a status follows its table, leaves one audit entry in the same transaction, and adds up."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from messages.errors import NotAllowed
from tests.tracking.conftest import CLERK, DUE, NOW, make_assignment, make_batch
from tracking import ledger, states
from tracking.models import Assignment, AuditEntry, Dispatch, Item, Reply

SHORT = settings(max_examples=40, stateful_step_count=25, deadline=None)
EVENTS = sorted(states.ITEM_EVENTS)


class Ledger(RuleBasedStateMachine):
    """Two items of one assignment under any events; a plain dictionary is the model."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.assignment = make_assignment(make_batch(), "330402", "roster", "report")
        self.items = list(self.assignment.items.all())
        self.expected = {item.pk: states.OWED for item in self.items}
        self.entries = 0
        self.statuses = [self.assignment.status]

    @rule(number=st.integers(0, 1), event=st.sampled_from(EVENTS))
    def take(self, number: int, event: str) -> None:
        item = self.items[number]
        starts, end = states.ITEM_EVENTS[event]
        if self.expected[item.pk] in starts:
            moved = ledger.item_event(item, event, CLERK, NOW, reason="x")
            assert moved.status == end
            self.expected[item.pk] = end
            self.entries += 1
            status = states.of_assignment(self.expected.values())
            if status != self.statuses[-1]:
                self.statuses.append(status)
        else:
            with pytest.raises(NotAllowed):
                ledger.item_event(item, event, CLERK, NOW, reason="x")

    @rule(number=st.integers(0, 1), event=st.sampled_from(EVENTS))
    def take_in_a_transaction_that_fails(self, number: int, event: str) -> None:
        with pytest.raises(NotAllowed), transaction.atomic():
            ledger.item_event(self.items[number], event, CLERK, NOW)
            raise NotAllowed("something later went wrong.")

    @rule(number=st.integers(0, 1))
    def give_another_due_time(self, number: int) -> None:
        ledger.new_due_time(self.items[number], DUE, CLERK, NOW, reason="x")
        self.entries += 1

    @invariant()
    def the_database_says_the_same(self) -> None:
        assert dict(Item.objects.values_list("pk", "status")) == self.expected
        found = Assignment.objects.get(pk=self.assignment.pk).status
        assert found == states.of_assignment(self.expected.values())

    @invariant()
    def every_change_left_one_entry(self) -> None:
        of_items = AuditEntry.objects.filter(thing="item")
        assert of_items.count() == self.entries
        newest = of_items.exclude(event="new_due_time").first()
        if newest:
            assert self.expected[newest.thing_id] == newest.detail["new"]

    @invariant()
    def the_assignments_every_change_of_status_left_one_entry(self) -> None:
        entries = AuditEntry.objects.filter(event="assignment_status").order_by("pk")
        assert [(entry.detail["old"], entry.detail["new"]) for entry in entries] == list(pairwise(self.statuses))
        assert AuditEntry.objects.count() == self.entries + len(self.statuses) - 1

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)


class LedgerTest(TestCase):
    """Runs the machine inside a transaction that is rolled back."""

    def test_any_events(self) -> None:
        run_state_machine_as_test(Ledger, settings=SHORT)


@pytest.mark.parametrize(("event", "status"), list(product(EVENTS, states.ITEM_STATUSES)))
def test_the_table_of_items_is_followed(event: str, status: str) -> None:
    starts, end = states.ITEM_EVENTS[event]
    if status in starts:
        assert states.after(event, status) == end
    else:
        with pytest.raises(NotAllowed):
            states.after(event, status)


def test_every_status_has_a_label_and_can_be_reached_from_owed() -> None:
    assert set(states.ITEM_LABELS) == {*states.ITEM_STATUSES, states.INFORMED}
    reached, before = {states.OWED}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= {end for starts, end in states.ITEM_EVENTS.values() if reached & set(starts)}
    assert reached == set(states.ITEM_STATUSES)


@pytest.mark.parametrize(
    ("moves", "labels"),
    [(states.DISPATCH_MOVES, states.DISPATCH_LABELS), (states.REPLY_MOVES, states.REPLY_LABELS)],
    ids=["messages", "replies"],
)
def test_every_move_leads_to_a_state_that_has_a_label(
    moves: dict[str, tuple[str, ...]], labels: dict[str, str]
) -> None:
    assert set(moves) == set(labels)
    assert {end for ends in moves.values() for end in ends} <= set(labels)


def test_an_unknown_message_becomes_ready_only_by_a_move_of_its_own() -> None:
    assert states.SENT not in states.DISPATCH_MOVES[states.SENT]
    assert [start for start, ends in states.DISPATCH_MOVES.items() if states.UNKNOWN in ends] == [states.DOTTED]
    assert [start for start, ends in states.DISPATCH_MOVES.items() if states.DOTTED in ends] == [states.READY]


def test_a_superseded_reply_stays_superseded() -> None:
    assert states.REPLY_MOVES[states.SUPERSEDED] == ()


@given(st.lists(st.sampled_from(states.ITEM_STATUSES)))
def test_an_assignment_shows_what_most_needs_somebody(found: list[str]) -> None:
    status = states.of_assignment(found)
    assert status == (states.INFORMED if not found else status)
    assert not found or status in found
    for urgent in (states.SENT_BACK, states.REVIEW, states.OWED):
        if urgent in found:
            assert status in (states.SENT_BACK, states.REVIEW, states.OWED)
            break
    assert states.of_assignment(reversed(found)) == status


def test_a_message_moves_by_its_table_with_one_entry(assignment: Assignment) -> None:
    dispatch = Dispatch.objects.create(
        assignment=assignment, kind="notice", occasion="0", message_id="<a@city.example>", created_at=NOW
    )
    with pytest.raises(NotAllowed):
        ledger.dispatch_moves(dispatch, states.SENT, CLERK, NOW)
    assert not AuditEntry.objects.exists()
    moved = ledger.dispatch_moves(dispatch, states.READY, CLERK, NOW, object_key="k")
    dispatch.refresh_from_db()
    assert (moved.state, dispatch.state, dispatch.object_key) == (states.READY, states.READY, "k")
    entry = AuditEntry.objects.get()
    assert (entry.event, entry.detail["old"], entry.thing_id) == ("message_ready", states.PREPARING, dispatch.pk)


def test_a_reply_moves_by_its_table_with_one_entry(assignment: Assignment) -> None:
    reply = Reply.objects.create(
        fingerprint="x", sha256="x", object_key="x", file_name="x", source="mail", received_at=NOW
    )
    ledger.reply_moves(reply, states.SUPERSEDED, CLERK, NOW)
    with pytest.raises(NotAllowed):
        ledger.reply_moves(reply, states.READ, CLERK, NOW)
    assert AuditEntry.objects.get().event == "reply_superseded"
