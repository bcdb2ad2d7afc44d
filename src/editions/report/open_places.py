"""What the report's page shows of the places that a person is to look at: their first words, and small pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from editions.article.model import Article, Figure, Node, Picture, walk
from editions.findings import Finding
from editions.images.previews import thumbnail
from editions.report.data import Place
from editions.report.human_checks import words_of

_MAX_CHARS = 120
"""Characters shown of a passage."""
_MAX_THUMBNAILS = 200
"""Pictures shown: a page of more would be slow to open."""


def passages(articles: Sequence[Article], findings: Iterable[Finding]) -> dict[str, Place]:
    """Return the first words of each element that a finding is about, by its id."""
    wanted = {finding.where.id for finding in findings if finding.where.id}
    found: dict[str, Place] = {}
    for node in _nodes(articles):
        if node.id in wanted and not isinstance(node, Article) and (text := " ".join(words_of(node).split())):
            shown = text if len(text) <= _MAX_CHARS else f"{text[:_MAX_CHARS].rpartition(' ')[0]} …"
            found.setdefault(node.id, Place(id=node.id, line=node.line, lang=node.lang, text=shown))
    return found


def thumbnails(articles: Sequence[Article], findings: Iterable[Finding]) -> dict[str, str]:
    """Return small pictures as ``data:`` URIs: those that findings are about, then those with an alternative to judge."""
    wanted = {finding.where.id for finding in findings if finding.where.id}
    pictures = {id: picture for id, picture in _pictures(articles) if picture.files}
    first = [id for id in pictures if id in wanted]
    rest = [id for id, picture in pictures.items() if id not in wanted and id == picture.id]
    made = {id: thumbnail(pictures[id].files[0]) for id in [*first, *rest][:_MAX_THUMBNAILS]}
    return {id: uri for id, uri in made.items() if uri}


def _pictures(articles: Sequence[Article]) -> Iterator[tuple[str, Picture]]:
    """Yield each picture under its own id, and the first one of a figure under that of the figure."""
    for node in _nodes(articles):
        if isinstance(node, Picture):
            yield node.id, node
        elif isinstance(node, Figure) and (first := next((item for item in walk(node) if isinstance(item, Picture)), None)):
            yield node.id, first


def _nodes(articles: Sequence[Article]) -> Iterator[Node]:
    for article in articles:
        yield from walk(article)
