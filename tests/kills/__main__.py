"""``./dev kills [N]``: N builds cut off at random moments, and a fifth of that inside publishing."""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from kills import faults, kill, prepared

KILLS = 200


def main(count: int) -> int:
    """Cut builds off; print figures, and what was wrong. Return 1 where anything was."""
    chance, found, ended = random.Random(count), [], Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        ground = prepared(Path(folder))
        for number in range(count):
            inside, without = number % 5 == 0, "exchange" if number % 10 == 0 else ""
            while (done := kill(ground, chance, inside=inside, without=without)).ended == 0:
                found += faults(done, ground, without)  # it was done before
            found += faults(done, ground, without)
            state = "new" if done.left == ground.new else "old" if done.left == ground.old else "neither"
            ended[f"{done.signal.name}, {'inside publishing' if inside else 'at random'}: {state}"] += 1
            ended["left a folder of ours"] += done.leftovers > 0
    for what, times in sorted(ended.items()):
        print(f"{times:5} {what}")
    print(f"{count} kills, {count // 5} of them inside publishing: {len(found)} faults")
    for fault in found:
        print(f"  {fault}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS))
