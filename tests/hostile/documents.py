"""Much of everything that is laid out: notes, lists, figures, sections, long paragraphs and words, formulas."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PIL import Image

import articles
from hostile import Budget

PDF = ("build", "{file}", "-o", "{out}", "--formats", "pdf", "--no-narration")
MML = "http://www.w3.org/1998/Math/MathML"


def _write(body: Callable[[int], str], count: int, folder: Path, size: int) -> Path:
    Image.new("RGB", (60, 40), "navy").save(folder / "dot.png")
    return articles.write(folder, body=f"<body>{body(count * size)}</body>")


def _repeat(template: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """Return what writes an element so many times; ``#`` in it is its number."""
    return lambda count: before + "".join(template.replace("#", str(number)) for number in range(count)) + after


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    return lambda count: opening * count + closing * count


def _formula(inner: Callable[[int], str]) -> Callable[[int], str]:
    return lambda count: f'<p><inline-formula><math xmlns="{MML}">{inner(count)}</math></inline-formula></p>'


def _matrix(count: int) -> str:
    row = "<mtd><mi>x</mi></mtd>" * count
    return f"<mtable>{f'<mtr>{row}</mtr>' * count}</mtable>"


WEIGHT = "1,200,000 characters, an element as 12"
MI = "<mi>x</mi>"
FIGURE = '<fig id="f#"><label>Figure #</label><caption><p>Caption #.</p></caption><graphic xlink:href="dot.png"/></fig>'
NOTE = '<fn id="n#"><label>#</label><p>This is note #.</p></fn>'
ROWS: tuple[tuple[str, str, int, Callable[[int], str]], ...] = (
    ("notes in one paragraph", "1,000 notes at the feet of pages", 250, _repeat(f"word{NOTE} ", "<p>", "</p>")),
    ("notes in paragraphs", "1,000 notes at the feet of pages", 100, _repeat(f"<p>word{NOTE}</p>")),
    ("items of a list", WEIGHT, 1_000, _repeat("<list-item><p>item #</p></list-item>", "<list list-type='order'>", "</list>")),
    (
        "lists within lists",
        "100 levels, by the reader",
        10,
        _nested("<list list-type='roman-upper'><list-item><p>a</p>", "</list-item></list>"),
    ),
    ("boxes within boxes", "100 levels, by the reader", 20, _nested("<boxed-text><p>a</p>", "</boxed-text>")),
    ("figures of one picture", WEIGHT, 150, _repeat(FIGURE)),
    ("sections", WEIGHT, 250, _repeat("<sec><title>Section #</title><p>Words.</p></sec>")),
    ("breaks in one paragraph", WEIGHT, 1_000, _repeat("word<break/>", "<p>", "</p>")),
    ("elements in one paragraph", WEIGHT, 1_500, _repeat("<italic>word</italic> ", "<p>", "</p>")),
    ("words in one paragraph", WEIGHT, 10_000, _repeat("word ", "<p>", "</p>")),
    ("letters of one word", "2,500 letters, then parted", 5_000, _repeat("a", "<p>", "</p>")),
    ("letters of a heading", "2,500 letters, then parted", 2_500, _repeat("a", "<sec><title>", "</title><p>b</p></sec>")),
    ("terms of a formula", "2,000 elements and characters", 1_000, _formula(lambda count: MI * count)),
    ("cells of a matrix", "2,000 elements and characters", 20, _formula(_matrix)),
    ("fractions within fractions", "24 levels", 20, _formula(_nested("<mfrac><mn>1</mn>", "<mn>1</mn></mfrac>"))),
    (
        "all formulas",
        "60,000 elements and characters",
        250,
        _repeat(f'<p><inline-formula><math xmlns="{MML}">{MI * 20}</math></inline-formula></p>'),
    ),
)

BUDGETS = tuple(
    Budget(name=name, limit=limit, make=partial(_write, body, count), command=PDF) for name, limit, count, body in ROWS
)
