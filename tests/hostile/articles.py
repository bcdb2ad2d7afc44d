"""Long texts, and much of everything, in an article."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import articles
from hostile import Budget


def paragraph(words: Callable[[int], str], folder: Path, size: int) -> Path:
    """Write an article whose only paragraph is made for a size."""
    return articles.write(folder, body=f"<body><p>{words(size)}</p></body>")


BUDGETS = (
    Budget(
        name="a paragraph of one word",
        limit="1,000,000 characters",
        make=partial(paragraph, lambda size: "a" * 1_000_000 * size),
        command=("check", "{file}"),
    ),
)
