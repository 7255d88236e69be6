"""The reader on the tricks of an author who has not seen it; the scorer on readers that are wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from documents.reading.result import Reading
from tests.tricks.catalogue import FORMS
from tests.tricks.kinds import KINDS
from tests.tricks.making import Made, issued, make
from tests.tricks.scoring import Fault, Totals, own_reader, score, upper_bound

SEED = 7
RETURNS = 300


@cache
def _returns() -> tuple[Made, ...]:
    return tuple(make(SEED, each) for each in range(RETURNS))


@cache
def _result() -> tuple[Totals, list[Fault]]:
    return score(_returns())


def test_nothing_is_silently_wrong() -> None:
    silent = [each for each in _result()[1] if each.what == "silent"]
    assert [(each.form, each.kinds, each.place, each.got) for each in silent] == []


def test_no_answer_is_lost_in_what_is_accepted() -> None:
    assert [each for each in _result()[1] if each.what == "lost"] == []


def test_no_return_crashes_the_reader() -> None:
    assert _result()[0].crashes == 0


def test_clean_returns_are_accepted() -> None:
    totals = _result()[0]
    assert totals.clean >= 20
    assert totals.clean_accepted >= 0.95 * totals.clean


def test_every_place_of_the_forms_is_asked_for() -> None:
    assert _result()[0].not_mapped == []


def test_the_set_is_large_and_half_of_it_has_controls() -> None:
    assert len(FORMS) == 12
    assert sum(each.tagged for each in FORMS) == 6
    assert len(KINDS) >= 120


def test_a_return_is_made_alike_from_the_same_seed() -> None:
    assert [make(3, each).returned for each in range(5)] == [make(3, each).returned for each in range(5)]


def _wrong(made: Made) -> Reading:
    """Vouches for the value of another, and for each row a second time."""
    reading = own_reader(made)
    fields = tuple(replace(each, value="错", status="ok") for each in reading.fields)
    tables = tuple(replace(each, rows=each.rows * 2) for each in reading.tables)
    return replace(reading, fields=fields, tables=tables)


def test_a_wrong_reader_is_found_out() -> None:
    clean = [each for each in _returns() if not each.kinds and each.form.name == "points"]
    totals, faults = score(clean, _wrong)
    asked = sum(len(issued(each.form)[1].fields) for each in clean)
    rows = sum(len(each.paper.lists[0].filled) for each in clean)
    assert clean
    assert totals.silent_accepted == asked + rows
    assert {each.what for each in faults} == {"silent"}


def test_an_answer_left_out_is_found_out() -> None:
    def forgetful(made: Made) -> Reading:
        reading = own_reader(made)
        fields = tuple(replace(each, value=None, status="blank") for each in reading.fields)
        return replace(reading, fields=fields, tables=tuple(replace(each, rows=()) for each in reading.tables))

    clean = [each for each in _returns() if not each.kinds and each.form.name == "trainees"]
    totals, faults = score(clean, forgetful)
    assert clean
    assert totals.lost_in_accepted > len(clean)
    assert {each.what for each in faults} == {"lost"}


def test_a_reader_that_raises_is_counted() -> None:
    def broken(made: Made) -> Reading:
        raise ValueError(made.form.name)

    assert score(_returns()[:3], broken)[0].crashes == 3


@pytest.mark.parametrize(("errors", "trials", "bound"), [(0, 3000, 0.001), (1, 100, 0.0466), (3, 3, 1.0), (0, 0, 1.0)])
def test_the_upper_bound_is_that_of_the_books(errors: int, trials: int, bound: float) -> None:
    assert upper_bound(errors, trials) == pytest.approx(bound, rel=0.01)
