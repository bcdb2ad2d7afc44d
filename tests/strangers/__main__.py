"""``./dev strangers FOLDER``: checks every PDF, EPUB and XML file below a folder; exit code 1 where one broke or hung."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from strangers.running import Outcome, files, outcome


def main() -> int:
    """Check the files, say each that failed, and then what all of them came to."""
    parser = argparse.ArgumentParser(prog="./dev strangers", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true", help="say of every file what it came to")
    call = parser.parse_args()
    outcomes = []
    for path in files(call.folder):
        outcomes.append(outcome(path))
        if call.list or outcomes[-1].failed:
            print(_line(outcomes[-1]), flush=True)
    print(_summary(outcomes))
    return 1 if not outcomes or any(each.failed for each in outcomes) else 0


def _line(each: Outcome) -> str:
    said = "hung" if each.hung else each.trace or each.refused or f"{each.kind}: {len(each.rules)} findings"
    return f"{each.file} ({each.seconds:.1f} s, {each.megabytes} MB): {said}"


def _summary(outcomes: list[Outcome]) -> str:
    if not outcomes:
        return "There is no PDF, EPUB or XML file in the folder."
    kinds = Counter(each.kind for each in outcomes if each.kind)
    slowest, largest = max(outcomes, key=lambda each: each.seconds), max(outcomes, key=lambda each: each.megabytes)
    counted = (
        f"{len(outcomes)} files: {', '.join(f'{count} {kind}' for kind, count in sorted(kinds.items()))}",
        f"{sum(len(each.rules) for each in outcomes)} findings",
        f"{sum('pdf.unexamined' in each.rules for each in outcomes)} examined in part",
        f"{sum(bool(each.refused) for each in outcomes)} refused",
        f"{sum(bool(each.trace) for each in outcomes)} tracebacks",
        f"{sum(each.hung for each in outcomes)} hangs",
        f"slowest {slowest.seconds:.1f} s ({slowest.file.name})",
        f"largest {largest.megabytes} MB ({largest.file.name})",
    )
    return ", ".join(counted) + "."


if __name__ == "__main__":
    sys.exit(main())
