"""Formulas in TeX: macros that call themselves, long ones, many of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

import articles
from editions.jats.context import MAX_TEX
from editions.jats.macros import MAX_TOKENS
from editions.jats.tex import MAX_CHARS
from hostile import CHECK, Budget


def formulas(tex: Callable[[int], list[str]], folder: Path, size: int) -> Path:
    """Write an article with these formulas, each in a paragraph of its own."""
    written = (f"<p>a <inline-formula><tex-math>{escape(one)}</tex-math></inline-formula></p>" for one in tex(size))
    return articles.write(folder, body=f"<body>{''.join(written)}</body>")


def long(part: str, size: int) -> str:
    """A formula of one part again and again, as long as one may be, or that many times longer."""
    return part * (MAX_CHARS * size // len(part))


def _letters(size: int) -> list[str]:
    """Macros each of which calls the next twice: more of them at each size."""
    names = [f"\\m{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(40 * size)]
    return ["".join(f"\\def{one}{{{two}{two}}}" for one, two in zip(names, [*names[1:], "x"], strict=True)) + names[0]]


LOOPS: dict[str, Callable[[int], list[str]]] = {
    "a command that doubles its argument": lambda size: [r"\newcommand{\x}[1]{\x{#1#1}}\x{a}" * size],
    "a definition that doubles its argument": lambda size: [r"\def\x#1{\x{#1#1}}\x{a}" * size],
    "a definition that doubles itself": lambda size: [r"\def\x{\x\x}\x" * size],
    "two definitions that call each other": lambda size: [r"\def\a{\b\b}\def\b{\a}\a" * size],
    "a name let be itself": lambda size: [r"\let\x\x\x" * size],
    "definitions in a chain": _letters,
}
PARTS = ("a'", r"\verb1", r"\text{", "{", r"\left(", r"\frac{a}{", r"a & b \\ ", r"\LaTeX", r"\label{", r"\hbox{$a$}", "a^{")

BUDGETS = (
    *(
        Budget(
            name=name,
            limit=f"{MAX_TOKENS:,} tokens that macros expand to",
            make=partial(formulas, tex),
            command=CHECK,
            seconds=10,
            megabytes=512,
        )
        for name, tex in LOOPS.items()
    ),
    Budget(
        name="formulas in TeX, as long as may be",
        limit=f"{MAX_CHARS:,} characters of TeX",
        make=partial(formulas, lambda size: [long(part, size) for part in PARTS]),
        command=CHECK,
        seconds=20,
        megabytes=512,
    ),
    Budget(
        name="thousands of formulas in TeX",
        limit=f"{MAX_TEX:,} characters of TeX in an article",
        make=partial(formulas, lambda size: [rf"\frac{{x_{{{n}}}}}{{y}}" * 10 for n in range(MAX_TEX * size // 170)]),
        command=CHECK,
        seconds=30,
        megabytes=1024,
    ),
    Budget(
        name="a formula that begins 8,000 documents",
        limit=f"{MAX_CHARS:,} characters of TeX",
        make=partial(formulas, lambda size: [r"\begin{document}" * 8_000 * size, "$" * 100_000 * size, " " * 100_000 * size]),
        command=CHECK,
        seconds=10,
        megabytes=512,
    ),
)
