"""How long reading and rendering take, against pandoc on the same articles; and how memory grows with an article.

``./dev bench FOLDER`` runs it over every ``article.xml`` below the folder. Figures are ratios: seconds differ by machine.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pypandoc

from editions.findings import EditionsError
from editions.jats import read
from editions.xhtml import render, serialize

SIZES = (1, 2, 4, 8)
"""How many times the body of an article is repeated, to see memory grow."""


def main(folder: Path) -> int:
    """Print the two measures; return 1 where reading takes longer than pandoc."""
    sources = sorted(folder.rglob("article.xml"))
    if not sources:
        print(f"{folder} holds no article.xml", file=sys.stderr)
        return 2
    ratio = seconds(lambda: list(map(ours, sources))) / seconds(lambda: list(map(pandoc, sources)))
    print(f"reading and rendering {len(sources)} articles, in one process: {ratio:.2f} of pandoc's time")
    largest = max(sources, key=lambda path: path.stat().st_size)
    growth = [memory(largest, times) for times in SIZES]
    print(
        "memory of one article, repeated: "
        + ", ".join(f"{n}x: {used / growth[0]:.2f}" for n, used in zip(SIZES, growth, strict=True))
    )
    return int(ratio > 1)


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def ours(source: Path) -> None:
    """Read an article and render all its editions."""
    try:
        for edition in read(source).editions():
            serialize(render(edition))
    except EditionsError:
        return  # pandoc refuses what is not well-formed too


def pandoc(source: Path) -> None:
    """Let pandoc do the same, in a process of its own, as it does."""
    command = [pypandoc.get_pandoc_path(), "-f", "jats", "-t", "html5", str(source)]
    subprocess.run(command, capture_output=True, check=False)


def memory(source: Path, times: int) -> int:
    """Return the largest number of bytes in use while an article is read whose body is repeated."""
    text = source.read_text("utf-8")
    begin, end = text.index("<body>") + len("<body>"), text.index("</body>")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / source.name
        copy.write_text(text[:begin] + text[begin:end] * times + text[end:], "utf-8")
        tracemalloc.start()
        try:
            serialize(render(read(copy)))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
