"""Which assignment a returned file belongs to: all kinds of evidence, and all kinds of doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.match import Evidence, Match, find_subject_codes, make_subject_code, match


@dataclass
class Book:
    """A directory in memory: for each kind of key, which assignments it names."""

    tokens: dict[str, list[int]] = field(default_factory=dict)
    messages: dict[str, list[int]] = field(default_factory=dict)
    numbers: dict[str, list[int]] = field(default_factory=dict)
    codes: dict[str, list[int]] = field(default_factory=dict)
    senders: dict[str, list[int]] = field(default_factory=dict)
    units: dict[str, list[int]] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)

    def by_token(self, token: str) -> Sequence[int]:
        return self.tokens.get(token, [])

    def by_message_id(self, message_id: str) -> Sequence[int]:
        return self.messages.get(message_id, [])

    def by_form_number(self, number: str) -> Sequence[int]:
        return self.numbers.get(number, [])

    def by_subject_code(self, code: str) -> Sequence[int]:
        return self.codes.get(code, [])

    def by_sender(self, address: str) -> Sequence[int]:
        return self.senders.get(address, [])

    def by_unit_name(self, name: str) -> Sequence[int]:
        return self.units.get(name, [])

    def still_open(self, assignments: Sequence[int]) -> Sequence[int]:
        return [assignment for assignment in assignments if assignment not in self.closed]


BOOK = Book(
    tokens={"t1": [1], "t2": [2]},
    messages={"<m1>": [1], "<m2>": [2]},
    numbers={"F1": [1], "F2": [2], "shared": [1, 2]},
    codes={"C1": [1], "C2": [2]},
    senders={"one@x": [1], "two@x": [2], "both@x": [1, 2], "many@x": [3, 4], "done@x": [5], "half@x": [5, 6]},
    units={"Harbour": [1, 3], "Hill": [2]},
    closed={5},
)

ONE = {
    "sub_address": Evidence(token="t1"),
    "thread": Evidence(message_ids=("<unknown>", "<m1>", "<m2>")),
    "form_number": Evidence(form_number="F1"),
    "subject_code": Evidence(subject_codes=("C1",)),
    "property": Evidence(property_number="F1"),
    "bookmark": Evidence(bookmark_number="F1"),
    "sender": Evidence(sender="one@x"),
}
TWO = {
    "sub_address": Evidence(token="t2"),
    "thread": Evidence(message_ids=("<m2>",)),
    "form_number": Evidence(form_number="F2"),
    "subject_code": Evidence(subject_codes=("C2",)),
    "property": Evidence(property_number="F2"),
    "bookmark": Evidence(bookmark_number="F2"),
    "sender": Evidence(sender="two@x"),
}


def together(*parts: Evidence) -> Evidence:
    """All evidence of `parts` in one."""
    given_values = {
        name: getattr(part, name) for part in parts for name in (f.name for f in fields(part)) if getattr(part, name)
    }
    return Evidence(**given_values)


@pytest.mark.parametrize("name", ONE)
def test_each_kind_of_evidence_can_decide_alone(name: str) -> None:
    assert match(ONE[name], BOOK) == Match(1, (name,), (), (1,))


def test_all_that_agrees_is_named_strongest_first() -> None:
    found = match(together(*reversed(ONE.values())), BOOK)
    assert found == Match(1, tuple(ONE), (), (1,))


@pytest.mark.parametrize(("stronger", "weaker"), list(combinations(ONE, 2)))
def test_a_weaker_one_that_disagrees_leaves_it_to_a_person(stronger: str, weaker: str) -> None:
    found = match(together(ONE[stronger], TWO[weaker]), BOOK)
    assert found == Match(None, (stronger,), ((stronger, (1,)), (weaker, (2,))), (1, 2))


def test_without_evidence_nothing_is_decided() -> None:
    assert match(Evidence(), BOOK) == Match(None)
    assert match(Evidence(message_ids=("<x>",), sender="nobody@x"), BOOK) == Match(None)


@pytest.mark.parametrize("name", ["token", "form_number", "property_number", "bookmark_number"])
def test_a_number_that_nobody_was_given_is_a_conflict(name: str) -> None:
    unknown = Evidence(**{name: "forged"})  # type: ignore[arg-type]
    alone = match(unknown, BOOK)
    assert alone.assignment is None and alone.by == () and len(alone.conflicts) == 1
    found = match(together(unknown, ONE["sender"]), BOOK)
    assert found.assignment is None and found.candidates == (1,)
    assert dict(found.conflicts)["sender"] == (1,) and () in dict(found.conflicts).values()


def test_a_sender_with_several_open_ones_is_asked_about() -> None:
    assert match(Evidence(sender="many@x"), BOOK) == Match(None, ("sender",), (), (3, 4))


def test_a_sender_alone_means_what_is_still_open() -> None:
    assert match(Evidence(sender="half@x"), BOOK).assignment == 6
    assert match(Evidence(sender="done@x"), BOOK) == Match(None, ("sender",), (), (5,))


def test_a_corrected_form_for_a_closed_one_is_no_conflict_with_its_sender() -> None:
    book = Book(numbers={"F5": [5]}, senders={"half@x": [5, 6]}, closed={5})
    assert match(Evidence(form_number="F5", sender="half@x"), book).assignment == 5


def test_a_sender_of_other_units_is_a_conflict_even_with_several() -> None:
    found = match(Evidence(form_number="F1", sender="many@x"), BOOK)
    assert found == Match(None, ("form_number",), (("form_number", (1,)), ("sender", (3, 4))), (1, 3, 4))


def test_a_weaker_one_narrows_what_the_stronger_left_open() -> None:
    assert match(Evidence(form_number="shared", sender="two@x"), BOOK) == Match(2, ("form_number", "sender"), (), (2,))
    assert match(Evidence(form_number="shared", sender="both@x"), BOOK).candidates == (1, 2)


def test_two_codes_in_one_subject_are_asked_about() -> None:
    assert match(Evidence(subject_codes=("C1", "C2")), BOOK).candidates == (1, 2)


def test_a_unit_name_supports_and_never_decides() -> None:
    assert match(Evidence(unit_names=("Harbour", "?")), BOOK) == Match(None, (), (), (1, 3))
    assert match(Evidence(sender="both@x", unit_names=("Hill",)), BOOK).assignment == 2
    # a visit record is named after the visited, so another unit's name is no conflict
    assert match(Evidence(form_number="F1", unit_names=("Hill",)), BOOK) == Match(1, ("form_number",), (), (1,))


IDS = st.lists(st.integers(1, 4), max_size=3)


@given(
    st.builds(
        Book,
        tokens=st.fixed_dictionaries({"k": IDS}),
        messages=st.fixed_dictionaries({"k": IDS}),
        numbers=st.fixed_dictionaries({"k": IDS, "l": IDS, "m": IDS}),
        codes=st.fixed_dictionaries({"k": IDS}),
        senders=st.fixed_dictionaries({"k": IDS}),
        units=st.fixed_dictionaries({"k": IDS}),
        closed=st.sets(st.integers(1, 4)),
    )
)
def test_a_decision_has_all_evidence_behind_it(book: Book) -> None:
    evidence = Evidence("k", ("k",), "k", ("k",), "l", "m", "k", ("k",))
    found = match(evidence, book)
    sides = [
        set(side)
        for side in (book.tokens["k"], book.messages["k"], *book.numbers.values(), book.codes["k"], book.senders["k"])
    ]
    if found.assignment is not None:
        assert not found.conflicts
        assert all(found.assignment in side for side in sides if side)
        assert set(found.candidates) == {found.assignment}
    else:
        assert found.conflicts or len(found.candidates) != 1 or found.candidates[0] in book.closed
    assert len(set(found.by)) == len(found.by)


CODE = make_subject_code("7K3M2Q")


@pytest.mark.parametrize(
    "subject",
    [
        f"关于报送名单的通知 {CODE}",
        f"Re: 回复：转发: Fw: {CODE} 名单",
        f"回复：{CODE.replace('[', '【').replace(']', '】')}名单",
        f"名单{CODE.strip('[]')}",
        f"{CODE.lower()}",
        f"{CODE.replace('-', '－').replace('[', '［').replace(']', '］')}",
        f"{CODE.replace('-', ' – ')}",
        f"{CODE}{CODE}",
        "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in CODE),
    ],
)
def test_a_code_is_found_however_it_comes_back(subject: str) -> None:
    assert find_subject_codes(subject) == ["7K3M2Q"]


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "名单",
        "SF1234567890123",
        "[HF-]",
        "[HF-7K3M2Q]",
        f"X{CODE.strip('[]')}",
        f"{CODE[:-1]}0]",
        "HF-ABCDEFGHIJKLMNOP",
        "SF-00002DU",  # a form number that somebody wrote into the subject
    ],
)
def test_what_is_no_code_is_not_found(subject: str) -> None:
    assert find_subject_codes(subject) == []


@pytest.mark.parametrize("token", ["", "AB", "a1b2", "A" * 13, "AB-C", "名单名单"])
def test_only_capital_letters_and_digits_make_a_code(token: str) -> None:
    with pytest.raises(ValueError, match="capital"):
        make_subject_code(token)


@given(
    st.from_regex(r"\A[0-9A-Z]{3,12}\Z"), st.integers(0, 11), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
)
def test_one_wrong_character_is_always_noticed(token: str, place: int, other: str) -> None:
    code = make_subject_code(token)
    assert find_subject_codes(code) == [token]
    place = 4 + place % len(token)
    if code[place] != other:
        assert find_subject_codes(code[:place] + other + code[place + 1 :]) == []
