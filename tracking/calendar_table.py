"""The office's own calendar table above the published facts."""

from __future__ import annotations

from tracking.deadlines import Calendar
from tracking.models import CalendarDay


def calendar() -> Calendar:
    """The calendar in force: what the table says of a day, else what has been published."""
    return Calendar(dict(CalendarDay.objects.values_list("day", "working")))
