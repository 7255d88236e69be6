"""Links: long, scoped, expiring, revocable; only hashes are stored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from tests.tracking.conftest import DUE, NOW, make_assignment
from tracking import access
from tracking.models import Assignment, SignInLink


@pytest.fixture
def token(assignment: Assignment) -> str:
    token = access.link_token(assignment.batch, assignment.unit, 1)
    Assignment.objects.filter(pk=assignment.pk).update(link_hash=access.hash_of(token))
    assignment.refresh_from_db()
    return token


def test_a_token_has_256_bits_and_is_the_same_each_time(assignment: Assignment, token: str) -> None:
    assert len(token) == 43
    assert access.link_token(assignment.batch, assignment.unit, 1) == token
    other = make_assignment(assignment.batch, "330411")
    tokens = {token, access.link_token(assignment.batch, other.unit, 1)}
    tokens.add(access.link_token(assignment.batch, assignment.unit, 2))
    assert len(tokens) == 3


def test_the_link_opens_its_own_assignment_until_it_expires(assignment: Assignment, token: str) -> None:
    assert access.assignment_of(token, NOW) == assignment
    assert access.assignment_of(token, DUE - timedelta(seconds=1)) == assignment
    assert access.assignment_of(token, DUE) is None


@pytest.mark.parametrize("guess", ["", "x", "a" * 43])
def test_a_guess_opens_nothing(token: str, guess: str) -> None:
    assert access.assignment_of(guess, NOW) is None
    assert access.assignment_of(access.hash_of(token), NOW) is None


def test_a_revoked_link_opens_nothing_and_the_new_one_does(assignment: Assignment, token: str) -> None:
    new = access.revoke(assignment)
    assert access.assignment_of(token, NOW) is None
    assert access.assignment_of(new, NOW) == assignment


def test_another_secret_makes_other_links(assignment: Assignment, token: str, settings: pytest.FixtureRequest) -> None:
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert access.link_token(assignment.batch, assignment.unit, 1) != token


def test_a_sign_in_link_works_once_within_its_time(db: None) -> None:
    user = User.objects.create(username="clerk")
    token = access.one_time_token(user)
    assert not SignInLink.objects.filter(token_hash=token).exists()
    assert access.redeem("x" * len(token)) is None
    assert access.redeem(token) == user
    assert access.redeem(token) is None
    late = access.one_time_token(user)
    SignInLink.objects.filter(used_at=None).update(expires_at=timezone.now())
    assert access.redeem(late) is None
