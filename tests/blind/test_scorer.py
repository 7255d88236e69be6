"""The scorer can find what it is there to find: readers that are wrong on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pytest

from documents.forms import FieldSpec, FieldType, FormModel, TableSpec
from documents.reading import FieldReading, Reading, RowReading, TableReading
from tests.blind.answers import Answer
from tests.blind.build import Group, Return, form_named, one
from tests.blind.draft import FORMS
from tests.blind.score import Judge, Tally, clopper_pearson

Change = Callable[[Reading], Reading]


def _model(_blank: bytes, name: str) -> FormModel:
    """What a perfect reader's model of a form is: read off the drawing."""
    form = form_named(name)
    fields = tuple(FieldSpec(f"f{number}", each.labels[0]) for number, each in enumerate(form.slots))
    tables = tuple(
        TableSpec(f"t{number}", each.name, tuple(FieldSpec(one.name, one.labels[0]) for one in each.columns))
        for number, each in enumerate(form.tables)
    )
    return FormModel(name, name, fields, tables)


def _value(answer: Answer) -> str | list[str] | None:
    return list(answer.options) if answer.kind == "choice" and answer.options else answer.typed or None


def _reading(given: Return) -> Reading:
    """What a reader gives that takes every form as it was meant, and doubts nothing."""
    fields = tuple(
        FieldReading(f"f{number}", each.labels[0], FieldType.TEXT, _value(given.answers[each.name]), "", "ok")
        for number, each in enumerate(given.form.slots)
    )
    tables = tuple(
        TableReading(
            f"t{number}",
            tuple(one.labels[0] for one in table.columns),
            "ok",
            tuple(
                RowReading(
                    {one.labels[0]: _value(row[one.name]) for one in table.asked}
                    | ({table.columns[0].labels[0]: table.keys[place]} if table.keys else {}),
                    {},
                    "ok",
                )
                for place, row in enumerate(given.rows[table.name])
            ),
        )
        for number, table in enumerate(given.form.tables)
    )
    return Reading("accepted", (), fields, tables)


def _score(returns: list[Return], change: Change) -> Tally:
    truth = {each.data: each for each in returns}
    return Judge(_model, lambda model, blank, data: change(_reading(truth[data]))).judge(returns)


@cache
def _one(group: Group, number: int) -> Return:
    return one(11, group, number)


def _set(group: Group, count: int) -> list[Return]:
    return [_one(group, number) for number in range(count)]


def _filled(reading: Reading) -> Iterator[int]:
    return (number for number, each in enumerate(reading.fields) if isinstance(each.value, str))


def _field(reading: Reading, change: Callable[[FieldReading], FieldReading]) -> Reading:
    """The first field that has a text, changed."""
    place = next(_filled(reading))
    fields = list(reading.fields)
    fields[place] = change(fields[place])
    return replace(reading, fields=tuple(fields))


def test_a_right_reader_is_right() -> None:
    tally = _score(_set("clean", 2 * len(FORMS)) + _set("benign", 50), lambda reading: reading)
    assert (tally.silent, tally.unplaced, tally.crashes) == (0, 0, 0), tally.failures[:3]
    assert tally.totals()["clean_accepted_percent"] == tally.totals()["benign_accepted_percent"] == 100
    assert tally.known == tally.asked > 50
    assert tally.vouched > 700


@pytest.mark.parametrize("made_up", ["张三丰大", 13800001111, ["是", "否"]])
def test_a_wrong_value_is_a_silent_error(made_up: object) -> None:
    tally = _score(_set("clean", 20), lambda reading: _field(reading, lambda each: replace(each, value=made_up)))  # type: ignore[arg-type]
    assert tally.silent == 20
    assert {each.sort for each in tally.failures} == {"silent"}


def test_a_value_in_another_fields_place_is_a_silent_error() -> None:
    def exchange(reading: Reading) -> Reading:
        first, second = list(_filled(reading))[:2]
        fields = list(reading.fields)
        one, two = fields[first], fields[second]
        fields[first], fields[second] = replace(one, value=two.value), replace(two, value=one.value)
        return replace(reading, fields=tuple(fields))

    given = [each for each in _set("clean", 26) if len(list(_filled(_reading(each)))) > 1]
    assert _score(given, exchange).silent == 2 * len(given) > 40


def test_an_answer_that_an_accepted_reading_lost_is_a_silent_error() -> None:
    lost = _score(
        _set("clean", 13), lambda reading: _field(reading, lambda each: replace(each, value=None, status="blank"))
    )
    assert lost.silent == 13
    held = _score(
        _set("clean", 13),
        lambda reading: replace(
            _field(reading, lambda each: replace(each, value=None, status="review")), verdict="review"
        ),
    )
    assert held.silent == 0
    assert held.totals()["clean_accepted_percent"] == 0


def test_rows_lost_doubled_and_shifted_are_silent_errors() -> None:
    given = [each for each in _set("clean", 39) if any(not one.keys for one in each.form.tables)]

    def rows(change: Callable[[tuple[RowReading, ...]], tuple[RowReading, ...]]) -> Change:
        return lambda reading: replace(
            reading, tables=(replace(reading.tables[0], rows=change(reading.tables[0].rows)), *reading.tables[1:])
        )

    def shift(found: tuple[RowReading, ...]) -> tuple[RowReading, ...]:
        names, values = list(found[0].values), list(found[0].values.values())
        return (replace(found[0], values=dict(zip(names, values[1:] + values[:1], strict=True))), *found[1:])

    for change in (lambda found: found[1:], lambda found: (*found, found[0]), shift):
        tally = _score(given, rows(change))
        assert {each.form for each in tally.failures if each.sort in ("silent", "lost")} == {
            each.form.name for each in given
        }


def test_who_doubts_nothing_is_caught_by_the_doubtful() -> None:
    returns = _set("ambiguous", 160)
    doubtful = sum(each.hold or any(one.look and one.typed for one in each.answers.values()) for each in returns)
    tally = _score(returns, lambda reading: reading)
    assert tally.totals()["ambiguous_vouched_wrong"] >= doubtful > 80


def test_a_row_that_a_person_must_see_may_not_be_vouched_for() -> None:
    given = next(each for each in (_one("ambiguous", number) for number in range(400)) if each.kind == "row_swapped")
    assert _score([given], lambda reading: reading).silent >= 2


def test_a_reader_that_raises_is_a_crash() -> None:
    def raising(reading: Reading) -> Reading:
        raise RuntimeError("no verdict")

    assert _score(_set("clean", 3), raising).crashes == 3


def test_a_reject_needs_the_right_reason() -> None:
    returns = [replace(each, form=form_named("device"), answers={}, rows={}) for each in _set("reject", 2)]
    tally = Judge(_model, lambda model, blank, data: Reading("rejected")).judge(returns)
    assert tally.totals()["rejects_right"] == 0
    assert tally.totals()["rejects"] == 2


@pytest.mark.parametrize(
    ("wrong", "trials", "upper"), [(0, 20000, 1.4978e-4), (0, 10, 0.25887), (1, 10, 0.39416), (10, 10, 1.0)]
)
def test_the_upper_bound_is_that_of_clopper_and_pearson(wrong: int, trials: int, upper: float) -> None:
    assert clopper_pearson(wrong, trials) == pytest.approx(upper, rel=1e-3)
