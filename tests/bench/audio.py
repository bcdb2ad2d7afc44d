"""What narrating costs: against bare eSpeak NG with the same encoder, on one core and on two, and where nothing has changed.

``./dev bench audio [ARTICLE]`` measures ``content/reading-hours``, which has three languages, or another article. Each
measurement is a process of its own (``audio_side.py``), and those that are compared take turns. Processor time is compared
where the table says so; wall time, for two cores against one, only where the machine is idle. Seconds go to the
terminal alone; ``docs/performance.md`` has ratios.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
DEFAULT = HERE.parents[1] / "content" / "reading-hours" / "article.xml"
REPORT = HERE.parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- audio: written by ./dev bench audio -->", "<!-- audio: end -->"
TURNS = 5
BUSY = "not measured: the machine was busy"
GOALS = {"cores": 0.65, "bare": 1.0, "unchanged": 0.03}


def main(source: Path) -> int:
    """Measure, write the table, and return 1 where a goal is missed."""
    is_busy = os.getloadavg()[0] > 0.5
    bare, cores, unchanged = [], [], []
    for turn in range(TURNS):
        one, two = side("ours", source, 1), side("ours", source, 2)
        plain = side("bare", source, 1)
        with tempfile.TemporaryDirectory() as cache:
            first, again = side("ours", source, 2, cache), side("ours", source, 2, cache)
        bare.append(one["processor"] / plain["processor"])
        cores.append((two["wall"], one["wall"]))
        unchanged.append(again["processor"] / first["processor"])
        print(f"turn {turn + 1}: one core {one}, two {two}, bare {plain}, unchanged {again}", file=sys.stderr)
    figures = {
        "cores": None if is_busy else min(two for two, _ in cores) / min(one for _, one in cores),
        "bare": statistics.median(bare),
        "unchanged": statistics.median(unchanged),
    }
    text = REPORT.read_text("utf-8")
    before, _, after = text.partition(BEGIN)
    REPORT.write_text(f"{before}{BEGIN}\n{table(figures)}{END}{after.partition(END)[2]}", "utf-8")
    return int(any((figures[name] or 0) > goal for name, goal in GOALS.items()))


def side(name: Literal["ours", "bare"], source: Path, cores: int, cache: str = "-") -> dict[str, float]:
    """Return the seconds that one side takes."""
    command = [sys.executable, str(HERE / "audio_side.py"), name, str(source), str(cores), cache]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds: dict[str, float] = json.loads(ran.stdout)
    return seconds


def table(figures: Mapping[str, float | None]) -> str:
    """Return the table of ``docs/performance.md``."""
    rows = {
        "wall time on two cores, over that on one": "cores",
        "processor time, over bare eSpeak NG with a fresh state for each request and the same encoder": "bare",
        "processor time of a narration that has not changed, over the first": "unchanged",
    }
    said = {name: BUSY if ratio is None else f"{ratio:.2f}" for name, ratio in figures.items()}
    lines = [f"| {words} | {said[name]} | {GOALS[name]:.2f} |\n" for words, name in rows.items()]
    return "| Narration | Ratio | Goal |\n|---|---|---|\n" + "".join(lines)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
