"""The audit trail is only ever added to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from messages.errors import NotAllowed
from tests.tracking.conftest import CLERK, NOW
from tracking import audit
from tracking.models import Assignment, AuditEntry


@pytest.fixture
def entry(assignment: Assignment) -> AuditEntry:
    audit.record(CLERK, "looked", assignment, NOW, why="x")
    return AuditEntry.objects.get()


def test_an_entry_says_who_what_when_and_from_where(entry: AuditEntry, assignment: Assignment) -> None:
    assert (entry.actor, entry.source, entry.event, entry.detail) == ("clerk", "test", "looked", {"why": "x"})
    assert (entry.thing, entry.thing_id, entry.business_at) == ("assignment", assignment.pk, NOW)
    assert timezone.now() - entry.at < timedelta(minutes=1)  # real time, whatever the business clock says


def test_nothing_changes_or_deletes_it(entry: AuditEntry) -> None:
    entry.event = "other"
    for forbidden in (
        entry.save,
        entry.delete,
        lambda: AuditEntry.objects.all().delete(),
        lambda: AuditEntry.objects.update(event="other"),
        lambda: AuditEntry.objects.filter(pk=entry.pk).update(event="other"),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    assert AuditEntry.objects.get().event == "looked"


def test_a_step_that_no_person_takes_has_the_systems_name() -> None:
    assert (audit.system("issue.deliver").name, audit.system("issue.deliver").source) == ("system", "issue.deliver")
