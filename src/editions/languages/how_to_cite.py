"""Which part of an article says how to cite it, as some publishers write: an edition does not say it once more."""

from __future__ import annotations

from editions.article.model import Block, Section, plain
from editions.languages.phrases import PHRASES


def is_how_to_cite(item: Block) -> bool:
    """Whether a section says by its title that it is how to cite the article."""
    title = plain(item.title.content).casefold() if isinstance(item, Section) and item.title else ""
    return any(words["cite"].casefold() in title for words in PHRASES.values()) if title else False
