"""The reader on forms and returns that its authors have not seen. `python -m tests.blind` judges larger sets."""

from __future__ import annotations

from itertools import chain

import pytest

from tests.blind.build import returns, through_office
from tests.blind.reader import compile_blank, read_return
from tests.blind.score import Judge, Tally

SEEDS = (3, 14)
RETURNS = 100  # of each seed
OFFICE = 4  # of the first seed, through LibreOffice where it is installed
LEAST_CLEAN = 98.0  # percent accepted without a hand
LEAST_BENIGN = 95.0
LEAST_KNOWN = 95.0  # percent of the answers that the blanks ask for


@pytest.fixture(scope="module")
def tally() -> Tally:
    """One judgement of all sets."""
    judge = Judge(compile_blank, read_return)
    return judge.judge(chain(*(returns(seed, RETURNS) for seed in SEEDS), through_office(SEEDS[0], OFFICE)))


def test_nothing_is_silently_wrong(tally: Tally) -> None:
    assert tally.vouched > 1000
    assert (tally.silent, tally.crashes) == (0, 0)


def test_what_is_plain_needs_no_hand(tally: Tally) -> None:
    totals = tally.totals()
    assert totals["clean_accepted_percent"] >= LEAST_CLEAN
    assert totals["benign_accepted_percent"] >= LEAST_BENIGN
    assert totals["answers_the_models_know_percent"] >= LEAST_KNOWN


def test_what_is_no_answer_goes_back(tally: Tally) -> None:
    totals = tally.totals()
    assert totals["rejects_right"] == totals["rejects"]


def test_a_file_is_read_in_seconds(tally: Tally) -> None:
    assert tally.slowest_seconds < 10
