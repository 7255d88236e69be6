"""`python -m tests.unseen --seed S --returns N [--office M] [--json] [--failures K]`: totals of the set."""

from __future__ import annotations

import argparse
import json

from tests.unseen.cases import returns
from tests.unseen.office import saved
from tests.unseen.score import Judge


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.unseen")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--returns", type=int, default=400)
    parser.add_argument("--office", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--failures", type=int, default=0)
    parser.add_argument("--form", default="", help="show failures of this form only")
    given = parser.parse_args()
    judge = Judge()
    for made in returns(given.seed, given.returns):
        judge.judge(made)
    for made in saved(given.seed, given.office):
        judge.judge(made)
    totals = judge.totals.json()
    if given.json:
        print(json.dumps(totals))  # noqa: T201
    else:
        print("\n".join(f"{name:28} {value}" for name, value in totals.items()))  # noqa: T201
    shown = sorted(judge.totals.failures, key=lambda each: (each.sort == "review", each.sort))
    for each in [each for each in shown if given.form in each.form][: given.failures]:
        print(f"- {each.sort:8} {each.group:9} {each.form:12} {' + '.join(each.kinds) or '-'}\n    {each.detail[:400]}")  # noqa: T201


if __name__ == "__main__":
    main()
