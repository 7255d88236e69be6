"""Working days, reminder moments and 督办 colours, computed from what is handed in. Pure.

Every `zone` is the campaign's; every datetime that goes in or comes out carries a zone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

from tracking.calendar_facts import Day, published_day

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Which days are worked: `overrides` (the office's own table, date → worked) before `facts`."""

    overrides: Mapping[date, bool] = field(default_factory=dict)
    facts: Callable[[date], Day] = published_day

    def day(self, day: date) -> Day:
        """Whether `day` is worked; what the office's table says is never provisional."""
        if day in self.overrides:
            return Day(self.overrides[day])
        return self.facts(day)

    def is_working(self, day: date) -> bool:
        """Whether `day` is worked."""
        return self.day(day).working


@dataclass(frozen=True)
class ReminderPlan:
    """When to remind: days are working days from the due day, `quiet` is from–to in local time.

    `then_every` goes on after the last of `after` (0: never); `at_most` limits the moments altogether.
    """

    before: tuple[int, ...]
    on_due: bool
    after: tuple[int, ...]
    then_every: int
    at_most: int
    send_at: time
    quiet: tuple[time, time]


@dataclass(frozen=True)
class Moment:
    """One reminder: `step` is working days from the due day ("-3", "0", "+1"), `at` when to send it."""

    step: str
    at: datetime
    provisional: bool = False


def add_working_days(day: date, days: int, calendar: Calendar) -> date:
    """The `days`-th working day after `day` (before it when negative); `day` itself for 0."""
    step = ONE_DAY if days > 0 else -ONE_DAY
    for _ in range(abs(days)):
        day += step
        while not calendar.is_working(day):
            day += step
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Working days after `start` up to and including `end`; negative, and mirrored, when `end` is earlier.

    The inverse of add_working_days: between(day, add(day, n)) == n.
    """
    step = ONE_DAY if end > start else -ONE_DAY
    passed = 0
    while start != end:
        start += step
        passed += calendar.is_working(start)
    return passed if step == ONE_DAY else -passed


def reminder_moments(due: datetime, plan: ReminderPlan, calendar: Calendar, zone: ZoneInfo) -> list[Moment]:
    """The plan's moments around `due`, in order, each on a working day outside the quiet hours.

    Days before count from the due day or, when that is not worked, the last working day before it. A
    moment that would be quiet moves to the next time that is not. A reminder that announces the due
    time and would come after it is left out.
    """
    local_due = due.astimezone(zone)
    due_day = local_due.date()
    last_day = due_day if calendar.is_working(due_day) else add_working_days(due_day, -1, calendar)

    def moments() -> Iterator[Moment]:
        for offset in _offsets(plan):
            day = add_working_days(due_day if offset > 0 else last_day, offset, calendar)
            at = allowed_time(datetime.combine(day, plan.send_at, zone), plan.quiet, calendar)
            if offset > 0 or at < local_due:
                step = f"{offset:+d}" if offset else "0"
                yield Moment(step, at, calendar.day(at.date()).provisional)

    return list(islice(moments(), plan.at_most))


def next_moment(moments: Iterable[Moment], after: datetime) -> Moment | None:
    """The first of `moments` (in order) later than `after`; None when there is none."""
    return next((moment for moment in moments if moment.at > after), None)


def is_overdue(due: datetime, now: datetime) -> bool:
    """督办 red: the due time has passed."""
    return now > due


def is_nearly_due(due: datetime, now: datetime, calendar: Calendar, zone: ZoneInfo) -> bool:
    """督办 blue: not overdue, and at most one working day is left."""
    return not is_overdue(due, now) and due < nearly_due_before(now, calendar, zone)


def nearly_due_before(now: datetime, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """The moment before which what is due is nearly due: the start of the second working day after today."""
    return datetime.combine(add_working_days(now.astimezone(zone).date(), 2, calendar), time(0), zone)


def _offsets(plan: ReminderPlan) -> Iterator[int]:
    yield from sorted({-days for days in plan.before})
    if plan.on_due:
        yield 0
    after = sorted(set(plan.after))
    yield from after
    if plan.then_every:
        yield from count((after[-1] if after else 0) + plan.then_every, plan.then_every)


def allowed_time(at: datetime, quiet: tuple[time, time], calendar: Calendar) -> datetime:
    """`at` (local time), or the next time that is on a working day and outside the quiet hours.

    From a day that is not worked it moves to the same hour of the next working day, then out of the quiet.
    """
    if not calendar.is_working(at.date()):
        at = datetime.combine(add_working_days(at.date(), 1, calendar), at.time(), at.tzinfo)
    start, end = quiet
    clock = at.time()
    overnight = start > end
    is_quiet = (clock >= start or clock < end) if overnight else start <= clock < end
    if not is_quiet:
        return at
    day = at.date()
    if overnight and clock >= start:
        day = add_working_days(day, 1, calendar)
    return datetime.combine(day, end, at.tzinfo)
