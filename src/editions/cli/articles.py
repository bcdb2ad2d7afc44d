"""The articles that a call names."""

from __future__ import annotations

from argparse import ArgumentParser
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


def looked_at(articles: list[Article], *, detect: bool) -> list[Article]:
    """Return the articles with their languages worked out, if that is wanted."""
    from editions.access.languages import detected

    return [detected(article) for article in articles] if detect else articles


def add_detect(command: ArgumentParser) -> None:
    """Say the argument that leaves the languages as the source has them."""
    command.add_argument(
        "--no-detect", dest="detect", action="store_false", help="do not work out the language of what does not say it"
    )
