"""Words in a script that their language is not written in: Greek in English, Arabic in Spanish."""

from __future__ import annotations

from collections.abc import Iterator

from editions.article.model import Article, Code, Formula, Node, children
from editions.findings import Finding
from editions.languages.detection.scripts import foreign
from editions.rules import languages as rules
from editions.rules.finding import finding

SHOWN = 30
"""Characters of a run that a message quotes."""


def scripts(article: Article) -> Iterator[Finding]:
    """Yield a finding for each run of words in a script that the language around it is not written in."""
    for node, text in _texts(article):
        for name, found in foreign(text, node.lang):
            message = f"{found[:SHOWN]!r} is {name} in a passage tagged {node.lang!r}."
            hint = 'Wrap it in <named-content content-type="foreign" xml:lang="…">.'
            yield finding(rules.FOREIGN_SCRIPT, article, node, message, hint)


def _texts(node: Node) -> Iterator[tuple[Node, str]]:
    """Yield the pieces of text in a node, each with the node that gives it its language; formulas and code are none."""
    content = getattr(node, "content", ())
    for part in content if isinstance(content, tuple) else ():
        if isinstance(part, str):
            yield node, part
    for child in children(node):
        if not isinstance(child, Article | Formula | Code):
            yield from _texts(child)
