"""`python -m tests.tricks --seed S --returns N [--json] [--failures K]`: totals only, unless failures are asked for."""

from __future__ import annotations

import argparse
import json

from tests.tricks.kinds import KINDS
from tests.tricks.making import make
from tests.tricks.scoring import score


def main() -> None:
    """Runs the set."""
    parser = argparse.ArgumentParser(prog="python -m tests.tricks", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--returns", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--failures", type=int, default=0, metavar="K", help="print the first K faults, silent first")
    asked = parser.parse_args()
    totals, faults = score(make(asked.seed, each) for each in range(asked.returns))
    said = totals.to_json()
    if asked.json:
        print(json.dumps(said, ensure_ascii=False))  # noqa: T201 - a command
    else:
        print(f"kinds: {len(KINDS)}")  # noqa: T201 - a command
        for name, value in said.items():
            print(f"{name}: {value:.5f}" if isinstance(value, float) else f"{name}: {value}")  # noqa: T201
    for fault in faults[: asked.failures]:
        print(fault)  # noqa: T201 - a command


main()
