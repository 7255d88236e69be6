"""Form numbers: every slip of the pen is noticed, every way of writing one is understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.form_number import check_number, find_numbers, make_number

SERIALS = st.integers(0, 2**45)
CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(SERIALS)
def test_a_number_is_valid(serial: int) -> None:
    assert check_number(make_number(serial))


@given(SERIALS, SERIALS)
def test_two_serials_never_share_a_number(one: int, other: int) -> None:
    assert (make_number(one) == make_number(other)) == (one == other)


@given(SERIALS, st.data())
def test_one_wrong_character_is_noticed(serial: int, data: st.DataObject) -> None:
    number = make_number(serial)
    place = data.draw(st.integers(3, len(number) - 1))
    other = data.draw(st.sampled_from([each for each in CHARACTERS if each != number[place]]))
    assert not check_number(number[:place] + other + number[place + 1 :])


def test_nearly_all_exchanges_of_neighbours_are_noticed() -> None:
    """ISO 7064 promises all single errors for a hybrid system, and of exchanges only most."""
    exchanged = [each for serial in range(0, 2**30, 2**20 + 7) for each in _exchanges(make_number(serial))]
    missed = [each for each in exchanged if check_number(each)]
    assert len(exchanged) > 4000 and len(missed) / len(exchanged) < 0.03


def _exchanges(number: str) -> list[str]:
    """The number with two neighbouring characters exchanged, at each place where that changes it."""
    places = [at for at in range(3, len(number) - 1) if number[at] != number[at + 1]]
    return [number[:at] + number[at + 1] + number[at] + number[at + 2 :] for at in places]


@given(SERIALS, st.sampled_from(["表单编号：{}", "（{}）", "编号 {} 号", "{}\n2016"]))
def test_a_number_is_found_however_it_is_written(serial: int, around: str) -> None:
    number = make_number(serial)
    wide = "".join(chr(ord(char) + 0xFEE0) for char in number)
    for written in (number, number.lower(), wide, " ".join(number), number.replace("-", "－")):
        assert find_numbers(around.format(written)) == [number]


def test_several_numbers_are_found_in_order_and_once() -> None:
    one, two = make_number(1), make_number(2)
    assert find_numbers(f"{two} {one} {two}") == [two, one]
    assert find_numbers("SF-0000000 XSF-000001A 82520001") == []


@pytest.mark.parametrize("text", ["", "SF-", "SF-0000000", "AB-000001Z", "sf-000001"])
def test_what_is_no_number(text: str) -> None:
    assert not check_number(text)


def test_a_serial_is_not_negative() -> None:
    with pytest.raises(ValueError, match="not negative"):
        make_number(-1)
