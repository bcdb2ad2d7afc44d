"""``./dev fuzz [CASES] [FOLDER]``: hostile articles through the whole path; 1 where one did not end well.

``--case CASE`` runs one case again, as a failure prints it.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import traceback
from pathlib import Path

from fuzz.case import Case, run
from fuzz.cases import cases, seeds

MEMORY = 4 * 2**30
"""Bytes that the process may take."""


def main() -> int:
    """Run the cases, tell how many, and which failed."""
    parser = argparse.ArgumentParser(prog="./dev fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", nargs="?", type=int, default=20_000, help="how many (20000)")
    parser.add_argument("folder", nargs="?", type=Path, help="more seeds: every article.xml below it")
    parser.add_argument("--seed", type=int, default=0, help="another seed, other cases")
    parser.add_argument("--case", help="one case, as a failure prints it")
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    chosen = [Case.parsed(given.case)] if given.case else cases(given.cases, seeds(given.folder), given.seed)
    number = read = failed = 0
    for number, case in enumerate(chosen, 1):
        try:
            with tempfile.TemporaryDirectory() as folder:
                read += run(case, Path(folder))
        except Exception as error:  # noqa: BLE001  whatever escapes is what is looked for
            failed += 1
            print(f"FAILED {case}\n{''.join(traceback.format_exception(error, limit=-6))}", flush=True)
        if number % 1000 == 0:
            print(f"{number} cases, {read} of them read, {failed} failed", flush=True)
    print(f"{number} cases, {read} of them read, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
