"""What tagging, drawing formulas and filling pages cost: the whole PDF step over a bare WeasyPrint render of the same XHTML.

``./dev bench pdf [FOLDER]`` runs it over every ``article.xml`` below the folder, over a long article and over one big table
made here; then our PDF step against pandoc with WeasyPrint, Chromium's print-to-PDF and Typst on ``content/showcase``.

Each measurement is a process of its own, for its memory (``ru_maxrss``) is then its own; the two of a pair follow each other.
Time is processor time of the step, without imports: the machine may be busy with other things. Seconds go to the terminal
alone; ``docs/performance.md`` has ratios.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import peers

from editions.findings import EditionsError
from editions.jats import read

HERE = Path(__file__).parent
SHOWCASE = HERE.parents[1] / "content" / "showcase" / "article.xml"
REPORT = HERE.parents[1] / "docs" / "performance.md"
MARK = "<!-- ./dev bench pdf writes what follows -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """One article: ours over the bare render, in time and in memory, and how many pages it has."""

    name: str
    pages: int
    time: float
    memory: float


def main(folder: Path | None) -> int:
    """Measure, print, and write the report; return 1 where the medians are above what is promised."""
    with tempfile.TemporaryDirectory() as place:
        made = list(samples(Path(place)))
        corpus = [ratio(source) for source in readable(folder)] if folder else []
        own = [ratio(source) for source in made]
        others = peers.compare(SHOWCASE, Path(place))
    REPORT.write_text(report(corpus, own, others), "utf-8")
    print(REPORT.read_text("utf-8").partition(MARK)[2].strip())
    time, memory = medians(corpus or own)
    return int(time > 1.10 or memory > 1.15)


def readable(folder: Path) -> Iterator[Path]:
    """Yield the articles of a folder; one that is no well-formed XML has no edition, and no bare render either."""
    for source in sorted(folder.rglob("article.xml")):
        try:
            read(source)
        except EditionsError:
            print(f"{source.parent.name}: cannot be read", file=sys.stderr)
        else:
            yield source


def samples(place: Path) -> Iterator[Path]:
    """Write an article of some 200 pages and one that is a table of 4,000 cells; yield them with the showcase."""
    words = "The swifts nest under the eaves of the old town, and every summer somebody counts them from the bridge. "
    paragraphs = "".join(f"<p>{words * 9}</p>" for _ in range(8))
    sections = "".join(f"<sec><title>Year {number}</title>{paragraphs}</sec>" for number in range(78))
    cells = [[f"<td>cell {row} {column} has 3.{row}{column} words</td>" for column in range(10)] for row in range(400)]
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    heads = "".join(f"<th>Head {number}</th>" for number in range(10))
    table = f"<table-wrap><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></table-wrap>"
    for name, body in (("long", sections), ("table", table)):
        (place / name).mkdir()
        (place / name / "article.xml").write_text(ARTICLE.format(title=name.title(), body=body), "utf-8")
        yield place / name / "article.xml"
    yield SHOWCASE


ARTICLE = (
    '<article xml:lang="en"><front><article-meta><title-group><article-title>{title}</article-title></title-group>'
    "</article-meta></front><body>{body}</body></article>"
)


def ratio(source: Path) -> Ratio:
    """Measure both sides of one article, one after the other."""
    ours, bare = measured("ours", source), measured("bare", source)
    found = Ratio(
        name=source.parent.name,
        pages=int(ours["pages"]),
        time=ours["seconds"] / bare["seconds"],
        memory=ours["kilobytes"] / bare["kilobytes"],
    )
    print(f"{found.name}: {found.pages} pages, {ours['seconds']:.2f} s of {bare['seconds']:.2f} s", file=sys.stderr)
    return found


def measured(side: str, source: Path) -> dict[str, float]:
    """Run one side in a process of its own."""
    command = [sys.executable, str(HERE / "pdf_side.py"), side, str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def medians(ratios: list[Ratio]) -> tuple[float, float]:
    """Return the median ratios of time and memory."""
    return statistics.median(each.time for each in ratios), statistics.median(each.memory for each in ratios)


def report(corpus: list[Ratio], own: list[Ratio], others: list[peers.Peer]) -> str:
    """Return ``docs/performance.md`` with its tables made anew."""
    before = REPORT.read_text("utf-8").partition(MARK)[0]
    lines = [before + MARK, "", "| Article | Pages | Time | Memory |", "|---|---|---|---|"]
    if corpus:
        time, memory = medians(corpus)
        pages = sum(each.pages for each in corpus)
        lines.append(f"| {len(corpus)} published articles, median | {pages} in all | {time:.2f} | {memory:.2f} |")
        worst = max(corpus, key=lambda each: each.time)
        lines.append(f"| the slowest of them ({worst.name}) | {worst.pages} | {worst.time:.2f} | {worst.memory:.2f} |")
    lines += [f"| {NAMES.get(each.name, each.name)} | {each.pages} | {each.time:.2f} | {each.memory:.2f} |" for each in own]
    lines += [
        "",
        "| On `content/showcase`, whole commands | Time | Memory | Pages | PDF/UA-1 (veraPDF) |",
        "|---|---|---|---|---|",
    ]
    ours = others[0]
    for peer in others:
        time, memory = peer.seconds / ours.seconds, peer.kilobytes / ours.kilobytes
        lines.append(f"| {peer.name} | {time:.2f} | {memory:.2f} | {peer.pages} | {'passes' if peer.passes else 'fails'} |")
    return "\n".join(lines) + "\n"


NAMES = {"long": "a long article of text", "table": "a table of 4,010 cells", "showcase": "`content/showcase`"}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
