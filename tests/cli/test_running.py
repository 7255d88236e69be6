"""The clock, the calendar, the members of staff, the benchmark."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth.models import User

from cli.doctor import shown
from config import env
from tests.cli.conftest import Shoufa
from tests.workflows.house import NANHU, House
from tracking.models import AuditEntry, CalendarDay


def test_clock_is_moved_and_set_back(house: House, shoufa: Shoufa) -> None:
    moved = shoufa("clock", "--to", "2016-05-10T09:00", "--json").json
    assert moved["now"].startswith(("2016-05-10T08:59:59+08:00", "2016-05-10T09:00:0"))
    assert shoufa("clock").out.startswith(("2016-05-10 09:00", "2016-05-10 08:59:59"))
    reset = shoufa("clock", "--reset", "--json").json
    told = AuditEntry.objects.filter(event="clock_moved", thing="businessclock", source="cli").order_by("pk")
    assert [entry.detail for entry in told] == [{"to": "2016-05-10T09:00"}, {"to": ""}]
    apart = datetime.fromisoformat(reset["real"]) - datetime.fromisoformat(reset["now"])
    assert abs(apart.total_seconds()) <= 1


@pytest.mark.parametrize("options", [["--to", "tomorrow"], ["--to", "2016-05-10T09:00", "--reset"]])
def test_clock_refuses_bad_usage(house: House, shoufa: Shoufa, options: list[str]) -> None:
    assert shoufa("clock", *options).code == 2


def test_calendar_day_moves_the_coming_reminder(issued: House, shoufa: Shoufa) -> None:
    before = issued.assignment(NANHU).remind_at
    assert before is not None
    assert shoufa("calendar", "set", "2016-05-06", "--off", "--note", "示例").code == 0
    after = issued.assignment(NANHU).remind_at
    assert after is not None
    assert (before.date(), after.date()) == (date(2016, 5, 5), date(2016, 5, 4))
    assert shoufa("calendar", "list", "--json").json == [{"day": "2016-05-06", "working": False, "note": "示例"}]
    assert "Day off" in shoufa("calendar", "list").out
    assert shoufa("calendar", "unset", "2016-05-06").code == 0
    assert issued.assignment(NANHU).remind_at == before
    assert not CalendarDay.objects.exists()
    assert set(AuditEntry.objects.filter(source="cli").values_list("event", flat=True)) == {
        "calendar_set",
        "calendar_unset",
    }


def test_calendar_refuses_what_it_cannot_do(house: House, shoufa: Shoufa) -> None:
    assert shoufa("calendar", "unset", "2016-05-06").code == 1
    assert shoufa("calendar", "set", "6 May", "--off").code == 2


def test_member_of_staff_is_added_with_a_password(
    house: House, shoufa: Shoufa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "a-long-enough-secret")
    assert shoufa("user", "add", "clerk").code == 0
    assert AuditEntry.objects.get(event="user_added").detail == {"name": "clerk"}
    user = User.objects.get(username="clerk")
    assert user.check_password("a-long-enough-secret")
    assert user.is_staff
    assert shoufa("user", "add", "clerk").code == 1
    assert shoufa("user", "list", "--json").json == [{"name": "clerk", "active": True}]
    assert "clerk" in shoufa("user", "list").out


def test_weak_password_is_refused(house: House, shoufa: Shoufa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "short")
    assert shoufa("user", "add", "clerk").code == 1
    assert not User.objects.exists()


def test_user_without_a_password_signs_in_with_links_only(house: House, shoufa: Shoufa) -> None:
    assert shoufa("user", "add", "clerk", "--links-only").code == 0
    assert not User.objects.get().has_usable_password()
    assert shoufa("sign-in", "clerk").out.startswith("/sign-in/once/")
    assert shoufa("user", "add", "a name\nwith a break", "--links-only").code == 1


@pytest.mark.services
def test_benchmark_prints_the_contract(shoufa: Shoufa) -> None:
    found = shoufa("bench", "issue", "--units", "1", "--json").json
    assert list(found) == [
        "name",
        "documents",
        "seconds",
        "documents_per_second",
        "peak_mib",
        "baseline",
        "baseline_documents_per_second",
        "ratio",
        "limit_documents_per_second",
        "share_of_limit",
    ]
    assert (found["name"], found["documents"], found["baseline"]) == ("issue", 20, "docxtpl")
    assert found["documents_per_second"] == pytest.approx(found["documents"] / found["seconds"], rel=0.1)
    assert 0 < found["share_of_limit"] < 1


def test_doctor_prints_no_password_of_the_broker(
    house: House, shoufa: Shoufa, monkeypatch: pytest.MonkeyPatch, deaf_port: int
) -> None:
    env.home().mkdir()
    host = f"127.0.0.1:{deaf_port}"
    monkeypatch.setenv("SHOUFA_BROKER_URL", f"redis://office:very-secret@{host}/0")
    for arguments in (["--json"], []):
        found = shoufa("doctor", *arguments)
        assert found.code == 1
        assert f"redis://***@{host}/0" in found.out and "very-secret" not in found.out + found.err


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("redis://broker:6379/0", "redis://broker:6379/0"),
        ("redis://:secret@broker:6379/0", "redis://***@broker:6379/0"),
        ("rediss://office:p@ss@[::1]:6379/1?x=1", "rediss://***@[::1]:6379/1?x=1"),
    ],
)
def test_a_url_is_printed_without_its_password(url: str, printed: str) -> None:
    assert shown(url) == printed
