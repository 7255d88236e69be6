"""Working days as published, and reminder moments that respect them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracking.calendar_facts import Day
from tracking.deadlines import (
    Calendar,
    Moment,
    ReminderPlan,
    add_working_days,
    allowed_time,
    is_nearly_due,
    is_overdue,
    next_moment,
    reminder_moments,
    working_days_between,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
PUBLISHED = Calendar()
PLAN = ReminderPlan(
    before=(3, 1),
    on_due=True,
    after=(1,),
    then_every=2,
    at_most=8,
    send_at=time(9),
    quiet=(time(20), time(8)),
)
DUE = datetime(2016, 5, 10, 17, tzinfo=SHANGHAI)


def at(day: int, hour: int = 9, month: int = 5) -> datetime:
    return datetime(2016, month, day, hour, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2016, 4, 29), True),  # the Friday before Labour Day
        (date(2016, 4, 30), False),
        (date(2016, 5, 2), False),  # the Monday that belongs to it
        (date(2016, 5, 3), True),
        (date(2016, 6, 12), True),  # a Sunday worked for the Dragon Boat Festival
        (date(2016, 2, 6), True),  # Saturday and Sunday around the Spring Festival
        (date(2016, 2, 14), True),
        (date(2016, 2, 12), False),
    ],
)
def test_published_days(day: date, working: bool) -> None:
    assert PUBLISHED.day(day) == Day(working, provisional=False)


def test_a_year_that_is_not_published_is_provisional() -> None:
    assert PUBLISHED.day(date(2027, 10, 1)) == Day(working=False, provisional=True)
    assert PUBLISHED.day(date(2027, 3, 3)) == Day(working=True, provisional=True)
    assert PUBLISHED.day(date(2027, 3, 6)) == Day(working=False, provisional=True)


def test_the_offices_own_table_comes_first_and_is_not_provisional() -> None:
    table = {date(2027, 3, 6): True, date(2016, 5, 9): False}
    calendar = Calendar(table)
    assert calendar.day(date(2027, 3, 6)) == Day(working=True, provisional=False)
    assert add_working_days(date(2016, 5, 10), -1, calendar) == date(2016, 5, 6)


def test_working_days_step_over_labour_day() -> None:
    assert add_working_days(date(2016, 4, 29), 1, PUBLISHED) == date(2016, 5, 3)
    assert add_working_days(date(2016, 5, 3), -1, PUBLISHED) == date(2016, 4, 29)
    assert add_working_days(date(2016, 4, 30), 0, PUBLISHED) == date(2016, 4, 30)
    assert working_days_between(date(2016, 4, 29), date(2016, 5, 10), PUBLISHED) == 6
    assert working_days_between(date(2016, 5, 3), date(2016, 4, 29), PUBLISHED) == -1
    assert working_days_between(date(2016, 5, 3), date(2016, 5, 3), PUBLISHED) == 0


def test_the_roster_is_chased_on_these_days() -> None:
    moments = reminder_moments(DUE, PLAN, PUBLISHED, SHANGHAI)
    assert [(moment.step, moment.at) for moment in moments] == [
        ("-3", at(5)),
        ("-1", at(9)),
        ("0", at(10)),
        ("+1", at(11)),
        ("+3", at(13)),
        ("+5", at(17)),
        ("+7", at(19)),
        ("+9", at(23)),
    ]
    assert not any(moment.provisional for moment in moments)


def test_moments_do_not_depend_on_the_zone_in_which_due_is_written() -> None:
    assert reminder_moments(DUE.astimezone(UTC), PLAN, PUBLISHED, SHANGHAI) == reminder_moments(
        DUE, PLAN, PUBLISHED, SHANGHAI
    )


def test_due_on_a_day_off_counts_from_the_last_working_day() -> None:
    due = datetime(2016, 5, 8, 17, tzinfo=SHANGHAI)  # a Sunday
    moments = reminder_moments(due, replace(PLAN, before=(1,), then_every=0), PUBLISHED, SHANGHAI)
    assert moments == [Moment("-1", at(5)), Moment("0", at(6)), Moment("+1", at(9))]


def test_a_quiet_moment_moves_to_the_next_working_morning() -> None:
    plan = replace(PLAN, before=(2,), on_due=False, after=(), then_every=0, send_at=time(21))
    due = datetime(2016, 5, 4, 17, tzinfo=SHANGHAI)
    # Two working days before is Friday, 29 April; after 20:00 comes Labour Day.
    assert reminder_moments(due, plan, PUBLISHED, SHANGHAI) == [Moment("-2", at(3, 8))]


def test_a_quiet_moment_before_dawn_moves_to_the_same_morning() -> None:
    plan = replace(PLAN, before=(1,), on_due=False, after=(), then_every=0, send_at=time(6))
    assert reminder_moments(DUE, plan, PUBLISHED, SHANGHAI) == [Moment("-1", at(9, 8))]


def test_a_time_on_a_day_off_moves_to_the_next_working_day() -> None:
    assert allowed_time(at(7, 10), PLAN.quiet, PUBLISHED) == at(9, 10)
    assert allowed_time(at(7, 21), PLAN.quiet, PUBLISHED) == at(10, 8)
    assert allowed_time(at(9, 10), PLAN.quiet, PUBLISHED) == at(9, 10)


def test_quiet_hours_within_a_day() -> None:
    noon = replace(PLAN, before=(1,), at_most=1, send_at=time(12, 30), quiet=(time(12), time(14)))
    assert reminder_moments(DUE, noon, PUBLISHED, SHANGHAI) == [Moment("-1", at(9, 14))]


def test_due_day_reminder_is_left_out_when_it_would_come_after_the_due_time() -> None:
    due = DUE.replace(hour=8, minute=30)
    steps = [moment.step for moment in reminder_moments(due, PLAN, PUBLISHED, SHANGHAI)]
    assert steps[:3] == ["-3", "-1", "+1"]


def test_a_plan_without_after_goes_on_from_the_due_day() -> None:
    plan = replace(PLAN, before=(), on_due=False, after=(), at_most=2)
    steps = [moment.step for moment in reminder_moments(DUE, plan, PUBLISHED, SHANGHAI)]
    assert steps == ["+2", "+4"]


def test_moments_of_an_unpublished_year_are_provisional() -> None:
    due = datetime(2027, 5, 11, 17, tzinfo=SHANGHAI)
    assert all(moment.provisional for moment in reminder_moments(due, PLAN, PUBLISHED, SHANGHAI))


def test_next_moment() -> None:
    moments = reminder_moments(DUE, PLAN, PUBLISHED, SHANGHAI)
    assert next_moment(moments, at(1)) == moments[0]
    assert next_moment(moments, moments[0].at) == moments[1]
    assert next_moment(moments, at(30)) is None


def test_colours() -> None:
    assert not is_overdue(DUE, DUE)
    assert is_overdue(DUE, DUE + timedelta(seconds=1))
    assert not is_nearly_due(DUE, at(6), PUBLISHED, SHANGHAI)  # Friday: two working days left
    assert is_nearly_due(DUE, at(7), PUBLISHED, SHANGHAI) is False  # Saturday: Monday and Tuesday left
    assert is_nearly_due(DUE, at(8), PUBLISHED, SHANGHAI) is False
    assert is_nearly_due(DUE, at(9), PUBLISHED, SHANGHAI)
    assert is_nearly_due(DUE, DUE, PUBLISHED, SHANGHAI)
    assert not is_nearly_due(DUE, DUE + timedelta(seconds=1), PUBLISHED, SHANGHAI)


def test_due_on_a_day_off_is_nearly_due_on_the_working_day_before() -> None:
    sunday = datetime(2016, 5, 8, 17, tzinfo=SHANGHAI)
    assert is_nearly_due(sunday, at(5), PUBLISHED, SHANGHAI)
    assert not is_nearly_due(sunday, at(4), PUBLISHED, SHANGHAI)


days = st.dates(date(2015, 1, 1), date(2028, 12, 31))
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
numbers = st.lists(st.integers(1, 10), max_size=4).map(tuple)
plans = st.builds(
    ReminderPlan,
    before=numbers,
    on_due=st.booleans(),
    after=numbers,
    then_every=st.integers(0, 5),
    at_most=st.integers(0, 12),
    send_at=clocks,
    quiet=st.tuples(clocks, clocks),
)
tables = st.dictionaries(days, st.booleans(), max_size=20)


@given(days, st.integers(-30, 30), tables)
def test_counting_undoes_adding(day: date, number: int, table: dict[date, bool]) -> None:
    calendar = Calendar(table)
    reached = add_working_days(day, number, calendar)
    assert working_days_between(day, reached, calendar) == number
    assert number == 0 or calendar.is_working(reached)


@given(days, clocks, plans, tables, st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "Asia/Kathmandu"]))
def test_moments_respect_the_plan(
    day: date, clock: time, plan: ReminderPlan, table: dict[date, bool], zone: str
) -> None:
    start, end = plan.quiet
    assume(start != end)
    calendar, local = Calendar(table), ZoneInfo(zone)
    due = datetime.combine(day, clock, local)
    moments = reminder_moments(due, plan, calendar, local)
    assert len(moments) <= plan.at_most
    assert all(earlier.at < later.at for earlier, later in pairwise(moments))
    for moment in moments:
        wall = moment.at.time()
        assert calendar.is_working(moment.at.date())
        assert not (start <= wall < end if start < end else wall >= start or wall < end)
        assert (moment.at < due) == (int(moment.step) <= 0)
