"""What the reader must show on the second blind set, and that its judge sees a wrong reader."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import docx
import pytest

from documents.forms import FormModel
from documents.reading import Expected, read
from documents.reading.result import FieldReading, Reading
from tests.unseen.benign_values import VALUES
from tests.unseen.cases import AMBIGUOUS, LOOKS, ambiguous, benign, clean, forms, returns
from tests.unseen.rejects import REJECTS
from tests.unseen.returns import Return
from tests.unseen.score import Judge
from tests.unseen.totals import upper_bound

SEED = 20260
RETURNS = 300


@pytest.fixture(scope="module")
def judge() -> Judge:
    judge = Judge()
    for made in returns(SEED, RETURNS):
        judge.judge(made)
    return judge


def _failures(judge: Judge, *sorts: str) -> list[str]:
    return [f"{f.form} {f.kinds}: {f.detail}" for f in judge.totals.failures if f.sort in sorts]


def test_nothing_is_silently_wrong(judge: Judge) -> None:
    assert judge.totals.vouched > 2000
    assert _failures(judge, "silent", "lost", "unmapped") == []
    assert judge.totals.silent == 0


def test_nothing_crashes(judge: Judge) -> None:
    assert _failures(judge, "crash") == []


def test_clean_returns_are_accepted(judge: Judge) -> None:
    assert judge.totals.json()["clean_accepted_percent"] >= 98, _failures(judge, "review")[:5]


def test_benign_returns_are_accepted(judge: Judge) -> None:
    assert judge.totals.json()["benign_accepted_percent"] >= 95, _failures(judge, "review")[:5]


def test_bad_files_are_rejected(judge: Judge) -> None:
    assert _failures(judge, "reject") == []


# the set itself


def test_the_set_is_large_enough() -> None:
    assert len(forms()) >= 10
    assert sum(form.tagged for form in forms()) == 3
    assert len(VALUES) + len(LOOKS) >= 35
    assert len(AMBIGUOUS) >= 50
    assert len(REJECTS) >= 12


def test_a_seed_gives_the_same_returns() -> None:
    first, second = ([(each.kinds, each.answers) for each in returns(5, 30)] for _ in range(2))
    assert [kinds for kinds, _ in first] == [kinds for kinds, _ in second]
    assert str(first) == str(second)


@pytest.mark.parametrize("name", [*VALUES, *LOOKS, *AMBIGUOUS])
def test_each_kind_changes_a_form_that_word_opens(name: str) -> None:
    for form in forms():
        rng = random.Random(name)
        make = benign(form, rng, [name]) if name in {**VALUES, **LOOKS} else ambiguous(form, rng, name, [])
        if name in make.kinds:
            untouched = clean(form, random.Random(name))
            assert make.bytes() != untouched.bytes() or make.unit_names
            docx.Document(io.BytesIO(make.bytes()))
            return
    pytest.fail(f"{name} applies to no form")


# the judge


def _changed(reading: Reading, change: FieldReading) -> Reading:
    fields = tuple(change if each.key == change.key else each for each in reading.fields)
    return replace(reading, verdict="accepted", reasons=(), fields=fields)


def _judged(made: Return, value: str | None, status: str) -> Judge:
    """How a reader is judged that gives the first field this value and status."""

    def wrong(model: FormModel, blank: bytes, data: bytes, expected: Expected) -> Reading:
        reading = read(model, blank, data, expected)
        first = reading.fields[0]
        return _changed(reading, replace(first, value=value, status=status))  # type: ignore[arg-type]

    judge = Judge(wrong)
    judge.judge(made)
    return judge


@pytest.fixture
def made() -> Return:
    return clean(next(each for each in forms() if each.name == "receipt"), random.Random(1))


def test_a_wrong_value_is_a_silent_error(made: Return) -> None:
    assert [each.sort for each in _judged(made, "别的单位", "ok").totals.failures] == ["silent"]


def test_a_lost_answer_is_a_silent_error(made: Return) -> None:
    judge = _judged(made, None, "blank")
    assert [each.sort for each in judge.totals.failures] == ["lost"]
    assert judge.totals.silent == 1


def test_a_value_for_review_is_none(made: Return) -> None:
    assert _judged(made, "别的单位", "review").totals.silent == 0


def test_a_row_of_nobody_is_a_silent_error() -> None:
    form = next(each for each in forms() if each.name == "register")

    def doubling(model: FormModel, blank: bytes, data: bytes, expected: Expected) -> Reading:
        reading = read(model, blank, data, expected)
        table = reading.tables[0]
        return replace(reading, tables=(replace(table, rows=(*table.rows, table.rows[0])),))

    judge = Judge(doubling)
    judge.judge(clean(form, random.Random(2)))
    assert judge.totals.silent == 1


def test_a_crash_is_no_verdict(made: Return) -> None:
    def crashing(*_: object) -> Reading:
        raise KeyError("label")

    judge = Judge(crashing)
    judge.judge(made)
    assert judge.totals.json()["crashes"] == 1
    assert judge.totals.json()["clean_accepted_percent"] == 0


@pytest.mark.parametrize(("wrong", "trials", "bound"), [(0, 300, 0.00994), (1, 100, 0.04656), (3, 20, 0.34366)])
def test_the_bound_is_clopper_and_pearson(wrong: int, trials: int, bound: float) -> None:
    assert upper_bound(wrong, trials) == pytest.approx(bound, rel=1e-3)
