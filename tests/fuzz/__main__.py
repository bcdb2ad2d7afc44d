"""``./dev fuzz [CASES] [FOLDER]``: hostile inputs of every kind through the code; 1 where one did not end well.

``--case CASE`` runs one case again, as a failure prints it; ``--keep`` makes what fails small, and keeps it in
``tests/fuzz/kept``.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from fuzz.case import Case
from fuzz.cases import cases, further_seeds
from fuzz.figures import Figures, as_json, table
from fuzz.keeping import keep
from fuzz.reducing import reduced
from fuzz.running import Outcome, outcomes
from fuzz.targets import TARGETS

SHOWN = 5
"""Cases of one cause that are printed; the others are counted."""


def main() -> int:
    """Run the cases, tell how many of each target, and which failed."""
    given = _parser().parse_args()
    targets = [TARGETS[name] for name in given.target or TARGETS]
    more = further_seeds(given.folder) if given.folder else {}
    chosen = [Case.parsed(given.case)] if given.case else cases(given.cases, targets, given.seed, more)
    for name in {Case.parsed(given.case).target} if given.case else [target.name for target in targets]:
        TARGETS[name].seeds()  # made once, before the processes part
    figures, causes = _run(chosen, given.processes, keeps=given.keep)
    print(table(figures))
    if given.json:
        given.json.write_text(json.dumps(as_json(figures), indent=2) + "\n", "utf-8")
    for cause, failed in sorted(causes.items(), key=lambda item: -len(item[1])):
        print(f"{len(failed)} x {cause}: {failed[0]}")
    return 1 if causes else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./dev fuzz", description=(__doc__ or "").splitlines()[0], allow_abbrev=False)
    parser.add_argument("cases", nargs="?", type=int, default=20_000, help="how many (20000)")
    parser.add_argument("folder", nargs="?", type=Path, help="more seeds: every file below it, by its suffix")
    parser.add_argument(
        "--target", action="append", choices=list(TARGETS), metavar="NAME", help=f"only this one: {', '.join(TARGETS)}"
    )
    parser.add_argument("--seed", type=int, default=0, help="another seed, other cases")
    parser.add_argument("--case", help="one case, as a failure prints it")
    parser.add_argument("--keep", action="store_true", help="make what fails small, and keep it")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--processes", type=int, default=2, help="how many at once (2)")
    return parser


def _run(chosen: Iterable[Case], processes: int, *, keeps: bool) -> tuple[dict[str, Figures], dict[str, list[Case]]]:
    figures: dict[str, Figures] = {}
    causes: dict[str, list[Case]] = {}
    began = time.monotonic()
    for number, (case, outcome) in enumerate(outcomes(chosen, processes), 1):
        figures.setdefault(case.target, Figures()).add(outcome)
        if outcome.cause:
            same = causes.setdefault(outcome.cause, [])
            same.append(case)
            if len(same) <= SHOWN:
                print(f"FAILED {case}\n{outcome.trace}", flush=True)
            if keeps and len(same) == 1:
                _keep(case, outcome)
        if number % 1000 == 0:
            failed = sum(map(len, causes.values()))
            print(f"{number} cases in {time.monotonic() - began:.0f} s, {failed} failed", file=sys.stderr, flush=True)
    return {name: figures[name] for name in TARGETS if name in figures}, causes


def _keep(case: Case, outcome: Outcome) -> None:
    print(f"kept as {keep(*reduced(case, outcome), outcome)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
