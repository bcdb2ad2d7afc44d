"""Where the text of an article speaks of a figure, a table or a formula: the sentences that refer to it."""

from __future__ import annotations

from collections.abc import Iterator

from editions.article.model import Article, CrossReference, Inline, Paragraph, plain, walk
from editions.languages.sentences import sentences

MAX_CHARS = 400
"""Characters of a sentence that is shown."""


def mentions(edition: Article) -> dict[str, list[str]]:
    """Return the sentences that refer to something, by its id, in reading order."""
    found: dict[str, list[str]] = {}
    for node in walk(edition):
        if isinstance(node, Paragraph) and any(_references(node.content)):
            for sentence in sentences(node.id, node.content, node.lang):
                for target in dict.fromkeys(_references(sentence.content)):
                    found.setdefault(target, []).append(shortened(plain(sentence.content), MAX_CHARS))
    return found


def _references(content: tuple[Inline, ...]) -> Iterator[str]:
    for item in content:
        if not isinstance(item, str):
            yield from (node.target for node in walk(item) if isinstance(node, CrossReference) and node.target)


def shortened(text: str, longest: int) -> str:
    """Return a text of at most about so many characters, cut at a space."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
