"""The scorer itself: it finds what a wrong reader does, and nothing in a right one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.forms import FieldType, FormModel
from documents.reading.result import Expected, FieldReading, Reading, RowReading, Status, TableReading
from documents.values import Value
from tests.corpus.mixes import Case, case
from tests.corpus.report import run
from tests.corpus.score import judge, upper_bound


@pytest.fixture(scope="module")
def returned() -> Case:
    """A filled register with single answers and rows."""
    return case(1, 1, (), ("register",))


def _perfect(found: Case) -> Reading:
    """What a reader without fault would say."""
    fields = tuple(
        FieldReading(label, label, FieldType.TEXT, each.values[0], each.text, "blank" if each.blank else "ok")
        for label, each in found.truth.fields.items()
    )
    lines = found.truth.tables[0]
    rows = tuple(
        RowReading({label: each.values[0] for label, each in line.answers.items()}, {}, "ok") for line in lines.rows
    )
    return Reading("accepted", (), fields, (TableReading("people", lines.columns, "ok", rows),))


def _with_field(reading: Reading, value: Value, status: Status = "ok") -> Reading:
    first, *rest = reading.fields
    return replace(reading, fields=(replace(first, value=value, status=status), *rest))


def _with_rows(reading: Reading, *rows: RowReading) -> Reading:
    return replace(reading, tables=(replace(reading.tables[0], rows=rows),))


def _whats(found: Case, reading: Reading) -> list[str]:
    return [each.what for each in judge(found.form, found.truth, reading).faults]


def test_a_right_reading_has_no_fault(returned: Case) -> None:
    found = judge(returned.form, returned.truth, _perfect(returned))
    answers = [
        *returned.truth.fields.values(),
        *(each for row in returned.truth.tables[0].rows for each in row.answers.values()),
    ]
    assert (found.faults, found.vouched) == ([], sum(not each.blank for each in answers))


def test_a_wrong_value_is_found(returned: Case) -> None:
    assert _whats(returned, _with_field(_perfect(returned), "李四光明")) == ["wrong"]


def test_a_lost_value_is_found_when_nobody_looks(returned: Case) -> None:
    blank = _with_field(_perfect(returned), None, "blank")
    assert _whats(returned, blank) == ["lost"]
    assert _whats(returned, replace(blank, verdict="review")) == []
    assert _whats(returned, _with_field(_perfect(returned), None, "review")) == []


def test_a_field_that_is_not_even_named_is_lost(returned: Case) -> None:
    reading = _perfect(returned)
    assert _whats(returned, replace(reading, fields=reading.fields[1:])) == ["lost"]


def test_an_answer_that_nobody_gave_is_found(returned: Case) -> None:
    extra = FieldReading("x", "别的", FieldType.TEXT, "某某", "某某", "ok")
    reading = _perfect(returned)
    assert _whats(returned, replace(reading, fields=(*reading.fields, extra))) == ["extra"]


def test_a_missing_row_is_found_when_nobody_looks(returned: Case) -> None:
    reading = _perfect(returned)
    short = _with_rows(reading, *reading.tables[0].rows[1:])
    assert _whats(returned, short) == ["lost"]
    assert _whats(returned, replace(short, verdict="review")) == []
    assert _whats(returned, replace(reading, tables=())) == ["lost"] * len(reading.tables[0].rows)


def test_a_row_too_many_is_found_value_by_value(returned: Case) -> None:
    reading = _perfect(returned)
    extra = RowReading({"姓名": "合计", "职务": "5人"}, {}, "ok")
    assert _whats(returned, _with_rows(reading, *reading.tables[0].rows, extra)) == ["extra", "extra"]


def test_a_wrong_value_in_a_row_is_found(returned: Case) -> None:
    reading = _perfect(returned)
    first, *rest = reading.tables[0].rows
    assert _whats(
        returned, _with_rows(reading, replace(first, values={**first.values, "姓名": "李四光明"}), *rest)
    ) == ["wrong"]


def test_nothing_may_be_vouched_for_where_a_person_must_look(returned: Case) -> None:
    reading = _perfect(returned)
    doubtful = case(1, 1, (), ("register",))
    doubtful.truth.doubt()
    vouched = judge(returned.form, returned.truth, reading).vouched
    found = judge(doubtful.form, doubtful.truth, reading)
    assert "held" in [each.what for each in found.faults] and len(found.faults) > vouched
    assert judge(doubtful.form, doubtful.truth, Reading("review")).faults == []


def test_a_reader_that_vouches_for_the_text_of_a_doubtful_date_is_right_only_without_a_type(returned: Case) -> None:
    found = case(1, 1, (), ("register",))
    answer = next(iter(found.truth.fields.values()))
    answer.text = "5月10日"
    answer.doubt(loose=True)
    reading = _with_field(_perfect(returned), "5月10日")
    assert _whats(found, reading) == []
    typed = replace(reading.fields[0], type=FieldType.DATE)
    assert _whats(found, replace(reading, fields=(typed, *reading.fields[1:]))) == ["wrong"]


def test_a_careless_reader_is_seen_in_the_report(returned: Case) -> None:
    def careless(model: FormModel, blank: bytes, data: bytes, expected: Expected) -> Reading:
        return _with_field(_perfect(returned), "李四光明")

    report = run(careless, [returned])
    assert (report.total.silent, report.total.accepted) == (1, 1)
    assert "李四光明" in report.total.examples[0]


@pytest.mark.parametrize(
    ("errors", "trials", "bound"), [(0, 20_000, 0.00014977), (1, 1000, 0.0047348), (5, 100, 0.1022535)]
)
def test_the_upper_bound_is_that_of_clopper_and_pearson(errors: int, trials: int, bound: float) -> None:
    assert upper_bound(errors, trials) == pytest.approx(bound, rel=1e-3)
    assert upper_bound(0, 0) == 1.0
