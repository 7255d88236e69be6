"""Business time: real time plus what is stored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from tracking import clock

SECOND = timedelta(seconds=30)  # between two looks at the clock, on a loaded machine


def test_business_time_is_real_time_until_it_is_moved(db: None) -> None:
    assert abs(clock.business_now() - timezone.now()) < SECOND


def test_moved_it_goes_on_from_there_and_back(db: None) -> None:
    for moment in (datetime(2016, 4, 22, 1, tzinfo=UTC), datetime(2033, 1, 1, tzinfo=UTC)):
        clock.move_to(moment)
        assert timedelta(0) <= clock.business_now() - moment < SECOND
    clock.reset()
    assert abs(clock.business_now() - timezone.now()) < SECOND
