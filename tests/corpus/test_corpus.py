"""The reader on the corpus: never silently wrong, and without needless caution."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from functools import partial
from itertools import islice

import docx
import pytest

from documents.archive import write_zip
from documents.intake import unpack
from documents.reading import read
from documents.returned import read_returned
from office.libreoffice import LibreOffice
from office.tools import OfficeTools
from tests.corpus.catalogue import every_form
from tests.corpus.convert import WAYS, passed
from tests.corpus.fill import fill
from tests.corpus.kinds import KINDS, Kind
from tests.corpus.mixes import Case, case, cases
from tests.corpus.report import Report, run

# A chunk is a test of its own, so that they spread over the processes. `make soak` and the command judge far more.
SEED, CHUNKS, RETURNS = 20160510, 4, 125
LONG_RUN = 20_000
_EACH_WAY = 2  # returns that go through LibreOffice in one way


def _hold(report: Report, *, clean: float = 0.98, benign: float = 0.95) -> None:
    """What the reader owes on any part of the corpus."""
    assert report.total.silent == 0, "\n".join(report.total.faults)
    assert report.accepted_share("clean") >= clean, report.groups["clean"].examples
    assert report.accepted_share("benign") >= benign, report.groups["benign"].examples
    rejects = report.groups.get("reject")
    assert rejects is None or (rejects.rejected == rejects.returns and not rejects.wrong_code), rejects.examples


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_mixes_are_never_silently_wrong(chunk: int) -> None:
    _hold(run(read_returned, cases(SEED, RETURNS, chunk * RETURNS)), clean=0.95, benign=0.92)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_by_itself(kind: Kind) -> None:
    report = run(read_returned, [case(SEED, number, (kind,)) for number in range(1)])
    tally = report.total
    assert tally.silent == 0, tally.examples
    if kind.group == "benign":
        assert tally.accepted == tally.returns, tally.examples
    if kind.group == "reject":
        assert tally.rejected == tally.returns and not tally.wrong_code, tally.examples


@pytest.mark.soak
def test_the_long_run() -> None:
    _hold(run(read_returned, cases(SEED + 1, LONG_RUN)))


@pytest.fixture(scope="module")
def office() -> Iterator[LibreOffice]:
    with LibreOffice() as found:
        yield found


@pytest.fixture(scope="module")
def tools() -> Iterator[OfficeTools]:
    found = OfficeTools()
    yield found
    found.close()


@pytest.mark.parametrize("way", WAYS)
def test_saved_by_libreoffice(way: str, office: LibreOffice, tools: OfficeTools) -> None:
    start = list(WAYS).index(way) * _EACH_WAY
    chosen = islice(_readable(), start, start + _EACH_WAY)
    report = run(partial(read_returned, tools=tools), passed(chosen, [way], office))
    assert report.total.silent == 0, report.total.faults
    assert report.total.rejected == 0, report.total.examples


def _readable() -> Iterator[Case]:
    """Cases that are still documents, one of each form and then more."""
    for number, key in enumerate(every_form()):
        yield case(SEED, number, (), (key,))
    yield from (each for each in cases(SEED + 2, 100) if not any(kind.file for kind in each.kinds))


@pytest.mark.soak
def test_the_long_run_through_libreoffice(office: LibreOffice, tools: OfficeTools) -> None:
    _hold(run(partial(read_returned, tools=tools), passed(islice(_readable(), 150), list(WAYS), office)), benign=0.0)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_changes_the_file_and_leaves_a_document(kind: Kind) -> None:
    changed = _changed(kind)
    assert changed is not None
    if not kind.file:
        docx.Document(io.BytesIO(changed))


def _changed(kind: Kind) -> bytes | None:
    """What the kind makes of the first form that it applies to and that it makes another file of."""
    for number in range(20):
        for form in every_form().values():
            made = fill(form, random.Random(number))
            before = made.save()
            if kind.change(made) and (after := made.save()) != before:
                return after
    return None


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert [each.data for each in cases(7, 12)] == [each.data for each in cases(7, 12)]


def test_a_zip_with_gbk_names_reads_like_its_files() -> None:
    chosen = [case(SEED, number, (), (key,)) for number, key in enumerate(("register", "topic", "roster1"))]
    names = [f"海盐团县委（{number}）.docx".encode("gbk") for number in range(3)]
    stand_ins = [f"{number}".ljust(len(name), "x") for number, name in enumerate(names)]  # a zip's own names are UTF-8
    packed = write_zip((name, each.data) for name, each in zip(stand_ins, chosen, strict=True))
    for stand_in, name in zip(stand_ins, names, strict=True):
        packed = packed.replace(stand_in.encode(), name)
    members = unpack(packed, "a.zip")
    assert [each.name.startswith("海盐团县委") for each in members] == [True] * 3
    for each, member in zip(chosen, members, strict=True):
        direct, unpacked = (_read(each, data) for data in (each.data, member.data))
        assert direct == unpacked


def _read(each: Case, data: bytes) -> dict[str, object]:
    return read(each.form.model, each.form.blank, data, each.expected).to_json("")


def test_the_corpus_is_as_large_as_it_says() -> None:
    assert len(every_form()) >= 12
    groups = [each.group for each in KINDS.values()]
    assert (groups.count("benign"), groups.count("ambiguous"), groups.count("reject")) >= (60, 100, 20)
