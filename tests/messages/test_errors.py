"""What an error says, in both languages."""

from __future__ import annotations

import pytest

from messages import errors
from messages.errors import ShoufaError, StoreUnavailable
from messages.language import activate, translate

TREE = [found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, ShoufaError)]


def refused(place: str = "store:9000", remedy: str = "Make the bucket, or correct SHOUFA_S3_BUCKET.") -> ShoufaError:
    return StoreUnavailable("the object store has no bucket {bucket}.", place=place, remedy=remedy, bucket="shoufa")


def test_an_error_says_where_what_and_what_to_do(english: None) -> None:
    assert str(refused()) == (
        "store:9000: the object store has no bucket shoufa. Make the bucket, or correct SHOUFA_S3_BUCKET."
    )


def test_an_error_says_only_what_it_knows(english: None) -> None:
    assert str(refused(place="", remedy="")) == "the object store has no bucket shoufa."


def test_an_error_says_all_of_it_in_chinese() -> None:
    activate("zh-hans")
    said = str(refused())
    parts = ["store:9000", "对象存储中没有存储桶shoufa。", "请建立该存储桶，或改正 SHOUFA_S3_BUCKET。"]
    assert [part for part in parts if part not in said] == []
    assert sorted(parts, key=said.index) == parts


def test_an_error_speaks_the_language_of_whoever_reads_it(english: None) -> None:
    error = refused()
    before = str(error)
    activate("zh-hans")
    assert "存储桶" in str(error)
    activate("en")
    assert str(error) == before


def test_the_remedy_has_the_same_values_as_the_text(english: None) -> None:
    error = ShoufaError("no worker has done it.", remedy="Mend that, then: shoufa jobs --again {job_id}.", job_id=7)
    assert str(error) == "no worker has done it. Mend that, then: shoufa jobs --again 7."


@pytest.mark.parametrize("kind", TREE, ids=lambda kind: kind.__name__)
def test_every_kind_has_a_name_in_chinese(kind: type[ShoufaError]) -> None:
    activate("zh-hans")
    assert not translate(kind.kind).isascii()


def test_services_that_do_not_answer_are_worth_another_try() -> None:
    services = {errors.StoreUnavailable, errors.BrokerUnavailable, errors.DatabaseUnavailable, errors.MailUnavailable}
    assert {kind for kind in TREE if issubclass(kind, errors.Unavailable)} == {errors.Unavailable, *services}
