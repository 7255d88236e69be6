"""`python -m tests.offices --seed 1 --returns 400 [--office 40] [--json] [--failures 20]`: totals of the blind test."""

from __future__ import annotations

import argparse
import json
import sys

from office.libreoffice import LibreOffice
from office.tools import OfficeTools
from tests.offices.kit import kits
from tests.offices.run import converting_reader, run
from tests.offices.score import Score


def main() -> None:
    """Print the totals; with --failures also what went wrong, the silent first."""
    parser = argparse.ArgumentParser(prog="tests.offices", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--returns", type=int, default=400)
    parser.add_argument("--office", type=int, default=0, help="returns that LibreOffice saves again, blanks too")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--failures", type=int, default=0, help="how many of each sort to print")
    given = parser.parse_args()
    tools = OfficeTools()
    converter = LibreOffice() if given.office else None
    try:
        reader = converting_reader(tools)
        score = run(kits(converter), given.seed, given.returns, reader, given.office, converter)
    finally:
        tools.close()
        if converter is not None:
            converter.close()
    totals = score.totals()
    text = json.dumps(totals) if given.json else "\n".join(f"{name:16} {value}" for name, value in totals.items())
    sys.stdout.write(text + "\n")
    if given.failures:
        sys.stdout.write("\n".join(_failures(score, given.failures)) + "\n")


def _failures(score: Score, most: int) -> list[str]:
    lines = []
    for title in ("silent", "crashes", "wrong_types", "unmapped", "doubts"):
        found: list[str] = getattr(score, title)
        lines += [f"-- {title}: {len(found)}", *found[:most]]
    return lines


if __name__ == "__main__":
    main()
