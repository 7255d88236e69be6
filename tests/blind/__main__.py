"""`python -m tests.blind`: makes a set from a seed, has it read, and prints totals."""

from __future__ import annotations

import argparse
import json
import sys
from itertools import chain

from tests.blind.build import returns, through_office
from tests.blind.reader import compile_blank, read_return
from tests.blind.score import Judge, report


def main() -> int:
    """Exit status 0 whatever the totals are."""
    parser = argparse.ArgumentParser(prog="python -m tests.blind", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--returns", type=int, default=600)
    parser.add_argument("--office", type=int, default=0, help="further returns that LibreOffice saved")
    parser.add_argument("--failures", type=int, default=0, help="print so many failures (for the coordinator)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    judge = Judge(compile_blank, read_return)
    tally = judge.judge(chain(returns(options.seed, options.returns), through_office(options.seed, options.office)))
    totals = tally.totals()
    failures = report(tally, options.failures)
    if options.json:
        json.dump(totals | ({"failures": failures} if failures else {}), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
        return 0
    for name, value in totals.items():
        sys.stdout.write(
            f"{name:34} {value:.3g}\n" if isinstance(value, float) and value < 1 else f"{name:34} {value}\n"
        )
    for each in failures:
        sys.stdout.write("  ".join(each.values()).replace("\n", "⏎") + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
