"""A small book: one batch, one unit, two items, without any document."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tracking.audit import Actor
from tracking.models import Assignment, Batch, Campaign, Contact, FormVersion, Item, Unit
from tracking.states import INFORMED, OWED

NOW = datetime(2016, 4, 25, 1, tzinfo=UTC)
DUE = datetime(2016, 5, 10, 9, tzinfo=UTC)
CLERK = Actor("clerk", "test")


def make_batch(key: str = "roster") -> Batch:
    """A batch of its own campaign."""
    campaign = Campaign.objects.create(code=f"c-{key}", title="工作", digest="", imported_at=NOW)
    return Batch.objects.create(
        campaign=campaign,
        key=key,
        title="报送",
        due_at=DUE,
        issued_at=NOW,
        context={"zone": "Asia/Shanghai", "domain": "city.example"},
        reminder_plan={},
    )


def make_assignment(batch: Batch, code: str, *forms: str) -> Assignment:
    """A unit in the batch that owes these forms."""
    unit = Unit.objects.create(code=code, name=f"单位{code}", kind="county")
    Contact.objects.create(unit=unit, email=f"u{code}@county.example")
    assignment = Assignment.objects.create(
        batch=batch,
        unit=unit,
        status=OWED if forms else INFORMED,
        subject_code=code,
        link_hash=f"{batch.pk}-{code}",
        link_expires_at=DUE,
    )
    for key in forms:
        form, _ = FormVersion.objects.get_or_create(
            campaign=batch.campaign, key=key, number=1, title=key, file_name="x", object_key="x", model={}
        )
        Item.objects.create(assignment=assignment, form=form, form_key=key, due_at=DUE, changed_at=NOW)
    return assignment


@pytest.fixture
def assignment(db: None) -> Assignment:
    """A unit that owes two forms."""
    return make_assignment(make_batch(), "330402", "roster", "report")
