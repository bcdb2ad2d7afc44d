"""Long texts, and much of everything, in an article."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import articles
from growth.bodies import BODIES
from hostile import EPUB, Budget

CHECKED = ("check", "{file}")


def paragraph(words: Callable[[int], str], folder: Path, size: int) -> Path:
    """Write an article whose only paragraph is made for a size."""
    return articles.write(folder, body=f"<body><p>{words(size)}</p></body>")


def body(name: str, characters: int, folder: Path, size: int) -> Path:
    """Write an article that is long in one way."""
    return articles.write(folder, body=BODIES[name](characters * size))


def titled(unit: str, folder: Path, size: int) -> Path:
    """Write an article whose title is long."""
    file = articles.write(folder)
    file.write_text(file.read_text("utf-8").replace("A small article", unit * (10_000 * size // len(unit))), "utf-8")
    return file


PARAGRAPHS: dict[str, Callable[[int], str]] = {
    "one word": lambda size: "a" * 1_000_000 * size,
    "brackets": lambda size: "(" * 1_000_000 * size,
    "words without an end": lambda size: "word and other " * 66_000 * size,
    "combining marks": lambda size: "a" + "\u0301" * 100_000 * size,
    "Han without spaces": lambda size: "漢字。" * 100_000 * size,
}

MUCH = {"cross-references": 250_000, "notes": 120_000, "a list": 250_000, "rows": 120_000}
"""Characters of bodies that are much of one thing: some thousands of each."""

BUDGETS = (
    *(
        Budget(name=f"a paragraph of {name}", limit="1,000,000 characters", make=partial(paragraph, words), command=CHECKED)
        for name, words in PARAGRAPHS.items()
    ),
    *(
        Budget(
            name=f"much of one: {name}",
            limit=f"{characters:,} characters",
            make=partial(body, name, characters),
            command=CHECKED,
        )
        for name, characters in MUCH.items()
    ),
    *(
        Budget(name=f"a cover of {name}", limit="600 characters are shown", make=partial(titled, unit), command=EPUB)
        for name, unit in {"one word": "W", "Han": "漢字"}.items()
    ),
)
