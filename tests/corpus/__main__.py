"""Run the corpus against the reader: `python -m tests.corpus --seed 1 --returns 500 [--each] [--kinds a,b]`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import partial

from documents.returned import read_returned
from office.libreoffice import LibreOffice
from office.tools import OfficeTools
from tests.corpus.convert import WAYS, passed
from tests.corpus.kinds import KINDS
from tests.corpus.mixes import Case, case, cases
from tests.corpus.report import Report, Tally, run


def main() -> None:
    """Print totals, or one JSON object."""
    options = _options()
    with ExitStack() as stack:
        tools = stack.enter_context(closing(OfficeTools()))
        found = _cases(options)
        if options.ways:
            found = passed(found, options.ways.split(","), stack.enter_context(LibreOffice()))
        report = run(partial(read_returned, tools=tools), found)
    if options.json:
        _say(json.dumps(report.to_json(), ensure_ascii=False))
    else:
        _print(report, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--returns", type=int, default=300, help="how many returns; with --each and --kinds per kind")
    parser.add_argument("--start", type=int, default=0, help="number of the first return")
    parser.add_argument("--each", action="store_true", help="every kind by itself instead of mixes")
    parser.add_argument("--kinds", default="", help="only these kinds, each by itself; 'clean' for none")
    parser.add_argument("--forms", default="", help="only these forms (with --each or --kinds)")
    parser.add_argument("--ways", default="", help=f"through LibreOffice: {', '.join(WAYS)}")
    parser.add_argument("--examples", action="store_true", help="print what went wrong")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _cases(options: argparse.Namespace) -> Iterator[Case]:
    names = [each for each in options.kinds.split(",") if each] or (list(KINDS) if options.each else [])
    forms = tuple(each for each in options.forms.split(",") if each)
    if not names:
        return cases(options.seed, options.returns, options.start)
    numbers = range(options.start, options.start + options.returns)
    return (
        case(options.seed, number, () if name == "clean" else (KINDS[name],), forms)
        for name in names
        for number in numbers
    )


def _print(report: Report, options: argparse.Namespace) -> None:
    known = KINDS | WAYS
    for name, tally in sorted(report.kinds.items(), key=lambda each: (known[each[0]].group, each[0])):
        _say(f"{known[name].group:10} {name:32} {_line(tally)}")
        _examples(tally, options)
    for name, tally in [*sorted(report.forms.items()), *sorted(report.groups.items())]:
        codes = " ".join(f"{code}:{count}" for code, count in tally.codes.most_common(6))
        _say(f"{name:14} {_line(tally)}  {codes}")
    _examples(report.groups.get("clean", Tally()), options)
    total = report.total
    _say(
        f"{total.returns} returns, {total.vouched} vouched fields, {total.silent} silent errors, "
        f"95 % bound {report.bound:.5%}; accepted: clean {report.accepted_share('clean'):.1%}, "
        f"benign {report.accepted_share('benign'):.1%}"
    )


def _examples(tally: Tally, options: argparse.Namespace) -> None:
    for example in tally.examples if options.examples else ():
        _say("           ", example)


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def _line(tally: Tally) -> str:
    return (
        f"{tally.returns:5} returns {tally.accepted:5} accepted {tally.review:5} review {tally.rejected:5} rejected "
        f"{tally.vouched:6} vouched {tally.silent:4} silent {tally.wrong_code:3} wrong code "
        f"{tally.unmodelled:5} unmodelled"
    )


if __name__ == "__main__":
    main()
