"""House style sheets of the PDF: their size, depth, selectors and numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import articles
from hostile import Budget

STYLED = ("build", "{file}", "-o", "{out}", "--formats", "pdf", "--no-narration", "--css", "{file}.css")


def _write(css: Callable[[int], str], folder: Path, size: int) -> Path:
    article = articles.write(folder, body="<body><p>One sentence.</p><list><list-item><p>a</p></list-item></list></body>")
    (folder / f"{article.name}.css").write_text(css(size))
    return article


def _properties(size: int) -> str:
    return "p{" + "".join(f"--a{number + 1}: var(--a{number}) var(--a{number});" for number in range(10 * size)) + "}"


ROWS: tuple[tuple[str, str, Callable[[int], str]], ...] = (
    ("bytes of a style sheet", "1,000,000 bytes", lambda size: "/*" + "a" * 900_000 * size + "*/"),
    ("rules of a style sheet", "10,000 selectors", lambda size: "a b{color:red}" * 5_000 * size),
    ("rules within rules", "50 levels", lambda size: "@media print{" * 50 * size + "}" * 50 * size),
    ("functions within functions", "50 levels", lambda size: "p{width:" + "calc(" * 45 * size + "1px" + ")" * 45 * size + "}"),
    ("steps of a selector", "6 steps down", lambda size: "* " * 5 * size + "p{color:red}"),
    ("custom properties", "10,000 parts, 50 levels", _properties),
    ("a large number", "100,000 of any unit", lambda size: f"p{{width:{100_000 * size}px}}"),
    ("columns on a page", "10,000 of a number", lambda size: f"section{{columns:{10_000 * size}}}"),
    (
        "tracks of a grid",
        "10,000 of a number",
        lambda size: f"ul{{display:grid;grid-template-rows:repeat({10_000 * size},1px)}}",
    ),
)

BUDGETS = tuple(Budget(name=name, limit=limit, make=partial(_write, css), command=STYLED) for name, limit, css in ROWS)
