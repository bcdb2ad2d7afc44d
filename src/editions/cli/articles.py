"""The articles that a call names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from editions.findings import EditionsError

if TYPE_CHECKING:
    from editions.model import Article


def read(sources: Sequence[str]) -> tuple[list[Article], list[str]]:
    """Return the articles that can be read, and a line for each that cannot."""
    from editions import jats

    articles, problems = [], []
    for source in dict.fromkeys(sources):
        try:
            articles.append(jats.read(source))
        except EditionsError as error:
            problems.append(str(error))
    return articles, problems
